"""A file's nodes become a model, or problems: all of them, each with its line and column."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Mapping as Map
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Annotated, Any, Generic, TypeVar, cast, get_args

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from ..ground.problems import MAX_PER_FILE, Level, Problem, Spot
from ..source.walk import Path, texts_of
from ..source.yaml_nodes import Mapping, Node, Refused, Scalar, Sequence
from .fields import Contribution, Known, Point, suggest

ModelType = TypeVar("ModelType", bound=Contribution)


@dataclass(slots=True)
class Parsed(Generic[ModelType]):
    """What reading one file gave.

    `facts` has every field that could be read, `None` where one could not, so that rules across
    fields and files still speak about a broken file; they ask `value`, whose type admits it. Only
    when `whole` may the facts be published.
    """

    path: str
    facts: ModelType
    root: Mapping
    whole: bool
    problems: list[Problem] = field(default_factory=list)
    _texts: list[tuple[Path, str]] = field(default_factory=list, init=False, repr=False)

    @property
    def texts(self) -> list[tuple[Path, str]]:
        """Every text of the file with the way to it, gathered once for all rules that ask."""
        if not self._texts:
            self._texts = texts_of(self.root)
        return self._texts

    def position(self, *path: str | int, of_key: bool = False) -> tuple[int, int]:
        """Line and column of a value (or of its key), else of its nearest parent."""
        return position(self.root, path, of_key=of_key)

    def spot(self, *path: str | int) -> Spot:
        """The same with the field's name, for a problem that only other files make one."""
        return Spot(*self.position(*path), dotted(path))

    def value(self, name: str) -> Any:
        """A field, or None where the file has none or it could not be read."""
        return getattr(self.facts, name)

    def problem(self, code: str, *path: str | int, remedy: str = "", **values: str) -> Problem:
        """A problem at the value under `path`."""
        line, column = self.position(*path)
        return Problem(code, self.path, line, column, dotted(path), values, remedy)

    def doubt(self, code: str, *path: str | int, **values: str) -> Problem:
        """The same for what a reviewer should look at."""
        return replace(self.problem(code, *path, **values), level=Level.DOUBT)

    def note(self, code: str, *path: str | int, **values: str) -> Problem:
        """The same for information only."""
        return replace(self.problem(code, *path, **values), level=Level.NOTE)


def dotted(path: Path) -> str:
    """`stations.2.prompt.tr`, counting from 1 as people do."""
    return ".".join(str(step + 1) if isinstance(step, int) else step for step in path)


def position(root: Node, path: Path, *, of_key: bool = False) -> tuple[int, int]:
    """Line and column, from 1, of the deepest node that exists on `path`."""
    node: Node = root
    for depth, step in enumerate(path):
        if isinstance(node, Mapping) and step in node.entries:
            if of_key and depth == len(path) - 1:
                key = node.keys[str(step)]
                return key.line, key.column
            node = node.entries[str(step)]
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
        else:
            break
    return node.line, node.column


def read_model(
    model: type[ModelType], root: Mapping, path: str, identifier: str, known: Known
) -> Parsed[ModelType]:
    """Read `root` as `model`. Never raises on content."""
    problems: list[Problem] = []
    unusable: set[Path] = set()
    data = _plain(root, (), path, problems, unusable)
    assert isinstance(data, dict)
    whole = not unusable
    try:
        facts = model.model_validate(data, context=known)
    except ValidationError as error:
        whole = False
        facts = _partial(model, data, known)
        problems += _explain(error, model, root, path, known, unusable)
    if len(problems) > MAX_PER_FILE:
        problems = [
            *sorted(problems, key=lambda problem: (problem.line, problem.column))[:MAX_PER_FILE],
            Problem("too-many-problems", path, values={"limit": str(MAX_PER_FILE)}),
        ]
    facts.place_at(identifier, path)
    return Parsed(path, facts, root, whole, problems)


