"""`data/report-<year>.json`, `.csv` and `.csv-metadata.json`: the yearly record, for good.

The JSON is a record as `city/yearly_report.py` describes it, after four keys of its own:

    {"$schema": "https://…/schema/report.json",
     "citation": {"tr": "…"},          one line to quote it by, in each language
     "license": "CC BY 4.0",
     "page": {"tr": "https://…"},      where the numbers are explained
     …}

The CSV has a row for each district, in the order of their ids: UTF-8 with a byte order mark, so
that spreadsheets read every letter, a point in decimals, and nothing where nothing is known. Its
columns are described for people and programs in the metadata beside it (W3C, Metadata Vocabulary
for Tabular Data, 2015). Records of past years are the frozen ones.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from ..city.city import City
from ..city.yearly_report import Column, Report, columns_of, report_of, rows_of
from ..model.place_columns import guarded
from ..words.phrases import Phrases
from .report_schema import ADDRESS as SCHEMA
from .site import File, Site

LICENCE = "CC BY 4.0"
_LICENCE_ADDRESS = "https://creativecommons.org/licenses/by/4.0/"


def build(city: City, site: Site) -> Iterator[File]:
    """Three files for each year that has a record."""
    for year, report in reports(city, site).items():
        table = address(year, "csv")
        yield File(address(year, "json"), _as_json(report, site))
        yield File(table, _as_csv(report))
        yield File(f"{table}-metadata.json", _as_metadata(report, table, site))


def address(year: int, suffix: str) -> str:
    """Where a year's record lies, relative to the root."""
    return f"data/report-{year}.{suffix}"


def reports(city: City, site: Site) -> dict[int, Report]:
    """Every record, the oldest first; the running year's is reckoned unless it is frozen."""
    year = city.clock.today.year
    found: dict[int, Report] = dict(city.reports)
    if year not in found:
        found[year] = report_of(site.evidence(city), city, city.population_source)
    return dict(sorted(found.items()))


def citation(report: Report, site: Site, language: str) -> str:
    """One line to quote a record by."""
    t = site.phrases[language]
    author = site.author or site.site_title
    return t(
        "record.citation",
        author=author.words(language),
        year=report["year"],
        title=t("title.learning-city"),
        city=report["city"].get(language) or report["city"][report["languages"][0]],
        day=t.language.plain_day(date.fromisoformat(report["as_of"])),
        address=site.url(address(report["year"], "json")),
        license=LICENCE,
    )


def _as_json(report: Report, site: Site) -> bytes:
    whole = {
        "$schema": site.url(SCHEMA),
        "citation": {language: citation(report, site, language) for language in site.languages},
        "license": LICENCE,
        "page": _pages(site),
        **report,
    }
    return (json.dumps(whole, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()


def _pages(site: Site) -> dict[str, str]:
    return {
        language: site.url(site.address(("learning-city",), language))
        for language in site.languages
    }


def _as_csv(report: Report) -> bytes:
    names = [column.name for column in columns_of(report)]
    table = io.StringIO(newline="")
    writer = csv.DictWriter(table, names, lineterminator="\r\n")
    writer.writeheader()
    for row in rows_of(report):
        writer.writerow({name: _cell(row.get(name)) for name in names})
    return table.getvalue().encode("utf-8-sig")


def _cell(value: object) -> object:
    if value is None:
        return ""
    return guarded(value) if isinstance(value, str) else value


def _as_metadata(report: Report, table: str, site: Site) -> bytes:
    described = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": site.source_language}],
        "url": table.rpartition("/")[2],
        "dc:title": {
            language: site.phrases[language]("record.title", year=report["year"])
            for language in site.languages
        },
        "dc:bibliographicCitation": {
            language: citation(report, site, language) for language in site.languages
        },
        "dc:license": {"@id": _LICENCE_ADDRESS},
        "dialect": {"encoding": "utf-8", "header": True, "delimiter": ",", "quoteChar": '"'},
        "tableSchema": {
            "primaryKey": "id",
            "columns": [_described(column, report, site) for column in columns_of(report)],
        },
    }
    return (json.dumps(described, ensure_ascii=False, indent=1) + "\n").encode()


def _described(column: Column, report: Report, site: Site) -> dict[str, Any]:
    required = {"required": True} if column.name in ("id", "name", "places") else {}
    return {
        "name": re.sub("[^A-Za-z0-9_]", "_", column.name),
        "titles": [column.name],
        "datatype": column.datatype,
        **required,
        "dc:description": {
            language: _meaning(column, report, site.phrases[language], language)
            for language in site.languages
        },
    }


def _meaning(column: Column, report: Report, t: Phrases, language: str) -> str:
    """What a column holds, in a sentence."""
    family = "audiences" if column.family == "places_audience" else "themes"
    said: Mapping[str, str] | None = report[family].get(column.member)
    label = (said.get(language) or next(iter(said.values()))) if said else column.member
    return t(f"record.column.{column.family}", label=label)
