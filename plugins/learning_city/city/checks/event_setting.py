"""An event happens somewhere, and in one way only."""

from __future__ import annotations

from collections.abc import Iterator

from ...ground.problems import Problem
from ..draft import Draft

_SETTINGS = ("place", "online", "city_wide", "location")


def check(draft: Draft) -> Iterator[Problem]:
    """Exactly one of place, online, city-wide or a spot of its own."""
    for event in draft.events:
        chosen = [
            name
            for name in _SETTINGS
            if name in event.root.entries
            and not (name == "city_wide" and event.value("city_wide") is False)
        ]
        if not chosen:
            yield event.problem("no-setting")
        elif len(chosen) > 1 and chosen != ["place", "online"]:
            # A hybrid event (a place and a link) is fine; two places are not.
            yield event.problem("two-settings", chosen[1], first=chosen[0], second=chosen[1])
