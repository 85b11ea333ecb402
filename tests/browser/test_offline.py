"""Kept on the device after one tap: read without a network, renewed, and taken away again.

The tiny city lies below a path, as on GitHub Pages; two builds of it lie behind one address.
"""

import shutil
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, Served, serve
from tests.site.building import SUB_PATH_ADDRESS, TINY_CITY, built, copy_of, restyled_theme

PLACE, PLACE_EN = "yerler/merkez-kitaplik/", "en/places/merkez-kitaplik/"
OLD_NAME, NEW_NAME = "Merkez Kitaplık", "Merkez Kitaplık ve Bahçesi"
KEPT = "[data-kept]"
STORED = """async () => ({
  caches: await caches.keys(),
  workers: (await navigator.serviceWorker.getRegistrations()).length,
  keys: Object.keys(localStorage).concat(Object.keys(sessionStorage)),
  databases: (await indexedDB.databases()).length,
})"""
SETTLED = """navigator.serviceWorker.getRegistration().then(
  (one) => Boolean(one) && !one.installing && !one.waiting && one.active.state === "activated")"""
NOTHING = {"caches": [], "workers": 0, "keys": [], "databases": 0}


@pytest.fixture(scope="module")
def builds(tmp_path_factory, chromium) -> dict[str, Path]:
    """The tiny city today; tomorrow, with a place that has a new name and another style."""
    folder = tmp_path_factory.mktemp("builds")
    projects = {day: copy_of(TINY_CITY, folder / day / "town") for day in ("today", "tomorrow")}
    file = projects["tomorrow"] / "places" / "yukari" / "merkez-kitaplik.yaml"
    text = file.read_text(encoding="utf-8")
    assert OLD_NAME in text
    file.write_text(text.replace(OLD_NAME, NEW_NAME), encoding="utf-8")
    themes = {"tomorrow": {"theme": restyled_theme(folder / "theme")}}
    return {
        day: built(
            project,
            folder / day / "output",
            site_address=SUB_PATH_ADDRESS,
            **themes.get(day, {}),
        ).output
        for day, project in projects.items()
    }


class Deployed(Served):
    """A site whose files can be replaced while it is visited."""

    def deploy(self, build: Path) -> None:
        for old in self.folder.iterdir():
            shutil.rmtree(old) if old.is_dir() else old.unlink()
        shutil.copytree(build, self.folder, dirs_exist_ok=True)


@pytest.fixture
def town(builds, tmp_path):
    """Today's build; `town.deploy(builds["tomorrow"])` puts the next one in its place."""
    folder = tmp_path / "site"
    shutil.copytree(builds["today"], folder)
    for served in serve(folder, urlsplit(SUB_PATH_ADDRESS).path + "/"):
        yield Deployed(served.folder, served.address)


def switch_on(seen):
    seen.page.locator("[data-offline-switch]").click()
    seen.page.locator("[data-offline-told]", has_text="Açık").wait_for()
    return seen


def cut(seen):
    seen.page.context.set_offline(True)


def stored(seen):
    return seen.page.evaluate(STORED)


def caches_once_there(seen, word):
    """The names of all caches as soon as one of them has `word` in it and no worker is coming."""
    for _ in range(200):
        names = stored(seen)["caches"]
        if any(word in name for name in names) and seen.page.evaluate(SETTLED):
            return stored(seen)["caches"]
        seen.page.wait_for_timeout(50)
    raise AssertionError(names)


def kept_line(seen):
    return seen.page.locator(KEPT).inner_text()


# ── Off until it is switched on ───────────────────────────────────────────────────────────────────


def test_before_the_tap_it_says_what_it_takes_and_nothing_is_kept(visit, town):
    seen = visit(town, "cevrimdisi/")
    size = seen.page.locator("[data-offline-size]")
    size.wait_for()
    assert "MB" in size.inner_text()
    assert "{" not in size.inner_text()
    assert seen.page.locator("[data-offline-switch]").get_attribute("aria-checked") == "false"
    assert seen.page.locator("[data-offline-contents]").is_hidden()
    assert seen.page.locator("[data-keep]").first.is_disabled()
    assert stored(seen) == NOTHING
    seen.nothing_went_wrong()


