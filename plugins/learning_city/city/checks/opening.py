"""Opening hours in OpenStreetMap's syntax."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ...ground.problems import Problem
from ...model.place import Place
from ...model.reading import Parsed
from ..draft import Draft
from ..opening_hours import is_readable
from ..written_hours import repaired_hours, words_for_hours

MAX_QUOTED = 80


def check(draft: Draft) -> Iterator[Problem]:
    """Hours that the library cannot read would be shown as unknown: better to say so.

    Hours written as on a door are told with the same hours in the syntax.
    """
    words: Mapping[str, str] | None = None
    for place in draft.places:
        written = place.value("opening_hours")
        if written and not is_readable(written):
            words = words or words_for_hours(draft.settings.languages, draft.known.choices)
            yield _unreadable(place, written, words)


def _unreadable(place: Parsed[Place], written: str, words: Mapping[str, str]) -> Problem:
    values = {"value": written[:MAX_QUOTED]}
    repaired = repaired_hours(written, words)
    if repaired is None or not is_readable(repaired):
        return place.problem("bad-opening-hours", "opening_hours", **values)
    return place.problem(
        "bad-opening-hours",
        "opening_hours",
        remedy="bad-opening-hours/repaired",
        **values,
        repaired=repaired,
    )
