"""Events become dates: wall-clock time repeats, and no rule runs for ever."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from learning_city.city.schedule import Occurrence, RuleNotUnderstood, occurrences
from learning_city.model.event import Event
from learning_city.model.fields import Known
from learning_city.model.reading import read_model
from learning_city.source.yaml_nodes import read_yaml
from tests.counted import calls_of

HEAD = "title: a\ncity_wide: yes\nthemes: [stem]\naudiences: [cocuk]\n"
TODAY = date(2026, 12, 1)


def expand(text: str, zone: str = "Europe/Istanbul", today: date = TODAY) -> list[Occurrence]:
    root = read_yaml((HEAD + text).encode(), "a.yaml").root
    assert root is not None
    parsed = read_model(Event, root, "a.yaml", "a", Known(zone=ZoneInfo(zone)))
    assert parsed.problems == []
    return list(occurrences(parsed.facts, today, "TR"))


def days(text: str) -> list[str]:
    return [occurrence.first_day.isoformat() for occurrence in expand(text)]


def test_an_event_without_rule_happens_once() -> None:
    (only,) = expand("start: 2026-12-05 14:00\nend: 2026-12-05 16:00\n")
    assert isinstance(only.start, datetime)
    assert only.start.isoformat() == "2026-12-05T14:00:00+03:00"
    assert not only.all_day


def test_a_bare_date_is_the_whole_day() -> None:
    (only,) = expand("start: 2026-12-05\n")
    assert only.all_day
    assert (only.first_day, only.last_day, only.end) == (date(2026, 12, 5), date(2026, 12, 5), None)


def test_the_last_of_several_days_counts() -> None:
    (only,) = expand("start: 2026-12-07\nend: 2026-12-13\n")
    assert only.last_day == date(2026, 12, 13)
    assert only.touches(date(2026, 12, 13), date(2026, 12, 20))
    assert not only.on_or_after(date(2026, 12, 14))


def test_an_end_at_midnight_belongs_to_the_day_before() -> None:
    (only,) = expand("start: 2026-12-05 20:00\nend: 2026-12-06 00:00\n")
    assert only.last_day == date(2026, 12, 5)


def test_past_events_are_kept() -> None:
    assert days("start: 2019-05-04\n") == ["2019-05-04"]


def test_every_week_on_some_days_until_a_day() -> None:
    text = "start: 2026-12-05 14:00\nrepeat: {every: week, on: [tu, sa], until: 2026-12-15}\n"
    assert days(text) == ["2026-12-05", "2026-12-08", "2026-12-12", "2026-12-15"]


def test_every_other_week() -> None:
    text = "start: 2026-12-05\nrepeat: {every: week, interval: 2, until: 2027-01-03}\n"
    assert days(text) == ["2026-12-05", "2026-12-19", "2027-01-02"]


def test_exceptions_pauses_and_additions() -> None:
    text = (
        "start: 2026-12-05\nrepeat: {every: week, until: 2027-01-30, except: [2026-12-12], "
        "pause: [{from: 2026-12-20, to: 2027-01-23}], also: [2027-01-01, 2026-12-13]}\n"
    )
    assert days(text) == ["2026-12-05", "2026-12-13", "2026-12-19", "2027-01-01", "2027-01-30"]


@pytest.mark.parametrize(
    ("start", "left"),
    [
        ("2026-10-21 14:00", ["2026-10-21", "2026-11-04"]),  # on the 28th from 13.00 on
        ("2026-10-21 13:00", ["2026-10-21", "2026-11-04"]),
        ("2026-10-21 12:30", ["2026-10-21", "2026-10-28", "2026-11-04"]),
        ("2026-10-21", ["2026-10-21", "2026-10-28", "2026-11-04"]),  # the day is not wholly free
    ],
)
def test_on_half_holidays_the_afternoon_is_skipped(start: str, left: list[str]) -> None:
    rule = "repeat: {every: week, until: 2026-11-04, skip_holidays: yes}\n"
    assert days(f"start: {start}\n{rule}") == left


def test_public_holidays_are_skipped_when_asked() -> None:
    text = "start: 2026-10-22\nrepeat: {every: week, until: 2026-11-05%s}\n"
    assert days(text % "") == ["2026-10-22", "2026-10-29", "2026-11-05"]
    assert days(text % ", skip_holidays: yes") == ["2026-10-22", "2026-11-05"]


def test_the_thirty_first_of_every_month_is_where_there_is_one() -> None:
    text = "start: 2026-12-31\nrepeat: {every: month, until: 2027-05-31}\n"
    assert days(text) == ["2026-12-31", "2027-01-31", "2027-03-31", "2027-05-31"]


def test_a_leap_day_comes_every_fourth_year() -> None:
    found = expand("start: 2024-02-29\nrepeat: {every: year}\n", today=date(2031, 1, 1))
    assert [one.first_day.year for one in found] == [2024, 2028, 2032]


def test_an_endless_rule_is_followed_to_the_horizon() -> None:
    found = days("start: 2026-12-05\nrepeat: {every: week}\n")
    assert found[-1] == "2029-02-10"


def test_a_fifth_year_of_every_day_is_a_mistake() -> None:
    with pytest.raises(RuleNotUnderstood, match="too-many-occurrences") as caught:
        expand("start: 2020-01-01\nrepeat: {every: day}\n")
    assert caught.value.detail == "1500"


def test_the_clock_stays_when_the_zone_changes_its_offset() -> None:
    text = (
        "start: 2027-03-21 14:00\nend: 2027-03-21 15:00\nrepeat: {every: week, until: 2027-04-04}\n"
    )
    found = expand(text, "Europe/Berlin")
    assert [str(one.start)[11:] for one in found] == [
        "14:00:00+01:00",
        "14:00:00+02:00",
        "14:00:00+02:00",
    ]
    assert {str(one.end)[11:16] for one in found} == {"15:00"}


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("FREQ=MONTHLY;BYDAY=1SA;COUNT=3", ["2026-12-05", "2027-01-02", "2027-02-06"]),
        ("freq=weekly;count=2", ["2026-12-05", "2026-12-12"]),
        ("RRULE:FREQ=DAILY; COUNT=2", ["2026-12-05", "2026-12-06"]),
        ("FREQ=WEEKLY;UNTIL=20261212", ["2026-12-05", "2026-12-12"]),
        ("FREQ=WEEKLY;UNTIL=20261212T140000", ["2026-12-05", "2026-12-12"]),
        ("FREQ=WEEKLY;UNTIL=20261212T110000Z", ["2026-12-05", "2026-12-12"]),
        ("FREQ=WEEKLY;UNTIL=20261212T105959Z", ["2026-12-05"]),
        ("FREQ=YEARLY;BYMONTH=2;BYDAY=-1SU;COUNT=2", ["2027-02-28", "2028-02-27"]),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=2", ["2026-12-31", "2027-01-29"]),
    ],
)
def test_rules_of_rfc_5545(rule: str, expected: list[str]) -> None:
    assert days(f'start: 2026-12-05 14:00\nrrule: "{rule}"\n') == expected


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY",
        "FREQ=HOURLY",
        "BYDAY=MO",
        "",
        "FREQ",
        "FREQ=",
        "FREQ=WEEKLY;",
        "FREQ=WEEKLY;FREQ=DAILY",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;INTERVAL=-1",
        "FREQ=DAILY;INTERVAL=99999",
        "FREQ=DAILY;COUNT=0",
        "FREQ=DAILY;COUNT=999999999",
        "FREQ=DAILY;COUNT=٣",
        "FREQ=DAILY;BYMONTH=13",
        "FREQ=DAILY;BYDAY=1MO",
        "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=WEEKLY;BYDAY=MO,",
        "FREQ=MONTHLY;BYDAY=6MO",
        "FREQ=YEARLY;BYDAY=54MO",
        "FREQ=YEARLY;BYMONTH=2;BYDAY=6MO",
        "FREQ=YEARLY;BYWEEKNO=1;BYDAY=1MO",
        "FREQ=WEEKLY;BYMONTHDAY=1",
        "FREQ=MONTHLY;BYYEARDAY=1",
        "FREQ=MONTHLY;BYWEEKNO=1",
        "FREQ=YEARLY;BYYEARDAY=367",
        "FREQ=YEARLY;BYMONTHDAY=0",
        "FREQ=YEARLY;BYSETPOS=1",
        "FREQ=DAILY;BYHOUR=3",
        "FREQ=DAILY;BYEASTER=0",
        "FREQ=DAILY;COUNT=3;UNTIL=20270101",
        "FREQ=DAILY;UNTIL=2027",
        "FREQ=DAILY;UNTIL=20271301",
        "FREQ=DAILY;UNTIL=2027-01-01",
        "FREQ=DAILY;UNTIL=00000000",
        "FREQ=YEARLY;WKST=XX",
        "DTSTART:20200101",
        "FREQ=DAILY\\nRRULE:FREQ=DAILY",
    ],
)
def test_a_rule_that_means_nothing_is_refused_with_the_part(rule: str) -> None:
    if not rule:
        return
    with pytest.raises(RuleNotUnderstood) as caught:
        expand(f'start: 2026-12-05 14:00\nrrule: "{rule}"\n')
    assert caught.value.reason == "bad-rrule"
    assert caught.value.detail or rule.endswith(";")


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=2",
        "FREQ=DAILY;INTERVAL=7;BYDAY=SU",
        "FREQ=MONTHLY;BYMONTHDAY=31;BYDAY=SA;BYMONTH=2,4",
        "FREQ=MONTHLY;BYDAY=5MO;BYSETPOS=99",
        "FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29",
        "FREQ=WEEKLY;INTERVAL=52;BYMONTH=6",
        "FREQ=DAILY;UNTIL=19000101",
        "FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6",
    ],
)
def test_a_rule_that_never_happens_is_empty_and_quickly_so(rule: str) -> None:
    text = f'start: 2026-12-05\nrrule: "{rule}"\n'
    assert days(text) == []
    assert calls_of(lambda: days(text)) < 500_000


@pytest.mark.parametrize("rule", ["UNTIL=99991231", "COUNT=999999", "INTERVAL=1"])
def test_far_ends_are_no_danger(rule: str) -> None:
    assert len(days(f'start: 2026-12-05\nrrule: "FREQ=DAILY;{rule}"\n')) == 801
    assert days(f'start: 2200-12-31\nrrule: "FREQ=YEARLY;{rule}"\n')[0] == "2200-12-31"


# ── What became of single dates ───────────────────────────────────────────────────────────────────

WEEKLY = (
    "start: 2026-12-05 14:00\nend: 2026-12-05 16:00\nrepeat: {every: week, until: 2026-12-26}\n"
)


def test_one_date_is_cancelled_and_the_others_are_not() -> None:
    found = expand(WEEKLY + "changes: [{date: 2026-12-12, status: cancelled, note: Yok.}]\n")
    assert [one.status for one in found] == ["scheduled", "cancelled", "scheduled", "scheduled"]
    assert [one.takes_place for one in found] == [True, False, True, True]
    assert found[1].note is not None
    assert found[1].note.words("tr") == "Yok."
    assert found[0].note is None


def test_one_date_goes_on_where_all_are_cancelled() -> None:
    found = expand(WEEKLY + "status: cancelled\nchanges: [{date: 2026-12-19, status: scheduled}]\n")
    assert [one.takes_place for one in found] == [False, False, True, False]


def test_a_date_moved_to_another_day_keeps_its_time_and_its_length() -> None:
    found = expand(WEEKLY + "changes: [{date: 2026-12-12, status: moved, start: 2026-12-20}]\n")
    assert [one.first_day.day for one in found] == [5, 19, 20, 26], "the list stays in order"
    moved = found[2]
    assert moved.start.isoformat() == "2026-12-20T14:00:00+03:00"
    assert moved.end is not None
    assert moved.end.isoformat() == "2026-12-20T16:00:00+03:00"
    assert moved.planned.isoformat() == "2026-12-12T14:00:00+03:00"


def test_a_date_postponed_to_a_day_that_is_known_takes_place() -> None:
    unknown, known = (
        expand(WEEKLY + f"changes: [{{date: 2026-12-12, status: postponed{more}}}]\n")
        for more in ("", ", start: 2026-12-13 15:00")
    )
    assert [one.takes_place for one in unknown] == [True, False, True, True]
    assert all(one.takes_place for one in known)


def test_a_whole_day_that_gets_a_time_has_no_end_unless_one_is_given() -> None:
    days_of = "start: 2026-12-05\nend: 2026-12-06\nrepeat: {every: month, until: 2027-01-31}\n"
    change = "changes: [{date: 2027-01-05, status: moved, start: 2027-01-07 18:00}]\n"
    _, moved = expand(days_of + change)
    assert moved.end is None
    assert not moved.all_day


def test_only_the_changed_date_has_another_place() -> None:
    root = read_yaml(
        (HEAD.replace("city_wide: yes", "place: bir") + WEEKLY
         + "changes: [{date: 2026-12-12, status: moved, place: iki}]\n").encode(),
        "a.yaml",
    ).root  # fmt: skip
    assert root is not None
    facts = read_model(Event, root, "a.yaml", "a", Known(zone=ZoneInfo("Europe/Istanbul"))).facts
    found = occurrences(facts, TODAY, "TR")
    assert [one.place for one in found] == ["bir", "iki", "bir", "bir"]
