"""A visit of more than a year ago no longer vouches for a place."""

from __future__ import annotations

from collections.abc import Iterator

from ...ground.problems import Problem
from ...model.place import Place
from ...model.reading import Parsed
from ..draft import Circumstances
from ..freshness import freshness


def check(place: Parsed[Place], around: Circumstances) -> Iterator[Problem]:
    """Notes; the page says so too, and the quests ask somebody to look again."""
    verified = place.value("verified")
    if verified and freshness(verified, around.clock.today) == "stale":
        yield place.note(
            "stale-verified",
            "verified",
            value=verified.isoformat(),
            today=around.clock.today.isoformat(),
        )
