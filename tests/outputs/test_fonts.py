"""The heading font: small for everyday letters, whole for the rest, the same bytes every time."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont

from learning_city.outputs.fonts import EVERYDAY, Fonts, cut_fonts, everyday_letters
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


def test_the_small_file_holds_what_its_face_promises(fonts: Fonts) -> None:
    (name, letters), *_ = faces(fonts.styles)
    assert name == EVERYDAY
    assert letters == letters_in(fonts.everyday)
    assert letters >= set(map(ord, LETTERS)) - {ord("…")} - {0xA0}
    assert len(fonts.everyday) < sum(path.stat().st_size for path in WHOLE) / 2


def test_a_letter_of_the_second_file_is_drawn_as_there(fonts: Fonts) -> None:
    small, whole = TTFont(BytesIO(fonts.everyday)), TTFont(WHOLE[1])
    for letter in "ĞğİŞş":
        one, other = (font.getBestCmap()[ord(letter)] for font in (small, whole))
        assert small["hmtx"][one][0] == whole["hmtx"][other][0]
        boxes = [BoundsPen(font.getGlyphSet()) for font in (small, whole)]
        for pen, font, name in zip(boxes, (small, whole), (one, other), strict=True):
            font.getGlyphSet()[name].draw(pen)
        assert boxes[0].bounds == boxes[1].bounds


def test_the_same_letters_give_the_same_bytes(fonts: Fonts, tmp_path) -> None:
    again = cut_fonts(WHOLE, LETTERS, tmp_path)
    assert again == fonts
    assert cut_fonts(WHOLE, LETTERS, tmp_path) == fonts, "from the cache, too"
