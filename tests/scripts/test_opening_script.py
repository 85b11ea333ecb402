"""The browser gives the same answers as the build, from the table that the build writes."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from learning_city.city.hours_reader import HoursReader
from learning_city.city.open_spans import OpenSpans
from learning_city.city.opening_hours import Sky
from learning_city.city.opening_rules import State
from learning_city.city.public_holidays import holiday_calendar
from learning_city.outputs.opening_table import Plans
from tests.opening_texts import OPENING_TEXTS

SCRIPT = "time/opening.js"
FIRST = date(2027, 5, 10)
"""Five weeks with a bayram, its eve, and two holidays on one day."""
DAYS = 35
READER = HoursReader(
    FIRST,
    DAYS,
    holiday_calendar("TR", FIRST - timedelta(days=9), FIRST + timedelta(days=DAYS + 9), ("tr",)),
    Sky(38.42, 27.14, "Europe/Istanbul"),
)


def sent(hours: OpenSpans) -> dict:
    """What a browser gets of it."""
    plans = Plans()
    days = plans.numbers(hours)
    return {"from": hours.first.isoformat(), "days": days, "plans": plans.all}


def text(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M")


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(OPENING_TEXTS, min_size=30, max_size=60), st.randoms(use_true_random=False))
def test_python_and_javascript_agree_at_every_moment(run_script, texts, random):
    asked, expected = [], []
    for hours in map(READER.read, texts):
        edges = [edge for span in hours.spans for edge in (span.begin, span.end)]
        minutes = [
            *(random.randrange(-2000, DAYS * 1440 + 2000) for _ in range(20)),
            *(edge + step for edge in random.sample(edges, min(8, len(edges))) for step in (-1, 0)),
        ]
        moments = [
            datetime.combine(FIRST, datetime.min.time()) + timedelta(minutes=minute)
            for minute in minutes
        ]
        asked.append({"hours": sent(hours), "moments": [*map(text, moments)]})
        expected.append(
            [[hours.at(moment).value, change_after(hours, moment)] for moment in moments]
        )
    answers = run_script(
        SCRIPT,
        "return asked.map(({hours, moments}) => moments.map((moment) =>"
        " [script.stateAt(hours, moment), script.changeAfter(hours, moment)]))",
        asked,
    )
    for given_text, answer, wanted in zip(texts, answers, expected, strict=True):
        assert answer == wanted, given_text


def change_after(hours: OpenSpans, moment: datetime) -> dict | None:
    """The same question, answered by walking along the spans."""
    midnight = datetime.combine(hours.first, datetime.min.time())
    end = midnight + timedelta(days=len(hours.days))
    now = hours.at(moment)
    if now == State.BEYOND:
        return None
    edges = {midnight + timedelta(minutes=m) for s in hours.spans for m in (s.begin, s.end)}
    for edge in sorted(edges | {end}):
        if edge > moment and hours.at(edge) != now:
            return {"at": text(edge), "state": hours.at(edge).value}
    return None


@pytest.mark.parametrize("visitor", ["Europe/Istanbul", "America/Los_Angeles", "Pacific/Auckland"])
def test_a_place_is_found_in_the_table_wherever_the_visitor_is(run_script, visitor):
    table = {
        "from": "2026-11-30",
        "plans": [[], [[540, 1020]], [[600, 720, "randevu ile"]]],
        "rules": [[1, 0, 2]],
        "places": {"müze": 0, "toString": 0},
    }
    asked = ["2026-11-30T09:00", "2026-11-30T17:00", "2026-12-02T11:00", "2026-12-03T00:00"]
    answer = run_script(
        SCRIPT,
        "const hours = script.hoursOf(asked.table, 'müze');"
        "const told = (one) => [script.stateAt(hours, one), script.wordsAt(hours, one)];"
        "return [asked.moments.map(told),"
        " script.hoursOf(asked.table, 'park'), script.hoursOf(asked.table, 'constructor')]",
        {"table": table, "moments": asked},
        zone=visitor,
    )
    assert answer == [
        [["open", ""], ["closed", ""], ["unknown", "randevu ile"], ["beyond", ""]],
        None,
        None,
    ]


def test_a_filter_asks_each_rule_once(run_script):
    table = {
        "from": "2026-11-30",
        "plans": [[], [[540, 1020]], [[0, 1440, ""]]],
        "rules": [[1, 0], [2, 2], [0, 1]],
        "places": {"a": 0, "b": 0, "c": 2},
    }
    code = "return ['2026-11-30T10:00', '2026-12-01T10:00', '2026-12-02T10:00'].map((moment) => {"
    code += " const states = script.statesAt(asked, moment);"
    code += " return [states, Object.values(asked.places).map((rule) => states[rule])]; })"
    assert run_script(SCRIPT, code, table) == [
        [["open", "unknown", "closed"], ["open", "open", "closed"]],
        [["closed", "unknown", "open"], ["closed", "closed", "open"]],
        [["beyond"] * 3, ["beyond"] * 3],
    ]


def test_what_never_changes_has_no_next_change_but_the_end_of_what_is_known(run_script):
    hours = {"from": "2026-11-30", "plans": [[], [[0, 1440]]], "days": [1, 1, 1]}
    assert run_script(SCRIPT, "return script.changeAfter(asked, '2026-11-30T12:00')", hours) == {
        "at": "2026-12-03T00:00",
        "state": "beyond",
    }
