"""A preview picture, drawn: what a chat or a network shows of a link. Pillow's door for drawing.

The site's own letters, colours and icons on the quay of its city's sea. The picture is drawn with
a palette of ramps, one for each pair of colours that meet, so that it is smooth and still small;
nothing of the machine that builds, least of all its fonts, gets in.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from .icon_strokes import BOX, strokes_of
from .site import Card

WIDTH, HEIGHT = 1200, 630
"""Pixels, as the Open Graph's readers like them: 1.91 to 1."""

_PAPER, _INK, _SOFT = "#fbf7ef", "#0b3142", "#5d5343"
_MEDAL, _DEEP, _WAVE, _SUN = "#bfe3ea", "#0b3142", "#1f8aa6", "#f2b33d"
"""Named in `theme/static/css/tokens.css`."""
_RAMPS = (
    (_PAPER, _INK),
    (_PAPER, _SOFT),
    (_PAPER, _MEDAL),
    (_MEDAL, _INK),
    (_PAPER, _DEEP),
    (_DEEP, _PAPER),
    (_DEEP, _WAVE),
    (_PAPER, _SUN),
)
_STEPS = 16
_MARGIN = 80
_FINE = 4
"""Shapes are drawn so many times larger and then made small, which makes their edges smooth."""

_SIZES = ((96, 2), (88, 2), (80, 2), (72, 3), (64, 3), (56, 4), (48, 4), (40, 6))
"""Sizes of the title in pixels, each with the lines that fit."""
_TITLE_TOP, _TITLE_BOTTOM = 212, 482
_FONT_FILES = "bricolage-grotesque-{}-700-normal.woff"
_LATIN = ((0x20, 0xFF), (0x131, 0x131), (0x152, 0x153), (0x2000, 0x206F), (0x20AC, 0x20AC))
"""What the smaller file of the two holds, as far as titles need it (`base.css` has it all)."""


class Draughtsman:
    """Draws cards with the letters and icons of a theme."""

    def __init__(self, fonts: Path, icons: Path) -> None:
        self.letters = _Letters(fonts)
        self.icons = icons
        self._sheets: dict[str, Image.Image] = {}

    def can_write(self, card: Card) -> bool:
        """Whether the fonts have all letters; a title of empty boxes is worse than none."""
        return all(
            self.letters.has(letter)
            for letter in unicodedata.normalize("NFC", card.title + card.kicker + card.site)
        )

    def draw(self, card: Card) -> bytes:
        """The PNG. The same card gives the same bytes."""
        sheet = self._sheet(card.icon).copy()
        lines, size = self._set(card.title)
        line_height = round(size * 1.12)
        top = _TITLE_TOP + (_TITLE_BOTTOM - _TITLE_TOP - line_height * len(lines)) // 2
        for number, line in enumerate(lines):
            self._write(sheet, (_MARGIN, top + number * line_height), line, size, (_PAPER, _INK))
        kicker = self._shortened(card.kicker, 38, WIDTH - 2 * _MARGIN - 290)
        self._write(sheet, (_MARGIN + 150, 100), kicker, 38, (_PAPER, _SOFT))
        self._write(sheet, (_MARGIN, 558), card.site, 36, (_DEEP, _PAPER))
        target = BytesIO()
        sheet.save(target, "PNG", compress_level=6)
        return target.getvalue()

    # --- Words ---

    def _set(self, title: str) -> tuple[list[str], int]:
        """The title in the largest letters that leave it whole."""
        for size, most in _SIZES:
            lines = self.letters.broken(title, size, WIDTH - 2 * _MARGIN)
            if len(lines) <= most:
                return _balanced(self.letters, title, size, lines), size
        size, most = _SIZES[-1]
        return lines[:most], size

    def _shortened(self, text: str, size: int, width: int) -> str:
        if self.letters.width(text, size) <= width:
            return text
        while text and self.letters.width(text + "…", size) > width:
            text = text[:-1]
        return text.rstrip(" ,·") + "…"

    def _write(
        self, sheet: Image.Image, at: tuple[int, int], text: str, size: int, ramp: tuple[str, str]
    ) -> None:
        _ink(sheet, self.letters.mask(text, size), at, ramp)

    # --- Shapes ---

    def _sheet(self, icon: str) -> Image.Image:
        """All but the words, once for each icon."""
        if icon not in self._sheets:
            sheet = _empty_sheet().copy()
            mask = Image.new("L", (92 * _FINE, 92 * _FINE))
            pencil = ImageDraw.Draw(mask)
            scale = mask.width / BOX
            for stroke in strokes_of(self.icons / f"{icon}.svg"):
                dots = [(x * scale, y * scale) for x, y in stroke.points]
                if stroke.filled:
                    pencil.polygon(dots, fill=255)
                _stroke(pencil, dots, 1.75 * scale)
            _ink(sheet, _reduced(mask), (_MARGIN + 14, 72), (_MEDAL, _INK))
            self._sheets[icon] = sheet
        return self._sheets[icon]


