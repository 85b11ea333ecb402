"""Is it open? On holidays and eves, at midnight, past what is known, from three time zones."""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.conftest import DESK, PHONE, Served, serve
from tests.site.building import TINY_CITY, built, copy_of

VISITORS = ("Europe/Istanbul", "America/Los_Angeles", "Pacific/Auckland")
LIBRARY = "yerler/merkez-kitaplik/"
"""Tu-Su 09:00-17:00; PH off"""
PARK = "yerler/cinar-parki/"
"""Mo-Su 08:00-20:00, and no word of holidays."""
BAR = "yerler/islik-cikmazi/"
"""Fr,Sa 20:00-02:00"""


def _city(tmp_path_factory, now: str) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("open")
    town = copy_of(TINY_CITY, folder / "town")
    hours = {"cinar-parki": "Mo-Su 08:00-20:00", "islik-cikmazi": "Fr,Sa 20:00-02:00"}
    for file in (town / "places").rglob("*.yaml"):
        # A day on which somebody was there may lie after the day of this build.
        text = re.sub(r"(?m)^verified: .*$", "", file.read_text(encoding="utf-8"))
        added = f"opening_hours: {hours[file.stem]}\n" if file.stem in hours else ""
        file.write_text(text + added, encoding="utf-8")
    yield from serve(built(town, folder / "output", now=now).output)


@pytest.fixture(scope="module")
def autumn(tmp_path_factory, chromium) -> Iterator[Served]:
    """Built on Monday 26 October 2026, the week of the Republic's day."""
    yield from _city(tmp_path_factory, "2026-10-26T00:10")


@pytest.fixture(scope="module")
def bayram(tmp_path_factory, chromium) -> Iterator[Served]:
    """Built on Monday 10 May 2027, the week of an eve (Saturday) and of Kurban Bayramı."""
    yield from _city(tmp_path_factory, "2027-05-10T00:10")


@pytest.fixture
def at(visit):
    """Opens a page of a site at a moment of the city's clock, anywhere in the world."""

    def start(site, address, moment, *, visitor="Europe/Istanbul", **options):
        seen = visit(site, timezone_id=visitor, **options)
        seen.page.clock.install(time=f"{moment}:30+03:00")
        return seen.go(address)

    return start


def now(seen):
    return " ".join(seen.page.locator("[data-now] span").all_inner_texts())


OCTOBER = [
    (LIBRARY, "2026-10-26T11:00", "Şu an kapalı (açılış: yarın 09:00)"),
    (LIBRARY, "2026-10-27T08:59", "Şu an kapalı (açılış: 09:00)"),
    (LIBRARY, "2026-10-27T09:00", "Şu an açık (kapanış: 17:00)"),
    (LIBRARY, "2026-10-27T16:59", "Şu an açık (kapanış: 17:00)"),
    (LIBRARY, "2026-10-27T17:00", "Şu an kapalı (açılış: yarın 09:00)"),
    (
        LIBRARY,
        "2026-10-28T12:59",
        "Şu an açık (kapanış: 13:00) Öğleden sonra resmî tatil: Cumhuriyet Bayramı.",
    ),
    (
        LIBRARY,
        "2026-10-28T13:00",
        "Şu an kapalı (açılış: 30 Ekim Cuma 09:00) Öğleden sonra resmî tatil: Cumhuriyet Bayramı.",
    ),
    (
        LIBRARY,
        "2026-10-29T11:00",
        "Şu an kapalı (açılış: yarın 09:00) Resmî tatil: Cumhuriyet Bayramı.",
    ),
    (LIBRARY, "2026-10-30T00:01", "Şu an kapalı (açılış: 09:00)"),
    (PARK, "2026-10-27T20:00", "Şu an kapalı (açılış: yarın 08:00)"),
    (
        PARK,
        "2026-10-28T10:00",
        "Şu an açık (13:00 sonrası: bilinmiyor) Öğleden sonra resmî tatil: Cumhuriyet Bayramı.",
    ),
    (
        PARK,
        "2026-10-28T14:00",
        "Şu an açık olup olmadığı bilinmiyor Öğleden sonra resmî tatil: Cumhuriyet Bayramı.",
    ),
    (
        PARK,
        "2026-10-29T11:00",
        "Şu an açık olup olmadığı bilinmiyor Resmî tatil: Cumhuriyet Bayramı.",
    ),
    (PARK, "2026-10-30T00:00", "Şu an kapalı (açılış: 08:00)"),
    (BAR, "2026-10-30T23:59", "Şu an açık (kapanış: yarın 02:00)"),
    (BAR, "2026-10-31T00:01", "Şu an açık (kapanış: 02:00)"),
    (BAR, "2026-11-01T02:00", "Şu an kapalı (açılış: 6 Kasım Cuma 20:00)"),
]
MAY = [
    (
        PARK,
        "2027-05-15T12:59",
        "Şu an açık (13:00 sonrası: bilinmiyor) Öğleden sonra resmî tatil: Kurban Bayramı.",
    ),
    (
        PARK,
        "2027-05-15T13:00",
        "Şu an açık olup olmadığı bilinmiyor Öğleden sonra resmî tatil: Kurban Bayramı.",
    ),
    (
        LIBRARY,
        "2027-05-15T14:00",
        "Şu an kapalı (açılış: 20 Mayıs Perşembe 09:00) Öğleden sonra resmî tatil: Kurban Bayramı.",
    ),
    (
        LIBRARY,
        "2027-05-19T10:00",
        "Şu an kapalı (açılış: yarın 09:00) "
        "Resmî tatil: Atatürk’ü Anma, Gençlik ve Spor Bayramı; Kurban Bayramı.",
    ),
    (LIBRARY, "2027-05-20T10:00", "Şu an açık (kapanış: 17:00)"),
]


