"""For how long a visit vouches for what a page says (design §3, `verified`)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

FRESH_FOR = timedelta(days=365)

Freshness = Literal["never", "stale", "fresh"]


def freshness(verified: date | None, today: date) -> Freshness:
    """`never`, `stale` (more than a year ago) or `fresh`."""
    if verified is None:
        return "never"
    return "fresh" if today - verified <= FRESH_FOR else "stale"
