"""Distances are measured once, kept by their content, and honest about what is not there."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import pytest

from learning_city.city import reach as module
from learning_city.city.city import City
from learning_city.city.geography import Outlines, distance_metres, utm_epsg
from learning_city.city.reach import ANYTHING, Reach, measure
from learning_city.model.fields import Point
from tests.city_project import Project

SQUARE = ((27.0, 38.3), (27.3, 38.3), (27.3, 38.6), (27.0, 38.6), (27.0, 38.3))
"""Around the small city's one place, more than a kilometre on every side."""
FAR = ((27.6, 38.3), (27.8, 38.3), (27.8, 38.6), (27.6, 38.6), (27.6, 38.3))


def point(lat: float, lon: float) -> Point:
    return Point.model_construct(lat=lat, lon=lon)


@pytest.fixture
def city(small_city: Project) -> City:
    small_city.write(
        "content/vocabulary/districts.yaml",
        "entries:\n  konak: {name: Konak, seat: {lat: 38.4000, lon: 27.1000}}\n"
        "  cigli: {name: Çiğli}\n",
    )
    found = small_city.assemble()
    assert found.city is not None, found.problems
    return replace(found.city, outlines=Outlines({"konak": ((SQUARE,),), "cigli": ((FAR,),)}, {}))


def test_the_seat_is_measured_to_the_nearest_place_of_each_field(
    city: City, tmp_path: Path
) -> None:
    found = measure(city, tmp_path).nearest
    truth = distance_metres(point(38.4, 27.1), city.place("kitaplik").location)
    assert found["konak"] == pytest.approx(
        dict.fromkeys([ANYTHING, "sanat", "kitap-felsefe"], truth), rel=0.001
    )
    assert "stem" not in found["konak"], "no place of the field, so no distance"
    assert "cigli" not in found, "no seat, so no distance"


def test_a_circle_of_a_kilometre_lies_within_reach(city: City, tmp_path: Path) -> None:
    near, whole = measure(city, tmp_path).covered["konak"]
    assert near == pytest.approx(math.pi * 1000**2, rel=0.0005)
    assert whole > 25 * near
    assert measure(city, tmp_path).covered["cigli"][0] == 0


def test_a_place_reaches_across_a_border(city: City, tmp_path: Path) -> None:
    place = city.place("kitaplik").location
    west, east = SQUARE, FAR
    split = place.lon
    west = tuple((min(x, split), y) for x, y in SQUARE)
    east = tuple((max(x, split), y) for x, y in SQUARE)
    halves = replace(city, outlines=Outlines({"konak": ((west,),), "cigli": ((east,),)}, {}))
    found = measure(halves, tmp_path).covered
    assert found["konak"][0] == pytest.approx(found["cigli"][0], rel=0.01)


def test_without_outlines_distances_remain(city: City, tmp_path: Path) -> None:
    found = measure(replace(city, outlines=None), tmp_path)
    assert found.covered == {}
    assert found.nearest == measure(city, tmp_path).nearest


def test_a_city_without_a_place_has_nothing_to_measure(city: City, tmp_path: Path) -> None:
    empty = replace(city, places=(), events=(), occurrences=())
    assert measure(empty, tmp_path) == Reach({"konak": {}}, {})


def test_what_was_measured_is_kept_until_something_changes(
    city: City, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = tmp_path / "cache"
    first = measure(city, cache)
    (kept,) = cache.iterdir()

    def nobody_measures(_city: City) -> Reach:
        raise AssertionError("measured again")

    with monkeypatch.context() as patched:
        patched.setattr(module, "_measured", nobody_measures)
        assert measure(city, cache) == first
        with pytest.raises(AssertionError, match="measured again"):
            measure(replace(city, outlines=None), cache)
    kept.write_text('{"nearest": []}', encoding="utf-8")
    assert measure(city, cache) == first, "a damaged file is measured anew"


@pytest.mark.parametrize(
    ("lat", "lon", "epsg"),
    [(38.42, 27.14, 32635), (-33.9, 18.4, 32734), (51.5, -0.1, 32630), (0, 179.99, 32660)],
)
def test_the_zone_follows_the_city(lat: float, lon: float, epsg: int) -> None:
    assert utm_epsg(point(lat, lon)) == epsg
