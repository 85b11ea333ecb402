"""The schemas say in an editor what the validator says, and `schema/` is up to date."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from learning_city.city.project_reader import EXAMPLES
from learning_city.edges.schema import schema_files, write_schemas
from learning_city.source.yaml_nodes import read_yaml
from learning_city.source.yaml_writer import as_data, schema_address
from learning_city.words.phrases import Phrases
from tests.city_project import CATALOGUES, PROJECT, TESTS, Project

KINDS = {
    "place": "places",
    "event": "events",
    "organizer": "content/organizers",
    "route": "content/routes",
    "notice": "content/board",
}
SHIPPED = {
    kind: json.loads((PROJECT / "schema" / f"{kind}.schema.json").read_text(encoding="utf-8"))
    for kind in KINDS
}

SEEN_BY_A_SCHEMA = {
    "bad-address",
    "bad-ages",
    "bad-date",
    "bad-email",
    "bad-id",
    "bad-osm-id",
    "bad-pattern",
    "bad-phone",
    "bad-photo-file",
    "bad-wikidata-id",
    "duplicate-key",
    "empty-list",
    "empty-value",
    "missing-key",
    "no-setting",
    "notice-without-contact",
    "not-a-choice",
    "not-a-flag",
    "not-a-number",
    "not-a-whole-number",
    "number-out-of-range",
    "number-too-small",
    "repeat-and-rrule",
    "tab-indentation",
    "too-long",
    "two-settings",
    "unclosed-bracket",
    "unclosed-quote",
    "unknown-key",
    "unknown-language",
    "wrong-shape",
}
"""Rules about one file alone. The others need the calendar, the map, files or every word's list."""

BEYOND_A_PATTERN = {"bad-ages/bad-repaired.yaml"}
"""Comparing two numbers inside one text."""


def uncommented(template: str) -> str:
    """What a volunteer has who takes every `# ` away and leaves the explanations."""
    first, rest = template.split("\n", 1)
    return f"{first}\n" + re.sub(r"(?m)^# ?(?!#)", "", rest)


