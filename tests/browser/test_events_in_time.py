"""What is on, by the city's clock: the same for a visitor anywhere, at any minute.

The tiny city was built on Sunday 22 November 2026 at ten; the clock of the browser is set to other
moments. Of a clock that stands still nothing is left out: minutes are changed by hand.
"""

import re
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from tests.browser.conftest import PHONE, serve
from tests.site.building import SUB_PATH_ADDRESS, TINY_CITY, built, copy_of

ISTANBUL = ZoneInfo("Europe/Istanbul")
VISITORS = ("Europe/Istanbul", "America/Los_Angeles", "Pacific/Auckland")

MORE_EVENTS = {
    "gece-gozlemi": "start: 2026-11-28 22:00\nend: 2026-11-29 00:00\n",
    "acik-kapi": "start: 2026-11-28\n",
    "sonu-belirsiz": "start: 2026-11-28 20:00\n",
    "uzak-gun": "start: 2027-01-09 10:00\nend: 2027-01-09 12:00\n",
    "her-gun": "start: 2026-12-01 09:00\nend: 2026-12-01 09:30\n"
    "repeat: {every: day, until: 2027-01-31}\n",
    "ay-gozlemi": "start: 2026-11-22 18:00\nend: 2026-11-22 19:00\nrrule: FREQ=MONTHLY;COUNT=3\n"
    "changes: [{date: 2026-12-22, status: cancelled}]\n",
}
REST = "place: cinar-parki\nthemes: [bilim]\naudiences: [herkes]\n"


@pytest.fixture(scope="module")
def town(tmp_path_factory, chromium):
    """The tiny city with events of an evening, a whole day, an unknown end and a daily rule."""
    folder = tmp_path_factory.mktemp("town")
    project = copy_of(TINY_CITY, folder / "town")
    for name, times in MORE_EVENTS.items():
        text = f"title: {name}\n{times}{REST}"
        (project / "events" / "2026" / f"{name}.yaml").write_text(text, encoding="utf-8")
    (project / "events" / "2027").mkdir()
    (project / "events/2026/uzak-gun.yaml").rename(project / "events/2027/uzak-gun.yaml")
    output = built(project, folder / "output", site_address=SUB_PATH_ADDRESS).output
    yield from serve(output, "/ogrenen-sehir/")


@pytest.fixture
def at(visit, town):
    """`at("2026-11-28T11:30", "etkinlikler/")`: a window opened at that minute in the city."""

    def open_at(moment: str, address: str, *, zone: str = "Europe/Istanbul", **options):
        seen = visit(town, timezone_id=zone, **options)
        set_clock(seen, moment)
        return seen.go(address)

    return open_at


def set_clock(seen, moment: str) -> None:
    instant = datetime.fromisoformat(moment).replace(tzinfo=ISTANBUL)
    seen.page.clock.set_fixed_time(instant)


def look_again(seen) -> None:
    """What happens when somebody comes back to the page."""
    seen.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def shown(seen, inside: str = "main") -> list[str]:
    cards = seen.page.locator(f"{inside} [data-event]:visible")
    return cards.evaluate_all("all => all.map((card) => card.dataset.event)")


def choose(seen, when: str) -> list[str]:
    seen.page.locator(f'[data-when="{when}"]').click()
    return shown(seen)


# ── Today, the weekend, upcoming ──────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("zone", VISITORS)
@pytest.mark.parametrize(
    ("moment", "today", "running"),
    [
        ("2026-11-27T23:59", [], set()),
        ("2026-11-28T00:01", ["acik-kapi", "cumartesi-okumasi", "sonu-belirsiz", "gece-gozlemi"],
         {"acik-kapi"}),
        ("2026-11-28T10:59", ["acik-kapi", "cumartesi-okumasi", "sonu-belirsiz", "gece-gozlemi"],
         {"acik-kapi"}),
        ("2026-11-28T11:30", ["acik-kapi", "cumartesi-okumasi", "sonu-belirsiz", "gece-gozlemi"],
         {"acik-kapi", "cumartesi-okumasi"}),
        ("2026-11-28T12:01", ["acik-kapi", "sonu-belirsiz", "gece-gozlemi"], {"acik-kapi"}),
        ("2026-11-28T23:59", ["acik-kapi", "sonu-belirsiz", "gece-gozlemi"],
         {"acik-kapi", "sonu-belirsiz", "gece-gozlemi"}),
        ("2026-11-29T00:01", [], set()),
    ],
)  # fmt: skip
def test_today_is_right_at_any_minute_for_a_visitor_anywhere(at, zone, moment, today, running):
    seen = at(moment, "etkinlikler/", zone=zone)
    assert choose(seen, "today") == today
    lit = seen.page.locator("[data-event]:visible:has([data-running])")
    assert set(lit.evaluate_all("all => all.map((card) => card.dataset.event)")) == running
    seen.nothing_went_wrong()


