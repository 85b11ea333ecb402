"""The city's clock says the same to a visitor anywhere."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

CLOCK = "time/city-clock.js"
VISITORS = ("Europe/Istanbul", "America/Los_Angeles", "Pacific/Auckland")


@pytest.mark.parametrize("visitor", VISITORS)
@pytest.mark.parametrize("city", ["Europe/Istanbul", "Europe/Lisbon", "Asia/Kathmandu"])
def test_it_shows_what_the_clocks_of_the_city_show(run_script, visitor, city):
    # Minutes around midnight, new year and the changes of the clock in Europe.
    moments = [
        datetime(2026, 11, 22, 20, 59, tzinfo=UTC) + timedelta(minutes=minutes)
        for minutes in (0, 1, 2)
    ]
    moments += [datetime(2026, 12, 31, 21, 0, tzinfo=UTC), datetime(2027, 3, 28, 1, 0, tzinfo=UTC)]
    shown = run_script(
        CLOCK,
        "return asked.moments.map((text) => script.cityNow(asked.city, new Date(text)))",
        {"city": city, "moments": [moment.isoformat() for moment in moments]},
        zone=visitor,
    )
    assert shown == [
        moment.astimezone(ZoneInfo(city)).strftime("%Y-%m-%dT%H:%M") for moment in moments
    ]


@pytest.mark.parametrize("visitor", VISITORS)
def test_days_are_counted_as_in_a_calendar(run_script, visitor):
    first = date(2027, 12, 25)
    days = [(first + timedelta(days=count)).isoformat() for count in range(80)]
    answer = run_script(
        CLOCK,
        "return asked.map((day) => [script.addDays(day, 1), script.addDays(day, -7),"
        " script.weekdayOf(day), script.weekOf(day), script.weekendOf(day)])",
        days,
        zone=visitor,
    )
    for text, (following, week_before, weekday, week, weekend) in zip(days, answer, strict=True):
        day = date.fromisoformat(text)
        monday = day - timedelta(days=day.weekday())
        sunday = monday + timedelta(days=6)
        assert following == (day + timedelta(days=1)).isoformat()
        assert week_before == (day - timedelta(days=7)).isoformat()
        assert weekday == day.isoweekday()
        assert week == [monday.isoformat(), sunday.isoformat()]
        assert weekend == [(sunday - timedelta(days=1)).isoformat(), sunday.isoformat()]
