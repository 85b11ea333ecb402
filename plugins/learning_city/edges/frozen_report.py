"""`make report`: the running year's record becomes a file of the data, and stays as it is."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

from ..city.assemble import assemble
from ..city.indicators import gather_evidence
from ..city.reach import measure
from ..city.yearly_report import REPORT_FOLDER, as_text, report_of
from ..ground.problems import errors_in
from .check import speak
from .report import for_terminal


def freeze_report(
    project: Path, catalogues: Path, environment: Mapping[str, str], year: int | None
) -> int:
    """Write `content/reports/<year>.json`; 1 and a sentence when that cannot or must not be.

    Only the year that the clock says can be reckoned: the data of another year are not here. A
    record that exists is never written again; without the outlines it would lack a part for good,
    so they must be there if the city names them.
    """
    t = speak(catalogues, "tr")
    result = assemble(project, catalogues, environment, samples=False)
    city = result.city
    if city is None:
        for problem in errors_in(result.problems):
            print(for_terminal(problem, t), file=sys.stderr)
        print(t("record.freeze.errors"), file=sys.stderr)
        return 1
    this_year = city.clock.today.year
    year = year or this_year
    path = project / REPORT_FOLDER / f"{year}.json"
    name = f"{REPORT_FOLDER}/{year}.json"
    refusal = None
    if path.exists():
        refusal = t("record.freeze.exists", path=name)
    elif year != this_year:
        refusal = t("record.freeze.other_year", year=year, this_year=this_year)
    elif city.settings.boundaries and city.outlines is None:
        refusal = t("record.freeze.no_outlines")
    if refusal is not None:
        print(refusal, file=sys.stderr)
        return 1
    evidence = gather_evidence(city, measure(city, project / ".cache"))
    report = {**report_of(evidence, city, city.population_source), "status": "final"}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(as_text(report), encoding="utf-8")
    print(t("record.freeze.written", path=name))
    return 0
