"""What other programs read: site map, robots, redirects, feeds and the open data."""

import json
import math
from datetime import datetime
from xml.etree import ElementTree

from tests.site.building import SUB_PATH_ADDRESS
from tests.site.document import Document

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"
ATOM = "{http://www.w3.org/2005/Atom}"
HOSTILE_NAME = "{{ 7*7 }}${alert(1)}</script><img src=x onerror=alert(1)>"


# ── Site map and robots ───────────────────────────────────────────────────────────────────────────


def site_map(site):
    """Absolute address → its alternates by language."""
    root = ElementTree.fromstring(site.files["sitemap.xml"])
    assert root.tag == f"{SITEMAP}urlset"
    entries = [
        (
            entry.findtext(f"{SITEMAP}loc"),
            {link.get("hreflang"): link.get("href") for link in entry.iter(f"{XHTML}link")},
        )
        for entry in root.iter(f"{SITEMAP}url")
    ]
    assert len(dict(entries)) == len(entries), "an address stands twice"
    return dict(entries)


def not_for_paper(site):
    """Guides, posters and stamp sheets are found from the pages that they are about."""
    return [
        page
        for page in site.found_pages
        if not {*("rehber", "guide", "afis", "poster"), *("damgalar", "stamps")}
        & set(page.address.split("/"))
    ]


def test_the_site_map_lists_every_page_that_should_be_found(published_site):
    expected = {published_site.url(page.address) for page in not_for_paper(published_site)}
    assert set(site_map(published_site)) == expected


def test_the_site_map_leaves_samples_out_even_while_developing(local_site):
    expected = {
        local_site.url(page.address)
        for page in not_for_paper(local_site)
        if "ornek-etkinlik" not in page.address
    }
    assert set(site_map(local_site)) == expected


def test_the_site_map_names_every_page_in_every_language(published_site):
    listed = site_map(published_site)
    for address, others in listed.items():
        assert set(others) >= {"tr", "en"}, address
        assert address in others.values()
        for language in ("tr", "en"):
            assert listed[others[language]] == others, address


def test_robots_may_read_everything_and_learn_of_the_site_map(published_site):
    lines = published_site.files["robots.txt"].decode().splitlines()
    assert f"Sitemap: {SUB_PATH_ADDRESS}/sitemap.xml" in lines
    assert "User-agent: *" in lines
    assert not [line for line in lines if line.startswith("Disallow: /")]


# ── Addresses that have been ──────────────────────────────────────────────────────────────────────


def test_former_addresses_lead_on_in_every_language(site):
    for former, present in (
        ("yerler/eski-kitaplik/", "yerler/merkez-kitaplik/"),
        ("en/places/eski-kitaplik/", "en/places/merkez-kitaplik/"),
        ("etkinlikler/tahta-atolyesi/", "etkinlikler/ahsap-atolyesi/"),
        ("en/events/tahta-atolyesi/", "en/events/ahsap-atolyesi/"),
    ):
        page = site.page(former)
        assert page.is_redirect
        refresh = page.head.one("meta", http_equiv="refresh")["content"]
        delay, _, address = refresh.partition("; url=")
        assert delay == "0"
        assert site.target(page, address).resolved == site.url(present)
        assert page.head.one("link", rel="canonical")["href"] == site.url(present)
        assert page.meta("robots") == "noindex"
        (link,) = page.body.all("a")
        assert site.target(page, link["href"]).resolved == site.url(present), "without a browser"


def test_nothing_but_redirects_links_to_a_former_address(site):
    linked = {
        site.target(page, address).file
        for page in site.documents.values()
        for _, _, address in page.links()
    }
    redirects = {page.file for page in site.documents.values() if page.is_redirect}
    posters = {file for file in redirects if "/afis/" in file or "/poster/" in file}
    assert len(redirects - posters) == 6
    assert len(posters) >= 4
    assert not linked & redirects


def test_every_page_but_the_lost_one_is_linked_from_another(site):
    linked = {
        site.target(page, address).file
        for page in site.pages
        for element, _, address in page.links()
        if element.name == "a" and site.target(page, address).file != page.file
    }
    assert {page.file for page in site.found_pages} - linked == set()


# ── News feeds ────────────────────────────────────────────────────────────────────────────────────


def feeds(site):
    found = {
        name: ElementTree.fromstring(content)
        for name, content in site.files.items()
        if name.endswith(".atom.xml")
    }
    assert found
    return found


def test_every_feed_a_page_offers_exists(site):
    for page in site.pages:
        for link in page.head.all("link", type="application/atom+xml"):
            assert site.target(page, link["href"]).file in site.files, page.file


