"""What the library is asked: is it readable, which days are meant, when does the sun rise."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from learning_city.city.opening_hours import Sky, days_on, is_readable, sun_minutes
from learning_city.city.opening_rules import NotUnderstood

MONDAY = date(2026, 11, 30)
BAY = Sky(38.42, 27.14, "Europe/Istanbul")


@pytest.mark.parametrize(
    "text",
    [
        "Mo-Fr 09:00-17:00",
        "24/7",
        "Tu-Su 09:00-17:00; PH off",
        "sunrise-sunset",
        "Mo-Sa,PH 10:00-17:00",
        "PH Mo-Fr off",
        "Apr 15-Oct 15 Tu-Su 08:30-19:00; Oct 16-Apr 14 Tu-Su 08:30-17:00",
        'Mo-Fr 10:00-12:00 || "randevu ile"',
    ],
)
def test_osm_syntax_is_read(text: str) -> None:
    assert is_readable(text)


@pytest.mark.parametrize(
    "text",
    ["Pzt-Cum 09:00", "9-17", "her gün", "Mo 99:99-10:00", "", "a" * 300, "Mo-Fr 09:00-17:00;"],
)
def test_other_writing_is_refused(text: str) -> None:
    assert not is_readable(text)


@pytest.mark.parametrize(
    ("days", "numbers"),
    [
        ("", [0, 1, 2, 3, 4, 5, 6]),
        ("Tu-Su", [1, 2, 3, 4, 5, 6]),
        ("Fr-Mo", [0, 4, 5, 6]),
        ("Dec", [1, 2, 3, 4, 5, 6]),
        ("Dec 2-4 Th,Fr", [3, 4]),
        ("Tu[1]", [1]),
        ("2027", []),
        ("week 49 Su", [6]),
    ],
)
def test_days_are_found(days: str, numbers: list[int]) -> None:
    found = days_on(days, MONDAY, 7)
    assert found == {MONDAY + timedelta(days=number) for number in numbers}


def test_days_that_are_none_are_refused() -> None:
    with pytest.raises(NotUnderstood):
        days_on("Pzt", MONDAY, 7)


@pytest.mark.parametrize(
    ("event", "day", "earliest", "latest"),
    [
        # The shortest and the longest day by the almanac, give or take what hills and the middle
        # of a city make of it.
        ("sunrise", date(2026, 12, 21), "08:15", "08:40"),
        ("sunset", date(2026, 12, 21), "17:40", "18:05"),
        ("sunrise", date(2026, 6, 21), "05:35", "06:00"),
        ("sunset", date(2026, 6, 21), "20:20", "20:45"),
    ],
)
def test_the_sun_is_that_of_the_city(event: str, day: date, earliest: str, latest: str) -> None:
    minute = sun_minutes(event, day, BAY)
    assert earliest <= f"{minute // 60:02}:{minute % 60:02}" <= latest


def test_where_the_sun_does_not_set_nothing_is_told() -> None:
    with pytest.raises(NotUnderstood):
        sun_minutes("sunset", date(2026, 6, 21), Sky(78.2, 15.6, "Europe/Oslo"))
