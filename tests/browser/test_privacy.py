"""What the privacy page promises, compared with what the browser was asked to do.

Every kind of page is opened once, and every request of the window and of its workers is read.
"""

import re

import pytest

from learning_city.outputs.service_worker import MOST_BYTES, MOST_PAGES
from tests.browser.test_map import answer_with_a_picture
from tests.browser.test_offline import NOTHING, stored, switch_on

# Every address people can come to, one of each kind; a page for each row of a list is one kind.
MANY = re.compile(
    r"^(en/)?(yerler|places|etkinlikler|events|alanlar|themes|kimler|audiences|ilceler|districts"
    r"|duzenleyenler|organizers|haberler|news|yerlestir/\w+|embed/\w+|rotalar|routes"
    r"|pasaport/damgalar|passport/stamps)/[^/]+/"
)


def kinds_of_page(site):
    """One address of each kind of page that was built, whatever its kind."""
    found = {}
    for file in sorted(site.folder.rglob("*.html")):
        address = file.relative_to(site.folder).as_posix().removesuffix("index.html")
        match = MANY.match(address)
        rest = address[match.end() :] if match else ""
        kind = f"{match[1] or ''}{match[2]}/*/{re.sub('[0-9]+', '0', rest)}" if match else address
        found.setdefault(kind, address)
    return list(found.values())


@pytest.fixture
def log(visit):
    """A window whose context writes down each request with its headers, those of workers too."""

    def start(site, **options):
        seen = visit(site, **options)
        seen.sent = []
        seen.page.context.on(
            "request", lambda request: seen.sent.append((request.url, request.all_headers()))
        )
        return seen

    return start


def promise(seen, address="gizlilik/"):
    seen.go(address)
    return seen.page.locator("main").inner_text()


def elsewhere(seen):
    return [
        (url, headers)
        for url, headers in seen.sent
        if not url.startswith((seen.site.origin, "data:", "blob:"))
    ]


def test_opening_every_kind_of_page_asks_no_stranger_and_stores_nothing(log, real):
    seen = log(real)
    text = promise(seen)
    assert "hiçbir şey" in text
    addresses = kinds_of_page(real)
    assert len(addresses) > 35
    for address in addresses:
        seen.page.goto(real.address + address, wait_until="load")
    seen.page.wait_for_load_state("networkidle")
    assert elsewhere(seen) == []
    assert seen.page.context.storage_state() == {"cookies": [], "origins": []}
    seen.go("")
    assert stored(seen) == NOTHING


def test_the_street_map_asks_the_one_host_that_the_page_names_and_tells_it_the_site_only(log, real):
    seen = log(real, tiles=answer_with_a_picture)
    named = set(re.findall(r"\b[a-z0-9-]+(?:\.[a-z0-9-]+)+\b", promise(seen)))
    seen.sent.clear()
    page = seen.go("harita/").map_is_ready().page
    page.wait_for_load_state("networkidle")
    assert elsewhere(seen) == [], "an open map asks nobody before the switch"
    page.locator("[data-street-switch]").click()
    page.wait_for_selector("#city-map img.leaflet-tile-loaded", state="attached")
    page.wait_for_load_state("networkidle")
    asked = elsewhere(seen)
    hosts = {url.split("/")[2] for url, _ in asked}
    assert len(hosts) == 1
    assert hosts <= named, "the host is named on the privacy page"
    assert {headers.get("referer") for _, headers in asked} == {real.origin}
    assert not [url for url, headers in asked if "cookie" in headers]
    assert page.locator("[data-street-credit] a").is_visible()
    assert len(stored(seen)["keys"]) == 1
    page.locator("[data-street-switch]").click()
    assert stored(seen) == NOTHING


def test_the_policy_lets_pictures_in_from_that_host_only(log, real):
    page = log(real).go("harita/").map_is_ready().page
    tried = """(url) => new Promise((resolve) => {
      const picture = new Image();
      picture.onload = () => resolve("came");
      picture.onerror = () => resolve("refused");
      picture.src = url;
    })"""
    assert page.evaluate(tried, "https://pictures.example/1.png") == "refused"


def test_keeping_pages_asks_nobody_else_and_keeps_what_the_page_names(log, real):
    seen = log(real)
    text = promise(seen)
    assert f"{MOST_PAGES} sayfa" in text
    assert f"{MOST_BYTES // 1_000_000} MB" in text
    switch_on(seen)  # the switch is on the privacy page itself
    seen.go("").go("harita/").map_is_ready()
    assert elsewhere(seen) == []
    kept = stored(seen)
    assert kept["workers"] == 1
    assert kept["keys"] == []
    assert kept["databases"] == 0
    assert {name.split(" ")[2] for name in kept["caches"]} == {"assets", "set", "pages"}
    seen.go("gizlilik/")
    seen.page.locator("[data-offline-switch][aria-checked=true]").click()
    seen.page.locator("[data-offline-told]", has_text="silindi").wait_for()
    assert stored(seen) == NOTHING


def test_kept_pages_never_hold_what_the_tile_host_sent(log, real):
    seen = log(real, tiles=answer_with_a_picture)
    switch_on(seen.go("cevrimdisi/"))
    page = seen.go("harita/").map_is_ready().page
    page.locator("[data-street-switch]").click()
    page.wait_for_selector("#city-map img.leaflet-tile-loaded", state="attached")
    held = page.evaluate(
        """async () => {
          const found = [];
          for (const name of await caches.keys()) {
            for (const { url } of await (await caches.open(name)).keys()) found.push(url);
          }
          return found;
        }"""
    )
    assert held
    assert [url for url in held if not url.startswith(real.address)] == []


def test_both_languages_promise_the_same(log, real):
    seen = log(real)
    turkish, english = promise(seen), promise(seen, "en/privacy/")
    for fact in ("tile.openstreetmap.org", "Referer", "Content-Security-Policy", "20 MB", "150"):
        assert fact in turkish, fact
        assert fact in english, fact
