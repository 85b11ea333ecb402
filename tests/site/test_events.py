"""Events on the pages: what is on, what is over, what repeats. The clock says 22 November 2026."""

import re


def times(page, element=None):
    return [time["datetime"] for time in (element or page.main).all("time")]


def cards(element):
    """Address and text of each event card, in order."""
    return [
        (card.one("a", class_="card__link")["href"].strip("/").split("/")[-1], card.text)
        for card in element.all("li", class_="event-card")
    ]


def test_today_shows_what_runs_today_and_not_what_is_over(local_site):
    home = local_site.page("")
    shown = [name for name, _ in cards(home.main)]
    assert shown[0] == "okuma-gunleri", "a festival of three days runs on its second day"
    assert "gecmis-senlik" not in shown
    assert shown.count("cumartesi-okumasi") == 1, "what repeats is announced once"


def test_a_cancelled_event_is_not_announced_on_the_home_page_but_stays_in_the_list(local_site):
    assert "bilim-gunu" not in dict(cards(local_site.page("").main))
    listed = dict(cards(local_site.page("etkinlikler/").main))
    assert "İptal" in listed["bilim-gunu"]


def test_a_cancelled_event_says_why_and_offers_no_registration(local_site):
    page = local_site.page("etkinlikler/bilim-gunu/")
    assert "Fırtına uyarısı nedeniyle." in page.main.text


def test_an_exception_takes_a_date_away_and_the_weekday_stays(local_site):
    page = local_site.page("etkinlikler/cumartesi-okumasi/")
    found = [moment[:10] for moment in times(page)]
    for day in ("2026-11-28", "2026-12-05", "2026-12-19", "2026-12-26"):
        assert day in found
    assert "2026-12-12" not in found
    assert "2027-01-02" not in found


def test_past_dates_of_a_repeating_event_are_kept_apart(local_site):
    page = local_site.page("etkinlikler/cumartesi-okumasi/")
    past = page.main.one("ul", class_="dates--past")
    assert [moment[:10] for moment in times(page, past)] == [
        "2026-11-21",
        "2026-11-14",
        "2026-11-07",
    ]


def test_a_monthly_rule_falls_on_first_tuesdays(local_site):
    page = local_site.page("etkinlikler/ay-bulusmasi/")
    found = {moment[:10] for moment in times(page)}
    assert {"2026-12-01", "2027-01-05", "2027-02-02", "2027-03-02"} <= found


def test_an_online_event_links_to_its_room(local_site):
    page = local_site.page("etkinlikler/ay-bulusmasi/")
    assert "https://bulusma.example/oda" in [link.get("href") for link in page.main.all("a")]


def test_a_past_event_keeps_its_page_and_says_that_it_is_over(local_site):
    page = local_site.page("etkinlikler/gecmis-senlik/")
    assert "Kasaba Meydanı" in page.main.text
    assert "gecmis-senlik" not in dict(cards(local_site.page("etkinlikler/").main))
    assert page.main.all("p", class_="note--care")


def test_several_days_are_said_as_a_span(local_site):
    assert "21–23 Kasım 2026" in local_site.page("etkinlikler/okuma-gunleri/").main.text
    assert "21–23 November 2026" in local_site.page("en/events/okuma-gunleri/").main.text


def test_times_are_the_citys_own(local_site):
    text = local_site.page("etkinlikler/ahsap-atolyesi/").main.text
    assert "5 Aralık 2026 Cumartesi" in text
    assert re.search(r"14:00\s?–\s?16:00", text)


def test_a_sample_is_marked_while_developing(local_site):
    listed = dict(cards(local_site.page("etkinlikler/").main))
    assert "ornek-etkinlik" in listed
    page = local_site.page("etkinlikler/ornek-etkinlik/")
    assert page.main.all("p", class_="note--sample")


def test_a_sample_is_nowhere_in_what_is_published(published_site):
    for words in ("Uydurma Etkinlik", "Invented Event", "ornek-etkinlik"):
        found = [
            name
            for name, content in published_site.files.items()
            if words in name or words.encode() in content
        ]
        assert found == []


def test_events_are_found_from_their_place_field_audience_district_and_organizer(local_site):
    for address in (
        "yerler/merkez-kitaplik/",
        "alanlar/bilim/",
        "kimler/cocuk/",
        "ilceler/yukari/",
        "duzenleyenler/ornek-dernek/",
    ):
        assert "ahsap-atolyesi" in dict(cards(local_site.page(address).main)), address
