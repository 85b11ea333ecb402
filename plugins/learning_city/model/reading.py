"""A file's nodes become a model, or problems: all of them, each with its line and column."""

from __future__ import annotations

import re
from collections.abc import Mapping as Map
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Annotated, Any, Generic, TypeVar, cast, get_args

from pydantic import BaseModel, TypeAdapter, ValidationError

from ..ground.problems import Level, Problem
from ..source.yaml_nodes import Mapping, Node, Refused, Scalar, Sequence
from .fields import Contribution, Known, suggest

ModelType = TypeVar("ModelType", bound=Contribution)
Path = tuple[str | int, ...]


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

    def position(self, *path: str | int, of_key: bool = False) -> tuple[int, int]:
        """Line and column of a value (or of its key), else of its nearest parent."""
        return position(self.root, path, of_key=of_key)

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
    for step, child in children:
        there = (*here, step)
        if isinstance(child, Scalar) and child.is_empty:
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
    problems = []
    faults = error.errors(include_url=False)
    for fault in faults:
        where: Path = tuple(step for step in fault["loc"] if step != "[key]")
        if any(where[: len(gone)] == gone for gone in unusable):
            continue
        kind, context = fault["type"], fault.get("ctx", {})
        values = {key: str(value) for key, value in context.items() if key != "remedy"}
        remedy = str(context.get("remedy", ""))
        of_key = kind == "extra_forbidden" or "[key]" in fault["loc"]
        code = kind
        if kind == "extra_forbidden":
            code, remedy, values = _unknown_key(model, where, known)
        elif kind == "missing":
            code, remedy = "missing-key", ""
            values = {"key": str(where[-1]), "example": _example(model, where)}
        elif kind == "literal_error":
            code, remedy, values = _not_a_choice(str(fault["input"]), values["expected"], known)
        elif kind in _SHAPES:
            code, remedy, values = _wrong_shape(_SHAPES[kind], where, fault["input"])
        elif kind == "too_short" and any(
            other is not fault and other["loc"][: len(where)] == where for other in faults
        ):
            continue  # its items are wrong, and said so; it is not empty
        elif kind == "too_short":
            code, values = "empty-list", {"key": str(where[-1]), "example": _example(model, where)}
        elif kind == "string_pattern_mismatch":
            code, values = "bad-pattern", {"value": str(fault["input"])[:80], **values}
        elif kind == "greater_than_equal":
            code, values = "number-too-small", {"value": str(fault["input"]), "least": values["ge"]}
        line, column = position(root, where, of_key=of_key)
        problems.append(Problem(code, path, line, column, dotted(where), values, remedy))
    return problems


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


def _unknown_key(
    model: type[BaseModel], where: Path, known: Known
) -> tuple[str, str, dict[str, str]]:
    parent = _model_at(model, where[:-1])
    keys = [info.alias or name for name, info in parent.model_fields.items()] if parent else []
    key = str(where[-1])
    likely = suggest(key, {name: known.choices.get(f"field.{name}", ()) for name in keys})
    values = {"key": key[:80], "suggestion": likely or "", "known": ", ".join(keys)}
    return "unknown-key", "unknown-key/nearest" if likely else "unknown-key/list", values


def _not_a_choice(value: str, expected: str, known: Known) -> tuple[str, str, dict[str, str]]:
    choices = re.findall(r"'([^']+)'", expected)
    likely = suggest(value, {choice: known.choices.get(choice, ()) for choice in choices})
    values = {"value": value[:80], "suggestion": likely or "", "known": ", ".join(choices)}
    return "not-a-choice", "not-a-choice/nearest" if likely else "not-a-choice/list", values


def _wrong_shape(expected: str, where: Path, given: object) -> tuple[str, str, dict[str, str]]:
    key = str(where[-1]) if where else ""
    if expected == "list" and isinstance(given, str):
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
