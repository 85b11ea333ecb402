"""Open, closed or unknown: by day and hour, with every holiday and eve of three years."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from learning_city.city.hours_reader import HoursReader
from learning_city.city.opening_hours import Sky
from learning_city.city.opening_rules import State
from learning_city.city.public_holidays import holiday_calendar

BAY = Sky(38.42, 27.14, "Europe/Istanbul")
AROUND = timedelta(days=9)


def reader(first: date, days: int, country: str = "TR") -> HoursReader:
    calendar = holiday_calendar(
        country, first - AROUND, first + timedelta(days=days) + AROUND, ("tr",)
    )
    return HoursReader(first, days, calendar, BAY)


YEARS = reader(date(2026, 1, 1), 3 * 366)

MUSEUM = "Tu-Su 09:00-17:00"
OFFICE = "Mo-Fr 08:30-12:30,13:30-17:30; PH off"
MARKET = "Mo-Sa,PH 10:00-19:00"
GALLERY = "Tu-Su 10:00-18:00; PH 12:00-16:00"
BAR = "Mo-Su 20:00-02:00; PH off"
ALWAYS = "24/7"

WHOLE = [
    *("2026-01-01", "2027-01-01", "2028-01-01"),
    *("2026-03-20", "2026-03-21", "2026-03-22", "2026-05-27", "2026-05-28", "2026-05-29"),
    *("2026-05-30", "2027-03-09", "2027-03-10", "2027-03-11", "2027-05-16", "2027-05-17"),
    *("2027-05-18", "2027-05-19", "2028-02-26", "2028-02-27", "2028-02-28", "2028-05-05"),
    *("2028-05-06", "2028-05-07", "2028-05-08"),
    *("2026-04-23", "2027-04-23", "2028-04-23", "2026-05-01", "2027-05-01", "2028-05-01"),
    *("2026-05-19", "2028-05-19", "2026-07-15", "2027-07-15", "2028-07-15"),
    *("2026-08-30", "2027-08-30", "2028-08-30", "2026-10-29", "2027-10-29", "2028-10-29"),
]
EVES = [
    *("2026-03-19", "2026-05-26", "2026-10-28"),
    *("2027-03-08", "2027-05-15", "2027-10-28"),
    *("2028-02-25", "2028-05-04", "2028-10-28"),
]


def at(hours: str, day: str, clock: str, known: HoursReader = YEARS) -> str:
    moment = datetime.combine(date.fromisoformat(day), time.fromisoformat(clock))
    return known.read(hours).at(moment).value


def weekday(day: str) -> int:
    return date.fromisoformat(day).weekday()


# ── Whole holidays ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("day", WHOLE)
def test_on_a_holiday_only_hours_that_speak_of_it_are_followed(day: str) -> None:
    silent = "unknown" if weekday(day) != 0 else "closed"  # on Mondays it is closed anyway
    for clock in ("00:00", "08:00", "11:00", "16:59", "20:00", "23:59"):
        assert at(MUSEUM, day, clock) == silent
        assert at(OFFICE, day, clock) == "closed"
        assert at(ALWAYS, day, clock) == "open"
    assert [at(MARKET, day, clock) for clock in ("09:59", "10:00", "18:59", "19:00")] == [
        *("closed", "open", "open", "closed")
    ]
    assert [at(GALLERY, day, clock) for clock in ("11:59", "12:00", "15:59", "16:00")] == [
        *("closed", "open", "open", "closed")
    ]


@pytest.mark.parametrize("day", ["2026-10-30", "2026-11-24", "2027-03-12", "2028-02-29"])
def test_on_other_days_the_week_is_followed(day: str) -> None:
    assert weekday(day) in (1, 4)
    assert [at(MUSEUM, day, clock) for clock in ("08:59", "09:00", "16:59", "17:00")] == [
        *("closed", "open", "open", "closed")
    ]
    assert [at(OFFICE, day, clock) for clock in ("12:29", "12:30", "13:29", "13:30")] == [
        *("open", "closed", "closed", "open")
    ]


@pytest.mark.parametrize(
    ("hours", "clock", "state"),
    [
        ("PH off", "12:00", "closed"),
        ("PH,Su off", "12:00", "closed"),
        ("Mo-Su 09:00-17:00; PH,Su off", "12:00", "closed"),
        ("Mo-Su 09:00-17:00; SH,PH off", "12:00", "closed"),
        ("PH 10:00-14:00", "12:00", "open"),
        ("Sa-Su,PH 10:00-18:00", "12:00", "open"),
        ("PH,Sa-Su 10:00-18:00", "12:00", "open"),
        ("Mo-Fr, PH 10:00-18:00", "12:00", "open"),
        ("Mo-Su 09:00-17:00; PH Mo-Fr off", "12:00", "closed"),
        ("Mo-Su 09:00-17:00; PH Sa-Su off", "12:00", "open"),
        ("Mo-Su 09:00-17:00; Oct 29 off", "12:00", "closed"),
        ("Mo-Su 09:00-17:00; Jan 01,May 01 off", "12:00", "unknown"),
        ("Mo-Su 09:00-17:00; 2026 Oct 28-30 10:00-13:00", "12:00", "open"),
        ("Apr-Oct Mo-Su 09:00-17:00", "12:00", "unknown"),
        ("Apr 15-Nov 15 Mo-Su 09:00-17:00", "12:00", "unknown"),
        ("Oct 29-Nov 15 Th 09:00-17:00", "12:00", "unknown"),
        ("Mo-Su 00:00-24:00", "03:00", "open"),
        ("Mo-Fr 00:00-24:00", "03:00", "unknown"),
        ("Apr-Oct 24/7", "12:00", "open"),
        ("24/7; PH off", "12:00", "closed"),
        ("Apr-Sep PH 10:00-14:00; Mo-Su 09:00-17:00", "12:00", "unknown"),
        ("Mo-Su 09:00-17:00; PH unknown", "12:00", "unknown"),
        ('Mo-Su 09:00-17:00; PH off || "telefonla"', "12:00", "unknown"),
        # Written the wrong way round: the later rule would win, and hardly anybody means it.
        ("PH off; Mo-Su 09:00-17:00", "12:00", "unknown"),
        ("PH off; Mo-Su 09:00-17:00", "20:00", "closed"),
    ],
)
def test_every_way_to_speak_of_a_thursday_in_autumn(hours: str, clock: str, state: str) -> None:
    assert weekday("2026-10-29") == 3
    assert at(hours, "2026-10-29", clock) == state


# ── Eves ──────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("day", EVES)
def test_a_half_day_is_ordinary_until_one_and_a_holiday_after(day: str) -> None:
    opened = {
        MUSEUM: weekday(day) != 0,
        OFFICE: weekday(day) < 5,
        MARKET: weekday(day) != 6,
        GALLERY: weekday(day) != 0,
    }
    for hours, is_open in opened.items():
        for clock in ("11:00", "12:10"):
            assert at(hours, day, clock) == ("open" if is_open else "closed"), hours
    for clock in ("13:00", "16:59", "20:00", "23:59"):
        assert at(MUSEUM, day, clock) == ("unknown" if opened[MUSEUM] else "closed")
        assert at(OFFICE, day, clock) == "closed"
        assert at(ALWAYS, day, clock) == "open"
    assert at(MARKET, day, "18:59") == "open"
    assert at(MARKET, day, "19:00") == "closed"
    # Hours of its own for holidays: what these and the ordinary ones say together.
    if opened[GALLERY]:
        assert [at(GALLERY, day, clock) for clock in ("15:59", "16:00", "17:59", "18:00")] == [
            *("open", "unknown", "unknown", "closed")
        ]


@pytest.mark.parametrize(
    ("hours", "clock", "state"),
    [
        ("Mo-Fr 09:00-12:30", "14:00", "closed"),  # it closes before the holiday begins
        ("Mo-Fr 13:00-18:00", "12:59", "closed"),
        ("Mo-Fr 13:00-18:00", "13:00", "unknown"),
        ("Mo-Su 09:00-17:00; PH -1 day 09:00-12:00; PH off", "11:59", "open"),
        ("Mo-Su 09:00-17:00; PH -1 day 09:00-15:00; PH off", "14:59", "open"),
        ("Mo-Su 09:00-17:00; PH -1 day 09:00-15:00; PH off", "15:00", "closed"),
        ("Mo-Su 09:00-17:00; Oct 28 09:00-15:00", "14:59", "open"),
        ("Mo-Su 09:00-17:00; Oct 28 09:00-15:00", "15:00", "closed"),
    ],
)
def test_every_way_to_speak_of_an_eve(hours: str, clock: str, state: str) -> None:
    assert at(hours, "2026-10-28", clock) == state


# ── Nights ────────────────────────────────────────────────────────────────────────────────────────


def test_a_night_belongs_to_the_evening_it_began_on() -> None:
    assert at(BAR, "2026-10-28", "01:59") == "open"  # Tuesday's
    assert at(BAR, "2026-10-28", "20:00") == "closed"  # the holiday has begun
    assert at(BAR, "2026-10-29", "01:00") == "closed"
    assert at(BAR, "2026-10-30", "01:00") == "closed"  # the holiday's own night
    assert at(BAR, "2026-10-30", "23:59") == "open"
    assert at(BAR, "2026-10-31", "00:00") == "open"
    assert at("Fr 20:00-02:00; Sa off", "2026-11-28", "01:00") == "open"
    assert at("Mo-Su 20:00-02:00", "2026-10-28", "01:00") == "open"
    assert at("Mo-Su 20:00-02:00", "2026-10-30", "01:00") == "unknown"


def test_the_night_before_the_first_day_counts() -> None:
    tuesday = reader(date(2026, 11, 24), 7)
    assert at("Mo 20:00-02:00", "2026-11-24", "01:59", tuesday) == "open"
    assert at("Mo 20:00-02:00", "2026-11-24", "02:00", tuesday) == "closed"
    # What reaches beyond the last day is cut there.
    assert tuesday.read("24/7").spans[-1].end == 7 * 24 * 60


# ── Other rules ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("hours", "day", "clock", "state"),
    [
        ("Apr-Oct Tu-Su 08:30-19:00; Nov-Mar Tu-Su 08:30-17:00", "2026-10-31", "18:00", "open"),
        ("Apr-Oct Tu-Su 08:30-19:00; Nov-Mar Tu-Su 08:30-17:00", "2026-11-01", "18:00", "closed"),
        ("Mo-Fr 09:00-17:00; Fr 20:00-23:00", "2026-11-27", "10:00", "closed"),
        ("Mo-Fr 09:00-17:00, Fr 20:00-23:00", "2026-11-27", "10:00", "open"),
        ("Mo-Fr 09:00-17:00; Mo-Fr 12:00-13:00 off", "2026-11-27", "12:30", "closed"),
        ("Mo-Fr 09:00-17:00; Mo-Fr 12:00-13:00 off", "2026-11-27", "13:30", "open"),
        ("Mo[1] 10:00-12:00", "2026-12-07", "11:00", "open"),
        ("Mo[1] 10:00-12:00", "2026-12-14", "11:00", "closed"),
        ("18:00+", "2026-11-27", "17:59", "closed"),
        ("18:00+", "2026-11-27", "18:00", "unknown"),
        ("18:00-22:00+", "2026-11-27", "21:59", "open"),
        ("18:00-22:00+", "2026-11-27", "22:00", "unknown"),
        ("20:00-02:00+", "2026-11-27", "02:30", "unknown"),
        ("20:00-02:00+", "2026-11-27", "05:00", "closed"),
        ("10:00-16:00/02:00", "2026-11-27", "11:00", "unknown"),
        ('Mo-Fr 10:00-17:00 "randevu ile"', "2026-11-27", "11:00", "unknown"),
        ('Mo-Fr 10:00-17:00 open "arkadan"', "2026-11-27", "11:00", "open"),
        ('Mo-Fr 10:00-12:00 || "randevu ile"', "2026-11-27", "11:00", "open"),
        ('Mo-Fr 10:00-12:00 || "randevu ile"', "2026-11-27", "15:00", "unknown"),
        ("unknown", "2026-11-27", "11:00", "unknown"),
        ("off", "2026-11-27", "11:00", "closed"),
        # Nobody told us when schools are closed.
        ("Mo-Fr 14:00-18:00; SH Mo-Fr 10:00-18:00", "2026-11-27", "11:00", "unknown"),
        ("Mo-Fr 14:00-18:00; SH Mo-Fr 10:00-18:00", "2026-11-27", "15:00", "open"),
        ("Mo-Fr 14:00-18:00; SH Mo-Fr 10:00-18:00", "2026-11-28", "11:00", "closed"),
        ("sunrise-sunset", "2026-11-27", "07:00", "closed"),
        ("sunrise-sunset", "2026-11-27", "09:00", "open"),
        ("sunrise-sunset", "2026-11-27", "19:00", "closed"),
        ("sunset-02:00", "2026-11-27", "01:00", "open"),
    ],
)
def test_rules_of_every_kind(hours: str, day: str, clock: str, state: str) -> None:
    assert at(hours, day, clock) == state


def test_what_an_unknown_moment_is_about_is_kept() -> None:
    (span,) = reader(date(2026, 11, 27), 1).read('Mo-Fr 10:00-17:00 "randevu ile"').spans
    assert (span.begin, span.end, span.state) == (600, 1020, State.UNKNOWN)
    assert span.words == "randevu ile"


def test_outside_the_days_nothing_is_known() -> None:
    week = reader(date(2026, 11, 23), 7)
    assert at(MUSEUM, "2026-11-22", "23:59", week) == "beyond"
    assert at(MUSEUM, "2026-11-23", "00:00", week) == "closed"
    assert at(MUSEUM, "2026-11-29", "16:00", week) == "open"
    assert at(MUSEUM, "2026-11-30", "00:00", week) == "beyond"
    assert week.read(MUSEUM).last == date(2026, 11, 29)


def test_the_same_hours_are_read_once() -> None:
    week = reader(date(2026, 11, 23), 7)
    assert week.read(MUSEUM) is week.read(MUSEUM)


def test_a_country_without_holidays_has_ordinary_days() -> None:
    nowhere = reader(date(2026, 10, 26), 7, "XX")
    assert at(MUSEUM, "2026-10-29", "12:00", nowhere) == "open"
