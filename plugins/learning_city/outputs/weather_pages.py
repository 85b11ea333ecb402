"""Cool places for hot days, places under a roof for wet ones, and how much of that is known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..city.city import City
from ..city.weather import WEATHERS, Weather, shelter
from ..model.place import Place
from .addresses import Key
from .contribution_links import best_edit_link
from .site import File, Page, Site

KEYS: Mapping[Weather, Key] = {"heat": ("cool-places",), "rain": ("dry-places",)}
_ASKED = 12
"""So many places are asked about; the others wait for these."""
_MOSTLY_BUILDINGS = frozenset({"Library", "Museum"})
"""Kinds (schema.org types) that are worth asking about first. No place is listed for its kind
alone: there are roofless museums."""


def build(city: City, site: Site) -> Iterator[Page | File]:
    """An overview and a page for each weather, in each language."""
    for language in site.languages:
        t = site.phrases[language]
        yield Page(
            key=("weather",),
            language=language,
            template="pages/weather.html",
            section="places",
            title=t("title.weather"),
            description=t("description.weather"),
            trail=((t("title.weather"), None),),
            view=lambda language=language: _overview(city, site, language),  # type: ignore[misc]
        )
        for weather in WEATHERS:
            yield _page(weather, city, site, language)


def _page(weather: Weather, city: City, site: Site, language: str) -> Page:
    t = site.phrases[language]
    title = t(f"weather.{weather}")
    return Page(
        key=KEYS[weather],
        language=language,
        template="pages/shelter.html",
        section="places",
        title=title,
        description=t(f"weather.{weather}.lead"),
        trail=((t("title.weather"), ("weather",)), (title, None)),
        view=lambda: _view(weather, city, site, language),
    )


def _overview(city: City, site: Site, language: str) -> Mapping[str, object]:
    return {
        "weathers": [
            (weather, site.link(KEYS[weather], language), len(shelter(city, weather).fitting))
            for weather in WEATHERS
        ],
        "total": len(city.places),
    }


def _view(weather: Weather, city: City, site: Site, language: str) -> Mapping[str, object]:
    found = shelter(city, weather)
    places = {each.place: each for each in found.fitting}
    return {
        "weather": weather,
        "fitting": [places[place] for place in city.in_order(places, language)],
        "known": len(found.fitting) + found.unfit,
        "total": len(city.places),
        "likely": [
            (kind, f"{site.link(('map',), language)}?kind={kind.id}")
            for kind in city.kinds.values()
            if kind.schema_type in _MOSTLY_BUILDINGS
            and ("place-kinds", kind.id) in city.places_under
        ],
        "asked": [
            (place, best_edit_link(place, city, site, language, "access"))
            for place in _most_wanted(found.untold, city)
        ],
    }


def _most_wanted(untold: tuple[Place, ...], city: City) -> list[Place]:
    """First what is mostly a building, then where something is about to happen and most to do."""
    ranked = sorted(
        untold,
        key=lambda place: (
            city.kinds[place.kind].schema_type not in _MOSTLY_BUILDINGS,
            -len(city.coming_at.get(place.id, ())),
            -len(place.stations),
        ),
    )
    return ranked[:_ASKED]
