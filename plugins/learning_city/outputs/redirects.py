"""Former addresses lead on: a renamed file keeps its old links alive (`former_ids`)."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from ..city.city import City
from .addresses import file_of
from .site import File, Page, Site


def build(city: City, site: Site) -> Iterator[Page | File]:
    """A small page for each former id, in each language."""
    families = (
        ("place", city.places),
        ("event", city.events),
        ("organizer", city.organizers.values()),
        ("route", city.routes),
    )
    for kind, contributions in families:
        for contribution in contributions:
            for former in contribution.former_ids:
                for language in site.languages:
                    old = site.address((kind, former), language)
                    new = site.address((kind, contribution.id), language)
                    yield File(file_of(old), redirect_page(site, new, language).encode())


def redirect_page(site: Site, new: str, language: str) -> str:
    """A page that leads on to the address `new` of this site."""
    path, url = escape(site.path(new), quote=True), escape(site.url(new), quote=True)
    policy = escape(site.content_security_policy(has_map=False), quote=True)
    return (
        f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        f'<title>{url}</title>\n<link rel="canonical" href="{url}">\n'
        f'<meta name="robots" content="noindex">\n'
        f'<meta http-equiv="refresh" content="0; url={path}">\n</head>\n'
        f'<body><p><a href="{path}">{url}</a></p></body>\n</html>\n'
    )
