"""Photos named in a file lie beside it, and no photo lies there unnamed."""

from __future__ import annotations

from collections.abc import Iterator

from ...ground.problems import Level, Problem
from ..draft import Draft


def check(draft: Draft) -> Iterator[Problem]:
    """A named photo that is missing (error), a photo that nobody names (doubt)."""
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
    for path in sorted(draft.photos - named):
        yield Problem(
            "unnamed-photo", path, values={"file": path.rpartition("/")[2]}, level=Level.DOUBT
        )
