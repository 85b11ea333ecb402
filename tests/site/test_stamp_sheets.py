"""Codes to hang up lead to the passport with the place's own code, and can be read off paper."""

import json
import re

import pytest

PAGES = {"tr": "pasaport/damgalar/yukari/", "en": "en/passport/stamps/yukari/"}


@pytest.mark.parametrize("language", PAGES)
def test_each_place_of_the_district_has_its_code(site, language):
    page = site.page(PAGES[language])
    passport = site.page({"tr": "pasaport/", "en": "en/passport/"}[language])
    (script,) = [one for one in passport.root.walk() if one.get("id") == "passport-data"]
    stamps = json.loads(script.source)["stamps"]
    cards = page.main.all("li", class_="stamp-sheet")
    here = {key for key, stamp in stamps.items() if stamp.get("district") == "yukari"}
    assert {f"place/{card['id']}" for card in cards} == here
    for card in cards:
        letters = card.one("span", class_="stamp-sheet__letters").text
        assert letters == stamps[f"place/{card['id']}"]["code"]
        assert card.all("svg", class_="qr")


def test_the_passport_leads_to_the_sheets(site):
    page = site.page("pasaport/")
    leads = {site.target(page, link["href"]).file for link in page.main.all("a", class_="chip")}
    assert f"{PAGES['tr']}index.html" in leads


def test_routes_can_be_stamped_too(site):
    page = site.page("pasaport/")
    (script,) = [one for one in page.root.walk() if one.get("id") == "passport-data"]
    routes = {key for key in json.loads(script.source)["stamps"] if key.startswith("route/")}
    made = {
        f"route/{match[1]}"
        for name in site.files
        if (match := re.fullmatch(r"rotalar/([^/]+)/index\.html", name))
        and b'http-equiv="refresh"' not in site.files[name]
    }
    assert routes == made
    assert routes
