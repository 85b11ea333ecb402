"""The explorer: the map of all places with the list beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..city.city import City
from .counts import places_by
from .explorer_data import ACCESS, NAMES_TOGETHER, ExplorerData, explorer_data
from .explorer_words import explorer_words
from .place_pages import by_district
from .site import File, Page, Site

_LATER = (
    *("explorer/page", "explorer/sieve", "explorer/list", "explorer/names", "explorer/controls"),
    *("explorer/on-map", "filter/address", "time/city-clock", "time/opening"),
    *("offline/switch", "offline/asking", "offline/keeping", "offline/sizes", "offline/shelf"),
)
"""The scripts behind the first markers; they are asked for together once these are there."""


def build(city: City, site: Site) -> Iterator[Page | File]:
    """One map page per language, and the files that its script fetches."""
    data = explorer_data(city, site)
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
            view=lambda language=language: _view(city, site, data, language),  # type: ignore[misc]
        )
    yield from data.files


def _view(city: City, site: Site, data: ExplorerData, language: str) -> Mapping[str, object]:
    return {
        "groups": by_district(city, language),
        "total": len(city.places),
        "list_is_whole": data.list_is_whole,
        "numbers": {place.id: number for number, place in enumerate(data.roll)},
        "themes": places_by(city, "themes"),
        "audiences": places_by(city, "audiences"),
        "access": ACCESS,
        "explorer_words": explorer_words(city, site, language),
        "outline": site.outline,
        "addresses": _addresses(city, site, data, language),
    }


def _addresses(city: City, site: Site, data: ExplorerData, language: str) -> Mapping[str, Any]:
    """Where the script finds what; `__` stands for a place's id."""
    seats = {
        district.id: [district.seat.lat, district.seat.lon]
        for district in city.districts.values()
        if district.seat
    }
    return {
        "core": site.path(data.core),
        "facets": site.path(data.facets),
        "filters": site.path(data.filters),
        "stops": site.path(data.stops),
        "folder": site.path(data.folders[language]),
        "together": 0 if data.list_is_whole else NAMES_TOGETHER,
        "shards": data.shard_starts[language],
        "place": site.link(("place", "__"), language),
        "seats": seats,
        "later": [site.asset(f"js/{name}.js") for name in _LATER],
    }
