"""Opening hours in OpenStreetMap's syntax."""

from __future__ import annotations

from collections.abc import Iterator

from ...ground.problems import Problem
from ..draft import Draft
from ..opening_hours import is_readable


def check(draft: Draft) -> Iterator[Problem]:
    """Hours that the library cannot read would be shown as unknown: better to say so."""
    for place in draft.places:
        if place.value("opening_hours") and not is_readable(place.value("opening_hours")):
            yield place.problem(
                "bad-opening-hours", "opening_hours", value=place.value("opening_hours")[:80]
            )
