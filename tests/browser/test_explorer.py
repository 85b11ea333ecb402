"""The explorer: list and map in step, search, filters, near me, by finger, key and ear."""

import json
import re
import time
from itertools import pairwise

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.city_project import PROJECT, TESTS

PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 800}
QUERIES = json.loads((TESTS / "search_queries.json").read_text(encoding="utf-8"))
KONAK = {"latitude": 38.4189, "longitude": 27.1287}


def rows(page):
    page.locator("[data-list]:not([aria-busy])").wait_for(state="attached")
    return page.locator("[data-place]:visible")


def ids(page):
    return rows(page).evaluate_all("all => all.map((one) => one.dataset.place)")


def total(page):
    return int(re.sub(r"\D", "", page.locator("[data-total]").inner_text()))


SAID = """(([said, seen]) => said && said === seen)(["status", "total"].map((part) =>
  document.querySelector(`[data-${part}]`).textContent.replace(/[^0-9]/g, "")))"""
"""Whether the live region says the number that is seen."""


def until(page, holds):
    """Wait for an expression to hold. (A function that waits inside the page would be an `eval`,
    which the policy refuses.)
    """
    last = time.monotonic() + 10
    while not page.evaluate(holds):
        assert time.monotonic() < last, (holds, page.url)
        page.wait_for_timeout(30)


def search(page, query):
    """Type a query and wait until the list has answered."""
    page.evaluate("window.listBefore = document.querySelector('[data-rows]').firstElementChild")
    page.locator("[name=q]").fill(query)
    page.locator("[name=q]").press("Enter")
    until(page, "!window.listBefore?.isConnected && new URLSearchParams(location.search).get('q')")


def open_drawer(page, name):
    drawer = page.locator(f"[data-{name}]")
    if drawer.get_attribute("open") is None:
        drawer.locator("summary").first.click()
    return drawer


# ── Search ────────────────────────────────────────────────────────────────────────────────────────


def test_turkish_queries_find_their_place(visit, real):
    seen = visit(real, "harita/").map_is_ready()
    for asked in QUERIES:
        search(seen.page, asked["query"])
        assert asked["place"] in ids(seen.page)[:3], asked
        assert total(seen.page) == rows(seen.page).count()
    seen.nothing_went_wrong()


def test_a_slip_is_told_and_nothing_found_helps_on(visit, real):
    page = visit(real, "harita/").map_is_ready().page
    search(page, "külütrpark")
    assert (
        "külütrpark".translate(str.maketrans("ü", "u")) in page.locator("[data-order]").inner_text()
    )
    search(page, "müze qxqxq")
    assert rows(page).count() == 0
    drop = page.locator("[data-drop]")
    assert int(re.sub(r"\D", "", drop.inner_text())) == len(real.places)
    drop.click()
    until(page, "document.querySelector('[data-place]')")
    assert rows(page).count() == len(real.places)
    assert "q=" not in page.url


def test_every_header_leads_to_the_search_field(visit, tiny):
    seen = visit(tiny, "yerler/merkez-kitaplik/", viewport=PHONE)
    seen.page.get_by_role("link", name="Yer ara").click()
    seen.map_is_ready()
    until(seen.page, "document.activeElement.id === 'map-q'")
    seen.nothing_went_wrong()


def test_a_search_that_cannot_be_answered_says_so(visit, real):
    seen = visit(real)
    seen.page.route("**/words-*.json", lambda route: route.abort())
    seen.go("harita/").map_is_ready()
    seen.page.locator("[name=q]").fill("müze")
    until(seen.page, "document.querySelector('[data-order]').textContent.includes('dosya')")
    assert rows(seen.page).count() == len(real.places), "the list from before stays"


# ── Filters ───────────────────────────────────────────────────────────────────────────────────────


