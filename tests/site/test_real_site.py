"""The site of this repository's own data, as published below a path: what its size can break."""

import csv
import io
import json
import re

import geopandas
import pyproj
import pytest
import shapely
import yaml

from tests.site.building import REPOSITORY, SUB_PATH_ADDRESS, shared
from tests.site.document import SiteReader
from tests.site.test_pages import (
    test_breadcrumbs_lead_home_and_end_here_and_say_the_same_to_machines,
    test_every_address_of_this_site_leads_somewhere,
    test_every_page_has_one_first_heading_and_no_level_is_skipped,
    test_every_page_has_one_title_and_a_description_of_its_own,
    test_names_inside_a_page_are_unique_and_references_to_them_resolve,
    test_no_page_loads_anything_from_elsewhere,
    test_nothing_runs_that_is_not_a_file_of_ours,
    test_translations_point_at_each_other_and_the_source_language_is_the_default,
)

__all__ = [
    "test_breadcrumbs_lead_home_and_end_here_and_say_the_same_to_machines",
    "test_every_address_of_this_site_leads_somewhere",
    "test_every_page_has_one_first_heading_and_no_level_is_skipped",
    "test_every_page_has_one_title_and_a_description_of_its_own",
    "test_names_inside_a_page_are_unique_and_references_to_them_resolve",
    "test_no_page_loads_anything_from_elsewhere",
    "test_nothing_runs_that_is_not_a_file_of_ours",
    "test_translations_point_at_each_other_and_the_source_language_is_the_default",
]

pytestmark = [pytest.mark.real_data, pytest.mark.slow]


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> SiteReader:
    """In place of the tiny city, for the tests named above."""
    made = shared(tmp_path_factory, "real-published", REPOSITORY, site_address=SUB_PATH_ADDRESS)
    return SiteReader(made.files(), SUB_PATH_ADDRESS)


def test_no_sample_is_published(site):
    """Whatever is marked as a sample in this repository's data."""
    folders = (REPOSITORY / "events", REPOSITORY / "content" / "organizers")
    samples = [
        path.stem
        for folder in folders
        for path in folder.rglob("*.yaml")
        if "\nsample: " in path.read_text(encoding="utf-8")
    ]
    named = [
        f"{name}: {sample}"
        for name, content in site.files.items()
        for sample in samples
        if sample in name.split("/") or f"/{sample}/".encode() in content
    ]
    assert named == []


# ── The yearly record, reckoned from what is published beside it ──────────────────────────────────


@pytest.fixture(scope="module")
def record(site):
    return json.loads(site.files["data/report-2026.json"])


@pytest.fixture(scope="module")
def places(site):
    text = site.files["data/places.csv"].decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.fixture(scope="module")
def on_the_plane():
    return pyproj.Transformer.from_crs("EPSG:4326", "EPSG:32635", always_xy=True).transform


def vocabulary_of(district):
    path = REPOSITORY / "content" / "vocabulary" / "districts.yaml"
    return yaml.safe_load(path.read_text(encoding="utf-8"))["entries"][district]


@pytest.mark.parametrize("district", ["bornova", "konak", "selcuk"])
def test_three_indicators_can_be_reckoned_from_the_published_files(
    site, record, places, on_the_plane, district
):
    (row,) = (row for row in record["districts"] if row["id"] == district)
    here = [place for place in places if place["district"] == district]
    residents = vocabulary_of(district)["population"]["value"]
    assert row["places_per_10000"] == round(len(here) * 10_000 / residents, 2)

    seat = vocabulary_of(district)["seat"]
    spots = {
        place["id"]: shapely.Point(on_the_plane(float(place["lon"]), float(place["lat"])))
        for place in places
    }
    centre = shapely.Point(on_the_plane(seat["lon"], seat["lat"]))
    for theme, metres in row["nearest_metres"].items():
        of_theme = [place["id"] for place in places if theme in place["themes"].split(";")]
        assert metres == round(min(centre.distance(spots[name]) for name in of_theme))

    if "data/districts.geojson" not in site.files:
        assert row["reach"] is None
        return
    collection = json.loads(site.files["data/districts.geojson"])
    (shape,) = (one for one in collection["features"] if one["id"] == district)
    land = shapely.geometry.shape(shape["geometry"])
    land = shapely.make_valid(shapely.transform(land, on_the_plane, interleaved=False))
    near = shapely.union_all([spot.buffer(1000, quad_segs=128) for spot in spots.values()])
    assert row["reach"]["share"] == pytest.approx(
        land.intersection(near).area / land.area, abs=0.001
    )
    assert row["reach"]["area_km2"] == round(land.area / 1e6, 2)


def test_the_districts_add_up_to_the_city(record, places):
    for name in ("places", "places_with_station"):
        assert record["total"][name] == sum(row[name] for row in record["districts"])
    assert record["total"]["places"] == len(places)
    for family in ("cost", "wheelchair", "toilets", "transit"):
        for row in (record["total"], *record["districts"]):
            assert sum(row[family].values()) == row["places"]


def test_geopandas_opens_the_published_maps(site, tmp_path):
    (tmp_path / "places.geojson").write_bytes(site.files["data/places.geojson"])
    table = geopandas.read_file(tmp_path / "places.geojson")
    assert {"id", "name", "kind", "district", "themes", "audiences", "url"} <= set(table.columns)
    assert table.crs.to_epsg() == 4326
    assert len(table) == len(json.loads(site.files["data/places.geojson"])["features"])
    if "data/districts.geojson" in site.files:
        (tmp_path / "districts.geojson").write_bytes(site.files["data/districts.geojson"])
        districts = geopandas.read_file(tmp_path / "districts.geojson")
        joined = table.sjoin(districts, predicate="within", lsuffix="place", rsuffix="district")
        agree = joined["district"] == joined["id_district"]
        assert agree.mean() > 0.99


@pytest.mark.parametrize("name", ["ogrenen-sehir/index.html", "en/learning-city/index.html"])
def test_the_frames_are_whole_and_no_number_of_features_is_claimed(site, name):
    page = site.documents[name]
    frames = page.root.all("div", class_="area")
    assert len(frames) == 12 + 14, "the areas of the Key Features, the targets of three goals"
    assert all(frame.one("dd").text for frame in frames)
    assert not re.search(r"\b42\b (features|özellik)", page.root.text)
