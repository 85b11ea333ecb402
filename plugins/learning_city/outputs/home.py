"""The first page: what is on, what to try, where to begin."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from ..city.city import City
from ..city.schedule import Occurrence
from ..city.weather import shelter, weather_of_the_month
from ..model.fields import Station
from ..model.place import Place
from .counts import places_by
from .site import File, Page, Site
from .structured_data import organizer_data
from .weather_pages import KEYS

_PICKS = 3
_UPCOMING = 6


def build(city: City, site: Site) -> Iterator[Page | File]:
    """One home page per language."""
    for language in site.languages:
        title, tagline = city.settings.site_title, city.settings.tagline
        organizer = city.organizers.get(city.settings.organizer or "")
        yield Page(
            key=("home",),
            language=language,
            template="pages/home.html",
            section="home",
            title=title.words(language),
            description=tagline.words(language),
            view=lambda language=language: _view(city, site, language),  # type: ignore[misc]
            json_ld=(organizer_data(organizer, site, language),) if organizer else (),
        )


def _view(city: City, site: Site, language: str) -> Mapping[str, object]:
    today = city.clock.today
    shown = [found for found in city.upcoming if found.takes_place]
    today_events = [found for found in shown if found.touches(today, today)]
    saturday, sunday = city.weekend
    weekend = [
        found
        for found in shown
        if found.touches(max(saturday, today), sunday) and found not in today_events
    ]
    near = {found.event.id: found for found in [*today_events, *weekend]}
    later = _first_of_each([found for found in shown if found.event.id not in near])[:_UPCOMING]
    # Once what is near is over, its event is one of the later ones.
    again = _first_of_each(
        [
            found
            for found in shown
            if found.event.id in near and found.order > near[found.event.id].order
        ]
    )
    return {
        "today": today,
        "season": _season(city, site, language),
        "today_events": today_events,
        "weekend_events": weekend,
        "upcoming": sorted(
            [*((found, False) for found in later), *((found, True) for found in again)],
            key=lambda one: one[0].order,
        ),
        "themes": places_by(city, "themes"),
        "audiences": places_by(city, "audiences"),
        "districts": places_by(city, "districts"),
        "try_this": _picks(city, today),
        "counts": {
            "places": len(city.places),
            "kinds": len({place.kind for place in city.places}),
            "districts": len({place.district for place in city.places}),
            "stations": sum(len(place.stations) for place in city.places),
        },
        "outline": site.outline,
        "news": [
            (page.title, site.path(page.path), page.date)
            for page in site.prose
            if page.key[0] == "article" and page.language == language
        ][:3],
    }


def _season(city: City, site: Site, language: str) -> tuple[str, str, int] | None:
    """What this month asks for: the weather, the page for it and how many places suit it."""
    weather = weather_of_the_month(city)
    count = len(shelter(city, weather).fitting) if weather else 0
    return (weather, site.link(KEYS[weather], language), count) if weather and count else None


def _first_of_each(found: list[Occurrence]) -> list[Occurrence]:
    """A weekly event is announced once, by its next date."""
    first: dict[str, Occurrence] = {}
    for occurrence in found:
        first.setdefault(occurrence.event.id, occurrence)
    return list(first.values())


def _picks(city: City, day: date) -> list[tuple[Place, Station]]:
    """A few stations of different districts, others every day, the same all day long."""
    with_stations = [place for place in city.places if place.stations]
    picks: list[tuple[Place, Station]] = []
    districts: set[str] = set()
    if not with_stations:
        return picks
    # A step that shares no factor with the number of places visits them all in turn.
    step, number = 37, day.toordinal() * _PICKS
    for offset in range(len(with_stations)):
        place = with_stations[(number + offset * step) % len(with_stations)]
        if place.district not in districts:
            districts.add(place.district)
            picks.append((place, place.stations[day.toordinal() % len(place.stations)]))
        if len(picks) == _PICKS:
            break
    return picks
