"""Ways to follow events: on every page that has some, in its language, and they lead to files."""

import pytest

PAGES = {
    "etkinlikler/": "data/events.ics",
    "yerler/cinar-parki/": "data/places/cinar-parki.ics",
    "alanlar/okuma/": "data/themes/okuma.ics",
    "kimler/herkes/": "data/audiences/herkes.ics",
    "ilceler/asagi/": "data/districts/asagi.ics",
    "duzenleyenler/ornek-dernek/": "data/organizers/ornek-dernek.ics",
    "etkinlikler/ahsap-atolyesi/": "data/events/ahsap-atolyesi.ics",
    "en/events/": "data/events.ics",
    "en/places/cinar-parki/": "data/places/cinar-parki.ics",
    "en/events/ahsap-atolyesi/": "data/events/ahsap-atolyesi.ics",
}


@pytest.mark.parametrize("address", PAGES)
def test_a_page_offers_its_own_calendar_in_three_ways(site, address):
    page = site.page(address)
    calendar = PAGES[address]
    links = [link["href"] for link in page.main.all("a")]
    host = site.address.partition(":")[2]
    assert f"webcal:{host}{calendar}" in links
    assert [one for one in links if one.startswith("https://calendar.google.com/calendar/r?cid=")]
    (download,) = [link for link in page.main.all("a") if "download" in link.attributes]
    assert site.target(page, download["href"]).file == calendar
    assert site.files[calendar].startswith(b"BEGIN:VCALENDAR\r\n")


def test_what_is_over_is_not_offered_to_a_calendar(site):
    page = site.page("etkinlikler/gecmis-senlik/")
    assert not [link for link in page.main.all("a") if "download" in link.attributes]
    assert "data/events/gecmis-senlik.ics" in site.files


def test_the_list_names_the_feed_of_its_language(site):
    for address, feed in (("etkinlikler/", "tr"), ("en/events/", "en")):
        page = site.page(address)
        named = [
            site.target(page, link["href"]).file
            for link in page.head.all("link", rel="alternate")
            if link.get("type") == "application/atom+xml"
        ]
        assert f"feeds/events.{feed}.atom.xml" in named


def test_samples_are_in_the_calendars_of_the_preview_only(local_site, published_site):
    for address in ("data/events.ics", "data/events.json", "feeds/events.atom.xml"):
        assert b"ornek-etkinlik" in local_site.files[address]
        assert b"ornek-etkinlik" not in published_site.files[address]
    assert "data/events/ornek-etkinlik.ics" in local_site.files
    assert "data/events/ornek-etkinlik.ics" not in published_site.files


def test_a_calendar_is_named_after_the_host(published_site):
    assert b"UID:ahsap-atolyesi@example.org\r\n" in published_site.files["data/events.ics"]
