"""`data/opening.json`: when places are open in the weeks to come, for filters such as "open now".

    {"schema_version": "1.0",     of all open data (open_data.py)
     "time_zone": "…",            all times are of the wall clock there
     "from": "2026-11-16",        the first day: the Monday of the week in which the site was built
     "plans": [[], [[540, 1020]], [[600, 780], [780, 1440, "…"]]],
     "rules": [[0, 1, 1, …]],     for each day from the first on, the number of its plan
     "places": {"…": 0},          id of a place → the number of its rule
     "holidays": {"2026-10-28": {"from": 780, "name": {"tr": "…"}}}}

A plan is a day: stretches in minutes from midnight, sorted and apart. `[begin, end]` is open;
`[begin, end, "…"]` is unknown, with what the place says of it ("by appointment") or an empty text.
Between them it is closed, and only then. A rule has 35 days; of days before and after nothing is
known: show the hours of an ordinary week instead. A place that is missing has unknown hours: never
take it for closed. `holidays` are the public holidays of these days and the minute at which each
begins (780 on the eve of a bayram); they are in the plans already and here to be named only.

`static/js/time/opening.js` answers questions to it. Keys may be added, none will go away.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..city.city import City
from ..city.open_spans import OpenSpans, Span
from ..city.opening_rules import State
from .open_data import VERSION
from .site import File, Site

ADDRESS = "data/opening.json"

Plan = tuple[tuple[int | str, ...], ...]


class Plans:
    """Distinct days, numbered as they come."""

    def __init__(self) -> None:
        self._numbers: dict[Plan, int] = {(): 0}

    @property
    def all(self) -> list[Plan]:
        """Every plan so far; the first is a closed day."""
        return list(self._numbers)

    def numbers(self, hours: OpenSpans) -> list[int]:
        """The plan of each day."""
        plans = (tuple(map(_stretch, day)) for day in hours.days)
        return [self._numbers.setdefault(plan, len(self._numbers)) for plan in plans]


def _stretch(span: Span) -> tuple[int | str, ...]:
    told = () if span.state == State.OPEN else (span.words,)
    return (span.begin, span.end, *told)


@dataclass(frozen=True)
class Hours:
    """Plans of a day, rules that name one for each day, and the rule of each place by its id."""

    plans: list[Plan]
    rules: list[tuple[int, ...]]
    places: dict[str, int]


def hours_of(city: City) -> Hours:
    """The hours of all places that tell theirs."""
    plans, rules = Plans(), dict[tuple[int, ...], int]()
    places, read = dict[str, int](), dict[str, int]()
    for place in sorted(city.places, key=lambda place: place.id):
        if place.opening_hours and (hours := city.open_spans(place)):
            if place.opening_hours not in read:
                rule = tuple(plans.numbers(hours))
                read[place.opening_hours] = rules.setdefault(rule, len(rules))
            places[place.id] = read[place.opening_hours]
    return Hours(plans.all, list(rules), places)


def build(city: City, site: Site) -> Iterator[File]:
    """One file for all languages."""
    hours = hours_of(city)
    table = {
        "schema_version": VERSION,
        "time_zone": city.settings.time_zone,
        "from": city.monday.isoformat(),
        "plans": hours.plans,
        "rules": hours.rules,
        "places": hours.places,
        "holidays": {
            day.isoformat(): {"from": holiday.begins_minute, "name": holiday.names}
            for day, holiday in city.holidays_ahead.items()
        },
    }
    yield File(ADDRESS, (_lines(table.items()) + "\n").encode())


def _lines(table: Iterable[tuple[str, object]]) -> str:
    """One key per line: small, and a change shows where it is."""
    lines = (
        f"{json.dumps(key)}:{json.dumps(value, ensure_ascii=False, separators=(',', ':'))}"
        for key, value in table
    )
    return "{" + ",\n".join(lines) + "}"
