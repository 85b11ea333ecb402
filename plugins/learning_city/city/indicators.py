"""What can be counted, per district and for the whole city; nothing else is claimed.

How it is counted:

* A place counts once in its district, and once under each of its fields and audiences.
* An event counts once, however often it repeats; its dates are counted apart. Ahead are the dates
  of today and the 364 days after it, past those that ended in the 365 days before. A city-wide or
  online event belongs to no district and counts for the city only. Cancelled and postponed events
  (nothing happens on the dates we know) and samples do not count.
* A place fits an age band when one of its own stations does; the prompts of its kind fit everywhere
  and say nothing. An event without ages is of unknown age.
* Unknown is an answer of its own, never "no".
* Rates are per 10,000 residents; without a population there is none.
* How fresh: the median of the months since places were last checked by a person, over those that
  ever were. Who checked is nobody's business here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from statistics import median
from typing import TypeVar

from ..model.event import Event
from ..model.fields import Ages
from ..model.place import Place
from ..model.vocabulary import Population
from .city import City
from .freshness import freshness
from .reach import Reach
from .schedule import Occurrence

RESIDENTS = 10_000
"""Rates are per so many residents."""

WINDOW = timedelta(days=365)

AGE_BANDS: Mapping[str, Ages] = {
    "0-6": Ages(0, 6),
    "7-12": Ages(7, 12),
    "13-17": Ages(13, 17),
    "18+": Ages(18, None),
}
UNKNOWN = "unknown"

COSTS = ("free", "low-cost", "paid", "varies", UNKNOWN)
ANSWERS = ("yes", "limited", "no", UNKNOWN)


_DAYS_PER_MONTH = 365.2425 / 12

Item = TypeVar("Item")


@dataclass(frozen=True)
class Residents:
    """How many people lived there at the end of `year`."""

    value: int
    year: int


@dataclass(frozen=True)
class EventCount:
    """Events of a year, counted once each, and the dates on which they happen."""

    events: int
    dates: int
    themes: Mapping[str, int]
    audiences: Mapping[str, int]
    ages: Mapping[str, int]


@dataclass(frozen=True)
class Freshness:
    """When places were last checked by a person."""

    fresh: int
    stale: int
    never: int
    median_months: float | None
    """Over the places that were ever checked."""


@dataclass(frozen=True)
class Covered:
    """The area within reach of a place, and all of it, in square metres."""

    near: float
    whole: float

    @property
    def share(self) -> float:
        """Between 0 and 1."""
        return self.near / self.whole if self.whole else 0.0


@dataclass(frozen=True)
class Indicators:
    """The counts of one district, or of the whole city (`id` is None)."""

    id: str | None
    population: Residents | None
    places: int
    with_station: int
    themes: Mapping[str, int]
    audiences: Mapping[str, int]
    ages: Mapping[str, int]
    cells: Mapping[tuple[str, str], int]
    """(field, audience) → places."""
    ahead: EventCount
    past: EventCount
    cost: Mapping[str, int]
    wheelchair: Mapping[str, int]
    toilets: Mapping[str, int]
    transit: int
    """Places with a stop noted; of the others nothing is known."""
    verified: Freshness
    nearest: Mapping[str, float]
    """Field → metres from the seat to its nearest place, in any district."""
    reach: Covered | None

    def per_residents(self, count: int) -> float | None:
        """`count` per 10,000 residents."""
        if self.population is None or not self.population.value:
            return None
        return count * RESIDENTS / self.population.value


@dataclass(frozen=True)
class Evidence:
    """The indicators of the city and of each district, in the order of the city's districts."""

    city: Indicators
    districts: Mapping[str, Indicators]
    organizers: Mapping[str, int]
    """Kind → organizers; who they are stands on their own pages."""


def gather_evidence(city: City, reach: Reach) -> Evidence:
    """Count everything once."""
    counter = _Counter(city, reach)
    return Evidence(
        city=counter.whole_city(),
        districts={district: counter.district(district) for district in city.districts},
        organizers=dict(
            Counter(one.kind for one in city.organizers.values() if one.sample == "no")
        ),
    )


def happening(city: City) -> tuple[Occurrence, ...]:
    """The occurrences that count: of no sample, and none that is off."""
    return tuple(
        found for found in city.occurrences if not found.event.sample and found.takes_place
    )


