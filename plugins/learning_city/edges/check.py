"""`make check`: every problem of the data at once. Loads neither Pelican nor Folium."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TextIO

from ..city.inspection import inspect
from ..ground.problems import Level, errors_in
from ..words.phrases import Phrases, read_phrases
from .report import for_github, for_terminal, summary


def speak(catalogues: Path, language: str) -> Phrases:
    """The messages in `language`, Turkish where it has none."""
    languages = ("tr",) if language == "tr" else ("tr", language)
    return read_phrases(catalogues, languages)[language]


def check(
    project: Path,
    catalogues: Path,
    environment: Mapping[str, str],
    language: str = "tr",
    *,
    notes: bool = False,
    kept: Path | None = None,
    out: TextIO | None = None,
) -> int:
    """Print what is wrong and return the exit code: 1 when anything stops the build.

    Silent when all is well, so that scripts and volunteers see only what needs them. Writes
    nothing but the report, and `kept`: a file that spares the next check what did not change. In a
    workflow it also prints annotations, unless the environment says `LEARNING_CITY_ANNOTATIONS=no`:
    of several jobs one is enough to speak beside the lines.
    """
    out = out or sys.stdout
    t = speak(catalogues, language)
    problems = inspect(project, catalogues, environment, kept)
    shown = [problem for problem in problems if notes or problem.level is not Level.NOTE]
    annotated = (
        environment.get("GITHUB_ACTIONS") == "true"
        and environment.get("LEARNING_CITY_ANNOTATIONS") != "no"
    )
    for problem in shown:
        print(for_terminal(problem, t), file=out)
        if annotated:
            print(for_github(problem, t), file=out)
    for line in summary(shown, t):
        print(line, file=out)
    return 1 if errors_in(problems) else 0
