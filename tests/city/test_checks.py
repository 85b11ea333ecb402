"""Rules across fields and files, beyond what their examples in `tests/bad_data` show."""

from __future__ import annotations

import time

import pytest

from tests.city_project import Project

EVENT = "events/2026/hikaye-saati.yaml"
PLACE = "places/konak/kitaplik.yaml"
SPOT = "location: {lat: 38.41920, lon: 27.12870}"


def with_setting(city: Project, setting: str) -> list[tuple[str, dict[str, str]]]:
    city.change(EVENT, "place: kitaplik\n", setting)
    return [(problem.code, dict(problem.values)) for problem in city.problems()]


@pytest.mark.parametrize(
    "setting",
    [
        "place: kitaplik\nonline: https://example.org/a\n",
        f"{SPOT}\nonline: https://example.org/a\n",
        f"{SPOT}\naddress: Meydan\n",
        "place: kitaplik\ncity_wide: no\n",
        "city_wide: yes\n",
        "online: https://example.org/a\n",
    ],
)
def test_an_event_is_somewhere_and_perhaps_online_too(small_city: Project, setting: str) -> None:
    assert with_setting(small_city, setting) == []


@pytest.mark.parametrize(
    ("setting", "first", "second"),
    [
        (f"place: kitaplik\nonline: https://example.org/a\n{SPOT}\n", "place", "location"),
        ("city_wide: yes\nplace: kitaplik\n", "city_wide", "place"),
        ("online: https://example.org/a\ncity_wide: yes\n", "online", "city_wide"),
    ],
)
def test_two_spots_contradict_each_other(
    small_city: Project, setting: str, first: str, second: str
) -> None:
    assert with_setting(small_city, setting) == [
        ("two-settings", {"first": first, "second": second})
    ]


def test_no_is_not_a_setting(small_city: Project) -> None:
    assert with_setting(small_city, "city_wide: no\n") == [("no-setting", {})]


def test_a_setting_that_could_not_be_read_is_still_one(small_city: Project) -> None:
    assert with_setting(small_city, "city_wide: evet\n")[0][0] == "not-a-flag"


@pytest.mark.parametrize(
    "text",
    [
        "0532 123 45 67",
        "+90 532 123 45 67",
        "+90(532)1234567",
        "05321234567",
        "0(532) 123-45-67",
        "0 532 123 45 67",
        "0532.123.45.67",
        "Ayşe: 0532 1234567.",
    ],
)
def test_mobile_numbers_are_seen_however_they_are_written(small_city: Project, text: str) -> None:
    small_city.change(PLACE, "district: konak", f'district: konak\naddress: "{text}"')
    assert small_city.codes() == ["mobile-number"]


@pytest.mark.parametrize(
    "text", ["0232 123 45 67", "444 0 532", "+90 232 532 12 34", "105321234567890", "2026-0532"]
)
def test_other_numbers_are_let_pass(small_city: Project, text: str) -> None:
    small_city.change(PLACE, "district: konak", f'district: konak\naddress: "{text}"')
    assert small_city.codes() == []


@pytest.mark.parametrize(
    "text",
    [
        "TR33 0006 1005 1978 6457 8413 26",
        "tr330006100519786457841326",
        "DE89 3704 0044 0532 0130 00",
        "IBAN: TR330006100519786457841326 ALICI",
        "TR33 0006 1005 1978 6457 8413 26 DERNEK",
    ],
)
def test_bank_accounts_are_seen_beside_other_words(small_city: Project, text: str) -> None:
    small_city.change(PLACE, "district: konak", f'district: konak\naddress: "{text}"')
    assert small_city.codes() == ["bank-account"]


@pytest.mark.parametrize(
    "field", ["osm: node/10000000146", "website: https://example.org/10000000146"]
)
def test_an_identifier_is_no_identity_number(small_city: Project, field: str) -> None:
    small_city.change(PLACE, "district: konak", f"district: konak\n{field}")
    assert small_city.codes() == []


def test_personal_data_is_found_in_a_broken_file_too(small_city: Project) -> None:
    small_city.change(PLACE, "district: konak", "district: konk\nadres: 10000000146")
    assert sorted(small_city.codes()) == ["identity-number", "unknown-key", "unknown-reference"]


@pytest.mark.parametrize(
    "letter", ["a", "a.", "a@", "0", "A1 ", "[a](http://a", "://", "TR00", "5"]
)
def test_no_text_makes_the_rules_slow(small_city: Project, letter: str) -> None:
    text = letter * (60_000 // len(letter))
    small_city.change(PLACE, "district: konak", f'district: konak\ndescription: "{text}"')
    began = time.process_time()
    small_city.assemble()
    assert time.process_time() - began < 2


def test_a_registration_may_end_on_the_last_day(small_city: Project) -> None:
    small_city.change(EVENT, "themes:", "registration: {until: 2026-12-05}\nthemes:")
    assert small_city.codes() == []


def test_a_repeating_event_may_be_signed_up_for_later(small_city: Project) -> None:
    small_city.change(
        EVENT, "themes:", "repeat: {every: week}\nregistration: {until: 2027-01-05}\nthemes:"
    )
    assert small_city.codes() == []


def test_an_event_outside_a_year_folder_may_start_any_year(small_city: Project) -> None:
    text = (
        (small_city.folder / EVENT).read_text(encoding="utf-8").replace("2026-12-05", "2027-12-05")
    )
    small_city.write(
        "events/kis/okuma.yaml", text.replace("Hikâye saati, en: Story", "Okuma, en: Reading")
    )
    assert small_city.codes() == []


def test_swapped_coordinates_are_given_back_the_right_way_round(small_city: Project) -> None:
    small_city.change(PLACE, "{lat: 38.41920, lon: 27.12870}", "{lat: 27.12870, lon: 38.41920}")
    (problem,) = small_city.problems()
    assert problem.values["repaired"] == "location: {lat: 38.41920, lon: 27.12870}"