def right(at, site, visitor, moments):
    """Each page is opened once, and looked at again whenever the clock has moved."""
    for address in sorted({address for address, *_ in moments}):
        ours = [(moment, told) for page, moment, told in moments if page == address]
        seen = at(site, address, ours[0][0], visitor=visitor)
        for moment, told in ours:
            seen.page.clock.set_fixed_time(f"{moment}:59+03:00")
            seen.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
            assert now(seen) == told, (address, moment)
        seen.nothing_went_wrong()


@pytest.mark.parametrize("visitor", VISITORS)
def test_the_republics_day_and_its_eve_are_right_from_anywhere(at, autumn, visitor):
    right(at, autumn, visitor, OCTOBER)


@pytest.mark.parametrize("visitor", VISITORS)
def test_an_eve_and_a_bayram_are_right_from_anywhere(at, bayram, visitor):
    right(at, bayram, visitor, MAY)


def test_in_english_too(at, autumn):
    seen = at(autumn, "en/places/merkez-kitaplik/", "2026-10-28T14:00", locale="en-GB")
    assert now(seen) == (
        "Right now: closed (opens Friday 30 October, 09:00) "
        "Public holiday in the afternoon: Republic Day."
    )


def test_it_follows_the_clock_and_speaks_up_only_once(at, autumn):
    seen = at(autumn, LIBRARY, "2026-10-27T16:58")
    line = seen.page.locator("[data-now]")
    expect(line).to_have_attribute("aria-live", "polite")
    assert now(seen) == "Şu an açık (kapanış: 17:00)"
    seen.page.clock.run_for(60_000)
    expect(line).to_have_attribute("aria-live", "off")
    assert now(seen) == "Şu an açık (kapanış: 17:00)"
    seen.page.clock.run_for(60_000)
    assert now(seen) == "Şu an kapalı (açılış: yarın 09:00)"


def test_a_page_that_was_away_looks_at_the_clock_again(at, autumn):
    seen = at(autumn, LIBRARY, "2026-10-27T16:00")
    seen.page.clock.set_fixed_time("2026-10-27T18:00:00+03:00")
    seen.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    assert now(seen) == "Şu an kapalı (açılış: yarın 09:00)"


def test_past_what_is_known_only_the_week_is_told(at, autumn):
    for moment in ("2026-11-30T10:00", "2026-10-25T10:00"):
        seen = at(autumn, LIBRARY, moment)
        assert now(seen) == ""
        expect(seen.page.locator("[data-now]")).to_be_hidden()
        expect(seen.page.get_by_text("Salı–Pazar: 09:00–17:00")).to_be_visible()
        seen.nothing_went_wrong()


def test_what_a_place_says_itself_is_quoted_as_words(at, autumn):
    seen = at(autumn, "yerler/kotu-niyetli/", "2026-10-27T10:00")
    assert now(seen) == (
        "Şu an açık olup olmadığı bilinmiyor "
        "(“</p><img src=x onerror=alert(1)> {{ 7*7 }} {when} ${alert(1)} it's”)"
    )
    seen.nothing_went_wrong()


def test_without_script_there_is_the_week_alone(at, visit, autumn):
    seen = visit(autumn, LIBRARY, java_script_enabled=False)
    expect(seen.page.get_by_text("Salı–Pazar: 09:00–17:00")).to_be_visible()
    for name in ("now", "ask"):
        expect(seen.page.locator(f"[data-{name}]")).to_be_hidden()


@pytest.mark.parametrize("viewport", [PHONE, DESK, {"width": 320, "height": 640}])
def test_another_time_is_asked_by_keyboard(at, autumn, viewport):
    seen = at(autumn, LIBRARY, "2026-10-27T16:00", viewport=viewport)
    page = seen.page
    page.locator("[data-ask] summary").focus()
    page.keyboard.press("Enter")
    names = ("ask-day", "ask-time", "answer")
    day, time, answer = (page.locator(f"[data-{name}]") for name in names)
    expect(day).to_have_value("2026-10-27")
    expect(day).to_have_attribute("min", "2026-10-27")
    expect(day).to_have_attribute("max", "2026-11-29")
    expect(answer).to_have_text("27 Ekim Salı, 16:00: açık (kapanış: 17:00)")
    page.keyboard.press("Tab")
    expect(day).to_be_focused()
    for date, clock, told in (
        ("2026-10-29", "16:00", "29 Ekim Perşembe, 16:00: kapalı (açılış: yarın 09:00)"),
        ("2026-10-31", "10:30", "31 Ekim Cumartesi, 10:30: açık (kapanış: 17:00)"),
        ("2026-11-02", "10:30", "2 Kasım Pazartesi, 10:30: kapalı (açılış: yarın 09:00)"),
        ("2026-12-05", "10:30", "29 Kasım Pazar gününe kadar"),
    ):
        day.fill(date)
        time.fill(clock)
        expect(answer).to_contain_text(told)
    time.fill("")
    expect(answer).to_contain_text("29 Kasım Pazar")  # no half a question
    room = page.evaluate("document.scrollingElement.scrollWidth - innerWidth")
    assert room <= 0
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    seen.nothing_went_wrong()
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    assert [rule["id"] for rule in found] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("moment", ["2026-10-27T10:00", "2026-10-27T21:00", "2026-10-29T10:00"])
def test_each_state_can_be_read(at, autumn, scheme, moment):
    seen = at(autumn, PARK, moment, color_scheme=scheme)
    seen.page.locator("[data-ask] summary").click()
    options = {"runOnly": ["color-contrast"], "resultTypes": ["violations"]}
    found = Axe().run(seen.page, options=options).response["violations"]
    assert found == []
