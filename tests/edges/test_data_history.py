"""What git remembers of the events, and that half a memory counts as none."""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from learning_city.edges.data_history import event_changes


def git(folder: Path, *arguments: str, day: str = "2026-11-01") -> None:
    moment = f"{day}T09:00:00+0300"
    subprocess.run(
        ["git", "-c", "user.name=a", "-c", "user.email=a@example.org", *arguments],
        cwd=folder,
        check=True,
        capture_output=True,
        env={"GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment, "PATH": "/usr/bin:/bin"},
    )


def commit(folder: Path, path: str, content: str, day: str) -> None:
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_text(content, encoding="utf-8")
    git(folder, "add", "-A")
    git(folder, "commit", "-m", day, day=day)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = tmp_path / "town"
    folder.mkdir()
    git(folder, "init", "-q")
    commit(folder, "events/2026/bir.yaml", "a", "2026-11-01")
    commit(folder, "events/2026/iki.yaml", "a", "2026-11-02")
    commit(folder, "events/2026/bir.yaml", "b", "2026-11-03")
    return folder


def test_the_last_change_and_their_number(repository: Path) -> None:
    changes = event_changes(repository)
    assert set(changes) == {"bir", "iki"}
    assert changes["bir"].last == datetime(2026, 11, 3, 6, tzinfo=UTC)
    assert (changes["bir"].count, changes["iki"].count) == (1, 0)


def test_a_file_that_moves_goes_on_counting(repository: Path) -> None:
    (repository / "events/2027").mkdir()
    (repository / "events/2026/bir.yaml").rename(repository / "events/2027/bir.yaml")
    git(repository, "add", "-A")
    git(repository, "commit", "-m", "move", day="2026-11-04")
    assert event_changes(repository)["bir"].count == 2


def test_a_project_inside_a_repository_has_its_own_names(repository: Path) -> None:
    commit(repository, "sehir/events/2026/uc.yaml", "a", "2026-11-05")
    assert set(event_changes(repository / "sehir")) == {"uc"}


def test_half_a_history_and_none_say_nothing(repository: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--depth", "1", repository.as_uri(), "shallow")
    assert event_changes(tmp_path / "shallow") == {}
    (tmp_path / "elsewhere").mkdir()
    assert event_changes(tmp_path / "elsewhere") == {}
