"""The explorer: the map of all places with the list beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..city.city import City
from ..model.vocabulary import PlaceKind
from .counts import places_by
from .place_pages import by_district
from .site import File, Page, Site


def build(city: City, site: Site) -> Iterator[Page | File]:
    """One map page per language."""
    for language in site.languages:
        t = site.phrases[language]
        yield Page(
            key=("map",),
            language=language,
            template="pages/map.html",
            section="map",
            title=t("title.map"),
            description=t("description.map"),
            trail=((t("title.map"), None),),
            has_map=True,
            view=lambda language=language: _view(city, site, language),  # type: ignore[misc]
        )


def _view(city: City, site: Site, language: str) -> Mapping[str, object]:
    kinds: list[tuple[PlaceKind, int]] = [
        (kind, count)
        for kind in city.kinds.values()
        if (count := len(city.places_under.get(("place-kinds", kind.id), ())))
    ]
    return {
        "groups": by_district(city, language),
        "total": len(city.places),
        "themes": places_by(city, "themes"),
        "kinds": kinds,
        "outline": site.outline,
    }
