"""Folders: every file is read or told about, in an order of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from learning_city.source.folders import list_sources


def make(project: Path, *paths: str) -> None:
    for path in paths:
        (project / path).parent.mkdir(parents=True, exist_ok=True)
        (project / path).write_bytes(b"")


def test_files_of_all_sub_folders_are_found_in_order(tmp_path: Path) -> None:
    make(tmp_path, "places/b/z.yaml", "places/a.yml", "places/b/c/d.yaml", "places/README.md")
    listing = list_sources(tmp_path, "places")
    assert [(file.path, file.id) for file in listing.files] == [
        ("places/a.yml", "a"),
        ("places/b/c/d.yaml", "d"),
        ("places/b/z.yaml", "z"),
    ]
    assert listing.problems == []


@pytest.mark.parametrize(
    "name", ["a.txt", "a.json", "a.yaml.bak", ".DS_Store", "yaml", "a.svg", "a"]
)
def test_nothing_is_silently_ignored(tmp_path: Path, name: str) -> None:
    make(tmp_path, f"places/{name}")
    problems = list_sources(tmp_path, "places").problems
    assert [(problem.code, problem.path) for problem in problems] == [
        ("unexpected-file", f"places/{name}")
    ]


@pytest.mark.parametrize(
    ("name", "repaired"),
    [
        ("Örnek Kitaplık.yaml", "ornek-kitaplik.yaml"),
        ("a--b.yaml", "a-b.yaml"),
        ("-a.yaml", "a.yaml"),
        ("a.b.yml", "a-b.yml"),
        ("KÜÇÜK.YAML", "kucuk.yaml"),
        ("مكتبة.yaml", "yeni-yer.yaml"),
        (f"{'a' * 81}.yaml", f"{'a' * 80}.yaml"),
        ("a\n.yaml", "a.yaml"),
    ],
)
def test_a_name_that_cannot_be_an_address_is_repaired(
    tmp_path: Path, name: str, repaired: str
) -> None:
    make(tmp_path, f"places/{name}")
    (problem,) = list_sources(tmp_path, "places").problems
    assert (problem.code, problem.values["repaired"]) == ("bad-file-name", repaired)


def test_photos_are_listed(tmp_path: Path) -> None:
    make(tmp_path, "places/konak/a.jpg", "places/konak/b.WEBP")
    assert list_sources(tmp_path, "places").photos == {"places/konak/a.jpg", "places/konak/b.WEBP"}


def test_links_are_not_followed(tmp_path: Path) -> None:
    make(tmp_path, "outside/a.yaml")
    (tmp_path / "places").mkdir()
    (tmp_path / "places/link").symlink_to(tmp_path / "outside")
    (tmp_path / "places/b.yaml").symlink_to(tmp_path / "outside/a.yaml")
    listing = list_sources(tmp_path, "places")
    assert listing.files == []
    assert [problem.code for problem in listing.problems] == ["symbolic-link", "symbolic-link"]


def test_a_folder_that_is_not_there_is_empty(tmp_path: Path) -> None:
    listing = list_sources(tmp_path, "events")
    assert (listing.files, listing.problems) == ([], [])
