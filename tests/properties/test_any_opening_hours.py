"""What holds for any opening hours."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from opening_hours import OpeningHours

from learning_city.city.hours_reader import HoursReader
from learning_city.city.opening_hours import Sky, is_readable
from learning_city.city.opening_rules import DAY, NotUnderstood, State, read_rules
from learning_city.city.opening_week import hours_on_holidays, ordinary_week
from learning_city.city.public_holidays import holiday_calendar
from tests.opening_texts import OPENING_TEXTS, PLAIN_OPENING_TEXTS

FIRST = date(2027, 5, 10)
DAYS = 35
BAY = Sky(38.42, 27.14, "Europe/Istanbul")
HOLIDAYS = holiday_calendar(
    "TR", FIRST - timedelta(days=9), FIRST + timedelta(days=DAYS + 9), ("tr",)
)


def reader(*, holidays: bool = True, first: date = FIRST, days: int = DAYS) -> HoursReader:
    return HoursReader(first, days, HOLIDAYS if holidays else {}, BAY)


@settings(max_examples=40)
@given(OPENING_TEXTS)
def test_spans_are_sorted_apart_and_inside_the_days(text: str) -> None:
    hours = reader().read(text)
    for span in hours.spans:
        assert 0 <= span.begin < span.end <= DAYS * DAY
        assert span.state in (State.OPEN, State.UNKNOWN)
    for one, other in pairwise(hours.spans):
        assert one.end <= other.begin
        if one.end == other.begin:
            assert (one.state, one.words) != (other.state, other.words)


@settings(max_examples=40)
@given(OPENING_TEXTS)
def test_days_put_together_are_the_whole(text: str) -> None:
    hours = reader().read(text)
    minutes = {
        (number * DAY + minute, span.state)
        for number in range(DAYS)
        for span in hours.of_day(FIRST + timedelta(days=number))
        for minute in (span.begin, span.end - 1)
    }
    for minute, state in minutes:
        moment = datetime.combine(FIRST, time(0)) + timedelta(minutes=minute)
        assert hours.at(moment) == state
    total = sum(
        span.end - span.begin
        for number in range(DAYS)
        for span in hours.of_day(FIRST + timedelta(days=number))
    )
    assert total == sum(span.end - span.begin for span in hours.spans)


@settings(max_examples=40)
@given(OPENING_TEXTS, st.integers(1, 20))
def test_a_day_is_the_same_in_whatever_weeks_it_is_read(text: str, later: int) -> None:
    whole, part = reader(), reader(first=FIRST + timedelta(days=later), days=10)
    for number in range(10):
        day = part.first + timedelta(days=number)
        assert part.read(text).of_day(day) == whole.read(text).of_day(day)


@settings(max_examples=40)
@given(PLAIN_OPENING_TEXTS)
def test_without_nights_and_holidays_the_library_says_the_same(text: str) -> None:
    begin = datetime.combine(FIRST, time(0))
    said = [
        ((start - begin) // timedelta(minutes=1), (end - begin) // timedelta(minutes=1), str(state))
        for start, end, state, _ in OpeningHours(
            text, auto_country=False, auto_timezone=False
        ).intervals(begin, begin + timedelta(days=DAYS))
        if str(state) != "closed"
    ]
    hours = reader(holidays=False).read(text)
    assert [(span.begin, span.end, span.state.value) for span in hours.spans] == said


@settings(max_examples=40)
@given(OPENING_TEXTS)
def test_a_holiday_never_opens_what_is_closed_and_never_closes_what_is_silent(text: str) -> None:
    usual, applied = reader(holidays=False).read(text), reader().read(text)
    if any(token.kind == "PH" for rule in read_rules(text) for token in rule.holidays):
        return
    for number in range(DAYS):
        for minute in range(7, DAY, 53):
            moment = datetime.combine(FIRST, time(0)) + timedelta(days=number, minutes=minute)
            now, before = applied.at(moment), usual.at(moment)
            if now == State.CLOSED:
                assert before == State.CLOSED
            if now == State.OPEN:
                assert before == State.OPEN


@settings(max_examples=40)
@given(
    st.one_of(st.text(max_size=80), st.text('MoTuFrPHSH 09:-;,|"+[]()offunknw24/7', max_size=60))
)
def test_any_text_is_either_understood_or_refused(text: str) -> None:
    if is_readable(text):
        reader(days=7).read(text)
        ordinary_week(text, FIRST, BAY)
        hours_on_holidays(text, FIRST, BAY)
    else:
        with suppress(NotUnderstood):
            read_rules(text)
