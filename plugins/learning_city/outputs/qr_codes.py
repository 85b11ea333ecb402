"""Addresses as QR codes, for what is printed: ISO/IEC 18004, as SVG path data. segno's door.

Error correction level M (15 % may be lost), since paper gets creased and copied; the quiet zone of
four modules is part of the drawing, so no template can forget it. The same address always gives
the same code.

The mask is fixed: trying all eight and weighing them takes four fifths of the time, and a reader
learns from the code itself which one it is.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

import segno

QUIET_ZONE = 4
"""Modules left white on every side (ISO/IEC 18004 §9.1)."""
MASK = 3
"""Diagonal: it repeats neither with the rows nor with the columns."""


class QrCode(NamedTuple):
    """A code as a drawing: `path` is the `d` of an SVG path, one unit to a module."""

    size: int
    path: str

    @property
    def view_box(self) -> str:
        """The code with its quiet zone."""
        return f"0 0 {self.size} {self.size}"


@lru_cache(maxsize=4096)
def qr_code(address: str) -> QrCode:
    """The code of an absolute address. Raises `ValueError` for one that no code can hold."""
    symbol = segno.make(address, error="m", micro=False, boost_error=False, mask=MASK)
    path = "".join(
        f"M{QUIET_ZONE + column} {QUIET_ZONE + row}h{length}v1h-{length}z"
        for row, modules in enumerate(symbol.matrix)
        for column, length in _runs(modules)
    )
    return QrCode(len(symbol.matrix) + 2 * QUIET_ZONE, path)


def _runs(modules: bytearray) -> list[tuple[int, int]]:
    """Where dark modules begin in a row, and how many follow each other."""
    runs, column = [], 0
    for dark, group in groupby(modules):
        length = len(list(group))
        if dark:
            runs.append((column, length))
        column += length
    return runs
