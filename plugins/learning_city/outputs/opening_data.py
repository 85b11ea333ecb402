"""Opening hours in schema.org's vocabulary: an ordinary week, and the holidays that are certain."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from ..city.city import City
from ..city.open_spans import Span
from ..city.opening_rules import DAY, State, read_rules
from ..city.opening_week import ordinary_week
from ..model.place import Place

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
Specification = dict[str, object]


def opening_data(place: Place, city: City) -> dict[str, object]:
    """`openingHoursSpecification` and `specialOpeningHoursSpecification`, where there is any.

    Unknown hours are left out, and so is a holiday of which nobody knows. Hours that change with
    the season hold for this week.
    """
    if place.opening_hours is None:
        return {}
    return {
        "openingHoursSpecification": list(_week(place.opening_hours, city)),
        "specialOpeningHoursSpecification": list(_holidays(place, city)),
    }


def _week(text: str, city: City) -> Iterator[Specification]:
    valid: Specification = {}
    if any(rule.season for rule in read_rules(text)):
        valid = _on(city.monday, city.monday + timedelta(days=6))
    for days in ordinary_week(text, city.monday, city.sky):
        for span in days.spans:
            if span.state == State.OPEN:
                named = list(_WEEKDAYS[days.first : days.last + 1])
                yield {**_specification(span), "dayOfWeek": named, **valid}


def _holidays(place: Place, city: City) -> Iterator[Specification]:
    hours = city.open_spans(place)
    assert hours is not None
    for day in city.holidays_ahead:
        spans = hours.of_day(day)
        if any(span.state == State.UNKNOWN for span in spans):
            continue
        # From 00:00 to 00:00 is how a closed day is written.
        for span in spans or (Span(0, 0, State.CLOSED),):
            yield {**_specification(span), **_on(day, day)}


def _specification(span: Span) -> Specification:
    closes = span.end if (span.begin, span.end) != (0, DAY) else DAY - 1
    return {
        "@type": "OpeningHoursSpecification",
        "opens": _clock(span.begin),
        "closes": _clock(closes),
    }


def _on(first: date, last: date) -> Specification:
    return {"validFrom": first.isoformat(), "validThrough": last.isoformat()}


def _clock(minute: int) -> str:
    return f"{minute % DAY // 60:02}:{minute % 60:02}"
