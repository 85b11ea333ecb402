"""Dates, numbers and names as each language writes them."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from learning_city.words.languages import Language, has_formats, is_language

TURKISH, ENGLISH, ARABIC = Language("tr"), Language("en"), Language("ar")
DAY = date(2026, 11, 22)


def test_turkish_dates() -> None:
    assert TURKISH.day(DAY) == "22 Kasım 2026 Pazar"
    assert TURKISH.plain_day(DAY) == "22 Kasım 2026"
    assert TURKISH.month(DAY) == "Kasım 2026"
    assert TURKISH.weekday(DAY) == "Pazar"
    assert TURKISH.time(datetime(2026, 11, 22, 9, 5)) == "09:05"  # noqa: DTZ001


def test_english_puts_the_day_first() -> None:
    assert ENGLISH.plain_day(DAY) == "22 November 2026"
    assert ENGLISH.day(DAY).startswith("Sunday")


@pytest.mark.parametrize(
    ("first", "last", "written"),
    [
        (date(2026, 12, 7), date(2026, 12, 13), "7–13 Aralık 2026"),
        (date(2026, 11, 30), date(2026, 12, 6), "30 Kasım – 6 Aralık 2026"),
        (date(2026, 12, 28), date(2027, 1, 3), "28 Aralık 2026 – 3 Ocak 2027"),
    ],
)
def test_a_range_is_as_short_as_it_can_be(first: date, last: date, written: str) -> None:
    assert TURKISH.day_range(first, last) == written


def test_numbers_and_lists() -> None:
    assert TURKISH.number(4504185) == "4.504.185"
    assert ENGLISH.number(4504185) == "4,504,185"
    assert TURKISH.number(12.5) == "12,5"
    assert TURKISH.listing(["a", "b", "c"]) == "a, b ve c"


def test_directions_and_names() -> None:
    assert (TURKISH.direction, ARABIC.direction) == ("ltr", "rtl")
    assert (TURKISH.own_name, ENGLISH.own_name, ARABIC.own_name) == ("Türkçe", "English", "العربية")
    assert TURKISH.name_of("en") == "İngilizce"


@pytest.mark.parametrize("code", ["ku", "kmr", "lzz", "lad", "ab"])
def test_a_language_without_formats_can_still_be_named(code: str) -> None:
    if is_language(code):
        assert TURKISH.name_of(code)


@pytest.mark.parametrize("code", ["qq", "xx", "türkçe", "", "TR"])
def test_what_is_no_language_is_none(code: str) -> None:
    assert not is_language(code)
    assert code == "TR" or not has_formats(code)


def test_the_week_begins_on_monday() -> None:
    assert TURKISH.weekday_name(0) == "Pazartesi"
