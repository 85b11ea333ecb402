"""The city: everything that may be published, resolved and in order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from ..ground.clock import Clock
from ..ground.lettering import sort_key
from ..model.event import Event
from ..model.fields import Source
from ..model.notice import Notice
from ..model.organizer import Organizer
from ..model.place import Place
from ..model.route import Route
from ..model.settings import CitySettings
from ..model.vocabulary import Audience, District, Entry, Idea, KeyFeature, PlaceKind, Sdg, Term
from .geography import Outlines, distance_metres
from .hours_reader import HoursReader
from .open_spans import OpenSpans
from .opening_days import MARGIN
from .opening_hours import Sky
from .public_holidays import Holiday, holiday_calendar
from .schedule import Occurrence

_CELL_DEGREES = 0.05
_CELL_METRES = 3000.0
"""Less than a cell's narrower side up to 57 degrees of latitude."""
_RINGS = 8
_NEIGHBOURS = 4

OPENING_WEEKS = 5
"""This week and the four after it: what is said of opening changes on Mondays only, so that a
build at night leaves most pages as they were, and a site that is not built for weeks, or is read
offline, still knows at least four weeks."""


def _cell(place: Place) -> tuple[int, int]:
    location = place.location
    return int(location.lat // _CELL_DEGREES), int(location.lon // _CELL_DEGREES)


@dataclass(frozen=True)
class City:
    """All contributions of one city at one moment; nothing here changes."""

    settings: CitySettings
    clock: Clock
    vocabulary: Mapping[str, Mapping[str, Entry]]
    vocabulary_sources: Sequence[Source]
    organizers: Mapping[str, Organizer]
    places: tuple[Place, ...]
    events: tuple[Event, ...]
    occurrences: tuple[Occurrence, ...]
    routes: tuple[Route, ...] = ()
    notices: tuple[Notice, ...] = ()
    """What hangs on the board today, the soonest to leave first."""
    outlines: Outlines | None = None
    examples: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    """What a whole file looks like, by kind of file; as plain data."""
    population_source: Source | None = None
    """Where the populations come from: the first source of the districts' vocabulary."""
    reports: Mapping[int, Mapping[str, object]] = field(default_factory=dict)
    """The frozen records of past years (`yearly_report.py`)."""

    @property
    def themes(self) -> Mapping[str, Term]:
        """The learning fields, in display order."""
        return self.vocabulary["themes"]  # type: ignore[return-value]

    @property
    def audiences(self) -> Mapping[str, Audience]:
        """For whom, in display order."""
        return self.vocabulary["audiences"]  # type: ignore[return-value]

    @property
    def strands(self) -> Mapping[str, Term]:
        """The activity strands."""
        return self.vocabulary["strands"]  # type: ignore[return-value]

    @property
    def kinds(self) -> Mapping[str, PlaceKind]:
        """The kinds of place with their inherited prompts."""
        return self.vocabulary["place-kinds"]  # type: ignore[return-value]

    @property
    def sdg(self) -> Mapping[str, Sdg]:
        """The Sustainable Development Goals that the city names."""
        return self.vocabulary["sdg"]  # type: ignore[return-value]

    @property
    def ideas(self) -> Mapping[str, Idea]:
        """The founding ideas, for the tag cloud."""
        return self.vocabulary["ideas"]  # type: ignore[return-value]

    @property
    def key_features(self) -> Mapping[str, KeyFeature]:
        """The areas of UNESCO's Key Features of Learning Cities."""
        return self.vocabulary["key-features"]  # type: ignore[return-value]

    @cached_property
    def districts(self) -> Mapping[str, District]:
        """The districts in the order of the source language's alphabet."""
        source = self.settings.languages[0]
        entries: list[District] = list(self.vocabulary["districts"].values())  # type: ignore[arg-type]
        return {
            entry.id: entry
            for entry in sorted(
                entries, key=lambda entry: sort_key(entry.name.words(source), source)
            )
        }

    @cached_property
    def _places_by_id(self) -> dict[str, Place]:
        return {place.id: place for place in self.places}

    def place(self, identifier: str) -> Place:
        """The place with this id. Raises `KeyError`."""
        return self._places_by_id[identifier]

    @cached_property
    def _rank(self) -> dict[str, dict[str, int]]:
        """Language → place id → its place in that language's alphabet."""
        return {
            language: {
                place.id: number
                for number, place in enumerate(
                    sorted(
                        self.places,
                        key=lambda place: (
                            sort_key(place.name.words(language), language),
                            place.id,
                        ),
                    )
                )
            }
            for language in self.settings.languages
        }

    def in_order(self, places: Iterable[Place], language: str) -> list[Place]:
        """Some of the city's places by name, in the alphabet of `language`."""
        rank = self._rank[language]
        return sorted(places, key=lambda place: rank[place.id])

    @cached_property
    def _by_event(self) -> dict[str, tuple[Occurrence, ...]]:
        grouped: dict[str, list[Occurrence]] = {}
        for occurrence in self.occurrences:
            grouped.setdefault(occurrence.event.id, []).append(occurrence)
        return {event: tuple(found) for event, found in grouped.items()}

    def occurrences_of(self, event: Event) -> tuple[Occurrence, ...]:
        """Every occurrence of one event, sorted."""
        return self._by_event.get(event.id, ())

    @cached_property
    def upcoming(self) -> tuple[Occurrence, ...]:
        """Occurrences that are not over before today, sorted."""
        return tuple(found for found in self.occurrences if found.on_or_after(self.clock.today))

    @cached_property
    def months(self) -> Mapping[date, tuple[Occurrence, ...]]:
        """First day of a month → the occurrences that touch it, sorted; no month without any."""
        found: dict[date, list[Occurrence]] = {}
        for occurrence in self.occurrences:
            month = occurrence.first_day.replace(day=1)
            while month <= occurrence.last_day:
                found.setdefault(month, []).append(occurrence)
                month = (month + timedelta(days=31)).replace(day=1)
        return {month: tuple(found[month]) for month in sorted(found)}

    @cached_property
    def weekend(self) -> tuple[date, date]:
        """This week's Saturday and Sunday; on a Sunday still this one."""
        today = self.clock.today
        saturday = today + timedelta(days=5 - today.weekday())
        return saturday, saturday + timedelta(days=1)

    @cached_property
    def places_under(self) -> Mapping[tuple[str, str], tuple[Place, ...]]:
        """(facet, id) → its places in the city's order; facets are named as in the files."""
        found: dict[tuple[str, str], list[Place]] = {}
        for place in self.places:
            found.setdefault(("districts", place.district), []).append(place)
            found.setdefault(("place-kinds", place.kind), []).append(place)
            for theme in place.themes:
                found.setdefault(("themes", theme), []).append(place)
            for audience in place.audiences:
                found.setdefault(("audiences", audience), []).append(place)
        for organizer in self.organizers.values():
            found[("organizers", organizer.id)] = self._places_of(organizer)
        return {key: tuple(dict.fromkeys(places)) for key, places in found.items()}

    def _places_of(self, organizer: Organizer) -> list[Place]:
        """The places somebody looks after, then those where they hold events."""
        held = (event.place for event in self.events if organizer.id in event.organizers)
        return [self.place(one) for one in (*organizer.places, *held) if one]

    def keepers_of(self, place: Place) -> tuple[Organizer, ...]:
        """Who looks after a place."""
        return tuple(one for one in self.organizers.values() if place.id in one.places)

    @cached_property
    def coming_under(self) -> Mapping[tuple[str, str], tuple[Occurrence, ...]]:
        """(facet, id) → the next occurrence of each coming event filed there, in order of date."""
        found: dict[tuple[str, str], dict[str, Occurrence]] = {}
        for occurrence in self.upcoming:
            event = occurrence.event
            district = self.district_of(event)
            keys = [
                *(("themes", one) for one in event.themes),
                *(("audiences", one) for one in event.audiences),
                *(("organizers", one) for one in event.organizers),
                *([("districts", district)] if district else []),
            ]
            for key in keys:
                found.setdefault(key, {}).setdefault(event.id, occurrence)
        return {key: tuple(events.values()) for key, events in found.items()}

    @cached_property
    def coming_at(self) -> Mapping[str, tuple[Occurrence, ...]]:
        """Place id → the next occurrence of each coming event there, in order of date."""
        found: dict[str, dict[str, Occurrence]] = {}
        for occurrence in self.upcoming:
            if occurrence.place:
                found.setdefault(occurrence.place, {}).setdefault(occurrence.event.id, occurrence)
        return {place: tuple(events.values()) for place, events in found.items()}

    def with_next(self, coming: Iterable[Occurrence]) -> tuple[tuple[Occurrence, bool], ...]:
        """These occurrences and, at its own date, the next one of each event, which waits (True).

        A page may be read days after it was built: when an occurrence is over, the next shows.
        """
        shown: list[tuple[Occurrence, bool]] = []
        for occurrence in coming:
            shown.append((occurrence, False))
            dates = self.occurrences_of(occurrence.event)
            following = next((one for one in dates if one.order > occurrence.order), None)
            if following:
                shown.append((following, True))
        return tuple(sorted(shown, key=lambda one: (one[0].order, one[1])))

    @property
    def monday(self) -> date:
        """The first day of this week (ISO 8601)."""
        today = self.clock.today
        return today - timedelta(days=today.weekday())

    @property
    def sky(self) -> Sky:
        """Where the sun of `sunrise-sunset` stands: over the middle of the city."""
        center = self.settings.center
        return Sky(center.lat, center.lon, self.settings.time_zone)

    @cached_property
    def hours(self) -> HoursReader:
        """Reads opening hours for this week and the next ones, with the country's holidays."""
        days = OPENING_WEEKS * 7
        first, last = self.monday - MARGIN, self.monday + timedelta(days=days) + MARGIN
        calendar = holiday_calendar(self.settings.country, first, last, self.settings.languages)
        return HoursReader(self.monday, days, calendar, self.sky)

    @property
    def holidays_ahead(self) -> dict[date, Holiday]:
        """The public holidays of the weeks that `hours` reads, in order."""
        end = self.hours.first + timedelta(days=self.hours.count)
        return {
            day: holiday
            for day, holiday in self.hours.holidays.items()
            if self.hours.first <= day < end
        }

    def open_spans(self, place: Place) -> OpenSpans | None:
        """When a place is open in these weeks; None where its hours are not known."""
        return self.hours.read(place.opening_hours) if place.opening_hours else None

    @cached_property
    def routes_at(self) -> Mapping[str, tuple[Route, ...]]:
        """Place id → the routes that stop there, in the city's order."""
        found: dict[str, dict[str, Route]] = {}
        for route in self.routes:
            for stop in route.stops:
                if stop.place:
                    found.setdefault(stop.place, {}).setdefault(route.id, route)
        return {place: tuple(routes.values()) for place, routes in found.items()}

    @cached_property
    def _cells(self) -> Mapping[tuple[int, int], tuple[Place, ...]]:
        """Places by cells of a grid, so that neighbours are sought nearby only."""
        cells: dict[tuple[int, int], list[Place]] = {}
        for place in self.places:
            cells.setdefault(_cell(place), []).append(place)
        return {cell: tuple(places) for cell, places in cells.items()}

    @cached_property
    def _neighbours(self) -> dict[str, list[tuple[Place, float]]]:
        return {}

    def neighbours(self, place: Place) -> list[tuple[Place, float]]:
        """The nearest other places with their distance along the ground in metres.

        Looks in ever wider rings of cells until nothing nearer can be left, at most about 25 km
        away: further places are no neighbours.
        """
        if place.id not in self._neighbours:
            self._neighbours[place.id] = self._nearest(place, _NEIGHBOURS)
        return self._neighbours[place.id]

    def _nearest(self, place: Place, count: int) -> list[tuple[Place, float]]:
        row, column = _cell(place)
        found: list[tuple[float, str, Place]] = []
        for ring in range(_RINGS + 1):
            cells = [
                (row + north, column + east)
                for north in range(-ring, ring + 1)
                for east in range(-ring, ring + 1)
                if max(abs(north), abs(east)) == ring
            ]
            for cell in cells:
                found += [
                    (distance_metres(place.location, other.location), other.id, other)
                    for other in self._cells.get(cell, ())
                    if other is not place
                ]
            found.sort(key=lambda near: near[:2])
            if len(found) >= count and found[count - 1][0] <= ring * _CELL_METRES:
                break
        return [(other, metres) for metres, _, other in found[:count]]

    def district_of(self, event: Event) -> str | None:
        """The district an event happens in, when it has one."""
        if event.place:
            return self.place(event.place).district
        if event.location and self.outlines:
            return self.outlines.district_at(event.location.lat, event.location.lon)
        return None
