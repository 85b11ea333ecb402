"""When places are open in the days to come, public holidays applied; unknown stays unknown.

"Closed" is said only where the hours say so:

- On a public holiday, hours that speak of it (`PH`, the date itself, or open at all times) are
  followed. All others leave the whole day unknown, unless the place is closed on such a weekday:
  many museums are open on 29 October, and as many are not.
- A half day is a public holiday from its hour on (`public_holidays`). Until then it is an ordinary
  day. After it, a place that is off on public holidays is closed, since by law the holiday has
  begun. One with hours of its own for holidays is open or closed where both these and its ordinary
  ones say so. All else is unknown.
- School holidays (`SH`), open ends (`18:00+`) and comments (“by appointment”): see `opening_days`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from .open_spans import OpenSpans, Span, Spans, agreed, joined, overlaid, within
from .opening_days import PUBLIC, RulesOfDays, Tokens
from .opening_hours import Sky
from .opening_rules import DAY, State, read_rules
from .public_holidays import Holiday


@dataclass(frozen=True)
class HoursReader:
    """Reads opening hours for `count` days from `first` on, each text once."""

    first: date
    count: int
    holidays: Mapping[date, Holiday]
    """Those of the days, and of a week around them for `PH +1 day`."""
    sky: Sky
    _read: dict[str, OpenSpans] = field(default_factory=dict)

    def read(self, text: str) -> OpenSpans:
        """When a place with these hours is open. Raises `NotUnderstood`."""
        if text not in self._read:
            # From the day before, whose night may reach into the first.
            before = self.first - timedelta(days=1)
            rules = RulesOfDays(read_rules(text), before, self.count + 1, self.sky)
            night, days = self._day(rules, before), list[Spans]()
            for number in range(self.count):
                own = self._day(rules, self.first + timedelta(days=number))
                days.append(_with_night(own, night))
                night = own
            self._read[text] = OpenSpans(self.first, tuple(days))
        return self._read[text]

    def _day(self, rules: RulesOfDays, day: date) -> Spans:
        """What begins on a day."""
        holiday = self.holidays.get(day)
        shifted = self._shifted(rules, day)
        as_usual = rules.spans(day, shifted)
        if holiday is None:
            return as_usual
        public = {PUBLIC, *shifted}
        if holiday.whole and rules.speak_of(day, public):
            return rules.spans(day, public)
        if rules.tell_date(day) or rules.speak_of(day, shifted):
            return as_usual
        hour = holiday.begins_minute
        if rules.speak_of(day, public):
            after = _both(as_usual, rules.spans(day, public))
        else:
            after = as_usual if rules.never_close(day) else _unknown(as_usual, hour)
        return joined((*within(as_usual, 0, hour), *within(after, hour, 2 * DAY)))

    def _shifted(self, rules: RulesOfDays, day: date) -> Tokens:
        """Of `PH -1 day` and the like, what is true of a day."""
        return {
            token
            for token in rules.tokens
            if token.kind == PUBLIC.kind
            and token.days_later
            and (other := self.holidays.get(day - timedelta(days=token.days_later)))
            and other.whole
        }


def _with_night(own: Spans, before: Spans) -> Spans:
    """A day from midnight to midnight: what the evening before reaches into it, then its own."""
    night = tuple(span.moved(-DAY) for span in within(before, DAY, 2 * DAY))
    own = within(own, 0, DAY)
    return overlaid((*night, *own)) if night else own


def _both(as_usual: Spans, on_holidays: Spans) -> Spans:
    """What holds on the eve of a holiday for a place that says how it is open on holidays."""
    return agreed(as_usual, on_holidays) if on_holidays else ()


def _unknown(as_usual: Spans, minute: int) -> Spans:
    """From `minute` on nobody knows, if the place is ordinarily open after it."""
    end = max((span.end for span in as_usual), default=0)
    return (Span(minute, max(end, DAY), State.UNKNOWN),) if end > minute else ()
