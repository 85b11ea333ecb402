"""The map of the city and the map of one place."""

import base64
import re

import pytest

PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 800}
TILE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJg"
    "gg=="
)
MARKERS = "window.learningCityMaps['city-map'].places.passes.reduce((all, one) => all + one, 0)"


def answer_with_a_picture(route):
    route.fulfill(body=TILE, content_type="image/png")


def visible_entries(page):
    page.locator("[data-list]:not([aria-busy])").wait_for(state="attached")
    return page.locator("[data-place]:visible")


def number_in(text):
    return int(re.sub(r"\D", "", text))


def test_the_map_opens_with_outlines_and_clusters_of_all_places(visit, real):
    seen = visit(real, "harita/").map_is_ready()
    page = seen.page
    assert page.evaluate(MARKERS) == len(real.places)
    page.wait_for_selector(".map-cluster")
    if real.has_outlines:
        page.wait_for_selector("path.map-district", state="attached")
        districts = {place["properties"]["district"] for place in real.places}
        assert page.locator("path.map-district").count() >= len(districts)
    assert page.locator("#city-map img.leaflet-tile").count() == 0
    seen.nothing_went_wrong()


def test_the_map_is_whole_below_a_path_and_without_boundaries(visit, tiny):
    seen = visit(tiny, "harita/").map_is_ready()
    assert seen.page.evaluate(MARKERS) == 4
    assert seen.page.locator("path.map-district").count() == 0
    seen.nothing_went_wrong()


@pytest.mark.parametrize("window", [PHONE, DESK], ids=["phone", "desk"])
def test_a_learning_field_narrows_list_and_markers_together(visit, real, window):
    seen = visit(real, "harita/", viewport=window).map_is_ready()
    page = seen.page
    chip = page.locator("[data-choose=theme]").nth(1)
    theme = chip.get_attribute("data-value")
    chip.click()
    expected = [place["id"] for place in real.places if theme in place["properties"]["themes"]]
    assert 0 < len(expected) < len(real.places)
    shown = visible_entries(page).evaluate_all("all => all.map((one) => one.dataset.place)")
    assert sorted(shown) == sorted(expected)
    assert page.evaluate(MARKERS) == len(expected)
    assert number_in(page.locator("[data-total]").inner_text()) == len(expected)
    assert chip.get_attribute("aria-pressed") == "true"
    assert f"theme={theme}" in page.url, "the address can be passed on"
    page.reload()
    seen.map_is_ready()
    assert visible_entries(page).count() == len(expected)
    page.locator("[data-clear]:visible").click()
    assert visible_entries(page).count() == len(real.places)
    assert page.evaluate(MARKERS) == len(real.places)
    seen.nothing_went_wrong()


@pytest.mark.parametrize("window", [PHONE, DESK], ids=["phone", "desk"])
def test_choosing_an_entry_of_the_list_shows_its_place(visit, real, window):
    seen = visit(real, "harita/", viewport=window).map_is_ready()
    page = seen.page
    entry = page.locator("[data-place]").nth(5)
    name = entry.locator("[data-name]").inner_text()
    entry.locator("button").click()
    popup = page.locator(".leaflet-popup")
    popup.wait_for()
    assert name in popup.inner_text()
    assert (
        popup.locator("a[href*='/yerler/']")
        .get_attribute("href")
        .endswith(f"/yerler/{entry.get_attribute('data-place')}/")
    )
    assert popup.locator(".leaflet-popup-close-button").get_attribute("aria-label")
    seen.nothing_went_wrong()


def test_a_place_leads_to_itself_among_the_others(visit, real):
    place = real.places[7]
    seen = visit(real, f"yerler/{place['id']}/")
    seen.page.locator("a[href*='?place=']").click()
    seen.map_is_ready()
    popup = seen.page.locator(".leaflet-popup")
    popup.wait_for()
    assert place["properties"]["name"] in popup.inner_text()
    seen.nothing_went_wrong()


