"""A city too large for one list: names on demand, more rows on demand, nothing lost."""

import re

import pytest

from learning_city.outputs.explorer_data import NAMES_TOGETHER, WHOLE_LIST, explorer_data
from tests.bench.made_up_city import made_up
from tests.bench.pages import build_explorer, site_of
from tests.browser.conftest import serve
from tests.browser.test_explorer import ids, rows, search, total, until
from tests.browser.test_explorer_in_step import SLOW

COUNT = 2 * WHOLE_LIST
PAGE = 40


@pytest.fixture(scope="session")
def large(tmp_path_factory, shipped_city, chromium):
    city = made_up(shipped_city, COUNT)
    folder = tmp_path_factory.mktemp("large")
    build_explorer(city, folder)
    (folder / "404.html").write_text("lost", encoding="utf-8")
    for site in serve(folder):
        yield site, city


def number_in(text):
    return int("".join(re.findall(r"\d", text)))


def test_the_list_grows_on_demand_by_district_and_name(visit, large):
    site, city = large
    seen = visit(site, "harita/").map_is_ready()
    page = seen.page
    assert (rows(page).count(), total(page)) == (PAGE, COUNT)
    first = city.in_order(city.places_under["districts", next(iter(city.districts))], "tr")
    assert ids(page)[: len(first)] == [place.id for place in first][:PAGE]
    names = [url for url in seen.requests if "/names-" in url]
    assert len(names) < COUNT / NAMES_TOGETHER, "only the names that are shown"
    page.locator("[data-more]").press("Enter")
    until(page, f"document.querySelectorAll('[data-place]').length === {2 * PAGE}")
    focus = page.evaluate("document.activeElement.closest('[data-place]').dataset.place")
    assert focus == ids(page)[PAGE]
    seen.nothing_went_wrong()


def test_a_search_fetches_little_and_finds_its_place(visit, large):
    site, city = large
    place = explorer_data(city, site_of(city)).roll[77]
    seen = visit(site, "harita/").map_is_ready()
    search(seen.page, place.name.words("tr"))
    first = "[...document.querySelectorAll('[data-place]')].slice(0, 3)"
    until(seen.page, f"{first}.some((one) => one.dataset.place === '{place.id}')")
    assert len([url for url in seen.requests if "/words-" in url]) <= 6
    seen.nothing_went_wrong()


def test_a_place_in_the_address_is_found_without_all_names(visit, large):
    site, city = large
    place = explorer_data(city, site_of(city)).roll[333]
    seen = visit(site, f"harita/?place={place.id}").map_is_ready()
    seen.page.locator(f".leaflet-popup a[href*='/{place.id}/']").wait_for()
    assert len([url for url in seen.requests if "/names-" in url]) < COUNT / NAMES_TOGETHER
    seen.nothing_went_wrong()


def test_markers_tell_their_names_though_these_come_later(visit, large):
    site, city = large
    seen = visit(site, "harita/").map_is_ready()
    page = seen.page
    page.evaluate("learningCityMaps['city-map'].map.setZoom(17, {animate: false})")
    known = {place.name.words("tr") for place in city.places}
    page.evaluate(
        "(at) => learningCityMaps['city-map'].map.setView(at, 17, {animate: false})",
        [city.places[0].location.lat, city.places[0].location.lon],
    )
    until(page, "document.querySelector('#city-map .map-pin[aria-label]')")
    until(
        page,
        f"{sorted(known)!r}.some((name) => [...document.querySelectorAll('.map-pin')]"
        ".some((pin) => pin.ariaLabel.startsWith(name)))",
    )
    seen.nothing_went_wrong()


def test_when_names_do_not_come_the_list_says_so(visit, large):
    site, _ = large
    seen = visit(site)
    seen.page.route("**/names-*.json", lambda route: route.abort())
    seen.go("harita/")
    seen.page.locator("[data-list-trouble]").wait_for(state="visible")
    assert seen.page.locator(".districts__link").count() > 0, "the way by the districts stays"


