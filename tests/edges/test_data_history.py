"""What git remembers of the events, and that half a memory counts as none."""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from learning_city.edges.data_history import History, read_history


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


def history(folder: Path) -> History:
    found = read_history(folder)
    assert found is not None
    return found


def test_the_last_change_and_their_number(repository: Path) -> None:
    changes = history(repository).events
    assert set(changes) == {"bir", "iki"}
    assert changes["bir"].last == datetime(2026, 11, 3, 6, tzinfo=UTC)
    assert (changes["bir"].count, changes["iki"].count) == (1, 0)


def test_a_file_that_moves_goes_on_counting(repository: Path) -> None:
    (repository / "events/2027").mkdir()
    (repository / "events/2026/bir.yaml").rename(repository / "events/2027/bir.yaml")
    git(repository, "add", "-A")
    git(repository, "commit", "-m", "move", day="2026-11-04")
    assert history(repository).events["bir"].count == 2


def test_a_project_inside_a_repository_has_its_own_names(repository: Path) -> None:
    commit(repository, "sehir/events/2026/uc.yaml", "a", "2026-11-05")
    assert set(history(repository / "sehir").events) == {"uc"}


def test_half_a_history_and_none_say_nothing(repository: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--depth", "1", repository.as_uri(), "shallow")
    assert read_history(tmp_path / "shallow") is None
    (tmp_path / "elsewhere").mkdir()
    assert read_history(tmp_path / "elsewhere") is None


def told(folder: Path) -> list[tuple[str, str, str]]:
    return [(one.moment.date().isoformat(), one.kind, one.id) for one in history(folder).records]


def test_what_came_and_what_changed_is_told_oldest_first(repository: Path) -> None:
    commit(repository, "places/konak/liman.yaml", "name: Liman", "2026-11-04")
    assert told(repository) == [
        ("2026-11-01", "new", "bir"),
        ("2026-11-02", "new", "iki"),
        ("2026-11-03", "changed", "bir"),
        ("2026-11-04", "new", "liman"),
    ]
    assert {one.family for one in history(repository).records} == {"place", "event"}


def test_a_check_on_the_spot_and_a_cancellation_are_told_as_such(repository: Path) -> None:
    place, event = "places/konak/liman.yaml", "events/2026/iki.yaml"
    commit(repository, place, "name: Liman\n", "2026-11-04")
    commit(repository, place, "name: Liman\nverified: 2026-11-05\n", "2026-11-05")
    commit(repository, place, "name: Limanı\nverified: 2026-11-05\n", "2026-11-06")
    commit(repository, event, "a\nstatus: cancelled\n", "2026-11-07")
    assert told(repository)[-3:] == [
        ("2026-11-05", "verified", "liman"),
        ("2026-11-06", "changed", "liman"),
        ("2026-11-07", "cancelled", "iki"),
    ]


def test_words_inside_a_text_are_no_headings_of_a_patch(repository: Path) -> None:
    place = "places/konak/liman.yaml"
    commit(repository, place, "name: Liman\n", "2026-11-04")
    disguised = "name: Liman\n++ places/konak/iskele.yaml\n-- a\nverified: 2026-11-05\n"
    commit(repository, place, disguised, "2026-11-05")
    assert told(repository)[-1] == ("2026-11-05", "verified", "liman")


def test_what_went_away_is_told_unless_it_was_a_sample(repository: Path) -> None:
    commit(repository, "events/2026/ornek.yaml", "a\nsample: true\n", "2026-11-04")
    for name, day in (("ornek", "2026-11-05"), ("bir", "2026-11-06")):
        (repository / f"events/2026/{name}.yaml").unlink()
        git(repository, "add", "-A")
        git(repository, "commit", "-m", "away", day=day)
    assert told(repository)[-1] == ("2026-11-06", "removed", "bir")
    assert ("2026-11-05", "removed", "ornek") not in told(repository)
    commit(repository, "events/2026/bir.yaml", "c", "2026-11-07")
    assert told(repository)[-1] == ("2026-11-07", "new", "bir"), "it came back"


def test_a_move_is_a_change_and_other_files_are_nothing(repository: Path) -> None:
    commit(repository, "places/konak/README.md", "a", "2026-11-04")
    (repository / "events/2027").mkdir()
    (repository / "events/2026/iki.yaml").rename(repository / "events/2027/iki.yaml")
    git(repository, "add", "-A")
    git(repository, "commit", "-m", "move", day="2026-11-05")
    assert told(repository)[-1] == ("2026-11-05", "changed", "iki")
    assert len(told(repository)) == 4


def test_a_file_of_another_encoding_in_the_past_does_not_hide_the_history(
    repository: Path,
) -> None:
    path = repository / "places/konak/liman.yaml"
    path.parent.mkdir(parents=True)
    path.write_bytes("verified: 2026-11-04\nname: Çeşme\n".encode("cp1254"))
    git(repository, "add", "-A")
    git(repository, "commit", "-m", "turkish", day="2026-11-04")
    assert told(repository)[-1] == ("2026-11-04", "new", "liman")
