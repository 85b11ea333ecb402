"""What a proposed change does, for the people who read it: its mistakes first, then its pages.

The validator's sentences come three ways: beside the lines (annotations; GitHub shows about ten for
each step, so those of changed files go first), as a page of Markdown for the summary of the
workflow, and as plain text that a second workflow may quote in a comment.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TextIO

from ..city.assemble import Assembly, assemble
from ..city.city import City
from ..city.project_reader import EVENT_FOLDER, ORGANIZER_FOLDER, PLACE_FOLDER, ROUTE_FOLDER
from ..ground.problems import Level, Problem, errors_in
from ..model.event import Event
from ..model.organizer import Organizer
from ..model.place import Place
from ..model.route import Route
from ..outputs.addresses import Key, address
from ..words.phrases import Phrases, read_phrases
from .github_markdown import code, fenced, joined, link
from .report import field_label, for_github, for_terminal, sentences, summary

LANGUAGES = ("tr", "en")
"""Of the messages; the first comes first."""

PREVIEW = "http://127.0.0.1:8000/"
"""Where the unpacked preview is, once it is served with `python3 -m http.server`."""

_KINDS = {
    PLACE_FOLDER: "place",
    EVENT_FOLDER: "event",
    ORGANIZER_FOLDER: "organizer",
    ROUTE_FOLDER: "route",
}
_HOW = {"A": "added", "D": "removed"}
_SPOKEN = {
    "added": "summary.added",
    "changed": "summary.changed",
    "removed": "summary.removed",
}
_LEVELS = {
    Level.ERROR: "summary.errors",
    Level.DOUBT: "summary.doubts",
    Level.NOTE: "summary.notes",
}


@dataclass(frozen=True, slots=True)
class Change:
    """One file of a change; `how` is added, changed or removed."""

    path: str
    how: str

    @property
    def key(self) -> Key | None:
        """The page that the file makes, if it makes one of its own."""
        path = PurePosixPath(self.path)
        for folder, kind in _KINDS.items():
            if path.suffix in (".yaml", ".yml") and path.is_relative_to(folder):
                return (kind, path.stem)
        return None


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Addresses around the change; what is not known is empty and leaves its links out."""

    lines: str = ""
    """The files as they are now: `https://github.com/<repository>/blob/<commit>`."""
    editing: str = ""
    """Where the author edits them: `https://github.com/<fork>/edit/<branch>`."""
    live: str = ""
    """The published site."""


def whereabouts(environment: Mapping[str, str]) -> Whereabouts:
    """What the workflow knows, from its environment."""
    server = environment.get("GITHUB_SERVER_URL", "https://github.com")
    repository, commit = environment.get("GITHUB_REPOSITORY", ""), environment.get("HEAD_SHA", "")
    fork, branch = environment.get("HEAD_REPOSITORY", ""), environment.get("HEAD_BRANCH", "")
    return Whereabouts(
        lines=f"{server}/{repository}/blob/{commit}" if repository and commit else "",
        editing=joined(f"{server}/{fork}/edit", branch) if fork and branch else "",
        live=environment.get("LIVE_SITE", "").rstrip("/"),
    )


def changes_since(project: Path, base: str) -> list[Change]:
    """The files that differ from the commit `base`. Raises `subprocess.CalledProcessError`."""
    answer = subprocess.run(
        ["git", "diff", "--name-status", "--no-renames", "-z", base, "--"],  # noqa: S607
        cwd=project,
        capture_output=True,
        check=True,
    ).stdout.decode("utf-8", "surrogateescape")
    words = answer.split("\0")[:-1]
    return [
        Change(path, _HOW.get(status[:1], "changed"))
        for status, path in zip(words[::2], words[1::2], strict=True)
    ]


