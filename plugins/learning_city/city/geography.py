"""Where things are: district outlines, distances, and the one door to GeoPandas.

Points are WGS84 degrees; outlines keep GeoJSON's order (longitude, latitude). Reading outlines
and asking them needs the standard library alone; GeoPandas is loaded only while a boundary layer
is being prepared or the city is measured for its report.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from geopandas import GeoSeries

DECIMALS = 4
"""Decimals kept of an outline's coordinates: about 10 metres, far below its tolerance."""

SMALLEST_RING = 3

LABEL_SEARCH_DEGREES = 0.001

SURROUNDINGS_DEGREES = 0.8
"""How far beyond the city the land of its neighbours is drawn."""
SURROUNDINGS_TOLERANCE_DEGREES = 0.006
SURROUNDINGS_OVERLAP_DEGREES = 0.02
"""How far the neighbours' land reaches under the city's, so that no gap shows between them."""
SMALLEST_SURROUNDINGS = 0.0005
"""In square degrees, about five square kilometres: the neighbours' smaller islets are left out."""

CIRCLE_SEGMENTS = 32
"""Straight pieces in a quarter of a circle: its area comes out 0.04 % too small."""

PREPARATION = 1
"""Counts up when `prepare_districts` writes something else, so that no older file is read."""

Coordinate = tuple[float, float]
Ring = tuple[Coordinate, ...]
Polygon = tuple[Ring, ...]
"""An outer ring, then its holes; every ring ends with its first point."""


class Point(Protocol):
    """A position in WGS84 degrees."""

    @property
    def lat(self) -> float:
        """Latitude, north positive."""

    @property
    def lon(self) -> float:
        """Longitude, east positive."""


class UnreadableLayerError(ValueError):
    """The boundary layer cannot be read or lacks its code column."""


class DistrictsMissingError(ValueError):
    """The boundary layer has no single shape for `districts`."""

    def __init__(self, districts: tuple[str, ...]) -> None:
        super().__init__(", ".join(districts))
        self.districts = districts


def distance_metres(a: Point, b: Point) -> float:
    """Metres between two points along the ground.

    The ellipsoidal Earth projected to a plane at the mean latitude (47 CFR 73.208 (c)): cheap
    enough for every pair of places, within 0.1 % up to 475 kilometres below 60° of latitude.
    """
    middle = math.radians((a.lat + b.lat) / 2)
    north = (a.lat - b.lat) * _metres_per_degree_north(middle)
    east = (a.lon - b.lon) * _metres_per_degree_east(middle)
    return math.hypot(north, east)


def _metres_per_degree_north(latitude: float) -> float:
    return 111132.09 - 566.05 * math.cos(2 * latitude) + 1.20 * math.cos(4 * latitude)


def _metres_per_degree_east(latitude: float) -> float:
    return (
        111415.13 * math.cos(latitude)
        - 94.55 * math.cos(3 * latitude)
        + 0.12 * math.cos(5 * latitude)
    )


@dataclass(frozen=True)
class Outlines:
    """The simplified outlines of a city's districts.

    `rings[district]` lists the polygons of a district, islands included. `labels[district]` is the
    point farthest from its border, where a name fits best. `surroundings` is the land of the
    layer's other districts nearby, coarse and reaching a little under the city: it keeps land from
    looking like sea, and is good for nothing else. Land outside the layer is not known.
    """

    rings: Mapping[str, tuple[Polygon, ...]]
    labels: Mapping[str, Coordinate]
    surroundings: tuple[Polygon, ...] = ()

    @cached_property
    def _boxes(self) -> dict[str, tuple[float, float, float, float]]:
        return {district: bounds(polygons) for district, polygons in self.rings.items()}

    def bounds(self, district: str) -> tuple[float, float, float, float]:
        """West, south, east and north of a district in degrees."""
        return self._boxes[district]

    def contains(self, district: str, lat: float, lon: float) -> bool:
        """Whether the point lies inside the district's outline; False for an unknown district.

        The outline is simplified: near a border or on a quay ask `metres_outside` instead.
        """
        polygons = self.rings.get(district)
        if polygons is None:
            return False
        west, south, east, north = self._boxes[district]
        if not (south <= lat <= north and west <= lon <= east):
            return False
        return any(_inside(polygon, lat, lon) for polygon in polygons)

    def district_at(self, lat: float, lon: float) -> str | None:
        """The district whose outline holds the point, or None at sea and outside the city."""
        return next(
            (district for district in self.rings if self.contains(district, lat, lon)), None
        )

    def metres_outside(self, district: str, lat: float, lon: float) -> float:
        """Metres from the point to the district: 0 inside, infinite for an unknown district."""
        if self.contains(district, lat, lon):
            return 0.0
        middle = math.radians(lat)
        north, east = _metres_per_degree_north(middle), _metres_per_degree_east(middle)
        nearest = math.inf
        for polygon in self.rings.get(district, ()):
            for ring in polygon:
                local = [((x - lon) * east, (y - lat) * north) for x, y in ring]
                for start, end in pairwise(local):
                    nearest = min(nearest, _metres_to_line(start, end))
        return nearest


