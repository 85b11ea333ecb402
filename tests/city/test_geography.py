"""Outlines and distances, on a city of three made-up districts."""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learning_city.city.geography import Outlines, bounds, distance_metres, read_outlines

SQUARE = ((27.0, 38.0), (27.2, 38.0), (27.2, 38.2), (27.0, 38.2), (27.0, 38.0))
POND = ((27.08, 38.08), (27.08, 38.12), (27.12, 38.12), (27.12, 38.08), (27.08, 38.08))
EAST = ((27.2, 38.0), (27.4, 38.0), (27.4, 38.2), (27.2, 38.2), (27.2, 38.0))
ISLAND = ((26.5, 38.5), (26.51, 38.5), (26.51, 38.51), (26.5, 38.5))

OUTLINES = Outlines(
    rings={"orta": ((SQUARE, POND), (ISLAND,)), "dogu": ((EAST,),)},
    labels={"orta": (27.05, 38.1), "dogu": (27.3, 38.1)},
)


@dataclass(frozen=True)
class Spot:
    lat: float
    lon: float


def test_a_point_inside_belongs_to_its_district():
    assert OUTLINES.district_at(38.05, 27.05) == "orta"
    assert OUTLINES.district_at(38.1, 27.3) == "dogu"


def test_an_island_belongs_to_its_district():
    assert OUTLINES.contains("orta", 38.503, 26.508)


def test_a_hole_and_the_sea_belong_to_nobody():
    assert OUTLINES.district_at(38.1, 27.1) is None
    assert OUTLINES.district_at(39.5, 26.0) is None


def test_an_unknown_district_holds_nothing_and_is_infinitely_far():
    assert not OUTLINES.contains("yok", 38.05, 27.05)
    assert OUTLINES.metres_outside("yok", 38.05, 27.05) == math.inf


def test_metres_outside_is_zero_inside_and_the_way_to_the_border_outside():
    assert OUTLINES.metres_outside("orta", 38.05, 27.05) == 0
    south_of_it = OUTLINES.metres_outside("orta", 37.99, 27.1)
    assert south_of_it == pytest.approx(
        distance_metres(Spot(37.99, 27.1), Spot(38, 27.1)), rel=1e-4
    )


def test_bounds_reach_around_islands():
    assert OUTLINES.bounds("orta") == (26.5, 38.0, 27.2, 38.51)
    assert bounds([(ISLAND,)]) == (26.5, 38.5, 26.51, 38.51)


@given(st.floats(37.9, 38.3), st.floats(26.9, 27.5))
def test_a_point_is_in_at_most_one_district_and_outside_all_others(lat, lon):
    inside = [district for district in OUTLINES.rings if OUTLINES.contains(district, lat, lon)]
    assert len(inside) <= 1
    assert OUTLINES.district_at(lat, lon) == (inside[0] if inside else None)
    for district in OUTLINES.rings:
        away = OUTLINES.metres_outside(district, lat, lon)
        assert (away == 0) == (district in inside) or away < 0.01


@given(st.floats(36, 42), st.floats(26, 45), st.floats(-0.5, 0.5), st.floats(-0.5, 0.5))
def test_distances_agree_with_the_ellipsoid(lat, lon, north, east):
    geodesy = pytest.importorskip("pyproj").Geod(ellps="WGS84")
    a, b = Spot(lat, lon), Spot(lat + north, lon + east)
    _, _, truth = geodesy.inv(a.lon, a.lat, b.lon, b.lat)
    assert distance_metres(a, b) == pytest.approx(truth, rel=0.001, abs=0.01)
    assert distance_metres(a, b) == distance_metres(b, a)


def test_prepared_outlines_are_read_back(tmp_path):
    prepared = tmp_path / "districts.geojson"
    prepared.write_text(
        json.dumps(
            {
                "surroundings": {"type": "MultiPolygon", "coordinates": [[EAST]]},
                "features": [
                    {
                        "id": "orta",
                        "properties": {"label": [27.05, 38.1]},
                        "geometry": {"type": "MultiPolygon", "coordinates": [[SQUARE, POND]]},
                    }
                ],
            }
        ),
        encoding="utf-8",
    )
    outlines = read_outlines(prepared)
    assert outlines == Outlines(
        {"orta": ((SQUARE, POND),)}, {"orta": (27.05, 38.1)}, surroundings=((EAST,),)
    )


@pytest.mark.parametrize(
    "content", [None, "", "{", "[]", "{}", '{"features": [1]}', "null", "\udcff"]
)
def test_an_absent_or_damaged_file_is_no_outlines(tmp_path, content):
    prepared = tmp_path / "districts.geojson"
    if content is not None:
        prepared.write_bytes(content.encode("utf-8", "surrogateescape"))
    assert read_outlines(prepared) is None


def test_geopandas_is_not_loaded_by_asking_outlines():
    loaded = "import sys, learning_city.city.boundaries; sys.exit('geopandas' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", loaded],
        env={"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        check=False,
    )
    assert done.returncode == 0
