"""The dictionary of open data and the files say the same, in both directions."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import chain
from typing import Any

import pytest

from learning_city.city.city import City
from learning_city.city.geography import Outlines
from learning_city.edges.data_guide import GUIDE, guide_with_tables
from learning_city.model.settings import BoundaryPackage
from learning_city.outputs import (
    calendar_feed,
    data_pages,
    event_table,
    map_data,
    opening_table,
    place_table,
    route_files,
)
from learning_city.outputs.open_data import DATA_FILES, VERSION, DataFile, data_file
from learning_city.outputs.site import Change, Site
from learning_city.words.local_text import LocalText
from tests.city_project import CATALOGUES, PROJECT, Project
from tests.outputs.test_contribution_links import site_of

STANDARD = {"type", "features[].type"}
"""What RFC 7946 asks of every such file; geometry is one field, whatever its shape."""

# Everything that a file of ours can say, so that nothing of the dictionary stays unseen.
RICH_PLACE = """
name: {tr: İşlik, en: Workshop}
kind: library
district: konak
address: "Örnek Sokak No: 4"
location: {lat: 38.41920, lon: 27.12870}
themes: [sanat]
audiences: [cocuk]
summary: {tr: Bir işlik., en: A workshop.}
cost: free
opening_hours: "Tu-Sa 09:00-17:00"
website: https://islik.example/
phone: "0232 000 00 00"
email: bilgi@islik.example
osm: node/1
wikidata: Q1
verified: 2026-11-22
sources: [{title: Kaynak, url: "https://kaynak.example/", license: CC BY 4.0}]
"""
POOR_PLACE = """
name: {tr: Bilinmeyen köşe}
kind: library
district: konak
location: {lat: 38.41921, lon: 27.12871}
themes: [sanat]
audiences: [cocuk]
summary: {tr: Kimse bilmez.}
"""
ROUTE = """
title: {tr: Gezi, en: Tour}
summary: {tr: İki durak., en: Two stops.}
themes: [sanat]
audiences: [cocuk]
stops:
  - place: kitaplik
    title: {tr: Birinci, en: First}
    prompt: {tr: Bakın., en: Look.}
    onward: {mode: transit, minutes: 20}
  - name: {tr: Köprü, en: The bridge}
    location: {lat: 38.42000, lon: 27.13000}
    title: {tr: İkinci, en: Second}
    prompt: {tr: Dinleyin., en: Listen.}
"""
EVENTS = {
    "atolye": """
title: {tr: Atölye, en: Workshop}
summary: {tr: Yaparız., en: We make things.}
place: kitaplik
start: 2026-12-05 14:00
end: 2026-12-05 16:00
repeat: {every: week, on: [sa], until: 2026-12-26, except: [2026-12-12], also: [2026-12-13]}
changes: [{date: 2026-12-19, status: moved, start: 2026-12-20 15:00}]
themes: [sanat]
audiences: [cocuk]
ages: 7-12
cost: {amount: 50, currency: TRY}
organizers: [imece]
""",
    "cevrim-ici": """
title: {tr: Çevrim içi}
online: https://oda.example/
start: 2026-12-06
themes: [sanat]
audiences: [cocuk]
ages: 18+
""",
    "ucu-acik": """
title: {tr: Ucu açık}
place: kitaplik
start: 2026-12-09 10:00
themes: [sanat]
audiences: [cocuk]
""",
    "senlik": """
