"""An issue that a maintainer accepts becomes a file, read by the same rules as every other.

What a volunteer without Git wrote should not come back for a date in Turkish order. So whatever our
messages can repair is repaired (`5.12.2026` is 2026-12-05), an answer that no rule accepts is left
out as long as the file does not need it, and both stand in the pull request for a person to read.
An answer that the file cannot do without stops the proposal, with the sentences of `make check`.

Runs in a workflow on the code of the default branch; the body arrives in the environment and never
in a command. Writes one file of the project and a folder of texts for the workflow; asks nobody.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from ..city.assemble import assemble
from ..city.project_reader import CITY_FILE, EVENT_FOLDER, PLACE_FOLDER
from ..ground.lettering import identifier
from ..ground.problems import Level, Problem
from ..model.event import Event
from ..model.fields import Known
from ..model.place import Place
from ..model.reading import read_model
from ..model.settings import CitySettings
from ..source import yaml_nodes
from ..source.folders import MAX_ID_LENGTH, list_sources
from ..source.yaml_nodes import Scalar, read_yaml
from ..source.yaml_writer import CannotEdit, edit_yaml, schema_address, to_yaml
from ..words.phrases import Phrases, read_phrases
from .github_markdown import code, fenced
from .issue_form import (
    Answers,
    Data,
    IssueForm,
    event_data,
    form_of,
    place_data,
    place_id,
    point,
    read_answers,
    source_list,
)
from .report import field_label, sentences

MAX_BODY = 65_536
"""Characters of an issue; GitHub allows no more."""

_ROUNDS = 12
"""Each round repairs or leaves out at least one answer; a form has fewer that can go wrong."""

_FOLDERS = {"place": PLACE_FOLDER, "event": EVENT_FOLDER}
_MODELS: Mapping[str, type[Place | Event]] = {"place": Place, "event": Event}
_ORDER = {
    kind: [info.alias or name for name, info in model.model_fields.items()]
    for kind, model in _MODELS.items()
}


@dataclass(frozen=True, slots=True)
class Issue:
    """What the workflow knows of an issue."""

    number: str
    body: str
    author: str
    written: date


@dataclass(slots=True)
class Outcome:
    """What became of it. `path` is set when a file was written."""

    path: str = ""
    name: str = ""
    kind: str = ""
    refused: str = ""
    """The key of the reason why there is no file."""
    mistakes: list[Problem] = field(default_factory=list)
    doubts: list[Problem] = field(default_factory=list)
    repaired: list[tuple[str, str, str]] = field(default_factory=list)
    """Field, what was written, what it became."""
    left_out: list[tuple[str, str, Problem | None]] = field(default_factory=list)
    """Field, what was written, why not."""


def issue_from(environment: Mapping[str, str]) -> Issue:
    """Read the issue out of the environment; a date that is none is today."""
    try:
        written = datetime.fromisoformat(environment.get("ISSUE_DATE", ""))
    except ValueError:
        written = datetime.now(tz=UTC)
    return Issue(
        number="".join(filter(str.isdigit, environment.get("ISSUE_NUMBER", "")))[:12],
        body=environment.get("ISSUE_BODY", "")[:MAX_BODY],
        author=environment.get("ISSUE_AUTHOR", ""),
        written=written.date(),
    )


def from_issue(
    project: Path, catalogues: Path, environment: Mapping[str, str], folder: Path
) -> int:
    """Write the file and the texts about it; 1 when no file came of it, and `answer.md` says why.

    `folder` gets `answer.md` for the issue and, with a file, `path`, `title` and `body.md` for the
    pull request.
    """
    issue = issue_from(environment)
    outcome = Desk(project, catalogues, environment).propose(issue)
    phrases = read_phrases(catalogues, ("tr", "en"))
    folder.mkdir(parents=True, exist_ok=True)

    def leave(name: str, text: str) -> None:
        (folder / name).write_text(text, encoding="utf-8", newline="\n")

    leave("answer.md", in_each_language(phrases, lambda t: answer(outcome, t)))
    if not outcome.path:
        return 1
    leave("path", outcome.path)
    leave("title", phrases["tr"](_TITLES[outcome.kind], name=one_line(outcome.name)))
    leave("body.md", in_each_language(phrases, lambda t: pull_request_body(outcome, issue, t)))
    return 0


_TITLES = {
    "place": "proposal.title.place",
    "event": "proposal.title.event",
    "correction": "proposal.title.correction",
}


class Desk:
    """Turns one issue into one file of a project."""

    def __init__(self, project: Path, catalogues: Path, environment: Mapping[str, str]) -> None:
        self.project = project
        self.catalogues = catalogues
        self.environment = environment
        spoken = read_phrases(catalogues, ("tr", "en")).values()
        self.reserved = {t("address.archive") for t in spoken}
        self.before: set[tuple[object, ...]] = set()

    def propose(self, issue: Issue) -> Outcome:
        """Read the issue, write the file when it can stand, and say what became of it."""
        form = form_of(self.project, issue.body)
        if form is None:
            return Outcome(refused="proposal.no-form")
        assembly = assemble(self.project, self.catalogues, self.environment, samples=True)
        self.before = {_identity(problem) for problem in assembly.problems}
        answers = read_answers(form, issue.body)
        languages = assembly.city.settings.languages if assembly.city else self._languages()
        if form.name == "correction":
            return self._correct(answers, issue, languages)
        return self._add(form, answers, issue, languages)

    def _languages(self) -> tuple[str, ...]:
        reading = read_yaml((self.project / CITY_FILE).read_bytes(), CITY_FILE)
        if reading.root is None:
            return ("tr",)
        parsed = read_model(CitySettings, reading.root, CITY_FILE, "city", Known())
        return tuple(parsed.value("languages") or ("tr",))

    # --- A new file ---

    def _add(
        self, form: IssueForm, answers: Answers, issue: Issue, languages: tuple[str, ...]
    ) -> Outcome:
        make = place_data if form.name == "place" else event_data
        data = make(answers, issue.written, languages)
        title = answers.get("name") or answers.get("title") or ""
        outcome = Outcome(name=title, kind=form.name)
        for _ in range(_ROUNDS):
            path = self._new_path(form.name, data, title)
            text = to_yaml(data, _ORDER[form.name], schema_address(path, form.name))
            errors = self._try(path, text, outcome)
            if not errors:
                outcome.path = path
                return outcome
            if not self._mend(data, errors, outcome, path, _MODELS[form.name]):
                break
        outcome.refused, outcome.mistakes = "proposal.not-yet", errors
        return outcome

    def _new_path(self, kind: str, data: Data, title: str) -> str:
        """A file name that nobody has: the name, then with the district or the year, then a number.

        Former ids count too: their addresses lead elsewhere.
        """
        folder = _FOLDERS[kind]
        taken = {file.id for file in list_sources(self.project, folder).files}
        taken |= self._former_ids(folder) | self.reserved
        district, year = str(data.get("district") or ""), _year(data.get("start"))
        base = identifier(title)[: MAX_ID_LENGTH - 10].strip("-") or kind
        longer = f"{base}-{identifier(district if kind == 'place' else year)}".strip("-")
        numbered = (f"{longer}-{number}" for number in range(2, 1000))
        name = next(
            one
            for one in (base, longer, *numbered)
            if one not in taken and not re.fullmatch("[0-9]{4}-[0-9]{2}", one)
        )
        below = (identifier(district) if kind == "place" else year) or "yeni"
        return f"{folder}/{below}/{name}.yaml"

    def _former_ids(self, folder: str) -> set[str]:
        found: set[str] = set()
        for file in list_sources(self.project, folder).files:
            root = read_yaml(file.read(), file.path).root
            former = _plain(root.entries.get("former_ids")) if root else None
            found.update(former if isinstance(former, list) else ())
        return found

    # --- A correction ---

    def _correct(self, answers: Answers, issue: Issue, languages: tuple[str, ...]) -> Outcome:
        outcome = Outcome(kind="correction")
        found = self._record(answers.get("record", ""))
        if found is None:
            outcome.refused = "proposal.no-such-page"
            return outcome
        kind, path, text = found
        root = read_yaml(text.encode(), path).root
        old = {key: _plain(node) for key, node in root.entries.items()} if root else {}
        outcome.name = _name(old, languages)
        changes = self._changes(kind, answers, old, issue, languages, outcome)
        errors: list[Problem] = []
        for _ in range(_ROUNDS):
            if not set(changes) - ({"sources"} if outcome.left_out else set()):
                outcome.refused = "proposal.by-hand" if outcome.left_out else "proposal.nothing-new"
                return outcome
            try:
                edited = edit_yaml(text, changes, _ORDER[kind])
            except CannotEdit:
                outcome.refused = "proposal.by-hand"
                return outcome
            if edited == text:
                outcome.refused = "proposal.nothing-new"
                return outcome
            errors = self._try(path, edited, outcome)
            if not errors:
                outcome.path = path
                return outcome
            if not self._mend(changes, errors, outcome, path, _MODELS[kind], optional=True):
                break
        outcome.refused, outcome.mistakes = "proposal.not-yet", errors
        return outcome

    def _record(self, written: str) -> tuple[str, str, str] | None:
        """Kind, path and text of the file that an address or `place/<id>` names."""
        wanted = place_id(written if "/" in written else f"/{written.strip()}")
        looks_like_event = re.search(r"(?:^|/)(?:events?|etkinlikler)/", written)
        kinds = ("event", "place") if looks_like_event else ("place", "event")
        for kind in kinds:
            for file in list_sources(self.project, _FOLDERS[kind]).files:
                if file.id == wanted:
                    return kind, file.path, file.read().decode("utf-8", "replace")
        return None

    def _changes(
        self,
        kind: str,
        answers: Answers,
        old: Mapping[str, object],
        issue: Issue,
        languages: tuple[str, ...],
        outcome: Outcome,
    ) -> Data:
        """What the answers change in the file; what they cannot change is told."""
        changes: Data = {}
        name, value = answers.get("field", ""), answers.get("value", "")
        if name in _ORDER[kind] and value:
            changes[name] = _replaced(name, value, old.get(name), languages)
        elif value or name:
            outcome.left_out.append((name, value, None))
        if answers.get("what") == "closed" and kind == "event":
            changes["status"] = "cancelled"
        elif answers.get("what") == "closed":
            outcome.left_out.append(("", "", None))
        if kind == "place" and "verified" in answers:
            changes["verified"] = " ".join(answers["verified"].split())
        elif kind == "place" and answers.get("what") == "right":
            changes["verified"] = issue.written.isoformat()
        if sources := source_list(answers.get("sources", ""), issue.written):
            before = old.get("sources")
            changes["sources"] = [*(before if isinstance(before, list) else []), *sources]
        return changes

    # --- The rules ---

    def _try(self, path: str, text: str, outcome: Outcome) -> list[Problem]:
        """Put the file in its place; what was there comes back when there are errors."""
        target = self.project / path
        original = target.read_bytes() if target.is_file() else None
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")
        found = assemble(self.project, self.catalogues, self.environment, samples=True).problems
        new = [one for one in found if one.path == path or _identity(one) not in self.before]
        errors = [one for one in new if one.level is Level.ERROR]
        outcome.doubts = [one for one in new if one.level is Level.DOUBT]
        if errors and original is not None:
            target.write_bytes(original)
        elif errors:
            target.unlink()
            if not any(target.parent.iterdir()):
                target.parent.rmdir()
        return errors

    @staticmethod
    def _mend(
        data: Data,
        errors: Sequence[Problem],
        outcome: Outcome,
        path: str,
        model: type[Place | Event],
        *,
        optional: bool = False,
    ) -> bool:
        """Repair what can be repaired, else leave out what can be left out; was anything done?"""
        here = [error for error in errors if error.path == path]
        done = [_repair(data, error, outcome) for error in here]
        if any(done):
            return True
        needed = {
            info.alias or name
            for name, info in model.model_fields.items()
            if info.is_required() and not optional
        }
        for error in here:
            key = error.field.partition(".")[0]
            if key in data and key not in needed:
                written = as_text(key, data.pop(key))
                outcome.left_out.append((key, "" if error.code in _PRIVATE else written, error))
        return any(key[2] in here for key in outcome.left_out)


_PRIVATE = frozenset({"identity-number", "bank-account"})
"""What these problems speak of must not be written down once more."""


def _identity(problem: Problem) -> tuple[object, ...]:
    return (problem.path, problem.code, problem.field, tuple(sorted(problem.values.items())))


_REPAIRABLE = {
    "bad-date": "repaired",
    "bad-ages": "repaired",
    "bad-address": "repaired",
    "bad-opening-hours": "repaired",
    "not-a-number": "repaired",
    "not-a-choice": "suggestion",
    "unknown-reference": "suggestion",
}
"""Problems that carry the value to write instead, and under which name."""


def _repair(data: Data, problem: Problem, outcome: Outcome) -> bool:
    if problem.code == "swapped-coordinates" and isinstance(data.get("location"), dict):
        pair = data["location"]
        assert isinstance(pair, dict)
        data["location"] = {"lat": pair["lon"], "lon": pair["lat"]}
        outcome.repaired.append(
            ("location", as_text("location", pair), as_text("location", data["location"]))
        )
        return True
    better = problem.values.get(_REPAIRABLE.get(problem.code, ""), "")
    steps: list[str | int] = [
        int(step) - 1 if step.isdigit() else step for step in problem.field.split(".")
    ]
    parent: Any = data
    for step in steps[:-1]:
        try:
            parent = parent[step]
        except (KeyError, IndexError, TypeError):
            return False
    try:
        written = parent[steps[-1]]
    except (KeyError, IndexError, TypeError):
        return False
    if not better or not isinstance(written, str) or written == better:
        return False
    parent[steps[-1]] = better
    outcome.repaired.append((problem.field, written, better))
    return True


def _plain(node: yaml_nodes.Node | None) -> object:
    """A node as texts, lists and mappings."""
    if isinstance(node, yaml_nodes.Mapping):
        return {key: _plain(item) for key, item in node.entries.items()}
    if isinstance(node, yaml_nodes.Sequence):
        return [_plain(item) for item in node.items]
    return node.text if isinstance(node, Scalar) else None


def _replaced(name: str, value: str, old: object, languages: tuple[str, ...]) -> object:
    """The new value; other languages of a text stay for a person to look at."""
    if name == "location":
        return point(value)
    if name == "place":
        return place_id(value)
    if isinstance(old, dict) and set(old) <= set(languages):
        return {**old, languages[0]: value}
    return value


def _name(data: Mapping[str, object], languages: tuple[str, ...]) -> str:
    name = data.get("name") or data.get("title") or ""
    return str(name.get(languages[0]) or name) if isinstance(name, dict) else str(name)


def _year(start: object) -> str:
    found = re.search(r"(?<![0-9])20[0-9]{2}(?![0-9])", str(start or ""))
    return found.group() if found else ""


def as_text(name: str, value: object) -> str:
    """A field's value as people read it."""
    if isinstance(value, str):
        return value
    return to_yaml({name: value}).removeprefix(f"{name}:").strip()


