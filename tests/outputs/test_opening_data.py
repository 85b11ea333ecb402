"""Opening hours for machines: the ordinary week, and of holidays only what is certain."""

from __future__ import annotations

import pytest

from learning_city.outputs.opening_data import opening_data
from tests.city_project import Project

PLACE = "places/konak/kitaplik.yaml"
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def told(city: Project, hours: str, now: str = "2026-10-26T08:00") -> dict[str, object]:
    city.environment["LEARNING_CITY_NOW"] = now
    text = (city.folder / PLACE).read_text(encoding="utf-8")
    if hours:
        city.write(PLACE, f"{text}opening_hours: '{hours}'\n")
    result = city.assemble()
    assert result.city is not None, result.problems
    return opening_data(result.city.place("kitaplik"), result.city)


def week(opens: str, closes: str, *days: str) -> dict[str, object]:
    return {
        "@type": "OpeningHoursSpecification",
        "opens": opens,
        "closes": closes,
        "dayOfWeek": list(days),
    }


def on(day: str, opens: str, closes: str) -> dict[str, object]:
    return {
        "@type": "OpeningHoursSpecification",
        "opens": opens,
        "closes": closes,
        "validFrom": day,
        "validThrough": day,
    }


def test_unknown_hours_say_nothing(small_city: Project) -> None:
    assert told(small_city, "") == {}


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        (
            "Mo-Fr 09:00-12:00,13:00-17:00",
            [week("09:00", "12:00", *WEEKDAYS[:5]), week("13:00", "17:00", *WEEKDAYS[:5])],
        ),
        ("24/7", [week("00:00", "23:59", *WEEKDAYS)]),
        ("Fr 20:00-02:00", [week("20:00", "02:00", "Friday")]),
        ("Fr 20:00-24:00", [week("20:00", "00:00", "Friday")]),
        ('Mo-Fr 10:00-17:00 "randevu ile"', []),
        (
            "Apr-Oct Mo 10:00-19:00; Nov-Mar Mo 10:00-17:00",
            [
                {
                    **week("10:00", "19:00", "Monday"),
                    "validFrom": "2026-10-26",
                    "validThrough": "2026-11-01",
                }
            ],
        ),
    ],
)
def test_the_week_is_what_is_surely_open(
    small_city: Project, hours: str, expected: list[dict[str, object]]
) -> None:
    assert told(small_city, hours)["openingHoursSpecification"] == expected


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        ("Mo-Fr 09:00-17:00", []),  # nobody knows
        (
            "Mo-Fr 09:00-17:00; PH off",
            [on("2026-10-28", "09:00", "13:00"), on("2026-10-29", "00:00", "00:00")],
        ),
        (
            "Mo-Sa,PH 10:00-17:00",
            [on("2026-10-28", "10:00", "17:00"), on("2026-10-29", "10:00", "17:00")],
        ),
        ("Mo-Fr 09:00-17:00; PH 12:00-16:00", [on("2026-10-29", "12:00", "16:00")]),
    ],
)
def test_a_holiday_is_told_where_it_is_certain(
    small_city: Project, hours: str, expected: list[dict[str, object]]
) -> None:
    assert told(small_city, hours)["specialOpeningHoursSpecification"] == expected
