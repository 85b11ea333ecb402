"""The yearly record: valid for programs, readable in a spreadsheet, never reckoned twice."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import csvw
import jsonschema
import pytest

from learning_city.city.city import City
from learning_city.city.geography import Outlines
from learning_city.city.reach import measure
from learning_city.city.yearly_report import as_text
from learning_city.outputs import report_files, report_schema
from learning_city.outputs.site import Site
from tests.city_project import PROJECT, Project
from tests.outputs.test_contribution_links import site_of

SQUARE = ((27.0, 38.3), (27.3, 38.3), (27.3, 38.6), (27.0, 38.6), (27.0, 38.3))
VOCABULARY = """\
source: [{title: {tr: "Örnek nüfus çizelgesi, şubat", en: Example figures}}]
entries:
  konak: {name: Konak, population: {value: 40000, year: 2025}, seat: {lat: 38.4, lon: 27.1}}
  cigli: {name: Çiğli, population: {value: 12500, year: 2025}}
"""


@pytest.fixture
def project(small_city: Project) -> Project:
    small_city.write("content/vocabulary/districts.yaml", VOCABULARY)
    return small_city


def city_of(project: Project) -> City:
    found = project.assemble(samples=False)
    assert found.city is not None, found.problems
    return replace(found.city, outlines=Outlines({"konak": ((SQUARE,),)}, {}))


def site(city: City, project: Project) -> Site:
    return replace(site_of(city), reach=measure(city, project.folder / ".cache"))


def files(project: Project) -> dict[str, bytes]:
    city = city_of(project)
    return {file.address: file.content for file in report_files.build(city, site(city, project))}


def schema() -> dict[str, object]:
    return report_schema.schema("https://example.org/schema/report.json")


def test_a_record_has_three_files(project: Project) -> None:
    assert set(files(project)) == {
        "data/report-2026.json",
        "data/report-2026.csv",
        "data/report-2026.csv-metadata.json",
    }


def test_the_record_is_as_its_schema_says(project: Project) -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    record = json.loads(files(project)["data/report-2026.json"])
    jsonschema.validate(record, schema(), jsonschema.Draft202012Validator)
    assert record["status"] == "provisional"
    assert record["as_of"] == "2026-12-01"
    konak = record["districts"][1]
    assert konak["id"] == "konak"
    assert konak["population"] == {"value": 40000, "year": 2025}
    assert konak["places_per_10000"] == 0.25
    assert konak["reach"]["metres"] == 1000
    assert record["total"]["population"]["value"] == 52500
    assert record["total"]["organizers"] == {"association": 1}


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("districts", 0, "places"), -1),
        (("districts", 0, "reach", "share"), 1.5),
        (("districts", 0, "id"), "Çiğli"),
        (("total", "organizers"), None),
        (("as_of",), "tomorrow"),
        (("status",), "perhaps"),
    ],
)
def test_the_schema_refuses_what_no_record_says(
    project: Project, path: tuple[str | int, ...], value: object
) -> None:
    record = json.loads(files(project)["data/report-2026.json"])
    record["districts"].reverse()  # the one with outlines first
    part = record
    for step in path[:-1]:
        part = part[step]
    part[path[-1]] = value
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(record, schema(), jsonschema.Draft202012Validator)


def test_the_table_opens_in_a_spreadsheet_with_its_letters(project: Project) -> None:
    content = files(project)["data/report-2026.csv"]
    assert content.startswith(b"\xef\xbb\xbf"), "without it a spreadsheet guesses another encoding"
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert [row["name"] for row in rows] == ["Çiğli", "Konak"]
    assert rows[0]["population_source"] == "Örnek nüfus çizelgesi, şubat"
    assert rows[0]["reach_share"] == "", "unknown is not nought"
    assert rows[1]["places_kitap-felsefe"] == "1"
    assert (rows[1]["wheelchair_unknown"], rows[1]["wheelchair_no"]) == ("1", "0")
    assert rows[0]["metres_to_sanat"] == ""


def test_the_table_is_as_its_metadata_says(project: Project, tmp_path: Path) -> None:
    """Read by another library, which compares every cell with its column's type."""
    folder = tmp_path / "published"
    folder.mkdir()
    for address, content in files(project).items():
        (folder / address.removeprefix("data/")).write_bytes(content)
    described = csvw.CSVW(str(folder / "report-2026.csv-metadata.json"), validate=True)
    assert described.is_valid
    (table,) = described.to_json()["tables"]
    rows = [row["describes"][0] for row in table["row"]]
    assert [row["id"] for row in rows] == ["cigli", "konak"]
    assert rows[1]["population"] == 40000
    assert rows[1]["places_per_10000"] == 0.25
    text = (folder / "report-2026.csv").read_text(encoding="utf-8")
    (folder / "report-2026.csv").write_text(text.replace("40000", "many"), encoding="utf-8")
    wrong = csvw.CSVW(str(folder / "report-2026.csv-metadata.json"), validate=True)
    assert not wrong.is_valid


