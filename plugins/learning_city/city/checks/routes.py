"""Routes that can be followed: enough stops, each somewhere, and ways that can be walked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ...ground.problems import Problem
from ...model.fields import Point
from ...model.reading import Parsed
from ...model.route import Relief, Route, Stop
from ..draft import Draft
from ..geography import distance_metres

_LONGEST_WALK = 2500.0
"""Metres between two stops: three quarters of an hour for a child, and nobody sits down."""
_PATH_BEGINS_WITHIN = 400.0
"""Metres between a stop and the path that leads away from it or to it."""


def check(draft: Draft) -> Iterator[Problem]:
    """Too few stops, stops that are nowhere or twice somewhere, long walks, paths elsewhere."""
    points = {place.facts.id: place.value("location") for place in draft.places}
    within = draft.settings.bounds.contain
    for route in draft.routes:
        stops: Sequence[Stop] = route.value("stops") or ()
        if len(stops) == 1:
            yield route.problem("too-few-stops", "stops")
        for field in ("stops", "rest", "water"):
            for number, spot in enumerate(route.value(field) or ()):
                yield from _setting(route, draft, spot, field, number)
        where = [stop.location or points.get(stop.place or "") for stop in stops]
        for number, (stop, (here, there)) in enumerate(zip(stops, pairwise(where), strict=False)):
            if here is not None and there is not None and within(here) and within(there):
                yield from _way(route, draft, stop, here, there, number)
        if stops and "onward" in stops[-1].model_fields_set:
            yield route.doubt("onward-from-last", "stops", len(stops) - 1, "onward")


def _setting(
    route: Parsed[Route], draft: Draft, spot: Stop | Relief, field: str, number: int
) -> Iterator[Problem]:
    """A place of ours, or a name and a point; and the point lies in the city."""
    if spot.place is None and (spot.name is None or spot.location is None):
        missing = "location" if spot.name is not None else "name"
        yield route.problem("nowhere-stop", field, number, key=missing)
    if spot.location is not None:
        yield from _outside(route, draft, spot.location, field, number, "location")


def _outside(
    route: Parsed[Route], draft: Draft, point: Point, *where: str | int
) -> Iterator[Problem]:
    bounds = draft.settings.bounds
    if bounds.contain(point):
        return
    if bounds.contain(Point.model_construct(lat=point.lon, lon=point.lat)):
        repaired = f"{{lat: {point.lon}, lon: {point.lat}}}"
        if not isinstance(where[-1], int):
            repaired = f"{where[-1]}: {repaired}"
        yield route.problem(
            "swapped-coordinates",
            *where,
            lat=str(point.lat),
            lon=str(point.lon),
            repaired=repaired,
        )
        return
    yield route.problem(
        "out-of-bounds",
        *where,
        lat=str(point.lat),
        lon=str(point.lon),
        south=str(bounds.south),
        north=str(bounds.north),
        west=str(bounds.west),
        east=str(bounds.east),
    )


def _way(
    route: Parsed[Route], draft: Draft, stop: Stop, here: Point, there: Point, number: int
) -> Iterator[Problem]:
    path = stop.onward.path
    for step, point in enumerate(path):
        yield from _outside(route, draft, point, "stops", number, "onward", "path", step)
    line = (here, *path, there)
    ends = (distance_metres(here, line[1]), distance_metres(line[-2], there))
    if path and max(ends) > _PATH_BEGINS_WITHIN:
        yield route.doubt(
            "path-elsewhere", "stops", number, "onward", "path", metres=str(round(max(ends), -1))
        )
        return
    metres = sum(distance_metres(one, other) for one, other in pairwise(line))
    if stop.onward.mode == "walk" and metres > _LONGEST_WALK:
        yield route.doubt("long-walk", "stops", number, "onward", kilometres=f"{metres / 1000:.1f}")
