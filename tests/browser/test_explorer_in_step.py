"""List, map, controls and address stay in step: whatever is slow, cut off or pressed twice."""

import pytest

from tests.browser.test_explorer import DESK, KONAK, PHONE, ids, open_drawer, rows, search, until

ZOOM = "learningCityMaps['city-map'].map.getZoom()"
STANDING = (
    "[...learningCityMaps['city-map'].places.markers.values()]"
    ".reduce((all, {group}) => all + group.size, 0)"
)
SLOW = """
window.slow = {};
const fetched = window.fetch;
window.fetch = async (address, ...rest) => {
  for (const [part, wait] of Object.entries(window.slow)) {
    if (String(address).includes(part)) await new Promise((done) => setTimeout(done, wait));
  }
  return fetched(address, ...rest);
};
"""


def asked(page):
    return page.evaluate("Object.fromEntries(new URLSearchParams(location.search))")


def show_on_map(page, number):
    row = rows(page).nth(number)
    row.locator("button").click()
    page.locator(".leaflet-popup").wait_for()
    return row.get_attribute("data-place")


def go_nearer(page):
    page.evaluate("learningCityMaps['city-map'].map.setView([38.42, 27.13], 15, {animate: false})")


# ── Links and the way back ────────────────────────────────────────────────────────────────────────


def test_the_way_to_the_list_leaves_the_map_and_goes_once_one_is_there(visit, real):
    seen = visit(real, "harita/", viewport=PHONE, has_touch=True).map_is_ready()
    page = seen.page
    go_nearer(page)
    page.locator("[data-to-list]").tap()
    page.wait_for_url("**#*")
    page.locator("[data-to-list]").wait_for(state="hidden")
    assert page.evaluate(ZOOM) == 15
    page.evaluate("scrollTo(0, 0)")
    page.locator("[data-to-list]").wait_for(state="visible")
    search(page, "müze qxqxq")
    assert rows(page).count() == 0
    page.locator("[data-to-list]").wait_for(state="hidden")
    seen.nothing_went_wrong()


def test_back_from_a_place_leaves_list_and_map_as_they_were(visit, real):
    seen = visit(real, "harita/").map_is_ready()
    page = seen.page
    show_on_map(page, 20)
    go_nearer(page)
    page.evaluate("document.querySelector('[data-rows]').firstElementChild.dataset.same = ''")
    page.go_back()
    page.locator(".leaflet-popup").wait_for(state="hidden")
    assert page.evaluate(ZOOM) == 15
    assert page.locator("[data-same]").count() == 1, "the list was not made anew"
    seen.nothing_went_wrong()


def test_back_takes_the_origin_and_what_was_sought_with_it(visit, real):
    seen = visit(real, "harita/").map_is_ready()
    page = seen.page
    show_on_map(page, 3)
    open_drawer(page, "near").locator("select").select_option("konak")
    page.locator(".map-here").wait_for(state="attached")
    search(page, "müze")
    page.locator("[name=q]").focus()
    page.go_back()
    until(page, "!location.search")
    page.locator(".map-here").wait_for(state="detached")
    assert page.locator("[data-from]").input_value() == ""
    assert page.locator("[name=q]").input_value() == ""
    assert rows(page).count() == len(real.places)
    seen.nothing_went_wrong()


# ── What is chosen later overtakes ────────────────────────────────────────────────────────────────


def test_a_position_that_comes_after_another_choice_is_not_used(visit, real):
    seen = visit(real)
    page = seen.page
    page.add_init_script(
        "navigator.geolocation.getCurrentPosition = (found) => { window.found = found; };"
    )
    seen.go("harita/").map_is_ready()
    drawer = open_drawer(page, "near")
    drawer.locator("[data-locate]").click()
    drawer.locator("select").select_option("konak")
    until(page, "new URLSearchParams(location.search).get('near') === 'konak'")
    page.evaluate("(coords) => window.found({ coords })", KONAK)
    page.wait_for_timeout(200)
    assert asked(page)["near"] == "konak"
    seen.nothing_went_wrong()


def test_going_back_stops_a_search_under_way(visit, real):
    seen = visit(real)
    page = seen.page
    page.add_init_script(SLOW)
    seen.go("harita/").map_is_ready()
    show_on_map(page, 0)
    page.evaluate("window.slow['/words-'] = 600")
    page.locator("[name=q]").fill("müze")
    page.locator("[name=q]").press("Enter")
    page.go_back()
    page.wait_for_timeout(900)
    assert asked(page) == {}
    assert rows(page).count() == len(real.places)
    assert page.locator("[data-order]").is_hidden()
    seen.nothing_went_wrong()


# ── Cut off ───────────────────────────────────────────────────────────────────────────────────────


