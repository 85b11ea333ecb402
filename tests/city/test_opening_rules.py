"""Opening hours are taken apart as OpenStreetMap's specification reads them."""

from __future__ import annotations

import pytest

from learning_city.city.opening_rules import (
    DayTime,
    HolidayToken,
    NotUnderstood,
    Rule,
    State,
    TimeSpan,
    read_rules,
)


def only(text: str) -> Rule:
    (rule,) = read_rules(text)
    return rule


def clock(hour: int, minute: int = 0) -> DayTime:
    return DayTime(hour * 60 + minute)


def test_a_rule_has_days_times_and_a_state() -> None:
    rule = only("Apr-Oct Tu-Su 09:00-12:00,13:30-17:00")
    assert (rule.season, rule.weekdays) == ("Apr-Oct", "Tu-Su")
    assert rule.days == "Apr-Oct Tu-Su"
    assert rule.times == (
        TimeSpan(clock(9), clock(12)),
        TimeSpan(clock(13, 30), clock(17)),
    )
    assert rule.state == State.OPEN


@pytest.mark.parametrize(
    ("text", "joints"),
    [
        ("Mo-Fr 09:00-17:00; PH off", [";", ";"]),
        ("Mo-Fr 09:00-17:00, Sa 10:00-12:00", [";", ","]),
        ('Mo-Fr 09:00-17:00 || "ask"', [";", "||"]),
        ('Mo,We 09:00-12:00,13:00-17:00;Sa off || "a; b, c"', [";", ";", "||"]),
        ("Jan 1,May 1,Oct 29 off", [";"]),
        ("week 10,12,14-20 Mo 10:00-11:00", [";"]),
        ("Th[1,3] 10:00-11:00", [";"]),
    ],
)
def test_rules_follow_each_other_in_three_ways_and_lists_have_commas_too(
    text: str, joints: list[str]
) -> None:
    assert [rule.joint for rule in read_rules(text)] == joints


def test_a_blank_after_a_comma_changes_nothing() -> None:
    # The library takes these for two rules, of which one has no days or no times.
    assert read_rules("Mo-Fr 09:00-12:00, 13:00-17:00") == read_rules(
        "Mo-Fr 09:00-12:00,13:00-17:00"
    )
    assert read_rules("Mo-Fr, PH 10:00-17:00") == read_rules("Mo-Fr,PH 10:00-17:00")


@pytest.mark.parametrize(
    ("text", "weekdays", "holidays", "only_both"),
    [
        ("PH off", "", ["PH+0"], False),
        ("PH,Su off", "Su", ["PH+0"], False),
        ("Mo-Sa,PH 10:00-17:00", "Mo-Sa", ["PH+0"], False),
        ("Sa-Su,PH 10:00-18:00", "Sa-Su", ["PH+0"], False),
        ("SH,PH off", "", ["SH+0", "PH+0"], False),
        ("PH Mo-Fr off", "Mo-Fr", ["PH+0"], True),
        ("SH Mo-Fr 10:00-18:00", "Mo-Fr", ["SH+0"], True),
        ("PH -1 day 09:00-13:00", "", ["PH-1"], False),
        ("PH +2 days off", "", ["PH+2"], False),
        ("mo-fr,PH 10:00-17:00", "mo-fr", ["PH+0"], False),
    ],
)
def test_holidays_stand_among_days_of_the_week(
    text: str, weekdays: str, holidays: list[str], only_both: bool
) -> None:
    rule = only(text)
    assert rule.weekdays == weekdays
    assert [f"{token.kind}{token.days_later:+}" for token in rule.holidays] == holidays
    assert rule.only_both is only_both


@pytest.mark.parametrize(
    ("text", "state", "words"),
    [
        ("24/7", State.OPEN, ""),
        ("Mo-Fr", State.OPEN, ""),
        ("off", State.CLOSED, ""),
        ("Mo closed", State.CLOSED, ""),
        ("Mo OFF", State.CLOSED, ""),
        ("Mo 10:00-12:00 unknown", State.UNKNOWN, ""),
        ('"randevu ile"', State.UNKNOWN, "randevu ile"),
        ('Mo-Fr 10:00-17:00 "randevu ile"', State.UNKNOWN, "randevu ile"),
        ('Mo-Fr 10:00-17:00 open "arka kapıdan"', State.OPEN, "arka kapıdan"),
        ('Mo-Fr "PH off"', State.UNKNOWN, "PH off"),
    ],
)
def test_a_comment_alone_is_no_promise(text: str, state: State, words: str) -> None:
    rule = only(text)
    assert (rule.state, rule.words) == (state, words)
    assert rule.holidays == ()


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("20:00-02:00", TimeSpan(clock(20), clock(26))),
        ("20:00-26:00", TimeSpan(clock(20), clock(26))),
        ("00:00-24:00", TimeSpan(clock(0), clock(24))),
        ("18:00+", TimeSpan(clock(18), None, open_end=True)),
        ("18:00-22:00+", TimeSpan(clock(18), clock(22), open_end=True)),
        ("10:00-16:00/02:00", TimeSpan(clock(10), clock(16), at_times=True)),
        ("sunrise-sunset", TimeSpan(DayTime(0, "sunrise"), DayTime(0, "sunset"))),
        (
            "(sunrise+01:00)-(sunset-00:30)",
            TimeSpan(DayTime(60, "sunrise"), DayTime(-30, "sunset")),
        ),
        ("sunset-02:00", TimeSpan(DayTime(0, "sunset"), clock(26))),
        ("22:00-sunrise", TimeSpan(clock(22), DayTime(24 * 60, "sunrise"))),
    ],
)
def test_times_may_reach_into_the_night_and_follow_the_sun(text: str, span: TimeSpan) -> None:
    assert only(text).times == (span,)


@pytest.mark.parametrize("text", ["", ";", "Mo-Fr 09:00-17:00;", "a | b", 'Mo "x'])
def test_what_has_no_rules_is_refused(text: str) -> None:
    with pytest.raises(NotUnderstood):
        read_rules(text)


def test_a_holiday_token_is_its_kind_and_its_distance() -> None:
    assert only("PH,PH +1 day off").holidays == (HolidayToken("PH"), HolidayToken("PH", 1))