def test_the_metadata_describe_every_column_in_every_language(project: Project) -> None:
    made = files(project)
    described = json.loads(made["data/report-2026.csv-metadata.json"])
    header = made["data/report-2026.csv"].decode("utf-8-sig").splitlines()[0].split(",")
    columns = described["tableSchema"]["columns"]
    assert [column["titles"][0] for column in columns] == header
    assert all(set(column["dc:description"]) == {"tr", "en"} for column in columns)
    said = {column["name"]: column["dc:description"] for column in columns}
    assert "Kitap / Felsefe" in said["places_kitap_felsefe"]["tr"]
    assert "Books / Philosophy" in said["places_kitap_felsefe"]["en"]


def test_a_frozen_record_is_published_as_it_is(project: Project) -> None:
    record = json.loads(files(project)["data/report-2026.json"])
    frozen = {key: value for key, value in record.items() if key not in ("$schema", "page")}
    del frozen["citation"], frozen["license"]
    frozen |= {"status": "final", "year": 2025, "as_of": "2025-12-30"}
    frozen["districts"][1]["places"] = 99
    project.write("content/reports/2025.json", as_text(frozen))
    made = files(project)
    published = json.loads(made["data/report-2025.json"])
    assert {key: published[key] for key in frozen} == frozen
    assert "30 Aralık 2025" in published["citation"]["tr"]
    assert b",99," in made["data/report-2025.csv"]
    assert json.loads(made["data/report-2026.json"])["status"] == "provisional"


def test_a_year_that_is_frozen_early_is_not_reckoned_again(project: Project) -> None:
    record = json.loads(files(project)["data/report-2026.json"]) | {"status": "final"}
    record["total"]["places"] = 7
    project.write("content/reports/2026.json", as_text(record))
    made = files(project)
    assert len(made) == 3
    assert json.loads(made["data/report-2026.json"])["total"]["places"] == 7


def test_without_populations_and_outlines_the_record_says_so(small_city: Project) -> None:
    city = small_city.assemble(samples=False).city
    assert city is not None
    (record, table, _) = report_files.build(city, site_of(city))
    told = json.loads(record.content)
    jsonschema.validate(told, schema(), jsonschema.Draft202012Validator)
    assert told["population_source"] is None
    assert told["boundaries"] is None
    for row in (told["total"], *told["districts"]):
        assert row["places_per_10000"] is None
        assert row["reach"] is None
    assert b"NaN" not in table.content


def test_the_same_city_gives_the_same_bytes(project: Project) -> None:
    assert files(project) == files(project)


@pytest.mark.real_data
def test_every_frozen_record_of_this_repository_is_whole() -> None:
    for path in sorted((PROJECT / "content/reports").glob("*.json")):
        record = json.loads(path.read_text(encoding="utf-8"))
        described = schema()
        required = described["required"]
        assert isinstance(required, list)
        described["required"] = [
            key for key in required if key not in ("$schema", "citation", "license", "page")
        ]
        jsonschema.validate(record, described, jsonschema.Draft202012Validator)
