"""`make schema`: the schemas and templates in `schema/`, for editors and for volunteers.

The tables of DATA.md are written with them (`data_guide.py`).

A template is the whole example of its kind (`content/examples/`) with every field explained. The
required fields are open, the others stand behind a `# ` that a volunteer (or an editor's "toggle
comment") takes away; with all of them taken away it is the example again. `##` explains.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from pathlib import Path

from ..city.assemble import assemble
from ..model.schema import Schema
from ..outputs.schemas import as_bytes, schemas
from ..source.yaml_writer import schema_line, to_yaml
from ..words.phrases import Phrases, read_phrases
from .data_guide import GUIDE, guide_with_tables

FOLDER = "schema"
WIDTH = 100
"""Columns of a template's explanations."""


def write_schemas(project: Path, catalogues: Path, environment: Mapping[str, str]) -> int:
    """Write `schema/` anew and say what changed; 1 when the data has errors."""
    files = schema_files(project, catalogues, environment)
    if files is None:
        return 1
    for name, content in files.items():
        path = project / FOLDER / name
        path.parent.mkdir(exist_ok=True)
        if not path.is_file() or path.read_bytes() != content:
            path.write_bytes(content)
            print(f"{FOLDER}/{name}")
    guide = guide_with_tables(project, catalogues)
    if guide is not None and guide != (project / GUIDE).read_text(encoding="utf-8"):
        (project / GUIDE).write_text(guide, encoding="utf-8")
        print(GUIDE)
    return 0


def schema_files(
    project: Path, catalogues: Path, environment: Mapping[str, str]
) -> dict[str, bytes] | None:
    """File name → content, or None when the data has errors."""
    city = assemble(project, catalogues, environment, samples=True).city
    if city is None:
        return None
    phrases = read_phrases(catalogues, city.settings.languages)
    made: dict[str, bytes] = {}
    for kind, schema in schemas(city, phrases).items():
        made[f"{kind}.schema.json"] = as_bytes(schema)
        if kind in city.examples:
            made[f"{kind}.template.yaml"] = template(
                kind, schema, city.examples[kind], phrases
            ).encode()
    return made


def template(
    kind: str, schema: Schema, example: Mapping[str, object], phrases: Mapping[str, Phrases]
) -> str:
    """The example with every field explained in every language, the source language first."""
    lines = [schema_line(f"{kind}.schema.json")]
    for key in (f"template.{kind}.head", "template.how", "template.generated"):
        for t in phrases.values():
            lines += _explained(t(key))
    choices = _one_of(schema)
    opened = {*schema["required"], *[key for key in choices if key in example][:1]}
    for key, rule in schema["properties"].items():
        need = "required" if key in schema["required"] else "one_of" if key in choices else ""
        lines += ["", *_field(key, rule, schema, phrases, need)]
        if key in example:
            written = to_yaml({key: example[key]}).splitlines()
            lines += written if key in opened else [f"# {line}".rstrip() for line in written]
    return "\n".join(lines) + "\n"


def _field(
    key: str,
    rule: Schema,
    schema: Schema,
    phrases: Mapping[str, Phrases],
    need: str,
    indent: str = "",
) -> Iterator[str]:
    """A field's name, meaning and values, then those of the fields inside it."""
    source = next(iter(phrases))
    names = []
    for code, t in phrases.items():
        title = rule["x-titles"].get(code, rule["title"])
        names.append(f"{title} ({t(f'template.{need}')})" if need else title)
    yield from _explained(f"{key}: {' · '.join(names)}", indent)
    inside = f"{indent}  "
    if "description" in rule:
        yield from _explained(rule["description"], inside)
        for code in phrases:
            if code != source:
                yield from _explained(rule["x-hints"][code], inside)
    if labels := rule.get("items", rule).get("x-labels"):
        word = " · ".join(t("template.values") for t in phrases.values())
        named = ", ".join(
            f"{value} ({' · '.join(dict.fromkeys(said.values()))})"
            for value, said in labels.items()
        )
        yield from _explained(f"{word}: {named}", inside)
    part = _part(rule, schema)
    for inner, inner_rule in part.get("properties", {}).items():
        inner_need = "required" if inner in part["required"] else ""
        yield from _field(inner, inner_rule, schema, phrases, inner_need, inside)


def _one_of(schema: Schema) -> list[str]:
    """The fields of which a file needs at least one."""
    return [
        option["required"][0]
        for rule in schema.get("allOf", ())
        for option in rule.get("anyOf", ())
    ]


def _part(rule: Schema, schema: Schema) -> Schema:
    """The group of fields that a field holds, or an empty schema."""
    for option in (rule, rule.get("items", {}), *rule.get("anyOf", ())):
        if "$ref" in option:
            part: Schema = schema["$defs"][option["$ref"].rpartition("/")[2]]
            return part
    return {}


def _explained(text: str, indent: str = "") -> list[str]:
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=f"## {indent}",
        subsequent_indent=f"## {indent}  ",
        break_long_words=False,
        break_on_hyphens=False,
    )
