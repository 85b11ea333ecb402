"""The clock is given, never asked for."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from learning_city.ground.clock import clock_from

ZONE = "Europe/Istanbul"


def test_a_fixed_time_without_offset_is_city_time() -> None:
    clock = clock_from({"LEARNING_CITY_NOW": "2026-12-05T14:00"}, ZONE)
    assert clock.now.isoformat() == "2026-12-05T14:00:00+03:00"
    assert clock.zone.key == ZONE


def test_a_fixed_time_with_offset_is_brought_to_the_city() -> None:
    clock = clock_from({"LEARNING_CITY_NOW": "2026-12-05T22:30:00+00:00"}, ZONE)
    assert clock.today == date(2026, 12, 6)


def test_the_commits_time_fixes_the_day() -> None:
    assert (
        clock_from({"SOURCE_DATE_EPOCH": "0"}, ZONE).now.isoformat() == "1970-01-01T02:00:00+02:00"
    )


def test_our_own_variable_comes_first() -> None:
    both = {"SOURCE_DATE_EPOCH": "0", "LEARNING_CITY_NOW": "2026-12-05"}
    assert clock_from(both, ZONE).today == date(2026, 12, 5)


@pytest.mark.parametrize("wrong", [{"LEARNING_CITY_NOW": "yarın"}, {"SOURCE_DATE_EPOCH": "now"}])
def test_an_impossible_clock_is_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"yarın|now"):
        clock_from(wrong, ZONE)


def test_without_a_wish_it_is_now() -> None:
    clock = clock_from({}, ZONE)
    assert abs((datetime.now(clock.zone) - clock.now).total_seconds()) < 60
