"""The theme's icons as lines of points, for pictures that are drawn while building.

Our icons are strokes in a box of 24 by 24: paths, circles, ellipses and rectangles (SVG 2, §9
and §10), no transformations and no fills but small dots. Curves become short straight pieces.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from xml.etree import ElementTree

BOX = 24.0
_PIECES = 16
"""Straight pieces of one curve; at 90 pixels an icon needs no more."""
_TOKEN = re.compile(r"[A-Za-z]|-?(?:\d+\.\d*|\.\d+|\d+)(?:[eE][+-]?\d+)?")
_COUNT = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "A": 7, "Z": 0}

Dot = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line through `points`; `filled` for the small dots."""

    points: tuple[Dot, ...]
    filled: bool = False


@lru_cache(maxsize=256)
def strokes_of(path: Path) -> tuple[Stroke, ...]:
    """All strokes of an icon's file. Raises `OSError` and `ValueError`."""
    root = ElementTree.fromstring(path.read_bytes())  # noqa: S314 (our own file)
    found: list[Stroke] = []
    for element in root.iter():
        name = element.tag.rpartition("}")[2]
        filled = element.get("fill", "none") not in ("none", "")
        if name == "path":
            found += [Stroke(tuple(line), filled) for line in _lines(element.get("d", ""))]
        elif name in ("circle", "ellipse"):
            found.append(Stroke(tuple(_oval(element)), filled))
        elif name == "rect":
            found.append(Stroke(tuple(_box(element)), filled))
    return tuple(found)


def elements_of(path: Path) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """The drawn parts of an icon's file with their attributes, for a page that carries it along."""
    root = ElementTree.fromstring(path.read_bytes())  # noqa: S314 (our own file)
    return tuple(
        (name, tuple(element.items()))
        for element in root.iter()
        if (name := element.tag.rpartition("}")[2]) in ("path", "circle", "ellipse", "rect")
    )


def _number(element: ElementTree.Element, name: str) -> float:
    return float(element.get(name, "0"))


def _oval(element: ElementTree.Element) -> Iterator[Dot]:
    x, y = _number(element, "cx"), _number(element, "cy")
    wide = float(element.get("rx") or element.get("r") or 0)
    high = float(element.get("ry") or element.get("r") or 0)
    for step in range(4 * _PIECES + 1):
        turn = step * math.tau / (4 * _PIECES)
        yield x + wide * math.cos(turn), y + high * math.sin(turn)


def _box(element: ElementTree.Element) -> Iterator[Dot]:
    left, top = _number(element, "x"), _number(element, "y")
    right, bottom = left + _number(element, "width"), top + _number(element, "height")
    round_ = _number(element, "rx")
    corners = (
        (right - round_, top + round_, -0.25),
        (right - round_, bottom - round_, 0.0),
        (left + round_, bottom - round_, 0.25),
        (left + round_, top + round_, 0.5),
    )
    first: Dot | None = None
    for x, y, start in corners:
        for step in range(_PIECES + 1):
            turn = (start + 0.25 * step / _PIECES) * math.tau
            dot = x + round_ * math.cos(turn), y + round_ * math.sin(turn)
            first = first or dot
            yield dot
    assert first is not None
    yield first


def _lines(data: str) -> list[list[Dot]]:
    """The sub-paths of a path's data."""
    pen = _Pen()
    tokens = _TOKEN.findall(data)
    at, command = 0, ""
    while at < len(tokens):
        if tokens[at].isalpha():
            command = tokens[at]
            at += 1
        count = _COUNT[command.upper()]
        numbers = [float(token) for token in _flagged(tokens, at, command)]
        at += count
        pen.follow(command, numbers)
        if command in "Mm":  # further pairs after a move are lines
            command = "L" if command == "M" else "l"
    return [line for line in pen.lines if len(line) > 1 or pen.dots_count]