def _plain(
    node: Node, here: Path, path: str, problems: list[Problem], unusable: set[Path]
) -> object:
    """Nodes as plain Python; an empty value is reported and left out."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Refused):
        return None
    children: list[tuple[str | int, Node]] = (
        list(node.entries.items()) if isinstance(node, Mapping) else list(enumerate(node.items))
    )
    kept: dict[str | int, object] = {}
    split = _split_by_commas(node) if isinstance(node, Mapping) else {}
    if split:
        problems.append(_decimal_comma(cast("Mapping", node), split, here, path))
        unusable |= {(*here, key) for key in split}
    split_off = set(split.values())
    if isinstance(node, Mapping):
        problems += _repeated_keys(node, split, here, path)
    for step, child in children:
        there = (*here, step)
        if step in split or step in split_off:
            continue
        if isinstance(child, Scalar) and (child.is_empty or not child.text.strip()):
            line, column = (
                (node.keys[str(step)].line, node.keys[str(step)].column)
                if isinstance(node, Mapping)
                else (child.line, child.column)
            )
            problems.append(
                Problem("empty-value", path, line, column, dotted(there), {"key": str(step)})
            )
            unusable.add(there)
        elif isinstance(child, Refused):
            unusable.add(there)
        else:
            kept[step] = _plain(child, there, path, problems, unusable)
    return kept if isinstance(node, Mapping) else list(kept.values())


_DIGITS = re.compile("[0-9]{1,20}")
_WHOLE = re.compile("[+-]?[0-9]{1,9}")


def _split_by_commas(mapping: Mapping) -> dict[str, str]:
    """Keys whose number a comma cut in two, each with the digits that YAML took for a key.

    `{lat: 38,41920}` is `lat: 38` and an empty `41920:`. Two keys stand on one line only between
    braces.
    """
    nothing = Scalar("", 0, 0, plain=True)
    written = [(mapping.keys[key], value) for key, value in mapping.entries.items()]
    written += [(key, nothing) for key in mapping.repeated]
    split: dict[str, str] = {}
    before, number = "", None
    for there, value in sorted(written, key=lambda pair: (pair[0].line, pair[0].column)):
        if (
            number is not None
            and isinstance(value, Scalar)
            and value.plain
            and not value.text
            and _DIGITS.fullmatch(there.text)
            and there.plain
            and there.line == number.line
            and 1 <= there.column - number.column - len(number.text) <= 3
        ):
            split[before] = there.text
        whole = isinstance(value, Scalar) and value.plain and _WHOLE.fullmatch(value.text)
        before, number = there.text, cast("Scalar", value) if whole else None
    return split


def _repeated_keys(
    mapping: Mapping, split: Map[str, str], here: Path, path: str
) -> Iterator[Problem]:
    """Bare numbers that stand twice as a key and are not the rest of a number."""
    for key in mapping.repeated:
        if key.text not in split.values():
            first = mapping.keys[key.text].line
            values = {"key": key.text, "first": str(first)}
            yield Problem(
                "duplicate-key", path, key.line, key.column, dotted((*here, key.text)), values
            )


def _decimal_comma(mapping: Mapping, split: dict[str, str], here: Path, path: str) -> Problem:
    """One problem for the whole mapping, with all of it repaired when that fits on a line."""
    split_off = set(split.values())
    texts = {
        key: value.text + (f".{split[key]}" if key in split else "")
        for key, value in mapping.entries.items()
        if isinstance(value, Scalar) and value.plain and key not in split_off
    }
    first = next(iter(split))
    repaired = _clipped(", ".join(f"{key}: {texts[key]}" for key in split))
    complete = len(texts) + len(split_off) == len(mapping.entries)
    if complete and here and isinstance(here[-1], str):
        pairs = ", ".join(f"{key}: {text}" for key, text in texts.items())
        if len(pairs) <= MAX_QUOTED:
            repaired = f"{here[-1]}: {{{pairs}}}"
    number = mapping.entries[first]
    values = {"value": texts[first].replace(".", ","), "repaired": repaired}
    where = dotted((*here, first))
    return Problem("decimal-comma", path, number.line, number.column, where, values)


@lru_cache(maxsize=512)
def _adapter(model: type[BaseModel], name: str) -> TypeAdapter[Any]:
    info = model.model_fields[name]
    annotation: Any = info.annotation
    for extra in info.metadata:
        annotation = Annotated[annotation, extra]
    return TypeAdapter(annotation)


def _partial(model: type[ModelType], data: Map[str, object], known: Known) -> ModelType:
    """Every field that is right on its own; the others are None."""
    values: dict[str, object] = {}
    for name, info in model.model_fields.items():
        key = info.alias or name
        values[name] = None if info.is_required() else info.get_default(call_default_factory=True)
        if key in data:
            try:
                values[name] = _adapter(model, name).validate_python(data[key], context=known)
            except ValidationError:
                values[name] = None
    return cast("ModelType", model.model_construct(**cast("Any", values)))


MAX_QUOTED = 80

# Refusals that may speak about a list or a group of fields; all others expect one text.
_OF_GROUPS = {
    "extra_forbidden",
    "missing",
    "too_short",
    "wrong-shape",
    "empty-value",
    "unknown-language",
}

# pydantic's own error types that our types let through, and our codes for them.
_SHAPES = {
    "tuple_type": "list",
    "list_type": "list",
    "dict_type": "mapping",
    "mapping_type": "mapping",
    "model_type": "mapping",
    "model_attributes_type": "mapping",
    "string_type": "text",
    "dataclass_type": "mapping",
}


def _explain(
    error: ValidationError,
    model: type[BaseModel],
    root: Mapping,
    path: str,
    known: Known,
    unusable: set[Path],
) -> list[Problem]:
    problems: list[Problem] = []
    faults = error.errors(include_url=False)
    for fault in faults:
        if len(problems) > MAX_PER_FILE:
            break
        where: Path = tuple(step for step in fault["loc"] if step != "[key]")
        if any(where[: len(gone)] == gone for gone in unusable):
            continue
        # A list whose items are all wrong counts as empty too; its items were spoken of.
        if fault["type"] == "too_short" and any(
            other is not fault and other["loc"][: len(where)] == where for other in faults
        ):
            continue
        code, remedy, values = _in_our_words(fault, model, where, known)
        of_key = fault["type"] == "extra_forbidden" or "[key]" in fault["loc"]
        line, column = position(root, where, of_key=of_key)
        problems.append(Problem(code, path, line, column, dotted(where), values, remedy))
    return problems


Said = tuple[str, str, dict[str, str]]
"""Code, remedy and values of a problem."""


def _in_our_words(fault: ErrorDetails, model: type[BaseModel], where: Path, known: Known) -> Said:
    """Our code for a refusal: its own when our types refused, else pydantic's translated."""
    kind, context = fault["type"], fault.get("ctx", {})
    key, value = _last_key(where), _clipped(fault["input"])
    values = {name: _clipped(given) for name, given in context.items() if name != "remedy"}
    said: Said = kind, str(context.get("remedy", "")), {"key": key, **values}
    if kind in _SHAPES:
        pair = _pair(fault["input"]) if _model_at(model, where) is Point else ""
        said = (
            ("wrong-shape", "wrong-shape/pair", {"key": key, "repaired": f"{key}: {pair}"})
            if pair
            else _wrong_shape(_SHAPES[kind], key, fault["input"])
        )
    elif kind not in _OF_GROUPS and isinstance(fault["input"], dict | list):
        said = _wrong_shape("text", key, fault["input"])
    elif kind == "extra_forbidden":
        said = _unknown_key(model, where, known)
    elif kind in ("missing", "too_short"):
        code = "missing-key" if kind == "missing" else "empty-list"
        said = code, "", {"key": key, "example": _example(model, where)}
    elif kind == "literal_error":
        said = _not_a_choice(value, str(context["expected"]), known)
    elif kind == "unknown-reference":
        in_list = bool(where) and isinstance(where[-1], int)
        if in_list and _GLUED_ITEM.search(value):
            values = {"value": value, "suggestion": "", "known": ""}
            said = "unknown-reference", "unknown-reference/dash", values
        else:
            said = _unknown_reference(value, str(context["family"]), known)
    elif kind == "not-a-flag":
        said = _not_a_flag(value, known)
    elif kind == "string_pattern_mismatch":
        said = "bad-pattern", "", {"value": value, **values}
    elif kind == "greater_than_equal":
        said = "number-too-small", "", {"value": value, "least": values["ge"].removesuffix(".0")}
    return said


