"""Every shown fact can be traced."""

from __future__ import annotations

from collections.abc import Iterator

from ...ground.problems import Problem
from ..draft import Draft


def check(draft: Draft) -> Iterator[Problem]:
    """A place nobody vouches for: neither a source nor a visit."""
    for place in draft.places:
        if not {"sources", "verified"} & place.root.entries.keys():
            yield place.doubt("no-source")
