"""Finds the contributed files of a folder; whatever else lies there is reported, never ignored."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
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
    location: Path

    def read(self) -> bytes:
        """The bytes on disk."""
        return self.location.read_bytes()


@dataclass(slots=True)
class Listing:
    """The files of one folder, in an order that does not depend on the file system."""

    files: list[SourceFile] = field(default_factory=list)
    photos: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)


def list_sources(project: Path, folder: str) -> Listing:
    """All `.yaml` and `.yml` files below `folder`, with problems for anything unexpected."""
    listing = Listing()

    def unreadable(error: OSError) -> None:
        if not isinstance(error, FileNotFoundError):
            path = Path(error.filename).relative_to(project).as_posix()
            _refuse("unreadable-file", path, listing, reason=str(error.strerror))

    for directory, folders, names in os.walk(project / folder, onerror=unreadable):
        folders.sort()
        for name in sorted(folders):
            if (Path(directory) / name).is_symlink():
                _refuse("symbolic-link", _relative(project, directory, name), listing)
                folders.remove(name)
        for name in sorted(names):
            _sort_in(project, Path(directory) / name, listing)
    listing.files.sort(key=lambda file: file.path)
    return listing


def _relative(project: Path, directory: str | Path, name: str) -> str:
    return (Path(directory) / name).relative_to(project).as_posix()


def _refuse(code: str, path: str, listing: Listing, **values: str) -> None:
    listing.problems.append(Problem(code, path, values=values))


def _sort_in(project: Path, location: Path, listing: Listing) -> None:
    path = location.relative_to(project).as_posix()
    suffix = location.suffix.lower()
    if location.is_symlink():
        _refuse("symbolic-link", path, listing)
    elif suffix in (".yaml", ".yml"):
        stem = location.name[: -len(suffix)]
        if not _ID.match(stem) or len(stem) > MAX_ID_LENGTH or location.suffix != suffix:
            repaired = identifier(stem)[:MAX_ID_LENGTH].strip("-") or ANY_NAME
            _refuse(
                "bad-file-name", path, listing, name=location.name, repaired=f"{repaired}{suffix}"
            )
        listing.files.append(SourceFile(path, stem, location))
    elif suffix in _PHOTO:
        listing.photos.add(path)
    elif location.name not in ("README.md", ".gitkeep"):
        _refuse("unexpected-file", path, listing, name=location.name)
