"""What git remembers about the events: when each last changed, and how often.

Subscribed calendars compare these numbers to decide what is new (RFC 5545 §3.8.7), so they may
come from the data's history only, never from the clock of the build. Half a history would give
numbers that go back again; then there is none.
"""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from ..city.assemble import EVENT_FOLDER
from ..outputs.site import Change

_COMMIT = "\x01"


def event_changes(project: Path) -> dict[str, Change]:
    """Event → its changes; empty outside a repository and in a shallow copy of one.

    A file keeps its history when it moves to another year: its name is the event.
    """
    if _git(project, "rev-parse", "--is-shallow-repository").strip() != "false":
        return {}
    told = _git(
        project,
        *("-c", "core.quotePath=off", "log", "--relative", "--no-renames", "--name-only"),
        *("--diff-filter=AM", f"--format={_COMMIT}%ct", "--", EVENT_FOLDER),
    )
    commits: dict[str, list[int]] = {}
    for commit in told.split(_COMMIT)[1:]:
        moment, *names = commit.split("\n")
        for event in {PurePosixPath(name).stem for name in names if name}:
            commits.setdefault(event, []).append(int(moment))
    return {
        event: Change(datetime.fromtimestamp(max(moments), UTC), len(moments) - 1)
        for event, moments in commits.items()
    }


def _git(project: Path, *arguments: str) -> str:
    """What git answers, or nothing."""
    try:
        done = subprocess.run(
            ["git", *arguments],  # noqa: S607
            cwd=project,
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
    except (OSError, subprocess.CalledProcessError, UnicodeDecodeError):
        return ""
    return done.stdout
