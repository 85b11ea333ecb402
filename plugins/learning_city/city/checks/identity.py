"""An id is used once in its kind, now and ever: addresses are permanent."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...ground.problems import Problem, Spot
from ...model.event import Event
from ...model.reading import Parsed
from ..draft import Circumstances, Contributed
from ..verdict import Verdict

_MONTH = re.compile("[0-9]{4}-[0-9]{2}")


def check_event(event: Parsed[Event], around: Circumstances) -> Iterator[Problem]:
    """An event that is called like a page beside it (design §4): a month, the archive."""
    identifier = event.facts.id
    if _MONTH.fullmatch(identifier) or identifier in around.reserved:
        yield Problem("reserved-id", event.path, values={"id": identifier})


def gist(parsed: Contributed, around: Circumstances) -> list[object]:
    """Each former id with its spot."""
    former = parsed.value("former_ids") or ()
    return [[one, parsed.spot("former_ids", number)] for number, one in enumerate(former)]


def compare(verdicts: Sequence[Verdict], around: Circumstances) -> Iterator[Problem]:
    """Two files with one name; a former id that another file has or had."""
    for family in dict.fromkeys(verdict.family for verdict in verdicts):
        files = [verdict for verdict in verdicts if verdict.family == family]
        first_path: dict[str, str] = {}
        for file in files:
            other = first_path.setdefault(file.id, file.path)
            if other != file.path:
                yield Problem("duplicate-id", file.path, values={"id": file.id, "other": other})
        claimed = dict(first_path)
        for file in files:
            for former, spot in file.gists.get("identity", ()):
                if former == file.id:
                    yield Spot(*spot).problem("former-id-own", file.path, id=former)
                    continue
                other = claimed.setdefault(former, file.path)
                if other != file.path:
                    yield Spot(*spot).problem("former-id-taken", file.path, id=former, other=other)