def summarise(
    project: Path,
    catalogues: Path,
    environment: Mapping[str, str],
    base: str,
    *,
    markdown: Path | None = None,
    report: Path | None = None,
    out: TextIO | None = None,
) -> int:
    """Tell what is wrong and what changes, in the order a reviewer reads; 1 when there are errors.

    Appends Markdown to `markdown`; writes `tr.txt` and `en.txt` into the folder `report`.
    """
    out = out or sys.stdout
    changes = changes_since(project, base)
    assembly = assemble(project, catalogues, environment, samples=True)
    phrases = read_phrases(catalogues, LANGUAGES)
    t = phrases[LANGUAGES[0]]
    here, elsewhere = split(assembly.problems, changes)
    for problem in weighed([*here, *elsewhere]):
        if problem.level is Level.NOTE:
            continue
        print(for_terminal(problem, t), file=out)
        if environment.get("GITHUB_ACTIONS") == "true":
            print(for_github(problem, t), file=out)
    for line in summary(assembly.problems, t):
        print(line, file=out)
    if markdown is not None:
        around = whereabouts(environment)
        with markdown.open("a", encoding="utf-8", newline="\n") as file:
            file.write(page(changes, assembly, phrases, around))
    if report is not None:
        report.mkdir(parents=True, exist_ok=True)
        for language, spoken in phrases.items():
            told = [
                for_terminal(problem, spoken)
                for problem in weighed([*here, *elsewhere])
                if problem.level is not Level.NOTE
            ]
            (report / f"{language}.txt").write_text("\n".join(told), encoding="utf-8", newline="\n")
    return 1 if errors_in(assembly.problems) else 0


def split(
    problems: Iterable[Problem], changes: Sequence[Change]
) -> tuple[list[Problem], list[Problem]]:
    """The problems of changed files, and those of all others."""
    changed = {change.path for change in changes}
    here: list[Problem] = []
    elsewhere: list[Problem] = []
    for problem in problems:
        (here if problem.path in changed else elsewhere).append(problem)
    return here, elsewhere


def weighed(problems: Iterable[Problem]) -> list[Problem]:
    """Errors first, then doubts, then notes; otherwise as they came."""
    levels = list(Level)
    return sorted(problems, key=lambda problem: levels.index(problem.level))


# --- Markdown -------------------------------------------------------------------------------------


def page(
    changes: Sequence[Change],
    assembly: Assembly,
    phrases: Mapping[str, Phrases],
    around: Whereabouts,
) -> str:
    """The summary in every language, the first one open and the others folded away below it."""
    first, *others = (_page(changes, assembly, t, phrases, around) for t in phrases.values())
    names = [t.language.own_name for t in phrases.values()][1:]
    folded = [
        f"<details><summary>{name}</summary>\n\n{text}\n</details>\n"
        for name, text in zip(names, others, strict=True)
    ]
    return "\n".join([first, *folded])


def _page(
    changes: Sequence[Change],
    assembly: Assembly,
    t: Phrases,
    phrases: Mapping[str, Phrases],
    around: Whereabouts,
) -> str:
    here, elsewhere = split(assembly.problems, changes)
    lines = [f"## {t('summary.title')}", "", _verdict(here, elsewhere, t), ""]
    for level in (Level.ERROR, Level.DOUBT):
        lines += _section(t(_LEVELS[level]), [p for p in here if p.level is level], t, around)
    away = errors_in(elsewhere)
    if away:
        lines += [*_section(t("summary.elsewhere"), away, t, around, t("summary.elsewhere_why"))]
    lines += _pages(changes, assembly.city, t, phrases, around)
    notes = [p for p in here if p.level is Level.NOTE]
    lines += _section(t(_LEVELS[Level.NOTE]), notes, t, around)
    return "\n".join(lines)


def _verdict(here: list[Problem], elsewhere: list[Problem], t: Phrases) -> str:
    if errors_in(here):
        return f"❌ {t('summary.verdict.mistakes')}"
    if errors_in(elsewhere):
        return f"❌ {t('summary.verdict.elsewhere')}"
    if any(problem.level is Level.DOUBT for problem in here):
        return f"🟡 {t('summary.verdict.doubts')}"
    return f"✅ {t('summary.verdict.well')}"


