"""A calendar page for every month that has events, past ones included."""

from __future__ import annotations

from calendar import Calendar
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from ..city.city import City
from ..city.schedule import Occurrence
from .event_facts import facts_of
from .site import File, Page, Site


@dataclass(frozen=True, slots=True)
class Day:
    """One square of the sheet: what touches the day. `date` is None where another month is."""

    date: date | None
    found: tuple[Occurrence, ...] = ()


def build(city: City, site: Site) -> Iterator[Page | File]:
    """Every month in each language."""
    months = list(city.months)
    before = {later: earlier for earlier, later in pairwise(months)}
    after = dict(pairwise(months))
    for language in site.languages:
        t = site.phrases[language]
        for month in months:
            name = t.language.month(month)
            yield Page(
                key=("month", month_id(month)),
                language=language,
                template="pages/month.html",
                section="events",
                title=t("title.month", month=name),
                description=t(
                    "description.month", month=name, city=city.settings.name.words(language)
                ),
                trail=((t("title.events"), ("events",)), (name, None)),
                view=lambda month=month, language=language: {  # type: ignore[misc]
                    **_view(month, city, site, language),
                    "before": before.get(month),
                    "after": after.get(month),
                },
            )


def month_id(month: date) -> str:
    """`2026-12`, as in the address."""
    return f"{month:%Y-%m}"


def _view(month: date, city: City, site: Site, language: str) -> Mapping[str, object]:
    found = city.months[month]
    spoken = site.phrases[language].language
    first = spoken.first_weekday
    return {
        "month": month,
        "weeks": sheet(month, found, first),
        "weekdays": [
            (spoken.weekday_name(number % 7), spoken.short_weekday_name(number % 7))
            for number in range(first, first + 7)
        ],
        "occurrences": found,
        "total": len({one.event.id for one in found}),
        "facts": facts_of(found, city),
        "past": month < city.clock.today.replace(day=1),
    }


def sheet(month: date, found: tuple[Occurrence, ...], first_weekday: int = 0) -> list[list[Day]]:
    """The weeks of a month; `first_weekday` (0 is Monday) stands first."""
    return [
        [
            Day(day, tuple(one for one in found if one.touches(day, day)))
            if day.month == month.month
            else Day(None)
            for day in week
        ]
        for week in Calendar(first_weekday).monthdatescalendar(month.year, month.month)
    ]
