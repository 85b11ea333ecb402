"""Opening hours as people read them on a door: an ordinary week, and what holds on holidays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from .open_spans import Spans
from .opening_days import PUBLIC, RulesOfDays
from .opening_hours import Sky
from .opening_rules import read_rules


@dataclass(frozen=True, slots=True)
class DayHours:
    """The hours of one or more equal days of a week; none means closed.

    `first` and `last` count days of the week from 0, Monday. A night belongs to the day on which
    it begins.
    """

    first: int
    last: int
    spans: Spans


@lru_cache(maxsize=4096)
def ordinary_week(text: str, monday: date, sky: Sky) -> tuple[DayHours, ...]:
    """The week from `monday` on as if it had no holidays, equal neighbouring days joined.

    Sunrise is Monday's for the whole week. Raises `NotUnderstood`.
    """
    rules = _week(text, monday, sky)
    joined: list[DayHours] = []
    for number in range(7):
        spans = rules.spans(monday + timedelta(days=number))
        if joined and joined[-1].spans == spans:
            joined[-1] = DayHours(joined[-1].first, number, spans)
        else:
            joined.append(DayHours(number, number, spans))
    return tuple(joined)


@lru_cache(maxsize=4096)
def hours_on_holidays(text: str, monday: date, sky: Sky) -> Spans | None:
    """The hours on a public holiday; None where they are not told or not the same on every weekday.

    Raises `NotUnderstood`.
    """
    rules = _week(text, monday, sky)
    week = [monday + timedelta(days=number) for number in range(7)]
    if not all(rules.speak_of(day, {PUBLIC}) for day in week):
        return None
    hours = {rules.spans(day, {PUBLIC}) for day in week}
    return hours.pop() if len(hours) == 1 else None


def _week(text: str, monday: date, sky: Sky) -> RulesOfDays:
    return RulesOfDays(read_rules(text), monday, 7, sky, sun_day=monday)
