"""`sitemap.xml` with language alternates, and `robots.txt` (sitemaps.org, hreflang links)."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree

from ..city.city import City
from .addresses import Key
from .facet_pages import FACETS
from .site import File, Page, Site

_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"


def build(city: City, site: Site) -> Iterator[Page | File]:
    """Every page that should be found, ours and Pelican's."""
    ElementTree.register_namespace("", _SITEMAP)
    ElementTree.register_namespace("xhtml", _XHTML)
    root = ElementTree.Element(f"{{{_SITEMAP}}}urlset")
    for addresses in _pages(city, site):
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


def _pages(city: City, site: Site) -> Iterator[dict[str, str]]:
    """For each page its address by language."""
    keys: list[Key] = [
        ("home",),
        ("map",),
        ("places",),
        ("events",),
        ("ideas",),
        ("sources",),
        ("news",),
    ]
    keys += [("place", place.id) for place in city.places]
    keys += [("event", event.id) for event in city.events if not event.sample]
    for facet in FACETS:
        keys.append((facet.family,))
        keys += [(facet.name, entry.id) for entry in facet.entries(city)]
    for key in keys:
        yield {language: site.address(key, language) for language in site.languages}
    written: dict[Key, dict[str, str]] = {}
    for page in site.prose:
        written.setdefault(page.key, {})[page.language] = page.path
    for key in sorted(written):
        yield {
            language: written[key][language]
            for language in site.languages
            if language in written[key]
        }
