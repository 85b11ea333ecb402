"""The evidence page of a city without outlines, with half its populations: whole all the same."""

import json
import re

import pytest

PAGES = {"tr": "ogrenen-sehir/index.html", "en": "en/learning-city/index.html"}


@pytest.fixture(params=PAGES)
def numbers(site, request):
    return site.documents[PAGES[request.param]]


def text_of(numbers):
    return numbers.root.text


def test_without_outlines_the_page_says_what_is_missing_and_keeps_the_rest(site):
    assert "data/districts.geojson" not in site.files
    page = site.documents[PAGES["tr"]]
    assert "ilçe sınırları olmadan hazırlandı" in text_of(page)
    assert "1 km içindeki alan hesaplanamadı" in text_of(page)
    assert not page.root.all("svg", class_="shaded")
    assert "without the district boundaries" in text_of(site.documents[PAGES["en"]])


def test_the_table_names_every_district_and_leads_to_its_lists(site):
    page = site.documents[PAGES["tr"]]
    rows = [row for row in page.root.all("tr") if row.get("data-district")]
    assert [row["data-district"] for row in rows] == ["asagi", "yukari"]
    links = [link["href"] for row in rows for link in row.all("a")]
    assert any(link.endswith("/ilceler/asagi/") for link in links)
    assert any(link.endswith("/harita/?district=asagi") for link in links)


def test_an_unknown_population_is_told_as_unknown(site):
    record = json.loads(site.files["data/report-2026.json"])
    by_id = {row["id"]: row for row in record["districts"]}
    assert by_id["asagi"]["population"] is None
    assert by_id["asagi"]["places_per_10000"] is None
    assert by_id["yukari"]["places_per_10000"] == round(10_000 / 12345, 2)
    assert record["total"]["population"] is None
    assert record["boundaries"] is None


def test_every_number_of_the_table_by_field_leads_somewhere(numbers):
    cells = numbers.root.one("table", class_="numbers--matrix").all("td")
    assert cells
    for cell in cells:
        target = cell.one("a")["href"]
        assert re.search(r"[?&]district=", target)
        assert "theme=" in target


def test_what_is_drawn_is_said_beside_it(numbers):
    """A drawing is named, or is left out for those who cannot see it."""
    for drawing in numbers.root.all("svg"):
        assert drawing.get("aria-label") or drawing.get("aria-hidden") == "true"


def test_no_number_is_claimed_that_nobody_confirmed(numbers):
    """UNESCO's list is longer than its twelve areas; how long, no source at hand says."""
    assert not re.search(r"\b42\b", text_of(numbers))


def test_the_page_of_changes_says_when_there_is_no_history(site):
    assert "geçmişi olmadan hazırlandı" in text_of(site.documents["neler-degisti/index.html"])
    assert b"<entry>" not in site.files["feeds/changes.atom.xml"]


def test_the_record_is_reached_from_the_page(site, numbers):
    links = {link.get("href") for link in numbers.root.all("a")}
    for suffix in ("csv", "json", "csv-metadata.json"):
        assert any(link.endswith(f"/data/report-2026.{suffix}") for link in links)
