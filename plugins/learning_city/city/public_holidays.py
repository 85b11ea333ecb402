"""Public holidays of a country, by day. The door of `holidays`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache


@lru_cache(maxsize=8)
def public_holidays(country: str, years: tuple[int, ...]) -> Mapping[date, str]:
    """Whole-day public holidays of `country` (ISO 3166-1) in `years`, with their local names.

    Religious holidays follow the official table as far as the library knows it (for Türkiye exact
    to 2032, estimated after); administrative bridge days are announced late and not included.
    An unknown country has no holidays.
    """
    import holidays  # a third of a second: only for cities that have events skipping holidays

    try:
        return dict(holidays.country_holidays(country, years=years))
    except NotImplementedError:
        return {}


def holidays_between(country: str, days: Iterable[date]) -> Mapping[date, str]:
    """The holidays of every year that `days` touch."""
    return public_holidays(country, tuple(sorted({day.year for day in days})))
