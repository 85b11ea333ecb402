"""The page for times without a network: how to keep pages on the device, and what is kept there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..city.city import City
from .site import Page, Site


def build(city: City, site: Site) -> Iterator[Page]:
    """One page per language, where the city offers keeping."""
    if not city.settings.offline:
        return
    for language in site.languages:
        t = site.phrases[language]
        yield Page(
            key=("offline",),
            language=language,
            template="pages/offline.html",
            title=t("title.offline"),
            description=t("description.offline"),
            trail=((t("title.offline"), None),),
            view=lambda: _view(city, site),
        )


def _view(city: City, site: Site) -> Mapping[str, object]:
    return {
        # How the title of every page ends; a list of pages does without.
        "endings": [site.page_title("", language) for language in site.languages],
        "districts": [
            district
            for district in city.districts.values()
            if city.places_under.get(("districts", district.id))
        ],
    }
