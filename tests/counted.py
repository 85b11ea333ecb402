"""Work in calls instead of seconds: the same on every machine, at any hour."""

import sys
from collections.abc import Callable


def calls_of(act: Callable[[], object]) -> int:
    """How many functions are called while `act` runs, those written in C included."""
    calls = 0

    def count(_frame: object, event: str, _of: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        act()
    finally:
        sys.setprofile(before)
    return calls
