"""Dates that can be true."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from ...ground.problems import Problem
from ...model.event import Event, Repeat
from ...model.place import Place
from ...model.reading import Parsed
from ..draft import Circumstances
from ..schedule import Occurrence, RuleNotUnderstood, day_of, occurrences

_DATES_NAMED = 3


def check_event(event: Parsed[Event], around: Circumstances) -> Iterator[Problem]:
    """Ends before starts, rules that contradict, that never happen or never stop."""
    if event.value("start") is None:
        return
    yield from _ends(event, event.value("start"), event.value("end"), "end")
    yield from _registration(event)
    yield from _folder(event)
    yield from _rules(event, around)


def check_place(place: Parsed[Place], around: Circumstances) -> Iterator[Problem]:
    """A visit that has not been made yet."""
    if place.value("verified") and place.value("verified") > around.clock.today:
        yield place.problem(
            "verified-in-future",
            "verified",
            value=place.value("verified").isoformat(),
            today=around.clock.today.isoformat(),
        )


def _ends(
    event: Parsed[Event],
    start: date | datetime,
    end: date | datetime | None,
    *path: str | int,
) -> Iterator[Problem]:
    if end is None:
        return
    if isinstance(start, datetime) != isinstance(end, datetime):
        yield event.problem("mixed-dates", *path, start=_written(start), end=_written(end))
    elif end < start:
        yield event.problem("end-before-start", *path, start=_written(start), end=_written(end))


def _written(moment: date | datetime) -> str:
    return moment.strftime("%Y-%m-%d %H:%M") if isinstance(moment, datetime) else moment.isoformat()


def _registration(event: Parsed[Event]) -> Iterator[Problem]:
    registration = event.value("registration")
    if (
        registration
        and registration.until
        and not (event.value("repeat") or event.value("rrule"))
        and (day_of(registration.until) > day_of(event.value("end") or event.value("start")))
    ):
        yield event.problem(
            "registration-after-event",
            "registration",
            "until",
            until=_written(registration.until),
            start=_written(event.value("start")),
        )


def _folder(event: Parsed[Event]) -> Iterator[Problem]:
    folder, year = event.path.split("/")[1], str(day_of(event.value("start")).year)
    if folder.isdigit() and folder != year:
        yield event.doubt("other-year", "start", folder=folder, year=year)


def _rules(event: Parsed[Event], around: Circumstances) -> Iterator[Problem]:
    facts = event.facts
    if facts.repeat and facts.rrule:
        yield event.problem("repeat-and-rrule", "rrule")
        return
    if facts.repeat:
        first = day_of(facts.start)
        if facts.repeat.until and facts.repeat.until < first:
            yield event.problem(
                "until-before-start",
                "repeat",
                "until",
                until=facts.repeat.until.isoformat(),
                start=first.isoformat(),
            )
            return
        for number, pause in enumerate(facts.repeat.pause):
            if pause.to < pause.from_:
                yield event.problem(
                    "end-before-start",
                    "repeat",
                    "pause",
                    number,
                    "to",
                    start=pause.from_.isoformat(),
                    end=pause.to.isoformat(),
                )
    try:
        found = occurrences(facts, around.clock.today, around.settings.country)
    except RuleNotUnderstood as refusal:
        field = "rrule" if facts.rrule else "repeat"
        yield event.problem(refusal.reason, field, detail=refusal.detail)
        return
    if not found:
        yield event.problem("never-happens", "rrule" if facts.rrule else "repeat")
        return
    if facts.repeat:
        yield from _skipped(event, facts.repeat)
    yield from _changes(event, found)


def _skipped(event: Parsed[Event], repeat: Repeat) -> Iterator[Problem]:
    """Days that not every month or year has (RFC 5545 §3.3.10: such dates are left out)."""
    first = day_of(event.facts.start)
    if repeat.every == "month" and not repeat.on and first.day > 28:
        yield event.doubt("skipped-months", "repeat", day=str(first.day))
    if repeat.every == "year" and not repeat.on and (first.month, first.day) == (2, 29):
        yield event.doubt("skipped-years", "repeat")


def _changes(event: Parsed[Event], found: tuple[Occurrence, ...]) -> Iterator[Problem]:
    """What became of single dates: each is a date of the event, and named once."""
    planned = {day_of(occurrence.planned): occurrence for occurrence in found}
    seen: set[date] = set()
    for number, change in enumerate(event.facts.changes):
        at = ("changes", number, "date")
        if change.date in seen:
            yield event.problem("changed-twice", *at, date=change.date.isoformat())
        elif change.date in planned:
            occurrence = planned[change.date]
            yield from _ends(event, occurrence.start, change.end, "changes", number, "end")
        elif change.date <= max(planned):  # what is further ahead than we look may be right
            yield event.problem(
                "no-such-date",
                *at,
                date=change.date.isoformat(),
                known=", ".join(_nearest_days(change.date, planned)),
            )
        seen.add(change.date)
        if change.status == "moved" and not (change.start or change.place or change.note):
            yield event.doubt("moved-nowhere", "changes", number, "status")


def _nearest_days(day: date, planned: Iterable[date]) -> list[str]:
    near = sorted(planned, key=lambda other: (abs(other - day), other))[:_DATES_NAMED]
    return [other.isoformat() for other in sorted(near)]
