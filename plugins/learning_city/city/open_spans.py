"""Stretches of time in which a place is open, or in which nobody can say.

Times are minutes of the city's wall clock from some midnight, so that a day has 1440 of them
whatever the clocks do. Between the stretches it is closed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import pairwise

from .opening_rules import DAY, State


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch that is open or unknown."""

    begin: int
    end: int
    state: State
    words: str = ""
    """What the hours say of it, such as “by appointment”."""

    def moved(self, minutes: int) -> Span:
        """The same, later."""
        return replace(self, begin=self.begin + minutes, end=self.end + minutes)


Spans = tuple[Span, ...]
"""Sorted and apart; those that touch differ in state or words."""


def painted(spans: Iterable[Span], new: Span) -> Spans:
    """`new` over what was there; a closed one leaves nothing."""
    left: list[Span] = []
    for span in spans:
        if span.begin < new.begin:
            left.append(replace(span, end=min(span.end, new.begin)))
        if span.end > new.end:
            left.append(replace(span, begin=max(span.begin, new.end)))
    return joined(left if new.state == State.CLOSED else [*left, new])


def within(spans: Iterable[Span], begin: int, end: int) -> Spans:
    """What of the spans lies between two moments."""
    return tuple(
        replace(span, begin=max(span.begin, begin), end=min(span.end, end))
        for span in spans
        if span.begin < end and span.end > begin
    )


def agreed(one: Spans, other: Spans) -> Spans:
    """Where both say the same, that; where they differ, unknown."""
    found: list[Span] = []
    moments = sorted({moment for span in (*one, *other) for moment in (span.begin, span.end)})
    for begin, end in pairwise(moments):
        ours, theirs = (next(iter(within(spans, begin, end)), None) for spans in (one, other))
        if ours == theirs:
            found += [ours] if ours else []
        elif ours and theirs and ours.state == theirs.state:
            found.append(replace(ours, words=""))
        else:
            found.append(Span(begin, end, State.UNKNOWN))
    return joined(found)


def overlaid(spans: Iterable[Span]) -> Spans:
    """One line out of what may overlap: open outweighs unknown."""
    line: Spans = ()
    for span in sorted(spans, key=lambda span: (span.state == State.OPEN, span.begin)):
        line = painted(line, span)
    return line


def joined(spans: Iterable[Span]) -> Spans:
    """Sorted spans, those that touch and say the same made one."""
    line: list[Span] = []
    for span in sorted(spans, key=lambda span: span.begin):
        last = line[-1] if line else None
        if last and last.end == span.begin and (last.state, last.words) == (span.state, span.words):
            line[-1] = replace(last, end=span.end)
        elif span.begin < span.end:
            line.append(span)
    return tuple(line)


@dataclass(frozen=True)
class OpenSpans:
    """What is known of a place for some days in a row; of all others nothing is."""

    first: date
    days: tuple[Spans, ...]
    """Each day cut at its midnights and counted from the first of them."""

    @property
    def last(self) -> date:
        """The last day of which something is known."""
        return self.first + timedelta(days=len(self.days) - 1)

    @property
    def spans(self) -> Spans:
        """The whole in one line, from midnight of the first day."""
        return joined(
            span.moved(number * DAY) for number, day in enumerate(self.days) for span in day
        )

    def at(self, moment: datetime) -> State:
        """The state at a moment of the city's wall clock (without a zone)."""
        if not self.first <= moment.date() <= self.last:
            return State.BEYOND
        minute = moment.hour * 60 + moment.minute
        here = (
            span.state for span in self.of_day(moment.date()) if span.begin <= minute < span.end
        )
        return next(here, State.CLOSED)

    def of_day(self, day: date) -> Spans:
        """The spans of one of the days."""
        return self.days[(day - self.first).days]
