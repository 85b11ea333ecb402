"""Every place and event says how to correct it; the quests are found and lead somewhere."""

from urllib.parse import urlsplit

import pytest

PAGES = ("yerler/merkez-kitaplik/", "en/places/merkez-kitaplik/", "etkinlikler/ahsap-atolyesi/")


def ways(document):
    return document.html.one("section", class_="contribute")


@pytest.mark.parametrize("address", PAGES)
def test_each_page_can_be_corrected(site, address):
    section = ways(site.page(address))
    links = [link["href"] for link in section.all("a")]
    repository = "https://code.example/ornekkoy/ogrenen-sehir"
    assert any(link.startswith(f"{repository}/edit/main/") for link in links)
    assert any(
        link.startswith(f"{repository}/issues/new?template=correction.yml") for link in links
    )
    assert any(link.startswith("https://wa.me/?text=") for link in links)


def test_only_a_place_can_be_confirmed_by_a_visit(site):
    titles = [title.text for title in ways(site.page(PAGES[0])).all("h3")]
    assert "Buradaydım, bilgiler doğru" in titles
    titles = [title.text for title in ways(site.page(PAGES[2])).all("h3")]
    assert "Buradaydım, bilgiler doğru" not in titles
    assert "Bir şey yanlış ya da iptal olmuş" in titles


def test_a_place_says_kindly_how_much_is_known(site):
    section = ways(site.page("yerler/islik-cikmazi/"))
    stones = section.one("p", class_="stones")
    laid = section.all("i", class_="stones__stone--laid")
    assert stones.get("aria-hidden") == "true", "the sentence says the same"
    assert f"12 bilgiden şimdilik {len(laid)} tanesini" in section.text
    assert len(section.all("i", class_="stones__stone")) == 12
    assert len(section.all("a", class_="chip")) == 12 - len(laid)


def test_links_that_leave_the_site_say_so(site):
    for address in PAGES:
        for link in ways(site.page(address)).all("a"):
            external = urlsplit(link["href"]).scheme == "https"
            assert (link.get("rel") == "external") == external, link["href"]


def test_the_quests_are_one_page_per_language_and_linked_from_everywhere(site):
    for address, language in (("gorevler/", "tr"), ("en/quests/", "en")):
        page = site.page(address)
        assert page.language == language
        assert page.html.all("li", class_="quest")
    footer = site.page("").html.one("footer")
    assert any(link["href"].endswith("/gorevler/") for link in footer.all("a"))


def test_each_quest_has_one_link_to_the_page_and_one_to_do_it(site):
    for quest in site.page("gorevler/").html.all("li", class_="quest"):
        about, do = quest.all("a")
        assert do.get("class") == "quest__do"
        assert about.text in do.text, "read alone, the link still says what it is about"


def test_a_district_has_a_fold_of_its_own(site):
    folds = {fold["id"] for fold in site.page("gorevler/").html.all("details")}
    assert {"asagi", "yukari"} <= folds