def test_each_choice_has_the_places_that_its_count_promised(visit, real):
    seen = visit(real, "harita/").map_is_ready()
    page = seen.page
    until(page, "document.querySelector('[data-value=wheelchair] [data-count]').textContent")
    open_drawer(page, "filters")
    for name, value in (("theme", "sanat"), ("cost", "free"), ("access", "wheelchair")):
        chip = page.locator(f"[data-choose={name}][data-value={value}]")
        promised = int(chip.locator("[data-count]").inner_text())
        chip.click()
        until(page, f"location.search.includes('{name}={value}')")
        assert total(page) == promised, name
        chip.click()
    for name in ("kind", "district", "age"):
        select = page.locator(f"[data-select={name}]")
        option = select.locator("option:not([disabled])").nth(1)
        promised = int(re.search(r"\((\d+)\)$", option.inner_text()).group(1))
        select.select_option(option.get_attribute("value"))
        assert total(page) == promised, name
        select.select_option("")
    assert total(page) == len(real.places)
    seen.nothing_went_wrong()


def test_what_nobody_knows_is_told_where_it_is_asked_for_and_where_nothing_is_found(visit, tiny):
    """Not knowing is not no."""
    seen = visit(tiny, "harita/").map_is_ready()
    page = seen.page
    known = page.evaluate("learningCityMaps['city-map'].places.roll")
    unknown = sum(known["unpriced"])
    assert unknown > 0
    open_drawer(page, "filters").locator("[data-value=free]").click()
    remark = page.locator("[data-unknown=cost]")
    assert re.sub(r"\D", "", remark.inner_text()) == str(unknown)
    page.locator("[data-value=free]").click()
    assert remark.is_hidden()
    page.evaluate(
        "(() => { const { roll } = learningCityMaps['city-map'].places; roll.free.fill(0);"
        " roll.unpriced.fill(1); })()"
    )
    page.locator("[data-value=free]").click()
    assert rows(page).count() == 0
    assert page.locator("[data-nothing-unknown]").inner_text() == remark.inner_text()
    assert "4" in remark.inner_text()
    seen.nothing_went_wrong()


def test_an_address_restores_what_was_chosen_and_forgets_what_it_does_not_know(visit, real):
    seen = visit(real, "harita/?theme=sanat&kind=museum&age=2019&access=wheelchair,uydurma&cost=x")
    page = seen.map_is_ready().page
    assert page.locator("[data-value=sanat]").get_attribute("aria-pressed") == "true"
    assert page.locator("[data-select=kind]").input_value() == "museum"
    assert page.locator("[data-select=age]").input_value() == "7"
    assert page.locator("[data-value=wheelchair]").get_attribute("aria-pressed") == "true"
    assert page.locator("[data-value=free]").get_attribute("aria-pressed") == "false"
    seen.nothing_went_wrong()


def test_an_unknown_answer_is_not_a_no(visit, real):
    page = visit(real, "harita/?access=wheelchair").map_is_ready().page
    until(page, "document.querySelector('[data-unknown=access]').textContent")
    open_drawer(page, "filters")
    left_out = int(re.sub(r"\D", "", page.locator("[data-unknown=access]").inner_text()))
    assert page.locator("[data-unknown=open]").is_hidden()
    assert left_out + total(page) == len(real.places), "nobody has answered no"


def test_an_event_of_this_week_is_found_by_the_citys_clock(visit, tiny):
    """The tiny city was built on Sunday 22 November 2026."""
    for moment, found in (
        ("2026-11-26T10:00:00Z", {"merkez-kitaplik"}),
        ("2026-12-31T10:00:00Z", set()),
    ):
        seen = visit(tiny)
        seen.page.clock.set_fixed_time(moment)
        seen.go("harita/?event=week").map_is_ready()
        until(seen.page, "document.querySelector('[data-choose=event] [data-count]').textContent")
        assert set(ids(seen.page)) >= found
        if not found:
            assert ids(seen.page) == []


