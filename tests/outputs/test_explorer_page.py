"""The explorer's page: whole in a small city, in a large one by way of its districts."""

import re

import pytest

from learning_city.outputs import city_map, place_pages
from learning_city.outputs.explorer_data import NAMES_TOGETHER, WHOLE_LIST, explorer_data
from tests.bench.made_up_city import made_up
from tests.bench.pages import build_explorer, renderer_of, site_of
from tests.city_project import PROJECT


@pytest.fixture(scope="module")
def real(shipped_city):
    return shipped_city


@pytest.fixture(scope="module")
def large(real):
    return made_up(real, WHOLE_LIST + 60)


def html_of(city, folder):
    return (folder / build_explorer(city, folder) / "index.html").read_text(encoding="utf-8")


def test_made_up_places_are_the_same_each_time_and_lie_in_the_city(real, large):
    again = made_up(real, WHOLE_LIST + 60)
    assert [(place.id, place.location) for place in large.places] == [
        (place.id, place.location) for place in again.places
    ]
    assert len({place.id for place in large.places}) == WHOLE_LIST + 60
    assert all(real.settings.bounds.contain(place.location) for place in large.places)


def test_a_small_citys_page_lists_every_place_and_fetches_no_names(real, tmp_path):
    page = html_of(real, tmp_path)
    assert len(re.findall(r"data-place=", page)) == len(real.places)
    data = explorer_data(real, site_of(real))
    assert not [file for file in data.files if "/names-" in file.address]


def test_a_large_citys_page_leads_to_its_districts(large, tmp_path):
    page = html_of(large, tmp_path)
    assert "data-place=" not in page
    counts = {place.district: 0 for place in large.places}
    for place in large.places:
        counts[place.district] += 1
    for district, count in counts.items():
        link = re.search(rf'href="/ilceler/{district}/"(.*?)</li>', page, re.DOTALL)
        assert link, district
        assert f">{count}<" in link[1]


def test_a_large_citys_names_lie_in_the_order_of_the_roll(large):
    data = explorer_data(large, site_of(large))
    files = {file.address: file.content for file in data.files}
    for number, place in enumerate(data.roll):
        address = f"{data.folders['tr']}/names-{number // NAMES_TOGETHER}.json"
        assert f'"{place.id}"' in files[address].decode()


def test_the_map_page_is_lighter_than_its_data_used_to_be(real):
    """Below 300 places the explorer's columns cost a fraction of the published GeoJSON."""
    import gzip

    from learning_city.outputs import map_data

    site = site_of(real)
    geojson = next(
        file for file in map_data.build(real, site) if file.address.endswith("places.geojson")
    )
    data = explorer_data(real, site)
    first = [file for file in data.files if file.address in (data.core, data.facets, data.filters)]
    assert sum(len(gzip.compress(file.content)) for file in first) < 0.5 * len(
        gzip.compress(geojson.content)
    )


def test_a_very_large_citys_list_is_that_of_its_districts(real, large, monkeypatch):
    def listed(city):
        site = site_of(city)
        made = next(place_pages.build(city, site))
        return renderer_of(city, site).render(made)[1].decode()

    monkeypatch.setattr(place_pages, "LONGEST_LIST", len(real.places))
    assert f'href="/yerler/{real.places[0].id}/"' in listed(real)
    page = listed(large)
    assert 'href="/yerler/' not in page.partition("<main")[2].partition("</main>")[0]
    for district in {place.district for place in large.places}:
        assert f'class="districts__link" href="/ilceler/{district}/"' in page


def imported_by(script):
    """A script and what it imports when it begins, and so on."""
    found = {script}
    for name in re.findall(r'^import (?:.*? from )?"(\..*?)";', script.read_text("utf-8"), re.M):
        found |= imported_by((script.parent / name).resolve())
    return found


def test_every_later_script_is_named_so_that_none_waits_for_another():
    scripts = PROJECT / "theme" / "static" / "js"
    begun = imported_by(scripts / "explorer" / "start.js")
    later = imported_by(scripts / "explorer" / "page.js")
    later |= imported_by(scripts / "offline" / "switch.js")
    named = {scripts / f"{name}.js" for name in city_map._LATER}
    assert named == later - begun