def test_what_is_fetched_to_begin_with_is_as_much_as_was_said(visit, town):
    seen = visit(town, "cevrimdisi/")
    said = seen.page.evaluate(
        "fetch(document.querySelector('[data-offline]').dataset.sizes)"
        ".then((answer) => answer.json())"
    )
    switch_on(seen)
    held = seen.page.evaluate(
        """async () => {
          let bytes = 0;
          for (const name of (await caches.keys()).filter((one) => !one.endsWith("pages"))) {
            for (const kept of await (await caches.open(name)).matchAll()) {
              bytes += (await kept.blob()).size;
            }
          }
          return bytes;
        }"""
    )
    assert held == said["start"]


@pytest.mark.parametrize("address", ["harita/", "gizlilik/", "cevrimdisi/", "en/offline/"])
def test_the_switch_is_where_people_look_for_it(visit, town, address):
    seen = visit(town, address)
    panel = seen.page.locator("[data-offline]")
    panel.wait_for()
    if panel.evaluate("one => one.localName") == "details":
        panel.locator("summary").click()
    panel.locator("[data-offline-switch]").wait_for()
    panel.locator("[data-offline-size]").wait_for()
    assert stored(seen) == NOTHING


def test_without_script_there_is_no_switch_and_the_page_says_why(visit, town):
    seen = visit(town, "cevrimdisi/", java_script_enabled=False)
    assert seen.page.locator("button:visible").count() == 0
    assert "JavaScript" in seen.page.locator("main").inner_text()
    assert (
        visit(town, "harita/", java_script_enabled=False).page.locator("[data-offline]").is_hidden()
    )


def test_a_browser_that_keeps_nothing_is_told_so_kindly(visit, town):
    seen = visit(town)
    seen.page.context.add_init_script(
        "caches.__proto__.keys = () => Promise.reject(new DOMException('', 'SecurityError'))"
    )
    seen.go("cevrimdisi/")
    seen.page.locator("[data-offline-told]", has_text="gizli pencere").wait_for()
    assert seen.page.locator("[data-offline-switch]").is_hidden()
    seen.nothing_went_wrong()


def test_an_incomplete_deploy_keeps_nothing_and_says_so(visit, town):
    next((town.folder / "data" / "explorer").glob("core-*.json")).unlink()
    seen = visit(town, "cevrimdisi/")
    seen.page.locator("[data-offline-switch]").click()
    seen.page.locator("[data-offline-told]", has_text="Olmadı").wait_for()
    assert seen.page.locator("[data-offline-switch]").get_attribute("aria-checked") == "false"
    assert stored(seen) == NOTHING


# ── Without a network ─────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def traveller(visit, town):
    """Has switched keeping on, seen one place and the map, and lost the network."""
    seen = switch_on(visit(town, "cevrimdisi/"))
    seen.go(PLACE).go("harita/").map_is_ready()
    assert seen.page.locator(KEPT).count() == 0, "with a network nobody is told of copies"
    cut(seen)
    return seen


def test_a_visited_page_opens_and_says_of_which_day_it_is(traveller):
    page = traveller.go(PLACE).page
    assert page.locator("h1").inner_text() == OLD_NAME
    line = kept_line(traveller)
    assert "Bağlantı yok" in line
    today = page.evaluate(
        "new Intl.DateTimeFormat('tr', {dateStyle: 'full', timeZone: 'Europe/Istanbul'})"
        ".format(new Date())"
    )
    assert today in line
    font = page.evaluate("getComputedStyle(document.querySelector('.site-header')).display")
    assert font == "block"
    assert page.evaluate("getComputedStyle(document.querySelector('.kept__row')).display") == "flex"
    page.locator(KEPT).get_by_role("link").click()
    assert page.url == f"{traveller.site.address}cevrimdisi/"


def test_the_explorer_answers_with_markers_filters_and_the_popup(traveller):
    page = traveller.go("harita/?theme=okuma").map_is_ready().page
    assert "Bağlantı yok" in kept_line(traveller)
    listed = page.locator("[data-place]:visible").evaluate_all(
        "all => all.map((one) => one.dataset.place)"
    )
    assert "merkez-kitaplik" in listed
    assert page.locator("#city-map .leaflet-marker-icon").count() > 0
    page.locator("[data-place=merkez-kitaplik] button").click()
    page.locator(".leaflet-popup").wait_for()