# ── List and map in step ──────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("window", [PHONE, DESK], ids=["phone", "desk"])
def test_choosing_in_the_list_shows_on_the_map_and_back_returns(visit, real, window):
    seen = visit(real, "harita/", viewport=window).map_is_ready()
    page = seen.page
    for number in (3, 9):
        row = rows(page).nth(number)
        chosen = row.get_attribute("data-place")
        row.locator("button").click()
        until(page, f"location.search.includes('place={chosen}')")
        page.locator(f".leaflet-popup a[href*='{chosen}']").wait_for()
        assert page.locator("[data-chosen]").get_attribute("data-place") == chosen
        assert page.locator(".map-pin--chosen").count() == 1
    first = rows(page).nth(3).get_attribute("data-place")
    page.go_back()
    page.locator(f".leaflet-popup a[href*='{first}']").wait_for()
    assert page.locator("[data-chosen]").get_attribute("data-place") == first
    page.go_back()
    page.locator(".leaflet-popup").wait_for(state="detached")
    assert page.locator("[data-chosen]").count() == 0
    seen.nothing_went_wrong()


def test_choosing_on_the_map_marks_the_row(visit, tiny):
    seen = visit(tiny, "harita/?q=merkez").map_is_ready()
    page = seen.page
    page.locator("#city-map .map-pin").first.click()
    page.locator(".leaflet-popup").wait_for()
    assert page.locator("[data-chosen]").get_attribute("data-place") == "merkez-kitaplik"
    page.keyboard.press("Escape")
    page.locator(".leaflet-popup").wait_for(state="detached")
    assert page.locator("[data-chosen]").count() == 0
    assert "place=" not in page.url


def test_a_cluster_opens_by_coming_nearer(visit, real):
    page = visit(real, "harita/").map_is_ready().page
    zoom = "learningCityMaps['city-map'].map.getZoom()"
    before = page.evaluate(zoom)
    page.locator(".map-cluster").first.click()
    until(page, f"{zoom} > {before}")


def test_places_at_one_spot_are_listed(visit, tiny):
    seen = visit(tiny, "harita/").map_is_ready()
    page = seen.page
    page.evaluate(
        """() => {
          const { map, places } = learningCityMaps["city-map"];
          places.roll.x.fill(places.roll.x[0]);
          places.roll.y.fill(places.roll.y[0]);
          places.roll.pointOf = () => map.getCenter();
          places.clear();
          const spot = [places.roll.x[0] * places.scale(), places.roll.y[0] * places.scale()];
          map.setView(map.unproject(spot, map.getZoom()), 19, { animate: false });
          places.draw();
        }"""
    )
    page.locator(".map-cluster").click()
    page.locator(".map-popup__list a").first.wait_for()
    assert page.locator(".map-popup__list a").count() == 4
    seen.nothing_went_wrong()


def test_a_marker_that_serves_another_group_shows_and_says_that_one(visit, real):
    """Markers are kept and turned to other groups; nothing of the group before may stay."""
    seen = visit(real, "harita/").map_is_ready()
    page = seen.page
    faces = page.locator("link[rel=modulepreload][href$='/explorer/faces.js']").get_attribute(
        "href"
    )
    shown = f"""async () => {{
      const {{ sideOf }} = await import({faces!r});
      const {{ map, places }} = learningCityMaps["city-map"];
      const frame = map.getContainer().getBoundingClientRect();
      const named = (place) => document.querySelector(`[data-at="${{place}}"] [data-name]`);
      return [...places.markers.values()].map(({{ group, marker }}) => {{
        const [element, scale] = [marker.getElement(), places.scale()];
        const at = map.unproject([group.x * scale, group.y * scale], map.getZoom());
        const [point, box] = [map.latLngToContainerPoint(at), element.getBoundingClientRect()];
        return {{
          size: group.size, side: sideOf(group), width: box.width, height: box.height,
          right: box.x + box.width / 2 - frame.x - point.x,
          down: box.y + box.height / 2 - frame.y - point.y,
          text: element.textContent, label: element.ariaLabel,
          icon: element.querySelector("use")?.getAttribute("href").split("#")[1] ?? "",
          name: group.size === 1 ? named(group.first)?.textContent.trim() : "",
        }};
      }});
    }}"""
    seen_sizes = set()
    for number in range(4):
        chip = page.locator("[data-choose=theme]").nth(number)
        chip.click()
        rows(page)
        for one in page.evaluate(shown):
            assert max(abs(one["right"]), abs(one["down"])) < 2, one
            assert one["width"] == pytest.approx(one["side"], abs=1), one
            assert one["height"] == pytest.approx(one["side"], abs=1), one
            seen_sizes.add(one["side"])
            if one["size"] > 1:
                assert one["text"] == str(one["size"]) == re.sub(r"\D", "", one["label"]), one
            else:
                assert one["icon"] == f"theme-{chip.get_attribute('data-value')}", one
                assert one["name"]
                assert one["label"].startswith(f"{one['name']}, "), one
    assert {36, 40, 46} <= seen_sizes
    seen.nothing_went_wrong()


