"""Reads QR codes back from the drawings of our pages, by a reader that is not ours."""

from __future__ import annotations

import re
from typing import NamedTuple

import numpy
import zxingcpp

_RUN = re.compile(r"M(\d+) (\d+)h(\d+)v1h-(\d+)z")
_PIXELS = 4
"""Of a module: readers want to see more than one."""


class Read(NamedTuple):
    """What a code says, and how much of it may be lost (`L`, `M`, `Q` or `H`)."""

    text: str
    level: str


def modules(view_box: str, path: str) -> numpy.ndarray:
    """The drawing as rows of modules, True where dark."""
    *_, size = map(int, view_box.split())
    assert _RUN.sub("", path) == "", "more than rows of modules"
    grid = numpy.zeros((size, size), dtype=bool)
    for column, row, length, back in (map(int, found) for found in _RUN.findall(path)):
        assert length == back
        grid[row, column : column + length] = True
    return grid


def read_drawing(view_box: str, path: str) -> Read:
    """The one code in a drawing."""
    grid = modules(view_box, path)
    picture = numpy.where(grid, 0, 255).astype(numpy.uint8)
    return read_picture(picture.repeat(_PIXELS, axis=0).repeat(_PIXELS, axis=1))[0]


def read_picture(picture: numpy.ndarray) -> list[Read]:
    """Every code in a grey picture."""
    found = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)
    return [Read(code.text, code.ec_level) for code in found]
