"""Says problems to people: in a terminal, and as annotations of a pull request."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..ground.problems import Level, Problem
from ..words.phrases import Phrases

_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_COMMANDS = {Level.ERROR: "error", Level.DOUBT: "warning", Level.NOTE: "notice"}


def sentences(problem: Problem, t: Phrases) -> tuple[str, str]:
    """What is wrong and what to write instead, safe to print."""
    values = {key: _clean(value) for key, value in problem.values.items()}
    return (_filled(t, f"problem.{problem.code}", values), _filled(t, problem.remedy_key, values))


def _filled(t: Phrases, key: str, values: dict[str, str]) -> str:
    return t(key, **values) if values else t(key)


def _clean(text: str) -> str:
    """Without what could move the cursor, turn the writing round or begin a line of its own.

    `##[` begins a command anywhere in a line that GitHub Actions reads.
    """
    return _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text).replace("##[", "# #[")


def field_label(problem: Problem, t: Phrases) -> str:
    """`konum (location)`: the word people use, then the key in the file."""
    if not problem.field:
        return ""
    key = next((step for step in reversed(problem.field.split(".")) if not step.isdigit()), "")
    label = t(f"field.{key}") if t.has(f"field.{key}") else ""
    field = _clean(problem.field)
    return f"{label} ({field})" if label else field


def for_terminal(problem: Problem, t: Phrases) -> str:
    """Three or four lines; the first can be clicked in an editor's terminal."""
    what, remedy = sentences(problem, t)
    where = f"{_clean(problem.path)}:{problem.line}:{problem.column}"
    label = field_label(problem, t)
    spoken = t("report.place", line=problem.line, column=problem.column)
    level = t(f"report.level.{problem.level.value}")
    heading = f"{where} — {level}, {spoken}" + (f" — {label}" if label else "")
    return f"{heading}\n  {what}\n  {remedy}\n"


def for_github(problem: Problem, t: Phrases) -> str:
    """A workflow command that puts the sentences beside the line in a pull request.

    Escaped as GitHub's toolkit does, so that no text in a file can end the command.
    """
    what, remedy = sentences(problem, t)
    title = _property(field_label(problem, t) or problem.code)
    return (
        f"::{_COMMANDS[problem.level]} file={_property(problem.path)},line={problem.line},"
        f"col={problem.column},title={title}::{_data(f'{what} {remedy}')}"
    )


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(_clean(text)).replace(":", "%3A").replace(",", "%2C")


def summary(problems: Iterable[Problem], t: Phrases) -> list[str]:
    """How many errors and doubts there are, in words."""
    counts = dict.fromkeys(Level, 0)
    for problem in problems:
        counts[problem.level] += 1
    lines = []
    if counts[Level.ERROR]:
        lines.append(t("report.errors", n=counts[Level.ERROR]))
    if counts[Level.DOUBT]:
        lines.append(t("report.doubts", n=counts[Level.DOUBT]))
    return lines
