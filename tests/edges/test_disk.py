"""Writing: only what differs, nothing outside the folder, and nothing of others taken away."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from learning_city.edges.disk import Disk


def test_a_second_writing_of_the_same_bytes_touches_nothing(tmp_path: Path) -> None:
    for _ in range(2):
        disk = Disk(tmp_path / "output", tmp_path / "made.json")
        disk.write("yerler/a/index.html", b"a")
        disk.finish()
    assert (disk.written, disk.removed) == (0, 0)
    assert (tmp_path / "output/yerler/a/index.html").read_bytes() == b"a"


def test_a_changed_page_is_written(tmp_path: Path) -> None:
    for content in (b"a", b"b"):
        disk = Disk(tmp_path / "output", tmp_path / "made.json")
        disk.write("index.html", content)
        disk.finish()
    assert disk.written == 1


def test_what_is_no_longer_made_goes_away_with_its_empty_folders(tmp_path: Path) -> None:
    disk = Disk(tmp_path / "output", tmp_path / "made.json")
    disk.write("yerler/a/index.html", b"a")
    disk.write("index.html", b"home")
    disk.finish()
    disk = Disk(tmp_path / "output", tmp_path / "made.json")
    disk.write("index.html", b"home")
    disk.finish()
    assert disk.removed == 1
    assert sorted(path.name for path in (tmp_path / "output").rglob("*")) == ["index.html"]


def test_files_of_others_stay(tmp_path: Path) -> None:
    disk = Disk(tmp_path / "output", tmp_path / "made.json")
    disk.write("a/index.html", b"a")
    disk.finish()
    (tmp_path / "output/a/CNAME").write_bytes(b"example.org")
    disk = Disk(tmp_path / "output", tmp_path / "made.json")
    disk.finish(["kept.html"])
    assert [path.name for path in (tmp_path / "output").rglob("*") if path.is_file()] == ["CNAME"]


def test_a_page_that_someone_else_makes_now_stays(tmp_path: Path) -> None:
    disk = Disk(tmp_path / "output", tmp_path / "made.json")
    disk.write("news/index.html", b"a")
    disk.finish()
    disk = Disk(tmp_path / "output", tmp_path / "made.json")
    disk.finish(["news/index.html"])
    assert (tmp_path / "output/news/index.html").is_file()


def test_another_folders_ledger_is_not_believed(tmp_path: Path) -> None:
    disk = Disk(tmp_path / "one", tmp_path / "made.json")
    disk.write("index.html", b"a")
    disk.finish()
    (tmp_path / "two").mkdir()
    (tmp_path / "two/index.html").write_bytes(b"mine")
    Disk(tmp_path / "two", tmp_path / "made.json").finish()
    assert (tmp_path / "two/index.html").read_bytes() == b"mine"


@pytest.mark.parametrize("ledger", ["", "not json", "[]", '{"folder": 1}', '{"made": ["a"]}'])
def test_a_damaged_ledger_removes_nothing(tmp_path: Path, ledger: str) -> None:
    (tmp_path / "made.json").write_text(ledger, encoding="utf-8")
    disk = Disk(tmp_path / "output", tmp_path / "made.json")
    disk.write("index.html", b"a")
    disk.finish()
    assert disk.removed == 0


@pytest.mark.parametrize("address", ["", "../x", "/x", "a//b", "a/./b", "a/../../x", "a/"])
def test_an_address_that_leaves_the_folder_is_refused(tmp_path: Path, address: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(address)}$"):
        Disk(tmp_path / "output", tmp_path / "made.json").write(address, b"")


def test_two_pages_with_one_address_are_a_mistake(tmp_path: Path) -> None:
    disk = Disk(tmp_path / "output", tmp_path / "made.json")
    disk.write("index.html", b"a")
    disk.write("index.html", b"b")
    with pytest.raises(ValueError, match="one address"):
        disk.finish()