def _flagged(tokens: list[str], at: int, command: str) -> list[str]:
    """The numbers of one command; an arc's flags may stick to what follows (`a1 1 0 01-.7 1`)."""
    count = _COUNT[command.upper()]
    if command in "Aa":
        for place in (at + 3, at + 4):
            if len(tokens[place]) > 1 and tokens[place][0] in "01":
                tokens[place : place + 1] = [tokens[place][0], tokens[place][1:]]
    return tokens[at : at + count]


class _Pen:
    """Follows the commands of a path and remembers where it was."""

    def __init__(self) -> None:
        self.lines: list[list[Dot]] = []
        self.x = self.y = 0.0
        self.control: Dot | None = None
        self.dots_count = True  # a line of no length is a dot, with round caps

    def follow(self, command: str, n: list[float]) -> None:
        kind = command.upper()
        dx, dy = (self.x, self.y) if command.islower() else (0.0, 0.0)
        control, self.control = self.control, None
        if kind == "M":
            self._move(n[0] + dx, n[1] + dy)
        elif kind == "Z":
            self.x, self.y = self.lines[-1][0]
            self.lines[-1].append((self.x, self.y))
        elif kind == "H":
            self._line(n[0] + dx, self.y)
        elif kind == "V":
            self._line(self.x, n[0] + dy)
        elif kind == "L":
            self._line(n[0] + dx, n[1] + dy)
        elif kind == "A":
            self._arc((n[0], n[1], n[2]), (n[3], n[4]), (n[5] + dx, n[6] + dy))
        else:
            if kind == "S":  # the first control point mirrors the last one
                before = control or (self.x, self.y)
                n = [2 * self.x - before[0] - dx, 2 * self.y - before[1] - dy, *n]
            self._curve(*(value + (dx, dy)[place % 2] for place, value in enumerate(n)))

    def _move(self, x: float, y: float) -> None:
        self.x, self.y = x, y
        self.lines.append([(x, y)])

    def _line(self, x: float, y: float) -> None:
        if not self.lines or self.lines[-1][-1] != (self.x, self.y):
            self.lines.append([(self.x, self.y)])
        self.x, self.y = x, y
        self.lines[-1].append((x, y))

    def _along(self, where: Callable[[float], Dot]) -> None:
        for step in range(1, _PIECES + 1):
            self._line(*where(step / _PIECES))

    def _curve(self, a: float, b: float, c: float, d: float, x: float, y: float) -> None:
        start_x, start_y = self.x, self.y

        def where(t: float) -> Dot:
            u = 1 - t
            return (
                u**3 * start_x + 3 * u * u * t * a + 3 * u * t * t * c + t**3 * x,
                u**3 * start_y + 3 * u * u * t * b + 3 * u * t * t * d + t**3 * y,
            )

        self._along(where)
        self.control = (c, d)

    def _arc(self, oval: tuple[float, float, float], flags: tuple[float, float], end: Dot) -> None:
        """SVG 2, B.2.4: from end points to the centre. Our icons tilt no ellipse."""
        (rx, ry, tilt), (large, sweep), (x, y) = oval, flags, end
        if tilt or not rx or not ry:
            raise ValueError("a tilted arc")
        half_x, half_y = (self.x - x) / 2, (self.y - y) / 2
        size = (half_x / rx) ** 2 + (half_y / ry) ** 2
        if size > 1:
            rx, ry, size = rx * math.sqrt(size), ry * math.sqrt(size), 1.0
        reach = math.sqrt(max(0.0, (1 - size) / size)) if size else 0.0
        if large == sweep:
            reach = -reach
        middle_x = reach * rx * half_y / ry + (self.x + x) / 2
        middle_y = -reach * ry * half_x / rx + (self.y + y) / 2
        first = math.atan2((self.y - middle_y) / ry, (self.x - middle_x) / rx)
        last = math.atan2((y - middle_y) / ry, (x - middle_x) / rx)
        if sweep and last < first:
            last += math.tau
        if not sweep and last > first:
            last -= math.tau
        self._along(
            lambda t: (
                middle_x + rx * math.cos(first + (last - first) * t),
                middle_y + ry * math.sin(first + (last - first) * t),
            )
        )
