"""The roll: all places in one order, so that a place can be named by a number.

Places of a district stand together, and within it those that lie near each other (along a Hilbert
curve): neighbours have small differences, and what a visitor looks at lies in few files.
"""

from __future__ import annotations

from ..city.city import City
from ..model.place import Place

_ORDER = 16
"""The curve visits 2¹⁶ by 2¹⁶ cells, some metres wide in a city."""


def roll(city: City) -> list[Place]:
    """Every place of the city: by district in display order, then along the curve, then by id."""
    district = {identifier: number for number, identifier in enumerate(city.districts)}
    bounds = city.settings.bounds
    last = (1 << _ORDER) - 1

    def cell(value: float, least: float, most: float) -> int:
        return min(last, max(0, int((value - least) / (most - least) * last)))

    return sorted(
        city.places,
        key=lambda place: (
            district[place.district],
            _along_the_curve(
                cell(place.location.lon, bounds.west, bounds.east),
                cell(place.location.lat, bounds.south, bounds.north),
            ),
            place.id,
        ),
    )


def _along_the_curve(x: int, y: int) -> int:
    """How far along a Hilbert curve the cell lies (D. Hilbert, Math. Ann. 38, 1891)."""
    distance = 0
    side = 1 << (_ORDER - 1)
    while side:
        right, up = bool(x & side), bool(y & side)
        distance += side * side * ((3 * right) ^ up)
        if not up:
            if right:
                x, y = ~x, ~y
            x, y = y, x
        x, y = x & (side - 1), y & (side - 1)
        side >>= 1
    return distance
