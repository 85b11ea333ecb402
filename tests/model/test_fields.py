"""Values: what is accepted means one thing, and what is refused comes back repaired."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import pytest
from pydantic import TypeAdapter, ValidationError

from learning_city.model.fields import (
    Ages,
    AgesField,
    Amount,
    Day,
    Email,
    Flag,
    Known,
    Latitude,
    LocalName,
    Moment,
    OsmId,
    Phone,
    PhotoFile,
    ThemeId,
    WebAddress,
    WikidataId,
    language_code,
    whole,
)

ISTANBUL = ZoneInfo("Europe/Istanbul")
KNOWN = Known(("tr", "en"), ISTANBUL, {"themes": {"stem": ("STEM",), "sanat": ("Sanat", "Arts")}})


def read(kind: Any, value: object) -> Any:
    return TypeAdapter(kind).validate_python(value, context=KNOWN)


def refusal(kind: Any, value: object) -> tuple[str, dict[str, Any]]:
    with pytest.raises(ValidationError) as caught:
        read(kind, value)
    (fault,) = caught.value.errors()
    return fault["type"], fault.get("ctx", {})


# ── Texts ─────────────────────────────────────────────────────────────────────────────────────────


def test_a_plain_text_is_in_the_source_language() -> None:
    assert read(LocalName, " Kitaplık ").texts == {"tr": "Kitaplık"}


def test_the_source_language_comes_first_whatever_the_order() -> None:
    assert list(read(LocalName, {"en": "Library", "tr": "Kitaplık"}).texts) == ["tr", "en"]


def test_a_text_is_measured_in_letters() -> None:
    assert read(LocalName, "ş" * 120)
    assert refusal(LocalName, "ş" * 121)[0] == "too-long"
    assert refusal(LocalName, {"tr": "a", "en": "x" * 121})[0] == "too-long"


def test_another_language_is_refused() -> None:
    assert refusal(LocalName, {"de": "Bücherei"})[0] == "unknown-language"


# ── Numbers and flags ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("typed", ["38.41920", "+38.4192", " 38 ", "38.418894599999996"])
def test_degrees_are_decimals_with_a_point(typed: str) -> None:
    assert read(Latitude, typed) == float(typed)


@pytest.mark.parametrize("typed", ["38,4192", "38.4192°", "38.4192° N"])
def test_the_way_turkish_writes_decimals_is_repaired(typed: str) -> None:
    code, context = refusal(Latitude, typed)
    assert (code, context["repaired"]) == ("not-a-number", "38.4192")


@pytest.mark.parametrize("typed", ["1e3", "nan", "inf", "٣٨", "38.", ".5", "", "0x10", "1_0"])
def test_no_other_notation_is_guessed_at(typed: str) -> None:
    assert refusal(Latitude, typed)[0] == "not-a-number"


def test_degrees_stay_on_the_earth() -> None:
    assert refusal(Latitude, "90.1")[0] == "number-out-of-range"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("0", "number-out-of-range"),
        ("25.0", "not-a-whole-number"),
        ("²", "not-a-whole-number"),
        ("٣", "not-a-whole-number"),
        ("-1", "not-a-whole-number"),
    ],
)
def test_whole_numbers_are_digits_within_bounds(typed: str, code: str) -> None:
    assert refusal(Annotated[int, whole(1, 20)], typed)[0] == code
    assert read(Annotated[int, whole(1, 20)], "08") == 8


def test_an_amount_is_not_below_nothing() -> None:
    assert read(Amount, "49.90") == 49.9
    assert refusal(Amount, "-1")[0] == "greater_than_equal"


@pytest.mark.parametrize(
    ("typed", "meant"), [("yes", True), ("true", True), ("No", False), ("FALSE", False)]
)
def test_a_flag_is_yes_or_no(typed: str, meant: bool) -> None:
    assert read(Flag, typed) is meant


@pytest.mark.parametrize("typed", ["evet", "1", "on", "y", ""])
def test_other_answers_are_not_guessed_at(typed: str) -> None:
    assert refusal(Flag, typed)[0] == "not-a-flag"


# ── Dates ─────────────────────────────────────────────────────────────────────────────────────────


def test_a_time_without_offset_is_city_time() -> None:
    moment = read(Moment, "2026-12-05 14:00")
    assert moment == datetime(2026, 12, 5, 14, tzinfo=ISTANBUL)
    assert moment.utcoffset() == timedelta(hours=3)


@pytest.mark.parametrize(
    "typed",
    [
        "2026-12-05T11:00Z",
        "2026-12-05 11:00:00Z",
        "2026-12-05 13:00+02:00",
        "2026-12-05 06:00 -0500",
    ],
)
def test_a_time_with_offset_is_brought_to_the_city(typed: str) -> None:
    moment = read(Moment, typed)
    assert (moment.hour, moment.tzinfo) == (14, ISTANBUL)


def test_a_bare_date_is_a_whole_day() -> None:
    assert read(Moment, "2026-12-05") == date(2026, 12, 5)
    assert not isinstance(read(Moment, "2026-12-05"), datetime)


@pytest.mark.parametrize(
    ("typed", "repaired"),
    [
        ("5.12.2026", "2026-12-05"),
        ("05/12/2026", "2026-12-05"),
        ("5.12.2026 9.30", "2026-12-05 09:30"),
        ("2026-12-5", "2026-12-05"),
        ("2026.12.05", "2026-12-05"),
        ("2026-12-05 14.00", "2026-12-05 14:00"),
        ("2026-12-05 9:00", "2026-12-05 09:00"),
    ],
)
def test_the_way_people_write_dates_is_repaired(typed: str, repaired: str) -> None:
    code, context = refusal(Moment, typed)
    assert (code, context["remedy"], context["repaired"]) == (
        "bad-date",
        "bad-date/repaired",
        repaired,
    )
    assert read(Moment, repaired)


@pytest.mark.parametrize(
    "typed",
    [
        "31.02.2026",
        "2026-2-30",
        "2026-99-99 12.00",
        "5.12.2026 25.61",
        "5 Aralık 2026",
        "05-12-26",
        "12.12.9999",
        "٢٠٢٦-12-05",
        "31",
        "2026-12-05T14:00:00.5",
        "2026-12",
        "20261205",
    ],
)
def test_a_repair_is_offered_only_when_it_is_one(typed: str) -> None:
    code, context = refusal(Moment, typed)
    assert (code, context["remedy"]) == ("bad-date", "bad-date/moment")


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("2026-02-29", "no-such-day"),
        ("2026-13-01", "no-such-day"),
        ("2026-00-10", "no-such-day"),
        ("1899-12-31", "number-out-of-range"),
        ("2201-01-01", "number-out-of-range"),
    ],
)
def test_days_that_cannot_be_are_refused(typed: str, code: str) -> None:
    assert refusal(Day, typed)[0] == code
    assert refusal(Moment, f"{typed} 10:00")[0] == code


@pytest.mark.parametrize("typed", ["24:00", "14:60", "99:99", "14:00:61", "14:00+24:00"])
def test_times_that_cannot_be_are_refused(typed: str) -> None:
    assert refusal(Moment, f"2026-12-05 {typed}")[0] == "no-such-time"


# ── Ages ──────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("7-12", Ages(7, 12)),
        ("7–12", Ages(7, 12)),
        ("15+", Ages(15, None)),
        ("7", Ages(7, 7)),
        ("0-99", Ages(0, 99)),
        ("7 - 12", Ages(7, 12)),
    ],
)
def test_ages(typed: str, meant: Ages) -> None:
    assert read(AgesField, typed) == meant


@pytest.mark.parametrize("typed", ["12-7", "121", "7-", "+15", "7-12-15", "yedi", "٧-١٢", "7+12"])
def test_other_ages_are_refused(typed: str) -> None:
    assert refusal(AgesField, typed)[0] == "bad-ages"


def test_ages_overlap_when_one_person_can_be_in_both() -> None:
    assert Ages(7, 12).overlaps(Ages(12, None))
    assert not Ages(7, 12).overlaps(Ages(13, None))
    assert Ages(15, None).overlaps(Ages(60, None))


# ── Ids and addresses ─────────────────────────────────────────────────────────────────────────────


def test_a_reference_is_an_id_that_exists() -> None:
    assert read(ThemeId, "sanat") == "sanat"
    assert refusal(ThemeId, "sanaat")[0] == "unknown-reference"


@pytest.mark.parametrize(
    ("typed", "meant"), [("SANAT", "sanat"), ("arts", "sanat"), ("Stem ", "stem"), ("zzzz", None)]
)
def test_labels_in_any_language_lead_to_the_id(typed: str, meant: str | None) -> None:
    assert KNOWN.suggestion("themes", typed.strip()) == meant


@pytest.mark.parametrize(
    "typed", ["https://example.org", "http://example.org:8080/a?b=c#d", "https://müze.example/ş"]
)
def test_web_addresses(typed: str) -> None:
    assert read(WebAddress, typed) == typed


@pytest.mark.parametrize(
    "typed",
    [
        "javascript:alert(1)",
        "ftp://example.org",
        "//example.org",
        "https://",
        "https://localhost",
        "mailto:a@b.c",
        "https://a:b@example.org",
        "https://example.org/a b",
        'https://example.org/"x',
        "https://example.org:x/",
        "https://[::1",
        "data:text/html,x",
        "https://example.org\\@a.example",
    ],
)
def test_other_addresses_are_refused(typed: str) -> None:
    assert refusal(WebAddress, typed)[0] == "bad-address"


def test_a_forgotten_scheme_is_repaired() -> None:
    assert refusal(WebAddress, "www.example.org/a")[1]["repaired"] == "https://www.example.org/a"


@pytest.mark.parametrize(
    ("kind", "right", "wrong", "code"),
    [
        (Phone, "+90 (232) 000 00 00", "santral", "bad-phone"),
        (Phone, "444 0 000", "0 (232) 123", "bad-phone"),
        (Phone, "0232 000 00 00 / 1234", "444 00", "bad-phone"),
        (Phone, "+902320000000", "+(((((((((", "bad-phone"),
        (Email, "bilgi@example.org", "bilgi@", "bad-email"),
        (OsmId, "way/1", "way/a", "bad-osm-id"),
        (WikidataId, "Q1", "q1", "bad-wikidata-id"),
        (PhotoFile, "a.jpg", "../a.jpg", "bad-photo-file"),
        (PhotoFile, "A-1.webp", "a.svg", "bad-photo-file"),
    ],
)
def test_patterns(kind: Any, right: str, wrong: str, code: str) -> None:
    assert read(kind, right) == right
    assert refusal(kind, wrong)[0] == code


@pytest.mark.parametrize("code", ["tr", "ku", "ar"])
def test_languages_have_codes(code: str) -> None:
    assert language_code(code) == code
