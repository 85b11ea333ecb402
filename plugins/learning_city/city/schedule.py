"""An event becomes dated occurrences, in the city's time zone.

Wall-clock time is what repeats: a workshop at 14:00 stays at 14:00 whatever the zone's offset does
(RFC 5545 §3.3.10, DTSTART with TZID). The door of python-dateutil.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import islice
from typing import Literal

from dateutil import rrule as recurrence

from ..model.event import DateChange, Event, EventStatus, Repeat
from ..words.local_text import LocalText
from .public_holidays import free_from

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

_CYCLE_YEARS = 400
"""After so many years the Gregorian calendar repeats, weekdays and leap days included."""

_DAYS = "MO|TU|WE|TH|FR|SA|SU"
# The parts of a rule (RFC 5545 §3.3.10) without clock times, as they may be written.
_PARTS = {
    "FREQ": "DAILY|WEEKLY|MONTHLY|YEARLY",
    "INTERVAL": "[1-9][0-9]{0,3}",
    "COUNT": "[1-9][0-9]{0,5}",
    "UNTIL": "[0-9]{8}(?:T[0-9]{6}Z?)?",
    "BYDAY": f"(?:[+-]?[1-9][0-9]?)?(?:{_DAYS})",
    "BYMONTH": "[1-9]|1[0-2]",
    "BYMONTHDAY": "[+-]?(?:[1-9]|[12][0-9]|3[01])",
    "BYSETPOS": "[+-]?[1-9][0-9]{0,2}",
    "BYYEARDAY": "[+-]?(?:[1-9]|[1-9][0-9]|[12][0-9]{2}|3[0-5][0-9]|36[0-6])",
    "BYWEEKNO": "[+-]?(?:[1-9]|[1-4][0-9]|5[0-3])",
    "WKST": _DAYS,
}
_LISTS = {"BYDAY", "BYMONTH", "BYMONTHDAY", "BYSETPOS", "BYYEARDAY", "BYWEEKNO"}
# Which parts go with which frequency: the table of the same section, and nothing by position in
# rules of days or weeks, where it would only be a long way to say something short.
_NOT_WITH = {
    "DAILY": {"BYMONTHDAY", "BYSETPOS", "BYYEARDAY", "BYWEEKNO"},
    "WEEKLY": {"BYMONTHDAY", "BYSETPOS", "BYYEARDAY", "BYWEEKNO"},
    "MONTHLY": {"BYYEARDAY", "BYWEEKNO"},
    "YEARLY": set[str](),
}


class RuleNotUnderstood(ValueError):
    """An `rrule` that RFC 5545 or our limits do not allow; `reason` names the rule broken."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time that an event happens. For whole days `end` is the last day, included.

    `change` is what became of it, and `planned` the start it had before that, by which calendars
    know it (RECURRENCE-ID); without a change the two starts are one.
    """

    event: Event
    start: date | datetime
    end: date | datetime | None
    planned: date | datetime
    change: DateChange | None = None

    @property
    def status(self) -> EventStatus:
        """Its own where there is one, else the event's."""
        return self.change.status if self.change else self.event.status

    @property
    def note(self) -> LocalText | None:
        """What is said of its status."""
        return self.change.note if self.change else self.event.status_note

    @property
    def place(self) -> str | None:
        """The id of the place it happens at, when it has one."""
        return (self.change.place if self.change else None) or self.event.place

    @property
    def takes_place(self) -> bool:
        """Whether somebody who comes will find it."""
        return self.status not in ("cancelled", "postponed") or self.start != self.planned

    @property
    def all_day(self) -> bool:
        """Whether it has days but no clock time."""
        return not isinstance(self.start, datetime)

    @property
    def first_day(self) -> date:
        """The calendar day it starts on, in the city."""
        return day_of(self.start)

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
    changes = {change.date: change for change in event.changes}
    length = length_of(event)
    found = [
        _occurrence(event, start, length, changes.get(day_of(start)))
        for start in _starts(event, today, country)
    ]
    return tuple(sorted(found, key=lambda occurrence: occurrence.order))


def day_of(moment: date | datetime) -> date:
    """The calendar day of a day or of a moment."""
    return moment.date() if isinstance(moment, datetime) else moment


def _occurrence(
    event: Event, planned: date | datetime, length: timedelta | None, change: DateChange | None
) -> Occurrence:
    start, end = planned, None
    if change and change.start is not None:
        start = change.start
        if isinstance(planned, datetime) and not isinstance(start, datetime):
            start = datetime.combine(start, planned.timetz())
    if change and change.end is not None:
        end = change.end
    elif length is not None and isinstance(start, datetime) == isinstance(planned, datetime):
        end = start + length
    return Occurrence(event, start, end, planned, change)


def length_of(event: Event) -> timedelta | None:
    """From start to end by the clock on the wall; None where no end is written."""
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
        moments = list(_from_text(event.rrule, naive, horizon, zone))
    elif event.repeat:
        moments = _repeated(event.repeat, naive, horizon, country)
    else:
        moments = [naive]
    if isinstance(start, datetime):
        return [moment.replace(tzinfo=zone) for moment in moments]
    return [moment.date() for moment in moments]


