"""Opening hours in OpenStreetMap's syntax, read by the `opening-hours-py` library (its door)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from opening_hours import OpeningHours, validate


@dataclass(frozen=True, slots=True)
class DayHours:
    """The spans of one or more equal days of an ordinary week; no spans means closed.

    `first` and `last` count days of the week from 0, Monday.
    """

    first: int
    last: int
    spans: tuple[tuple[time, time], ...]


def is_readable(text: str) -> bool:
    """Whether `text` is valid in OpenStreetMap's syntax for opening hours."""
    return validate(text)


@lru_cache(maxsize=4096)
def ordinary_week(text: str, monday: date) -> tuple[DayHours, ...]:
    """The week starting at `monday`, equal neighbouring days joined; holidays are not applied."""
    hours = OpeningHours(text)
    days: list[list[tuple[time, time]]] = [[] for _ in range(7)]
    week = datetime.combine(monday, time(0))
    # From the day before, so that a span reaching past midnight stays with the day it began on.
    for begin, end, state, _ in hours.intervals(week - timedelta(days=1), week + timedelta(days=8)):
        if "open" not in str(state).lower():
            continue
        last = end
        while begin < last:
            stop = (
                last
                if last - begin < timedelta(days=1)
                else min(last, datetime.combine(begin.date() + timedelta(days=1), time(0)))
            )
            number = (begin.date() - monday).days
            if 0 <= number < 7:
                days[number].append((begin.time(), stop.time()))
            begin = stop
    joined: list[DayHours] = []
    for number, spans in enumerate(tuple(day) for day in days):
        if joined and joined[-1].spans == spans:
            joined[-1] = DayHours(joined[-1].first, number, spans)
        else:
            joined.append(DayHours(number, number, spans))
    return tuple(joined)


def closed_on_holidays(text: str) -> bool:
    """Whether the rule says outright that public holidays are off."""
    return "PH off" in text or "PH closed" in text
