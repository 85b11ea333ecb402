"""Without script, by keyboard, in the other language, on paper; and with hostile words."""

import pytest

PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 800}
HOSTILE_NAME = "{{ 7*7 }}${alert(1)}</script><img src=x onerror=alert(1)>"


# ── Without script ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("address", ["harita/", "yerler/"])
def test_without_script_every_place_is_listed_and_its_link_works(visit, real, address):
    seen = visit(real, address, java_script_enabled=False)
    links = seen.page.locator("main li a[href*='/yerler/']:visible")
    found = set(links.evaluate_all("all => all.map((one) => one.href)"))
    expected = {f"{real.address}yerler/{place['id']}/" for place in real.places}
    assert expected <= found
    links.last.click()
    assert seen.page.url in expected
    seen.page.locator("h1").wait_for()
    seen.nothing_went_wrong()


def test_without_script_no_control_is_shown_that_needs_one(visit, real):
    for address in ("harita/", f"yerler/{real.places[0]['id']}/"):
        seen = visit(real, address, java_script_enabled=False)
        assert seen.page.locator("button:visible").count() == 0
        assert seen.page.locator("input:visible, select:visible").count() == 0
    assert seen.page.locator("main h2:visible").count() >= 3


def test_without_script_filters_are_links_to_pages(visit, real):
    seen = visit(real, "yerler/", java_script_enabled=False)
    seen.page.locator("main a[href*='/alanlar/']").first.click()
    assert "/alanlar/" in seen.page.url
    assert seen.page.locator("main a[href*='/yerler/']:visible").count() > 0


# ── By keyboard ───────────────────────────────────────────────────────────────────────────────────

FOCUSED = """() => {
  const here = document.activeElement;
  const box = here.getBoundingClientRect();
  const marked = (element, pseudo) => {
    const style = getComputedStyle(element, pseudo);
    return style.outlineStyle !== "none" || style.boxShadow !== "none";
  };
  return {
    href: here.getAttribute("href") || "",
    inMain: here.closest("main") !== null,
    inList: here.closest("main [role=list] li") !== null,
    seen: box.width > 0 && box.bottom > 0 && box.right > 0 && box.top < innerHeight,
    ring: [here, here.closest("li")].some((one) => one && (marked(one) || marked(one, "::after"))),
  };
}"""


def tab(page):
    page.keyboard.press("Tab")
    return page.evaluate(FOCUSED)


def test_the_keyboard_skips_to_the_content(visit, real):
    page = visit(real, "yerler/").page
    first = tab(page)
    assert first["href"] == "#main"
    assert first["seen"], "the skip link shows itself when it is reached"
    page.keyboard.press("Enter")
    assert tab(page)["inMain"]


@pytest.mark.parametrize("window", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("address", ["", "harita/", "yerler/", "etkinlikler/"])
def test_the_keyboard_reaches_menu_and_list_and_always_sees_where_it_is(
    visit, real, address, window
):
    seen = visit(real, address, viewport=window)
    if address == "harita/":
        seen.map_is_ready()
    page = seen.page
    met = []
    while not met or not met[-1]["inList"]:
        assert len(met) < 40, "no entry of a list is reached"
        met.append(tab(page))
        if met[-1]["inMain"] and met[-1]["href"].startswith("#"):
            page.keyboard.press("Enter")  # past the map with its many markers
    assert any("/harita/" in here["href"] for here in met), "the menu"
    assert [here for here in met if not here["ring"]] == []
    assert [here for here in met if not here["seen"]] == []


def test_a_marker_is_opened_and_left_by_keyboard(visit, tiny):
    seen = visit(tiny, "harita/?q=merkez").map_is_ready()
    page = seen.page
    marker = page.locator("#city-map .leaflet-marker-icon.map-pin")
    marker.wait_for()
    marker.focus()
    page.keyboard.press("Enter")
    page.locator(".leaflet-popup").wait_for()
    assert "merkez-kitaplik" in page.evaluate("document.activeElement.href || ''")
    page.keyboard.press("Escape")
    page.locator(".leaflet-popup").wait_for(state="detached")
    assert page.evaluate("document.activeElement.classList.contains('leaflet-marker-icon')")


# ── In the other language ─────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("turkish", "english"),
    [
        ("", "en/"),
        ("harita/", "en/map/"),
        ("yerler/merkez-kitaplik/", "en/places/merkez-kitaplik/"),
        ("etkinlikler/ahsap-atolyesi/", "en/events/ahsap-atolyesi/"),
        ("haberler/acildik/", "en/news/acildik/"),
    ],
)
def test_changing_the_language_keeps_the_page(visit, tiny, turkish, english):
    page = visit(tiny, turkish).page
    page.get_by_role("link", name="English").click()
    assert page.url == tiny.address + english
    assert page.locator("html").get_attribute("lang") == "en"
    page.get_by_role("link", name="Türkçe").click()
    assert page.url == tiny.address + turkish