@pytest.mark.parametrize("zone", VISITORS)
def test_the_weekend_and_tomorrow_follow_the_citys_calendar(at, zone):
    seen = at("2026-11-27T23:59", "etkinlikler/", zone=zone)
    saturday = ["acik-kapi", "cumartesi-okumasi", "sonu-belirsiz", "gece-gozlemi"]
    assert choose(seen, "tomorrow") == saturday
    assert choose(seen, "weekend") == saturday
    assert "okuma-gunleri" not in choose(seen, ""), "over since Monday, without a rebuild"
    set_clock(seen, "2026-11-29T00:01")
    look_again(seen)
    assert choose(seen, "weekend") == []
    assert choose(seen, "tomorrow") == []


@pytest.mark.parametrize("zone", VISITORS)
def test_the_first_page_renews_itself_on_a_later_day(at, zone):
    seen = at("2026-11-28T11:30", "", zone=zone)
    seen.page.wait_for_selector('[data-home-events][data-built="2026-11-28"]')
    today = shown(seen, '[data-days="today"]')
    assert today == ["acik-kapi", "cumartesi-okumasi", "sonu-belirsiz", "gece-gozlemi"]
    assert seen.page.locator("[data-today]").inner_text() == "28 Kasım 2026 Cumartesi"
    assert shown(seen, '[data-days="weekend"]') == []
    assert "cumartesi-okumasi" not in shown(seen, '[data-days="later"]'), "announced once"
    assert "her-gun" in shown(seen, '[data-days="later"]')
    seen.nothing_went_wrong()


def test_on_its_own_day_the_first_page_fetches_nothing_and_drops_what_is_over(at):
    seen = at("2026-11-22T10:01", "")
    assert shown(seen, '[data-days="today"]') == ["okuma-gunleri", "ay-gozlemi"]
    assert not [url for url in seen.requests if url.endswith("/etkinlikler/")]


@pytest.mark.parametrize(
    ("event", "before", "after", "next_date"),
    [
        ("ay-gozlemi", "2026-11-22T18:59", "2026-11-22T19:01", "2027-01-22"),
        ("cumartesi-okumasi", "2026-11-28T11:59", "2026-11-28T12:01", "2026-12-05"),
    ],
    ids=["on the day of the build, the next one cancelled", "on a later day"],
)
def test_on_the_first_page_an_event_that_is_over_is_announced_anew(
    at, event, before, after, next_date
):
    seen = at(before, "")
    seen.page.wait_for_selector(f'[data-home-events][data-built="{before[:10]}"]')
    assert event in shown(seen, '[data-days="today"]')
    assert event not in shown(seen, '[data-days="later"]')
    set_clock(seen, after)
    look_again(seen)
    assert event not in shown(seen, '[data-days="today"]')
    (card,) = seen.page.locator(f'[data-days="later"] [data-event="{event}"]:visible').all()
    assert card.get_attribute("data-start").startswith(next_date)
    later = seen.page.locator('[data-days="later"] [data-event]:visible')
    starts = later.evaluate_all("all => all.map((card) => card.dataset.start)")
    assert starts == sorted(starts)
    seen.nothing_went_wrong()


def test_an_empty_today_is_said_kindly(at):
    seen = at("2026-11-27T12:00", "")
    seen.page.wait_for_selector('[data-home-events][data-built="2026-11-27"]')
    assert seen.page.locator('[data-days="today"] [data-instead]').is_visible()
    assert shown(seen, '[data-days="today"]') == []


@pytest.mark.parametrize("zone", VISITORS)
def test_an_events_own_page_moves_on_to_its_next_date(at, zone):
    seen = at("2026-11-28T11:59", "etkinlikler/cumartesi-okumasi/", zone=zone)
    assert seen.page.locator("time[data-next]").inner_text().startswith("28 Kasım 2026")
    set_clock(seen, "2026-11-28T12:00")
    look_again(seen)
    assert seen.page.locator("time[data-next]").inner_text().startswith("5 Aralık 2026")
    assert seen.page.locator(".event-head .leaf").inner_text().split() == ["Ara", "5", "Cumartesi"]
    set_clock(seen, "2026-12-26T12:01")
    look_again(seen)
    assert seen.page.locator("[data-event-over]").is_visible()