def _bounded(rule: recurrence.rrule, start: datetime, last: datetime) -> Iterator[datetime]:
    """The moments of `rule` from `start` to `last`, both included.

    The library walks to the year 9999 before it admits that a rule never happens again. So the
    rule is followed some cycles of the calendar later, as near to that year as `last` allows.
    """
    ahead = (9999 - max(start, last).year) // _CYCLE_YEARS * _CYCLE_YEARS
    if last < start:
        return
    later = rule.replace(dtstart=start.replace(year=start.year + ahead))
    for count, moment in enumerate(islice(iter(later), MAX_OCCURRENCES + 1)):
        found = moment.replace(year=moment.year - ahead)
        if found > last:
            return
        if count == MAX_OCCURRENCES:
            raise RuleNotUnderstood("too-many-occurrences", str(MAX_OCCURRENCES))
        yield found


def _repeated(repeat: Repeat, start: datetime, horizon: datetime, country: str) -> list[datetime]:
    until = datetime.combine(repeat.until, time(23, 59, 59)) if repeat.until else horizon
    rule = recurrence.rrule(
        _FREQUENCY[repeat.every],
        dtstart=start,
        interval=repeat.interval,
        byweekday=[_WEEKDAY[day] for day in repeat.on] or None,
    )
    moments = set(_bounded(rule, start, min(until, horizon)))
    moments -= {moment for moment in moments if moment.date() in repeat.except_}
    moments = {
        moment
        for moment in moments
        if not any(pause.from_ <= moment.date() <= pause.to for pause in repeat.pause)
    }
    if repeat.skip_holidays:
        free = free_from(country, (moment.date() for moment in moments))
        never = time.max
        moments = {moment for moment in moments if moment.time() < free.get(moment.date(), never)}
    # An added date is a decision of its own: neither pauses nor holidays take it away.
    moments |= {datetime.combine(day, start.time()) for day in repeat.also}
    return sorted(moments)


def _from_text(
    text: str, start: datetime, horizon: datetime, zone: tzinfo | None
) -> Iterator[datetime]:
    parts = read_parts(text)
    last = horizon
    if until := parts.pop("UNTIL", None):
        last = min(last, local_until(until, zone))
    try:
        rule = recurrence.rrulestr(
            ";".join(f"{key}={value}" for key, value in parts.items()), dtstart=start
        )
    except (ValueError, TypeError, KeyError, IndexError, OverflowError):
        raise RuleNotUnderstood("bad-rrule", text[:80]) from None
    assert isinstance(rule, recurrence.rrule)
    return _bounded(rule, start, last)


def read_parts(text: str) -> dict[str, str]:
    """The parts of a rule by name, in capitals. Raises `RuleNotUnderstood`."""
    parts: dict[str, str] = {}
    for part in text.upper().removeprefix("RRULE:").split(";"):
        name, _, value = part.strip().partition("=")
        values = value.split(",") if name in _LISTS else [value]
        if (
            name not in _PARTS
            or name in parts
            or not all(re.fullmatch(_PARTS[name], one) for one in values)
        ):
            raise RuleNotUnderstood("bad-rrule", part.strip()[:80])
        parts[name] = value
    if "FREQ" not in parts:
        raise RuleNotUnderstood("bad-rrule", text[:80])
    if clash := sorted(_clashes(parts)):
        raise RuleNotUnderstood("bad-rrule", f"FREQ={parts['FREQ']}; {clash[0]}")
    return parts


def _clashes(parts: Mapping[str, str]) -> set[str]:
    """Parts that mean nothing, or too much, together."""
    frequency = parts["FREQ"]
    clashes = _NOT_WITH[frequency] & parts.keys()
    if "COUNT" in parts and "UNTIL" in parts:
        clashes.add("COUNT; UNTIL")
    if "BYSETPOS" in parts and not parts.keys() & (_LISTS - {"BYSETPOS"}):
        clashes.add("BYSETPOS")
    most = {"YEARLY": 5 if "BYMONTH" in parts else 53, "MONTHLY": 5}.get(frequency, 0)
    if "BYWEEKNO" in parts:
        most = 0
    numbers = re.findall("[0-9]+", parts.get("BYDAY", ""))
    clashes |= {f"BYDAY={parts['BYDAY']}" for number in numbers if int(number) > most}
    return clashes


def local_until(text: str, zone: tzinfo | None) -> datetime:
    """UNTIL as wall-clock time: a bare date includes its whole day, UTC is converted."""
    pattern = "%Y%m%d" if len(text) == 8 else "%Y%m%dT%H%M%S"
    try:
        moment = datetime.strptime(text.removesuffix("Z"), pattern)  # noqa: DTZ007 (wall clock)
    except ValueError:
        raise RuleNotUnderstood("bad-rrule", f"UNTIL={text}") from None
    if len(text) == 8:
        return moment.replace(hour=23, minute=59, second=59)
    if text.endswith("Z") and zone is not None and 1 < moment.year < 9999:
        return moment.replace(tzinfo=UTC).astimezone(zone).replace(tzinfo=None)
    return moment
