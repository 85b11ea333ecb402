"""An event becomes dated occurrences, in the city's time zone.

Wall-clock time is what repeats: a workshop at 14:00 stays at 14:00 whatever the zone's offset does
(RFC 5545 §3.3.10, DTSTART with TZID). The door of python-dateutil.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Literal
from zoneinfo import ZoneInfo

from dateutil import rrule as recurrence

from ..model.event import Event, Repeat
from .public_holidays import holidays_between

MAX_OCCURRENCES = 1500
"""More than four years of every day: beyond that a rule is a mistake."""
HORIZON_DAYS = 800
"""How far ahead of today an endless rule is followed."""

_FREQUENCY: dict[str, Literal[0, 1, 2, 3]] = {
    "day": recurrence.DAILY,
    "week": recurrence.WEEKLY,
    "month": recurrence.MONTHLY,
    "year": recurrence.YEARLY,
}
_WEEKDAY = {
    "mo": recurrence.MO,
    "tu": recurrence.TU,
    "we": recurrence.WE,
    "th": recurrence.TH,
    "fr": recurrence.FR,
    "sa": recurrence.SA,
    "su": recurrence.SU,
}
WEEKDAYS = tuple(_WEEKDAY)

_ALLOWED_PARTS = {
    "FREQ",
    "INTERVAL",
    "COUNT",
    "UNTIL",
    "BYDAY",
    "BYMONTH",
    "BYMONTHDAY",
    "BYSETPOS",
    "BYYEARDAY",
    "BYWEEKNO",
    "WKST",
}
# dateutil walks day by day to the year 9999 before it admits that such a rule never happens.
_NOT_WITH_DAILY = {"BYMONTHDAY", "BYSETPOS", "BYYEARDAY", "BYWEEKNO"}


class RuleNotUnderstood(ValueError):
    """An `rrule` that RFC 5545 or our limits do not allow; `reason` names the rule broken."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time that an event happens. For whole days `end` is the last day, included."""

    event: Event
    start: date | datetime
    end: date | datetime | None

    @property
    def all_day(self) -> bool:
        """Whether it has days but no clock time."""
        return not isinstance(self.start, datetime)

    @property
    def first_day(self) -> date:
        """The calendar day it starts on, in the city."""
        return self.start.date() if isinstance(self.start, datetime) else self.start

    @property
    def last_day(self) -> date:
        """The calendar day it ends on; ending at midnight belongs to the day before."""
        if self.end is None:
            return self.first_day
        if not isinstance(self.end, datetime):
            return self.end
        last = self.end.date()
        ends_at_midnight = self.end.time() == time(0) and last > self.first_day
        return last - timedelta(days=1) if ends_at_midnight else last

    @property
    def order(self) -> tuple[date, time, date, str]:
        """Sorts by day, then clock; whole days come first."""
        clock = (
            self.start.timetz().replace(tzinfo=None)
            if isinstance(self.start, datetime)
            else time(0)
        )
        return self.first_day, clock, self.last_day, self.event.id

    def on_or_after(self, day: date) -> bool:
        """Whether it is not over before `day` begins."""
        return self.last_day >= day

    def touches(self, first: date, last: date) -> bool:
        """Whether it happens on any day from `first` to `last`."""
        return self.first_day <= last and self.last_day >= first


def occurrences(event: Event, today: date, country: str) -> tuple[Occurrence, ...]:
    """All occurrences up to the horizon, sorted and each once.

    Raises `RuleNotUnderstood` for an `rrule` that cannot be read or yields too many dates.
    """
    length = _length(event)
    found: list[Occurrence] = []
    for start in _starts(event, today, country):
        end = start + length if length is not None else None
        found.append(Occurrence(event, start, end))
    return tuple(sorted(found, key=lambda occurrence: occurrence.order))


def _length(event: Event) -> timedelta | None:
    start, end = event.start, event.end
    if end is None:
        return None
    if isinstance(start, datetime) and isinstance(end, datetime):
        return end.replace(tzinfo=None) - start.replace(tzinfo=None)
    if not isinstance(start, datetime) and not isinstance(end, datetime):
        return end - start
    return None


