"""The models as JSON Schemas (draft 2020-12), for editors, for the form and for strangers.

What is said here beyond the standard, on any field:

* `x-titles`, `x-hints`: `title` and `description`, which are in the source language, in the others.
* `x-labels`: what each allowed value is called, by value and language.
* `x-family`: the value is the id of something of this family; small families are listed in `enum`.
* `x-texts`: a text in one language, or texts by language.
* `x-years`: the first and the last year that a date may lie in.
* `x-code`, `x-remedy`: the problem that the validator reports when a value does not fit, and its
  remedy. At the root `x-codes` names the problem for the rules that are the same everywhere
  (`maxLength`, `required`, …), and each rule between fields in `allOf` has a code of its own.

A schema sees one file and no more. Rules that need the calendar, the map or other files stay with
`make check`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..ground.lettering import upper
from ..words.phrases import Phrases
from .fields import Contribution

Schema = dict[str, Any]

CODES = {
    "additionalProperties": "unknown-key",
    "required": "missing-key",
    "minItems": "empty-list",
    "minLength": "empty-value",
    "maxLength": "too-long",
    "minimum": "number-out-of-range",
    "maximum": "number-out-of-range",
}
"""The rules that are the same everywhere, and our code for what breaks them."""

OPEN_FAMILIES = frozenset({"places", "organizers"})
"""They grow with every contribution; a schema that listed them would be stale every day."""

_ID_PATTERN = "^[a-z0-9]+(?:-[a-z0-9]+)*$"
_WHOLE_NUMBER = re.compile("0|[1-9][0-9]*\\Z")


@dataclass(frozen=True)
class Wording:
    """What a schema is spoken with. The first language is the one of titles and descriptions."""

    phrases: Mapping[str, Phrases]
    labels: Mapping[str, Mapping[str, Mapping[str, str]]]
    """Family → id → language → label."""
    examples: Mapping[str, object] = field(default_factory=dict)
    """A whole example of the file, as plain data."""

    @property
    def source(self) -> Phrases:
        """The phrases of the first language."""
        return next(iter(self.phrases.values()))

    @property
    def others(self) -> dict[str, Phrases]:
        """The phrases of the other languages."""
        return {code: t for code, t in self.phrases.items() if t is not self.source}


def schema_of(
    model: type[Contribution], wording: Wording, between: Sequence[Schema] = ()
) -> Schema:
    """The schema of the files that `model` reads; `between` are its rules between fields."""
    raw = model.model_json_schema()
    definitions = raw.pop("$defs", {})
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **_object(raw, wording, wording.examples),
    }
    if between:
        schema["allOf"] = list(between)
    schema["x-codes"] = dict(CODES)
    examples = _examples_of_parts(raw, definitions, wording.examples)
    schema["$defs"] = {
        name: _object(definition, wording, examples.get(name, {}))
        for name, definition in definitions.items()
    }
    return schema


def _examples_of_parts(
    raw: Schema, definitions: Mapping[str, Schema], examples: Mapping[str, object]
) -> dict[str, Mapping[str, object]]:
    """Definition → the first example of it anywhere in the example file."""
    found: dict[str, Mapping[str, object]] = {}
    for key, rule in raw.get("properties", {}).items():
        given = examples.get(key)
        first = given[0] if isinstance(given, list) and given else given
        name = re.search(r"#/\$defs/(\w+)", repr(rule))
        if name and isinstance(first, dict):
            found.setdefault(name[1], first)
            inner = _examples_of_parts(definitions[name[1]], definitions, first)
            found = {**inner, **found}
    return found


def _object(raw: Schema, wording: Wording, examples: Mapping[str, object]) -> Schema:
    """A group of fields: words, examples, and no pydantic leftovers."""
    name = raw["title"].lower()
    return {
        **_spoken(wording, f"hint.{name}", title=f"part.{name}"),
        "type": "object",
        "additionalProperties": False,
        "required": raw.get("required", []),
        "properties": {
            key: _field(name, key, rule, wording, examples.get(key))
            for key, rule in raw["properties"].items()
        },
    }


def _spoken(wording: Wording, *hints: str, title: str) -> Schema:
    """Title and description, by the first of `hints` that has words."""
    hint = next((key for key in hints if wording.source.has(key)), None)
    said: Schema = {"title": _capital(title, wording.source)}
    if hint is not None:
        said["description"] = wording.source(hint)
    said["x-titles"] = {code: _capital(title, t) for code, t in wording.others.items()}
    if hint is not None:
        said["x-hints"] = {code: t(hint) for code, t in wording.others.items()}
    return said


def _capital(key: str, t: Phrases) -> str:
    text = t(key)
    return upper(text[:1], t.language.code) + text[1:]


def _field(part: str, key: str, rule: Schema, wording: Wording, example: object) -> Schema:
    said = _spoken(wording, f"hint.{part}.{key}", f"hint.{key}", title=f"field.{key}")
    ruled = _ruled(rule, wording)
    if example is not None:
        ruled["examples"] = [example]
    return {**said, **ruled}


def _ruled(rule: Schema, wording: Wording) -> Schema:
    """The rule without pydantic's titles, nulls and structured defaults, and with our words."""
    rule = dict(rule)
    for word in ("title", "description", "examples"):
        rule.pop(word, None)
    default = rule.pop("default", None)
    if "anyOf" in rule:
        options = [option for option in rule.pop("anyOf") if option != {"type": "null"}]
        if _is_local_text(options):
            rule |= _local_text(options[0], wording)
        elif len(options) == 1:
            rule |= _ruled(options[0], wording)
        else:
            rule["anyOf"] = [_ruled(option, wording) for option in options]
    if "items" in rule:
        rule["items"] = _ruled(rule["items"], wording)
    if "x-family" in rule:
        rule |= _family(rule["x-family"], wording)
    elif "enum" in rule:
        rule |= _choice(rule["enum"], wording)
    elif rule.get("type") in ("integer", "number"):
        rule["x-code"] = "not-a-whole-number" if rule["type"] == "integer" else "not-a-number"
    if "pattern" in rule:
        rule |= _pattern_words(rule, wording.source)
    if isinstance(default, bool):
        default = "yes" if default else "no"
    if isinstance(default, str | int | float):
        rule["default"] = default
    return rule


