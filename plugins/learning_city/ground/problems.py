"""Mistakes are values: what is wrong, exactly where, and what to write instead.

A problem carries no wording. `edges/report.py` speaks it in the reader's language from the
catalogues, so that the same problem can be a line in a terminal, an annotation in a pull request
or, later, a hint in a form.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Level(StrEnum):
    """How much a problem weighs."""

    ERROR = "error"
    """Stops the build."""
    DOUBT = "doubt"
    """Passes; a reviewer should read it."""
    NOTE = "note"
    """For information, such as a missing translation."""


MAX_PER_FILE = 100
"""A file with more problems is not what its folder says; the rest would fill the screen."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake in one file.

    `code` is stable and names the rule (`unknown-key`). The catalogue entry `problem.<code>` says
    what is wrong, `remedy.<remedy>` what to write instead; both are filled from `values`.
    `line` and `column` count from 1, in characters.
    """

    code: str
    path: str
    line: int = 1
    column: int = 1
    field: str = ""
    values: Mapping[str, str] = dataclasses.field(default_factory=dict)
    remedy: str = ""
    level: Level = Level.ERROR

    @property
    def remedy_key(self) -> str:
        """The catalogue key of the remedy: the code itself unless a variant was chosen."""
        return f"remedy.{self.remedy or self.code}"


class Spot(NamedTuple):
    """Where something stands in a file, kept for a problem that may be told later."""

    line: int
    column: int
    field: str

    def problem(
        self, code: str, path: str, level: Level = Level.ERROR, /, **values: str
    ) -> Problem:
        """A problem here, in the file `path`."""
        return Problem(code, path, self.line, self.column, self.field, values, level=level)


def in_reading_order(problems: Iterable[Problem]) -> list[Problem]:
    """Sort by file and position, once each, so that the answer never depends on reading order."""
    seen: set[tuple[object, ...]] = set()
    ordered: list[Problem] = []
    for problem in sorted(
        problems, key=lambda p: (p.path, p.line, p.column, p.code, sorted(p.values.items()))
    ):
        identity = (
            problem.path,
            problem.line,
            problem.column,
            problem.code,
            tuple(sorted(problem.values.items())),
        )
        if identity not in seen:
            seen.add(identity)
            ordered.append(problem)
    return ordered


def errors_in(problems: Iterable[Problem]) -> list[Problem]:
    """Only the problems that stop the build."""
    return [problem for problem in problems if problem.level is Level.ERROR]
