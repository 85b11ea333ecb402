"""What is written is read back to the same texts, and an edit leaves every other line alone."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from learning_city.source.yaml_nodes import Mapping as MappingNode
from learning_city.source.yaml_nodes import Node, Scalar, Sequence, read_yaml
from learning_city.source.yaml_writer import (
    CannotEdit,
    clean_text,
    edit_yaml,
    schema_address,
    to_yaml,
)
from tests.city_project import PROJECT, TESTS

EXAMPLES = json.loads((TESTS / "source" / "yaml_examples.json").read_text(encoding="utf-8"))


def by_name(examples: list[dict[str, Any]]) -> list[Any]:
    return [pytest.param(example, id=example["name"]) for example in examples]


@pytest.mark.parametrize("example", by_name(EXAMPLES["write"]))
def test_every_example_is_written_as_the_table_says(example: dict[str, Any]) -> None:
    assert to_yaml(example["data"], example["order"]) == example["yaml"]


@pytest.mark.parametrize("example", by_name(EXAMPLES["edit"]))
def test_every_example_is_changed_as_the_table_says(example: dict[str, Any]) -> None:
    edited = edit_yaml(example["text"], example["changes"], example["order"])
    assert edited == example["result"]


def read(text: str) -> dict[str, object]:
    reading = read_yaml(text.encode(), "example.yaml")
    assert not reading.problems, (text, reading.problems)
    value = plain(reading.root) if reading.root else {}
    assert isinstance(value, dict)
    return value


def plain(node: Node) -> object:
    if isinstance(node, MappingNode):
        return {key: plain(value) for key, value in node.entries.items()}
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    assert isinstance(node, Scalar)
    assert not node.is_empty
    return node.text


def expected(value: object) -> object:
    """What reading gives back: no empty value, no forbidden character, one last line break."""
    if isinstance(value, Mapping):
        entries = {key: expected(item) for key, item in value.items()}
        return {key: item for key, item in entries.items() if item not in (None, {}, [])}
    if isinstance(value, list):
        return [item for each in value if (item := expected(each)) not in (None, {}, [])]
    if value is None:
        return None
    assert isinstance(value, str)
    text = clean_text(value)
    return (f"{text}\n" if "\n" in text else text) or None


def without_last_line_breaks(value: object) -> object:
    if isinstance(value, dict):
        return {key: without_last_line_breaks(item) for key, item in value.items()}
    if isinstance(value, list):
        return [without_last_line_breaks(item) for item in value]
    assert isinstance(value, str)
    return value.removesuffix("\n")


PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
KEYS = st.sampled_from(["name", "tr", "en", "location", "materials", "on", "x-1", "4.7", "İl"])
TEXTS = st.one_of(
    st.text(max_size=40),
    st.text(alphabet="ab :#-[]{},\"'\\\n\t|>&*!%@`~?.0123e+_ğİ", max_size=20),
    st.sampled_from(["null", "~", "TRUE", "0x1", "1e3", "08", "---", "...", "<<", "=", "- a"]),
)
VALUES = st.recursive(
    TEXTS,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(KEYS, inner, max_size=4)),
    max_leaves=12,
)


@PATIENT
@given(data=st.dictionaries(KEYS, VALUES, max_size=5))
def test_what_is_written_reads_back_to_the_same_texts(data: dict[str, object]) -> None:
    kept = expected(data)
    if kept:
        written = to_yaml(data)
        assert without_last_line_breaks(read(written)) == without_last_line_breaks(kept)
        assert written.endswith("\n")
        assert not written.endswith("\n\n")
        assert to_yaml(read(written)) == written, "writing again changes nothing"


PLACE_TEXT = """\
# yaml-language-server: $schema=../../schema/place.schema.json
name: "Örnek"   # bir ad

kind: library

# arada
themes:
- sanat
stations:
  - title: Bir
    prompt: |
      Satır
# son
"""
PLACE_KEYS = ("name", "kind", "website", "themes", "stations", "verified")


@PATIENT
@given(changes=st.dictionaries(st.sampled_from(PLACE_KEYS), st.none() | VALUES, max_size=4))
def test_an_edit_changes_what_it_says_and_keeps_every_other_line(
    changes: dict[str, object],
) -> None:
    before = read(PLACE_TEXT)
    after = {**before, **changes}
    edited = edit_yaml(PLACE_TEXT, changes, PLACE_KEYS)
    if kept := expected(after):
        assert without_last_line_breaks(read(edited)) == without_last_line_breaks(kept)
    lines = edited.splitlines()
    for untouched in ("# arada", "# son", *PLACE_TEXT.splitlines()[:1]):
        assert untouched in lines
    if "stations" not in changes:
        assert "stations:\n  - title: Bir\n    prompt: |\n      Satır\n" in edited


def test_an_unchanged_value_keeps_its_bytes() -> None:
    same = {"name": "Örnek", "themes": ["sanat"], "website": None}
    assert edit_yaml(PLACE_TEXT, same, PLACE_KEYS) == PLACE_TEXT


@pytest.mark.parametrize(
    "text",
    [
        "{name: A, kind: library}\n",
        'name: "A\nkind: x"\nkind: library\n',
        "name: [A\n",
        "",
    ],
)
def test_a_file_that_lines_cannot_tell_apart_is_not_touched(text: str) -> None:
    with pytest.raises(CannotEdit):
        edit_yaml(text, {"name": "B", "kind": "museum"}, PLACE_KEYS)


def test_days_and_moments_are_written_as_volunteers_write_them() -> None:
    data = {"verified": date(2026, 11, 22), "start": datetime(2026, 12, 5, 14, 0, tzinfo=UTC)}
    assert to_yaml(data) == "verified: 2026-11-22\nstart: 2026-12-05 14:00+00:00\n"


def test_a_value_that_is_no_data_is_refused() -> None:
    with pytest.raises(TypeError, match="object"):
        to_yaml({"a": object()})
    with pytest.raises(ValueError, match="finite"):
        to_yaml({"a": float("nan")})


def test_the_first_line_leads_editors_to_the_schema() -> None:
    address = schema_address("places/konak/ornek.yaml", "place")
    assert to_yaml({"name": "A"}, schema=address) == (
        "# yaml-language-server: $schema=../../schema/place.schema.json\nname: A\n"
    )


@pytest.mark.real_data
def test_shipped_files_are_written_as_the_writer_writes_them() -> None:
    """So that a correction from the form changes only the lines it is about."""
    for folder in ("places", "events", "content/organizers"):
        for path in sorted((PROJECT / folder).rglob("*.yaml")):
            text = path.read_text(encoding="utf-8")
            first, rest = text.split("\n", 1)
            assert first.startswith("# yaml-language-server: $schema="), path
            assert to_yaml(read(rest)) == rest, path
