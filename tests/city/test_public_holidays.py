"""Whole and half holidays of Türkiye, by the calendars of three years."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from learning_city.city.public_holidays import holiday_calendar, public_holidays

LANGUAGES = ("tr", "en")
BAYRAMS = {
    # The eve, the first whole day, and how many of them: Ramazan three, Kurban four.
    2026: [(date(2026, 3, 19), 3, "Ramazan Bayramı"), (date(2026, 5, 26), 4, "Kurban Bayramı")],
    2027: [(date(2027, 3, 8), 3, "Ramazan Bayramı"), (date(2027, 5, 15), 4, "Kurban Bayramı")],
    2028: [(date(2028, 2, 25), 3, "Ramazan Bayramı"), (date(2028, 5, 4), 4, "Kurban Bayramı")],
}
FIXED = [(1, 1), (4, 23), (5, 1), (5, 19), (7, 15), (8, 30), (10, 29)]


@pytest.mark.parametrize("year", BAYRAMS)
def test_a_year_has_its_fixed_days_both_bayrams_and_three_eves(year: int) -> None:
    found = holiday_calendar("TR", date(year, 1, 1), date(year, 12, 31), LANGUAGES)
    whole = {date(year, month, day) for month, day in FIXED}
    eves = {date(year, 10, 28)}
    for eve, days, name in BAYRAMS[year]:
        eves.add(eve)
        for number in range(1, days + 1):
            whole.add(eve + timedelta(days=number))
            assert name in found[eve + timedelta(days=number)].names["tr"]
        assert found[eve].names["tr"] == name
    assert {day for day, holiday in found.items() if holiday.whole} == whole
    assert {day for day, holiday in found.items() if not holiday.whole} == eves
    assert {found[eve].begins for eve in eves} == {time(13)}
    assert list(found) == sorted(found)


def test_holidays_are_named_in_the_languages_of_the_city() -> None:
    found = holiday_calendar("TR", date(2027, 5, 19), date(2027, 10, 28), ("tr", "en", "ar"))
    assert found[date(2027, 5, 19)].names == {
        "tr": "Atatürk’ü Anma, Gençlik ve Spor Bayramı; Kurban Bayramı",
        "en": "Commemoration of Atatürk, Youth and Sports Day; Eid al-Adha",
        # The library does not speak it: the country's own.
        "ar": "Atatürk’ü Anma, Gençlik ve Spor Bayramı; Kurban Bayramı",
    }
    assert found[date(2027, 10, 28)].names["tr"] == "Cumhuriyet Bayramı"
    assert found[date(2027, 10, 28)].names["en"] == "Republic Day"


def test_events_skip_whole_days_only() -> None:
    assert date(2026, 10, 29) in public_holidays("TR", (2026,))
    assert date(2026, 10, 28) not in public_holidays("TR", (2026,))


@pytest.mark.parametrize("country", ["DE", "XX"])
def test_a_country_without_half_days_or_without_a_table_has_none(country: str) -> None:
    found = holiday_calendar(country, date(2026, 12, 24), date(2026, 12, 25), LANGUAGES)
    assert all(holiday.whole for holiday in found.values())
    assert bool(found) == (country == "DE")


def test_an_eve_that_is_itself_a_holiday_is_a_whole_one() -> None:
    # By estimate Ramazan Bayramı begins on 2 January 2033: its eve is New Year's Day.
    day = date(2033, 1, 1)
    holiday = holiday_calendar("TR", day, day, LANGUAGES)[day]
    assert holiday.whole
    assert holiday.names["tr"] == "Yılbaşı"
