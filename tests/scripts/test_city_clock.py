"""The city's clock says the same to a visitor anywhere."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from learning_city.city.schedule import Occurrence
from learning_city.model.event import Event

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


# ── Occurrences ───────────────────────────────────────────────────────────────────────────────────

ISTANBUL = ZoneInfo("Europe/Istanbul")
SAMPLES = [
    ("2026-11-28T11:00", "2026-11-28T12:00"),
    ("2026-11-28T22:00", "2026-11-29T00:00"),  # until midnight
    ("2026-11-28T22:00", "2026-11-29T02:00"),  # past it
    ("2026-11-28T20:00", ""),  # nobody knows its end
    ("2026-11-28T20:00", "2026-11-28T20:00"),
    ("2026-11-28", ""),
    ("2026-11-27", "2026-11-29"),
    ("2026-11-30T18:00", "2026-12-01T00:00"),  # the last day of a month
    ("2026-12-31", "2027-01-01"),
]


def occurrence(start: str, end: str) -> Occurrence:
    def read(text: str) -> date | datetime:
        if len(text) == len("2026-11-28"):
            return date.fromisoformat(text)
        return datetime.fromisoformat(text).replace(tzinfo=ISTANBUL)

    begins = read(start)
    event = Event.model_construct(changes=())
    return Occurrence(event, begins, read(end) if end else None, begins)


@pytest.mark.parametrize("visitor", VISITORS)
def test_an_occurrence_touches_the_days_that_the_city_says(run_script, visitor):
    first = date(2026, 11, 26)
    ranges = [
        [(first + timedelta(begin)).isoformat(), (first + timedelta(begin + length)).isoformat()]
        for begin in range(8)
        for length in (0, 1, 3)
    ]
    answers = run_script(
        CLOCK,
        "return asked.samples.map(([start, end]) => {"
        " const found = script.occurrenceOf(start, end);"
        " const touched = asked.ranges.map((days) => script.touches(found, days));"
        " return [script.lastDayOf(found), touched];"
        "})",
        {"samples": SAMPLES, "ranges": ranges},
        zone=visitor,
    )
    for (start, end), (last_day, touched) in zip(SAMPLES, answers, strict=True):
        ours = occurrence(start, end)
        assert last_day == ours.last_day.isoformat(), (start, end)
        assert touched == [ours.touches(*map(date.fromisoformat, days)) for days in ranges]


def test_a_published_moment_with_its_offset_is_read_as_the_clock_on_the_wall(run_script):
    found = run_script(
        CLOCK,
        'return script.occurrenceOf("2026-11-28T11:00:00+03:00", "2026-11-28T12:00:00+03:00")',
        zone="America/Los_Angeles",
    )
    assert found == {"start": "2026-11-28T11:00", "end": "2026-11-28T12:00", "allDay": False}


@pytest.mark.parametrize(
    ("start", "end", "moments"),
    [
        ("2026-11-28T11:00", "2026-11-28T12:00",
         {"10:59": "ahead", "11:00": "running", "11:59": "running", "12:00": "over"}),
        ("2026-11-28T20:00", "",
         {"19:59": "ahead", "20:00": "running", "23:59": "running"}),
        ("2026-11-28", "", {"00:00": "running", "23:59": "running"}),
        ("2026-11-27", "2026-11-28", {"00:00": "running", "23:59": "running"}),
        ("2026-11-28T22:00", "2026-11-29T00:00", {"23:59": "running"}),
        ("2026-11-29", "", {"23:59": "ahead"}),
        ("2026-11-27", "", {"00:00": "over"}),
        ("2026-11-27T23:00", "", {"00:00": "over"}),
        ("2026-11-27T23:00", "2026-11-28T00:00", {"00:00": "over"}),
    ],
)  # fmt: skip
def test_what_is_over_is_over_at_its_minute_and_not_before(run_script, start, end, moments):
    answers = run_script(
        CLOCK,
        "const found = script.occurrenceOf(asked[0], asked[1]);"
        " return asked[2].map((moment) => script.stateAt(found, moment))",
        [start, end, [f"2026-11-28T{clock}" for clock in moments]],
    )
    assert dict(zip(moments, answers, strict=True)) == moments


@pytest.mark.parametrize(
    ("when", "now", "days"),
    [
        ("today", "2026-11-25T23:59", ["2026-11-25", "2026-11-25"]),
        ("tomorrow", "2026-12-31T12:00", ["2027-01-01", "2027-01-01"]),
        ("weekend", "2026-11-25T12:00", ["2026-11-28", "2026-11-29"]),
        ("weekend", "2026-11-28T00:01", ["2026-11-28", "2026-11-29"]),
        ("weekend", "2026-11-29T23:59", ["2026-11-29", "2026-11-29"]),
        ("weekend", "2026-11-30T00:00", ["2026-12-05", "2026-12-06"]),
        ("week", "2026-11-27T12:00", ["2026-11-27", "2026-11-29"]),
        ("month", "2026-11-27T12:00", ["2026-11-27", "2026-12-27"]),
        ("holiday", "2026-11-27T12:00", ["2027-01-18", "2027-01-29"]),
        ("holiday", "2027-01-20T12:00", ["2027-01-20", "2027-01-29"]),
        ("holiday", "2027-01-30T00:00", ["2027-03-15", "2027-03-19"]),
        ("holiday", "2027-06-01T00:00", None),
        ("", "2026-11-27T12:00", ["2026-11-27", ""]),
    ],
)
def test_words_for_days_mean_what_is_left_of_them(run_script, when, now, days):
    holidays = [["2027-03-15", "2027-03-19"], ["2027-01-18", "2027-01-29"]]
    asked = [when, now, holidays]
    assert run_script(CLOCK, "return script.daysOf(...asked)", asked) == days
