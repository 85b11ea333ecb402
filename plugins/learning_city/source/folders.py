"""Finds the contributed files of a folder; whatever else lies there is reported, never ignored."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from io import FileIO
from pathlib import Path

from ..ground.lettering import identifier
from ..ground.problems import Problem

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_PHOTO = (".jpg", ".jpeg", ".png", ".webp")
MAX_ID_LENGTH = 80
ANY_NAME = "yeni-yer"
"""Proposed where nothing of a name can stand in an address."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One YAML file: `path` relative to the project with `/`, `id` is its name without suffix."""

    path: str
    id: str
    project: Path

    @property
    def location(self) -> Path:
        """Where it lies on disk."""
        return self.project / self.path

    def read(self) -> bytes:
        """The bytes on disk; a city has many files, so no path object is made for each."""
        with FileIO(f"{self.project}/{self.path}") as file:
            return file.readall()


@dataclass(slots=True)
class Listing:
    """The files of one folder, in an order that does not depend on the file system."""

    files: list[SourceFile] = field(default_factory=list)
    photos: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)


def list_sources(project: Path, folder: str) -> Listing:
    """All `.yaml` and `.yml` files below `folder`, with problems for anything unexpected."""
    listing = Listing()
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        try:
            with os.scandir(project / here) as entries:
                found = sorted(entries, key=lambda entry: entry.name)
        except FileNotFoundError:
            continue
        except OSError as error:
            _refuse("unreadable-file", here, listing, reason=str(error.strerror))
            continue
        for entry in found:
            path = f"{here}/{entry.name}"
            if entry.is_symlink():
                _refuse("symbolic-link", path, listing)
            elif entry.is_dir():
                waiting.append(path)
            else:
                _sort_in(project, path, listing)
    listing.files.sort(key=lambda file: file.path)
    return listing


def _refuse(code: str, path: str, listing: Listing, **values: str) -> None:
    listing.problems.append(Problem(code, path, values=values))


def _sort_in(project: Path, path: str, listing: Listing) -> None:
    name = path.rpartition("/")[2]
    stem, dot, written = name.rpartition(".")
    suffix = f".{written.lower()}" if stem and dot else ""
    if suffix in (".yaml", ".yml"):
        if not _ID.match(stem) or len(stem) > MAX_ID_LENGTH or not name.endswith(suffix):
            repaired = identifier(stem)[:MAX_ID_LENGTH].strip("-") or ANY_NAME
            _refuse("bad-file-name", path, listing, name=name, repaired=f"{repaired}{suffix}")
        listing.files.append(SourceFile(path, stem, project))
    elif suffix in _PHOTO:
        listing.photos.add(path)
    elif name not in ("README.md", ".gitkeep"):
        _refuse("unexpected-file", path, listing, name=name)
