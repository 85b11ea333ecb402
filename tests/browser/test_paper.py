"""What is printed: pages counted, codes read off the paper, and the choice among stations."""

import io

import pytest
from PIL import Image
from pypdf import PdfReader

A4 = (595, 842)
"""In points, as PDF counts; browsers round the last one."""
SHEETS = {
    "guide": ("rehber/", 2),
    "class": ("rehber/sinif/", 2),
}
LONGEST = (
    "Ünlü Şair Çağrı Öğütçüoğlu Kültür, Bilim ve Gençlik Merkezi’nin "
    "Eski Zeytinyağı Fabrikasındaki Yeni Binası"
)


def printed(page):
    """What the browser would send to a printer, whatever size it was told elsewhere."""
    return PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))


def sizes(paper):
    return {
        tuple(round(float(side)) for side in (p.mediabox.width, p.mediabox.height))
        for p in paper.pages
    }


def overflowing(page):
    """Sheets that hold more than fits on them, laid out as wide as the paper leaves room."""
    page.emulate_media(media="print")
    page.set_viewport_size({"width": round(186 * 96 / 25.4), "height": 1100})
    return page.evaluate(
        """() => [...document.querySelectorAll(".sheet")].filter((sheet) => {
          const bottom = sheet.getBoundingClientRect().bottom;
          return sheet.offsetHeight > 277 * 96 / 25.4
            || [...sheet.children].some((part) => part.getBoundingClientRect().bottom > bottom + 1);
        }).length"""
    )


@pytest.mark.parametrize("version", SHEETS)
@pytest.mark.parametrize("place", ["wordiest", "barest"])
def test_a_guide_prints_on_two_sheets_of_a4(visit, real, version, place):
    """Of all places the one with the most to say, and the one with the least."""
    end, most = SHEETS[version]
    found = sorted(
        real.folder.glob(f"yerler/*/{end}index.html"), key=lambda file: file.stat().st_size
    )
    assert len(found) > 100
    file = found[-1] if place == "wordiest" else found[0]
    seen = visit(real, f"{file.parent.relative_to(real.folder).as_posix()}/")
    paper = printed(seen.page)
    assert len(paper.pages) <= most
    assert sizes(paper) <= {A4, (596, 842)}
    assert overflowing(seen.page) == 0


def test_a_guide_full_of_long_texts_still_fits(visit, real):
    """Every text as long as the rules allow, in wide letters: nothing runs onto a third sheet."""
    seen = visit(real, "yerler/kemeralti-carsisi/rehber/")
    seen.page.evaluate(
        """([name, prompt]) => {
          const title = document.querySelector(".sheet__title");
          title.textContent = name;
          title.classList.add("sheet__title--long");  // as the template does with such a name
          document.querySelector(".sheet__lead").textContent = prompt.slice(0, 200);
          const fill = (parts, length) => {
            const text = prompt.slice(0, length);
            for (const one of document.querySelectorAll(parts)) one.textContent = text;
          };
          fill(".task__prompt", 240);
          fill(".paper-fact dd", 120);
        }""",
        [LONGEST, "Gördüğünüz ölçüyü, biçimi ve yönü çizin; ardından yanınızdakine sorun. " * 5],
    )
    assert len(printed(seen.page).pages) == 2
    assert overflowing(seen.page) == 0


def test_a_route_prints_on_two_sheets(visit, real):
    guides = [
        *real.folder.glob("rotalar/*/rehber/index.html"),
        *real.folder.glob("en/routes/*/guide/index.html"),
    ]
    assert len(guides) >= 12
    for file in sorted(guides):
        seen = visit(real, f"{file.parent.relative_to(real.folder).as_posix()}/")
        assert overflowing(seen.page) == 0, file
    assert len(printed(seen.page).pages) == 2


@pytest.mark.parametrize("district", ["fullest", "emptiest"])
def test_a_poster_is_one_sheet(visit, real, district):
    posters = [
        file
        for file in real.folder.glob("ilceler/*/afis/*/index.html")
        if b'class="sheet' in file.read_bytes()
    ]
    assert len(posters) == 60, "thirty districts, this month and the next"
    posters.sort(key=lambda file: file.stat().st_size)
    file = posters[-1] if district == "fullest" else posters[0]
    seen = visit(real, f"{file.parent.relative_to(real.folder).as_posix()}/")
    paper = printed(seen.page)
    assert len(paper.pages) == 1
    assert overflowing(seen.page) == 0