def bounds(polygons: Iterable[Polygon]) -> tuple[float, float, float, float]:
    """West, south, east and north of some polygons in degrees."""
    points = [point for polygon in polygons for point in polygon[0]]
    longitudes, latitudes = [x for x, _ in points], [y for _, y in points]
    return min(longitudes), min(latitudes), max(longitudes), max(latitudes)


def _inside(polygon: Polygon, lat: float, lon: float) -> bool:
    """Even-odd rule over all rings at once, so that holes count as outside."""
    inside = False
    for ring in polygon:
        x1, y1 = ring[-1]
        for x2, y2 in ring:
            if (y1 > lat) != (y2 > lat) and lon < x1 + (lat - y1) * (x2 - x1) / (y2 - y1):
                inside = not inside
            x1, y1 = x2, y2
    return inside


def _metres_to_line(start: Coordinate, end: Coordinate) -> float:
    """Distance of the origin to the line from `start` to `end`."""
    (x1, y1), (x2, y2) = start, end
    dx, dy = x2 - x1, y2 - y1
    length = dx * dx + dy * dy
    along = 0.0 if length == 0 else max(0.0, min(1.0, -(x1 * dx + y1 * dy) / length))
    return math.hypot(x1 + along * dx, y1 + along * dy)


def read_outlines(prepared: Path) -> Outlines | None:
    """The outlines in a file `prepare_districts` made, or None when it is absent or damaged."""
    try:
        collection = json.loads(prepared.read_text(encoding="utf-8"))
        features = collection["features"]
        return Outlines(
            rings={feature["id"]: _polygons(feature["geometry"]) for feature in features},
            labels={
                feature["id"]: _coordinate(feature["properties"]["label"]) for feature in features
            },
            surroundings=_polygons(collection["surroundings"]),
        )
    except (OSError, ValueError, LookupError, TypeError):
        return None


def _polygons(geometry: Mapping[str, Any]) -> tuple[Polygon, ...]:
    return tuple(
        tuple(tuple(_coordinate(point) for point in ring) for ring in polygon)
        for polygon in geometry["coordinates"]
    )


def _coordinate(point: Sequence[float]) -> Coordinate:
    lon, lat = point
    return float(lon), float(lat)


