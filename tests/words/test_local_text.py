"""A text in several languages says which one it speaks."""

from __future__ import annotations

from learning_city.words.local_text import LocalText, Spoken


def test_a_text_is_spoken_in_the_language_asked_for() -> None:
    assert LocalText({"tr": "Yer", "en": "Place"}).spoken("en") == Spoken("Place", "en")


def test_without_it_the_first_language_speaks_and_says_so() -> None:
    assert LocalText({"tr": "Yer"}).spoken("ar") == Spoken("Yer", "tr")
    assert LocalText({"en": "Place"}).words("tr") == "Place"


def test_equal_texts_are_one_key() -> None:
    assert len({LocalText({"tr": "a"}), LocalText({"tr": "a"}), LocalText({"tr": "b"})}) == 2
