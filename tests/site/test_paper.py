"""Guides and posters: what stands on them, and where their codes lead."""

import pytest

from tests.qr_reader import read_drawing
from tests.site.test_hostile_text import NAME

GUIDES = {
    "yerler/merkez-kitaplik/": ("rehber/", "rehber/sinif/"),
    "en/places/merkez-kitaplik/": ("guide/", "guide/class/"),
}
POSTERS = {
    "ilceler/{}/": "afis/{}/",
    "en/districts/{}/": "poster/{}/",
}
DISTRICTS = ("asagi", "yukari")
MONTHS = ("2026-11", "2026-12")


def codes(page):
    """What every QR code of a page says."""
    return [
        read_drawing(code["viewbox"], code.one("path")["d"]).text
        for code in page.main.all("svg", class_="qr")
    ]


def sheets(page):
    return page.main.all("section", class_="sheet")


@pytest.mark.parametrize("place", GUIDES)
def test_a_place_leads_to_both_versions_of_its_guide_and_back(site, place):
    for version in GUIDES[place]:
        guide = site.page(place + version)
        links = {
            site.target(site.page(place), a["href"]).file for a in site.page(place).main.all("a")
        }
        assert guide.file in links
        assert site.page(place).file in {
            site.target(guide, a["href"]).file for a in guide.main.all("a")
        }


@pytest.mark.parametrize("place", GUIDES)
def test_the_code_of_a_guide_is_the_canonical_address_of_its_place(site, place):
    canonical = site.page(place).head.one("link", rel="canonical")["href"]
    for version in GUIDES[place]:
        assert codes(site.page(place + version)) == [canonical]


def test_every_guide_has_one_code_and_at_most_two_sheets(site):
    ends = ("/rehber/index.html", "/sinif/index.html", "/guide/index.html", "/class/index.html")
    guides = [page for page in site.pages if page.file.endswith(ends)]
    assert len(guides) >= 2 * 2 * 4 + 4  # four places twice in two languages, and two routes
    for page in guides:
        assert 1 <= len(sheets(page)) <= 2, page.file
        assert len(codes(page)) == 1, page.file


def test_a_guide_says_what_is_known_and_leaves_a_line_for_the_rest(site):
    known = site.page("yerler/merkez-kitaplik/rehber/").main.text
    for said in ("Örnek Sokak No: 4", "Salı–Pazar: 09:00–17:00", "Ücretsiz", "Otobüs: Meydan"):
        assert said in known
    assert "bilinmiyor" not in known
    assert "Örnek yer listesi (CC BY 4.0)" in known
    unknown = site.page("yerler/cinar-parki/rehber/")
    blanks = [span.text for span in unknown.main.all("span", class_="paper-unknown")]
    assert len(blanks) == 4  # its address, hours, price and stop


def test_what_is_known_of_access_is_ticked_and_nothing_else(site):
    page = site.page("yerler/merkez-kitaplik/rehber/")
    ticked = [
        (row.all("span")[0].text, box.parent.text.removeprefix("✓"))
        for row in page.main.one("div", class_="ticks").all("li")
        for box in row.all("i", class_="tick__box--on")
    ]
    assert {
        ("Bebek arabasıyla erişim", "Kısmen"),
        ("Tekerlekli sandalye erişimi", "Var"),
        ("Tuvalet", "Yok"),
    } <= set(ticked)
    rows = page.main.one("div", class_="ticks").all("li")
    known = site.page("yerler/merkez-kitaplik/").main.all("li", class_="access__fact")
    unknown = [fact for fact in known if "access__fact--unknown" in fact["class"].split()]
    assert len(rows) == len(known) == 11
    assert len(ticked) == len(known) - len(unknown)


