"""The choices in the issue forms are those of the vocabulary and of the models, in all languages.

Each choice ends with its id in brackets (`Müze · Museum (museum)`), by which `issue_form.py` reads
it back. Only the lines below `options:` are rewritten; every other word of a form is its author's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

from ..city.city import City
from ..city.schedule import WEEKDAYS
from ..ground.lettering import upper
from ..model.event import Price, Repeat
from ..model.place import Access
from ..model.vocabulary import Entry
from ..words.local_text import LocalText
from ..words.phrases import Phrases
from .issue_form import FORM_FOLDER, FORMS, FormField, read_form

REPLACEABLE = (
    *("name", "title", "summary", "description", "address", "location", "opening_hours", "cost"),
    *("website", "phone", "email", "place", "online", "start", "end", "ages", "status"),
    "status_note",
)
"""Fields of a place or an event whose value one text can say: what a correction may name."""

_EVERY = {
    "day": "choice.every.day",
    "week": "choice.every.week",
    "month": "choice.every.month",
    "year": "choice.every.year",
}
_WHAT = {
    "right": "correction.what.right",
    "wrong": "correction.what.wrong",
    "missing": "correction.what.missing",
    "closed": "correction.what.closed",
    "other": "correction.what.other",
}
_ANSWER = {"yes": "choice.answer.yes", "no": "choice.answer.no"}

Choices = Sequence[tuple[str, str]]
"""Ids with what people read."""


def refresh_forms(project: Path, city: City, phrases: Mapping[str, Phrases]) -> list[str]:
    """Write the forms whose choices are out of date; their paths. A city without forms has none."""
    written = []
    for name in FORMS:
        path = project / FORM_FOLDER / f"{name}.yml"
        if not path.is_file():
            continue
        text = path.read_text(encoding="utf-8")
        refreshed = refreshed_form(project, name, city, phrases)
        if refreshed != text:
            path.write_text(refreshed, encoding="utf-8", newline="\n")
            written.append(f"{FORM_FOLDER}/{name}.yml")
    return written


def refreshed_form(project: Path, name: str, city: City, phrases: Mapping[str, Phrases]) -> str:
    """The text of the form with the choices of today."""
    path = project / FORM_FOLDER / f"{name}.yml"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    for field in reversed(read_form(project, name).fields):
        if field.kind == "dropdown" and (choices := choices_for(field, city, phrases)):
            first, last = field.options_at
            margin = lines[first - 1][: lines[first - 1].index("-")]
            lines[first - 1 : last] = [
                f"{margin}- {_quoted(f'{label} ({identifier})')}\n" for identifier, label in choices
            ]
    return "".join(lines)


def _quoted(text: str) -> str:
    return f'"{text}"' if ": " in text or " #" in text else text


def choices_for(field: FormField, city: City, phrases: Mapping[str, Phrases]) -> Choices:
    """What can be chosen for a field; nothing for a field whose choices are the form's own."""

    def spoken(ids: Iterable[str], say: Callable[[Phrases, str], str]) -> Choices:
        return [(one, _joined([say(t, one) for t in phrases.values()])) for one in ids]

    def entries(vocabulary: Mapping[str, Entry]) -> Choices:
        return [
            (one, _joined([label.words(code) for code in phrases]))
            for one, entry in vocabulary.items()
            if isinstance(label := getattr(entry, "label", None), LocalText)
        ]

    name = field.id
    if name.startswith("access-"):
        return spoken(Access.model_fields, lambda t, one: t(f"access.{one}"))
    makers: Mapping[str, Callable[[], Choices]] = {
        "kind": lambda: entries(city.kinds),
        "district": lambda: entries(city.districts),
        "themes": lambda: entries(city.themes),
        "audiences": lambda: entries(city.audiences),
        "strand": lambda: entries(city.strands),
        "cost": lambda: spoken(_values(Price, "kind"), lambda t, one: t(f"choice.cost.{one}")),
        "city_wide": lambda: spoken(["yes"], _answer),
        "registration-required": lambda: spoken(["yes", "no"], _answer),
        "repeat-every": lambda: spoken(
            _values(Repeat, "every"), lambda t, one: _raised(t, t(_EVERY[one]))
        ),
        "repeat-on": lambda: spoken(
            WEEKDAYS, lambda t, one: t.language.weekday_name(WEEKDAYS.index(one))
        ),
        "what": lambda: spoken(_WHAT, lambda t, one: t(_WHAT[one])),
        "field": lambda: spoken(REPLACEABLE, _field_name),
    }
    return makers[name]() if name in makers else []


def _answer(t: Phrases, value: str) -> str:
    return _raised(t, t(_ANSWER[value]))


def _field_name(t: Phrases, name: str) -> str:
    return _raised(t, t(f"field.{name}"))


def _raised(t: Phrases, text: str) -> str:
    return upper(text[:1], t.language.code) + text[1:]


def _joined(labels: Sequence[str]) -> str:
    """`Müze · Museum`; once where languages agree."""
    return " · ".join(dict.fromkeys(labels))


def _values(model: Any, field: str) -> list[str]:
    """The fixed values of a field, in the order of the model."""
    return list(_literals(model.model_fields[field].annotation))


def _literals(annotation: Any) -> Iterable[str]:
    if get_origin(annotation) is Literal:
        yield from get_args(annotation)
    else:
        for part in get_args(annotation):
            yield from _literals(part)
