"""Photos named in a file lie beside it, are whole and free to pass on; none lies there unnamed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from ...ground.problems import Level, Problem, Spot
from ...model.event import Event
from ...model.place import Place
from ...model.reading import Parsed
from ..draft import Circumstances, Contributed
from ..verdict import Verdict

OPEN_LICENSE = re.compile(
    r"CC0(?: 1\.0)?|CC BY(?:-SA)? [1-4]\.0(?: [A-Z]{2})?|public domain(?: mark 1\.0)?|kamu malı",
    re.IGNORECASE,
)
"""What lets everybody pass a photo on, changed in size (opendefinition.org/licenses)."""


def check(parsed: Parsed[Place] | Parsed[Event], around: Circumstances) -> Iterator[Problem]:
    """A photo that not everybody may pass on."""
    for number, photo in enumerate(parsed.value("photos") or ()):
        if not OPEN_LICENSE.fullmatch(photo.license):
            yield parsed.problem(
                "photo-license", "photos", number, "license", license=photo.license
            )


def gist(parsed: Contributed, around: Circumstances) -> list[object]:
    """The names of the photos, each with its spot."""
    return [
        [photo.file, parsed.spot("photos", number, "file")]
        for number, photo in enumerate(getattr(parsed.facts, "photos", None) or ())
    ]


def compare(verdicts: Sequence[Verdict], around: Circumstances) -> Iterator[Problem]:
    """A named photo that is missing or cannot be shown (errors), one that nobody names (doubt)."""
    named: set[str] = set()
    for verdict in verdicts:
        folder = verdict.path.rpartition("/")[0]
        for file, spot in verdict.gists.get("photos", ()):
            path, where = f"{folder}/{file}", Spot(*spot)
            named.add(path)
            if path not in around.photos:
                yield where.problem("missing-photo", verdict.path, file=file, folder=folder)
            elif around.project is not None:
                yield from _judged(around.project / path, path, file, verdict, where)
    for path in sorted(around.photos - named):
        yield Problem(
            "unnamed-photo", path, values={"file": path.rpartition("/")[2]}, level=Level.DOUBT
        )


def _judged(
    location: Path, path: str, file: str, verdict: Verdict, where: Spot
) -> Iterator[Problem]:
    # Only who has photos waits for the library that reads them.
    from ...source.photo_files import PhotoRefused, examine

    try:
        examine(location.read_bytes())
    except PhotoRefused as refused:
        yield where.problem(refused.code, verdict.path, file=file, **refused.values)
    except OSError as error:
        yield Problem("unreadable-file", path, values={"reason": str(error.strerror)})
