"""The page of open data names every file that is there, as it is; and its examples run."""

import json
import math
import re

import pytest

from learning_city.outputs.open_data import DATA_FILES, NO_CONTRACT, data_file

PAGES = {"tr": "veri/", "en": "en/data/"}
FAMILIES = ("data/", "feeds/", "schema/")


def of(site, one):
    return {name: content for name, content in site.files.items() if one.is_at(name)}


def test_every_published_file_is_in_the_dictionary_or_no_contract(site):
    unknown = [
        name
        for name in site.files
        if name.startswith(FAMILIES) or name.endswith(".gpx")
        if not name.startswith(NO_CONTRACT)
        and data_file(name) is None
        and not re.fullmatch(r"feeds/[a-z]+\.atom\.xml", name)  # short for the first language's
    ]
    assert unknown == []


@pytest.mark.parametrize("language", PAGES)
def test_the_page_names_each_file_with_its_size_licence_and_fields(site, language):
    page = site.page(PAGES[language])
    shown = {article["aria-labelledby"]: article for article in page.main.all("article")}
    present = [one for one in DATA_FILES if of(site, one)]
    assert list(shown) == [one.name for one in present]
    assert "districts" not in shown, "the tiny city has no boundaries"
    for one in present:
        article, files = shown[one.name], of(site, one)
        linked = {site.target(page, link["href"]).file for link in article.all("a")}
        linked -= {
            name
            for name in site.files
            if one.explained_in and re.fullmatch(one.explained_in.replace("<year>", "[0-9]+"), name)
        }
        assert linked <= set(files)
        assert linked == set(files) or str(len(files)) in article.text
        if one.name != "news-feed":
            kilobytes = math.ceil(sum(map(len, files.values())) / 1000)
            assert f"{kilobytes} kB" in article.text
        rows = article.all("th", scope="row")
        assert [row.text for row in rows] == [field.path for field in one.fields]
        assert "CC BY" in article.text


def test_both_languages_explain_the_same_fields_in_their_own_words(site):
    cells = {
        language: [cell.text for cell in site.page(address).main.all("td")]
        for language, address in PAGES.items()
    }
    assert len(cells["tr"]) == len(cells["en"]) > 100
    same = [one for one, other in zip(*cells.values(), strict=True) if one == other and one]
    assert set(same) <= {
        *("null", "scheduled, cancelled, postponed, moved ya da full."),
    }


def examples(site):
    page = site.page("veri/")
    python, javascript, spreadsheet = (code.one("code").raw_text for code in page.main.all("pre"))
    return python, javascript, spreadsheet


def test_the_examples_are_three_lines_and_name_files_of_this_site(site):
    for code in examples(site):
        assert code.count("\n") <= 2
        (address,) = re.findall(r'"(https?://[^"]+)"', code)
        assert site.target_of_url(address).file in site.files


def test_the_example_in_python_counts_the_places_of_each_district(local_site, local_build, capsys):
    """geopandas opens what we publish, with its columns."""
    python, _, _ = examples(local_site)
    file = local_build.output / "data" / "places.geojson"
    exec(re.sub(r'"http[^"]+"', repr(str(file)), python), {})
    printed = capsys.readouterr().out
    features = json.loads(file.read_bytes())["features"]
    for district in {feature["properties"]["district"] for feature in features}:
        number = sum(feature["properties"]["district"] == district for feature in features)
        assert re.search(rf"^{district}\s+{number}$", printed, re.MULTILINE)


def test_geopandas_finds_the_columns_of_the_contract(local_build):
    import geopandas

    places = geopandas.read_file(local_build.output / "data" / "places.geojson")
    wanted = {"id", "name", "kind", "district", "themes", "audiences", "url", "source", "license"}
    assert wanted <= set(places.columns)
    assert places.crs.to_epsg() == 4326
    assert set(places.geometry.geom_type) == {"Point"}
