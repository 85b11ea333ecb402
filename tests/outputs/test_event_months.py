"""The sheets of the months, what is over by year, and what filters know of an event."""

from __future__ import annotations

from datetime import date

import pytest

from learning_city.outputs.event_archive import over_by_year
from learning_city.outputs.event_facts import coming_holidays, facts_of
from learning_city.outputs.event_months import sheet
from learning_city.outputs.event_pages import coming
from tests.city_project import PROJECT, TESTS, Project
from tests.outputs.test_calendar_feed import EVENT, city_of, whole_city

ONCE = "start: 2026-12-05 14:00\nend: 2026-12-05 15:30"


@pytest.mark.parametrize("folder", [PROJECT, TESTS / "tiny_city"])
def test_every_occurrence_stands_on_each_of_its_days_and_nowhere_else(folder) -> None:
    city = whole_city(folder)
    for month, found in city.months.items():
        squares = [day for week in sheet(month, found) for day in week if day.date]
        assert [day.date.day for day in squares if day.date] == list(range(1, len(squares) + 1))
        for day in squares:
            assert day.date is not None
            expected = [one for one in city.occurrences if one.touches(day.date, day.date)]
            assert list(day.found) == expected


@pytest.mark.parametrize("first_weekday", range(7))
def test_a_week_begins_where_the_language_says(first_weekday) -> None:
    weeks = sheet(date(2026, 12, 1), (), first_weekday)
    for week in weeks:
        assert len(week) == 7
        for number, day in enumerate(week):
            if day.date:
                assert day.date.weekday() == (first_weekday + number) % 7


def test_an_event_over_the_end_of_a_month_is_in_both(small_city: Project) -> None:
    small_city.change(EVENT, ONCE, "start: 2026-12-30\nend: 2027-02-02")
    months = city_of(small_city).months
    assert list(months) == [date(2026, 12, 1), date(2027, 1, 1), date(2027, 2, 1)]


def test_what_is_over_is_archived_once_a_month_and_what_is_on_is_not(small_city: Project) -> None:
    small_city.change(
        EVENT, ONCE, "start: 2026-10-03 14:00\nrepeat: {every: week, until: 2026-12-26}"
    )
    years = over_by_year(city_of(small_city))  # the clock says 1 December 2026
    assert list(years) == [2026]
    assert [month.month for month in years[2026]] == [11, 10]
    assert [found.first_day.day for found in years[2026][date(2026, 11, 1)]] == [28]
    assert [found.first_day.day for found in years[2026][date(2026, 10, 1)]] == [31]


def test_the_list_says_until_when_nothing_is_missing(small_city: Project) -> None:
    small_city.change(EVENT, ONCE, "start: 2026-12-01 09:00\nrepeat: {every: day}")
    now = coming(city_of(small_city))
    assert len(now.listed) == 8
    assert now.listed[-1].first_day == now.complete_until == date(2026, 12, 8)


def test_unknown_is_not_in_the_facts_and_adults_are_grown_up(small_city: Project) -> None:
    city = city_of(small_city)
    (event,) = city.events
    facts = facts_of(city.occurrences, city)[event.id]
    assert facts["theme"] == list(event.themes)
    assert "free" not in facts or facts["free"] is True
    assert None not in facts.values()
    small_city.change(EVENT, "audiences: [cocuk]", "audiences: [veli]")
    city = city_of(small_city)
    assert facts_of(city.occurrences, city)[event.id]["ages"] == [[18, None]]


def test_school_holidays_to_come_are_in_order_and_a_city_can_do_without(
    small_city: Project,
) -> None:
    assert coming_holidays(city_of(small_city)) == []
    small_city.write(
        "content/vocabulary/school-holidays.yaml",
        "entries:\n"
        "  bahar: {label: Bahar arası, from: 2027-03-15, to: 2027-03-19}\n"
        "  gecmis: {label: Geçmiş ara, from: 2026-11-09, to: 2026-11-13}\n"
        "  yariyil: {label: Yarıyıl, from: 2027-01-18, to: 2027-01-29}\n",
    )
    assert [one.id for one in coming_holidays(city_of(small_city))] == ["yariyil", "bahar"]
