"""The pieces of an Atom feed (RFC 4287): elements, moments, and texts that XML has room for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from xml.etree import ElementTree

from .site import Site

_ATOM = "http://www.w3.org/2005/Atom"
_XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 (§2.2) has no place for."""


def new_feed(
    address: str, title: str, updated: datetime, page: str, site: Site, language: str
) -> ElementTree.Element:
    """A feed with its head, to be filled with entries; `address` is its own, relative."""
    feed = ElementTree.Element("feed", {"xmlns": _ATOM, _XML_LANGUAGE: language})
    own = site.url(address)
    put(feed, "title", site.page_title(title, language))
    put(feed, "id", own)
    put(feed, "updated", moment(updated))
    ElementTree.SubElement(feed, "link", {"rel": "self", "href": own})
    link_to(feed, page)
    author = ElementTree.SubElement(feed, "author")
    put(author, "name", (site.author or site.site_title).words(language))
    return feed


def add_entry(
    feed: ElementTree.Element,
    title: str,
    identifier: str,
    updated: datetime,
    page: str,
    categories: Iterable[tuple[str, str]] = (),
    summary: str = "",
) -> None:
    """An entry; `categories` are (term, label)."""
    entry = ElementTree.SubElement(feed, "entry")
    put(entry, "title", title)
    put(entry, "id", identifier)
    put(entry, "updated", moment(updated))
    link_to(entry, page)
    for term, label in categories:
        ElementTree.SubElement(entry, "category", {"term": term, "label": written(label)})
    put(entry, "summary", summary, {"type": "text"})


def as_bytes(feed: ElementTree.Element) -> bytes:
    """The document."""
    ElementTree.indent(feed, "")
    text: bytes = ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def link_to(parent: ElementTree.Element, page: str) -> None:
    """The page that says the same to people."""
    ElementTree.SubElement(parent, "link", {"rel": "alternate", "type": "text/html", "href": page})


def put(
    parent: ElementTree.Element, name: str, text: str, attributes: Mapping[str, str] | None = None
) -> None:
    """An element with a text."""
    ElementTree.SubElement(parent, name, dict(attributes or {})).text = written(text)


def written(text: str) -> str:
    """The text without what XML cannot hold."""
    return _NOT_XML.sub("", text)


def moment(value: datetime) -> str:
    """RFC 3339, in UTC."""
    return f"{value.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