def test_feeds_have_what_the_atom_standard_asks_for(published_site):
    for name, feed in feeds(published_site).items():
        assert feed.tag == f"{ATOM}feed"
        links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
        assert links["self"] == published_site.url(name)
        for element in (feed, *feed.findall(f"{ATOM}entry")):
            assert element.findtext(f"{ATOM}id"), name
            assert element.findtext(f"{ATOM}title"), name
            moment = datetime.fromisoformat(element.findtext(f"{ATOM}updated"))
            assert moment.tzinfo is not None
        for entry in feed.findall(f"{ATOM}entry"):
            where = entry.find(f"{ATOM}link").get("href")
            assert published_site.target_of_url(where).file in published_site.files
            authors = [*feed.iter(f"{ATOM}author")]
            assert authors
            assert all(author.findtext(f"{ATOM}name") for author in authors), name


def test_feeds_have_the_name_of_the_site_and_ids_of_their_own(published_site):
    found = feeds(published_site)
    titles = {name: feed.findtext(f"{ATOM}title") for name, feed in found.items()}
    assert "Öğrenen Örnekköy" in titles["feeds/news.tr.atom.xml"]
    assert "Learning Sampleton" in titles["feeds/news.en.atom.xml"]
    ids = [feed.findtext(f"{ATOM}id") for feed in found.values()]
    assert len(set(ids)) == len(ids), "two feeds are one to a feed reader"


def test_an_english_page_offers_the_english_feed(published_site):
    page = published_site.page("en/news/")
    (link,) = page.head.all("link", type="application/atom+xml")
    feed = feeds(published_site)[published_site.target(page, link["href"]).file]
    assert [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")] == [
        "We are open"
    ]


def test_feeds_hold_nothing_that_runs(published_site):
    for name, feed in feeds(published_site).items():
        for content in [*feed.iter(f"{ATOM}content"), *feed.iter(f"{ATOM}summary")]:
            if name.startswith("feeds/events."):
                assert content.get("type") == "text", "shown letter by letter"
                continue
            assert content.get("type") == "html"
            fragment = Document.read(name, (content.text or "").encode())
            for element in fragment.root.walk():
                assert element.name not in ("script", "iframe", "object", "embed", "style")
                assert not [one for one in element.attributes if one.startswith("on")]
                assert not element.get("href").lower().startswith("javascript:")


# ── Open data ─────────────────────────────────────────────────────────────────────────────────────


def places(site):
    collection = json.loads(site.files["data/places.geojson"].decode("utf-8"))
    return collection, {feature["id"]: feature for feature in collection["features"]}


def test_the_places_are_geojson(site):
    collection, by_id = places(site)
    assert collection["type"] == "FeatureCollection"
    assert "crs" not in collection, "RFC 7946 knows one reference system only"
    assert set(by_id) == {"merkez-kitaplik", "cinar-parki", "islik-cikmazi", "kotu-niyetli"}
    for feature in collection["features"]:
        assert feature["type"] == "Feature"
        assert set(feature) >= {"type", "geometry", "properties"}
        assert feature["geometry"]["type"] == "Point"
        lon, lat = feature["geometry"]["coordinates"]
        assert 35.1 < lon < 35.3, "the longitude comes first"
        assert 39.8 < lat < 40.0
        assert math.isfinite(lon)


def test_the_places_lead_to_their_pages_and_name_their_sources(site):
    _, by_id = places(site)
    library = by_id["merkez-kitaplik"]["properties"]
    assert library["name"] == "Merkez Kitaplık"
    assert library["name_en"] == "Central Library"
    assert library["url"] == site.url("yerler/merkez-kitaplik/")
    assert library["url_en"] == site.url("en/places/merkez-kitaplik/")
    assert (library["source"], library["license"]) == ("Örnek yer listesi", "CC BY 4.0")
    untranslated = by_id["islik-cikmazi"]["properties"]
    assert untranslated["name"] == "İşlik Çıkmazı"
    assert "name_en" not in untranslated, "what nobody wrote is not there"


def test_a_hostile_name_stands_in_the_data_letter_by_letter(site):
    _, by_id = places(site)
    assert by_id["kotu-niyetli"]["properties"]["name"] == HOSTILE_NAME


def test_without_boundaries_there_is_no_map_of_districts_and_nobody_asks_for_it(site):
    assert "data/districts.geojson" not in site.files
    for page in site.pages:
        assert not [one for one in page.root.walk() if "data-districts" in one.attributes]
