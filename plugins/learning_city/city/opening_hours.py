"""What the `opening-hours-py` library knows of OpenStreetMap's opening hours (its door).

It reads the syntax, says which days `Apr-Oct Tu-Su` or `week 10-20` are, and when the sun rises.
How rules follow each other is worked out in `open_spans`: the library lets a closed day swallow
the night before, takes `PH Mo-Fr` for `PH,Mo-Fr` and a comment for open, and knows only the fixed
holidays of a country.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from opening_hours import OpeningHours, State, validate

from .opening_rules import NotUnderstood, read_rules


@dataclass(frozen=True, slots=True)
class Sky:
    """Where the sun is looked at: WGS84 degrees, and the zone of the clocks there.

    One spot serves a city: an hour's journey to the east is some four minutes of the sun.
    """

    latitude: float
    longitude: float
    zone: str


def is_readable(text: str) -> bool:
    """Whether `text` is valid in OpenStreetMap's syntax for opening hours, and we understand it."""
    if not validate(text):
        return False
    try:
        for rule in read_rules(text):
            days_on(rule.days, date(2026, 1, 1), 1)
    except NotUnderstood:
        return False
    return True


@lru_cache(maxsize=4096)
def days_on(days: str, first: date, count: int) -> frozenset[date]:
    """Those of `count` days from `first` that `days` (`Apr-Oct Tu-Su`) names; empty text: all.

    Raises `NotUnderstood`.
    """
    if days and not validate(days):
        raise NotUnderstood(days)
    hours = OpeningHours(days or "24/7", auto_country=False, auto_timezone=False)
    begin = datetime.combine(first, time(0))
    found = set()
    for start, end, state, _ in hours.intervals(begin, begin + timedelta(days=count)):
        if state == State.OPEN:
            found |= {start.date() + timedelta(days=day) for day in range((end - start).days)}
    return frozenset(found)


@lru_cache(maxsize=1024)
def sun_minutes(event: str, day: date, sky: Sky) -> int:
    """When `sunrise`, `sunset`, `dawn` or `dusk` is on `day`, in minutes from midnight.

    Raises `NotUnderstood` where the sun does no such thing on that day.
    """
    zone = ZoneInfo(sky.zone)
    hours = OpeningHours(f"{event}-24:00", timezone=zone, coords=(sky.latitude, sky.longitude))
    midnight = datetime.combine(day, time(0), zone)
    for start, _, state, _ in hours.intervals(midnight, midnight + timedelta(days=1)):
        if state == State.OPEN:
            return start.hour * 60 + start.minute
    raise NotUnderstood(event)
