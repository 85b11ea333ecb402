"""What the second workflow may say under a pull request, and how it files it.

It has the right to write, so it trusts nothing that the first workflow made: that ran the code of a
fork. The words are ours (`.github/answers`), the addresses come from GitHub, and the fork's report
stands in a block where nothing has an effect. Standard library only: nothing has to be installed
where there is a right to write.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from string import Template

from .github_markdown import MAX_SHOWN, fenced

ANSWERS = ".github/answers"
LABELS = ".github/labels.json"

_DATA = ("places/", "events/", "content/")


@dataclass(frozen=True, slots=True)
class Label:
    """A label; it is put on changes below one of `folders`."""

    name: str
    color: str
    description: str
    folders: tuple[str, ...] = ()


def read_labels(project: Path) -> list[Label]:
    """The labels of this repository. Raises `OSError` and `ValueError`."""
    entries = json.loads((project / LABELS).read_text(encoding="utf-8"))
    return [Label(**{**entry, "folders": tuple(entry.get("folders", ()))}) for entry in entries]


def labels_for(paths: Iterable[str], labels: Iterable[Label]) -> list[str]:
    """The labels of a change, in the order of the list."""
    changed = tuple(paths)
    return [
        label.name
        for label in labels
        if any(path.startswith(label.folders) for path in changed if label.folders)
    ]


def answer(project: Path, report: Path, outcome: str, run: str, paths: Iterable[str]) -> str:
    """The comment, or nothing when there is nothing to say.

    `outcome` is the first workflow's conclusion, `run` the address of its page. A change that
    touches no data and went well gets no comment.
    """
    told = {language: _quoted(report / f"{language}.txt") for language in ("tr", "en")}
    if outcome == "success":
        if not any(path.startswith(_DATA) for path in paths):
            return ""
        name = "doubts" if told["tr"] else "ready"
    else:
        name = "mistakes" if told["tr"] else "stopped"
    words = (project / ANSWERS / f"{name}.md").read_text(encoding="utf-8")
    return Template(words).substitute(run=run, **told)


def _quoted(path: Path) -> str:
    """What the first workflow reported, as a block; nothing if it left no plain file."""
    if path.is_symlink() or not path.is_file():
        return ""
    with path.open("rb") as file:
        text = file.read(4 * MAX_SHOWN + 4).decode("utf-8", "replace")
    return fenced(text[: MAX_SHOWN + 1]) if text.strip() else ""