@pytest.mark.parametrize("address", ["yerler/merkez-kitaplik/", "alanlar/okuma/"])
def test_when_a_date_is_over_the_card_of_the_next_one_stands_there(at, address):
    """Though the page was built before: a weekly event does not vanish until the next build."""
    dates = "all => all.map((card) => card.dataset.start.slice(0, 10))"
    seen = at("2026-11-28T11:59", address)
    cards = seen.page.locator('main [data-event="cumartesi-okumasi"]:visible')
    assert cards.evaluate_all(dates) == ["2026-11-28"]
    set_clock(seen, "2026-11-28T12:01")
    look_again(seen)
    assert cards.evaluate_all(dates) == ["2026-12-05"]
    seen.nothing_went_wrong()


def test_registration_closes_after_its_last_day(at):
    seen = at("2026-12-04T23:59", "etkinlikler/ahsap-atolyesi/")
    assert seen.page.locator('[data-sign-up="open"]').is_visible()
    assert not seen.page.locator('[data-sign-up="over"]').is_visible()
    set_clock(seen, "2026-12-05T00:01")
    look_again(seen)
    assert not seen.page.locator('[data-sign-up="open"]').is_visible()
    assert seen.page.locator('[data-sign-up="over"]').is_visible()


def test_a_cancelled_date_says_so_on_its_card_and_its_page(at):
    seen = at("2026-12-18T12:00", "etkinlikler/")
    (card,) = seen.page.locator(
        '[data-event="cumartesi-okumasi"][data-start^="2026-12-19"]:visible'
    ).all()
    assert "İptal edildi" in card.inner_text()
    seen.go("etkinlikler/cumartesi-okumasi/")
    line = seen.page.locator('.dates [data-start^="2026-12-19"]')
    assert "Kitaplık o gün kapalı." in line.inner_text()


def test_without_script_the_list_says_which_day_it_is_of(visit, town):
    seen = visit(town, "etkinlikler/", java_script_enabled=False)
    assert "22 Kasım 2026 Pazar" in seen.page.locator("main").inner_text()
    assert not seen.page.locator("[data-finder]").is_visible()
    assert "acik-kapi" in shown(seen)
    assert seen.page.locator("main a[href$='/etkinlikler/2026-12/']").is_visible()


# ── Choices ───────────────────────────────────────────────────────────────────────────────────────


def test_a_choice_stands_in_the_address_and_comes_back_from_it(at):
    seen = at("2026-11-25T12:00", "etkinlikler/", viewport=PHONE)
    seen.page.locator("[data-more] summary").click()
    seen.page.locator("#find-theme").select_option("okuma")
    seen.page.locator("[data-free]").click()
    found = shown(seen)
    assert set(found) == {"cumartesi-okumasi"}
    address = seen.page.url
    assert "theme=okuma" in address
    assert "cost=free" in address
    again = at("2026-11-25T12:00", address.removeprefix(seen.site.address), viewport=PHONE)
    assert shown(again) == found
    assert again.page.locator("#find-theme").input_value() == "okuma"
    seen.page.go_back()
    assert "cost=free" not in seen.page.url
    seen.page.go_back()
    assert "theme" not in seen.page.url
    assert len(set(shown(seen))) > 1
    seen.nothing_went_wrong()


def test_an_empty_answer_offers_the_nearest_looser_search(at):
    seen = at("2026-11-25T12:00", "etkinlikler/?when=today&theme=okuma")
    assert shown(seen) == []
    assert seen.page.locator("[data-nothing]").is_visible()
    first = seen.page.locator("[data-looser] button").first
    assert first.inner_text().startswith("Bu hafta")
    assert "1 etkinlik" in first.inner_text()
    first.click()
    assert set(shown(seen)) == {"cumartesi-okumasi"}
    assert "when=week" in seen.page.url


def test_a_range_beyond_the_list_is_completed_from_the_months(at):
    seen = at("2026-11-25T12:00", "etkinlikler/?from=2027-01-05&to=2027-01-10")
    seen.page.wait_for_selector('[data-event="her-gun"][data-start^="2027-01-10"]:visible')
    starts = seen.page.locator('[data-event="her-gun"]:visible').evaluate_all(
        "all => all.map((card) => card.dataset.start.slice(8, 10))"
    )
    assert starts == ["05", "06", "07", "08", "09", "10"]
    assert "uzak-gun" in shown(seen)
    assert len([url for url in seen.requests if url.endswith("/2027-01/")]) == 1
    seen.nothing_went_wrong()


