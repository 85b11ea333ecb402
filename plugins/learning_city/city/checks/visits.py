"""A visit of more than a year ago no longer vouches for a place."""

from __future__ import annotations

from collections.abc import Iterator

from ...ground.problems import Problem
from ..draft import Draft
from ..freshness import freshness


def check(draft: Draft) -> Iterator[Problem]:
    """Notes; the page says so too, and the quests ask somebody to look again."""
    for place in draft.places:
        verified = place.value("verified")
        if verified and freshness(verified, draft.clock.today) == "stale":
            yield place.note(
                "stale-verified",
                "verified",
                value=verified.isoformat(),
                today=draft.clock.today.isoformat(),
            )
