"""The heading font cut to the letters that the site's own words are made of. fontTools' door.

The font comes in files of some two hundred letters each; every page would load them for the sake
of thirty. Each file is therefore offered twice: the everyday letters as a small file, and the whole
file for the rest, which a browser fetches only where such a letter stands (CSS Fonts 4,
unicode-range).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path

FAMILY = "Bricolage Grotesque"
_CUT = 1
"""Raised when fonts are cut in another way, so that nothing old is taken from the cache."""
_ASCII = "".join(map(chr, range(0x20, 0x7F)))


@dataclass(frozen=True)
class Fonts:
    """The small files by name, and the styles that name them and the whole ones."""

    small: Mapping[str, bytes]
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
    """Cut each of the woff2 files `whole`; `cache` is a folder for what was cut before.

    The same files and letters give the same bytes. Raises `OSError` where a file is missing.
    """
    content = [path.read_bytes() for path in whole]
    key = sha256(repr((_CUT, letters, [sha256(one).hexdigest() for one in content])).encode())
    kept = cache / key.hexdigest()[:16]
    if not (kept / "fonts.json").is_file():
        kept.mkdir(parents=True, exist_ok=True)
        offered: set[int] = set()
        ranges = []
        for path, one in zip(whole, content, strict=True):
            small, everyday, rest = _cut(one, letters, offered)
            (kept / path.name).write_bytes(small)
            ranges.append((path.name, everyday, rest))
            offered |= {*everyday, *rest}
        (kept / "fonts.json").write_text(json.dumps(ranges), encoding="utf-8")
    ranges = json.loads((kept / "fonts.json").read_text(encoding="utf-8"))
    return Fonts(
        {_small(name): (kept / name).read_bytes() for name, _, _ in ranges},
        "".join(
            _face(_small(name), everyday) + _face(name, rest) for name, everyday, rest in ranges
        ),
    )


def _small(name: str) -> str:
    return f"everyday-{name}"


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


def _cut(
    font: bytes, letters: str, offered: AbstractSet[int]
) -> tuple[bytes, list[int], list[int]]:
    """The small file, the letters in it, and those only the whole one has.

    What another file has `offered` counts for nothing here: the last one named would be fetched.
    """
    from fontTools import subset
    from fontTools.ttLib import TTFont

    # The time of cutting would be written into the file, and no two builds were the same.
    opened = TTFont(BytesIO(font), recalcTimestamp=False)
    has = set(opened.getBestCmap()) - offered
    everyday = sorted(has & set(map(ord, letters)))
    options = subset.Options(layout_features=["kern"], hinting=False, name_IDs=[0, 1, 2, 13, 14])
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=everyday)
    cutter.subset(opened)
    opened.flavor = "woff2"
    small = BytesIO()
    opened.save(small)
    return small.getvalue(), everyday, sorted(has - set(everyday))
