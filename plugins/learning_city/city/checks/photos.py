"""Photos named in a file lie beside it, are whole and free to pass on; none lies there unnamed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...ground.problems import Level, Problem
from ...model.event import Event
from ...model.fields import Photo
from ...model.place import Place
from ...model.reading import Parsed
from ..draft import Draft

OPEN_LICENSE = re.compile(
    r"CC0(?: 1\.0)?|CC BY(?:-SA)? [1-4]\.0(?: [A-Z]{2})?|public domain(?: mark 1\.0)?|kamu malı",
    re.IGNORECASE,
)
"""What lets everybody pass a photo on, changed in size (opendefinition.org/licenses)."""


def check(draft: Draft) -> Iterator[Problem]:
    """A named photo that is missing or cannot be shown (errors), one that nobody names (doubt)."""
    named: set[str] = set()
    for parsed in draft.located():
        folder = parsed.path.rpartition("/")[0]
        for number, photo in enumerate(parsed.value("photos") or ()):
            path = f"{folder}/{photo.file}"
            named.add(path)
            if path not in draft.photos:
                yield parsed.problem(
                    "missing-photo", "photos", number, "file", file=photo.file, folder=folder
                )
            elif draft.project is not None:
                yield from _judged(draft, parsed, number, photo, path)
            if not OPEN_LICENSE.fullmatch(photo.license):
                yield parsed.problem(
                    "photo-license", "photos", number, "license", license=photo.license
                )
    for path in sorted(draft.photos - named):
        yield Problem(
            "unnamed-photo", path, values={"file": path.rpartition("/")[2]}, level=Level.DOUBT
        )


def _judged(
    draft: Draft, parsed: Parsed[Place] | Parsed[Event], number: int, photo: Photo, path: str
) -> Iterator[Problem]:
    # Only who has photos waits for the library that reads them.
    from ...source.photo_files import PhotoRefused, examine

    assert draft.project is not None
    try:
        examine((draft.project / path).read_bytes())
    except PhotoRefused as refused:
        yield parsed.problem(
            refused.code, "photos", number, "file", file=photo.file, **refused.values
        )
    except OSError as error:
        yield Problem("unreadable-file", path, values={"reason": str(error.strerror)})
