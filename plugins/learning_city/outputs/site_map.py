"""`sitemap.xml` with language alternates, and `robots.txt` (sitemaps.org, hreflang links)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.etree import ElementTree

from .addresses import Key
from .site import File, Page, Site

_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"


def build(site: Site, pages: Iterable[Page]) -> Iterator[File]:
    """Every page that should be found: `pages`, which are ours, and Pelican's."""
    ElementTree.register_namespace("", _SITEMAP)
    ElementTree.register_namespace("xhtml", _XHTML)
    root = ElementTree.Element(f"{{{_SITEMAP}}}urlset")
    for addresses in _addresses(site, pages):
        for language in addresses:
            entry = ElementTree.SubElement(root, f"{{{_SITEMAP}}}url")
            ElementTree.SubElement(entry, f"{{{_SITEMAP}}}loc").text = site.url(addresses[language])
            for other, where in addresses.items():
                ElementTree.SubElement(
                    entry,
                    f"{{{_XHTML}}}link",
                    {"rel": "alternate", "hreflang": other, "href": site.url(where)},
                )
    ElementTree.indent(root, space=" ")
    body = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    yield File("sitemap.xml", body + b"\n")
    yield File(
        "robots.txt", f"User-agent: *\nAllow: /\nSitemap: {site.url('sitemap.xml')}\n".encode()
    )


def _addresses(site: Site, pages: Iterable[Page]) -> Iterator[dict[str, str]]:
    """For each page its address by language: ours as they were made, then the prose."""
    for page in pages:
        if page.language == site.source_language and page.listed and not page.noindex:
            yield {language: site.address(page.key, language) for language in site.languages}
    written: dict[Key, dict[str, str]] = {}
    for prose in site.prose:
        written.setdefault(prose.key, {})[prose.language] = prose.path
    for key in sorted(written):
        yield {
            language: written[key][language]
            for language in site.languages
            if language in written[key]
        }
