"""The yearly record: a city's indicators as plain data, and the frozen copies of past years.

The record of the running year is reckoned anew with every build. `make report` writes it to
`content/reports/<year>.json`; from then on that file is the record of its year, and nothing in it
is ever reckoned again. It stands on its own: labels and sources are in it, so that a vocabulary
that changes later does not change what was reported.

    {"version": 1,
     "year": 2026,
     "status": "provisional",          "final" once it is frozen
     "as_of": "2026-11-27",            the day of the data
     "city": {"tr": "…"},              by language, the source language first
     "languages": ["tr", "en"],
     "themes": {"<id>": {"tr": "…"}},  learning fields, in display order
     "audiences": {"<id>": {…}},
     "ages": {"0-6": {"least": 0, "most": 6}, "18+": {"least": 18, "most": null}},
     "population_source": {"title": {…}, "url": "…"},    or null
     "boundaries": {"attribution": {…}, "license": "…"}, null: no outlines, so no `reach`
     "total": {…},                     like a district; adds `organizers`, has no `nearest_metres`
     "districts": [{                   in the order of their ids
       "id": "…", "name": {"tr": "…"},
       "population": {"value": 317399, "year": 2025},    or null: then every rate is null
       "places": 54, "places_per_10000": 1.7,
       "places_with_station": 47,      a station of its own, beside the prompts of its kind
       "themes": {"<id>": {"places": 19, "places_per_10000": 0.6}},
       "audiences": {…}, "ages": {…},  alike
       "events_ahead": {"events": 0, "events_per_10000": 0.0, "dates": 0,
                        "themes": {"<id>": 0}, "audiences": {…}, "ages": {…, "unknown": 0}},
       "events_past": {…},             alike
       "cost": {"free": 0, "low-cost": 0, "paid": 0, "varies": 0, "unknown": 54},
       "wheelchair": {"yes": 2, "limited": 0, "no": 0, "unknown": 52}, "toilets": {…},
       "transit": {"noted": 0, "unknown": 54},
       "verified": {"fresh": 0, "stale": 0, "never": 54, "median_months": null},
       "nearest_metres": {"<theme>": 229},               without a place of the field absent
       "reach": {"metres": 1000, "share": 0.906, "near_km2": 21.9, "area_km2": 24.18}   or null
     }]}

How each is counted: `indicators.py`. Keys may be added, none will go away while `version` is 1.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..ground.problems import Problem
from ..model.fields import Source
from .city import City
from .indicators import AGE_BANDS, Covered, EventCount, Evidence, Indicators
from .reach import ANYTHING, REACH_METRES

REPORT_FOLDER = "content/reports"
VERSION = 1
OLDEST_YEAR = 2000

RATE_DECIMALS = 2
SHARE_DECIMALS = 3
AREA_DECIMALS = 2
MONTH_DECIMALS = 1

Report = Mapping[str, Any]

_SQUARE_KILOMETRE = 1_000_000


def report_of(evidence: Evidence, city: City, source: Source | None) -> dict[str, Any]:
    """The record of the running year; `source` is where the populations come from."""
    boundaries = city.settings.boundaries
    return {
        "version": VERSION,
        "year": city.clock.today.year,
        "status": "provisional",
        "as_of": city.clock.today.isoformat(),
        "city": dict(city.settings.name.texts),
        "languages": list(city.settings.languages),
        "themes": {one.id: dict(one.label.texts) for one in city.themes.values()},
        "audiences": {one.id: dict(one.label.texts) for one in city.audiences.values()},
        "ages": {
            name: {"least": band.least, "most": band.most} for name, band in AGE_BANDS.items()
        },
        "population_source": {"title": dict(source.title.texts), "url": source.url}
        if source
        else None,
        "boundaries": {
            "attribution": dict(boundaries.attribution.texts),
            "license": boundaries.license,
        }
        if boundaries and city.outlines
        else None,
        "total": {**_row(evidence.city), "organizers": dict(sorted(evidence.organizers.items()))},
        "districts": [
            {
                "id": district,
                "name": dict(city.districts[district].name.texts),
                **_row(found),
                "nearest_metres": {
                    theme: round(metres)
                    for theme, metres in found.nearest.items()
                    if theme != ANYTHING
                },
            }
            for district, found in sorted(evidence.districts.items())
        ],
    }


def _row(found: Indicators) -> dict[str, Any]:
    def rate(count: int) -> float | None:
        exact = found.per_residents(count)
        return None if exact is None else round(exact, RATE_DECIMALS)

    def counted(tally: Mapping[str, int]) -> dict[str, Any]:
        return {
            name: {"places": count, "places_per_10000": rate(count)}
            for name, count in tally.items()
        }

    def events(count: EventCount) -> dict[str, Any]:
        return {
            "events": count.events,
            "events_per_10000": rate(count.events),
            "dates": count.dates,
            "themes": dict(count.themes),
            "audiences": dict(count.audiences),
            "ages": dict(count.ages),
        }

    months = found.verified.median_months
    return {
        "population": {"value": found.population.value, "year": found.population.year}
        if found.population
        else None,
        "places": found.places,
        "places_per_10000": rate(found.places),
        "places_with_station": found.with_station,
        "themes": counted(found.themes),
        "audiences": counted(found.audiences),
        "ages": counted(found.ages),
        "events_ahead": events(found.ahead),
        "events_past": events(found.past),
        "cost": dict(found.cost),
        "wheelchair": dict(found.wheelchair),
        "toilets": dict(found.toilets),
        "transit": {"noted": found.transit, "unknown": found.places - found.transit},
        "verified": {
            "fresh": found.verified.fresh,
            "stale": found.verified.stale,
            "never": found.verified.never,
            "median_months": None if months is None else round(months, MONTH_DECIMALS),
        },
        "reach": _reach(found.reach),
    }


def _reach(covered: Covered | None) -> dict[str, Any] | None:
    if covered is None:
        return None
    return {
        "metres": REACH_METRES,
        "share": round(covered.share, SHARE_DECIMALS),
        "near_km2": round(covered.near / _SQUARE_KILOMETRE, AREA_DECIMALS),
        "area_km2": round(covered.whole / _SQUARE_KILOMETRE, AREA_DECIMALS),
    }


# --- As a table -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table: what it holds (a family of columns), and of which id."""

    name: str
    family: str
    datatype: str
    """Of the XML Schema, as CSVW wants it."""
    member: str = ""


