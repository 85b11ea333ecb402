"""The city as a small drawing: district outlines as SVG path data for the templates.

Coordinates are whole numbers of a view box, so a drawing is a few kilobytes and the same on every
run. One degree of longitude is drawn as wide as it is on the ground at the middle latitude
(equirectangular projection), which is true enough for a province.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from ..city.geography import Coordinate, Outlines, Point, Ring
    from ..words.local_text import LocalText

CITY_WIDTH = 1000
CITY_MARGIN = 8

CROP_WIDTH, CROP_HEIGHT = 480, 300
CROP_SURROUNDINGS = 0.3
"""How much of the neighbourhood a crop shows, as a share of the district's own size."""
CROP_LARGEST_BYTES = 2200
SMALL_LARGEST_BYTES = 9000
CROP_TOLERANCES = (0.7, 1, 1.5, 2, 3, 4, 6, 8)
"""Detail given up, in units, until a crop is small enough."""
OVERHANG = 6
"""Units a cut shape continues beyond the edge of the drawing."""
SURROUNDINGS_TOLERANCE = 2

METRES_PER_DEGREE = 111_132
"""Of latitude, on average: drawings need no more."""

Box = tuple[float, float, float, float]
GridPoint = tuple[int, int]
GridLine = list[GridPoint]


class Placed(Protocol):
    """What can be shown on the drawing: a place with its district and position."""

    @property
    def district(self) -> str:
        """The id of its district."""

    @property
    def location(self) -> Point:
        """Where it is."""


class OutlinedDistrict(NamedTuple):
    """One district of a drawing: `path` is the `d` of an SVG path."""

    id: str
    label: LocalText
    path: str


@dataclass(frozen=True)
class Projection:
    """Degrees to view-box units: `west` and `north` are the drawing's top left corner."""

    west: float
    north: float
    units_per_lon: float
    units_per_lat: float

    @classmethod
    def fitting(
        cls, box: Box, width: float, height: float | None = None, margin: float = 0
    ) -> Projection:
        """The largest drawing of `box` (west, south, east, north) that fits, and is centred."""
        west, south, east, north = box
        narrowing = math.cos(math.radians((south + north) / 2))
        scale = (width - 2 * margin) / ((east - west) * narrowing)
        if height is not None:
            scale = min(scale, (height - 2 * margin) / (north - south))
        spare_width = width / (scale * narrowing) - (east - west)
        spare_height = 2 * margin / scale if height is None else height / scale - (north - south)
        return cls(west - spare_width / 2, north + spare_height / 2, scale * narrowing, scale)

    def x(self, lon: float) -> float:
        return (lon - self.west) * self.units_per_lon

    def y(self, lat: float) -> float:
        return (self.north - lat) * self.units_per_lat


@dataclass(frozen=True)
class Drawing:
    """A view box, the districts seen in it, and where a point falls."""

    width: int
    height: int
    projection: Projection
    districts: tuple[OutlinedDistrict, ...]
    surroundings: str
    """Path data of the land beyond the city, to be drawn first; empty where none is known."""

    @property
    def view_box(self) -> str:
        return f"0 0 {self.width} {self.height}"

    def x(self, lon: float) -> float:
        """Horizontal position of a longitude, to a tenth of a unit."""
        return round(self.projection.x(lon), 1)

    def y(self, lat: float) -> float:
        """Vertical position of a latitude, to a tenth of a unit."""
        return round(self.projection.y(lat), 1)