def test_the_map_counts_every_place_it_shows(visit, real):
    seen = visit(real, "harita/").map_is_ready()
    counted = """() => {
      const { map, places } = learningCityMaps["city-map"];
      const bounds = map.getBounds().pad(0.5);
      return [...places.markers.values()].reduce((all, { group }) => all + group.size, 0)
        >= places.roll.count && bounds.isValid();
    }"""
    seen.page.evaluate(
        "learningCityMaps['city-map'].map.fitBounds([[37.7, 26], [39.6, 28.7]], {animate: false})"
    )
    assert seen.page.evaluate(counted)


# ── Near me ───────────────────────────────────────────────────────────────────────────────────────


def test_the_position_is_asked_for_at_a_tap_only_and_goes_nowhere(visit, real):
    seen = visit(real, "harita/", geolocation=KONAK, permissions=["geolocation"]).map_is_ready()
    page = seen.page
    assert page.locator(".map-here").count() == 0
    before = list(seen.requests)
    page.locator(".map-button--locate").click()
    page.locator(".map-here").wait_for()
    until(page, "document.querySelector('[data-order]').textContent")
    assert ids(page)[0] == "izmir-saat-kulesi"
    assert re.search(r"\d+ m", rows(page).nth(1).inner_text())
    assert "38.4" not in page.url
    asked = [url for url in seen.requests if url not in before]
    assert not [url for url in asked if "38.4" in url or "27.1" in url]
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    seen.nothing_went_wrong()


def test_a_refused_position_is_no_dead_end(visit, real):
    page = visit(real, "harita/", permissions=[]).map_is_ready().page
    drawer = open_drawer(page, "near")
    until(page, "document.querySelectorAll('[data-from] option').length > 5")
    drawer.locator("[data-locate]").click()
    until(page, "document.querySelector('[data-status]').textContent.includes('alınamadı')")
    drawer.locator("[data-from]").select_option("konak")
    until(page, "location.search.includes('near=konak')")
    page.locator(".map-here").wait_for()
    distances = [
        float(text.replace(",", ".")) * (1000 if unit == "km" else 1)
        for text, unit in (
            re.search(r"([\d,]+) (km|m)\b", row).groups()
            for row in rows(page).all_text_contents()[:30]
        )
    ]
    assert distances == sorted(distances)
    page.reload()
    until(page, "document.querySelector('[data-order]').textContent.includes('Konak')")


def test_the_middle_of_the_map_is_a_place_to_start_from(visit, real):
    page = visit(real, "harita/").map_is_ready().page
    open_drawer(page, "near")
    until(page, "document.querySelectorAll('[data-from] option').length > 5")
    page.locator("[data-from-middle]").click()
    page.locator(".map-here").wait_for()
    assert "near=" not in page.url


# ── By key ────────────────────────────────────────────────────────────────────────────────────────


def focused(page):
    return page.evaluate(
        "({href: document.activeElement.href ?? '', id: document.activeElement.id,"
        " place: document.activeElement.closest('[data-place]')?.dataset.place ?? '',"
        " value: document.activeElement.dataset?.value ?? ''})"
    )


