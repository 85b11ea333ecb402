"""Dates that can be true."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from ...ground.problems import Problem
from ...model.event import Event
from ...model.reading import Parsed
from ..draft import Draft
from ..schedule import RuleNotUnderstood, occurrences


def check(draft: Draft) -> Iterator[Problem]:
    """Ends before starts, rules that contradict, that never happen or never stop."""
    for event in draft.events:
        if event.value("start") is None:
            continue
        yield from _ends(event)
        yield from _registration(event)
        yield from _folder(event)
        yield from _rules(event, draft)
    for place in draft.places:
        if place.value("verified") and place.value("verified") > draft.clock.today:
            yield place.problem(
                "verified-in-future",
                "verified",
                value=place.value("verified").isoformat(),
                today=draft.clock.today.isoformat(),
            )


def _day(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _ends(event: Parsed[Event]) -> Iterator[Problem]:
    start, end = event.value("start"), event.value("end")
    if end is None:
        return
    if isinstance(start, datetime) != isinstance(end, datetime):
        yield event.problem("mixed-dates", "end", start=_written(start), end=_written(end))
    elif end < start:
        yield event.problem("end-before-start", "end", start=_written(start), end=_written(end))


def _written(moment: date | datetime) -> str:
    return moment.strftime("%Y-%m-%d %H:%M") if isinstance(moment, datetime) else moment.isoformat()


def _registration(event: Parsed[Event]) -> Iterator[Problem]:
    registration = event.value("registration")
    if (
        registration
        and registration.until
        and not (event.value("repeat") or event.value("rrule"))
        and (_day(registration.until) > _day(event.value("end") or event.value("start")))
    ):
        yield event.problem(
            "registration-after-event",
            "registration",
            "until",
            until=_written(registration.until),
            start=_written(event.value("start")),
        )


def _folder(event: Parsed[Event]) -> Iterator[Problem]:
    folder, year = event.path.split("/")[1], str(_day(event.value("start")).year)
    if folder.isdigit() and folder != year:
        yield event.doubt("other-year", "start", folder=folder, year=year)


def _rules(event: Parsed[Event], draft: Draft) -> Iterator[Problem]:
    facts = event.facts
    if facts.repeat and facts.rrule:
        yield event.problem("repeat-and-rrule", "rrule")
        return
    if facts.repeat:
        first = _day(facts.start)
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
        found = occurrences(facts, draft.clock.today, draft.settings.country)
    except RuleNotUnderstood as refusal:
        field = "rrule" if facts.rrule else "repeat"
        yield event.problem(refusal.reason, field, detail=refusal.detail)
        return
    if not found:
        yield event.problem("never-happens", "rrule" if facts.rrule else "repeat")