def test_the_map_of_a_visited_place_opens_too(traveller):
    page = traveller.go(PLACE).page
    page.locator("[data-open]").click()
    page.wait_for_selector("#place-map[data-ready]")


@pytest.mark.parametrize(
    ("address", "language", "words"),
    [("yerler/cinar-parki/", "tr", "bu cihazda yok"), (PLACE_EN, "en", "not on this device")],
)
def test_a_page_never_visited_says_so_in_its_language_and_lists_what_is_kept(
    traveller, address, language, words
):
    page = traveller.go(address).page
    assert page.locator("html").get_attribute("lang") == language
    assert words in page.locator("[data-offline-missed]").inner_text()
    page.locator("[data-offline-fold] summary").click()
    link = page.locator("[data-offline-list] a", has_text=OLD_NAME)
    link.press("Enter")  # the list may still grow above it
    page.wait_for_url(traveller.site.address + PLACE)
    assert page.locator("h1").inner_text() == OLD_NAME


def test_a_page_never_visited_comes_when_the_site_can_be_reached_and_not_before(traveller):
    page = traveller.go("yerler/cinar-parki/").page
    page.locator("[data-offline-fold] summary").click()
    page.evaluate("dispatchEvent(new Event('online'))")  # as a network without the site says
    page.wait_for_timeout(1500)
    assert page.locator("[data-offline-fold]").get_attribute("open") is not None
    page.context.set_offline(False)
    page.get_by_role("heading", level=1, name="Çınar Parkı").wait_for()


def test_with_the_network_back_the_page_is_current_again(traveller):
    page = traveller.go(PLACE).page
    page.locator(KEPT).wait_for()
    page.context.set_offline(False)
    page.locator(KEPT).wait_for(state="detached")


def test_the_page_of_a_lost_address_is_not_kept_as_a_page(visit, town):
    seen = switch_on(visit(town, "cevrimdisi/"))
    seen.go("yerler/hic-olmadi/")
    cut(seen)
    assert seen.go("yerler/hic-olmadi/").page.locator("[data-offline-missed]").is_visible()


# ── Districts taken along ─────────────────────────────────────────────────────────────────────────


def test_a_district_is_taken_along_with_its_size_said_before(visit, town):
    seen = switch_on(visit(town, "cevrimdisi/"))
    page = seen.page
    row = page.locator("[data-pack=asagi]")
    said = row.locator("[data-size]").inner_text()
    assert "sayfa" in said
    row.locator("[data-keep]").click()
    page.locator("[data-offline-pack-told]", has_text="bütün sayfalar").wait_for()
    assert said in page.locator("[data-offline-packs]").inner_text()
    cut(seen)
    for address in ("ilceler/asagi/", "yerler/cinar-parki/", "yerler/islik-cikmazi/"):
        assert "Bağlantı yok" in kept_line(seen.go(address)), address
    seen.go("cevrimdisi/")
    page.locator("[data-pack=asagi] [data-remove]").click()
    page.locator("[data-pack=asagi] [data-remove]").wait_for(state="hidden")
    assert seen.go("yerler/cinar-parki/").page.locator("[data-offline-missed]").is_visible()


def test_a_pack_that_could_not_be_fetched_leaves_nothing(visit, town):
    seen = switch_on(visit(town, "cevrimdisi/"))
    shutil.rmtree(town.folder / "yerler" / "cinar-parki")
    seen.page.locator("[data-pack=asagi] [data-keep]").click()
    seen.page.locator("[data-offline-pack-told]", has_text="inemedi").wait_for()
    assert not [name for name in stored(seen)["caches"] if "pack" in name]


# ── Renewed ───────────────────────────────────────────────────────────────────────────────────────


def test_an_open_map_hears_of_a_new_build_and_shows_it_with_one_tap(visit, town, builds):
    seen = switch_on(visit(town, "cevrimdisi/"))
    page = seen.go("harita/").map_is_ready().page
    newer = page.locator("[data-offline-newer]")
    assert newer.is_hidden()
    town.deploy(builds["tomorrow"])
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")  # back to the front
    newer.wait_for()
    assert "Yeni sürüm var" in newer.inner_text()
    newer.get_by_role("button").click()
    seen.map_is_ready()
    name = page.locator("[data-place=merkez-kitaplik] [data-name]").inner_text()
    assert name == NEW_NAME
    cut(seen)
    seen.go("harita/").map_is_ready()
    assert page.locator("[data-place=merkez-kitaplik] [data-name]").inner_text() == NEW_NAME
    page.locator("[name=q]").fill(NEW_NAME)
    expect(page.locator("[data-place]:visible")).to_have_count(1)