def tab_to(page, reached, most=60):
    for _ in range(most):
        page.keyboard.press("Tab")
        if reached(focused(page)):
            return
    pytest.fail("the Tab key does not come there")


@pytest.mark.parametrize("window", [PHONE, DESK], ids=["phone", "desk"])
def test_from_the_address_bar_to_the_page_of_a_filtered_place_by_keyboard_alone(
    visit, real, window
):
    seen = visit(real, "", viewport=window)
    page = seen.page
    tab_to(page, lambda here: here["href"].endswith("/harita/#ara"))
    page.keyboard.press("Enter")
    seen.map_is_ready()
    until(page, "document.activeElement.id === 'map-q'")
    page.keyboard.type("müzeleri")
    page.keyboard.press("Enter")
    until(page, "location.search.includes('q=')")
    until(page, SAID)
    found = total(page)
    tab_to(page, lambda here: here["value"] == "sanat")
    page.keyboard.press("Space")
    until(page, "location.search.includes('theme=sanat')")
    until(page, f"document.querySelector('[data-total]').textContent.trim() !== '{found}'")
    until(page, SAID)  # a moment after it is seen
    assert total(page) < found
    expected = ids(page)
    tab_to(page, lambda here: here["href"].endswith("#liste"))
    page.keyboard.press("Enter")
    tab_to(page, lambda here: here["place"])
    assert focused(page)["place"] == expected[0]
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/yerler/{expected[0]}/")
    seen.nothing_went_wrong()


def test_the_tab_key_meets_only_markers_in_view_line_by_line(visit, real):
    page = visit(real, "harita/").map_is_ready().page
    met = page.evaluate(
        """() => {
          const box = document.getElementById("city-map").getBoundingClientRect();
          const all = document.querySelectorAll("#city-map .leaflet-marker-pane [tabindex='0']");
          return [...all].map((one) => {
            const place = one.getBoundingClientRect();
            const [x, y] = [place.x + place.width / 2, place.y + place.height / 2];
            const inside = x >= box.left - 1 && x <= box.right + 1
              && y >= box.top - 1 && y <= box.bottom + 1;
            return [y, inside, one.getAttribute("aria-label")];
          });
        }"""
    )
    assert met
    assert all(inside for _, inside, _ in met)
    assert all(name for _, _, name in met), "each says what it is"
    assert all(later > earlier - 64 for (earlier, *_), (later, *_) in pairwise(met))


# ── By finger ─────────────────────────────────────────────────────────────────────────────────────


def test_the_map_moves_without_dragging(visit, real):
    seen = visit(real, "harita/", viewport=PHONE, has_touch=True).map_is_ready()
    page = seen.page
    center = "(({lat, lng}) => [lat, lng])(learningCityMaps['city-map'].map.getCenter())"
    page.locator(".map-pad summary").tap()
    for name, axis, sign in (("up", 0, 1), ("down", 0, -1), ("right", 1, 1), ("left", 1, -1)):
        before = page.evaluate(center)
        page.locator(f".map-pad__{name}").tap()
        after = page.evaluate(center)
        assert (after[axis] - before[axis]) * sign > 0.005, name
    seen.nothing_went_wrong()


def test_one_finger_is_for_the_page_until_the_map_is_lent_it(visit, real):
    page = (
        visit(real, "harita/", viewport=PHONE, has_touch=True, is_mobile=True).map_is_ready().page
    )
    dragging = "learningCityMaps['city-map'].map.dragging.enabled()"
    assert page.evaluate(dragging) is False
    touch = "getComputedStyle(document.getElementById('city-map')).touchAction"
    assert "pan-y" in page.evaluate(touch)
    page.locator("[data-one-finger]").tap()
    assert page.evaluate(dragging) is True
    assert page.locator("[data-one-finger]").get_attribute("aria-pressed") == "true"


