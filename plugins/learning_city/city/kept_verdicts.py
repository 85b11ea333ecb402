"""Verdicts on files that did not change, kept on disk from one check to the next.

What a file's verdict depends on is in the key: its bytes, and one fingerprint of everything that
all files are judged against (the program, its libraries, the vocabulary, today, …). Only ids that
grow with every contribution are treated apart: a verdict remembers which places and organizers its
file named, and holds as long as these exist. A verdict that something is *not* known is not kept.

The file is JSON and nothing in it is trusted: what cannot be read is judged again.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..ground.problems import Level, Problem
from .verdict import Verdict

Named = Collection[tuple[str, str]]
"""References that were followed: family and id."""

_DEPENDS_ON_IDS = "unknown-reference"
_WORTH_WRITING = 0.01
"""Below this share of new verdicts the file stays as it is: these few are judged again, which is
sooner done than writing all.
"""


@dataclass(slots=True)
class KeptVerdicts:
    """The verdicts of one fingerprint. Without a `location` nothing is kept."""

    location: Path | None
    fingerprint: str
    known: dict[str, list[Any]] = field(default_factory=dict)
    """Path → digest of the bytes, id, whether readable, problems, gists, references."""
    fresh: dict[str, list[Any]] = field(default_factory=dict)

    @classmethod
    def open(cls, location: Path | None, fingerprint: str) -> KeptVerdicts:
        """What is there for this fingerprint; nothing when the file is absent or another's."""
        kept = cls(location, fingerprint)
        if location is not None:
            try:
                content = json.loads(location.read_bytes())
                if content["fingerprint"] == fingerprint:
                    kept.known = dict(content["verdicts"])
            except (OSError, ValueError, LookupError, TypeError):
                pass
        return kept

    def verdict(
        self, family: str, path: str, digest: str, ids: Mapping[str, Collection[str]]
    ) -> Verdict | None:
        """The verdict on these very bytes at this path, if it still holds."""
        try:
            of, identifier, readable, problems, gists, named = self.known[path]
            if of != digest or any(one not in ids[kind] for kind, one in named):
                return None
            told = [_problem(path, *each) for each in problems]
            verdict = Verdict(family, path, str(identifier), told, dict(gists), bool(readable))
        except (LookupError, ValueError, TypeError):
            return None
        return verdict

    def keep(self, verdict: Verdict, digest: str, named: Named) -> None:
        """Remember what was found in these bytes."""
        if any(problem.code == _DEPENDS_ON_IDS for problem in verdict.problems):
            return
        self.fresh[verdict.path] = [
            digest,
            verdict.id,
            verdict.readable,
            [_written(problem) for problem in verdict.problems],
            verdict.gists,
            sorted(named),
        ]

    def write(self, paths: Collection[str]) -> None:
        """Keep all verdicts on files that exist (`paths`), old and new.

        A folder that cannot be written to makes checks slower, not wrong.
        """
        if self.location is None or len(self.fresh) <= _WORTH_WRITING * len(paths):
            return
        known = {path: self.known[path] for path in paths if path in self.known}
        verdicts = {**known, **self.fresh}
        content = {"fingerprint": self.fingerprint, "verdicts": verdicts}
        beside = self.location.with_suffix(".new")
        with suppress(OSError):
            self.location.parent.mkdir(parents=True, exist_ok=True)
            beside.write_text(json.dumps(content, separators=(",", ":")), encoding="ascii")
            beside.replace(self.location)


def _written(problem: Problem) -> list[Any]:
    return [
        problem.code,
        problem.line,
        problem.column,
        problem.field,
        dict(problem.values),
        problem.remedy,
        problem.level,
    ]


def _problem(
    path: str,
    code: str,
    line: int,
    column: int,
    of: str,
    values: Mapping[str, str],
    remedy: str,
    level: str,
) -> Problem:
    return Problem(code, path, line, column, of, dict(values), remedy, Level(level))
