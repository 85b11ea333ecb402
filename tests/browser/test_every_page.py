"""What must hold on every kind of page: silence, no strangers, access, room, little weight."""

import gzip

import pytest
from axe_playwright_python.sync_playwright import Axe

PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 800}
WINDOWS = {"phone": PHONE, "desk": DESK}
KINDS = (
    *("home", "map", "place", "event", "district", "places", "events", "themes", "ideas"),
    *("passport", "mind map", "cool places", "sources", "about", "numbers", "changes"),
    *("privacy", "offline", "embed", "data", "lost", "english place", "english map"),
    *("routes", "route", "guide", "class guide", "poster", "stamp sheets"),
    *("board", "organizer", "quests", "month", "archive", "news"),
)

NARROW = {"width": 320, "height": 640}
"""A window as narrow as magnified text makes it: WCAG 2.2, 1.4.10."""

EVERYTHING = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
COLOURS = {
    "resultTypes": ["violations"],
    "runOnly": ["color-contrast", "link-in-text-block"],
}
AGAIN = "options => axe.run(options)"
"""For a page that has axe already, whose script is larger than any page of ours."""


def violations(page, options):
    """Each finding of axe on a line: the rule, where, and why."""
    if page.evaluate("typeof axe") == "undefined":
        found = Axe().run(page, options=options).response["violations"]
    else:
        found = page.evaluate(AGAIN, options)["violations"]
    return [
        f"{rule['id']}: {' '.join(map(str, node['target']))}: "
        f"{node['failureSummary'].splitlines()[1].strip()}"
        for rule in found
        for node in rule["nodes"][:3]
    ]


def too_wide(page):
    """What reaches beyond the window, if the page can be scrolled sideways."""
    return page.evaluate(
        """() => {
          const room = document.documentElement.clientWidth;
          if (document.scrollingElement.scrollWidth <= room) return [];
          const outside = [...document.body.querySelectorAll("*")].filter((element) =>
            element.getBoundingClientRect().right > room + 1).slice(0, 5);
          return ["scrolls sideways",
            ...outside.map((element) => `${element.localName}.${element.className}`)];
        }"""
    )


def weight(file):
    """Bytes on the way to a visitor; fonts and pictures are compressed already."""
    content = file.read_bytes()
    compressed = file.suffix in (".woff2", ".png")
    return len(content if compressed else gzip.compress(content, 9, mtime=0))


def heaviest_like(site, address):
    """Of all pages beside this one, that with the heaviest HTML; a page by itself stays."""
    if not address.strip("/").count("/"):
        return address
    pages = sorted((site.folder / address).parent.glob("*/index.html"))
    heaviest = max(pages, key=weight).parent
    return f"{heaviest.relative_to(site.folder).as_posix()}/"


@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize("kind", KINDS)
def test_a_page_opens_in_silence_asks_no_stranger_and_everyone_can_use_it(
    visit, real, addresses, kind, window
):
    opens_and_can_be_used(visit(real, addresses[kind], viewport=WINDOWS[window]), kind)


@pytest.mark.parametrize("window", WINDOWS)
def test_a_place_with_photos_opens_in_silence_and_everyone_can_use_it(visit, tiny, window):
    seen = visit(tiny, "yerler/merkez-kitaplik/", viewport=WINDOWS[window])
    assert seen.page.locator("main figure img").count() > 0
    opens_and_can_be_used(seen, "place")


def opens_and_can_be_used(seen, kind):
    """Silent, without strangers, and nothing for axe in any light or width."""
    if kind in ("map", "english map"):
        seen.map_is_ready()
    problems = too_wide(seen.page)
    seen.nothing_went_wrong()  # said here, because axe tries styles that the policy refuses
    problems += violations(seen.page, EVERYTHING)
    seen.page.emulate_media(color_scheme="dark")
    problems += [f"in the dark: {found}" for found in violations(seen.page, COLOURS)]
    seen.page.set_viewport_size(NARROW)
    problems += [f"in a narrow window: {found}" for found in too_wide(seen.page)]
    assert problems == []
    assert seen.elsewhere == []


@pytest.mark.parametrize("kind", ["home", "place", "places"])
def test_text_twice_as_large_still_fits(visit, real, addresses, kind):
    seen = visit(real, addresses[kind], viewport={"width": 640, "height": 800})
    seen.page.evaluate("document.documentElement.style.setProperty('font-size', '200%')")
    assert too_wide(seen.page) == []


@pytest.mark.parametrize(
    ("kind", "kilobytes", "most_requests"),
    [("home", 100, 14), ("place", 60, 10), ("event", 60, 10), ("district", 100, 14)],
)
@pytest.mark.parametrize("window", WINDOWS)
def test_a_page_weighs_no_more_than_promised(
    visit, real, addresses, kind, kilobytes, most_requests, window
):
    """All that the page really asks for, compressed as GitHub Pages does (design, budgets).

    Of places, events and districts it is the one with the most to say.
    """
    seen = visit(real, heaviest_like(real, addresses[kind]), viewport=WINDOWS[window])
    seen.page.wait_for_load_state("networkidle")
    files = {url.partition("#")[0] for url in seen.requests if not url.startswith("data:")}
    weights = {}
    for url in files:
        weights[url.removeprefix(real.address)] = weight(real.file(url))
    heaviest = dict(sorted(weights.items(), key=lambda item: -item[1])[:5])
    assert sum(weights.values()) <= kilobytes * 1000, heaviest
    assert len(weights) <= most_requests, sorted(weights)


@pytest.mark.parametrize("kind", ["home", "place", "events", "about"])
def test_a_page_stores_nothing_without_a_tap(visit, real, addresses, kind):
    seen = visit(real, addresses[kind])
    assert seen.page.context.cookies() == []
    assert seen.page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_a_lost_address_is_answered_with_the_way_back(visit, tiny):
    seen = visit(tiny, "yerler/hic-olmadi/")
    assert seen.page.locator("h1").count() == 1
    seen.page.locator("main a").first.click()
    assert seen.page.url == tiny.address
    assert seen.elsewhere == []


def test_a_former_address_leads_to_the_present_one(visit, tiny):
    seen = visit(tiny)
    seen.page.goto(f"{tiny.address}yerler/eski-kitaplik/")
    seen.page.wait_for_url(f"{tiny.address}yerler/merkez-kitaplik/")
    seen.nothing_went_wrong()