def test_an_address_with_a_search_that_cannot_be_answered_still_shows_places(visit, real):
    seen = visit(real)
    page = seen.page
    page.route("**/words-*.json", lambda route: route.abort())
    seen.go("harita/?q=saat&district=konak").map_is_ready()
    expected = {place["id"] for place in real.places if place["properties"]["district"] == "konak"}
    assert set(ids(page)) == expected
    assert page.evaluate(STANDING) > 0
    assert page.locator("[data-order]").is_visible()
    page.unroute("**/words-*.json")
    page.locator("[name=q]").press("Enter")
    until(page, f"document.querySelectorAll('[data-place]').length < {len(expected)}")
    assert ids(page)[0] == "izmir-saat-kulesi"


def test_without_the_part_for_distances_the_rest_works_and_it_can_be_had_later(visit, real):
    seen = visit(real)
    page = seen.page
    page.route("**/explorer/near.js", lambda route: route.abort())
    seen.go("harita/?near=konak").map_is_ready()
    assert rows(page).count() == len(real.places)
    page.unroute("**/explorer/near.js")
    drawer = open_drawer(page, "near")
    until(page, "document.querySelector('[data-from]').options.length > 30")
    drawer.locator("select").select_option("bornova")
    until(page, "new URLSearchParams(location.search).get('near') === 'bornova'")


def test_a_chosen_district_is_shown_before_its_outline_has_come(visit, real):
    if not real.has_outlines:
        pytest.skip("the boundaries were not fetched")
    seen = visit(real)
    page = seen.page
    page.add_init_script(SLOW + "window.slow['districts.geojson'] = 3000;")
    seen.go("harita/").map_is_ready()
    open_drawer(page, "filters").locator("[data-select=district]").select_option("urla")
    expected = sum(place["properties"]["district"] == "urla" for place in real.places)
    assert rows(page).count() == expected
    assert page.evaluate(STANDING) == expected
    go_nearer(page)
    page.wait_for_timeout(3200)
    assert page.evaluate(ZOOM) == 15, "who moved on is not fetched back"
    seen.nothing_went_wrong()


# ── Keys and focus ────────────────────────────────────────────────────────────────────────────────


def test_a_second_press_on_the_chosen_pin_does_not_tear_the_state(visit, real):
    seen = visit(real, "harita/", viewport=DESK).map_is_ready()
    page = seen.page
    row = rows(page).nth(2)
    row.locator("button").focus()
    page.keyboard.press("Enter")
    until(page, "document.activeElement.matches('.map-pin--chosen')")
    place = row.get_attribute("data-place")
    steps = page.evaluate("history.length")
    page.keyboard.press("Enter")
    page.locator(".leaflet-popup a[href*='/yerler/']").wait_for()
    assert asked(page)["place"] == place
    assert page.evaluate("history.length") == steps
    page.keyboard.press("Escape")
    page.locator(".leaflet-popup").wait_for(state="hidden")
    assert "place" not in asked(page)
    assert page.locator("[data-chosen], .map-pin--chosen").count() == 0
    seen.nothing_went_wrong()


def test_space_chooses_a_marker_and_does_not_scroll(visit, real):
    page = visit(real, "harita/?q=saat+kulesi", viewport=PHONE).map_is_ready().page
    page.locator("#city-map .map-pin").first.focus()
    before = page.evaluate("scrollY")
    page.keyboard.press("Space")
    page.locator(".leaflet-popup").wait_for()
    assert page.evaluate("scrollY") == before


def test_the_focus_stays_where_one_is(visit, real):
    seen = visit(real, "harita/").map_is_ready()
    page = seen.page
    show_on_map(page, 0)
    page.locator("[name=q]").focus()
    page.keyboard.press("Escape")
    page.wait_for_timeout(250)
    assert page.evaluate("document.activeElement.name") == "q"
    search(page, "müze qxqxq")
    page.locator("[data-drop]").click()
    assert page.evaluate("document.activeElement.className") == "explorer__title"
    seen.nothing_went_wrong()


def test_with_less_motion_nothing_glides(visit, real):
    page = visit(real, "harita/", reduced_motion="reduce").map_is_ready().page
    page.evaluate(
        """() => {
          window.glided = false;
          new MutationObserver(() => {
            const gliding = document.querySelector(".leaflet-pan-anim, .leaflet-zoom-anim");
            if (gliding) window.glided = true;
          }).observe(document.querySelector("#city-map"), { subtree: true, attributes: true });
        }"""
    )
    page.locator("#city-map").focus()
    before = page.evaluate("learningCityMaps['city-map'].map.getCenter().lng")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("+")
    until(page, f"learningCityMaps['city-map'].map.getCenter().lng > {before}")
    assert page.evaluate("window.glided") is False
