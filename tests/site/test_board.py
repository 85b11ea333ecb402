"""The board and the people: what hangs there today, by whom, and where it leads."""

import pytest


def notices(page):
    return [card.one("h3").text for card in page.main.all("li", class_="notice")]


def test_a_notice_hangs_until_its_day_and_not_longer(site):
    page = site.page("pano/")
    assert "Meydandaki dükkân boş" in notices(page), "its last day is today"
    assert "Dünkü ilan" not in notices(page)


def test_samples_hang_in_the_preview_only_and_say_so(local_site, published_site):
    assert "Uydurma İlan" in notices(local_site.page("pano/"))
    assert "Örnek ilan" in local_site.page("pano/").main.text
    assert "Uydurma İlan" not in notices(published_site.page("pano/"))


@pytest.mark.parametrize("address", ["pano/", "en/board/"])
def test_an_empty_part_of_the_board_invites(published_site, address):
    page = published_site.page(address)
    sections = page.main.all("section")
    empty = [part for part in sections if part.all("p", class_="note")]
    assert len(empty) == 2


def test_a_notice_leads_to_its_place_its_owner_and_an_answer(site):
    page = site.page("pano/")
    card = next(
        card for card in page.main.all("li", class_="notice") if card["id"] == "meydanda-yer"
    )
    targets = {site.target(page, link["href"]).file for link in card.all("a")}
    assert {"yerler/cinar-parki/index.html", "duzenleyenler/ornek-dernek/index.html"} <= targets
    assert "https://dernek.example/dukkan" in [link["href"] for link in card.all("a")]


def test_somebody_s_page_tells_roles_fields_places_and_notices(site):
    page = site.page("duzenleyenler/ornek-dernek/")
    text = page.main.text
    assert "Dernek" in text
    assert "2019" in text
    roles = [line.text for line in page.main.all("span", class_="fact__line")]
    assert any(role.startswith("Öğretmen") for role in roles)
    assert "Meydandaki dükkân boş" in notices(page)
    targets = {site.target(page, link["href"]).file for link in page.main.all("a")}
    assert "yerler/merkez-kitaplik/index.html" in targets, "where it holds an event"
    assert "yerler/cinar-parki/index.html" in targets, "the place it looks after"


def test_a_place_names_who_looks_after_it(site):
    page = site.page("yerler/cinar-parki/")
    targets = {
        site.target(page, link["href"]).file for link in page.main.all("a", class_="fact__line")
    }
    assert "duzenleyenler/ornek-dernek/index.html" in targets
