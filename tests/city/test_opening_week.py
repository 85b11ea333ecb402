"""Opening hours as they stand on a door."""

from __future__ import annotations

from datetime import date

import pytest

from learning_city.city.opening_hours import Sky
from learning_city.city.opening_rules import State
from learning_city.city.opening_week import hours_on_holidays, ordinary_week

MONDAY = date(2026, 10, 26)
"""Of a week with a holiday and an eve."""
BAY = Sky(38.42, 27.14, "Europe/Istanbul")
HOUR = 60


def test_equal_neighbouring_days_are_joined_and_holidays_left_aside() -> None:
    week = ordinary_week("Tu-Su 09:00-12:00,13:00-17:00; PH off", MONDAY, BAY)
    assert [(part.first, part.last) for part in week] == [(0, 0), (1, 6)]
    assert week[0].spans == ()
    assert [(span.begin, span.end) for span in week[1].spans] == [
        (9 * HOUR, 12 * HOUR),
        (13 * HOUR, 17 * HOUR),
    ]


def test_a_night_belongs_to_the_evening_it_began() -> None:
    (friday,) = [
        part for part in ordinary_week("Fr 20:00-02:00; Sa off", MONDAY, BAY) if part.spans
    ]
    assert (friday.first, friday.last) == (4, 4)
    assert [(span.begin, span.end) for span in friday.spans] == [(20 * HOUR, 26 * HOUR)]


def test_a_comment_is_neither_open_nor_closed() -> None:
    (week,) = ordinary_week('"randevu ile"', MONDAY, BAY)
    assert [(span.state, span.words) for span in week.spans] == [(State.UNKNOWN, "randevu ile")]


def test_the_sun_of_monday_serves_the_week() -> None:
    (week,) = ordinary_week("sunrise-sunset", MONDAY, BAY)
    assert (week.first, week.last) == (0, 6)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Mo-Fr 09:00-17:00", None),
        ("Mo-Fr 09:00-17:00; PH off", []),
        ("PH,Su off", []),
        ("Mo-Sa,PH 10:00-17:00; PH 12:00-14:00", [(12 * HOUR, 14 * HOUR)]),
        ("Mo-Su,PH 10:00-17:00", [(10 * HOUR, 17 * HOUR)]),
        # Not the same on every day of the week: too much for a line.
        ("Mo-Su 09:00-17:00; PH Mo-Fr off", None),
        ("Mo-Su 09:00-17:00; Oct 29 off", None),
    ],
)
def test_what_holds_on_holidays_is_told_where_it_is_one_thing(
    text: str, told: list[tuple[int, int]] | None
) -> None:
    found = hours_on_holidays(text, MONDAY, BAY)
    assert (None if found is None else [(span.begin, span.end) for span in found]) == told
