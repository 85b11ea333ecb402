"""The drawings of the evidence page as numbers: shades of a map, lengths of bars.

A drawing never stands alone: what it shows is written beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

GROUPS = 5
"""Shades that are told apart on paper too."""

COUNT_STEPS = (0, 1, 2, 4, 10)
"""Where the shades of a count begin, the same for every small map, so that they can be compared."""

BAR = 100
"""Units of a bar's whole length."""


@dataclass(frozen=True, slots=True)
class Shade:
    """One shade of a map: its number from 1, the least and most that it stands for, how many."""

    number: int
    least: float
    most: float | None
    """None: and more."""
    districts: int


@dataclass(frozen=True, slots=True)
class Shaded:
    """A map: the shade of each district that has a value, and what the shades mean."""

    shades: tuple[Shade, ...]
    of: Mapping[str, int]


def shade_evenly(values: Mapping[str, float | None]) -> Shaded:
    """Groups of equally many districts, the least first; equal values share a shade.

    Districts without a value have none.
    """
    known = sorted(
        ((value, district) for district, value in values.items() if value is not None),
    )
    of: dict[str, int] = {}
    first_with: dict[float, int] = {}
    for rank, (value, district) in enumerate(known):
        of[district] = first_with.setdefault(value, 1 + rank * GROUPS // len(known))
    shades = []
    for number in sorted(set(of.values())):
        held = [value for value, district in known if of[district] == number]
        shades.append(Shade(number, held[0], held[-1], len(held)))
    return Shaded(tuple(shades), of)


def shade_counts(counts: Mapping[str, int]) -> Shaded:
    """Shades of a count by `COUNT_STEPS`; all are named, so that small maps share one legend."""
    of = {
        district: sum(count >= step for step in COUNT_STEPS) for district, count in counts.items()
    }
    ends: Iterable[int | None] = (*(step - 1 for step in COUNT_STEPS[1:]), None)
    shades = tuple(
        Shade(number, least, most, sum(shade == number for shade in of.values()))
        for number, (least, most) in enumerate(zip(COUNT_STEPS, ends, strict=True), start=1)
    )
    return Shaded(shades, of)


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a bar: where it begins, how long it is, and what it stands for."""

    name: str
    count: int
    start: float
    length: float


def pieces_of(counts: Mapping[str, int]) -> list[Piece]:
    """One bar of several answers, in their order; those that nobody gave take no room."""
    total = sum(counts.values())
    pieces: list[Piece] = []
    start = 0.0
    for name, count in counts.items():
        length = round(BAR * count / total, 2) if total else 0.0
        pieces.append(Piece(name, count, round(start, 2), length))
        start += length
    return pieces


def lengths_of(values: Sequence[float]) -> list[float]:
    """Bars beside each other: the longest has the whole length."""
    longest = max(values, default=0) or 1
    return [round(BAR * value / longest, 2) for value in values]
