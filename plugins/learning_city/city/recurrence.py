"""The dates of an event as calendars of others repeat them: a rule, what it misses, what it adds.

A rule is written only where it gives exactly our own dates; otherwise each date stands for itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from ..model.event import Event, Repeat
from .schedule import (
    HORIZON_DAYS,
    Occurrence,
    day_of,
    length_of,
    local_until,
    occurrences,
    read_parts,
)

_FREQUENCY = {"day": "DAILY", "week": "WEEKLY", "month": "MONTHLY", "year": "YEARLY"}

Start = date | datetime


@dataclass(frozen=True, slots=True)
class Recurrence:
    """In the terms of RFC 5545: DTSTART and DTEND, RRULE, EXDATE, RDATE; `first` is in the rule.

    `first` is as it was planned, like all dates here. `changed` are the dates of which something
    else became.
    """

    first: Occurrence
    rule: str = ""
    excluded: tuple[Start, ...] = ()
    added: tuple[Start, ...] = ()
    changed: tuple[Occurrence, ...] = ()


def recurrence_of(
    event: Event, dated: tuple[Occurrence, ...], today: date, country: str
) -> Recurrence:
    """How the occurrences `dated`, all of an event's, are said most briefly.

    A rule without end stays without end, and one that ends keeps its end, so that the words do
    not change from day to day. Only where holidays are left out does the rule end with the dates
    that are known: what is after the horizon may be a holiday.
    """
    if event.rrule is None and event.repeat is None:
        return Recurrence(dated[0])  # what became of the only date is simply the event
    changed = tuple(found for found in dated if found.change)
    planned = sorted((_as_planned(found) for found in dated), key=lambda found: found.order)
    first = planned[0]
    kept = {found.start for found in planned}
    if event.repeat is None:
        rule = _rule_as_written(event.rrule or "", event.start)
        return Recurrence(first, rule, changed=changed)
    ruled = [found.start for found in occurrences(_bare(event, event.repeat), today, country)]
    if first.start not in set(ruled):
        # An added date comes before the rule's own, and no calendar begins twice.
        return Recurrence(first, added=tuple(found.start for found in planned[1:]), changed=changed)
    ruled = [start for start in ruled if start >= first.start]
    return Recurrence(
        first,
        _rule(event.repeat, ruled[-1], max(today, day_of(event.start))),
        tuple(start for start in ruled if start not in kept),
        tuple(found.start for found in planned if found.start not in set(ruled)),
        changed,
    )


def _as_planned(found: Occurrence) -> Occurrence:
    """The same date before anything became of it."""
    if found.change is None:
        return found
    length = length_of(found.event)
    end = found.planned + length if length is not None else None
    return Occurrence(found.event, found.planned, end, found.planned)


def _bare(event: Event, repeat: Repeat) -> Event:
    """The same event without what takes dates away or adds them."""
    rule = repeat.model_copy(
        update={"except_": (), "also": (), "pause": (), "skip_holidays": False}
    )
    return event.model_copy(update={"repeat": rule, "changes": ()})


def _rule(repeat: Repeat, last: Start, counted_from: date) -> str:
    parts = [f"FREQ={_FREQUENCY[repeat.every]}"]
    if repeat.interval > 1:
        parts.append(f"INTERVAL={repeat.interval}")
    if repeat.on:
        parts.append("BYDAY=" + ",".join(day.upper() for day in repeat.on))
    until = repeat.until
    horizon = counted_from + timedelta(days=HORIZON_DAYS)
    if repeat.skip_holidays and (until is None or until >= horizon):
        until = day_of(last)
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
