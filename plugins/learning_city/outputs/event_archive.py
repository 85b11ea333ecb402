"""What is over, by year: an index and a page for each year (design §4)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from ..city.city import City
from ..city.schedule import Occurrence
from .site import File, Page, Site

_MOST_LISTED = 400
"""Beyond that a year's page names its months only; each has its own page."""

Years = Mapping[int, Mapping[date, list[Occurrence]]]


def build(city: City, site: Site) -> Iterator[Page | File]:
    """The index and every year in each language."""
    years = over_by_year(city)
    for language in site.languages:
        t = site.phrases[language]
        yield Page(
            key=("archive",),
            language=language,
            template="pages/archive.html",
            section="events",
            title=t("title.archive"),
            description=t("description.archive"),
            trail=((t("title.events"), ("events",)), (t("title.archive"), None)),
            view=lambda: {"years": {year: _count(months) for year, months in years.items()}},
        )
        for year, months in years.items():
            yield Page(
                key=("archive", str(year)),
                language=language,
                template="pages/archive-year.html",
                section="events",
                title=t("title.archive-year", year=year),
                description=t("description.archive-year", year=year),
                trail=(
                    (t("title.events"), ("events",)),
                    (t("title.archive"), ("archive",)),
                    (str(year), None),
                ),
                view=lambda year=year, months=months: {  # type: ignore[misc]
                    "year": year,
                    "years": list(years),
                    "total": _count(months),
                    "months": months,
                    "listed": _count(months) <= _MOST_LISTED,
                },
            )


def _count(months: Mapping[date, list[Occurrence]]) -> int:
    return len({found.event.id for listed in months.values() for found in listed})


def over_by_year(city: City) -> Years:
    """Year → month → what was over before today; the newest first.

    Of an event that happened several times in a month, the last time stands for all.
    """
    years: dict[int, dict[date, list[Occurrence]]] = {}
    seen: set[tuple[str, date]] = set()
    for found in reversed(city.occurrences):
        month = found.last_day.replace(day=1)
        if found.on_or_after(city.clock.today) or (found.event.id, month) in seen:
            continue
        seen.add((found.event.id, month))
        years.setdefault(month.year, {}).setdefault(month, []).append(found)
    return {
        year: dict(sorted(months.items(), reverse=True))
        for year, months in sorted(years.items(), reverse=True)
    }