def columns_of(report: Report) -> list[Column]:
    """The columns of a record; those of fields, audiences and age bands follow its own lists."""
    themes, audiences, ages = report["themes"], report["audiences"], report["ages"]
    answers = report["total"]
    return [
        Column("id", "id", "string"),
        Column("name", "name", "string"),
        Column("population", "population", "integer"),
        Column("population_year", "population_year", "gYear"),
        Column("population_source", "population_source", "string"),
        Column("places", "places", "integer"),
        Column("places_per_10000", "places_per_10000", "decimal"),
        Column("places_with_station", "places_with_station", "integer"),
        *(Column(f"places_{one}", "places_theme", "integer", one) for one in themes),
        *(Column(f"places_for_{one}", "places_audience", "integer", one) for one in audiences),
        *(Column(f"places_age_{one}", "places_age", "integer", one) for one in ages),
        Column("events_ahead", "events_ahead", "integer"),
        Column("events_ahead_per_10000", "events_ahead_per_10000", "decimal"),
        Column("dates_ahead", "dates_ahead", "integer"),
        Column("events_past", "events_past", "integer"),
        Column("events_past_per_10000", "events_past_per_10000", "decimal"),
        Column("dates_past", "dates_past", "integer"),
        *(Column(f"cost_{one}", "cost", "integer", one) for one in answers["cost"]),
        *(
            Column(f"wheelchair_{one}", "wheelchair", "integer", one)
            for one in answers["wheelchair"]
        ),
        *(Column(f"toilets_{one}", "toilets", "integer", one) for one in answers["toilets"]),
        Column("transit_noted", "transit_noted", "integer"),
        Column("transit_unknown", "transit_unknown", "integer"),
        Column("verified_fresh", "verified_fresh", "integer"),
        Column("verified_stale", "verified_stale", "integer"),
        Column("verified_never", "verified_never", "integer"),
        Column("verified_median_months", "verified_median_months", "decimal"),
        *(Column(f"metres_to_{one}", "nearest_metres", "integer", one) for one in themes),
        Column("reach_share", "reach_share", "decimal"),
        Column("reach_km2", "reach_km2", "decimal"),
        Column("area_km2", "area_km2", "decimal"),
    ]


