"""What a contributor writes stays text: on every page, in every field, without the policy's help.

The tiny city holds a place, an event, an organizer and a news post whose every field tries to
become markup, script, template code or a Pelican token.
"""

import re

import pytest

NAME = "{{ 7*7 }}${alert(1)}</script><img src=x onerror=alert(1)>"
SUMMARY = '"><svg onload=alert(1)> {% raw %} {attach}x{/attach} {static}/etc/passwd ]]> مرحبا שלום'
SHOWN_ON = (
    "yerler/",
    "yerler/kotu-niyetli/",
    "yerler/cinar-parki/",
    "harita/",
    "alanlar/okuma/",
    "kimler/herkes/",
    "ilceler/asagi/",
    "etkinlikler/kotu-niyetli-etkinlik/",
    "en/places/",
    "en/places/kotu-niyetli/",
    "en/map/",
    "en/districts/asagi/",
    "en/events/kotu-niyetli-etkinlik/",
)


@pytest.mark.parametrize("address", SHOWN_ON)
def test_a_hostile_name_is_read_as_it_was_written(site, address):
    assert NAME in site.page(address).main.text


def test_a_hostile_name_is_the_title_letter_by_letter(site):
    page = site.page("yerler/kotu-niyetli/")
    assert page.head.one("title").raw_text.startswith(f"{NAME} · ")
    assert page.body.one("h1").text == NAME
    assert NAME in page.meta("og:title")
    assert SUMMARY in page.meta("description")
    (data,) = page.json_ld("Library")
    assert data["name"] == NAME
    assert data["description"] == SUMMARY


def test_every_hostile_field_of_a_place_is_read_as_it_was_written(site):
    text = site.page("yerler/kotu-niyetli/").main.text
    for written in (
        SUMMARY,
        '"><svg onload=alert(1)> {{ 7*7 }} {static}/etc/passwd',
        "{{ 7*7 }} ${alert(1)} {% raw %} {attach}x{/attach} {static}/etc/passwd {include} ]]>",
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)> <svg onload=alert(1)> <!-- gizli",
        "</dd><script>alert(1)</script>",
        "{{ 7*7 }}</h3><script>alert(1)</script>",
        '"><svg onload=alert(1)> ${alert(1)} {% raw %} ]]> {{ cycler.__init__ }}',
        "<b onclick=alert(1)>kalem</b>, {static}/etc/passwd",
        "<marquee onstart=alert(1)>durak",
        "{{ 7*7 }}</script><script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
    ):
        assert written in text, written


def test_every_hostile_field_of_an_event_is_read_as_it_was_written(site):
    text = site.page("etkinlikler/kotu-niyetli-etkinlik/").main.text
    for written in (
        f"{NAME} etkinlik",
        f"{NAME} dernek",
        "</b><script>alert(1)</script> {% raw %}",
        "<img src=x onerror=alert(1)> {{ 7*7 }}",
        '"><svg onload=alert(1)>',
        "<script>alert(1)</script>",
    ):
        assert written in text, written


def test_every_hostile_field_of_an_organizer_is_read_as_it_was_written(site):
    text = site.page("duzenleyenler/kotu-niyetli-dernek/").main.text
    for written in (f"{NAME} dernek", '"><svg onload=alert(1)> {% raw %}', "{{ config }}"):
        assert written in text, written


def test_no_element_carries_what_was_meant_to_run(site):
    """Only attributes that hold words may hold such words."""
    words = {"content", "aria-label", "title", "alt", "data-name", "data-opening", "placeholder"}
    for page in site.documents.values():
        for element in page.root.walk():
            assert element.name not in ("marquee", "svg:script", "attach")
            for name, value in element.attributes.items():
                if "alert(1)" not in value or name in words:
                    continue
                assert name == "href", f"{page.file}: {name} on <{element.name}>"
                assert value.startswith("https://kotu.example/"), f"{page.file}: {value}"
        assert not [image for image in page.root.all("img") if image.get("src") == "x"]


def test_links_that_would_run_or_mislead_are_only_words(site):
    page = site.page("yerler/kotu-niyetli/")
    for label in ("betik", "büyük", "kaçak", "veri", "başka", "arkadan"):
        (link,) = [one for one in page.main.all("a") if one.text == label]
        assert "href" not in link.attributes, label
    news = site.page("haberler/acildik/")
    (link,) = [one for one in news.main.all("a") if one.text == "bağ"]
    assert "href" not in link.attributes


def test_links_written_by_contributors_promise_nothing_to_where_they_lead(site):
    page = site.page("yerler/merkez-kitaplik/")
    (link,) = [one for one in page.main.all("a") if one.text == "köşe"]
    assert set(link["rel"].split()) == {"noopener", "nofollow", "ugc"}


def test_no_template_was_evaluated_anywhere(local_build, published_build):
    for build in (local_build, published_build):
        for name, content in build.files().items():
            assert b"49$" not in content, name
            assert b"49</" not in content, name
            assert b"&lt;built-in" not in content, name


def test_no_token_was_followed_out_of_the_project(local_build, published_build):
    for build in (local_build, published_build):
        for name, content in build.files().items():
            assert "passwd" not in name
            assert b"root:x:" not in content, name


def test_a_hostile_place_closes_no_script_element(site):
    """JSON inside a page ends where our own element ends."""
    for page in site.pages:
        for script in page.root.all("script"):
            assert "</" not in script.source, page.file
            assert "<!--" not in script.source, page.file


def test_hostile_text_is_escaped_in_the_bytes_too(site):
    for name, content in site.files.items():
        if name.endswith(".html"):
            text = content.decode("utf-8")
            assert not re.search(r"(?i)<(img|svg|script|b|p)[^>]*alert\(1\)", text), name
