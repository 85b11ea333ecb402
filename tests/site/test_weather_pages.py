"""Pages for hot and wet days are honest about how little is known, and ask."""

import pytest

PAGES = ("hava/serin/", "hava/yagmurda/", "en/weather/cool/", "en/weather/rain/")


@pytest.mark.parametrize("address", PAGES)
def test_only_places_that_somebody_told_of_are_listed(site, address):
    page = site.page(address)
    listed = page.main.one("ul", class_="grid").all("h3")
    name = "Central Library" if page.language == "en" else "Merkez Kitaplık"
    assert [heading.text for heading in listed] == [name]


def test_a_card_says_why_the_place_is_there(site):
    badges = site.page("hava/serin/").main.one("ul", class_="badges").all("li")
    assert [badge.text for badge in badges] == ["Kapalı alan", "Oturacak yer: Kısmen"]


def test_a_page_says_how_much_is_known_and_that_untold_is_not_no(site):
    said = site.page("hava/serin/").main.one("p", class_="note").text
    assert "4 yerin yalnızca 1 tanesi" in said
    assert "belki henüz kimse söylemedi" in said


def test_what_is_not_known_is_asked_for(site):
    page = site.page("hava/yagmurda/")
    asked = page.main.all("a", class_="chip")
    assert "Çınar Parkı" in [link.text for link in asked]
    assert "Merkez Kitaplık" not in [link.text for link in asked]
    assert all("access" in link["href"] for link in asked)


def test_the_overview_leads_to_both(site):
    page = site.page("hava/")
    links = page.main.all("a", class_="card__link")
    assert {site.target(page, link["href"]).file for link in links} == {
        f"{address}index.html" for address in PAGES[:2]
    }


def test_in_its_months_the_front_page_suggests_one_in_a_line(site):
    page = site.page("")
    (link,) = [link for link in page.main.all("a") if "hava/" in link["href"]]
    assert site.target(page, link["href"]).file == "hava/yagmurda/index.html"


def test_kinds_that_are_mostly_buildings_are_a_way_on_not_an_answer(site):
    page = site.page("hava/yagmurda/")
    ways = [link for link in page.main.all("a") if "?kind=" in link["href"]]
    assert ways
    for way in ways:
        assert site.target(page, way["href"]).file == "harita/index.html"