def _balanced(letters: _Letters, title: str, size: int, lines: list[str]) -> list[str]:
    """The same number of lines, as even as they can be: no lonely last word."""
    width = WIDTH - 2 * _MARGIN
    while width > 200:
        narrower = letters.broken(title, size, width - 20)
        if len(narrower) != len(lines):
            break
        lines, width = narrower, width - 20
    return lines


def _stroke(pencil: ImageDraw.ImageDraw, dots: Sequence[tuple[float, float]], width: float) -> None:
    """A line with round joints and ends, as the icons have them."""
    half = width / 2
    pencil.line(dots, fill=255, width=round(width))
    for x, y in dots:
        pencil.ellipse((x - half, y - half, x + half, y + half), fill=255)


def _reduced(mask: Image.Image) -> Image.Image:
    return mask.resize((mask.width // _FINE, mask.height // _FINE), Image.Resampling.BOX)


def _ink(sheet: Image.Image, mask: Image.Image, at: tuple[int, int], ramp: tuple[str, str]) -> None:
    """Lay the second colour of a ramp over the first where `mask` is light."""
    first = _RAMPS.index(ramp) * _STEPS
    tones = mask.point([first + value * (_STEPS - 1) // 255 for value in range(256)])
    sheet.paste(tones, at, mask.point([0] + [255] * 255))


@lru_cache(maxsize=1)
def _empty_sheet() -> Image.Image:
    sheet = Image.new("P", (WIDTH, HEIGHT), 0)
    sheet.putpalette(_palette())
    medal = Image.new("L", (120 * _FINE, 120 * _FINE))
    pencil = ImageDraw.Draw(medal)
    pencil.ellipse((0, 0, medal.width - 1, medal.height - 1), fill=255)
    pencil.rounded_rectangle(
        (0, medal.height // 2, medal.width // 2, medal.height - 1), 14 * _FINE, fill=255
    )
    _ink(sheet, _reduced(medal), (_MARGIN, 58), (_PAPER, _MEDAL))
    sun = Image.new("L", (96 * _FINE, 96 * _FINE))
    ImageDraw.Draw(sun).ellipse((0, 0, sun.width - 1, sun.height - 1), fill=255)
    _ink(sheet, _reduced(sun), (WIDTH - _MARGIN - 96, 70), (_PAPER, _SUN))
    _ink(sheet, _wave(500, HEIGHT, 9), (0, 490), (_PAPER, _DEEP))
    for top in (512, 530):
        _ink(sheet, _wave(top, top + 6, 9), (0, top - 10), (_DEEP, _WAVE))
    return sheet


def _wave(top: int, bottom: int, height: int) -> Image.Image:
    """A band whose edges go up and down like the pavement of a promenade."""
    above = 10
    mask = Image.new("L", (WIDTH * _FINE, (bottom - top + 2 * above) * _FINE))
    edge = [
        (x, (above + height * math.sin(x / _FINE * math.tau / 120)) * _FINE)
        for x in range(0, mask.width + 1, 2 * _FINE)
    ]
    deep = (bottom - top) * _FINE
    below = (
        [(x, y + deep) for x, y in reversed(edge)]
        if deep < 100 * _FINE
        else [(mask.width, mask.height), (0, mask.height)]
    )
    ImageDraw.Draw(mask).polygon([*edge, *below], fill=255)
    return _reduced(mask)


def _palette() -> list[int]:
    values: list[int] = []
    for first, last in _RAMPS:
        a, b = _rgb(first), _rgb(last)
        for step in range(_STEPS):
            part = step / (_STEPS - 1)
            values += [round(x + (y - x) * part) for x, y in zip(a, b, strict=True)]
    return values


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


class _Letters:
    """The heading font, whose Latin and further letters lie in two files."""

    def __init__(self, folder: Path) -> None:
        self._paths = {name: folder / _FONT_FILES.format(name) for name in ("latin", "latin-ext")}
        self._fonts: dict[tuple[str, int], ImageFont.FreeTypeFont] = {}
        self._known: dict[str, bool] = {}
        self._widths: dict[tuple[str, int], float] = {}

    def _font(self, name: str, size: int) -> ImageFont.FreeTypeFont:
        if (name, size) not in self._fonts:
            self._fonts[name, size] = ImageFont.truetype(
                self._paths[name], size, layout_engine=ImageFont.Layout.BASIC
            )
        return self._fonts[name, size]

    @staticmethod
    def _home(letter: str) -> str:
        code = ord(letter)
        return "latin" if any(low <= code <= high for low, high in _LATIN) else "latin-ext"

    def has(self, letter: str) -> bool:
        """Whether there is a shape for it, which is not that of a letter nobody has."""
        if letter not in self._known:
            font = self._font(self._home(letter), 40)
            nobody = bytes(font.getmask("\U0010ffff"))
            self._known[letter] = letter.isspace() or bytes(font.getmask(letter)) != nobody
        return self._known[letter]

    def _runs(self, text: str) -> list[tuple[str, str]]:
        runs: list[tuple[str, str]] = []
        for letter in unicodedata.normalize("NFC", text):
            home = self._home(letter)
            if runs and runs[-1][0] == home:
                runs[-1] = (home, runs[-1][1] + letter)
            else:
                runs.append((home, letter))
        return runs

    def width(self, text: str, size: int) -> float:
        """Pixels from the first letter's start to the last one's end."""
        return sum(self._font(home, size).getlength(run) for home, run in self._runs(text))

    def mask(self, text: str, size: int) -> Image.Image:
        """The text in white on black, as high as its line."""
        mask = Image.new("L", (math.ceil(self.width(text, size)) + 4, round(size * 1.35)))
        pencil = ImageDraw.Draw(mask)
        x = 0.0
        for home, run in self._runs(text):
            font = self._font(home, size)
            pencil.text((x, size), run, fill=255, font=font, anchor="ls")
            x += font.getlength(run)
        return mask

    def broken(self, text: str, size: int, width: float) -> list[str]:
        """Lines no wider than `width`; a word that is wider alone is cut."""
        lines: list[list[str]] = []
        taken, space = 0.0, self._width_of(" ", size)
        for word in self._words(text, size, width):
            wide = self._width_of(word, size)
            if lines and taken + space + wide <= width:
                lines[-1].append(word)
                taken += space + wide
            else:
                lines.append([word])
                taken = wide
        return [" ".join(line) for line in lines]

    def _words(self, text: str, size: int, width: float) -> Iterator[str]:
        for word in text.split():
            while self._width_of(word, size) > width:
                fits = max(1, int(len(word) * width / self._width_of(word, size)) - 1)
                yield word[:fits]
                word = word[fits:]
            yield word

    def _width_of(self, word: str, size: int) -> float:
        """The same as `width`, remembered: lines are tried again and again."""
        if (word, size) not in self._widths:
            self._widths[word, size] = self.width(word, size)
        return self._widths[word, size]
