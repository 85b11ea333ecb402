"""Lists inside other people's pages: small, silent, and with a line to copy that is right."""

import gzip
import re
from html.parser import HTMLParser

import pytest

FAMILIES = {
    "tr": {"districts": "ilceler", "organizers": "duzenleyenler", "themes": "alanlar"},
    "en": {"districts": "districts", "organizers": "organizers", "themes": "themes"},
}
ROOT = {"tr": "yerlestir/", "en": "en/embed/"}


def embed(site, language, family, name):
    return site.page(f"{ROOT[language]}{FAMILIES[language][family]}/{name}/")


def test_every_district_field_audience_and_organizer_has_a_list_in_every_language(site):
    for language, folders in FAMILIES.items():
        facets = {
            page.address.removeprefix("en/")
            for page in site.found_pages
            if page.language == language
            and re.fullmatch(rf"(?:en/)?(?:{'|'.join(folders.values())})/[a-z-]+/", page.address)
        }
        embeds = {page.address.removeprefix(ROOT[language]) for page in site.embeds}
        assert len(facets) > 5
        assert facets <= embeds


def test_a_list_runs_nothing_keeps_nothing_and_is_for_no_search_engine(site):
    assert len(site.embeds) > 10
    for page in site.embeds:
        assert page.meta("robots") == "noindex"
        policy = page.head.one("meta", http_equiv="Content-Security-Policy")["content"]
        assert policy == (
            "default-src 'none'; style-src 'self'; img-src 'self' data:; "
            "base-uri 'none'; form-action 'none'"
        )
        assert not page.root.all("script", "button", "input", "form", "nav")
    assert "yerlestir/ilceler" not in site.files["sitemap.xml"].decode()


def test_links_of_a_list_open_in_the_whole_window(site):
    for page in site.embeds:
        links = page.body.all("a")
        assert links
        assert {(link["target"], link["rel"]) for link in links} == {("_top", "noopener")}


def test_a_list_is_a_whole_page_with_headings_and_a_language(site):
    for page in site.embeds:
        levels = [int(element.name[1]) for element in page.body.all("h1", "h2")]
        assert levels[0] == 1, page.file
        assert levels.count(1) == 1
        assert page.head.one("title").text
        assert page.html["dir"] == "ltr"


def test_a_list_says_what_its_page_says(site):
    page = embed(site, "tr", "districts", "yukari")
    names = [link.text for link in page.main.all("a")]
    assert names[0] == "Yukarı Mahalle"
    assert "Merkez Kitaplık" in names
    assert "Çınar Parkı" not in names, "that is in the other district"
    assert site.target(page, page.main.all("a")[0]["href"]).file == "ilceler/yukari/index.html"
    english = embed(site, "en", "districts", "yukari")
    assert "Central Library" in [link.text for link in english.main.all("a")]
    organizer = embed(site, "tr", "organizers", "ornek-dernek")
    assert "Ahşap Atölyesi" in [link.text for link in organizer.main.all("a")]


def test_what_is_not_translated_is_marked_in_a_list_too(site):
    page = embed(site, "en", "districts", "asagi")
    (place,) = (link for link in page.main.all("a") if link.text == "İşlik Çıkmazı")
    assert place.one("span")["lang"] == "tr"


def test_a_list_is_light(site):
    """All a framed page asks for: itself, one style, one sign."""
    for page in site.embeds:
        files = {page.file} | {
            site.target(page, address).file
            for element, _, address in page.links()
            if element.name in ("link", "img")
        }
        assert len(files) == 3
        assert sum(len(gzip.compress(site.files[name], 9, mtime=0)) for name in files) < 12_000


# ── The page with the line ────────────────────────────────────────────────────────────────────────


class _Frames(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


def read_line(text):
    reader = _Frames()
    reader.feed(text)
    ((tag, attributes),) = reader.found
    assert tag == "iframe"
    return attributes


@pytest.mark.parametrize(("address", "language"), [("yerlestir/", "tr"), ("en/embed/", "en")])
def test_each_line_shows_its_list_with_a_title_and_loads_late(site, address, language):
    embeds = {one.file for one in site.embeds}
    page = site.page(address)
    codes = page.main.all("code")
    assert len(codes) > 10
    for code in codes:
        frame = read_line(code.raw_text)
        target = site.target_of_url(frame["src"])
        assert target.file in embeds
        shown = site.documents[target.file]
        assert " ".join(frame["title"].split()) == shown.head.one("title").text
        assert frame["loading"] == "lazy"
        assert int(frame["height"]) > 300


def test_hostile_names_stay_inside_their_line(site):
    page = site.page("yerlestir/")
    entry = page.main.one("details", id="organizers-kotu-niyetli-dernek")
    for code in entry.all("code"):
        frame = read_line(code.raw_text)
        assert set(frame) == {"src", "title", "width", "height", "loading", "style"}
        assert "<" in frame["title"], "the name is a hostile one"


def test_districts_and_organizers_lead_to_their_line(site):
    page = site.page("duzenleyenler/ornek-dernek/")
    (link,) = (one for one in page.main.all("a") if "list=" in one.get("href"))
    assert link["href"].partition("?")[2] == "list=organizers-ornek-dernek#secin"
    target = site.page("yerlestir/")
    assert target.main.one("details", id="organizers-ornek-dernek")


def test_the_page_shows_one_list_as_it_will_look(site):
    page = site.page("yerlestir/")
    frame = page.main.one("iframe")
    assert site.target(page, frame["src"]).file in {one.file for one in site.embeds}
    assert frame["title"]