def test_a_kept_copy_is_replaced_with_one_tap_when_the_site_has_a_newer_one(visit, town, builds):
    seen = switch_on(visit(town, "cevrimdisi/")).go(PLACE)
    cut(seen)
    page = seen.go(PLACE).page
    assert page.locator("h1").inner_text() == OLD_NAME
    town.deploy(builds["tomorrow"])
    page.context.set_offline(False)
    page.locator("[data-kept-show]").click()
    page.get_by_role("heading", level=1, name=NEW_NAME, exact=True).wait_for()
    assert page.locator(KEPT).count() == 0


def test_with_a_network_a_page_is_never_a_stale_one(visit, town, builds):
    seen = switch_on(visit(town, "cevrimdisi/")).go(PLACE)
    town.deploy(builds["tomorrow"])
    page = seen.go(PLACE).page
    assert page.locator("h1").inner_text() == NEW_NAME
    assert page.locator(KEPT).count() == 0


def test_assets_of_a_former_build_go_and_pages_of_it_stay_readable(visit, town, builds):
    old, new = (next((builds[day] / "assets").iterdir()).name for day in ("today", "tomorrow"))
    assert old != new
    seen = switch_on(visit(town, "cevrimdisi/")).go(PLACE)
    town.deploy(builds["tomorrow"])
    seen.go("cevrimdisi/")  # a browser asks for a new worker whenever a page is opened
    assets = [name for name in caches_once_there(seen, new) if "assets" in name]
    assert [name.rpartition(" ")[2] for name in assets] == [new]
    cut(seen)
    page = seen.go(PLACE).page
    assert page.locator("h1").inner_text() == OLD_NAME
    style = page.locator("link[rel=stylesheet]").first.get_attribute("href")
    assert old in style, "the page is still the one that was kept"
    mark = (
        "getComputedStyle(document.querySelector('.kept')).getPropertyValue('--of-another-build')"
    )
    assert page.evaluate(mark) == "1", "its styles are those of the new build"
    seen.errors.clear()  # the network is cut
    page.locator("[data-open]").click()
    page.wait_for_selector("#place-map[data-ready]")


# ── Taken away ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("window", [PHONE, None], ids=["phone", "desk"])
def test_one_tap_takes_everything_away_and_keeping_can_begin_anew(visit, town, window):
    seen = switch_on(visit(town, "cevrimdisi/", **({"viewport": window} if window else {})))
    page = seen.page
    page.locator("[data-pack=asagi] [data-keep]").click()
    page.locator("[data-offline-pack-told]", has_text="bütün sayfalar").wait_for()
    seen.go(PLACE).go("cevrimdisi/")
    page.locator("[data-offline-remove]").click()
    page.locator("[data-offline-told]", has_text="silindi").wait_for()
    assert stored(seen) == NOTHING
    seen.go(PLACE)
    assert stored(seen) == NOTHING, "and nothing comes back by itself"
    cut(seen)
    with pytest.raises(Exception, match="ERR_INTERNET_DISCONNECTED"):
        seen.go(PLACE)
    page.context.set_offline(False)
    switch_on(seen.go("cevrimdisi/"))
    cut(seen)
    seen.go("harita/").map_is_ready()


def test_a_city_that_offers_no_keeping_takes_back_what_was_kept(visit, town, tmp_path):
    seen = switch_on(visit(town, "cevrimdisi/")).go(PLACE)
    project = copy_of(TINY_CITY, tmp_path / "without")
    settings = project / "content" / "city.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + "offline: no\n", encoding="utf-8")
    town.deploy(built(project, tmp_path / "output", site_address=SUB_PATH_ADDRESS).output)
    seen.go("")
    for _ in range(100):
        if stored(seen) == NOTHING:
            break
        seen.page.wait_for_timeout(50)
    assert stored(seen) == NOTHING
    assert seen.page.locator("a[href*='cevrimdisi']").count() == 0
    assert seen.go("harita/").page.locator("[data-offline]").count() == 0