@pytest.mark.parametrize("window", [PHONE, DESK], ids=["phone", "desk"])
def test_buttons_on_the_map_are_large_enough(visit, real, window):
    page = visit(real, "harita/", viewport=window).map_is_ready().page
    page.locator(".map-pad summary").click()
    for button in page.locator(".leaflet-bar a, .map-button").all():
        box = button.bounding_box()
        assert box["width"] >= 44, button.get_attribute("title")
        assert box["height"] >= 44, button.get_attribute("title")


def test_a_phone_is_told_of_the_list_below_in_its_first_screen(visit, real):
    page = visit(real, "harita/", viewport=PHONE).map_is_ready().page
    to_list = page.locator("[data-to-list]")
    box = to_list.bounding_box()
    assert box["y"] + box["height"] <= PHONE["height"]
    to_list.click()
    until(page, "document.getElementById('liste').getBoundingClientRect().top < 200")
    first = rows(page).first.bounding_box()
    assert 0 < first["y"] < PHONE["height"]


# ── By ear and eye ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("window", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_with_everything_open_axe_finds_nothing(visit, real, window, scheme):
    seen = visit(real, "harita/?theme=sanat", viewport=window, color_scheme=scheme).map_is_ready()
    page = seen.page
    open_drawer(page, "filters")
    open_drawer(page, "near")
    until(page, "document.querySelectorAll('[data-from] option').length > 5")
    page.locator(".map-pad summary").click()
    rows(page).first.locator("button").click()
    page.locator(".leaflet-popup").wait_for()
    seen.nothing_went_wrong()
    found = Axe().run(
        page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]}
    )
    assert [
        (rule["id"], [node["target"] for node in rule["nodes"]])
        for rule in found.response["violations"]
    ] == []


@pytest.mark.parametrize("size", [{"width": 320, "height": 640}, {"width": 640, "height": 400}])
def test_with_little_room_everything_still_fits(visit, real, size):
    page = visit(real, "harita/", viewport=size).map_is_ready().page
    open_drawer(page, "filters")
    open_drawer(page, "near")
    if size["width"] == 640:
        page.evaluate("document.documentElement.style.setProperty('font-size', '200%')")
    wide = "document.scrollingElement.scrollWidth > document.documentElement.clientWidth"
    assert not page.evaluate(wide)


def test_without_script_the_list_is_whole_and_leads_on(visit, real):
    page = visit(real, "harita/#ara", java_script_enabled=False).page
    assert rows(page).count() == len(real.places)
    assert page.locator("[data-find]").is_hidden()
    assert page.locator("noscript a").count() == 0 or page.locator(".explorer__find a").count() == 3


def test_open_now_follows_the_citys_clock_and_takes_unknown_for_neither(visit, real):
    found = []
    for moment in ("2026-11-24T11:00:00Z", "2026-11-24T23:30:00Z"):  # 14:00 and 02:30 in the city
        seen = visit(real, timezone_id="Pacific/Auckland")
        seen.page.clock.set_fixed_time(moment)
        seen.go("harita/").map_is_ready()
        chip = "document.querySelector('[data-choose=open] [data-count]').textContent"
        until(seen.page, chip)
        promised = int(seen.page.evaluate(chip))
        open_drawer(seen.page, "filters").locator("[data-choose=open]").click()
        until(seen.page, "location.search.includes('open=now')")
        assert total(seen.page) == promised
        remark = seen.page.locator("[data-unknown=open]").inner_text()
        found.append((promised, int(re.sub(r"\D", "", remark))))
    (by_day, unknown), (by_night, unknown_by_night) = found
    assert 0 <= by_night < by_day < len(real.places)
    files = [path.read_text(encoding="utf-8") for path in (PROJECT / "places").rglob("*.yaml")]
    without_hours = sum("\nopening_hours:" not in text for text in files)
    for some, others in ((by_day, unknown), (by_night, unknown_by_night)):
        assert without_hours <= others <= len(real.places) - some, "what nobody knows is told"