def _starts(event: Event, today: date, country: str) -> list[date | datetime]:
    start = event.start
    zone = start.tzinfo if isinstance(start, datetime) else None
    naive = (
        start.replace(tzinfo=None)
        if isinstance(start, datetime)
        else datetime.combine(start, time(0))
    )
    horizon = datetime.combine(
        max(today, naive.date()) + timedelta(days=HORIZON_DAYS), time(23, 59)
    )
    if event.rrule:
        moments = list(_bounded(_rule_from_text(event.rrule, naive, zone), horizon))
    elif event.repeat:
        moments = _repeated(event.repeat, naive, horizon, country)
    else:
        moments = [naive]
    if isinstance(start, datetime):
        return [moment.replace(tzinfo=zone) for moment in moments]
    return [moment.date() for moment in moments]


def _bounded(rule: Iterator[datetime] | recurrence.rrule, horizon: datetime) -> Iterator[datetime]:
    for count, moment in enumerate(islice(iter(rule), MAX_OCCURRENCES + 1)):
        if moment > horizon:
            return
        if count == MAX_OCCURRENCES:
            raise RuleNotUnderstood("too-many-occurrences", str(MAX_OCCURRENCES))
        yield moment


def _repeated(repeat: Repeat, start: datetime, horizon: datetime, country: str) -> list[datetime]:
    until = datetime.combine(repeat.until, time(23, 59, 59)) if repeat.until else horizon
    rule = recurrence.rrule(
        _FREQUENCY[repeat.every],
        dtstart=start,
        interval=repeat.interval,
        byweekday=[_WEEKDAY[day] for day in repeat.on] or None,
        until=min(until, horizon),
    )
    moments = set(_bounded(rule, horizon))
    moments -= {moment for moment in moments if moment.date() in repeat.except_}
    moments = {
        moment
        for moment in moments
        if not any(pause.from_ <= moment.date() <= pause.to for pause in repeat.pause)
    }
    if repeat.skip_holidays:
        free = holidays_between(country, (moment.date() for moment in moments))
        moments = {moment for moment in moments if moment.date() not in free}
    # An added date is a decision of its own: neither pauses nor holidays take it away.
    moments |= {datetime.combine(day, start.time()) for day in repeat.also}
    return sorted(moments)


def _rule_from_text(text: str, start: datetime, zone: object) -> recurrence.rrule:
    parts: dict[str, str] = {}
    for part in text.removeprefix("RRULE:").split(";"):
        name, equals, value = part.partition("=")
        if not equals or name.upper() not in _ALLOWED_PARTS or name.upper() in parts or not value:
            raise RuleNotUnderstood("bad-rrule", part)
        parts[name.upper()] = value
    frequency = parts.get("FREQ", "").upper()
    if frequency not in ("DAILY", "WEEKLY", "MONTHLY", "YEARLY"):
        raise RuleNotUnderstood("bad-rrule", f"FREQ={frequency}")
    if frequency == "DAILY" and (clash := _NOT_WITH_DAILY & parts.keys()):
        raise RuleNotUnderstood("bad-rrule", f"FREQ=DAILY;{min(clash)}")
    if until := parts.get("UNTIL"):
        parts["UNTIL"] = _local_until(until, zone)
    try:
        rule = recurrence.rrulestr(
            ";".join(f"{key}={value}" for key, value in parts.items()), dtstart=start
        )
    except (ValueError, TypeError, KeyError, IndexError, OverflowError) as error:
        raise RuleNotUnderstood("bad-rrule", str(error)[:80]) from None
    assert isinstance(rule, recurrence.rrule)
    return rule


def _local_until(text: str, zone: object) -> str:
    """UNTIL as wall-clock time: a bare date includes its whole day, UTC is converted."""
    if len(text) == 8:
        return f"{text}T235959"
    if text.endswith("Z") and isinstance(zone, ZoneInfo):
        try:
            moment = datetime.strptime(text, "%Y%m%dT%H%M%SZ").replace(tzinfo=ZoneInfo("UTC"))
        except ValueError:
            raise RuleNotUnderstood("bad-rrule", f"UNTIL={text}") from None
        return moment.astimezone(zone).strftime("%Y%m%dT%H%M%S")
    return text.removesuffix("Z")
