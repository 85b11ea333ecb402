"""`make report` writes a year once, and says in a sentence why it does not."""

from __future__ import annotations

import json

import pytest

from learning_city.edges.frozen_report import freeze_report
from tests.city_project import CATALOGUES, Project

PACKAGE = (
    "boundaries: {package: shapes, version: '1', sha256: '%s', python: '3.12', layer: a.shp,"
    " id_field: code, title: Sınırlar, attribution: Örnek, license: CC0}\n" % ("0" * 64)
)


def freeze(project: Project, year: int | None = None) -> int:
    return freeze_report(project.folder, CATALOGUES, project.environment, year)


def test_the_running_year_is_written_as_final(small_city: Project) -> None:
    assert freeze(small_city) == 0
    record = json.loads((small_city.folder / "content/reports/2026.json").read_text("utf-8"))
    assert (record["year"], record["status"], record["as_of"]) == (2026, "final", "2026-12-01")
    assert record["total"]["places"] == 1
    city = small_city.assemble().city
    assert city is not None
    assert city.reports == {2026: record}


def test_a_written_year_stays(small_city: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert freeze(small_city, 2026) == 0
    before = (small_city.folder / "content/reports/2026.json").read_bytes()
    small_city.change("places/konak/kitaplik.yaml", "[cocuk, veli]", "[veli]")
    assert freeze(small_city, 2026) == 1
    assert (small_city.folder / "content/reports/2026.json").read_bytes() == before
    assert "content/reports/2026.json zaten var" in capsys.readouterr().err


def test_another_year_cannot_be_reckoned(
    small_city: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    assert freeze(small_city, 2025) == 1
    assert not (small_city.folder / "content/reports").exists()
    assert "2025" in capsys.readouterr().err


def test_samples_are_not_counted(small_city: Project) -> None:
    small_city.change("events/2026/hikaye-saati.yaml", "themes:", "sample: true\nthemes:")
    assert freeze(small_city) == 0
    record = json.loads((small_city.folder / "content/reports/2026.json").read_text("utf-8"))
    assert record["total"]["events_ahead"]["events"] == 0


def test_data_with_an_error_is_not_frozen(
    small_city: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    small_city.change("places/konak/kitaplik.yaml", "kind: library", "kind: qqq")
    assert freeze(small_city) == 1
    assert "kitaplik.yaml" in capsys.readouterr().err
    assert not (small_city.folder / "content/reports").exists()


def test_a_record_is_not_frozen_without_the_outlines_that_the_city_names(
    small_city: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = (small_city.folder / "content/city.yaml").read_text(encoding="utf-8")
    small_city.write("content/city.yaml", settings + PACKAGE)
    assert freeze(small_city) == 1
    assert "sınır" in capsys.readouterr().err
