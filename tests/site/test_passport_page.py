"""The passport: the page holds all that it needs, and a sheet for those without a phone."""

import json

import pytest

PAGES = {"tr": "pasaport/", "en": "en/passport/"}


def data_of(page):
    (script,) = [one for one in page.root.walk() if one.get("id") == "passport-data"]
    return json.loads(script.source)


@pytest.mark.parametrize("language", PAGES)
def test_every_place_can_be_stamped_without_asking_anybody(site, language):
    page = site.page(PAGES[language])
    data = data_of(page)
    places = {
        feature["id"] for feature in json.loads(site.files["data/places.geojson"])["features"]
    }
    stamped = {key for key in data["stamps"] if key.startswith("place/")}
    assert stamped == {f"place/{place}" for place in places}
    for key, stamp in data["stamps"].items():
        assert site.target(page, stamp["path"]).file in site.files
        assert key.startswith("route/") or stamp["district"] in data["districts"]
        assert len(stamp["code"]) == 5
    assert all(text and "%(" not in str(text) for text in data["words"].values())


def test_both_languages_and_the_places_mean_one_passport(site):
    names = {data_of(site.page(address))["name"] for address in PAGES.values()}
    offers = [
        part["data-book"]
        for address in ("yerler/cinar-parki/", "en/places/merkez-kitaplik/")
        for part in site.page(address).main.all("div")
        if "data-stamp-offer" in part.attributes
    ]
    assert len(offers) == 2
    assert names == set(offers)
    assert names.pop().endswith("/")


def test_sites_on_one_host_keep_their_passports_apart(local_site, published_site):
    names = {data_of(one.page(PAGES["tr"]))["name"] for one in (local_site, published_site)}
    assert names == {"passport /", "passport /ogrenen-sehir/"}


def test_a_name_in_another_language_says_so(site):
    turkish = data_of(site.page(PAGES["tr"]))["stamps"]
    english = data_of(site.page(PAGES["en"]))["stamps"]
    assert not [stamp for stamp in turkish.values() if stamp.get("language")]
    assert {stamp.get("language", "en") for stamp in english.values()} <= {"en", "tr"}


def test_the_paper_has_a_row_of_stamps_for_each_field(site):
    page = site.page(PAGES["tr"])
    (booklet,) = page.main.all("div", class_="booklet")
    fields = [heading.text for heading in booklet.all("h3")]
    assert fields == [link.text for link in page.main.all("a", class_="field-stamp__label")]
    assert len(booklet.all("ul", class_="booklet__circles")) == len(fields)
    assert all(len(row.all("li")) == 4 for row in booklet.all("ul", class_="booklet__circles"))


def test_nobody_is_asked_for_a_name(site):
    page = site.page(PAGES["tr"])
    fields = page.main.all("input", "textarea")
    assert [field.get("type") for field in fields if field.name == "input"] == ["file"]
    assert not [
        field for field in fields if "name" in field.attributes or field.get("autocomplete")
    ]
