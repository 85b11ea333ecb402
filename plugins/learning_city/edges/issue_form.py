"""What somebody wrote into a form of `.github/ISSUE_TEMPLATE` becomes the data of a file.

GitHub turns a filled form into one text: each field as `### Label` and below it the answer. The
form file says which label is which field, so labels can be reworded without a change here. Ids of
fields are the fields of our models; what follows a hyphen is a language (`name-en`) or a part of a
group (`stations-title`).

Nothing is judged here: the data is written as it came and read by the same rules as every file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ..source import yaml_nodes
from ..source.yaml_nodes import Scalar, read_yaml

FORM_FOLDER = ".github/ISSUE_TEMPLATE"
FORMS = ("place", "event", "correction")

_NOTHING = ("_No response_", "None", "")
_CHOICE = re.compile(r"\(([a-z0-9_-]+)\)\Z")


@dataclass(frozen=True, slots=True)
class FormField:
    """One question. `options_at` is the first and last line of its choices, from 1."""

    id: str
    label: str
    kind: str
    required: bool = False
    multiple: bool = False
    options: tuple[str, ...] = ()
    options_at: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class IssueForm:
    """One form file; `name` is its name without suffix."""

    name: str
    fields: tuple[FormField, ...]


class UnreadableForm(ValueError):
    """A form file of ours is broken."""


def read_form(project: Path, name: str) -> IssueForm:
    """Read one form. Raises `UnreadableForm`, or `OSError` when there is none."""
    path = f"{FORM_FOLDER}/{name}.yml"
    reading = read_yaml((project / path).read_bytes(), path)
    body = reading.root.entries.get("body") if reading.root else None
    if reading.problems or not isinstance(body, yaml_nodes.Sequence):
        raise UnreadableForm(path)
    fields = (_field(item) for item in body.items)
    return IssueForm(name, tuple(field for field in fields if field is not None))


def _field(item: yaml_nodes.Node) -> FormField | None:
    """A question of the form; None for words between the questions."""
    attributes = _below(item, "attributes")
    options = _below(attributes, "options")
    lines = [one.line for one in options.items] if isinstance(options, yaml_nodes.Sequence) else []
    identifier = _text(item, "id")
    if not identifier:
        return None
    return FormField(
        id=identifier,
        label=_text(attributes, "label"),
        kind=_text(item, "type"),
        required=_text(_below(item, "validations"), "required") == "true",
        multiple=_text(attributes, "multiple") == "true",
        options=tuple(one.text for one in options.items if isinstance(one, Scalar))
        if isinstance(options, yaml_nodes.Sequence)
        else (),
        options_at=(lines[0], lines[-1]) if lines else (0, 0),
    )


def _below(node: yaml_nodes.Node | None, key: str) -> yaml_nodes.Node | None:
    return node.entries.get(key) if isinstance(node, yaml_nodes.Mapping) else None


def _text(node: yaml_nodes.Node | None, key: str) -> str:
    found = _below(node, key)
    return found.text.strip() if isinstance(found, Scalar) else ""


# --- Answers --------------------------------------------------------------------------------------

Answers = Mapping[str, str]
"""Field id → what was written or the ids of what was chosen, separated by blanks; never empty."""


def form_of(project: Path, body: str) -> IssueForm | None:
    """The form that `body` was written with, by its headings."""
    headings = set(_headings(body))
    for name in FORMS:
        form = read_form(project, name)
        if {field.label for field in form.fields if field.required} <= headings:
            return form
    return None


def _headings(body: str) -> list[str]:
    return [line[4:].strip() for line in body.splitlines() if line.startswith("### ")]


def read_answers(form: IssueForm, body: str) -> dict[str, str]:
    """The answers by field. Headings count in the order of the form only.

    So a heading that somebody typed into an answer is text, unless it is the very next question.
    """
    answers: dict[str, list[str]] = {}
    waiting = list(form.fields)
    current: str | None = None
    for line in body.splitlines():
        label = line[4:].strip() if line.startswith("### ") else None
        asked = [field for field in waiting if field.label == label]
        if asked:
            current = asked[0].id
            waiting = waiting[waiting.index(asked[0]) + 1 :]
            answers[current] = []
        elif current is not None:
            answers[current].append(line)
    by_id = {field.id: field for field in form.fields}
    read = {
        identifier: _answer(by_id[identifier], "\n".join(lines).strip())
        for identifier, lines in answers.items()
    }
    return {identifier: answer for identifier, answer in read.items() if answer}


def _answer(field: FormField, written: str) -> str:
    if written in _NOTHING:
        return ""
    if field.kind == "dropdown":
        return " ".join(_chosen(field, written))
    return "" if field.kind == "checkboxes" else written


def _chosen(field: FormField, written: str) -> list[str]:
    """The ids behind the chosen options; GitHub separates several by a comma and a blank."""
    around = f", {written}, "
    chosen = [option for option in field.options if f", {option}, " in around]
    return [choice_id(option) for option in chosen]


def choice_id(option: str) -> str:
    """`museum` of `Müze · Museum (museum)`."""
    match = _CHOICE.search(option)
    return match[1] if match else option


# --- From answers to data -------------------------------------------------------------------------

Data = dict[str, object]
_Maker = Callable[[Answers, date], object]


def place_data(answers: Answers, today: date, languages: tuple[str, ...]) -> Data:
    """A place's fields, unjudged. `today` is when the sources were named."""
    data: Data = {name: _local(answers, name, languages) for name in ("name", "summary")}
    data |= {
        "kind": answers.get("kind"),
        "district": answers.get("district"),
        "address": _line(answers, "address"),
        "location": point(answers.get("location")),
        "themes": _listed(answers, "themes"),
        "audiences": _listed(answers, "audiences"),
        "description": _local(answers, "description", languages),
        "cost": answers.get("cost"),
        "opening_hours": _line(answers, "opening_hours"),
        "access": {
            name: value
            for value in ("yes", "limited", "no")
            for name in _listed(answers, f"access-{value}")
        },
        "stations": [station] if (station := _parts(answers, "stations")) else [],
        "website": _line(answers, "website"),
        "phone": _line(answers, "phone"),
        "email": _line(answers, "email"),
        "sources": source_list(answers.get("sources", ""), today),
        "verified": _line(answers, "verified"),
    }
    return _given(data)


