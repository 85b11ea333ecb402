"""Three indicators of three districts, reckoned once more without a line of ours, agree exactly.

Read from the two tables in `by_hand/` with the standard library alone: the projection is written
out below, and the area near a place is added up in narrow strips. Only then is our answer asked.
"""

from __future__ import annotations

import csv
import math
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from learning_city.city.city import City
from learning_city.city.geography import Outlines
from learning_city.city.indicators import gather_evidence
from learning_city.city.reach import measure
from tests.city_project import Project

TABLES = Path(__file__).parent / "by_hand"
DISTRICTS = ("karsiyaka", "kinik", "selcuk")


def rows(name: str) -> list[dict[str, str]]:
    with (TABLES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


# ── By hand ───────────────────────────────────────────────────────────────────────────────────────


def on_the_plane(lat: float, lon: float) -> tuple[float, float]:
    """UTM zone 35 north in metres: Krüger's series (1912) for the WGS84 ellipsoid."""
    flattening = 1 / 298.257223563
    n = flattening / (2 - flattening)
    radius = 6378137 / (1 + n) * (1 + n**2 / 4 + n**4 / 64 + n**6 / 256)
    alphas = (
        n / 2 - 2 * n**2 / 3 + 5 * n**3 / 16 + 41 * n**4 / 180,
        13 * n**2 / 48 - 3 * n**3 / 5 + 557 * n**4 / 1440,
        61 * n**3 / 240 - 103 * n**4 / 140,
        49561 * n**4 / 161280,
    )
    phi, away = math.radians(lat), math.radians(lon - 27)
    narrowing = 2 * math.sqrt(n) / (1 + n)
    t = math.sinh(math.atanh(math.sin(phi)) - narrowing * math.atanh(narrowing * math.sin(phi)))
    xi = math.atan2(t, math.cos(away))
    eta = math.atanh(math.sin(away) / math.hypot(1, t))
    east, north = eta, xi
    for number, alpha in enumerate(alphas, start=1):
        east += alpha * math.cos(2 * number * xi) * math.sinh(2 * number * eta)
        north += alpha * math.sin(2 * number * xi) * math.cosh(2 * number * eta)
    return 500_000 + 0.9996 * radius * east, 0.9996 * radius * north


def per_ten_thousand(district: str) -> float:
    places = [row for row in rows("venues.csv") if row["district"] == district]
    (residents,) = (
        int(row["population"]) for row in rows("districts.csv") if row["id"] == district
    )
    return round(len(places) / residents * 10_000, 2)


def metres_to_the_nearest(district: str) -> int:
    (seat,) = (row for row in rows("districts.csv") if row["id"] == district)
    here = on_the_plane(float(seat["seat_latitude"]), float(seat["seat_longitude"]))
    return round(
        min(
            math.dist(here, on_the_plane(float(row["latitude"]), float(row["longitude"])))
            for row in rows("venues.csv")
        )
    )


def share_within_a_kilometre(district: str) -> float:
    """The box of the district cut into strips ten metres high; in each the circles' union."""
    (row,) = (row for row in rows("districts.csv") if row["id"] == district)
    corners = [on_the_plane(lat, lon) for lon, lat in box_of(row)]
    centres = [
        on_the_plane(float(row["latitude"]), float(row["longitude"])) for row in rows("venues.csv")
    ]
    lowest, highest = min(y for _, y in corners), max(y for _, y in corners)
    strip = (highest - lowest) / round((highest - lowest) / 10)
    near = whole = 0.0
    y = lowest + strip / 2
    while y < highest:
        left, right = sorted(crossings(corners, y))
        whole += (right - left) * strip
        spans = sorted(
            (max(left, x - half), min(right, x + half))
            for x, level in centres
            if abs(level - y) < 1000
            for half in [math.sqrt(1000**2 - (level - y) ** 2)]
        )
        reached = left
        for start, end in spans:
            near += max(0.0, end - max(start, reached)) * strip
            reached = max(reached, end)
        y += strip
    return round(near / whole, 3)


def box_of(row: dict[str, str]) -> list[tuple[float, float]]:
    west, south, east, north = (float(edge) for edge in row["bbox"].split(","))
    return [(west, south), (east, south), (east, north), (west, north)]


def crossings(corners: list[tuple[float, float]], y: float) -> list[float]:
    found = []
    for (x1, y1), (x2, y2) in zip(corners, [*corners[1:], corners[0]], strict=True):
        if (y1 > y) != (y2 > y):
            found.append(x1 + (y - y1) * (x2 - x1) / (y2 - y1))
    return found


# ── By the code ───────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def city(small_city: Project) -> City:
    """A city of the rows of both tables."""
    (small_city.folder / "places/konak/kitaplik.yaml").unlink()
    (small_city.folder / "events/2026/hikaye-saati.yaml").unlink()
    shutil.rmtree(small_city.folder / "content/routes", ignore_errors=True)
    entries = [
        f"  {row['id']}:\n    name: {row['name_tr']}\n"
        f"    population: {{value: {row['population']}, year: {row['population_year']}}}\n"
        f"    seat: {{lat: {row['seat_latitude']}, lon: {row['seat_longitude']}}}\n"
        for row in rows("districts.csv")
    ]
    small_city.write("content/vocabulary/districts.yaml", "entries:\n" + "".join(entries))
    for row in rows("venues.csv"):
        small_city.write(
            f"places/{row['district']}/{row['id']}.yaml",
            f"name: {{tr: '{row['name_tr']}', en: '{row['name_tr']}'}}\nkind: library\n"
            f"district: {row['district']}\nthemes: [sanat]\naudiences: [veli]\n"
            f"location: {{lat: {row['latitude']}, lon: {row['longitude']}}}\n"
            "summary: {tr: Yer., en: Place.}\nsources: [{title: {tr: Çizelge, en: Table}}]\n",
        )
    found = small_city.assemble()
    assert found.city is not None, found.problems
    rings = {row["id"]: (((*box_of(row), box_of(row)[0]),),) for row in rows("districts.csv")}
    return replace(found.city, outlines=Outlines(rings, {}))


@pytest.mark.parametrize("district", DISTRICTS)
def test_what_is_published_is_what_anyone_can_reckon(
    city: City, tmp_path: Path, district: str
) -> None:
    ours = gather_evidence(city, measure(city, tmp_path)).districts[district]
    rate = ours.per_residents(ours.places)
    assert rate is not None
    assert round(rate, 2) == per_ten_thousand(district)
    assert round(ours.nearest["sanat"]) == metres_to_the_nearest(district)
    assert ours.reach is not None
    assert round(ours.reach.share, 3) == share_within_a_kilometre(district)


def test_the_hand_knows_the_projection() -> None:
    """Against the tables of the projection's library, to the millimetre."""
    transformer = pytest.importorskip("pyproj").Transformer.from_crs(4326, 32635, always_xy=True)
    for row in rows("districts.csv"):
        lat, lon = float(row["seat_latitude"]), float(row["seat_longitude"])
        assert on_the_plane(lat, lon) == pytest.approx(transformer.transform(lon, lat), abs=0.001)
