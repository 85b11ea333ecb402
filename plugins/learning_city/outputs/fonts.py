"""The heading font cut to the letters that the site's own words are made of. fontTools' door.

The font comes in files of some two hundred letters each; every page would load them for the sake
of thirty. So the everyday letters of all files are put into one small file, and the whole files are
named for the rest, which a browser fetches only where such a letter stands (CSS Fonts 4,
unicode-range).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

FAMILY = "Bricolage Grotesque"
_CUT = 2
"""Raised when fonts are cut in another way, so that nothing old is taken from the cache."""
_ASCII = "".join(map(chr, range(0x20, 0x7F)))


EVERYDAY = "everyday.woff2"


@dataclass(frozen=True)
class Fonts:
    """The small file, and the styles that name it and the whole ones."""

    everyday: bytes
    styles: str


def everyday_letters(texts: Iterable[str]) -> str:
    """The letters of `texts` in both cases, and ASCII; sorted, each once."""
    found = set(_ASCII)
    for text in texts:
        found |= set(text)
    for change in (str.lower, str.upper):
        found |= {letter for one in found for letter in change(one) if len(change(one)) == 1}
    return "".join(sorted(found))


def cut_fonts(whole: Sequence[Path], letters: str, cache: Path) -> Fonts:
    """Cut the woff2 files `whole`; `cache` is a folder for what was cut before.

    The same files and letters give the same bytes. Raises `OSError` where a file is missing.
    """
    content = [path.read_bytes() for path in whole]
    key = sha256(repr((_CUT, letters, [sha256(one).hexdigest() for one in content])).encode())
    kept = cache / key.hexdigest()[:16]
    if not (kept / "fonts.json").is_file():
        kept.mkdir(parents=True, exist_ok=True)
        small, everyday, rest = _cut(content, letters)
        (kept / EVERYDAY).write_bytes(small)
        (kept / "fonts.json").write_text(json.dumps([everyday, rest]), encoding="utf-8")
    everyday, rest = json.loads((kept / "fonts.json").read_text(encoding="utf-8"))
    faces = [(EVERYDAY, everyday), *zip((path.name for path in whole), rest, strict=True)]
    return Fonts((kept / EVERYDAY).read_bytes(), "".join(map(_face, *zip(*faces, strict=True))))


def _face(name: str, letters: Sequence[int]) -> str:
    """One `@font-face`; nothing for no letters."""
    if not letters:
        return ""
    return (
        f'@font-face{{font-family:"{FAMILY}";font-weight:700;font-display:swap;'
        f'src:url("../fonts/{name}") format("woff2");unicode-range:{_range(letters)}}}\n'
    )


def _range(letters: Sequence[int]) -> str:
    """`U+41-5A,U+DC`."""
    spans: list[list[int]] = []
    for letter in sorted(letters):
        if spans and letter == spans[-1][1] + 1:
            spans[-1][1] = letter
        else:
            spans.append([letter, letter])
    return ",".join(
        f"U+{first:X}" if first == last else f"U+{first:X}-{last:X}" for first, last in spans
    )


def _cut(fonts: Sequence[bytes], letters: str) -> tuple[bytes, list[int], list[list[int]]]:
    """The small file, the letters in it, and those that only each of the whole ones has.

    A letter that several files have counts for the first.
    """
    from fontTools import subset
    from fontTools.ttLib import TTFont

    # The time of cutting would be written into the file, and no two builds were the same.
    opened = [TTFont(BytesIO(font), recalcTimestamp=False) for font in fonts]
    wanted, offered = set(map(ord, letters)), set[int]()
    everyday: list[int] = []
    rest: list[list[int]] = []
    for font in opened:
        new = set(font.getBestCmap()) - offered
        offered |= new
        everyday += sorted(new & wanted)
        rest.append(sorted(new - wanted))
        if font is not opened[0]:
            for letter in sorted(new & wanted):
                _copy_letter(letter, font, opened[0])
    options = subset.Options(layout_features=["kern"], hinting=False, name_IDs=[0, 1, 2, 13, 14])
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=everyday)
    cutter.subset(opened[0])
    opened[0].flavor = "woff2"
    small = BytesIO()
    opened[0].save(small)
    return small.getvalue(), sorted(everyday), rest


def _copy_letter(letter: int, source: Any, target: Any) -> None:
    """Draw a letter of one font into another of the same design."""
    from fontTools.pens.recordingPen import DecomposingRecordingPen
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    glyphs, name = source.getGlyphSet(), source.getBestCmap()[letter]
    drawing, pen = DecomposingRecordingPen(glyphs), TTGlyphPen(None)
    glyphs[name].draw(drawing)
    drawing.replay(pen)
    added = f"uni{letter:04X}"
    target["glyf"][added] = pen.glyph()
    target["hmtx"][added] = source["hmtx"][name]
    for table in target["cmap"].tables:
        if table.isUnicode():
            table.cmap[letter] = added