@dataclass(frozen=True)
class CityOutline(Drawing):
    """The drawing of the whole city, from which a place's own crop can be cut."""

    outlines: Outlines
    labels: Mapping[str, LocalText]
    _crops: dict[str, Drawing] = field(default_factory=dict, compare=False, repr=False)

    def around(self, place: Placed) -> Drawing | None:
        """The place's district with its surroundings, at most `CROP_LARGEST_BYTES` of paths.

        None when the outlines do not know the district, or the place lies outside the crop.
        """
        crop = self.of_district(place.district)
        if crop is None:
            return None
        x, y = crop.x(place.location.lon), crop.y(place.location.lat)
        return crop if 0 <= x <= crop.width and 0 <= y <= crop.height else None

    def within(self, box: Box) -> Drawing | None:
        """What lies in a box (west, south, east, north); None far from the city."""
        projection, frame = empty_drawing(box).projection, _frame(CROP_WIDTH, CROP_HEIGHT)
        west, north = projection.west, projection.north
        east = west + CROP_WIDTH / projection.units_per_lon
        south = north - CROP_HEIGHT / projection.units_per_lat
        shown = west, south, east, north
        seen = [name for name in self.outlines.rings if _overlap(shown, self.outlines.bounds(name))]
        if not seen:
            return None
        return Drawing(
            CROP_WIDTH,
            CROP_HEIGHT,
            projection,
            _draw(self.outlines, self.labels, projection, 1, frame, seen),
            _draw_surroundings(self.outlines, projection, frame),
        )

    def of_district(self, district: str) -> Drawing | None:
        """A district with its surroundings; None when the outlines do not know it."""
        if district not in self.outlines.rings:
            return None
        if district not in self._crops:
            self._crops[district] = self._crop(district)
        return self._crops[district]

    @cached_property
    def small(self) -> Drawing:
        """The whole city in the size of a crop, at most `SMALL_LARGEST_BYTES` of paths."""
        boxes = [self.outlines.bounds(district) for district in self.outlines.rings]
        projection = Projection.fitting(
            (
                min(box[0] for box in boxes),
                min(box[1] for box in boxes),
                max(box[2] for box in boxes),
                max(box[3] for box in boxes),
            ),
            CROP_WIDTH,
            CROP_HEIGHT,
            margin=CITY_MARGIN,
        )
        return self._within_bytes(projection, SMALL_LARGEST_BYTES)

    def _crop(self, district: str) -> Drawing:
        west, south, east, north = self.outlines.bounds(district)
        wider, higher = (
            (east - west) * CROP_SURROUNDINGS / 2,
            (north - south) * CROP_SURROUNDINGS / 2,
        )
        projection = Projection.fitting(
            (west - wider, south - higher, east + wider, north + higher), CROP_WIDTH, CROP_HEIGHT
        )
        return self._within_bytes(projection)

    def _within_bytes(self, projection: Projection, most: int = CROP_LARGEST_BYTES) -> Drawing:
        """As much detail as so many bytes of paths hold."""
        frame = _frame(CROP_WIDTH, CROP_HEIGHT)
        beyond = _draw_surroundings(self.outlines, projection, frame)
        for tolerance in CROP_TOLERANCES:
            drawn = _draw(self.outlines, self.labels, projection, tolerance, frame)
            if len(beyond) + sum(len(shape.path) for shape in drawn) <= most:
                break
        return Drawing(CROP_WIDTH, CROP_HEIGHT, projection, drawn, beyond)


def box_around(lat: float, lon: float, metres: float) -> Box:
    """The box of a crop's shape that reaches `metres` north and south of a point."""
    north = metres / METRES_PER_DEGREE
    east = north / math.cos(math.radians(lat)) * CROP_WIDTH / CROP_HEIGHT
    return lon - east, lat - north, lon + east, lat + north


def empty_drawing(box: Box) -> Drawing:
    """A crop without any land: where a point falls is known all the same."""
    projection = Projection.fitting(box, CROP_WIDTH, CROP_HEIGHT)
    return Drawing(CROP_WIDTH, CROP_HEIGHT, projection, (), "")


def draw_city(outlines: Outlines | None, labels: Mapping[str, LocalText]) -> CityOutline | None:
    """The drawing of every outlined district, or None where there are no outlines.

    `labels` holds the name of each district; districts without one are left out.
    """
    if outlines is None or not outlines.rings:
        return None
    boxes = [outlines.bounds(district) for district in outlines.rings]
    west, south = min(box[0] for box in boxes), min(box[1] for box in boxes)
    east, north = max(box[2] for box in boxes), max(box[3] for box in boxes)
    projection = Projection.fitting((west, south, east, north), CITY_WIDTH, margin=CITY_MARGIN)
    height = math.ceil(projection.y(south)) + CITY_MARGIN
    frame = _frame(CITY_WIDTH, height)
    return CityOutline(
        CITY_WIDTH,
        height,
        projection,
        _draw(outlines, labels, projection),
        _draw_surroundings(outlines, projection, frame),
        outlines,
        labels,
    )


def _overlap(one: Box, other: Box) -> bool:
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


def _frame(width: int, height: int) -> Box:
    """The view box and a little more, so that where a shape is cut is never stroked in sight."""
    return -OVERHANG, -OVERHANG, width + OVERHANG, height + OVERHANG


def _draw(
    outlines: Outlines,
    labels: Mapping[str, LocalText],
    projection: Projection,
    tolerance: float = 0,
    frame: Box | None = None,
    among: Collection[str] | None = None,
) -> tuple[OutlinedDistrict, ...]:
    """The districts on a grid of whole units, common borders thinned alike on both sides.

    `among` names those that can be seen, where that is known.
    """
    rings = {
        district: [
            line
            for polygon in polygons
            for number, ring in enumerate(polygon)
            if (line := _on_grid(ring, projection, frame, hole=number > 0))
        ]
        for district, polygons in sorted(outlines.rings.items())
        if district in labels and (among is None or district in among)
    }
    owners: dict[GridPoint, frozenset[str]] = {}
    for district, lines in rings.items():
        for point in {point for line in lines for point in line}:
            owners[point] = owners.get(point, frozenset()) | {district}
    return tuple(
        OutlinedDistrict(
            district,
            labels[district],
            "".join(_ring_path(_thinned(line, owners, tolerance)) for line in lines),
        )
        for district, lines in rings.items()
        if lines
    )