def test_what_is_chosen_can_be_followed_in_its_nearest_calendar(at):
    seen = at("2026-11-25T12:00", "etkinlikler/?theme=okuma")
    way = seen.page.locator("[data-feed-webcal]")
    assert way.get_attribute("href") == "webcal://example.org/ogrenen-sehir/data/themes/okuma.ics"
    assert "kendi takvimiyle" in seen.page.locator("[data-feed-words]").inner_text()
    seen.page.locator("[data-free]").locator("xpath=ancestor::details").evaluate(
        "it => it.open = true"
    )
    seen.page.locator("[data-free]").click()
    assert "en yakın" in seen.page.locator("[data-feed-words]").inner_text()


def test_near_me_asks_only_on_a_tap_and_tells_nobody(at, town):
    seen = at(
        "2026-11-25T12:00",
        "etkinlikler/",
        geolocation={"latitude": 39.9, "longitude": 35.2},
        permissions=["geolocation"],
    )
    seen.page.locator("[data-more]").evaluate("it => it.open = true")
    before = len(seen.requests)
    seen.page.locator("[data-near]").click()
    seen.page.wait_for_selector("[data-away]")
    assert re.search(r"\d+ (m|km)", seen.page.locator("[data-away]").first.inner_text())
    assert seen.page.locator("#find-within").input_value() == "10000", "nothing is nearer"
    assert len(seen.requests) == before
    assert "39." not in seen.page.url


# ── Stars ─────────────────────────────────────────────────────────────────────────────────────────


def test_stars_stay_on_the_device_and_become_one_calendar(at, tmp_path):
    seen = at("2026-11-25T12:00", "etkinlikler/")
    assert seen.page.evaluate("localStorage.length") == 0
    for event in ("cumartesi-okumasi", "gece-gozlemi"):
        seen.page.locator(f'[data-event="{event}"] .star').first.click()
    seen.page.reload()
    seen.page.locator("[data-more]").evaluate("it => it.open = true")
    seen.page.locator("[data-starred]").click()
    assert set(shown(seen)) == {"cumartesi-okumasi", "gece-gozlemi"}
    with seen.page.expect_download() as download:
        seen.page.locator("[data-star-file]").click()
    file = tmp_path / "file.ics"
    download.value.save_as(file)
    calendar = Calendar.from_ical(Path(file).read_bytes())
    assert {str(event["UID"]) for event in calendar.events} == {
        "cumartesi-okumasi@example.org",
        "gece-gozlemi@example.org",
    }
    assert len(calendar.timezones) == 1
    seen.page.locator("[data-star-clear]").click()
    assert seen.page.evaluate("localStorage.length") == 0
    seen.nothing_went_wrong()


def test_a_star_on_an_events_page_is_the_same_star(at):
    seen = at("2026-11-25T12:00", "etkinlikler/cumartesi-okumasi/")
    star = seen.page.locator(".event-head .star")
    star.press("Enter")
    assert star.get_attribute("aria-pressed") == "true"
    seen.go("etkinlikler/")
    on_card = seen.page.locator('[data-event="cumartesi-okumasi"] .star').first
    assert on_card.get_attribute("aria-pressed") == "true"


# ── Months ────────────────────────────────────────────────────────────────────────────────────────


def test_a_month_is_a_sheet_on_a_desk_and_a_list_on_a_phone(at):
    desk = at("2026-12-05T12:00", "etkinlikler/2026-12/")
    table = desk.page.locator("table.month")
    assert table.is_visible()
    assert table.locator("thead th").count() == 7
    today = table.locator('[aria-current="date"]')
    assert today.get_attribute("data-day") == "2026-12-05"
    assert "Ahşap Atölyesi" in today.inner_text()
    assert "her-gun" in table.locator('[data-day="2026-12-31"]').inner_text()
    phone = at("2026-12-05T12:00", "etkinlikler/2026-12/", viewport=PHONE)
    assert not phone.page.locator("table.month").is_visible()
    assert "ahsap-atolyesi" in shown(phone)
    assert "cumartesi-okumasi" in shown(phone), "what is over stays on the month's page"
