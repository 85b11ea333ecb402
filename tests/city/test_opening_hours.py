"""Opening hours in OpenStreetMap's syntax."""

from __future__ import annotations

from datetime import date, time

import pytest

from learning_city.city.opening_hours import closed_on_holidays, is_readable, ordinary_week

MONDAY = date(2026, 11, 30)


@pytest.mark.parametrize(
    "text", ["Mo-Fr 09:00-17:00", "24/7", "Tu-Su 09:00-17:00; PH off", "sunrise-sunset"]
)
def test_osm_syntax_is_read(text: str) -> None:
    assert is_readable(text)


@pytest.mark.parametrize(
    "text", ["Pzt-Cum 09:00", "9-17", "her gün", "Mo 99:99-10:00", "", "a" * 300]
)
def test_other_writing_is_refused(text: str) -> None:
    assert not is_readable(text)


def test_equal_neighbouring_days_are_joined() -> None:
    week = ordinary_week("Tu-Su 09:00-12:00,13:00-17:00", MONDAY)
    assert [(part.first, part.last) for part in week] == [(0, 0), (1, 6)]
    assert week[0].spans == ()
    assert week[1].spans == ((time(9), time(12)), (time(13), time(17)))


def test_a_night_belongs_to_the_evening_it_began() -> None:
    (friday,) = [part for part in ordinary_week("Fr 20:00-02:00", MONDAY) if part.spans]
    assert (friday.first, friday.last, friday.spans) == (4, 4, ((time(20), time(2)),))


def test_holidays_off_is_said_outright() -> None:
    assert closed_on_holidays("Mo-Fr 09:00-17:00; PH off")
    assert not closed_on_holidays("Mo-Fr 09:00-17:00")
