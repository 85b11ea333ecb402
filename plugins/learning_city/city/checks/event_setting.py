"""An event happens somewhere, and in one way only."""

from __future__ import annotations

from collections.abc import Iterator

from ...ground.problems import Problem
from ...model.event import Event
from ...model.reading import Parsed
from ..draft import Circumstances

_SETTINGS = ("place", "online", "city_wide", "location")


def check(event: Parsed[Event], around: Circumstances) -> Iterator[Problem]:
    """Exactly one of place, online, city-wide or a spot of its own."""
    chosen = [
        name
        for name in _SETTINGS
        if name in event.root.entries
        and not (name == "city_wide" and event.value("city_wide") is False)
    ]
    if not chosen:
        yield event.problem("no-setting")
        return
    # A hybrid event (somewhere, and a link) is fine; two places are not.
    spots = [name for name in chosen if name != "online"]
    if len(spots) == 1 and spots != ["city_wide"]:
        return
    clashing = spots if len(spots) > 1 else chosen
    if len(clashing) > 1:
        first, second, *_ = sorted(clashing, key=list(event.root.entries).index)
        yield event.problem("two-settings", second, first=first, second=second)
