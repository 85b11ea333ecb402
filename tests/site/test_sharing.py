"""Passing a page on: a preview picture where the site is published, a ready text everywhere."""

from io import BytesIO
from urllib.parse import parse_qs, urlsplit

from PIL import Image

SHARED = ("yerler/merkez-kitaplik/", "en/places/cinar-parki/", "etkinlikler/ahsap-atolyesi/")


def test_a_published_place_or_event_shows_a_picture_of_its_own(published_site):
    pictures = set()
    for address in SHARED:
        page = published_site.page(address)
        picture = page.meta("og:image")
        assert picture.startswith("https://example.org/ogrenen-sehir/share/")
        content = published_site.files[published_site.target(page, picture).file]
        with Image.open(BytesIO(content)) as image:
            assert image.format == "PNG"
            assert image.size == (1200, 630)
            assert (page.meta("og:image:width"), page.meta("og:image:height")) == ("1200", "630")
        assert len(content) < 300_000
        title = page.body.one("h1").text
        assert title in page.meta("og:image:alt")
        assert page.meta("twitter:card") == "summary_large_image"
        pictures.add(picture)
    assert len(pictures) == len(SHARED)


def test_other_pages_and_the_preview_at_home_name_no_picture(local_site, published_site):
    pages = [published_site.page(""), published_site.page("yerler/"), *local_site.pages]
    for page in pages:
        names = [meta.get("property") or meta.get("name") for meta in page.head.all("meta")]
        assert not [name for name in names if name.startswith(("og:image", "twitter:"))]
    assert not [name for name in local_site.files if name.startswith("share/")]


def test_a_ready_text_stands_on_the_page_and_in_the_link(site):
    for address in SHARED:
        page = site.page(address)
        (part,) = [part for part in page.main.all("div") if "data-share" in part.attributes]
        (text,) = [part for part in part.all("p") if "data-text" in part.attributes]
        (link,) = part.all("a")
        sent = parse_qs(urlsplit(link["href"]).query)["text"][0]
        assert " ".join(sent.split()) == text.text
        assert sent.splitlines()[0] == page.body.one("h1").text
        assert sent.splitlines()[-1] == site.url(page.address)


def test_what_needs_a_script_is_hidden_without_one(site):
    part = next(
        part for part in site.page(SHARED[0]).main.all("div") if "data-share" in part.attributes
    )
    for button in part.all("button"):
        assert "hidden" in next(iter(button.ancestors())).attributes
