"""What the pages and the data of the tiny city say about opening hours."""

import json

import pytest

SCRIPT = "js/place-opening.js"
KNOWN = ("merkez-kitaplik", "kotu-niyetli")
UNKNOWN = ("cinar-parki", "islik-cikmazi")


def scripts(page):
    return [element["src"] for element in page.root.all("script", type="module")]


def lent(page):
    (frame,) = [one for one in page.main.all("div") if "data-opening" in one.attributes]
    return json.loads(frame["data-opening"]), json.loads(frame["data-sentences"]), frame


@pytest.mark.parametrize("folder", ["yerler/", "en/places/"])
def test_only_pages_with_known_hours_load_the_script(site, folder):
    for place in KNOWN:
        assert any(SCRIPT in source for source in scripts(site.page(f"{folder}{place}/")))
    for place in UNKNOWN:
        page = site.page(f"{folder}{place}/")
        assert not any(SCRIPT in source for source in scripts(page))
        assert not [one for one in page.main.all("div") if "data-opening" in one.attributes]


def test_a_page_lends_the_same_days_as_the_table(site):
    table = json.loads(site.files["data/opening.json"])
    assert set(table["places"]) == set(KNOWN)
    assert table["from"] == "2026-11-16"  # the Monday of the week of the build
    for place in KNOWN:
        hours, _, _ = lent(site.page(f"yerler/{place}/"))
        rule = table["rules"][table["places"][place]]
        assert hours["from"] == table["from"]
        assert [hours["plans"][plan] for plan in hours["days"]] == [
            table["plans"][plan] for plan in rule
        ]


def test_every_sentence_is_lent_in_the_language_of_the_page(site):
    _, turkish, _ = lent(site.page("yerler/merkez-kitaplik/"))
    _, english, _ = lent(site.page("en/places/merkez-kitaplik/"))
    assert turkish["now"] == "Şu an {state}"
    assert english["now"] == "Right now: {state}"
    assert turkish["locale"] == "tr-TR"
    assert english["locale"] == "en-GB"
    assert set(turkish) == set(english)


def test_without_script_there_is_the_week_and_nothing_that_needs_one(site):
    page = site.page("yerler/merkez-kitaplik/")
    _, _, frame = lent(page)
    assert "Salı–Pazar: 09:00–17:00" in frame.text
    assert "Resmî tatillerde: kapalı" in frame.text
    (ask,) = frame.all("details")
    assert "hidden" in ask.attributes
    (now,) = [one for one in frame.all("p") if "data-now" in one.attributes]
    assert now.text == ""
    assert now["aria-live"] == "polite"
    for control in ask.all("input"):
        assert control.parent.name == "label"


def test_what_a_place_says_of_its_hours_is_only_words(site):
    hours, _, frame = lent(site.page("yerler/kotu-niyetli/"))
    said = "</p><img src=x onerror=alert(1)> {{ 7*7 }} {when} ${alert(1)} it's"
    assert hours["plans"][hours["days"][0]] == [[0, 1440, said]]
    assert f"Her gün: “{said}”" in frame.text


def test_machines_are_told_the_week_and_only_where_it_is_known(site):
    (data,) = site.page("yerler/merkez-kitaplik/").json_ld("Library")
    (week,) = data["openingHoursSpecification"]
    assert (week["opens"], week["closes"], len(week["dayOfWeek"])) == ("09:00", "17:00", 6)
    assert "specialOpeningHoursSpecification" not in data  # no holiday in these weeks
    for place in (*UNKNOWN, "kotu-niyetli"):
        for data in site.page(f"yerler/{place}/").json_ld():
            assert "openingHoursSpecification" not in data
