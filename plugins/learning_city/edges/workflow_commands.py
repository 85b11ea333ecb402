"""The commands that workflows of the repository call; volunteers need none of them.

Only what a command needs is imported, so that `answer` and `labels` run where nothing is installed.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any


def add_to(commands: Any) -> None:
    """Teach the parser of `python -m learning_city` these commands."""
    summary = commands.add_parser("summary", help="tell what a change does / değişikliği özetle")
    summary.add_argument("--against", default="HEAD", help="commit that the change starts from")
    summary.add_argument("--markdown", type=Path, help="file to append the summary to")
    summary.add_argument("--report", type=Path, help="folder for the plain report")
    issue = commands.add_parser("from-issue", help="an issue becomes a file / isteği dosyaya dök")
    issue.add_argument("--out", type=Path, required=True, help="folder for the texts about it")
    answer = commands.add_parser("answer", help="the comment under a pull request")
    answer.add_argument("--report", type=Path, required=True, help="folder of the report")
    answer.add_argument("--outcome", required=True, help="how the first workflow ended")
    answer.add_argument("--run", required=True, help="address of its page")
    labels = commands.add_parser("labels", help="labels for the paths on standard input")
    labels.add_argument("--all", action="store_true", help="every label, tab separated")


def command_for(name: str) -> Callable[[argparse.Namespace, Path, Path], int] | None:
    """The function behind a command of `add_to`; None for any other."""
    return _COMMANDS.get(name)


def _summary(options: argparse.Namespace, project: Path, catalogues: Path) -> int:
    from .change_summary import summarise

    try:
        return summarise(
            project,
            catalogues,
            os.environ,
            options.against,
            markdown=options.markdown,
            report=options.report,
        )
    except subprocess.CalledProcessError as failure:
        print(failure.stderr.decode("utf-8", "replace"), file=sys.stderr)
        return 2


def _from_issue(options: argparse.Namespace, project: Path, catalogues: Path) -> int:
    from .proposal import from_issue

    return from_issue(project, catalogues, os.environ, options.out)


def write_forms(project: Path, catalogues: Path) -> int:
    """Bring the choices in the issue forms up to date; 1 when the data has errors."""
    from ..city.assemble import assemble
    from ..words.phrases import read_phrases
    from .form_choices import refresh_forms

    city = assemble(project, catalogues, os.environ, samples=True).city
    if city is None:
        return 1
    for path in refresh_forms(project, city, read_phrases(catalogues, city.settings.languages)):
        print(path)
    return 0


def _answer(options: argparse.Namespace, project: Path, _catalogues: Path) -> int:
    from .pull_request_answer import answer

    changed = sys.stdin.read().splitlines()
    print(answer(project, options.report, options.outcome, options.run, changed), end="")
    return 0


def _labels(options: argparse.Namespace, project: Path, _catalogues: Path) -> int:
    from .pull_request_answer import labels_for, read_labels

    labels = read_labels(project)
    if options.all:
        for label in labels:
            print(label.name, label.color, label.description, sep="\t")
        return 0
    for name in labels_for(sys.stdin.read().splitlines(), labels):
        print(name)
    return 0


_COMMANDS: Mapping[str, Callable[[argparse.Namespace, Path, Path], int]] = {
    "summary": _summary,
    "from-issue": _from_issue,
    "answer": _answer,
    "labels": _labels,
}
