"""Catalogues: keys speak, plurals follow the language, a missing phrase is our mistake."""

from __future__ import annotations

from pathlib import Path

import pytest

from learning_city.words.phrases import Phrases, UnknownPhrase, read_phrases

HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
TURKISH = HEAD + (
    'msgid "greeting"\nmsgstr "Merhaba %(name)s"\n\nmsgid "share"\nmsgstr "%%25 indirim"\n\n'
    'msgid "places"\nmsgid_plural "places"\nmsgstr[0] "%(n)s yer"\nmsgstr[1] "%(n)s yer"\n'
)
ENGLISH = HEAD + (
    'msgid "places"\nmsgid_plural "places"\nmsgstr[0] "%(n)s place"\nmsgstr[1] "%(n)s places"\n\n'
    'msgid "share"\nmsgstr ""\n'
)


@pytest.fixture
def spoken(tmp_path: Path) -> dict[str, Phrases]:
    (tmp_path / "tr.po").write_text(TURKISH, encoding="utf-8")
    (tmp_path / "en.po").write_text(ENGLISH, encoding="utf-8")
    return read_phrases(tmp_path, ("tr", "en"))


def test_slots_are_filled(spoken: dict[str, Phrases]) -> None:
    assert spoken["tr"]("greeting", name="100% %(x)s") == "Merhaba 100% %(x)s"


def test_numbers_are_written_as_the_language_does(spoken: dict[str, Phrases]) -> None:
    assert spoken["tr"]("places", n=4504185) == "4.504.185 yer"
    assert [spoken["en"]("places", n=number) for number in (1, 2, 1000)] == [
        "1 place",
        "2 places",
        "1,000 places",
    ]


def test_a_phrase_that_is_missing_or_empty_is_said_in_the_source_language(
    spoken: dict[str, Phrases],
) -> None:
    assert spoken["en"]("greeting", name="Ada") == "Merhaba Ada"
    assert spoken["en"]("share") == "%25 indirim"
    assert spoken["en"].has("greeting")


def test_an_unknown_key_stops_us(spoken: dict[str, Phrases]) -> None:
    assert not spoken["en"].has("nonsense")
    with pytest.raises(UnknownPhrase, match="nonsense"):
        spoken["en"]("nonsense")


def test_a_language_without_catalogue_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="xx"):
        read_phrases(tmp_path, ("xx",))
