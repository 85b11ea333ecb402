"""How far it is to the nearest place of each learning field, and what share of a district is near.

Measured from each district's seat, in straight lines and never along a way. Loading GeoPandas takes
most of a second, so what was measured is kept from build to build, in a file named after all it
depends on: an old file is never read again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from importlib.metadata import version
from pathlib import Path

from .city import City
from .geography import CIRCLE_SEGMENTS, covered_areas, nearest_metres, utm_epsg

REACH_METRES = 1000
"""What counts as near: about a quarter of an hour on foot, if there were a straight way."""

ANYTHING = ""
"""Stands for a place of any field."""

_RECIPE = 1
"""Counts up when something else is measured."""


@dataclass(frozen=True)
class Reach:
    """What was measured, unrounded; empty where nothing could be."""

    nearest: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    """District → learning field, or `ANYTHING` → metres from the seat to the nearest place."""
    covered: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    """District → square metres within `REACH_METRES` of a place, and in all; without outlines
    empty."""


def measure(city: City, cache: Path) -> Reach:
    """The city's distances, from `cache` if they were measured before."""
    kept = cache / f"reach-{_fingerprint(city)}.json"
    try:
        found = json.loads(kept.read_text(encoding="utf-8"))
        covered = {district: (near, whole) for district, (near, whole) in found["covered"].items()}
        return Reach(found["nearest"], covered)
    except (OSError, ValueError, LookupError, TypeError, AttributeError):  # none yet, or damaged
        measured = _measured(city)
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text(json.dumps(asdict(measured)), encoding="utf-8")
    return measured


def _measured(city: City) -> Reach:
    epsg = utm_epsg(city.settings.center)
    seats = {district.id: district.seat for district in city.districts.values() if district.seat}
    points = {
        ANYTHING: [place.location for place in city.places],
        **{
            theme: [place.location for place in city.places_under.get(("themes", theme), ())]
            for theme in city.themes
        },
    }
    nearest = nearest_metres(seats, points, epsg)
    if city.outlines is None or not city.outlines.rings or not city.places:
        return Reach(nearest)
    return Reach(nearest, covered_areas(city.outlines, points[ANYTHING], REACH_METRES, epsg))


def _fingerprint(city: City) -> str:
    """A name for everything the measures depend on."""
    made_of = [
        [_RECIPE, REACH_METRES, CIRCLE_SEGMENTS, utm_epsg(city.settings.center)],
        [version(library) for library in ("geopandas", "shapely", "pyproj")],
        [(place.id, place.location.lat, place.location.lon, place.themes) for place in city.places],
        list(city.themes),
        [
            (district.id, (district.seat.lat, district.seat.lon) if district.seat else None)
            for district in city.districts.values()
        ],
        sorted(city.outlines.rings.items()) if city.outlines else None,
    ]
    return hashlib.sha256(json.dumps(made_of).encode()).hexdigest()[:16]
