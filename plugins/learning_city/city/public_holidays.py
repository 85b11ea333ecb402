"""Public holidays of a country, by day. The door of `holidays`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import lru_cache

_HALF_DAYS_FROM = {"TR": time(13)}
"""When a half day becomes a holiday. Türkiye: the Republic's begins on 28 October at 13.00, the
two religious ones at 13.00 on the day before (law no 2429 on national and general holidays,
articles 1 and 2)."""
_NOON = time(12)
"""Where we know of no other hour."""

_REMARK = re.compile(r" \([^()]*\)")
"""`(saat 13.00'ten)` after the name of a half day: said by the hour, in every language."""


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day that is a public holiday, or becomes one at some hour."""

    names: Mapping[str, str]
    """By language; in the country's own where the library does not speak one."""
    begins: time = time(0)

    @property
    def whole(self) -> bool:
        """Whether the whole day is a holiday."""
        return self.begins == time(0)

    @property
    def begins_minute(self) -> int:
        """The same hour in minutes from midnight."""
        return self.begins.hour * 60 + self.begins.minute


@lru_cache(maxsize=8)
def public_holidays(country: str, years: tuple[int, ...]) -> Mapping[date, str]:
    """Whole-day public holidays of `country` (ISO 3166-1) in `years`, with their local names.

    Religious holidays follow the official table as far as the library knows it (for Türkiye exact
    to 2032, estimated after); administrative bridge days are announced late and not included.
    An unknown country has no holidays.
    """
    return _named(country, years, "public")


def free_from(country: str, days: Iterable[date]) -> Mapping[date, time]:
    """The holidays of every year that `days` touch: day → the hour from which it is one.

    Whole days begin at midnight, half days at noon or when the country says.
    """
    years = tuple(sorted({day.year for day in days}))
    if not years:
        return {}
    half = dict.fromkeys(_named(country, years, "half_day"), _HALF_DAYS_FROM.get(country, _NOON))
    return half | dict.fromkeys(public_holidays(country, years), time(0))


def holiday_calendar(
    country: str, first: date, last: date, languages: Sequence[str]
) -> dict[date, Holiday]:
    """Whole and half holidays from `first` to `last`, in order, named in each of `languages`.

    Two on one day are one with both names (`Kurban Bayramı; …`). A day that is a whole holiday
    and the eve of another is a whole one.
    """
    years = tuple(range(first.year, last.year + 1))
    begins = {"half_day": _HALF_DAYS_FROM.get(country, _NOON), "public": time(0)}
    found: dict[date, Holiday] = {}
    for category, begin in begins.items():
        names = {language: _named(country, years, category, language) for language in languages}
        for day in (first + timedelta(days=count) for count in range((last - first).days + 1)):
            called = {language: days[day] for language, days in names.items() if day in days}
            if called and category == "half_day":
                called = {language: _REMARK.sub("", name) for language, name in called.items()}
            if called:
                found[day] = Holiday(called, begin)
    return dict(sorted(found.items()))


@lru_cache(maxsize=64)
def _named(
    country: str, years: tuple[int, ...], category: str, language: str = ""
) -> Mapping[date, str]:
    """The library's own table; empty where it has no such country or category."""
    import holidays  # a third of a second: only for cities that ask for holidays

    try:
        known = holidays.country_holidays(country, years=years[0])
        if category not in known.supported_categories:
            return {}
        # Said outright, for the library would follow the computer's own language.
        spoken = next(
            (code for code in known.supported_languages if code[:2] == language),
            known.default_language,
        )
        return {
            day: name.replace("'", "’")
            for day, name in holidays.country_holidays(
                country, years=years, categories=(category,), language=spoken
            ).items()
        }
    except NotImplementedError:
        return {}