def test_more_of_the_list_comes_once_its_names_can_be_had(visit, large):
    site, city = large
    seen = visit(site, "harita/").map_is_ready()
    page = seen.page
    page.route("**/names-*.json", lambda route: route.abort())
    trouble = page.locator("[data-list-trouble]")
    for _ in range(COUNT // PAGE):
        page.locator("[data-more]").click()
        before = ids(page)
        if trouble.is_visible():
            break
    assert trouble.is_visible()
    assert number_in(page.locator("[data-more]").inner_text()) == COUNT - len(before)
    page.unroute("**/names-*.json")
    page.locator("[data-more]").click()
    until(page, f"document.querySelectorAll('[data-place]').length === {len(before) + PAGE}")
    assert trouble.is_hidden()
    in_order = [
        place.id
        for district in city.districts
        for place in city.in_order(city.places_under.get(("districts", district), ()), "tr")
    ]
    assert ids(page) == in_order[: len(before) + PAGE]


def test_more_that_is_tapped_twice_on_a_slow_line_comes_once_and_in_order(visit, large):
    site, _ = large
    seen = visit(site)
    page = seen.page
    page.add_init_script(SLOW)
    seen.go("harita/?cost=free").map_is_ready()
    page.evaluate("document.querySelector('[data-clear]:not([hidden])')?.click()")
    search(page, "müze")
    assert rows(page).count() == PAGE
    page.evaluate("window.slow['/names-'] = 500")
    page.locator("[data-more]").click()
    page.wait_for_timeout(120)
    page.locator("[data-more]").click()
    until(page, f"document.querySelectorAll('[data-place]').length === {2 * PAGE}")
    page.wait_for_timeout(1200)
    listed = ids(page)
    assert len(listed) == 2 * PAGE
    page.reload()
    seen.map_is_ready()
    page.locator("[data-more]").click()
    until(page, f"document.querySelectorAll('[data-place]').length === {2 * PAGE}")
    assert ids(page) == listed


def test_without_the_next_districts_names_the_known_rows_stand(visit, large):
    """In a high window, which wants more rows at once than the first district has."""
    site, _ = large
    seen = visit(site, viewport={"width": 1280, "height": 2600})
    page = seen.page
    page.route(re.compile(r"names-(?!0\.)\d+\.json"), lambda route: route.abort())
    seen.go("harita/").map_is_ready()
    page.locator("[data-list-trouble]").wait_for(state="visible")
    listed = ids(page)
    assert 0 < len(listed) < PAGE
    assert number_in(page.locator("[data-more]").inner_text()) == COUNT - len(listed)
    page.unroute_all()
    page.locator("[data-more]").click()
    page.locator("[data-list-trouble]").wait_for(state="hidden")
    assert ids(page)[: len(listed)] == listed
    assert len(ids(page)) == len(set(ids(page))) == len(listed) + PAGE


def test_a_pin_whose_name_cannot_be_had_says_so_and_opens_when_it_can(visit, large):
    site, city = large
    seen = visit(site, "harita/").map_is_ready()
    page = seen.page
    page.route("**/names-*.json", lambda route: route.abort())
    place = explorer_data(city, site_of(city)).roll[-1]
    page.evaluate(
        "(at) => learningCityMaps['city-map'].map.setView(at, 19, {animate: false})",
        [place.location.lat, place.location.lon],
    )
    pin = page.locator("#city-map .map-pin").first
    pin.click()
    page.locator("[data-map-trouble]").wait_for(state="visible")
    assert "place=" not in page.url
    page.unroute_all()
    pin.click()
    page.locator(".leaflet-popup").wait_for()
    assert page.locator("[data-map-trouble]").is_hidden()
    assert "place=" in page.url


def test_a_place_chosen_later_overtakes_one_whose_name_is_awaited(visit, large):
    site, city = large
    seen = visit(site)
    page = seen.page
    page.add_init_script(SLOW)
    seen.go("harita/").map_is_ready()
    row = rows(page).first.get_attribute("data-place")
    page.evaluate("window.slow['/names-'] = 1500")
    far = explorer_data(city, site_of(city)).roll[-1]
    page.evaluate(
        "(at) => learningCityMaps['city-map'].map.setView(at, 19, {animate: false})",
        [far.location.lat, far.location.lon],
    )
    page.locator("#city-map .map-pin").first.click()
    rows(page).first.locator("button").click()
    until(page, f"new URLSearchParams(location.search).get('place') === '{row}'")
    page.wait_for_timeout(2200)
    assert page.evaluate("new URLSearchParams(location.search).get('place')") == row
    assert page.locator("[data-chosen]").get_attribute("data-place") == row
    assert row in page.locator(".leaflet-popup a").first.get_attribute("href")
    seen.nothing_went_wrong()


def test_a_place_that_is_gone_is_looked_for_in_a_few_files_only(visit, large):
    site, _ = large
    seen = visit(site, "harita/?place=boyle-bir-yer-yok").map_is_ready()
    assert len([url for url in seen.requests if "/names-" in url]) < COUNT / NAMES_TOGETHER / 2
    assert rows(seen.page).count() == PAGE
    seen.nothing_went_wrong()


def test_every_place_is_found_by_its_id(visit, large):
    """Also where the id is not made of the name."""
    site, city = large
    seen = visit(site, "harita/").map_is_ready()
    place = explorer_data(city, site_of(city)).roll[120]
    seen.go(f"harita/?place={place.id}").map_is_ready()
    seen.page.locator(f".leaflet-popup a[href*='/{place.id}/']").wait_for()
    seen.nothing_went_wrong()


def test_without_script_the_districts_are_the_way(visit, large):
    site, city = large
    page = visit(site, "harita/", java_script_enabled=False).page
    districts = {place.district for place in city.places}
    assert page.locator("[data-list] a[href^='/ilceler/']").count() == len(districts)
