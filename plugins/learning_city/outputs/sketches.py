"""Sketch maps drawn from our own outlines, for paper and for pages without a script.

A sketch is a drawing with marks on it: neighbours around a place, or the line of a route.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ..city.city import City
from ..city.course import Course
from ..city.geography import Point
from ..model.place import Place
from ..words.local_text import LocalText
from .outline_svg import (
    METRES_PER_DEGREE,
    Box,
    CityOutline,
    Drawing,
    box_around,
    empty_drawing,
)

_NEAREST_VIEW, _WIDEST_VIEW = 400.0, 12_000.0
"""Metres from the middle of a sketch to its upper edge, at least and at most."""
_SCALES = (100, 200, 500, 1000, 2000, 5000, 10_000, 20_000)
"""Metres that a scale bar may stand for."""
_MARK = 25
"""Units that a mark is wide."""
COMPASS = ("n", "ne", "e", "se", "s", "sw", "w", "nw")


class Neighbour(NamedTuple):
    """A place drawn beside another: where on the sketch, how far in metres and which way."""

    number: int
    name: LocalText
    x: float
    y: float
    metres: float
    towards: str


class Scale(NamedTuple):
    """A bar that is `units` long on the drawing and `metres` on the ground."""

    metres: int
    units: float


@dataclass(frozen=True, slots=True)
class Sketch:
    """A place at (`x`, `y`) with its neighbours around it."""

    drawing: Drawing
    x: float
    y: float
    neighbours: tuple[Neighbour, ...]
    scale: Scale


class Stretch(NamedTuple):
    """The line from a stop to the next: `path` is the `d` of an SVG path."""

    mode: str
    path: str


class Mark(NamedTuple):
    """A numbered stop on a drawing."""

    number: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class RouteSketch:
    """The line of a route and its numbered stops."""

    drawing: Drawing
    stretches: tuple[Stretch, ...]
    marks: tuple[Mark, ...]
    scale: Scale


def place_sketch(place: Place, city: City, outline: object) -> Sketch | None:
    """The place in the middle of its neighbourhood; None where no outlines are at hand."""
    if not isinstance(outline, CityOutline):
        return None
    near = [found for found in city.neighbours(place) if found[1] <= _WIDEST_VIEW]
    radius = min(
        max([_NEAREST_VIEW, *(1.2 * metres for _, metres in near)]),
        _WIDEST_VIEW,
    )
    drawing = outline.within(box_around(place.location.lat, place.location.lon, radius))
    if drawing is None:
        return None
    here = _on(drawing, place.location)
    taken = [here, (here[0], here[1] - _MARK)]
    marks = _apart([_on(drawing, other.location) for other, _ in near], taken, here[0])
    return Sketch(
        drawing,
        *here,
        tuple(
            Neighbour(number, other.name, *mark, metres, towards(place.location, other.location))
            for number, ((other, metres), mark) in enumerate(zip(near, marks, strict=True), start=1)
        ),
        _scale(drawing),
    )


def route_sketch(course: Course, outline: object) -> RouteSketch:
    """The whole route with some room around it; without outlines just the line."""
    box = _box([point for stage in course.stages for point in (stage.point, *stage.line)])
    drawing = outline.within(box) if isinstance(outline, CityOutline) else None
    drawing = drawing or empty_drawing(box)
    points = [_on(drawing, stage.point) for stage in course.stages]
    marks = _apart(points, [], drawing.width / 2)
    return RouteSketch(
        drawing,
        tuple(
            Stretch(stage.onward.mode, _path(drawing, stage.line))
            for stage in course.stages
            if stage.onward
        ),
        tuple(Mark(stage.number, *mark) for stage, mark in zip(course.stages, marks, strict=True)),
        _scale(drawing),
    )


def towards(here: Point, there: Point) -> str:
    """The point of the compass (of eight) in which `there` lies from `here`."""
    north = there.lat - here.lat
    east = (there.lon - here.lon) * math.cos(math.radians(here.lat))
    return COMPASS[round(math.degrees(math.atan2(east, north)) / 45) % 8]


def _box(points: Iterable[Point]) -> Box:
    """All points with a fifth of room around them, and never less than the nearest view.

    Below there is more, for the scale bar.
    """
    points = list(points)
    south, north = min(p.lat for p in points), max(p.lat for p in points)
    west, east = min(p.lon for p in points), max(p.lon for p in points)
    nearest = box_around((south + north) / 2, (west + east) / 2, _NEAREST_VIEW / 2)
    wider, higher = (east - west) / 5, (north - south) / 5
    return (
        min(west - wider, nearest[0]),
        min(south - 2 * higher, nearest[1]),
        max(east + wider, nearest[2]),
        max(north + higher, nearest[3]),
    )


def _on(drawing: Drawing, point: Point) -> tuple[float, float]:
    return drawing.x(point.lon), drawing.y(point.lat)


def _path(drawing: Drawing, line: Sequence[Point]) -> str:
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in (_on(drawing, point) for point in line))


def _apart(
    marks: Sequence[tuple[float, float]], taken: Sequence[tuple[float, float]], middle: float
) -> list[tuple[float, float]]:
    """Marks that would lie on each other moved sideways, away from the middle, until all show."""
    placed = list(taken)
    for x, y in marks:
        step = _MARK if x >= middle else -_MARK
        while any(math.hypot(x - other_x, y - other_y) < _MARK for other_x, other_y in placed):
            x += step
        placed.append((round(x, 1), y))
    return placed[len(taken) :]


def _scale(drawing: Drawing) -> Scale:
    """The longest bar that takes at most a third of the drawing."""
    units_per_metre = drawing.projection.units_per_lat / METRES_PER_DEGREE
    fitting = [metres for metres in _SCALES if metres * units_per_metre <= drawing.width / 3]
    metres = fitting[-1] if fitting else _SCALES[0]
    return Scale(metres, round(metres * units_per_metre, 1))
