"""A poster for each district and month, for boards and doors: one sheet of A4.

There are those of this month and the next. An older address leads on to this month's, for a year:
a printed poster leads to the pages of what is on it, never to itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urljoin

from ..city.city import City
from ..city.schedule import Occurrence
from ..city.stations import offered
from ..model.fields import Station
from ..model.place import Place
from ..model.vocabulary import District
from .addresses import Key, file_of
from .contribution_links import new_place_link
from .qr_codes import QrCode, qr_code
from .redirects import redirect_page
from .site import File, Page, Site

POSTER = "poster"
_MOST_EVENTS = 3
_FEW_EVENTS, _MOST_PLACES, _PLACES_BESIDE_EVENTS = 1, 6, 4
"""A sheet has room for six places beside at most one event, for four beside more."""
_FEW = 3
"""So many events and places or fewer: the places are set in larger letters then, or the sheet
would look abandoned."""
_REMEMBERED_MONTHS = 12


@dataclass(frozen=True, slots=True)
class PosterEvent:
    """An event with its first date in the month, and how many more there are."""

    occurrence: Occurrence
    more: int
    code: QrCode


@dataclass(frozen=True, slots=True)
class PosterPlace:
    """A place with one thing to do there; None where nothing was written for it."""

    place: Place
    station: Station | None
    code: QrCode


def build(city: City, site: Site) -> Iterator[Page | File]:
    """This month's and the next, for every district and language; then former addresses."""
    months = coming_months(city.clock.today)
    for district in city.districts.values():
        for month in months:
            for language in site.languages:
                yield _page(district, month, city, site, language)
        for month in _former_months(city):
            for language in site.languages:
                old = site.address(poster_key(district, month), language)
                new = site.address(poster_key(district, months[0]), language)
                yield File(file_of(old), redirect_page(site, new, language).encode())


def coming_months(today: date) -> tuple[date, date]:
    """The first days of this month and of the next."""
    first = today.replace(day=1)
    return first, _next(first)


def poster_key(district: District, month: date) -> Key:
    """`("district", "konak", "poster", "2026-12")`."""
    return "district", district.id, POSTER, f"{month:%Y-%m}"


def posters_of(district: District, city: City, site: Site, language: str) -> list[tuple[date, str]]:
    """First day of the month and the path of each poster that there is."""
    return [
        (month, site.link(poster_key(district, month), language))
        for month in coming_months(city.clock.today)
    ]


def _next(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)


def _former_months(city: City) -> list[date]:
    """The months before this one, back to the first event, at most a year."""
    this = city.clock.today.replace(day=1)
    earliest = min((found.first_day for found in city.occurrences), default=this)
    months: list[date] = []
    month = this
    while len(months) < _REMEMBERED_MONTHS and month > earliest:
        month = (month - timedelta(days=1)).replace(day=1)
        months.append(month)
    return months


def _page(district: District, month: date, city: City, site: Site, language: str) -> Page:
    t = site.phrases[language]
    name, when = district.label.words(language), t.language.month(month)
    return Page(
        key=poster_key(district, month),
        language=language,
        template="pages/poster.html",
        section="events",
        title=t("poster.title", district=name, month=when),
        description=t("poster.description", district=name, month=when),
        trail=(
            (t("title.districts"), ("districts",)),
            (district.label, ("district", district.id)),
            (t("poster.kicker"), None),
        ),
        view=lambda: _view(district, month, city, site, language),
        listed=False,
    )


def _view(
    district: District, month: date, city: City, site: Site, language: str
) -> Mapping[str, object]:
    events = events_of(district, month, city, site, language)
    room = _MOST_PLACES if len(events) <= _FEW_EVENTS else _PLACES_BESIDE_EVENTS
    places = _places(district, month, city, site, language, room)
    everything = site.url(site.address(("district", district.id), language))
    return {
        "district": district,
        "month": month,
        "events": events,
        "places": places,
        "has_room": len(places) < room,
        "few": len(events) + len(places) <= _FEW,
        "address": everything,
        "code": qr_code(everything),
        "add_code": _add_code(district, city, site, language),
    }


def events_of(
    district: District, month: date, city: City, site: Site, language: str
) -> list[PosterEvent]:
    """What is still to come in a month: the district's own first, then the whole city's."""
    first = max(month, city.clock.today)
    last = _next(month) - timedelta(days=1)
    dates: dict[str, list[Occurrence]] = {}
    for found in city.upcoming:
        if found.takes_place and not found.event.sample and found.touches(first, last):
            dates.setdefault(found.event.id, []).append(found)
    here = [found for found in dates.values() if _is_in(district, found[0], city)]
    everywhere = [found for found in dates.values() if found[0].event.city_wide]
    return [
        PosterEvent(
            found[0],
            len(found) - 1,
            qr_code(site.url(site.address(("event", found[0].event.id), language))),
        )
        for found in (*here, *everywhere)[:_MOST_EVENTS]
    ]


def _is_in(district: District, found: Occurrence, city: City) -> bool:
    if found.place:
        return city.place(found.place).district == district.id
    return city.district_of(found.event) == district.id


def _places(
    district: District, month: date, city: City, site: Site, language: str, count: int
) -> list[PosterPlace]:
    """Other places every month, so that a year's posters show many of them."""
    places = city.in_order(city.places_under.get(("districts", district.id), ()), language)
    number = month.year * 12 + month.month
    start = number * count % len(places) if places else 0
    chosen = [*places[start:], *places[:start]][:count]
    return [
        PosterPlace(
            place,
            stations[number % len(stations)] if (stations := _own_first(place, city)) else None,
            qr_code(site.url(site.address(("place", place.id), language))),
        )
        for place in chosen
    ]


def _own_first(place: Place, city: City) -> tuple[Station, ...]:
    return place.stations or offered(place, city)


def _add_code(district: District, city: City, site: Site, language: str) -> QrCode | None:
    """The code of the form for a new place here, or of GitHub's page for one."""
    link = new_place_link(district.id, city, site, language)
    return qr_code(urljoin(f"{site.base}/", link)) if link else None