def one_line(text: str) -> str:
    """A title: one line, not too long."""
    short = " ".join(text.split())
    return short if len(short) <= 80 else f"{short[:79]}…"


# --- What is said ---------------------------------------------------------------------------------


def in_each_language(phrases: Mapping[str, Phrases], say: Any) -> str:
    """Turkish first, the others folded away below."""
    first, *others = phrases.values()
    parts = [str(say(first))]
    parts += [
        f"<details><summary>{t.language.own_name}</summary>\n\n{say(t)}\n</details>\n"
        for t in others
    ]
    return "\n".join(parts)


def answer(outcome: Outcome, t: Phrases) -> str:
    """For the issue: what became of it."""
    if outcome.path:
        return f"{t('proposal.ready')}\n"
    return "\n".join([f"{t(outcome.refused)}\n", *_told(outcome.mistakes, t), *_open(outcome, t)])


def pull_request_body(outcome: Outcome, issue: Issue, t: Phrases) -> str:
    """For whoever reads the pull request: where it comes from and what to look at."""
    lines = [t("proposal.from-issue", number=issue.number, author=code(issue.author)), ""]
    if outcome.repaired:
        lines += [f"### {t('proposal.understood')}", ""]
        lines += [
            f"- {code(_field(name, t))}: {code(one_line(old))} → {code(one_line(new))}"
            for name, old, new in outcome.repaired
        ]
        lines.append("")
    lines += _open(outcome, t)
    if outcome.doubts:
        lines += [f"### {t('proposal.doubts')}", "", *_told(outcome.doubts, t)]
    lines.append(t("proposal.checked"))
    return "\n".join(lines) + "\n"


def _open(outcome: Outcome, t: Phrases) -> list[str]:
    if not outcome.left_out:
        return []
    lines = [f"### {t('proposal.by-a-person')}", ""]
    for name, written, problem in outcome.left_out:
        if name:
            lines.append(f"{code(_field(name, t))}\n")
        if written:
            lines.append(fenced(written))
        if problem is not None:
            lines += _told([problem], t)
    return lines


def _field(name: str, t: Phrases) -> str:
    return field_label(Problem("", "", field=name), t)


def _told(problems: Sequence[Problem], t: Phrases) -> list[str]:
    """The sentences of `make check`, without file and line: the file may not exist."""
    blocks = []
    for problem in problems:
        what, remedy = sentences(problem, t)
        label = field_label(problem, t)
        blocks.append("\n".join(part for part in (label, f"  {what}", f"  {remedy}") if part))
    return [fenced("\n\n".join(blocks))] if blocks else []