class _Counter:
    """Counts one city; the events are sorted by district once."""

    def __init__(self, city: City, reach: Reach) -> None:
        self.city = city
        self.reach = reach
        self.today = city.clock.today
        self.occurrences: dict[str | None, list[Occurrence]] = {}
        for found in happening(city):
            self.occurrences.setdefault(city.district_of(found.event), []).append(found)

    def whole_city(self) -> Indicators:
        covered = self.reach.covered.values()
        return self.indicators(
            None,
            self.city.places,
            [found for some in self.occurrences.values() for found in some],
            _sum_of([_residents(one.population) for one in self.city.districts.values()]),
            Covered(sum(near for near, _ in covered), sum(whole for _, whole in covered))
            if covered
            else None,
        )

    def district(self, identifier: str) -> Indicators:
        covered = self.reach.covered.get(identifier)
        return self.indicators(
            identifier,
            self.city.places_under.get(("districts", identifier), ()),
            self.occurrences.get(identifier, []),
            _residents(self.city.districts[identifier].population),
            Covered(*covered) if covered else None,
        )

    def indicators(
        self,
        identifier: str | None,
        places: Sequence[Place],
        occurrences: Sequence[Occurrence],
        population: Residents | None,
        reach: Covered | None,
    ) -> Indicators:
        last = self.today + WINDOW - timedelta(days=1)
        ahead = [found for found in occurrences if found.touches(self.today, last)]
        past = [
            found for found in occurrences if self.today - WINDOW <= found.last_day < self.today
        ]
        return Indicators(
            id=identifier,
            population=population,
            places=len(places),
            with_station=sum(bool(place.stations) for place in places),
            themes=_tally(self.city.themes, (place.themes for place in places)),
            audiences=_tally(self.city.audiences, (place.audiences for place in places)),
            ages=_tally(AGE_BANDS, (_bands_of_place(place) for place in places)),
            cells=Counter(
                cell
                for place in places
                for cell in product(set(place.themes), set(place.audiences))
            ),
            ahead=self.count_events(ahead),
            past=self.count_events(past),
            cost=_answers(COSTS, places, lambda place: place.cost),
            wheelchair=_answers(ANSWERS, places, lambda place: place.access.wheelchair),
            toilets=_answers(ANSWERS, places, lambda place: place.access.toilets),
            transit=sum(bool(place.transit) for place in places),
            verified=_freshness(places, self.today),
            nearest=self.reach.nearest.get(identifier, {}) if identifier else {},
            reach=reach,
        )

    def count_events(self, occurrences: Sequence[Occurrence]) -> EventCount:
        events = list({found.event.id: found.event for found in occurrences}.values())
        return EventCount(
            events=len(events),
            dates=len(occurrences),
            themes=_tally(self.city.themes, (event.themes for event in events)),
            audiences=_tally(self.city.audiences, (event.audiences for event in events)),
            ages=_tally((*AGE_BANDS, UNKNOWN), (_bands_of_event(event) for event in events)),
        )


def _tally(names: Iterable[str], labelled: Iterable[Iterable[str]]) -> dict[str, int]:
    """How many things carry each name; nobody carries a name twice."""
    found = Counter(name for labels in labelled for name in set(labels))
    return {name: found[name] for name in names}


def _answers(
    possible: Sequence[str], items: Iterable[Item], ask: Callable[[Item], str | None]
) -> dict[str, int]:
    found = Counter(ask(item) or UNKNOWN for item in items)
    return {answer: found[answer] for answer in possible}


def _bands(ages: Ages) -> set[str]:
    return {name for name, band in AGE_BANDS.items() if band.overlaps(ages)}


def _bands_of_place(place: Place) -> set[str]:
    return set().union(*(_bands(station.ages) for station in place.stations))


def _bands_of_event(event: Event) -> set[str]:
    return _bands(event.ages) if event.ages else {UNKNOWN}


def _freshness(places: Sequence[Place], today: date) -> Freshness:
    found = Counter(freshness(place.verified, today) for place in places)
    days = [(today - place.verified).days for place in places if place.verified]
    return Freshness(
        found["fresh"],
        found["stale"],
        found["never"],
        median(days) / _DAYS_PER_MONTH if days else None,
    )


def _residents(population: Population | None) -> Residents | None:
    return Residents(population.value, population.year) if population else None


def _sum_of(populations: Sequence[Residents | None]) -> Residents | None:
    """All residents; None when a district's are unknown or the years differ."""
    known = [population for population in populations if population is not None]
    years = {population.year for population in known}
    if len(known) < len(populations) or len(years) != 1:
        return None
    return Residents(sum(population.value for population in known), years.pop())
