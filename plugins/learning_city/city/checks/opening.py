"""Opening hours in OpenStreetMap's syntax."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import lru_cache
from itertools import combinations

from ...ground.problems import Problem
from ...model.place import Place
from ...model.reading import Parsed
from ..draft import Circumstances
from ..opening_days import PUBLIC, RulesOfDays
from ..opening_hours import Sky, days_on, is_readable
from ..opening_rules import DAY, Rule, State, read_rules
from ..written_hours import repaired_hours, words_for_hours

MAX_QUOTED = 80
_A_YEAR = 366
_SOON = 14
"""Nearly all hours are open within two weeks, so the year is looked through for few of them."""


def check(place: Parsed[Place], around: Circumstances) -> Iterator[Problem]:
    """Hours that cannot be read are refused; those that hardly mean what they say are doubted.

    Hours written as on a door are told with the same hours in the syntax.
    """
    text = place.value("opening_hours")
    if not text:
        return
    if not is_readable(text):
        words = words_for_hours(around.settings.languages, around.known.choices)
        yield _unreadable(place, text, words)
        return
    center = around.settings.center
    sky = Sky(center.lat, center.lon, around.settings.time_zone)
    today, quoted = around.clock.today, text[:MAX_QUOTED]
    if not _ever_open(text, today, sky):
        yield place.doubt("never-open", "opening_hours", value=quoted)
    elif _replaced(text, today.year):
        yield place.doubt("hours-replaced", "opening_hours", value=quoted)
    elif _overruled(text, today, sky):
        yield place.doubt("holidays-overruled", "opening_hours", value=quoted)


def _unreadable(place: Parsed[Place], written: str, words: Mapping[str, str]) -> Problem:
    values = {"value": written[:MAX_QUOTED]}
    repaired = repaired_hours(written, words)
    if repaired is None or not is_readable(repaired):
        return place.problem("bad-opening-hours", "opening_hours", **values)
    return place.problem(
        "bad-opening-hours",
        "opening_hours",
        remedy="bad-opening-hours/repaired",
        **values,
        repaired=repaired,
    )


@lru_cache(maxsize=4096)
def _ever_open(text: str, today: date, sky: Sky) -> bool:
    """Whether there is a day within a year that is not wholly closed, holidays included."""
    for count in (_SOON, _A_YEAR):
        rules = RulesOfDays(read_rules(text), today, count, sky)
        days = (today + timedelta(days=number) for number in range(count))
        if any(rules.spans(day) or rules.spans(day, {PUBLIC}) for day in days):
            return True
    return False


@lru_cache(maxsize=4096)
def _overruled(text: str, today: date, sky: Sky) -> bool:
    """Whether `PH off` comes before a rule that takes its place."""
    rules = RulesOfDays(read_rules(text), today, _A_YEAR, sky)
    days = (today + timedelta(days=number) for number in range(_A_YEAR))
    return any(token == PUBLIC for token in rules.tokens) and any(
        map(rules.overrule_holidays, days)
    )


@lru_cache(maxsize=4096)
def _replaced(text: str, year: int) -> bool:
    """Whether a rule takes the hours of another away that do not even touch its own.

    `Mo-Fr 09:00-12:00; Mo-Fr 13:00-17:00` is open in the afternoon only.
    """
    open_ones = [
        rule for rule in read_rules(text) if rule.state == State.OPEN and not rule.holidays
    ]
    return any(
        later.joint == ";"
        and earlier.season == later.season
        and not _touch(earlier, later)
        and bool(_days(earlier, year) & _days(later, year))
        for earlier, later in combinations(open_ones, 2)
    )


def _days(rule: Rule, year: int) -> frozenset[date]:
    return days_on(rule.days, date(year, 1, 1), _A_YEAR)


def _touch(one: Rule, other: Rule) -> bool:
    """Whether the times of two rules overlap; those that follow the sun may."""
    return any(a < d and c < b for a, b in _times(one) for c, d in _times(other))


def _times(rule: Rule) -> list[tuple[int, int]]:
    if not rule.times or any(
        time.begin.event or (time.end and time.end.event) for time in rule.times
    ):
        return [(0, DAY)]
    return [(time.begin.minutes, time.end.minutes if time.end else DAY) for time in rule.times]