def event_data(answers: Answers, today: date, languages: tuple[str, ...]) -> Data:
    """An event's fields, unjudged."""
    data: Data = {name: _local(answers, name, languages) for name in ("title", "summary")}
    repeat = _parts(answers, "repeat")
    if "on" in repeat:
        repeat["on"] = str(repeat["on"]).split()
    amount = _line(answers, "cost-amount")
    data |= {
        "place": place_id(answers.get("place", "")),
        "online": _line(answers, "online"),
        "city_wide": answers.get("city_wide"),
        "location": point(answers.get("location")),
        "address": _line(answers, "address"),
        "start": _line(answers, "start"),
        "end": _line(answers, "end"),
        "repeat": repeat if "every" in repeat else None,
        "themes": _listed(answers, "themes"),
        "audiences": _listed(answers, "audiences"),
        "strand": answers.get("strand"),
        "ages": _line(answers, "ages"),
        "cost": {**_kind_of_price(answers), "amount": amount} if amount else answers.get("cost"),
        "registration": _parts(answers, "registration"),
        "organizers": _written_list(answers, "organizers"),
        "description": _local(answers, "description", languages),
        "sources": source_list(answers.get("sources", ""), today),
    }
    return _given(data)


def _kind_of_price(answers: Answers) -> Data:
    """A price alone means that one pays."""
    return {"kind": answers["cost"]} if answers.get("cost", "paid") != "paid" else {}


def _given(data: Data) -> Data:
    return {name: value for name, value in data.items() if value not in (None, "", [], {})}


def _line(answers: Answers, field: str) -> str | None:
    return " ".join(answers[field].split()) if field in answers else None


def _local(answers: Answers, field: str, languages: tuple[str, ...]) -> object:
    """Plain text when only the source language was written, else texts by language."""
    texts = {languages[0]: answers[field]} if field in answers else {}
    texts |= {
        code: answers[f"{field}-{code}"] for code in languages[1:] if f"{field}-{code}" in answers
    }
    return answers[field] if set(texts) == {languages[0]} else texts


def _listed(answers: Answers, field: str) -> list[str]:
    return answers.get(field, "").split()


def _written_list(answers: Answers, field: str) -> list[str]:
    parts = re.split(r"[,;\n]", answers.get(field, ""))
    return [part.strip() for part in parts if part.strip()]


def _parts(answers: Answers, field: str) -> Data:
    prefix = f"{field}-"
    return {
        name.removeprefix(prefix): answer
        for name, answer in answers.items()
        if name.startswith(prefix)
    }


_NUMBER = r"(-?[0-9]{1,3}[.,][0-9]{2,})"
_PAIR = re.compile(rf"{_NUMBER}°?\s*[NKnk]?\s*[,;/\s]\s*{_NUMBER}")


def point(written: str | None) -> object:
    """Latitude and longitude out of what maps show: `38.41920, 27.12870`, also with commas.

    Kept as text, cut after six decimals (0.1 metre); an address of a map works as well. What holds
    no two numbers stays as it is, so that the rules can say so.
    """
    if written is None or not (match := _PAIR.search(written)):
        return written
    lat, lon = (
        re.sub(r"(\.[0-9]{6})[0-9]+", r"\1", number.replace(",", ".")) for number in match.groups()
    )
    return {"lat": lat, "lon": lon}


_PAGE = re.compile(r"(?:^|/)([a-z0-9]+(?:-[a-z0-9]+)*)/?(?:[?#]\S*)?$")


def place_id(written: str) -> str | None:
    """The id in an address of the site, or the words as they are."""
    text = " ".join(written.split())
    if "/" in text and (match := _PAGE.search(text)):
        return match[1]
    return text or None


_URL = re.compile(r"https?://[^\s<>\"')\]]+")
_TITLE_LENGTH = 120
"""Of a source's title, as `model/fields.py` allows it."""


def source_list(written: str, accessed: date) -> list[Data]:
    """One source for each line: its words are the title, an address in it the url."""
    sources: list[Data] = []
    for line in written.splitlines():
        found = _URL.search(line)
        url = found.group().rstrip(".,;") if found else None
        words = line.replace(found.group(), " ") if found else line
        title = " ".join(words.strip(" \t-*•:–(),").split())
        if not title and not url:
            continue
        title = title or str(url).partition("://")[2]
        if len(title) > _TITLE_LENGTH:
            title = f"{title[: _TITLE_LENGTH - 1]}…"
        sources.append(_given({"title": title, "url": url, "accessed": accessed.isoformat()}))
    return sources
