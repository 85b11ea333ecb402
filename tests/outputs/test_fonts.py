"""The heading font: small for everyday letters, whole for the rest, the same bytes every time."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from fontTools.ttLib import TTFont

from learning_city.outputs.fonts import Fonts, cut_fonts, everyday_letters
from tests.city_project import PROJECT

FOLDER = PROJECT / "theme/node_modules/@fontsource/bricolage-grotesque/files"
WHOLE = [FOLDER / f"bricolage-grotesque-{part}-700-normal.woff2" for part in ("latin", "latin-ext")]
LETTERS = everyday_letters(["Öğrenen İzmir", "Çeşme, ışık…"])


@pytest.fixture(scope="module")
def fonts(tmp_path_factory) -> Fonts:
    return cut_fonts(WHOLE, LETTERS, tmp_path_factory.mktemp("cache"))


def letters_in(font: bytes) -> set[int]:
    return set(TTFont(BytesIO(font)).getBestCmap())


def faces(styles: str) -> list[tuple[str, set[int]]]:
    """File and letters of each face, in order."""
    found = []
    for name, ranges in re.findall(r"fonts/([^\"]+)\".*?unicode-range:([^}]+)}", styles):
        letters: set[int] = set()
        for span in ranges.split(","):
            first, _, last = span.removeprefix("U+").partition("-")
            letters |= set(range(int(first, 16), int(last or first, 16) + 1))
        found.append((name, letters))
    return found


def test_both_cases_of_every_letter_are_everyday_letters() -> None:
    assert {"İ", "i", "ı", "I", "Ğ", "ğ", "Ş", "ş", "Ö", "Ç", "…"} <= set(LETTERS)


def test_every_letter_of_the_font_comes_from_exactly_one_file(fonts: Fonts) -> None:
    named = faces(fonts.styles)
    for number, (_, letters) in enumerate(named):
        for _, others in named[number + 1 :]:
            assert not letters & others, "none is loaded twice"
    whole = set().union(*(letters_in(path.read_bytes()) for path in WHOLE))
    assert set().union(*(letters for _, letters in named)) == whole


def test_a_small_file_holds_what_its_face_promises(fonts: Fonts) -> None:
    for name, letters in faces(fonts.styles):
        if name in fonts.small:
            assert letters <= letters_in(fonts.small[name])
    small = sum(map(len, fonts.small.values()))
    assert small < sum(path.stat().st_size for path in WHOLE) / 2


def test_the_same_letters_give_the_same_bytes(fonts: Fonts, tmp_path) -> None:
    again = cut_fonts(WHOLE, LETTERS, tmp_path)
    assert again == fonts
    assert cut_fonts(WHOLE, LETTERS, tmp_path) == fonts, "from the cache, too"