# ── On paper ──────────────────────────────────────────────────────────────────────────────────────


def test_a_printed_place_is_its_content_alone(visit, real):
    place = next(one for one in real.places)
    seen = visit(real, f"yerler/{place['id']}/")
    page = seen.page
    page.emulate_media(media="print")
    for chrome in (".site-nav", ".languages", ".skip-link", "[data-open]"):
        assert page.locator(chrome).first.is_hidden(), chrome
    assert page.locator("footer nav").is_hidden()
    assert page.locator("h1").is_visible()
    assert page.locator(".station").first.is_visible()
    assert page.locator("address, .facts").first.is_visible()
    seen.nothing_went_wrong()


def test_paper_is_white_even_in_the_dark(visit, real):
    page = visit(real, "yerler/", color_scheme="dark").page
    page.emulate_media(media="print", color_scheme="dark")
    colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert colour in ("rgb(255, 255, 255)", "rgba(0, 0, 0, 0)")


# ── Hostile words ─────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def without_policy(visit, tiny):
    """The tiny city with its policy switched off: the words must be harmless by themselves."""
    return visit(tiny, bypass_csp=True)


def nothing_came_alive(seen):
    page = seen.page
    page.wait_for_load_state("networkidle")
    assert seen.dialogs == []
    assert seen.elsewhere == []
    assert page.locator("img[src='x'], [onerror], [onload], [onclick], marquee").count() == 0
    assert not [error for error in seen.errors if "Failed to load" not in error]


@pytest.mark.parametrize("language", ["", "en/"])
def test_a_hostile_place_is_only_words_on_its_page_and_on_its_map(without_policy, language):
    seen = without_policy.go(f"{language or ''}{'places' if language else 'yerler'}/kotu-niyetli/")
    page = seen.page
    title = page.title()
    assert title.startswith(f"{HOSTILE_NAME} · ")
    assert page.locator("h1").inner_text() == HOSTILE_NAME
    page.locator("[data-open]").click()
    page.wait_for_selector("#place-map[data-ready]")
    page.locator("#place-map .leaflet-marker-icon").first.hover(force=True)
    assert page.title() == title
    nothing_came_alive(seen)


def test_a_hostile_place_is_only_words_in_the_list_the_search_and_the_popup(without_policy):
    seen = without_policy.go("harita/").map_is_ready()
    page = seen.page
    title = page.title()
    entry = page.locator("[data-place=kotu-niyetli]")
    assert entry.locator("[data-name]").inner_text() == HOSTILE_NAME
    filters = page.locator("[data-filters]")
    if filters.get_attribute("open") is None:
        filters.locator("summary").click()
    page.locator("[name=q]").fill("<img src=x onerror=alert(1)>")
    # The full text is asked on the way, so the answer comes a moment later.
    page.wait_for_function(
        "[...document.querySelectorAll('[data-place]')]"
        ".filter((one) => one.checkVisibility()).length === 1"
    )
    entry.locator("button").click()
    popup = page.locator(".leaflet-popup")
    popup.wait_for()
    assert popup.locator("a:not(.leaflet-popup-close-button)").inner_text() == HOSTILE_NAME
    assert page.title() == title
    nothing_came_alive(seen)


@pytest.mark.parametrize(
    "address",
    [
        *("yerler/", "ilceler/asagi/", "alanlar/okuma/", "kaynaklar/", "etkinlikler/"),
        *("etkinlikler/kotu-niyetli-etkinlik/", "duzenleyenler/kotu-niyetli-dernek/"),
        "en/sources/",
    ],
)
def test_hostile_words_stay_words_on_every_other_page(without_policy, address):
    nothing_came_alive(without_policy.go(address))


def test_hostile_news_stay_words(without_policy):
    nothing_came_alive(without_policy.go("haberler/acildik/"))
