"""Numbers of many places as letters: columns that stay small once a server has compressed them.

A column has one or two letters for each place. They are `LETTERS`, 91 printable ASCII characters
that JSON and HTML leave as they are, so that compression sees the numbers and nothing between them.
Measured on 10,000 made-up places, it saves a third of what JSON numbers cost.
`theme/static/js/explorer/roll.js` reads them.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from itertools import pairwise
from typing import Any

LETTERS = "".join(map(chr, range(0x23, 0x7F))).replace("\\", "")
"""`#` to `~` without the backslash; the quotation mark comes before them."""
BASE = len(LETTERS)
_FAR = BASE - 1


def table(values: Iterable[Hashable]) -> dict[str, Any]:
    """Each value's place in a list of all values, the most frequent first.

    With more than `BASE` different values each place has a second letter, in `high`; at most
    `BASE`² values can be told apart (`ValueError`).
    """
    rows = list(values)
    counted = Counter(rows)
    order = sorted(counted, key=lambda value: (-counted[value], repr(value)))
    if len(order) > BASE * BASE:
        raise ValueError(f"{len(order)} values")
    number = {value: place for place, value in enumerate(order)}
    column = {"values": order, "low": "".join(LETTERS[number[row] % BASE] for row in rows)}
    if len(order) > BASE:
        column["high"] = "".join(LETTERS[number[row] // BASE] for row in rows)
    return column


def steps(numbers: Sequence[int], start: int) -> dict[str, Any]:
    """Whole numbers as steps from one to the next, the first from `start`.

    A step is folded (0, -1, 1, -2, … become 0, 1, 2, 3, …) and has two digits; what does not fit
    has the last letter, and stands in `far`.
    """
    low, high, far = [], [], []
    for before, after in pairwise([start, *numbers]):
        step = after - before
        folded = 2 * step if step >= 0 else -2 * step - 1
        if folded >= BASE * _FAR:
            far.append(step)
            folded = BASE * _FAR
        low.append(LETTERS[folded % BASE])
        high.append(LETTERS[folded // BASE])
    return {"start": start, "low": "".join(low), "high": "".join(high), "far": far}


def as_json(content: object) -> bytes:
    """Compact, letters as they are."""
    text = json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return (text + "\n").encode()