_MOST = 50
"""Problems or pages of a section; a summary may have a megabyte, a reader has less."""


def _section(
    heading: str, problems: Sequence[Problem], t: Phrases, around: Whereabouts, why: str = ""
) -> list[str]:
    if not problems:
        return []
    lines = [f"### {heading}", ""]
    if why:
        lines += [why, ""]
    for problem in problems[:_MOST]:
        lines += [_where(problem, t, around), "", fenced("\n".join(sentences(problem, t)))]
    if len(problems) > _MOST:
        lines += [t("summary.more", n=len(problems) - _MOST), ""]
    return lines


def _where(problem: Problem, t: Phrases, around: Whereabouts) -> str:
    """File, line and field, with the ways to look at it and to repair it."""
    label = field_label(problem, t)
    spoken = t("report.place", line=problem.line, column=problem.column)
    parts = [f"**{code(problem.path)}** · {spoken}" + (f" · {code(label)}" if label else "")]
    if around.lines:
        line = joined(around.lines, problem.path, fragment=f"L{problem.line}")
        parts.append(link(t("summary.look"), line))
    if around.editing:
        parts.append(link(t("summary.repair"), joined(around.editing, problem.path)))
    return " · ".join(parts)


def _pages(
    changes: Sequence[Change],
    city: City | None,
    t: Phrases,
    phrases: Mapping[str, Phrases],
    around: Whereabouts,
) -> list[str]:
    """The pages of this change, in every language of the messages, and their points on a map."""
    own = [change for change in changes if change.key is not None]
    if not own:
        return []
    lines = [f"### {t('summary.pages')}", ""]
    if city is None:
        return [*lines, t("summary.no_pages"), ""]
    for change in own[:_MOST]:
        assert change.key is not None
        thing = _thing(city, change.key)
        name = thing.name if isinstance(thing, Place | Organizer) else getattr(thing, "title", None)
        shown = code(name.words(t.language.code) if name else change.key[1])
        ways = [t(_SPOKEN[change.how])]
        addresses = _addresses(change.key, city, phrases)
        if change.how != "removed":
            ways += _links(t("summary.preview"), PREVIEW, addresses)
        if around.live and change.how != "added":
            ways += _links(t("summary.live"), around.live, addresses)
        point = getattr(thing, "location", None)
        if point is not None:
            lat, lon = f"{point.lat:.5f}", f"{point.lon:.5f}"
            ways.append(
                f"[{t('summary.on_map')}](https://www.openstreetmap.org/"
                f"?mlat={lat}&mlon={lon}#map=18/{lat}/{lon})"
            )
        lines.append(f"- **{shown}** · {' · '.join(ways)}")
    if len(own) > _MOST:
        lines += ["", t("summary.more_pages", n=len(own) - _MOST)]
    return [*lines, "", t("summary.how_to_preview"), ""]


def _links(label: str, start: str, addresses: Iterable[tuple[str, str]]) -> list[str]:
    return [
        link(f"{label} ({language})", f"{joined(start, where)}/") for language, where in addresses
    ]


def _thing(city: City, key: Key) -> Place | Event | Organizer | Route | None:
    kind, identifier = key
    if kind == "organizer":
        return city.organizers.get(identifier)
    if kind == "event":
        return next((event for event in city.events if event.id == identifier), None)
    if kind == "route":
        return next((route for route in city.routes if route.id == identifier), None)
    return next((place for place in city.places if place.id == identifier), None)


def _addresses(key: Key, city: City, phrases: Mapping[str, Phrases]) -> list[tuple[str, str]]:
    """Language and address of the page, for the languages that the city and the messages share."""
    source = city.settings.languages[0]
    return [
        (language, address(key, t, source))
        for language, t in phrases.items()
        if language in city.settings.languages
    ]