def test_no_poster_of_any_district_needs_a_second_sheet(visit, real):
    """Laid out as on paper in one window, one after the other: printing all would take minutes."""
    posters = sorted(
        file
        for pattern in ("ilceler/*/afis/*/index.html", "en/districts/*/poster/*/index.html")
        for file in real.folder.glob(pattern)
        if b'class="sheet' in file.read_bytes()
    )
    seen = visit(real)
    spilling = []
    for file in posters:
        seen.go(f"{file.parent.relative_to(real.folder).as_posix()}/")
        if overflowing(seen.page):
            spilling.append(file.parent.relative_to(real.folder).as_posix())
    assert spilling == []


def test_the_codes_can_be_read_off_the_sheet(visit, real):
    """As a phone would see them: from a picture of what is printed."""
    from tests.qr_reader import read_picture

    for address, own in (
        ("yerler/konak-iskelesi/rehber/", "yerler/konak-iskelesi/"),
        ("ilceler/konak/afis/2026-12/", "ilceler/konak/"),
    ):
        seen = visit(real, address, viewport={"width": 1000, "height": 1300})
        seen.page.emulate_media(media="print")
        sheet = seen.page.locator(".sheet").first.screenshot()
        picture = Image.open(io.BytesIO(sheet)).convert("L")
        codes = read_picture(picture)
        canonical = seen.page.locator("link[rel=canonical]").get_attribute("href")
        site = canonical.removesuffix(address)
        assert f"{site}{own}" in [code.text for code in codes]
        assert len(codes) == seen.page.locator(".sheet").first.locator("svg.qr").count()


def test_the_print_button_opens_the_browsers_own_window(visit, real):
    seen = visit(real, "yerler/konak-iskelesi/rehber/")
    seen.page.evaluate("window.print = () => { document.title = 'printing'; }")
    seen.page.locator("[data-print]").click()
    assert seen.page.title() == "printing"


# ── The choice among stations ─────────────────────────────────────────────────────────────────────


def shown(page):
    return page.locator("[data-for]:visible")


def test_stations_are_chosen_by_age_time_and_company(visit, real):
    seen = visit(real, "yerler/kemeralti-carsisi/")
    page = seen.page
    everything = page.locator("[data-for]").count()
    assert everything > 8
    page.select_option("[data-by=age]", "a0")
    assert 3 <= shown(page).count() < everything
    for one in shown(page).all():
        assert "a0" in one.get_attribute("data-for").split()
    page.select_option("[data-by=time]", "10")
    for one in shown(page).all():
        assert int(one.get_attribute("data-minutes")) <= 10
    page.select_option("[data-by=time]", "")
    page.select_option("[data-by=company]", "class")
    assert shown(page).count() >= 1
    for chooser in ("age", "company"):
        page.select_option(f"[data-by={chooser}]", "")
    assert page.locator("[data-for]:not([hidden])").count() == everything
    seen.nothing_went_wrong()


def test_a_choice_that_nothing_fits_says_so(visit, real):
    seen = visit(real, "yerler/kemeralti-carsisi/")
    page = seen.page
    page.select_option("[data-by=age]", "a0")
    page.select_option("[data-by=theme]", "kalkinma-isbirligi")
    assert shown(page).count() == 0
    assert page.locator("[data-none]").is_visible()


def test_without_script_every_station_is_there(visit, real):
    seen = visit(real, "yerler/kemeralti-carsisi/", java_script_enabled=False)
    page = seen.page
    assert not page.locator("[data-choose]").is_visible()
    assert not page.locator("[data-none]").is_visible()
    assert page.locator("[data-for][hidden]").count() == 0


# ── The map of a route ────────────────────────────────────────────────────────────────────────────


def test_a_routes_map_opens_with_its_line_and_numbered_stops(visit, real):
    seen = visit(real, "rotalar/uc-yerde-smyrna/")
    page = seen.page
    page.locator("[data-open]").click()
    page.wait_for_selector("#route-map[data-ready]")
    assert page.locator("#route-map .map-route").count() == 2
    assert page.locator("#route-map .map-route--carried").count() == 1
    markers = page.locator("#route-map .leaflet-marker-icon.map-pin")
    assert [one.inner_text() for one in markers.all()] == ["1", "2", "3"]
    markers.first.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".leaflet-popup-content")
    assert "Eski Smyrna" in page.locator(".leaflet-popup-content").inner_text()
    assert seen.elsewhere == []
    seen.nothing_went_wrong()