title: {tr: Şenlik}
city_wide: true
start: 2026-12-07
end: 2026-12-08
status: cancelled
themes: [sanat]
audiences: [cocuk]
""",
}


@pytest.fixture
def whole(small_city: Project) -> tuple[City, Site]:
    """A city in which every field of every file has a value somewhere, and is unknown elsewhere."""
    small_city.write("places/konak/islik.yaml", RICH_PLACE)
    small_city.write("places/konak/kose.yaml", POOR_PLACE)
    small_city.write("content/routes/gezi.yaml", ROUTE)
    for name, text in EVENTS.items():
        small_city.write(f"events/2026/{name}.yaml", text)
    assembly = small_city.assemble()
    assert assembly.city is not None, assembly.problems
    square = ((27.0, 38.0), (28.0, 38.0), (28.0, 39.0), (27.0, 39.0), (27.0, 38.0))
    outlines = Outlines({"konak": ((square,),)}, {"konak": (27.5, 38.5)}, ((square,),))
    source = BoundaryPackage.model_construct(
        attribution=LocalText({"tr": "Örnek sınırlar"}), license="CC BY-IGO"
    )
    settings = assembly.city.settings.model_copy(update={"boundaries": source})
    city = replace(assembly.city, outlines=outlines, settings=settings)
    changes = {"atolye": Change(datetime(2026, 11, 1, tzinfo=UTC), 2)}
    return city, replace(site_of(city), event_changes=changes)


def made(city: City, site: Site) -> dict[str, bytes]:
    modules = (map_data, place_table, event_table, calendar_feed, opening_table, route_files)
    return {
        file.address: file.content
        for file in chain.from_iterable(module.build(city, site) for module in modules)
    }


def the(name: str) -> DataFile:
    (found,) = (one for one in DATA_FILES if one.name == name)
    return found


def paths(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every leaf of a JSON document with its path; a geometry is one leaf, and so are the plans."""
    if path.endswith(("geometry", "surroundings")) or path == "plans":
        yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from paths(inner, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for inner in value:
            yield from paths(inner, f"{path}[]")
    else:
        yield path, value


KINDS: dict[str, Any] = {
    "text": lambda value: isinstance(value, str) and value != "",
    "id": lambda value: bool(re.fullmatch(r"[a-z0-9-]+", value)),
    "number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "degrees": lambda value: isinstance(value, float) and -180 <= value <= 180,
    "geometry": lambda value: value["type"] in ("LineString", "Point"),
    "yes-no": lambda value: isinstance(value, bool),
    "moment": lambda value: bool(datetime.fromisoformat(value)),
    "address": lambda value: bool(re.fullmatch(r"https?://\S+", value)),
    "point": lambda value: (value["type"], len(value["coordinates"])) == ("Point", 2),
    "shape": lambda value: value["type"] == "MultiPolygon",
    "day": lambda value: bool(date.fromisoformat(value)),
    "plans": lambda value: all(0 <= begin < end <= 1440 for day in value for begin, end, *_ in day),
}


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("places", "data/places.geojson"),
        ("districts", "data/districts.geojson"),
        ("events", "data/events.json"),
        ("opening", "data/opening.json"),
        ("routes", "data/routes/gezi.geojson"),
    ],
)
def test_a_json_file_holds_the_fields_of_the_dictionary_and_no_others(
    whole: tuple[City, Site], name: str, address: str
) -> None:
    document = json.loads(made(*whole)[address])
    fields = the(name).fields
    if any(field.path == "schema_version" for field in fields):
        assert document["schema_version"] == VERSION
    problems, seen = [], {field.path: set[str]() for field in fields}
    for path, value in paths(document):
        if path in STANDARD:
            continue
        found = [field for field in fields if field.is_at(path)]
        if len(found) != 1:
            # A group that is null as a whole: each of its fields is.
            inside = [field for field in fields if field.path.startswith(f"{path}.")]
            if value is None and inside and all(field.unknown == "null" for field in inside):
                for field in inside:
                    seen[field.path].add("null")
                continue
            problems.append(f"{path}: {len(found)} entries in the dictionary")
            continue
        (field,) = found
        seen[field.path].add("null" if value is None else "value")
        if value is None:
            if field.unknown != "null":
                problems.append(f"{path} is null")
        elif not KINDS[field.kind](value):
            problems.append(f"{path} is no {field.kind}: {value!r}")
    problems += [f"{path} is never there" for path, found in seen.items() if "value" not in found]
    problems += [
        f"{field.path} is never null"
        for field in fields
        if field.unknown == "null" and "null" not in seen[field.path]
    ]
    assert problems == []


def test_what_the_dictionary_calls_certain_is_in_every_record(whole: tuple[City, Site]) -> None:
    files = made(*whole)
    for name, address, records in (
        ("places", "data/places.geojson", "features"),
        ("events", "data/events.json", "events"),
    ):
        certain = {
            field.path
            for field in the(name).fields
            if field.path.startswith(f"{records}[].") and field.unknown in ("never", "null")
        }
        for record in json.loads(files[address])[records]:
            there = {
                re.sub(r"(_|\.)en$|\.tr$", lambda match: f"{match[1] or '.'}<language>", path)
                for path, _ in paths(record, f"{records}[]")
            }
            missing = {
                path
                for path in certain - there
                if path.rpartition(".")[0] not in there and not path.endswith("[]")
            }
            assert missing == set(), record["id"]


