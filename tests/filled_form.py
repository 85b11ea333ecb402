"""A form of `.github/ISSUE_TEMPLATE` as GitHub hands it on after somebody filled it in."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from learning_city.edges.issue_form import FORM_FOLDER, FormField, choice_id, read_form
from tests.city_project import PROJECT, Project

Given = str | Sequence[str]
"""What was typed, or the ids of what was chosen."""


def with_forms(project: Project) -> Project:
    """The project with this repository's forms."""
    shutil.copytree(PROJECT / FORM_FOLDER, project.folder / FORM_FOLDER)
    return project


def filled(name: str, answers: dict[str, Given], project: Path = PROJECT) -> str:
    """The body of the issue: each label as a heading, its answer below."""
    form = read_form(project, name)
    unknown = set(answers) - {field.id for field in form.fields}
    assert not unknown, unknown
    return "\n\n".join(
        f"### {field.label}\n\n{_shown(field, answers.get(field.id))}" for field in form.fields
    )


def _shown(field: FormField, given: Given | None) -> str:
    if field.kind == "checkboxes":
        return "- [X] Evet"
    if given is None:
        return "_No response_"
    if field.kind != "dropdown":
        assert isinstance(given, str)
        return given
    ids = [given] if isinstance(given, str) else list(given)
    by_id = {choice_id(option): option for option in field.options}
    return ", ".join(by_id[one] for one in ids)