def _draw_surroundings(outlines: Outlines, projection: Projection, frame: Box) -> str:
    """The land around the city, coarser than the city itself."""
    lines = [
        _on_grid(ring, projection, frame, hole=True)
        for polygon in outlines.surroundings
        for ring in polygon
    ]
    return "".join(
        _ring_path(_thinned(line, dict.fromkeys(line, frozenset()), SURROUNDINGS_TOLERANCE))
        for line in lines
        if line
    )


def _on_grid(ring: Ring, projection: Projection, frame: Box | None, *, hole: bool) -> GridLine:
    """The ring in whole units without its closing point; an islet stays at least a unit wide."""
    corners = [(projection.x(lon), projection.y(lat)) for lon, lat in ring[:-1]]
    if frame is not None:
        corners = _clip(corners, frame)
    line: GridLine = []
    for x, y in corners:
        point = round(x), round(y)
        if not line or line[-1] != point:
            line.append(point)
    while len(line) > 1 and line[0] == line[-1]:
        line.pop()
    if len(line) >= 3:
        return line
    if hole or not line:
        return []
    x0, y0 = line[0]
    return [(x0, y0), (x0 + 1, y0), (x0 + 1, y0 + 1), (x0, y0 + 1)]


def _thinned(
    line: GridLine, owners: Mapping[GridPoint, frozenset[str]], tolerance: float
) -> GridLine:
    """The closed line with points dropped that lie within `tolerance` units of what remains.

    Points where another neighbour begins stay, so that what two districts share is thinned between
    the same two points.
    """
    fixed = [
        number
        for number, point in enumerate(line)
        if not owners[line[number - 1]] == owners[point] == owners[line[(number + 1) % len(line)]]
    ]
    if len(fixed) < 2:
        start = fixed[0] if fixed else line.index(min(line))
        x0, y0 = line[start]
        far = max(
            range(len(line)), key=lambda n: (math.hypot(line[n][0] - x0, line[n][1] - y0), line[n])
        )
        fixed = sorted((start, far))
    thinned: GridLine = []
    for number, start in enumerate(fixed):
        end = fixed[(number + 1) % len(fixed)]
        arc = line[start : end + 1] if start < end else line[start:] + line[: end + 1]
        thinned += _thinned_arc(arc, tolerance)[:-1]
    return thinned if len(thinned) >= 3 else line


def _thinned_arc(arc: GridLine, tolerance: float) -> GridLine:
    """Douglas and Peucker (1973), the same result from either end."""
    if arc[0] > arc[-1]:
        return _thinned_arc(arc[::-1], tolerance)[::-1]
    keep = {0, len(arc) - 1}
    spans = [(0, len(arc) - 1)]
    while spans:
        first, last = spans.pop()
        farthest, distance = first, tolerance
        for number in range(first + 1, last):
            away = _distance(arc[number], arc[first], arc[last])
            if away > distance:
                farthest, distance = number, away
        if farthest != first:
            keep.add(farthest)
            spans += [(first, farthest), (farthest, last)]
    return [arc[number] for number in sorted(keep)]


def _distance(point: GridPoint, start: GridPoint, end: GridPoint) -> float:
    """Distance of `point` to the line from `start` to `end`."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    x, y = point[0] - start[0], point[1] - start[1]
    length = dx * dx + dy * dy
    along = max(0.0, min(1.0, (x * dx + y * dy) / length)) if length else 0.0
    return math.hypot(x - along * dx, y - along * dy)


def _ring_path(points: GridLine) -> str:
    """`M x y l dx dy … z` in the fewest characters."""
    x, y = points[0]
    steps = []
    for next_x, next_y in points[1:]:
        steps.append(f"{next_x - x} {next_y - y}")
        x, y = next_x, next_y
    return f"M{points[0][0]} {points[0][1]}l{' '.join(steps)}z".replace(" -", "-")


def _clip(points: list[Coordinate], frame: Box) -> list[Coordinate]:
    """The part of a closed line inside `frame` (Sutherland and Hodgman, 1974)."""
    left, top, right, bottom = frame
    edges: tuple[tuple[int, float, Callable[[float, float], bool]], ...] = (
        (0, left, float.__ge__),
        (0, right, float.__le__),
        (1, top, float.__ge__),
        (1, bottom, float.__le__),
    )
    for axis, limit, keeps in edges:
        inside, points = points, []
        for number, current in enumerate(inside):
            previous = inside[number - 1]
            if keeps(current[axis], limit) != keeps(previous[axis], limit):
                along = (limit - previous[axis]) / (current[axis] - previous[axis])
                points.append(
                    (
                        previous[0] + along * (current[0] - previous[0]),
                        previous[1] + along * (current[1] - previous[1]),
                    )
                )
            if keeps(current[axis], limit):
                points.append(current)
    return points