def utm_epsg(point: Point) -> int:
    """The EPSG code of the UTM zone a point lies in: 32635 at 27° east in the north.

    Metres hold there within 0.04 % in the zone and well beyond its edges; the exceptions around
    Norway and Svalbard are not made.
    """
    zone = int((point.lon + 180) // 6) % 60 + 1
    return (32600 if point.lat >= 0 else 32700) + zone


def nearest_metres(
    origins: Mapping[str, Point], targets: Mapping[str, Sequence[Point]], epsg: int
) -> dict[str, dict[str, float]]:
    """Metres from each origin to the nearest point of each target, in a plane (`utm_epsg`).

    Targets without a point are left out.
    """
    near: dict[str, dict[str, float]] = {origin: {} for origin in origins}
    if not origins:
        return near
    seats = _projected_points(list(origins.values()), epsg)
    for name, points in targets.items():
        if points:
            all_of_them = _projected_points(points, epsg).union_all()
            for origin, metres in zip(origins, seats.distance(all_of_them), strict=True):
                near[origin][name] = float(metres)
    return near


def covered_areas(
    outlines: Outlines, points: Sequence[Point], metres: float, epsg: int
) -> dict[str, tuple[float, float]]:
    """District → square metres within `metres` of any point, and square metres in all.

    In a plane (`utm_epsg`), in a straight line, over the simplified outlines; points beyond a
    district's border reach into it.
    """
    import geopandas

    features = [
        {
            "type": "Feature",
            "properties": {"district": district},
            "geometry": {"type": "MultiPolygon", "coordinates": polygons},
        }
        for district, polygons in sorted(outlines.rings.items())
    ]
    table = geopandas.GeoDataFrame.from_features(features, crs=4326).to_crs(epsg)
    shapes = table.geometry.make_valid()  # simplified islets may touch themselves
    reached = _projected_points(points, epsg).buffer(metres, quad_segs=CIRCLE_SEGMENTS)
    covered = shapes.intersection(reached.union_all())
    return {
        district: (float(inside), float(whole))
        for district, inside, whole in zip(
            table["district"], covered.area, shapes.area, strict=True
        )
    }


def _projected_points(points: Sequence[Point], epsg: int) -> GeoSeries:
    """The points in a plane of metres."""
    import geopandas

    lons, lats = [point.lon for point in points], [point.lat for point in points]
    return geopandas.GeoSeries(geopandas.points_from_xy(lons, lats), crs=4326).to_crs(epsg)


def prepare_districts(
    layer: Path, id_field: str, pcodes: Mapping[str, str], tolerance: float
) -> bytes:
    """The districts in `pcodes` (id → code) as GeoJSON, simplified together.

    Neighbours keep exactly one common border (a coverage, `tolerance` in degrees), so no gap or
    overlap appears between them. The order and every byte depend on the layer and the districts
    alone. Raises `UnreadableLayerError` or `DistrictsMissingError`.
    """
    import geopandas

    try:
        layer_shapes = geopandas.read_file(layer, columns=[id_field])
        if layer_shapes.crs is None:
            layer_shapes = layer_shapes.set_crs(4326)
        layer_shapes = layer_shapes.to_crs(4326)
        wanted = layer_shapes[id_field].isin(list(pcodes.values()))
        table = layer_shapes[wanted]
        shapes = dict(zip(table[id_field], table.geometry.normalize(), strict=True))
    except (OSError, RuntimeError, ValueError, LookupError, AttributeError) as problem:
        raise UnreadableLayerError(layer.name) from problem
    missing = tuple(sorted(district for district, code in pcodes.items() if code not in shapes))
    if missing or not pcodes or len(table) != len(shapes):
        raise DistrictsMissingError(missing)

    districts = sorted(pcodes)
    whole = geopandas.GeoSeries([shapes[pcodes[district]] for district in districts], crs=4326)
    features = [
        {
            "type": "Feature",
            "id": district,
            "properties": {"code": pcodes[district], "label": label},
            "geometry": {"type": "MultiPolygon", "coordinates": _rounded_polygons(shape)},
        }
        for district, shape, label in zip(
            districts, whole.simplify_coverage(tolerance), _labels(whole), strict=True
        )
    ]
    collection = {
        "type": "FeatureCollection",
        "surroundings": {
            "type": "MultiPolygon",
            "coordinates": _rounded_polygons(_surroundings(whole, layer_shapes[~wanted].geometry)),
        },
        "features": features,
    }
    return (json.dumps(collection, separators=(",", ":")) + "\n").encode()


def _labels(whole: GeoSeries) -> list[list[float]]:
    """The point of each district farthest from its border, as longitude and latitude.

    The circle is drawn in a plane where a degree is as wide as it is high.
    """
    width = math.cos(math.radians((whole.total_bounds[1] + whole.total_bounds[3]) / 2))
    plane = whole.set_crs(None, allow_override=True).affine_transform([width, 0, 0, 1, 0, 0])
    centres = [
        radius.coords[0]
        for radius in plane.maximum_inscribed_circle(tolerance=LABEL_SEARCH_DEGREES)
    ]
    return [[round(x / width, DECIMALS), round(y, DECIMALS)] for x, y in centres]


def _surroundings(whole: GeoSeries, others: GeoSeries) -> Any:
    """The land of `others` near the city as one coarse shape (see `Outlines`)."""
    west, south, east, north = whole.total_bounds
    margin = SURROUNDINGS_DEGREES
    box = (west - margin, south - margin, east + margin, north + margin)
    plane = whole.set_crs(None, allow_override=True)
    neighbours = others.set_crs(None, allow_override=True).clip_by_rect(*box)
    neighbours = neighbours[~neighbours.is_empty].buffer(0)
    if neighbours.empty:
        return type(whole)([]).union_all()
    beyond = type(whole)([neighbours.union_all()])
    land = beyond.union(type(whole)([plane.union_all()]))
    coarse = land.simplify(SURROUNDINGS_TOLERANCE_DEGREES)
    under_the_city = beyond.buffer(SURROUNDINGS_OVERLAP_DEGREES)
    pieces = coarse.intersection(under_the_city).simplify(SURROUNDINGS_TOLERANCE_DEGREES)
    pieces = pieces.explode(ignore_index=True)
    return pieces[pieces.area > SMALLEST_SURROUNDINGS].normalize().union_all()


def _rounded_polygons(shape: Any) -> list[list[list[list[float]]]]:
    """A polygon or multi-polygon as RFC 7946 coordinates, outer rings counter-clockwise."""
    polygons = []
    for polygon in getattr(shape, "geoms", [shape]):
        if polygon.is_empty:
            continue
        outer = _rounded_ring(polygon.exterior.coords, counter_clockwise=True)
        holes = [_rounded_ring(hole.coords, counter_clockwise=False) for hole in polygon.interiors]
        if outer:
            polygons.append([outer, *(hole for hole in holes if hole)])
    return sorted(polygons)


def _rounded_ring(
    points: Iterable[Sequence[float]], *, counter_clockwise: bool
) -> list[list[float]]:
    """The ring with repeated points dropped; empty when fewer than three remain."""
    ring: list[list[float]] = []
    for x, y in points:
        corner = [round(float(x), DECIMALS), round(float(y), DECIMALS)]
        if not ring or ring[-1] != corner:
            ring.append(corner)
    if len(ring) <= SMALLEST_RING:
        return []
    area = sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring))
    return ring if (area > 0) == counter_clockwise else ring[::-1]
