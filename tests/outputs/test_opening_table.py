"""`data/opening.json`: few bytes for many places, and nothing unknown is told as closed."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest

from learning_city.city.open_spans import OpenSpans, Span
from learning_city.city.opening_rules import State
from learning_city.outputs import opening_table
from tests.city_project import Project

PLACE = "places/konak/%s.yaml"


def table(city: Project) -> dict:
    result = city.assemble()
    assert result.city is not None, result.problems
    (file,) = opening_table.build(result.city, None)  # type: ignore[arg-type]
    assert file.address == "data/opening.json"
    return json.loads(file.content)


def with_hours(city: Project, **hours: str) -> Project:
    text = (city.folder / "places/konak/kitaplik.yaml").read_text(encoding="utf-8")
    for number, (name, rule) in enumerate(hours.items()):
        moved = text.replace("27.1287", f"27.13{number:02}").replace("Kitaplık", name)
        city.write(PLACE % name, f"{moved}opening_hours: '{rule}'\n")
    return city


def test_days_that_are_alike_and_hours_that_are_alike_are_told_once() -> None:
    plans = opening_table.Plans()
    night = Span(20 * 60, 24 * 60, State.UNKNOWN, "sorun")
    hours = OpenSpans(
        date(2026, 11, 30),
        (
            (Span(9 * 60, 17 * 60, State.OPEN),),
            (night,),
            (Span(0, 2 * 60, State.UNKNOWN, "sorun"), Span(9 * 60, 17 * 60, State.OPEN)),
            (night,),
            (),
        ),
    )
    assert plans.numbers(hours) == [1, 2, 3, 2, 0]
    assert plans.all == [
        (),
        ((540, 1020),),
        ((1200, 1440, "sorun"),),
        ((0, 120, "sorun"), (540, 1020)),
    ]
    assert plans.numbers(hours) == [1, 2, 3, 2, 0]


def test_places_share_hours_and_those_without_are_missing(small_city: Project) -> None:
    with_hours(small_city, ada="Mo-Fr 09:00-17:00", bahce="Mo-Fr 09:00-17:00", cami="24/7")
    told = table(small_city)
    assert told["from"] == "2026-11-30"  # the Monday of 1 December 2026
    assert told["time_zone"] == "Europe/Istanbul"
    assert told["places"] == {"ada": 0, "bahce": 0, "cami": 1}
    assert [len(rule) for rule in told["rules"]] == [35, 35]
    assert told["plans"][told["rules"][0][0]] == [[540, 1020]]
    assert told["plans"][told["rules"][0][5]] == []
    assert {told["plans"][number][0][1] for number in told["rules"][1]} == {1440}


@pytest.mark.parametrize(
    ("now", "first"), [("2026-10-26T00:00", "2026-10-26"), ("2026-11-01T23:59", "2026-10-26")]
)
def test_the_weeks_begin_on_a_monday_and_name_their_holidays(
    small_city: Project, now: str, first: str
) -> None:
    small_city.environment["LEARNING_CITY_NOW"] = now
    told = table(with_hours(small_city, ada="Tu-Su 09:00-17:00"))
    assert told["from"] == first
    assert told["holidays"] == {
        "2026-10-28": {
            "from": 780,
            "name": {"tr": "Cumhuriyet Bayramı", "en": "Republic Day"},
        },
        "2026-10-29": {"from": 0, "name": {"tr": "Cumhuriyet Bayramı", "en": "Republic Day"}},
    }
    days = {
        (date.fromisoformat(first) + timedelta(days=number)).isoformat(): told["plans"][plan]
        for number, plan in enumerate(told["rules"][0])
    }
    assert days["2026-10-26"] == []
    assert days["2026-10-28"] == [[540, 780], [780, 1440, ""]]
    assert days["2026-10-29"] == [[0, 1440, ""]]
    assert days["2026-10-30"] == [[540, 1020]]
