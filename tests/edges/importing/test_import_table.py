"""A table in the shape of data/places.csv, as spreadsheets and people make it."""

from __future__ import annotations

import csv
import io
import shutil
from pathlib import Path

import pytest

from learning_city.model.place_columns import guarded, unguarded

SHAPES = Path(__file__).resolve().parent / "shapes"
MUSEUM = "places/karsiyaka/sahil-muzesi.yaml"


@pytest.fixture
def table(tmp_path):
    return Path(shutil.copy(SHAPES / "places.csv", tmp_path / "yerler.csv"))


def test_a_row_becomes_a_file(bring, table, small_city):
    answer = bring(str(table))
    assert answer.code == 0, answer.text
    text = (small_city.folder / MUSEUM).read_text(encoding="utf-8")
    assert "name:\n  tr: Sahil Müzesi\n  en: Shore Museum\n" in text
    assert "kind: museum\ndistrict: karsiyaka\n" in text
    assert "location: {lat: 38.456700, lon: 27.123400}" in text
    assert "themes: [stem]\naudiences: [cocuk, veli]\n" in text
    assert 'phone: "+90 232 000 00 00"' in text
    assert "title: Örnek Derneği\n" in text
    assert small_city.problems() == []


def test_every_skipped_row_is_explained(bring, table):
    answer = bring(str(table))
    assert "Zaten var: places/konak/kitaplik.yaml" in answer.line("Örnek Kitaplık")
    assert "“Nerede”" in answer.line("Adsız ilçe")
    assert "“uzay üssü”" in answer.line("Türü bilinmeyen")
    assert "1 kayıt eklendi, 3 kayıt atlandı" in answer.text


def test_importing_twice_changes_nothing(bring, table, small_city):
    bring(str(table))
    before = small_city.snapshot()
    bring(str(table))
    assert small_city.snapshot() == before


def test_the_turkish_windows_encoding_is_read(bring, table, small_city):
    table.write_bytes(table.read_text(encoding="utf-8").encode("cp1254"))
    assert bring(str(table)).code == 0
    assert "tr: Sahil Müzesi" in (small_city.folder / MUSEUM).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "content",
    [b"", b"a;b;c\n1;2;3\n", b"name;lat\nx;1\n", b"\0\1\2", b"<html></html>", b"just words"],
)
def test_another_kind_of_file_is_told_and_changes_nothing(bring, tmp_path, content, small_city):
    path = tmp_path / "baska.csv"
    path.write_bytes(content)
    before = small_city.snapshot()
    assert bring(str(path)).code == 1
    assert small_city.snapshot() == before


@pytest.mark.parametrize("text", ["=1+1", "+90 232", "-5", "@a", "plain", "'quoted", ""])
def test_a_cell_that_looks_like_a_formula_comes_back_as_it_was(text):
    assert unguarded(guarded(text)) == text
    assert not guarded(text).startswith(("=", "+", "-", "@"))


def test_the_published_table_can_be_read_again_and_adds_nothing(bring, small_city, tmp_path):
    """What `outputs/place_table.py` writes is what this importer reads."""
    from learning_city.outputs.place_table import build

    class Addresses:
        def address(self, key, language):
            return f"{language}/{key[1]}/"

        def url(self, address):
            return f"https://example.org/{address}"

    city = small_city.assemble().city
    (file,) = build(city, Addresses())
    assert file.content.startswith(b"\xef\xbb\xbfid,name,kind,district,")
    rows = list(csv.DictReader(io.StringIO(file.content.decode("utf-8-sig"))))
    assert [row["name_en"] for row in rows] == ["Example Library"]
    path = tmp_path / "places.csv"
    path.write_bytes(file.content)
    before = small_city.snapshot()
    answer = bring(str(path))
    assert answer.code == 0
    assert small_city.snapshot() == before
    assert "Zaten var" in answer.text


def test_another_city_can_take_the_published_table(bring, small_city, tmp_path):
    """The same rows for a city that does not have the place yet."""
    path = tmp_path / "places.csv"
    path.write_text(
        "id,name,kind,district,lat,lon,themes,audiences,summary,source,license\r\n"
        "baska,Başka Kitaplık,library,cigli,38.500000,27.050000,stem;sanat,cocuk,"
        "Bir özet.,Kaynak,CC BY 4.0\r\n",
        encoding="utf-8-sig",
    )
    assert bring(str(path)).code == 0
    assert (small_city.folder / "places/cigli/baska.yaml").exists()
    assert small_city.problems() == []
