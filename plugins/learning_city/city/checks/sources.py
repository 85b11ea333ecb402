"""Every shown fact can be traced."""

from __future__ import annotations

from collections.abc import Iterator

from ...ground.problems import Problem
from ...model.place import Place
from ...model.reading import Parsed
from ..draft import Circumstances


def check(place: Parsed[Place], around: Circumstances) -> Iterator[Problem]:
    """A place nobody vouches for: neither a source nor a visit."""
    if not {"sources", "verified"} & place.root.entries.keys():
        yield place.doubt("no-source")