def faults(schema: Path, files: Sequence[Path]) -> dict[str, list[str]]:
    """File → what a validator that editors' language servers agree with says about it."""
    answer = subprocess.run(
        [
            *(sys.executable, "-m", "check_jsonschema", "--output-format", "json"),
            *("--schemafile", str(schema), *map(str, files)),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    report = json.loads(answer.stdout)
    found: dict[str, list[str]] = {}
    for fault in (*report.get("errors", ()), *report.get("parse_errors", ())):
        found.setdefault(fault["filename"], []).append(fault.get("message", "unreadable"))
    return found


def rules(schema: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Part, key and rule of every field."""
    for name, part in (("", schema), *schema["$defs"].items()):
        for key, rule in part["properties"].items():
            yield name, key, rule


# ── Up to date ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.real_data
def test_schema_folder_is_what_make_schema_writes() -> None:
    made = schema_files(PROJECT, CATALOGUES, {})
    assert made is not None
    stale = [
        name
        for name, content in made.items()
        if (PROJECT / "schema" / name).read_bytes() != content
    ]
    assert not stale, f"run `make schema`: {', '.join(stale)}"
    assert {path.name for path in (PROJECT / "schema").iterdir()} == set(made)


def test_writing_twice_changes_nothing(small_city: Project) -> None:
    assert write_schemas(small_city.folder, CATALOGUES, small_city.environment) == 0
    before = small_city.snapshot()
    assert write_schemas(small_city.folder, CATALOGUES, small_city.environment) == 0
    assert small_city.snapshot() == before


def test_broken_data_gives_no_schema(small_city: Project) -> None:
    small_city.write("places/konak/kitaplik.yaml", "name: [")
    assert write_schemas(small_city.folder, CATALOGUES, small_city.environment) == 1
    assert not (small_city.folder / "schema").exists()


def test_the_schemas_are_schemas() -> None:
    files = [str(PROJECT / "schema" / f"{kind}.schema.json") for kind in KINDS]
    answer = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--check-metaschema", *files],
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 0, answer.stdout


# ── Words ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_has_a_title_and_a_hint_in_both_languages(kind: str) -> None:
    for _, key, rule in rules(SHIPPED[kind]):
        assert rule["title"], key
        assert rule["description"], key
        assert rule["x-titles"]["en"], key
        assert rule["x-hints"]["en"], key


@pytest.mark.parametrize("kind", KINDS)
def test_every_allowed_value_has_a_label_in_both_languages(kind: str) -> None:
    listed = 0
    for _, key, rule in rules(SHIPPED[kind]):
        inner = rule.get("items", rule)
        if "enum" in inner:
            listed += 1
            values = {str(one) for one in inner["enum"]} - {"True", "False"}
            assert set(inner["x-labels"]) == values, key
            assert all(set(said) == {"tr", "en"} for said in inner["x-labels"].values()), key
    assert listed


@pytest.mark.parametrize("kind", KINDS)
def test_every_code_has_its_sentences(kind: str, turkish: Phrases) -> None:
    schema = SHIPPED[kind]
    codes = set(re.findall(r'"x-code": "([^"]+)"', json.dumps(schema)))
    for code in codes | set(schema["x-codes"].values()):
        assert turkish.has(f"problem.{code}"), code
    for remedy in re.findall(r'"x-remedy": "([^"]+)"', json.dumps(schema)):
        assert turkish.has(f"remedy.{remedy}"), remedy


@pytest.mark.parametrize("kind", KINDS)
def test_fields_stand_in_the_order_of_the_model(kind: str) -> None:
    names = [info.alias or name for name, info in EXAMPLES[kind].model_fields.items()]
    assert list(SHIPPED[kind]["properties"]) == names


@pytest.mark.parametrize("kind", KINDS)
def test_every_pattern_is_one_that_browsers_read_too(kind: str) -> None:
    """Nothing that Python and JavaScript with its `u` flag read differently."""
    for pattern in re.findall(r'"pattern": "((?:[^"\\]|\\.)*)"', json.dumps(SHIPPED[kind])):
        text = json.loads(f'"{pattern}"')
        assert text.startswith("^")
        assert text.endswith("$")
        assert not re.search(r"\\[^sdwSDW\\./+*?()\[\]{}|^$]", text), text
        assert "(?P" not in text


# ── Good and bad files ────────────────────────────────────────────────────────────────────────────


@pytest.mark.real_data
@pytest.mark.parametrize("kind", KINDS)
def test_shipped_files_are_right(kind: str) -> None:
    files = sorted((PROJECT / KINDS[kind]).rglob("*.yaml"))
    assert faults(PROJECT / "schema" / f"{kind}.schema.json", files) == {}


@pytest.mark.real_data
@pytest.mark.parametrize("kind", KINDS)
def test_shipped_files_lead_to_their_schema(kind: str) -> None:
    for file in sorted((PROJECT / KINDS[kind]).rglob("*.yaml")):
        path = file.relative_to(PROJECT).as_posix()
        first = file.read_text(encoding="utf-8").split("\n", 1)[0]
        assert first == f"# yaml-language-server: $schema={schema_address(path, kind)}"
        assert (file.parent / schema_address(path, kind)).resolve().is_file()


def bad_data(pattern: str, kind: str) -> list[Path]:
    found = (TESTS / "bad_data").glob(f"*/{pattern}*.yaml")
    return sorted(file for file in found if is_of(file, kind))


def is_of(file: Path, kind: str) -> bool:
    header = re.search(r"(?m)^# file: (.+)$", file.read_text(encoding="utf-8"))
    return header is not None and header[1].startswith(f"{KINDS[kind]}/")


@pytest.fixture
def small_schemas(small_city: Project) -> Path:
    write_schemas(small_city.folder, CATALOGUES, small_city.environment)
    return small_city.folder / "schema"


@pytest.mark.parametrize("kind", KINDS)
def test_no_good_file_is_refused(kind: str, small_schemas: Path) -> None:
    files = bad_data("good", kind)
    assert files
    assert faults(small_schemas / f"{kind}.schema.json", files) == {}


@pytest.mark.parametrize("kind", KINDS)
def test_a_bad_file_is_refused_when_its_mistake_is_of_one_file(
    kind: str, small_schemas: Path
) -> None:
    files = [
        file
        for file in bad_data("bad", kind)
        if file.parent.name in SEEN_BY_A_SCHEMA
        and f"{file.parent.name}/{file.name}" not in BEYOND_A_PATTERN
    ]
    assert files
    found = faults(small_schemas / f"{kind}.schema.json", files)
    assert [str(file) for file in files if str(file) not in found] == []


# ── Templates ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.real_data
@pytest.mark.parametrize("kind", KINDS)
def test_a_template_is_right_as_it_is_and_with_everything_taken_in(
    kind: str, tmp_path: Path
) -> None:
    template = (PROJECT / "schema" / f"{kind}.template.yaml").read_text(encoding="utf-8")
    whole = tmp_path / "whole.yaml"
    whole.write_text(uncommented(template), encoding="utf-8")
    bare = tmp_path / "bare.yaml"
    bare.write_text(template, encoding="utf-8")
    assert faults(PROJECT / "schema" / f"{kind}.schema.json", [bare, whole]) == {}
    reading = read_yaml(whole.read_bytes(), "whole.yaml")
    example = read_yaml((PROJECT / f"content/examples/{kind}.yaml").read_bytes(), "example.yaml")
    assert reading.root is not None
    assert example.root is not None
    assert as_data(reading.root) == as_data(example.root)


@pytest.mark.real_data
def test_templates_pass_the_check_where_they_belong(shipped_copy: Project) -> None:
    for kind, path in (
        ("place", "places/konak/ornek-kitaplik.yaml"),
        ("event", "events/2026/ornek-hikaye-saati.yaml"),
        ("organizer", "content/organizers/ornek-dernegi.yaml"),
        ("route", "content/routes/ornek-rota.yaml"),
        ("notice", "content/board/ornek-ilan.yaml"),
    ):
        template = (PROJECT / "schema" / f"{kind}.template.yaml").read_text(encoding="utf-8")
        for text in (template, uncommented(template)):
            shipped_copy.write(path, text)
            errors = {
                problem.code
                for problem in shipped_copy.assemble().problems
                if problem.path == path and problem.level == "error"
            }
            assert errors <= {"missing-photo"}, "the photo itself is not shipped"


@pytest.mark.parametrize("kind", KINDS)
def test_a_template_explains_every_field(kind: str) -> None:
    template = (PROJECT / "schema" / f"{kind}.template.yaml").read_text(encoding="utf-8")
    for key in SHIPPED[kind]["properties"]:
        assert f"\n## {key}: " in template
        assert f"\n{key}:" in uncommented(template) or key not in EXAMPLE_KEYS[kind]


EXAMPLE_KEYS = {
    kind: set(
        re.findall(
            r"(?m)^([a-z_]+):", (PROJECT / f"content/examples/{kind}.yaml").read_text("utf-8")
        )
    )
    for kind in KINDS
}