def test_the_tables_columns_are_those_of_the_dictionary(whole: tuple[City, Site]) -> None:
    city, site = whole
    text = made(city, site)["data/places.csv"].decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    fields = the("places-table").fields
    assert [field.path for field in fields if "<" not in field.path] + [
        field.path.replace("<language>", "en") for field in fields if "<" in field.path
    ] == list(rows[0])
    for name in rows[0]:
        (field,) = (one for one in fields if one.is_at(name))
        cells = [row[name] for row in rows]
        assert any(cells), f"{name} is never filled"
        assert ("" in cells) == (field.unknown == "empty"), name
        for cell in filter(None, cells):
            if field.kind == "ids":
                assert all(KINDS["id"](one) for one in cell.split(";")), cell
            elif field.kind == "degrees":
                assert KINDS["degrees"](float(cell))
            elif field.kind == "day":
                assert date.fromisoformat(cell)
            elif field.kind == "address":
                assert KINDS["address"](cell)


def test_a_calendars_entries_hold_the_properties_of_the_dictionary(
    whole: tuple[City, Site],
) -> None:
    text = made(*whole)["data/events.ics"].decode().replace("\r\n ", "")
    entries = re.findall(r"BEGIN:VEVENT\r\n(.*?)END:VEVENT", text, re.DOTALL)
    found = [set(re.findall(r"^([A-Z-]+)[:;]", entry, re.MULTILINE)) for entry in entries]
    fields = {field.path: field for field in the("calendar").fields}
    assert set.union(*found) == set(fields)
    certain = {path for path, field in fields.items() if field.unknown == "never"}
    assert set.intersection(*found) == certain


def test_the_metadata_of_the_table_names_its_columns_in_their_order(
    whole: tuple[City, Site],
) -> None:
    """W3C, Metadata Vocabulary for Tabular Data: names, kinds, key, separator."""
    city, site = whole
    (metadata,) = (
        json.loads(one.content)
        for one in data_pages.build(city, site, [])
        if getattr(one, "address", "").endswith("metadata.json")
    )
    text = made(city, site)["data/places.csv"].decode("utf-8-sig")
    header = next(csv.reader(io.StringIO(text)))
    columns = metadata["tableSchema"]["columns"]
    assert [column["name"] for column in columns] == header
    assert metadata["url"] == "places.csv"
    assert metadata["@context"][0] == "http://www.w3.org/ns/csvw"
    assert metadata["tableSchema"]["primaryKey"] in header
    kinds = {column["name"]: column["datatype"] for column in columns}
    assert (kinds["lat"], kinds["verified"], kinds["url"]) == ("decimal", "date", "anyURI")
    assert [one["name"] for one in columns if one.get("separator")] == ["themes", "audiences"]
    for column in columns:
        assert {said["@lang"] for said in column["dc:description"]} == {"tr", "en"}


def test_an_address_belongs_to_one_entry_of_the_dictionary() -> None:
    assert data_file("data/places.geojson") is the("places")
    assert data_file("data/districts/konak.ics") is the("calendars")
    assert data_file("feeds/events.en.atom.xml") is the("event-feed")
    assert data_file("data/source/place/konak.json") is None
    assert data_file("yerler/index.html") is None


# ── DATA.md ───────────────────────────────────────────────────────────────────────────────────────


def test_the_guide_for_strangers_is_up_to_date() -> None:
    """`make schema` writes its tables."""
    assert guide_with_tables(PROJECT, CATALOGUES) == (PROJECT / GUIDE).read_text(encoding="utf-8")


def test_the_guide_names_every_field_and_the_present_version_first() -> None:
    guide = (PROJECT / GUIDE).read_text(encoding="utf-8")
    for one in DATA_FILES:
        section = guide.partition(f": `{one.address}`\n")[2].partition("\n### ")[0]
        assert section, one.address
        named = re.findall(r"^\| `([^`]+)` \|", section, re.MULTILINE)
        assert named == [field.path for field in one.fields]
    changes = guide.partition("## Changes of the format\n")[2]
    assert re.findall(r"^### (.+)$", changes, re.MULTILINE)[0] == VERSION


def test_a_project_without_a_guide_needs_none(small_city: Project) -> None:
    assert guide_with_tables(small_city.folder, CATALOGUES) is None