def test_the_street_map_asks_its_host_only_after_the_tap_and_remembers_it(visit, real):
    seen = visit(real, "harita/", tiles=answer_with_a_picture).map_is_ready()
    page = seen.page
    switch = page.locator("[data-street-switch]")
    assert switch.get_attribute("aria-checked") == "false"
    assert seen.elsewhere == []
    assert page.locator("[data-street-credit]").is_hidden()

    switch.click()
    page.wait_for_selector("#city-map img.leaflet-tile-loaded", state="attached")
    assert switch.get_attribute("aria-checked") == "true"
    hosts = {url.split("/")[2] for url in seen.elsewhere}
    assert len(hosts) == 1
    assert hosts.pop() in page.locator("#street-host").inner_text(), "the host is named beside it"
    assert page.locator("[data-street-credit]").is_visible(), "the credit that is due"

    seen.requests.clear()
    page.reload()
    seen.map_is_ready()
    page.wait_for_selector("#city-map img.leaflet-tile-loaded", state="attached")
    assert seen.elsewhere

    page.locator("[data-street-switch]").click()
    assert page.locator("#city-map img.leaflet-tile").count() == 0
    assert page.evaluate("localStorage.length") == 0, "nothing is kept once it is off"
    seen.requests.clear()
    page.reload()
    seen.map_is_ready()
    assert page.locator("[data-street-switch]").get_attribute("aria-checked") == "false"
    assert seen.elsewhere == []
    assert seen.errors == []


def test_with_the_tile_host_down_the_list_and_our_own_map_stay(visit, real):
    seen = visit(real, "harita/").map_is_ready()
    page = seen.page
    page.locator("[data-street-switch]").click()
    page.locator("[data-street-trouble]").wait_for(state="visible")
    assert visible_entries(page).count() == len(real.places)
    assert page.evaluate(MARKERS) == len(real.places)


def test_without_its_data_the_map_says_so_and_the_list_stays(visit, real):
    seen = visit(real)
    seen.page.route("**/data/explorer/**", lambda route: route.abort())
    seen.page.goto(f"{real.address}harita/")
    seen.page.locator("[data-map-trouble]").wait_for(state="visible")
    assert visible_entries(seen.page).count() == len(real.places)


@pytest.mark.parametrize("window", [PHONE, DESK], ids=["phone", "desk"])
def test_a_places_own_map_is_fetched_only_when_it_is_opened(visit, real, window):
    place = real.places[3]
    seen = visit(real, f"yerler/{place['id']}/", viewport=window)
    page = seen.page
    page.wait_for_load_state("networkidle")
    assert not [url for url in seen.requests if "leaflet" in url]
    assert not [url for url in seen.requests if url.endswith(".geojson")]
    page.get_by_role("button", name="Haritayı aç").click()
    page.wait_for_selector("#place-map[data-ready]")
    assert [url for url in seen.requests if "leaflet" in url]
    assert page.locator("#place-map .leaflet-marker-icon").count() >= 1
    lat, lon = page.evaluate(
        "(({lat, lng}) => [lat, lng])(learningCityMaps['place-map'].map.getCenter())"
    )
    assert [round(lon, 3), round(lat, 3)] == [
        round(number, 3) for number in place["geometry"]["coordinates"]
    ]
    seen.nothing_went_wrong()


def test_the_choice_of_streets_holds_on_the_map_of_a_place_too(visit, real):
    seen = visit(real, "harita/", tiles=answer_with_a_picture).map_is_ready()
    seen.page.locator("[data-street-switch]").click()
    seen.page.wait_for_selector("#city-map img.leaflet-tile-loaded", state="attached")
    seen.requests.clear()
    seen.go(f"yerler/{real.places[3]['id']}/")
    assert seen.elsewhere == [], "a page that shows no map yet asks nobody"
    seen.page.get_by_role("button", name="Haritayı aç").click()
    seen.page.wait_for_selector("#place-map img.leaflet-tile-loaded", state="attached")
    assert seen.errors == []
