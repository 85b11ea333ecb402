"""What the rules of a place say of a day: which of them hold, and what they leave together."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date, timedelta

from .open_spans import Span, Spans, agreed, overlaid, painted
from .opening_hours import Sky, days_on, sun_minutes
from .opening_rules import DAY, DayTime, HolidayToken, Rule, State

_LATE = DAY + 5 * 60
"""Until when an open end after midnight is worth a question."""
_NAMED_DAYS = 7
"""A rule with dates for no more days in a row than this means those very days; others are
seasons."""
_DATES = re.compile(r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d|\beaster\b")
MARGIN = timedelta(days=_NAMED_DAYS + 1)

PUBLIC = HolidayToken("PH")
SCHOOL = "SH"
Tokens = AbstractSet[HolidayToken]
"""What of `PH`, `PH -1 day`, … is true of a day."""

_WHOLE_DAY = (Span(0, DAY, State.OPEN),)


@dataclass(frozen=True)
class RulesOfDays:
    """The rules of one place, asked for any of `count` days from `first` on.

    A night belongs to the day on which it begins: spans may reach into the next day. Where the sun
    counts, it is that of the day itself, or of `sun_day`.
    """

    rules: tuple[Rule, ...]
    first: date
    count: int
    sky: Sky
    sun_day: date | None = None
    _spans: dict[tuple[date, frozenset[HolidayToken]], Spans] = field(default_factory=dict)

    def spans(self, day: date, holidays: Tokens = frozenset()) -> Spans:
        """What begins on `day` when these holiday tokens hold.

        Nobody tells us of school holidays: what depends on them is unknown. So is what depends on
        whether `PH off; Mo-Sa 10:00-17:00` is meant as it is written, the later rule over the
        earlier. Raises `NotUnderstood`.
        """
        key = day, frozenset(holidays)
        if key not in self._spans:
            school = {token for token in self.tokens if token.kind == SCHOOL}
            found = self._under(self.rules, day, holidays)
            if school:
                found = agreed(found, self._under(self.rules, day, holidays | school))
            last = _holidays_last(self.rules, holidays)
            if last != self.rules:
                found = agreed(found, self._under(last, day, holidays))
            self._spans[key] = found
        return self._spans[key]

    @property
    def tokens(self) -> Tokens:
        """The holiday tokens that stand in the rules."""
        return {token for rule in self.rules for token in rule.holidays}

    def speak_of(self, day: date, holidays: Tokens) -> bool:
        """Whether a rule is about such holidays, at that time of the year."""
        return any(
            not holidays.isdisjoint(rule.holidays) and day in self._days(rule.season)
            for rule in self.rules
        )

    def tell_date(self, day: date) -> bool:
        """Whether a rule is about this very date, or a few days around it."""
        return any(
            _DATES.search(rule.season)
            and self._holds(rule, day, set())
            and _run(day, self._days(rule.season).__contains__) <= _NAMED_DAYS
            for rule in self.rules
        )

    def overrule_holidays(self, day: date) -> bool:
        """Whether what is said of public holidays is lost on `day` to a rule that comes later."""
        last = _holidays_last(self.rules, {PUBLIC})
        return last != self.rules and (
            self._under(self.rules, day, {PUBLIC}) != self._under(last, day, {PUBLIC})
        )

    def never_close(self, day: date) -> bool:
        """Whether `day` is one of a week or more that is open without a break, as with `24/7`."""
        return _run(day, lambda near: self.spans(near) == _WHOLE_DAY) >= 7

    def _days(self, days: str) -> frozenset[date]:
        return days_on(days, self.first - MARGIN, self.count + 2 * MARGIN.days)

    def _holds(self, rule: Rule, day: date, holidays: Tokens) -> bool:
        on_weekday = day in self._days(rule.days)
        if not rule.holidays:
            return on_weekday
        on_holiday = not holidays.isdisjoint(rule.holidays) and day in self._days(rule.season)
        if not rule.weekdays:
            return on_holiday
        return on_holiday and on_weekday if rule.only_both else on_holiday or on_weekday

    def _under(self, rules: tuple[Rule, ...], day: date, holidays: Tokens) -> Spans:
        """The rules one after the other, each over what those before left."""
        found: Spans = ()
        for rule in rules:
            if not self._holds(rule, day, holidays):
                continue
            new = tuple(self._of(rule, day))
            if rule.joint == "||":
                new, found = found, overlaid(new)
            elif not rule.times or (rule.joint == ";" and rule.state != State.CLOSED):
                found = ()
            for span in new:
                found = painted(found, span)
        return found

    def _of(self, rule: Rule, day: date) -> Iterator[Span]:
        if not rule.times:
            yield Span(0, DAY, rule.state, rule.words)
        for time in rule.times:
            begin = self._minutes(time.begin, day)
            end = self._minutes(time.end, day) if time.end else begin
            surely = State.UNKNOWN if time.at_times and rule.state == State.OPEN else rule.state
            if begin < end:
                yield Span(begin, end, surely, rule.words)
            if time.open_end:
                perhaps = State.UNKNOWN if rule.state == State.OPEN else rule.state
                yield Span(end, DAY if end < DAY else max(end, _LATE), perhaps, rule.words)

    def _minutes(self, time: DayTime, day: date) -> int:
        if not time.event:
            return time.minutes
        return time.minutes + sun_minutes(time.event, self.sun_day or day, self.sky)


def _holidays_last(rules: tuple[Rule, ...], holidays: Tokens) -> tuple[Rule, ...]:
    """The rules about such holidays after all others but those that fill what is left."""
    return tuple(
        sorted(
            rules,
            key=lambda rule: (rule.joint == "||", not holidays.isdisjoint(rule.holidays)),
        )
    )


def _run(day: date, holds: Callable[[date], bool]) -> int:
    """The number of days in a row around `day` of which something holds; beyond a week, eight."""
    if not holds(day):
        return 0
    length = 1
    for step in (timedelta(days=-1), timedelta(days=1)):
        near = day + step
        while length <= _NAMED_DAYS and holds(near):
            length += 1
            near += step
    return length
