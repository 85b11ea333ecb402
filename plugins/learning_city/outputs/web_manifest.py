"""`/manifest.webmanifest`: the site among the apps of a phone (W3C, Web Application Manifest).

One for each language, since name and start differ; all are the same app, by `id`. Pages and
manifest together ask for nothing: whether to put the site on a home screen is the visitor's affair.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from ..city.city import City
from .site import File, Site

COLOUR = "#fbf7ef"
"""Of the page in the light scheme, while an app starts; a page itself says both schemes."""

_ICONS = (
    ("illustrations/logo.svg", "image/svg+xml", "any", "any"),
    ("illustrations/icon-192.png", "image/png", "192x192", "any"),
    ("illustrations/icon-512.png", "image/png", "512x512", "any"),
    ("illustrations/icon-maskable-512.png", "image/png", "512x512", "maskable"),
)
"""Name, type, size, purpose; the PNGs are drawn from logo.svg (tests/browser/test_icons.py)."""
_SHORTCUTS = ("map", "places", "events")


def build(city: City, site: Site) -> Iterator[File]:
    """One file per language."""
    for language in site.languages:
        t = site.phrases[language]
        manifest = {
            "id": site.base_path,
            "name": site.site_title.words(language),
            "short_name": site.site_title.words(language),
            "description": city.settings.tagline.words(language),
            "lang": language,
            "dir": t.language.direction,
            "start_url": site.link(("home",), language),
            "scope": site.base_path,
            "display": "standalone",
            "display_override": ["minimal-ui"],
            "background_color": COLOUR,
            "theme_color": COLOUR,
            "categories": ["education", "travel"],
            "icons": [
                {"src": site.asset(name), "type": kind, "sizes": sizes, "purpose": purpose}
                for name, kind, sizes, purpose in _ICONS
            ],
            "shortcuts": [
                {"name": t(f"nav.{section}"), "url": site.link((section,), language)}
                for section in _SHORTCUTS
            ],
        }
        text = json.dumps(manifest, ensure_ascii=False, separators=(",", ":"))
        yield File(site.manifest(language), (text + "\n").encode())
