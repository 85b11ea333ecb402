"""`feeds/events.<language>.atom.xml`: coming events for feed readers (RFC 4287).

`feeds/events.atom.xml` is the one in the source language. An entry is as new as the event's file
(`calendar_feed.event_stamp`), and the feed as new as its newest entry: the clock has no say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from xml.etree import ElementTree

from ..city.city import City
from ..city.schedule import Occurrence
from ..words.prose import to_plain
from .calendar_feed import event_stamp
from .event_words import title_in_words, when_in_words, where_in_words
from .site import File, Site

SHORTEST = "feeds/events.atom.xml"
MOST_ENTRIES = 100

_ATOM = "http://www.w3.org/2005/Atom"
_XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 (§2.2) has no place for."""


def build(city: City, site: Site) -> Iterator[File]:
    """One feed per language, and the source language's once more under the shortest name."""
    coming: dict[str, Occurrence] = {}
    for found in city.upcoming:
        coming.setdefault(found.event.id, found)
    shown = list(coming.values())[:MOST_ENTRIES]
    addresses = {SHORTEST: site.source_language}
    addresses |= {site.event_feed(language): language for language in site.languages}
    for address, language in addresses.items():
        yield File(address, _feed(address, shown, city, site, language))


def _feed(address: str, shown: list[Occurrence], city: City, site: Site, language: str) -> bytes:
    t = site.phrases[language]
    feed = ElementTree.Element("feed", {"xmlns": _ATOM, _XML_LANGUAGE: language})
    own = site.url(address)
    _put(feed, "title", site.page_title(t("title.events"), language))
    _put(feed, "id", own)
    newest = max(
        (event_stamp(found.event, site) for found in shown),
        default=datetime(city.clock.today.year, 1, 1, tzinfo=UTC),
    )
    _put(feed, "updated", _moment(newest))
    ElementTree.SubElement(feed, "link", {"rel": "self", "href": own})
    page = site.url(site.address(("events",), language))
    ElementTree.SubElement(feed, "link", {"rel": "alternate", "type": "text/html", "href": page})
    author = ElementTree.SubElement(feed, "author")
    _put(author, "name", (site.author or site.site_title).words(language))
    for found in shown:
        _entry(feed, found, city, site, language)
    ElementTree.indent(feed, "")
    written: bytes = ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _entry(
    feed: ElementTree.Element, found: Occurrence, city: City, site: Site, language: str
) -> None:
    t = site.phrases[language]
    event = found.event
    page = site.url(site.address(("event", event.id), language))
    entry = ElementTree.SubElement(feed, "entry")
    _put(entry, "title", title_in_words(found, t))
    _put(entry, "id", page)
    _put(entry, "updated", _moment(event_stamp(event, site)))
    ElementTree.SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": page})
    for theme in event.themes:
        label = _written(city.themes[theme].label.words(language))
        ElementTree.SubElement(entry, "category", {"term": theme, "label": label})
    parts = [when_in_words(found, t), where_in_words(found, city, t)]
    if event.summary:
        parts.append(event.summary.words(language))
    if event.description:
        parts.append(to_plain(event.description.words(language)))
    _put(entry, "summary", "\n".join(parts), {"type": "text"})


def _put(
    parent: ElementTree.Element, name: str, text: str, attributes: Mapping[str, str] | None = None
) -> None:
    ElementTree.SubElement(parent, name, dict(attributes or {})).text = _written(text)


def _written(text: str) -> str:
    return _NOT_XML.sub("", text)


def _moment(value: datetime) -> str:
    return f"{value.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