def rows_of(report: Report) -> list[dict[str, object]]:
    """A row for each district, by the names of `columns_of`; None is not known.

    There is no row for the whole city: a table with one is soon added up twice.
    """
    source_language = report["languages"][0]
    source = report["population_source"]
    return [
        _cells(district, source_language, source["title"][source_language] if source else None)
        for district in report["districts"]
    ]


def _cells(row: Report, language: str, source: str | None) -> dict[str, object]:
    population, reach = row["population"], row["reach"]
    return {
        "id": row["id"],
        "name": row["name"].get(language) or next(iter(row["name"].values())),
        "population": population["value"] if population else None,
        "population_year": population["year"] if population else None,
        "population_source": source if population else None,
        "places": row["places"],
        "places_per_10000": row["places_per_10000"],
        "places_with_station": row["places_with_station"],
        **{f"places_{one}": found["places"] for one, found in row["themes"].items()},
        **{f"places_for_{one}": found["places"] for one, found in row["audiences"].items()},
        **{f"places_age_{one}": found["places"] for one, found in row["ages"].items()},
        **_event_cells("ahead", row["events_ahead"]),
        **_event_cells("past", row["events_past"]),
        **{
            f"{family}_{answer}": count
            for family in ("cost", "wheelchair", "toilets", "transit", "verified")
            for answer, count in row[family].items()
        },
        **{f"metres_to_{one}": metres for one, metres in row["nearest_metres"].items()},
        "reach_share": reach["share"] if reach else None,
        "reach_km2": reach["near_km2"] if reach else None,
        "area_km2": reach["area_km2"] if reach else None,
    }


def _event_cells(when: str, count: Report) -> dict[str, object]:
    return {
        f"events_{when}": count["events"],
        f"events_{when}_per_10000": count["events_per_10000"],
        f"dates_{when}": count["dates"],
    }


# --- Frozen copies --------------------------------------------------------------------------------


@dataclass(slots=True)
class FrozenReports:
    """The records of past years as they were written, and what is wrong with some."""

    by_year: dict[int, Report] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def as_text(report: Report) -> str:
    """A record as it is kept: for programs, and for people who compare two years."""
    return json.dumps(report, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def read_reports(project: Path) -> FrozenReports:
    """Every frozen copy; a damaged one is an error, since it cannot be made again."""
    found = FrozenReports()
    for path in sorted((project / REPORT_FOLDER).glob("*")):
        name = f"{REPORT_FOLDER}/{path.name}"
        report = _whole(path) if path.suffix == ".json" else None
        if report is None:
            found.problems.append(Problem("damaged-report", name, values={"name": path.stem}))
        else:
            found.by_year[report["year"]] = report
    return found


def _whole(path: Path) -> Report | None:
    """The record in a file if it is one of ours, of the year that it is named after."""
    try:
        report: Report = json.loads(path.read_text(encoding="utf-8"))
        year = report["year"]
        same = type(year) is int and str(year) == path.stem and year >= OLDEST_YEAR
        if not same or report["version"] != VERSION or report["status"] != "final":
            return None
        names = {column.name for column in columns_of(report)}
        rows = rows_of(report)
    except (OSError, ValueError, LookupError, TypeError, AttributeError, StopIteration):
        return None
    return report if all(row.keys() <= names for row in rows) else None
