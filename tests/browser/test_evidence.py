"""The evidence page in use: sorted, moved, printed, without script, and on to the form."""

import json

import pytest

PHONE = {"width": 360, "height": 740}
PAGE = "ogrenen-sehir/"
A4 = {"width": 680, "height": 1000}
"""The room between the margins of A4 paper, in the pixels of CSS."""


def column(page, number):
    return page.locator(f"[data-sortable] tbody tr > :nth-child({number})").all_inner_texts()


def values(page, number):
    cells = page.locator(f"[data-sortable] tbody tr > :nth-child({number})")
    return [float(value) for value in cells.evaluate_all("all => all.map((c) => c.dataset.value)")]


@pytest.mark.parametrize("way", ["mouse", "keyboard"])
def test_the_table_is_sorted_by_any_column_and_says_so(visit, real, way):
    seen = visit(real, PAGE)
    page = seen.page
    by_name = column(page, 1)
    assert page.locator("th[aria-sort=ascending]").inner_text().startswith("İlçe")
    button = page.get_by_role("button", name="10.000 kişiye")

    def press():
        if way == "mouse":
            button.click()
        else:
            button.focus()
            page.keyboard.press("Enter")

    press()
    assert values(page, 4) == sorted(values(page, 4))
    assert page.locator("[data-sortable] th[aria-sort]").count() == 1
    assert "küçükten büyüğe" in page.locator("[data-sort-status]").inner_text()
    press()
    assert values(page, 4) == sorted(values(page, 4), reverse=True)
    assert page.locator("th[aria-sort=descending]").count() == 1
    page.get_by_role("button", name="İlçe").click()
    assert column(page, 1) == by_name, "in the alphabet of the page: Çeşme before Çiğli"
    seen.nothing_went_wrong()


def test_without_script_everything_is_there_but_the_buttons(visit, real):
    seen = visit(real, PAGE, java_script_enabled=False)
    page = seen.page
    assert page.locator("[data-sortable] tbody tr").count() >= 30
    assert page.locator("[data-sortable] button").count() == 0
    assert not page.locator("[data-open]").is_visible() if real.has_outlines else True
    page.locator("summary").first.click()
    assert page.locator(".numbers--matrix").is_visible()
    if real.has_outlines:
        assert page.locator("svg.shaded").first.is_visible()


def test_the_map_opens_on_a_tap_in_the_shades_of_the_drawing(visit, real):
    seen = visit(real, PAGE)
    page = seen.page
    if not real.has_outlines:
        assert page.locator("[data-evidence-map]").count() == 0
        return
    before = set(seen.requests)
    assert not any("leaflet" in url for url in before)
    page.locator("[data-open]").click()
    page.wait_for_selector("#evidence-map[data-ready]")
    drawn = (
        page.locator(".shaded")
        .first.locator(".shade")
        .evaluate_all("all => all.map((one) => one.classList[1].at(-1)).sort().join('')")
    )
    moved = page.locator("#evidence-map path.map-shade").evaluate_all(
        "all => all.map((one) => [...one.classList].find((name) => name.startsWith('map-shade--'))"
        ".at(-1)).sort().join('')"
    )
    assert moved == drawn
    page.locator("#evidence-map path.map-shade").nth(4).click(force=True)
    popup = page.locator(".leaflet-popup")
    popup.wait_for()
    assert "10.000 kişiye düşen yer:" in popup.inner_text()
    assert "/ilceler/" in popup.locator("a").first.get_attribute("href")
    seen.nothing_went_wrong()


def test_a_map_that_cannot_be_had_is_told_and_the_drawing_stays(visit, real):
    if not real.has_outlines:
        assert (real.folder / "data" / "report-2026.json").is_file()
        return
    seen = visit(real)
    seen.page.route("**/report-*.json", lambda route: route.abort())
    seen.go(PAGE)
    seen.page.locator("[data-open]").click()
    seen.page.locator("[data-map-trouble]").wait_for()
    assert seen.page.locator("[data-drawing]").is_visible()
    assert not seen.page.locator("#evidence-map").is_visible()
    assert seen.page.locator("[data-open]").is_enabled()


def test_on_paper_nothing_is_folded_cut_or_only_for_tapping(visit, real):
    seen = visit(real, PAGE, viewport=A4)
    page = seen.page
    page.emulate_media(media="print")
    assert page.locator(".numbers--matrix").is_visible()
    for hidden in (".evidence__ways", ".site-nav", ".emptiest__add"):
        assert not page.locator(hidden).first.is_visible()
    wide = page.evaluate(
        """() => [...document.querySelectorAll("main table, main svg, main p, main li")]
          .filter((one) => one.checkVisibility())
          .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
          .map((one) => `${one.localName}.${one.getAttribute("class")}`)"""
    )
    assert wide == []
    pdf = page.pdf(format="A4", prefer_css_page_size=True)
    pages = pdf.count(b"/Type /Page\n") or pdf.count(b"/Type /Page ")
    assert 3 <= pages <= 12


def test_a_gap_opens_the_form_with_district_field_and_audience(visit, real):
    seen = visit(real, "gorevler/", viewport=PHONE)
    page = seen.page
    link = page.locator("#gap .quest__do").first
    asked = dict(part.split("=") for part in link.get_attribute("href").split("?")[1].split("&"))
    link.click()
    page.wait_for_selector("[data-form=place]:not([hidden])")
    form = page.locator("[data-form=place]")
    form.locator(f"[data-choices=themes] input[value={asked['theme']}]:checked").first.wait_for(
        state="attached"
    )
    chosen = form.locator("[data-path=district]").input_value()
    assert chosen == asked["district"]
    for query, field in (("theme", "themes"), ("audience", "audiences")):
        ticked = form.locator(f"[data-choices={field}] input:checked")
        assert ticked.evaluate_all("all => all.map((one) => one.value)") == [asked[query]]
    seen.nothing_went_wrong()


def test_each_number_of_the_field_table_shows_as_many_places_on_the_map(visit, real):
    record = json.loads((real.folder / "data" / "report-2026.json").read_text(encoding="utf-8"))
    row = max(record["districts"], key=lambda one: one["places"])
    theme, counted = max(row["themes"].items(), key=lambda item: item[1]["places"])
    seen = visit(real, f"harita/?district={row['id']}&theme={theme}").map_is_ready()
    assert seen.page.locator("[data-place]:not([hidden])").count() == counted["places"]
