"""Hours as they are written on a door, and what is too unclear to be turned."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learning_city.city.opening_hours import is_readable
from learning_city.city.written_hours import repaired_hours, words_for_hours
from learning_city.words.phrases import read_phrases
from tests.city_project import CATALOGUES

LANGUAGES = ("tr", "en")


def words() -> dict[str, str]:
    choices: dict[str, tuple[str, ...]] = {}
    for t in read_phrases(CATALOGUES, LANGUAGES).values():
        for key, text in t.catalogue.entries.items():
            if key.startswith("written."):
                choices[key] = (*choices.get(key, ()), str(text))
    return words_for_hours(LANGUAGES, choices)


WORDS = words()

TURNED = {
    "Pzt-Cum 09.00-17.00": "Mo-Fr 09:00-17:00",
    "PZT.-CUM. 09.00 – 17.00": "Mo-Fr 09:00-17:00",
    "Mo-Fr 9-17": "Mo-Fr 09:00-17:00",
    "Mo-Fr: 09:00-17:00": "Mo-Fr 09:00-17:00",
    "Mo-Fr 09:00-17:00;": "Mo-Fr 09:00-17:00",
    "09.00-17.00": "09:00-17:00",
    "Pzt-Cum 0900-1730": "Mo-Fr 09:00-17:30",
    "Pazartesi-Cuma: 09.00-17.00, Cumartesi: 10.00-14.00": "Mo-Fr 09:00-17:00; Sa 10:00-14:00",
    "Hafta içi 9-17, hafta sonu 10-15": "Mo-Fr 09:00-17:00; Sa-Su 10:00-15:00",
    "Hafta içi 08.30-12.00 ve 13.00-17.30": "Mo-Fr 08:30-12:00,13:00-17:30",
    "Salı ve Perşembe günleri 14.00-16.00 arası": "Tu,Th 14:00-16:00",
    "Tu-Su 09.00-17.00, resmî tatillerde kapalı": "Tu-Su 09:00-17:00; PH off",
    "Nisan-Ekim 9-19, Kasım-Mart 9-17": "Apr-Oct 09:00-19:00; Nov-Mar 09:00-17:00",
    "7/24 açık": "24/7",
    "Her gün 24 saat": "24/7",
    "Cuma 24 saat": "Fr 00:00-24:00",
    "20.00-02.00": "20:00-02:00",
    "Cts-Paz 10.00-16.00": "Sa-Su 10:00-16:00",
    "Monday to Friday 9.00-17.00, closed on Sunday": "Mo-Fr 09:00-17:00; Su off",
    "Pzt 9-17 “randevuyla, zili çalın”": 'Mo 09:00-17:00 "randevuyla, zili çalın"',
    # Later rules override earlier ones, so a closed day comes after the days that hold it.
    "Pazartesi kapalı, her gün 10.00-18.00": "Mo-Su 10:00-18:00; Mo off",
    "Cumartesi 10-14, her gün 9-17": "Mo-Su 09:00-17:00; Sa 10:00-14:00",
}

UNCLEAR = (
    "Mo-Fr 9-5",  # until five in the morning, or in the afternoon?
    "Mo-Fr 25:00-26:00",
    "Mo-Fr 09:60-17:00",
    "09.00-17.00 Pazartesi-Cuma",  # hours of all days, then days without hours?
    "Mo-Fr 9-17; 10-14",
    "Nisan-Ekim 9-19; 9-17",
    "Pzt-Sa 09.00-17.00",  # Saturday in the syntax, Tuesday on a calendar
    "Pzt Cum 9-17",  # two days, or from one to the other?
    "01.05-12.10 09.00-17.00",  # dates, not hours
    "13-17, 9-12",
    "Cuma 14.00",
    "Pazar hariç her gün 9-18",
    "Pazartesi kapalı",  # and when is it open?
    "kapalı",
    "randevuyla",
    '"randevuyla',
    '""',
    "",
)


@pytest.mark.parametrize("written", TURNED)
def test_hours_on_a_door_are_turned_into_the_syntax(written: str) -> None:
    assert repaired_hours(written, WORDS) == TURNED[written]


@pytest.mark.parametrize("written", UNCLEAR)
def test_what_has_two_meanings_or_none_is_left_to_people(written: str) -> None:
    assert repaired_hours(written, WORDS) is None


def test_a_name_of_two_days_is_nobodys() -> None:
    learned = words_for_hours(["tr"], {"written.hours.closed": ("Salı, izinli",)})
    assert "sali" not in learned
    assert learned["izinli"] == "off"


PIECES = [
    *(
        "Pzt",
        "Salı",
        "Mo",
        "Sa",
        "Cuma",
        "Ocak",
        "Mar",
        "hafta içi",
        "her gün",
        "PH",
        "resmî tatil",
    ),
    *("9", "9.00", "09:30", "17", "17.00", "24:00", "26:00", "1700", "7/24", "24/7", "kapalı"),
    *("off", "açık", "-", "–", ",", ";", "||", "(", ")", ":", " ", " ", "ve", '"a"', '"', "x", "/"),
]


@given(st.lists(st.sampled_from(PIECES), max_size=14), st.booleans())
def test_what_was_turned_can_be_read_and_stays(pieces: list[str], spaced: bool) -> None:
    turned = repaired_hours((" " if spaced else "").join(pieces), WORDS)
    if turned is not None:
        assert is_readable(turned), turned
        assert repaired_hours(turned, WORDS) == turned


@given(st.text(max_size=80))
def test_no_text_makes_it_stumble(text: str) -> None:
    turned = repaired_hours(text, WORDS)
    assert turned is None or is_readable(turned)
