"""What git remembers about places and events: what came, changed, was checked, and went away.

Subscribed calendars compare these numbers to decide what is new (RFC 5545 §3.8.7), and the page of
changes is read like a diary; so both may come from the data's history only, never from the clock of
the build. Half a history would give numbers that go back again; then there is none. Who changed
something is not asked.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from ..city.project_reader import EVENT_FOLDER, PLACE_FOLDER
from ..outputs.site import Change, ChangeKind, Family, Recorded

_COMMIT = "\x01"
_FAMILIES: Mapping[str, Family] = {PLACE_FOLDER: "place", EVENT_FOLDER: "event"}
_SUFFIXES = frozenset({".yaml", ".yml"})

_TELLING = "^(verified|status|sample):"
"""Lines of a file that say more about a change than that there was one."""

Subject = tuple[Family, str]


@dataclass(frozen=True)
class History:
    """All there is to know, oldest first."""

    events: Mapping[str, Change]
    """Event → its last change and their number."""
    records: tuple[Recorded, ...]


@dataclass
class _Touch:
    """What one commit did to a place or an event."""

    moment: int
    subject: Subject
    came: bool = False
    went: bool = False


@dataclass
class _Lines:
    """The telling lines of one commit for one subject."""

    added: list[str] = field(default_factory=list)
    taken: list[str] = field(default_factory=list)


def read_history(project: Path) -> History | None:
    """The history of the data; None outside a repository and in a shallow copy of one.

    A file keeps its history when it moves to another folder: its name is the place or event.
    """
    if _git(project, "rev-parse", "--is-shallow-repository").strip() != "false":
        return None
    touches = _touches(project)
    if not touches:
        return None
    commits: dict[str, list[int]] = {}
    for touch in touches.values():
        family, identifier = touch.subject
        if family == "event" and not (touch.went and not touch.came):
            commits.setdefault(identifier, []).append(touch.moment)
    return History(
        {
            event: Change(datetime.fromtimestamp(max(moments), UTC), len(moments) - 1)
            for event, moments in commits.items()
        },
        tuple(_records(touches, _telling_lines(project))),
    )


def _records(
    touches: Mapping[tuple[str, Subject], _Touch], lines: Mapping[tuple[str, Subject], _Lines]
) -> Iterator[Recorded]:
    """What happened, oldest first; git tells the newest first."""
    there: set[Subject] = set()
    oldest_first = list(touches.items())[::-1]
    oldest_first.sort(key=lambda item: item[1].moment)
    for (commit, subject), touch in oldest_first:
        said = lines.get((commit, subject), _Lines())
        family, identifier = subject
        kind: ChangeKind
        if touch.went and not touch.came:
            there.discard(subject)
            if _any(said.taken, "sample: true"):
                continue  # an example was never on the published site
            kind = "removed"
        elif subject not in there:
            there.add(subject)
            kind = "new"
        elif family == "event" and _any(said.added, "status: cancelled"):
            kind = "cancelled"
        elif family == "place" and _any(said.added, "verified:"):
            kind = "verified"
        else:
            kind = "changed"
        yield Recorded(datetime.fromtimestamp(touch.moment, UTC), kind, family, identifier)


def _any(lines: Iterable[str], start: str) -> bool:
    return any(line.startswith(start) for line in lines)


def _touches(project: Path) -> dict[tuple[str, Subject], _Touch]:
    """(commit, subject) → what it did, in git's order."""
    told = _git(
        project,
        *("-c", "core.quotePath=off", "log", "--relative", "--no-renames", "--name-status"),
        *("--diff-filter=AMD", f"--format={_COMMIT}%H %ct", "--", PLACE_FOLDER, EVENT_FOLDER),
    )
    found: dict[tuple[str, Subject], _Touch] = {}
    commit, moment = "", 0
    for line in told.split("\n"):
        if line.startswith(_COMMIT):
            commit, _, second = line[1:].partition(" ")
            moment = int(second)
        elif subject := _subject(line.partition("\t")[2]):
            touch = found.setdefault((commit, subject), _Touch(moment, subject))
            touch.came |= not line.startswith("D")
            touch.went |= line.startswith("D")
    return found


def _telling_lines(project: Path) -> dict[tuple[str, Subject], _Lines]:
    """(commit, subject) → the telling lines that it added or took away."""
    told = _git(
        project,
        *("-c", "core.quotePath=off", "log", "--relative", "--no-renames", "--no-color"),
        *("--no-ext-diff", "--no-prefix", "--patch", "--unified=0", f"-G{_TELLING}"),
        *(f"--format={_COMMIT}%H", "--", PLACE_FOLDER, EVENT_FOLDER),
    )
    found: dict[tuple[str, Subject], _Lines] = {}
    commit, head = "", True
    subject: Subject | None = None
    for line in told.split("\n"):
        if line.startswith(_COMMIT):
            commit = line[1:]
        elif line.startswith("diff --git "):
            head, subject = True, None  # no line of a file begins like this in a patch
        elif line.startswith("@@"):
            head = False
        elif head and line.startswith(("--- ", "+++ ")):
            subject = _subject(line[4:]) or subject
        elif not head and subject and line[:1] in ("+", "-"):
            lines = found.setdefault((commit, subject), _Lines())
            (lines.added if line[0] == "+" else lines.taken).append(line[1:])
    return found


def _subject(name: str) -> Subject | None:
    """What a file is about, or None for anything but a place's or an event's file."""
    path = PurePosixPath(name.strip())
    if path.suffix not in _SUFFIXES or path.parts[0] not in _FAMILIES:
        return None
    return _FAMILIES[path.parts[0]], path.stem


def _git(project: Path, *arguments: str) -> str:
    """What git answers, or nothing."""
    try:
        done = subprocess.run(
            ["git", *arguments],  # noqa: S607
            cwd=project,
            capture_output=True,
            encoding="utf-8",
            errors="replace",  # a file of the past may have had any encoding
            check=True,
        )
    except (OSError, subprocess.CalledProcessError):
        return ""
    return done.stdout
