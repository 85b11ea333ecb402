"""Points lie in the city and in the district they name."""

from __future__ import annotations

import math
from collections.abc import Iterator

from ...ground.problems import Problem
from ...model.event import Event
from ...model.fields import Point
from ...model.place import Place
from ...model.reading import Parsed
from ...source.yaml_nodes import Mapping, Scalar
from ..draft import Circumstances

_EDGE_METRES = 250.0
"""A quay or a generalised outline may miss by this much; `data/README.md` found 0 to 190 m."""


def check_point(parsed: Parsed[Place] | Parsed[Event], around: Circumstances) -> Iterator[Problem]:
    """Outside the bounds (swapped: with the repaired pair) or too rough."""
    point = parsed.value("location")
    if point is None:
        return
    if around.settings.bounds.contain(point):
        yield from _rough(parsed)
    else:
        yield _outside(parsed, point, around)


def check_district(place: Parsed[Place], around: Circumstances) -> Iterator[Problem]:
    """Another district than the one named, or none."""
    yield from _other_district(place, around)
    yield from _other_folder(place)


def _outside(parsed: Parsed[Place] | Parsed[Event], point: Point, around: Circumstances) -> Problem:
    lat, lon = _written(parsed, "lat"), _written(parsed, "lon")
    swapped = around.settings.bounds.contain(Point.model_construct(lat=point.lon, lon=point.lat))
    if swapped:
        return parsed.problem(
            "swapped-coordinates",
            "location",
            lat=lat,
            lon=lon,
            repaired=f"location: {{lat: {lon}, lon: {lat}}}",
        )
    bounds = around.settings.bounds
    return parsed.problem(
        "out-of-bounds",
        "location",
        lat=lat,
        lon=lon,
        south=str(bounds.south),
        north=str(bounds.north),
        west=str(bounds.west),
        east=str(bounds.east),
    )


def _written(parsed: Parsed[Place] | Parsed[Event], axis: str) -> str:
    location = parsed.root.entries.get("location")
    if isinstance(location, Mapping):
        value = location.entries.get(axis)
        if isinstance(value, Scalar):
            return value.text
    return ""


def _rough(parsed: Parsed[Place] | Parsed[Event]) -> Iterator[Problem]:
    for axis in ("lat", "lon"):
        decimals = _written(parsed, axis).partition(".")[2]
        if len(decimals) < 4:
            yield parsed.doubt("rough-coordinates", "location", axis, value=_written(parsed, axis))


def _other_district(place: Parsed[Place], around: Circumstances) -> Iterator[Problem]:
    point, district = place.value("location"), place.value("district")
    if around.outlines is None or point is None or district is None:
        return
    found = around.outlines.district_at(point.lat, point.lon)
    if found == district or not around.settings.bounds.contain(point):
        return
    metres = around.outlines.metres_outside(district, point.lat, point.lon)
    if metres <= _EDGE_METRES or metres == math.inf:
        return
    if found is None:
        yield place.doubt(
            "off-district", "location", district=district, kilometres=f"{metres / 1000:.1f}"
        )
    else:
        yield place.doubt("other-district", "district", district=district, found=found)


def _other_folder(place: Parsed[Place]) -> Iterator[Problem]:
    folder = place.path.split("/")[1]
    if (
        place.value("district") is not None
        and place.path.count("/") > 1
        and (folder != place.value("district"))
    ):
        yield place.doubt(
            "other-folder", "district", folder=folder, district=place.value("district")
        )
