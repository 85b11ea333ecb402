"""The page for an address that leads nowhere, in all languages at once."""

from __future__ import annotations

from collections.abc import Iterator

from ..city.city import City
from .site import File, Page, Site


def build(city: City, site: Site) -> Iterator[Page | File]:
    """One file: a web server cannot know which language was meant."""
    t = site.phrases[site.source_language]
    yield Page(
        key=("not-found",),
        language=site.source_language,
        template="pages/not-found.html",
        title=t("title.not-found"),
        description=t("title.not-found"),
        noindex=True,
        view=dict,
    )
