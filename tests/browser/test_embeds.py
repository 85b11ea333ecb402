"""Lists inside other people's pages, and the page with the line to copy."""

import pytest

from tests.browser.conftest import DESK, PHONE, serve
from tests.browser.test_every_page import COLOURS, EVERYTHING, too_wide, violations

WIDTHS = (300, 520, 900)


@pytest.fixture(scope="module")
def lists(real):
    """One list of each family; of the districts the one with the most places."""
    districts = [place["properties"]["district"] for place in real.places]
    fullest = max(sorted(set(districts)), key=districts.count)
    return {
        "district": f"yerlestir/ilceler/{fullest}/",
        "theme": "en/embed/themes/stem/",
        "organizer": "yerlestir/duzenleyenler/izek/",
    }


@pytest.mark.parametrize("family", ["district", "theme", "organizer"])
def test_a_list_fits_any_column_in_both_schemes_without_script(visit, real, lists, family):
    problems = []
    for width in WIDTHS:
        seen = visit(
            real,
            lists[family],
            viewport={"width": width, "height": 480},
            java_script_enabled=False,
        )
        problems += [f"{width}: {found}" for found in too_wide(seen.page)]
        assert seen.page.locator("h1").is_visible()
        assert seen.page.locator("li a").first.is_visible()
        seen.nothing_went_wrong()
        assert len(seen.requests) == 3
    assert problems == []


@pytest.mark.parametrize("family", ["district", "organizer"])
def test_a_list_can_be_used_by_everyone(visit, real, lists, family):
    # Its policy lets no script in; for looking at it, axe is let in all the same.
    seen = visit(real, lists[family], viewport={"width": 320, "height": 480}, bypass_csp=True)
    problems = violations(seen.page, EVERYTHING)
    seen.page.emulate_media(color_scheme="dark")
    problems += [f"in the dark: {found}" for found in violations(seen.page, COLOURS)]
    assert problems == []


@pytest.fixture
def partner(real, lists, tmp_path):
    """Another site, of another name, with a list of ours in its page."""
    frame = f'<iframe src="{real.address}{lists["district"]}" title="x" width="100%"></iframe>'
    (tmp_path / "index.html").write_text(f"<title>Partner</title>{frame}", encoding="utf-8")
    for served in serve(tmp_path):
        yield served.address.replace("127.0.0.1", "localhost")


def test_inside_a_strangers_page_it_keeps_nothing_and_its_links_take_the_whole_window(
    visit, real, partner
):
    seen = visit(real)
    page = seen.page
    page.context.route(f"{partner}**", lambda route: route.continue_())
    seen.requests.clear()
    page.goto(partner)
    link = page.frame_locator("iframe").locator("li a").first
    link.wait_for()
    asked = {url for url in seen.requests if not url.startswith(partner)}
    assert len(asked) == 3, "the list, its style and the sign of the site"
    assert all(url.startswith(real.address) for url in asked)
    assert page.context.storage_state() == {"cookies": [], "origins": []}
    address = link.evaluate("one => one.href")
    link.click()
    page.wait_for_url(address)
    assert len(page.frames) == 1, "the page itself, not the frame, has moved on"


@pytest.mark.parametrize("window", [PHONE, DESK], ids=["phone", "desk"])
def test_the_desk_shows_what_is_chosen_and_gives_its_line(visit, real, window):
    seen = visit(real, "yerlestir/?list=organizers-izek#secin", viewport=window)
    page = seen.page
    line = page.locator("[data-embed-line]")
    assert "/yerlestir/duzenleyenler/izek/" in line.inner_text()
    frame = page.frame_locator("[data-embed-frame]")
    frame.locator("h1", has_text="Kooperatif").wait_for()
    steps = page.evaluate("history.length")
    page.get_by_label("Dili").select_option("en")
    page.get_by_label("Yüksekliği").select_option("640")
    assert "/en/embed/organizers/izek/" in line.inner_text()
    assert 'height="640"' in line.inner_text()
    frame.locator("html[lang=en]").wait_for(state="attached")
    page.get_by_label("Neyin listesi?").select_option(label="Urla")
    frame.locator("h1", has_text="Urla").wait_for()
    assert page.evaluate("history.length") == steps, "the way back leads out of the page"
    assert page.locator("[data-embed-frame]").get_attribute("height") == "640"
    page.get_by_role("button", name="Dar sütun").click()
    width = page.locator("[data-embed-frame]").evaluate("one => one.getBoundingClientRect().width")
    assert round(width) == 300
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Satırı kopyala").click()
    page.locator("[data-embed-told]", has_text="Kopyalandı").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == line.inner_text()
    seen.nothing_went_wrong()


def test_the_list_seen_is_the_one_chosen_even_while_the_first_is_on_its_way(visit, real):
    seen = visit(real)
    page = seen.page
    waiting = []

    def hold(route):
        waiting.append(route)

    page.route("**/yerlestir/ilceler/**", hold)
    page.goto(f"{real.address}yerlestir/?list=organizers-izek#secin", wait_until="commit")
    frame = page.frame_locator("[data-embed-frame]")
    frame.locator("h1", has_text="Kooperatif").wait_for()
    assert len(waiting) == 1, "the first was asked for before the script ran: it is not lazy"
    for first in waiting:
        first.abort()


def test_without_script_every_line_can_be_copied_by_hand(visit, real):
    seen = visit(real, "yerlestir/", java_script_enabled=False)
    page = seen.page
    assert page.locator("select:visible, button:visible").count() == 0
    assert page.locator("[data-embed-line]").is_visible()
    page.locator("#districts-urla summary").click()
    assert "/yerlestir/ilceler/urla/" in page.locator("#districts-urla code").first.inner_text()
    assert page.frame_locator("[data-embed-frame]").locator("h1").is_visible()