def test_a_guide_has_room_for_each_station_and_for_ones_own(site):
    page = site.page("yerler/merkez-kitaplik/rehber/")
    titles = [task.one("h2").text for task in page.main.all("section", class_="task")]
    assert [title.split(" 7–12")[0] for title in titles] == [
        "Sırt yazıları",
        "İlk cümle",
        "Sizin durağınız",
    ]
    for task in page.main.all("section", class_="task"):
        assert task.all("svg", class_="task__frame")
        assert task.all("svg", class_="task__lines")


def test_the_class_version_has_group_facts_a_checklist_and_a_slip(site):
    text = site.page("yerler/merkez-kitaplik/rehber/sinif/").main.text
    for said in ("en çok 25 kişi", "Randevu gerekli", "0354 000 00 01", "Geziden önce", "O gün"):
        assert said in text
    slip = site.page("yerler/merkez-kitaplik/rehber/sinif/").main.one("section", class_="consent")
    assert "Merkez Kitaplık, Yukarı" in slip.text
    assert "(örnek)" in slip.one("h2").text


def test_the_site_map_names_places_and_not_their_paper(site):
    text = site.files["sitemap.xml"].decode()
    assert "/yerler/merkez-kitaplik/<" in text
    assert "/rotalar/kitaptan-agaca/<" in text
    for paper in ("/rehber/", "/guide/", "/afis/", "/poster/"):
        assert paper not in text


def test_a_hostile_place_prints_as_it_was_written(site):
    text = site.page("yerler/kotu-niyetli/rehber/").main.text
    assert NAME in text
    assert "</h3><script>alert(1)</script>" in text


# ── Posters ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("district", DISTRICTS)
@pytest.mark.parametrize("family", POSTERS)
def test_every_district_has_a_poster_for_this_month_and_the_next(site, family, district):
    page = site.page(family.format(district))
    linked = {site.target(page, a["href"]).resolved for a in page.main.all("a")}
    for month in MONTHS:
        address = family.format(district) + POSTERS[family].format(month)
        poster = site.page(address)
        assert len(sheets(poster)) == 1
        assert site.url(address) in linked


@pytest.mark.parametrize("family", POSTERS)
def test_each_item_of_a_poster_has_the_code_of_its_page(site, family):
    for district in DISTRICTS:
        for month in MONTHS:
            page = site.page(family.format(district) + POSTERS[family].format(month))
            for said in codes(page):
                assert site.target_of_url(said).file in site.files, said
            items = [
                *page.main.all("li", class_="poster__event"),
                *page.main.all("li", class_="poster__item"),
                page.main.one("div", class_="poster__foot"),
            ]
            assert len(codes(page)) == len(items)
            own = site.page(family.format(district)).head.one("link", rel="canonical")["href"]
            assert codes(page)[-1] == own


def test_a_poster_tells_what_is_still_to_come_in_its_month(site):
    november = site.page("ilceler/yukari/afis/2026-11/").main
    december = site.page("ilceler/yukari/afis/2026-12/").main
    told = {
        name: [item.one("h3").text for item in page.all("li", class_="poster__event")]
        for name, page in (("november", november), ("december", december))
    }
    assert told["november"] != told["december"]
    assert told["december"], "the tiny city has events in December"
    for page in site.pages:
        if "/afis/" in page.file or "/poster/" in page.file:
            assert "Geçmiş" not in page.main.text
            assert "ornek-etkinlik" not in page.main.text


def test_where_there_is_room_a_poster_asks_for_a_place(site):
    page = site.page("ilceler/yukari/afis/2026-12/")
    (asked,) = page.main.all("li", class_="poster__item--add")
    code = asked.one("svg")
    said = read_drawing(code["viewbox"], code.one("path")["d"]).text
    assert said == site.url("katki/?ekle=place&district=yukari")


def test_a_former_months_poster_leads_to_this_months(site):
    page = site.documents["ilceler/yukari/afis/2026-10/index.html"]
    assert page.is_redirect
    assert page.head.one("link", rel="canonical")["href"] == site.url(
        "ilceler/yukari/afis/2026-11/"
    )
    assert "en/districts/asagi/poster/2026-10/index.html" in site.documents
