"""Routes that can be followed: enough stops, each somewhere, and ways that can be walked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from ...ground.problems import Level, Problem, Spot
from ...model.fields import Point
from ...model.place import Place
from ...model.reading import Parsed
from ...model.route import Relief, Route, Stop
from ..draft import Circumstances, Contributed
from ..geography import distance_metres
from ..verdict import Verdict

_LONGEST_WALK = 2500.0
"""Metres between two stops: three quarters of an hour for a child, and nobody sits down."""
_PATH_BEGINS_WITHIN = 400.0
"""Metres between a stop and the path that leads away from it or to it."""


def check(route: Parsed[Route], around: Circumstances) -> Iterator[Problem]:
    """Too few stops, stops that are nowhere or outside, a way on from the last."""
    stops: Sequence[Stop] = route.value("stops") or ()
    if len(stops) == 1:
        yield route.problem("too-few-stops", "stops")
    for field in ("stops", "rest", "water"):
        for number, spot in enumerate(route.value(field) or ()):
            yield from _setting(route, around, spot, field, number)
    for number, stop in enumerate(stops[:-1]):
        for step, point in enumerate(stop.onward.path):
            yield from _outside(route, around, point, "stops", number, "onward", "path", step)
    if stops and "onward" in stops[-1].model_fields_set:
        yield route.doubt("onward-from-last", "stops", len(stops) - 1, "onward")


def gist(parsed: Contributed, around: Circumstances) -> list[Any]:
    """A place's point; of a route each way between two stops, which may be places."""
    facts = parsed.facts
    if isinstance(facts, Place):
        point = parsed.value("location")
        return [point.lat, point.lon] if point else []
    if not isinstance(facts, Route):
        return []
    stops: Sequence[Stop] = parsed.value("stops") or ()
    return [
        [
            *(_whereabouts(here), _whereabouts(there)),
            [[point.lat, point.lon] for point in here.onward.path],
            here.onward.mode,
            parsed.spot("stops", number, "onward"),
            parsed.spot("stops", number, "onward", "path"),
        ]
        for number, (here, there) in enumerate(pairwise(stops))
    ]


def _whereabouts(stop: Stop) -> str | list[float] | None:
    """A point, else the place by its id, else nothing."""
    return [stop.location.lat, stop.location.lon] if stop.location else stop.place


def compare(verdicts: Sequence[Verdict], around: Circumstances) -> Iterator[Problem]:
    """Walks that are too long, and paths that lie elsewhere."""
    routes = [verdict for verdict in verdicts if verdict.family == "routes"]
    if not routes:
        return
    places = [verdict for verdict in verdicts if verdict.family == "places"]
    points = {place.id: place.gists.get("routes") for place in places}
    within = around.settings.bounds.contain
    for verdict in routes:
        for *ends, path, mode, spot, spot_of_path in verdict.gists.get("routes", ()):
            here, there = (points.get(end) if isinstance(end, str) else end for end in ends)
            if here and there:
                line = [_point(each) for each in (here, *path, there)]
                if within(line[0]) and within(line[-1]):
                    yield from _way(verdict.path, line, mode, Spot(*spot), Spot(*spot_of_path))


def _point(pair: Sequence[float]) -> Point:
    return Point.model_construct(lat=pair[0], lon=pair[1])


def _setting(
    route: Parsed[Route], around: Circumstances, spot: Stop | Relief, field: str, number: int
) -> Iterator[Problem]:
    """A place of ours, or a name and a point; and the point lies in the city."""
    if spot.place is None and (spot.name is None or spot.location is None):
        missing = "location" if spot.name is not None else "name"
        yield route.problem("nowhere-stop", field, number, key=missing)
    if spot.location is not None:
        yield from _outside(route, around, spot.location, field, number, "location")


def _outside(
    route: Parsed[Route], around: Circumstances, point: Point, *where: str | int
) -> Iterator[Problem]:
    bounds = around.settings.bounds
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
    path: str, line: Sequence[Point], mode: str, spot: Spot, spot_of_path: Spot
) -> Iterator[Problem]:
    ends = (distance_metres(*line[:2]), distance_metres(*line[-2:]))
    if len(line) > 2 and max(ends) > _PATH_BEGINS_WITHIN:
        yield spot_of_path.problem(
            "path-elsewhere", path, Level.DOUBT, metres=str(round(max(ends), -1))
        )
        return
    metres = sum(distance_metres(one, other) for one, other in pairwise(line))
    if mode == "walk" and metres > _LONGEST_WALK:
        yield spot.problem("long-walk", path, Level.DOUBT, kilometres=f"{metres / 1000:.1f}")
