"""The dates of an event as calendars of others repeat them: a rule, what it misses, what it adds.

A rule is written only where it gives exactly our own dates; otherwise each date stands for itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from ..model.event import Event, Repeat
from .schedule import HORIZON_DAYS, Occurrence, local_until, occurrences, read_parts

_FREQUENCY = {"day": "DAILY", "week": "WEEKLY", "month": "MONTHLY", "year": "YEARLY"}

Start = date | datetime


@dataclass(frozen=True, slots=True)
class Recurrence:
    """In the terms of RFC 5545: DTSTART and DTEND, RRULE, EXDATE, RDATE; `first` is in the rule."""

    first: Occurrence
    rule: str = ""
    excluded: tuple[Start, ...] = ()
    added: tuple[Start, ...] = ()


def recurrence_of(
    event: Event, dated: tuple[Occurrence, ...], today: date, country: str
) -> Recurrence:
    """How the occurrences `dated`, all of an event's, are said most briefly.

    A rule without end stays without end, and one that ends keeps its end, so that the words do
    not change from day to day. Only where holidays are left out does the rule end with the dates
    that are known: what is after the horizon may be a holiday.
    """
    each = Recurrence(dated[0], added=tuple(found.start for found in dated[1:]))
    if event.rrule:
        return Recurrence(dated[0], _rule_as_written(event.rrule, event.start))
    if event.repeat is None:
        return each
    ruled = [found.start for found in occurrences(_bare(event, event.repeat), today, country)]
    kept = {found.start for found in dated}
    first = next((found for found in dated if found.start in set(ruled)), None)
    if first is not dated[0]:
        return each  # an added date comes before the rule's own: no calendar begins twice
    ruled = [start for start in ruled if start >= first.start]
    return Recurrence(
        first,
        _rule(event.repeat, ruled[-1], max(today, _day(event.start))),
        tuple(start for start in ruled if start not in kept),
        tuple(found.start for found in dated if found.start not in set(ruled)),
    )


def _day(start: Start) -> date:
    return start.date() if isinstance(start, datetime) else start


def _bare(event: Event, repeat: Repeat) -> Event:
    """The same event without what takes dates away or adds them."""
    rule = repeat.model_copy(
        update={"except_": (), "also": (), "pause": (), "skip_holidays": False}
    )
    return event.model_copy(update={"repeat": rule})


def _rule(repeat: Repeat, last: Start, counted_from: date) -> str:
    parts = [f"FREQ={_FREQUENCY[repeat.every]}"]
    if repeat.interval > 1:
        parts.append(f"INTERVAL={repeat.interval}")
    if repeat.on:
        parts.append("BYDAY=" + ",".join(day.upper() for day in repeat.on))
    until = repeat.until
    horizon = counted_from + timedelta(days=HORIZON_DAYS)
    if repeat.skip_holidays and (until is None or until >= horizon):
        until = _day(last)
    if until is not None:
        parts.append(f"UNTIL={_until(datetime.combine(until, time(23, 59, 59)), last)}")
    return ";".join(parts)


def _rule_as_written(text: str, start: Start) -> str:
    """The expert's rule with its UNTIL in the form that the kind of its start asks for."""
    parts = read_parts(text)
    if "UNTIL" in parts:
        zone = start.tzinfo if isinstance(start, datetime) else None
        parts["UNTIL"] = _until(local_until(parts["UNTIL"], zone), start)
    return ";".join(f"{name}={value}" for name, value in parts.items())


def _until(last: datetime, start: Start) -> str:
    """A day for whole days, else a moment in UTC (RFC 5545 §3.3.10)."""
    if not isinstance(start, datetime):
        return f"{last:%Y%m%d}"
    return f"{last.replace(tzinfo=start.tzinfo).astimezone(UTC):%Y%m%dT%H%M%SZ}"
