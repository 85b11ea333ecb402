"""JSON Schemas of the contributed files: `schema/place.json`, `event.json` and so on.

The same schemas lie in the project's own folder `schema/` for editors; `make schema` writes them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import combinations

from ..city.checks.notices import CONTACTS
from ..city.city import City
from ..city.project_reader import EXAMPLES
from ..city.schedule import WEEKDAYS
from ..model.schema import Schema, Wording, schema_of
from ..words.local_text import LocalText
from ..words.phrases import Phrases
from .site import File, Site

SETTINGS = ("place", "online", "city_wide", "location")
"""How an event says where it happens."""


def build(city: City, site: Site) -> Iterator[File]:
    """One file per kind of contribution, the same for all languages."""
    for kind, schema in schemas(city, site.phrases).items():
        yield File(f"schema/{kind}.json", as_bytes(schema))


def schemas(city: City, phrases: Mapping[str, Phrases]) -> dict[str, Schema]:
    """Kind of file → its schema, with the words and vocabularies of this city."""
    labels = _labels(city, phrases)
    return {
        kind: schema_of(
            model,
            Wording(phrases, labels, city.examples.get(kind, {})),
            _between_fields(kind, phrases),
        )
        for kind, model in EXAMPLES.items()
    }


def as_bytes(schema: Schema) -> bytes:
    """Laid out for people, since editors show it and reviewers compare it."""
    return (json.dumps(schema, ensure_ascii=False, indent=2) + "\n").encode()


def _labels(city: City, phrases: Mapping[str, Phrases]) -> dict[str, dict[str, dict[str, str]]]:
    labels = {
        family: {
            identifier: {code: label.words(code) for code in phrases}
            for identifier, entry in entries.items()
            if isinstance(label := getattr(entry, "label", None), LocalText)
        }
        for family, entries in city.vocabulary.items()
    }
    labels["weekdays"] = {
        day: {code: t.language.weekday_name(number) for code, t in phrases.items()}
        for number, day in enumerate(WEEKDAYS)
    }
    return labels


def _between_fields(kind: str, phrases: Mapping[str, Phrases]) -> list[Schema]:
    """What the checks ask of several fields of one file."""
    if kind == "event":
        return _between_fields_of_events(phrases)
    if kind == "notice":
        ways = [_has(name) for name in CONTACTS]
        return [{"anyOf": ways, **_said("notice-without-contact", phrases)}]
    return []


def _between_fields_of_events(phrases: Mapping[str, Phrases]) -> list[Schema]:
    """What `city/checks/event_setting.py` and `timing.py` ask of one file on its own."""
    rules: list[Schema] = [
        {"anyOf": [_has(name) for name in SETTINGS], **_said("no-setting", phrases)}
    ]
    for first, second in combinations(SETTINGS, 2):
        # A hybrid event (somewhere, and a link) is fine; two places are not.
        if {first, second} not in ({"place", "online"}, {"online", "location"}):
            rules.append(_not_both(first, second, "two-settings", phrases))
    rules.append(_not_both("repeat", "rrule", "repeat-and-rrule", phrases))
    return rules


def _has(name: str) -> Schema:
    if name == "city_wide":
        return {"required": [name], "properties": {name: {"enum": ["yes", "true", True]}}}
    return {"required": [name]}


def _not_both(first: str, second: str, code: str, phrases: Mapping[str, Phrases]) -> Schema:
    both = {"allOf": [_has(first), _has(second)]}
    return {"not": both, **_said(code, phrases, first=first, second=second)}


def _said(code: str, phrases: Mapping[str, Phrases], **values: str) -> Schema:
    """The validator's own words, where the editor can show them."""
    t = next(iter(phrases.values()))
    message = f"{t(f'problem.{code}', **values)} {t(f'remedy.{code}')}"
    return {"errorMessage": message, "x-code": code, **({"x-values": values} if values else {})}
