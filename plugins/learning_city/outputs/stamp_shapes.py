"""Eight outlines for stamps, one for each learning field by its position, in a box of 100 by 100.

Drawn here rather than by hand, so that every edge is even: a stamp must look as if it were cut.
"""

from __future__ import annotations

import math
from collections.abc import Callable

Dot = tuple[float, float]
_MIDDLE = 50.0


def _path(dots: list[Dot]) -> str:
    """Straight pieces through `dots`, closed, in tenths."""
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in dots) + "Z"


def _around(radius: Callable[[float], float], pieces: int) -> str:
    """A line around the middle; `radius` says how far out at each turn (radians)."""
    turns = [step * math.tau / pieces for step in range(pieces)]
    return _path(
        [
            (_MIDDLE + radius(turn) * math.sin(turn), _MIDDLE - radius(turn) * math.cos(turn))
            for turn in turns
        ]
    )


def _scalloped() -> str:
    """A seal: sixteen round teeth."""
    arcs = []
    for step in range(17):
        turn = step * math.tau / 16
        x, y = _MIDDLE + 43 * math.sin(turn), _MIDDLE - 43 * math.cos(turn)
        arcs.append(f"{x:.1f} {y:.1f}")
    return f"M{arcs[0]}" + "".join(f"A8.6 8.6 0 0 1 {end}" for end in arcs[1:]) + "Z"


def _perforated() -> str:
    """A postage stamp: small bites out of every side."""
    bite, count, low, high = 3.4, 6, 8.0, 92.0
    gap = (high - low - count * 2 * bite) / (count + 1)
    path = f"M{low} {low}"
    for line, dx, dy in (("h", 1, 0), ("v", 0, 1), ("h", -1, 0), ("v", 0, -1)):
        straight = f"{line}{(dx or dy) * gap:.2f}"
        round_ = f"a{bite} {bite} 0 0 0 {dx * 2 * bite:.1f} {dy * 2 * bite:.1f}"
        path += (straight + round_) * count + straight
    return path + "Z"


def _polygon(corners: int, turn: float = 0.0) -> str:
    return _path(
        [
            (
                _MIDDLE + 46 * math.sin(turn + step * math.tau / corners),
                _MIDDLE - 46 * math.cos(turn + step * math.tau / corners),
            )
            for step in range(corners)
        ]
    )


def _star() -> str:
    """Two squares laid across each other, as on old tiles."""
    return _path(
        [
            (
                _MIDDLE + radius * math.sin(step * math.tau / 16),
                _MIDDLE - radius * math.cos(step * math.tau / 16),
            )
            for step, radius in enumerate([47.0, 36.0] * 8)
        ]
    )


def _drop() -> str:
    """The medal of the pages: round, with one corner."""
    return "M50 5a45 45 0 0 1 0 90H12a7 7 0 0 1-7-7V50A45 45 0 0 1 50 5Z"


def _arch() -> str:
    """A door with a round top."""
    return "M12 95V46a38 38 0 0 1 76 0v49Z"


def _wavy() -> str:
    """A round of slow waves."""
    return _around(lambda turn: 43 + 3 * math.cos(9 * turn), 144)


SHAPES: tuple[str, ...] = (
    _scalloped(),
    _perforated(),
    _polygon(6),
    _star(),
    _drop(),
    _polygon(8, math.pi / 8),
    _arch(),
    _wavy(),
)
"""SVG path data."""


def shape_of(position: int) -> int:
    """Which shape (from 0) belongs to the field at `position`; more fields share them in turn."""
    return position % len(SHAPES)