def _pattern_words(rule: Schema, t: Phrases) -> Schema:
    """What an editor says when a text does not match: the validator's remedy."""
    code = rule.get("x-code", "bad-pattern")
    remedy = rule.get("x-remedy", code)
    return {
        "x-code": code,
        "patternErrorMessage": t(f"remedy.{remedy}", pattern=rule["pattern"]),
    }


def _is_local_text(options: Sequence[Schema]) -> bool:
    return len(options) == 2 and options[1].get("additionalProperties") == options[0]


def _local_text(text: Schema, wording: Wording) -> Schema:
    languages = {
        code: {"title": t.language.own_name, **text} for code, t in wording.phrases.items()
    }
    return {
        "x-texts": True,
        "anyOf": [
            dict(text),
            {
                "type": "object",
                "minProperties": 1,
                "additionalProperties": False,
                "properties": languages,
            },
        ],
    }


def _family(family: str, wording: Wording) -> Schema:
    """The ids of a vocabulary; for families that grow every day only how an id looks."""
    if family in OPEN_FAMILIES:
        return {
            "pattern": _ID_PATTERN,
            "x-code": "unknown-reference",
            "x-remedy": "unknown-reference/none",
        }
    labels = wording.labels[family]
    listed = _listed(list(labels), labels, wording)
    if all(_WHOLE_NUMBER.match(one) for one in labels):
        # `[4, 11]` are numbers to a YAML editor, and texts to the validator.
        listed["enum"] = [*map(int, labels), *labels]
        listed["enumDescriptions"] *= 2
        listed["type"] = ["integer", "string"]
    return {**listed, "x-code": "unknown-reference"}


def _choice(values: Sequence[Any], wording: Wording) -> Schema:
    """Fixed values with what the catalogues call them."""
    if True in values:
        labels = _choice_labels("answer", ("yes", "no"), wording)
        return {"x-labels": labels, "x-code": "not-a-flag"}
    labels = _choice_labels(_choice_family(values, wording.source), values, wording)
    return {**_listed(values, labels, wording), "x-code": "not-a-choice"}


def _choice_labels(
    family: str, values: Sequence[str], wording: Wording
) -> dict[str, dict[str, str]]:
    return {
        value: {code: t(f"choice.{family}.{value}") for code, t in wording.phrases.items()}
        for value in values
    }


def _choice_family(values: Sequence[str], t: Phrases) -> str:
    """The smallest family of the catalogue that has a word for every value."""
    families: dict[str, set[str]] = {}
    for key in t.catalogue.entries:
        if key.startswith("choice."):
            _, family, value = key.split(".", 2)
            families.setdefault(family, set()).add(value)
    fitting = [name for name, known in families.items() if known >= set(values)]
    if not fitting:
        raise LookupError(f"no words for {', '.join(values)}")
    return min(fitting, key=lambda name: (len(families[name]), name))


def _listed(
    values: Sequence[Any], labels: Mapping[str, Mapping[str, str]], wording: Wording
) -> Schema:
    source = wording.source.language.code
    return {
        "enum": list(values),
        "enumDescriptions": [labels[str(value)][source] for value in values],
        "x-labels": {one: dict(by_language) for one, by_language in labels.items()},
    }