def _last_key(where: Path) -> str:
    """The name nearest to a value; a place in a list has none of its own."""
    return next((step for step in reversed(where) if isinstance(step, str)), "")


def _clipped(value: object) -> str:
    """As much of a value as a sentence can quote."""
    text = str(value)
    return text if len(text) <= MAX_QUOTED else f"{text[:MAX_QUOTED]}…"


def _model_at(model: type[BaseModel], where: Path) -> type[BaseModel] | None:
    """The model whose keys stand at `where`, following lists, options and annotations."""
    current: Any = model
    for step in where:
        if isinstance(step, int):
            continue
        if not (isinstance(current, type) and issubclass(current, BaseModel)):
            continue  # a key of a free mapping (an id of a vocabulary)
        info = next(
            (info for name, info in current.model_fields.items() if (info.alias or name) == step),
            None,
        )
        if info is None:
            return None
        current = _inner_model(info.annotation) or info.annotation
    return current if isinstance(current, type) and issubclass(current, BaseModel) else None


def _inner_model(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for part in get_args(annotation):
        if (found := _inner_model(part)) is not None:
            return found
    return None


def _unknown_key(model: type[BaseModel], where: Path, known: Known) -> Said:
    parent = _model_at(model, where[:-1])
    keys = [info.alias or name for name, info in parent.model_fields.items()] if parent else []
    key = _clipped(where[-1])
    likely = suggest(key, {name: known.choices.get(f"field.{name}", ()) for name in keys})
    values = {"key": key, "suggestion": likely or "", "known": ", ".join(keys)}
    return "unknown-key", "unknown-key/nearest" if likely else "unknown-key/list", values


def _not_a_choice(value: str, expected: str, known: Known) -> Said:
    choices = re.findall(r"'([^']+)'", expected)
    likely = suggest(value, {choice: known.choices.get(choice, ()) for choice in choices})
    values = {"value": value, "suggestion": likely or "", "known": ", ".join(choices)}
    return "not-a-choice", "not-a-choice/nearest" if likely else "not-a-choice/list", values


def _unknown_reference(value: str, family: str, known: Known) -> Said:
    ids = known.ids.get(family, {})
    likely = known.suggestion(family, value)
    few = ", ".join(sorted(ids)) if len(ids) <= 40 else ""
    variant = "nearest" if likely else "list" if few else "none"
    values = {"value": value, "suggestion": likely or "", "known": few}
    return "unknown-reference", f"unknown-reference/{variant}", values


_GLUED_ITEM = re.compile(r"\s-\S")
"""`- bir` and below it ` -iki`: without a blank after its dash, the second continues the first."""

_DEGREES = r"([+-]?[0-9]{1,3}[.,][0-9]{1,20}) ?°?"
_TWO_NUMBERS = re.compile(rf"{_DEGREES}(?: ?[,;/] ?| ){_DEGREES}")


def _pair(given: object) -> str:
    """`38.41920, 27.12870`, the way maps copy it, as a point is written here; else nothing."""
    if isinstance(given, list) and all(isinstance(item, str) for item in given):
        given = ", ".join(given)
    if not isinstance(given, str) or len(given) > MAX_QUOTED:
        return ""
    match = _TWO_NUMBERS.fullmatch(given.strip())
    if not match:
        return ""
    lat, lon = (number.replace(",", ".") for number in match.groups())
    return f"{{lat: {lat}, lon: {lon}}}"


def _not_a_flag(value: str, known: Known) -> Said:
    likely = suggest(value, {word: known.choices.get(word, ()) for word in ("yes", "no")})
    return "not-a-flag", f"not-a-flag/{likely}" if likely else "", {"value": value}


def _wrong_shape(expected: str, key: str, given: object) -> Said:
    if expected == "list" and isinstance(given, str) and len(given) <= MAX_QUOTED:
        return (
            "wrong-shape",
            "wrong-shape/list-of-one",
            {"key": key, "repaired": f"{key}: [{given}]"},
        )
    return "wrong-shape", f"wrong-shape/{expected}", {"key": key, "repaired": ""}


def _example(model: type[BaseModel], where: Path) -> str:
    parent = _model_at(model, where[:-1])
    key = str(where[-1])
    if parent is not None:
        for name, info in parent.model_fields.items():
            if (info.alias or name) == key:
                return f"{key}: {info.examples[0] if info.examples else '…'}"
    return f"{key}: …"
