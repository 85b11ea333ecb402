"""Letters: Turkish has two pairs of i, and an alphabet of its own."""

from __future__ import annotations

import pytest

from learning_city.ground.lettering import fold, identifier, lower, nearest, sort_key, upper


@pytest.mark.parametrize(
    ("text", "language", "lowered"),
    [
        ("IŞIK", "tr", "ışık"),
        ("İZMİR", "tr", "izmir"),
        ("ISLAND", "en", "island"),
        ("İZMİR", "en", "izmir"),
    ],
)
def test_lower_case_follows_the_language(text: str, language: str, lowered: str) -> None:
    assert lower(text, language) == lowered


def test_upper_case_follows_the_language() -> None:
    assert upper("ışık izmir") == "IŞIK İZMİR"
    assert upper("izmir", "en") == "IZMIR"


@pytest.mark.parametrize("text", ["İzmir", "IZMIR", "izmir", "İZMİR", "ızmır", "i\u0307zmir"])
def test_a_search_does_not_mind_which_i_was_typed(text: str) -> None:
    assert fold(text) == "izmir"


def test_folding_takes_every_turkish_mark_away() -> None:
    assert (
        fold("Çeşme Ödemiş Güzelbahçe Kınık Âlî Hikâye")
        == "cesme odemis guzelbahce kinik ali hikaye"
    )


def test_letters_that_hide_capitals_fold_too() -> None:
    assert fold("𝐀ℌ™") == fold(fold("𝐀ℌ™")) == "ahtm"


def test_words_sort_as_in_a_turkish_dictionary() -> None:
    words = [
        "Zeytin",
        "Çeşme",
        "Cami",
        "Işık",
        "İnci",
        "Hâlâ",
        "Hala",
        "Ödemiş",
        "Okul",
        "Şato",
        "Su",
    ]
    assert sorted(words, key=sort_key) == [
        "Cami",
        "Çeşme",
        "Hala",
        "Hâlâ",
        "Işık",
        "İnci",
        "Okul",
        "Ödemiş",
        "Su",
        "Şato",
        "Zeytin",
    ]


def test_english_sorts_without_marks() -> None:
    words = ["Zoo", "Çeşme", "Cinema", "Izmir", "İnci"]
    ordered = sorted(words, key=lambda word: sort_key(word, "en"))
    assert ordered == ["Çeşme", "Cinema", "İnci", "Izmir", "Zoo"]


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("Örnek Kitaplık", "ornek-kitaplik"),
        ("  İş'te  (2026) ", "iste-2026"),
        ("مكتبة", ""),
        ("---", ""),
    ],
)
def test_an_id_is_ascii(text: str, made: str) -> None:
    assert identifier(text) == made


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Karşiyaka", "karsiyaka"),
        ("KARŞIYAKA", "karsiyaka"),
        ("karşı yaka", "karsiyaka"),
        ("kemeralti", None),
        ("", None),
    ],
)
def test_a_near_miss_finds_its_word(typed: str, meant: str | None) -> None:
    assert nearest(typed, ["konak", "karsiyaka", "cigli"]) == meant


def test_the_nearest_word_does_not_depend_on_the_order_of_the_known() -> None:
    known = ["muze", "müze", "muse"]
    assert nearest("muzee", known) == nearest("muzee", reversed(known))
