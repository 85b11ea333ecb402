"""What every page of the site says and holds, at the root of a server and below a path."""

import json
import re
from collections import Counter
from itertools import pairwise
from urllib.parse import unquote, urlsplit

import pytest

LANGUAGES = ("tr", "en")
DATA_SCRIPTS = ("application/ld+json", "application/json")
LOADED = {
    "script": ("src",),
    "img": ("src", "srcset"),
    "source": ("src", "srcset"),
    "use": ("href",),
    "video": ("src", "poster"),
    "audio": ("src",),
    "meta": ("content",),
    "section": ("data-worker", "data-sizes"),
    "details": ("data-worker", "data-sizes"),
    "li": ("data-pack-list",),
    "div": ("data-places", "data-districts", "data-icons", "data-styles", "data-scripts"),
}
"""What a browser fetches by itself, or what our scripts fetch."""


def each(pages, check):
    """Apply `check` to every page and report all that fail, not only the first."""
    problems = [f"{page.file}: {problem}" for page in pages for problem in check(page) or ()]
    assert not problems, "\n".join(problems[:40])


# ── The head ──────────────────────────────────────────────────────────────────────────────────────


def test_every_page_is_html5_in_a_language_of_the_city(site):
    def check(page):
        expected = "en" if page.file.startswith("en/") else "tr"
        if page.declaration.lower() != "doctype html":
            yield "no doctype"
        if page.language != expected:
            yield f"lang is {page.language}"
        if not page.is_redirect and page.html["dir"] != "ltr":
            yield f"dir is {page.html.get('dir')}"
        if page.head.one("meta", charset="utf-8") is not page.head.all()[0]:
            yield "the character set is not said first"

    each(site.documents.values(), check)


def test_every_page_has_one_title_and_a_description_of_its_own(site):
    def check(page):
        if not page.head.one("title").text:
            yield "empty title"
        if not page.meta("description").strip():
            yield "empty description"
        if "width=device-width" not in page.meta("viewport"):
            yield "no viewport"
        if "user-scalable" in page.meta("viewport") or "maximum-scale" in page.meta("viewport"):
            yield "zooming is prevented"

    each(site.pages, check)
    titles = Counter((page.language, page.head.one("title").text) for page in site.pages)
    assert [title for title, number in titles.items() if number > 1] == []


def test_every_page_names_its_own_absolute_address(site):
    def check(page):
        if page.head.one("link", rel="canonical")["href"] != site.url(page.address):
            yield "canonical leads elsewhere"
        if page.meta("og:url") != site.url(page.address):
            yield "og:url leads elsewhere"

    each(site.found_pages, check)


def alternates(page):
    return {
        link["hreflang"]: link["href"]
        for link in page.head.all("link", rel="alternate")
        if "hreflang" in link.attributes
    }


def test_translations_point_at_each_other_and_the_source_language_is_the_default(site):
    by_url = {site.url(page.address): page for page in site.found_pages}

    def check(page):
        others = alternates(page)
        if set(others) != {*LANGUAGES, "x-default"}:
            yield f"alternates {sorted(others)}"
            return
        if others[page.language] != site.url(page.address):
            yield "does not name itself"
        if others["x-default"] != others["tr"]:
            yield "x-default is not the source language"
        for language in LANGUAGES:
            other = by_url.get(others[language])
            if other is None:
                yield f"{others[language]} does not exist"
            elif other.language != language or alternates(other) != others:
                yield f"{other.file} does not answer"

    each(site.found_pages, check)


def test_the_page_for_lost_addresses_stays_out_of_search_engines_and_speaks_both_languages(site):
    lost = site.page("404.html")
    assert lost.meta("robots") == "noindex"
    assert not lost.head.all("link", rel="canonical")
    assert not alternates(lost)
    assert {element.language for element in lost.main.all("h1", "h2")} == {"tr", "en"}
    leads_to = {site.target(lost, link["href"]).file for link in lost.main.all("a")}
    assert {"index.html", "en/index.html"} <= leads_to


def test_sharing_a_page_shows_its_title_and_description(site):
    def check(page):
        if page.meta("og:title") != page.head.one("title").text:
            yield "og:title differs from the title"
        if page.meta("og:description") != page.meta("description"):
            yield "og:description differs from the description"
        if page.meta("og:type") not in ("website", "article"):
            yield "og:type"
        name = {"tr": "Öğrenen Örnekköy", "en": "Learning Sampleton"}[page.language]
        if page.meta("og:site_name") != name:
            yield "og:site_name"

    each(site.pages, check)


# ── Trust: what a page may run and load ───────────────────────────────────────────────────────────


def policy(page):
    meta = page.head.one("meta", http_equiv="Content-Security-Policy")
    directives = (directive.split() for directive in meta["content"].split(";"))
    return {name: sources for name, *sources in directives}


def test_every_file_begins_with_the_same_strict_policy(site):
    embeds = {page.file for page in site.embeds}

    def check(page):
        first, second = page.head.all()[:2]
        if "charset" not in first.attributes:
            yield "something stands before the character set"
        if second.get("http-equiv") != "Content-Security-Policy":
            yield "something stands before the policy"
        rules = policy(page)
        if page.file in embeds:
            return  # theirs is stricter still: test_embeds.py
        if rules.pop("frame-src", []) != (["'self'"] if page.body.all("iframe") else []):
            yield "frames"
        images = [source for source in rules.pop("img-src") if source != "https://tiles.example"]
        if images != ["'self'", "data:"]:
            yield f"images from {images}"
        if rules != {
            "default-src": ["'none'"],
            "script-src": ["'self'"],
            "style-src": ["'self'"],
            "font-src": ["'self'"],
            "connect-src": ["'self'"],
            "manifest-src": ["'self'"],
            "worker-src": ["'self'"],
            "base-uri": ["'none'"],
            "form-action": ["'none'"],
        }:
            yield f"rules {rules}"

    each(site.documents.values(), check)


def test_the_tile_host_is_allowed_only_where_there_is_a_map_to_switch(site):
    def check(page):
        allowed = "https://tiles.example" in policy(page)["img-src"]
        wanted = any("data-street-switch" in element.attributes for element in page.root.walk())
        if allowed != wanted:
            yield "allowed without a map" if allowed else "a map without its tiles"

    each(site.documents.values(), check)


def test_nothing_runs_that_is_not_a_file_of_ours(site):
    def check(page):
        for element in page.root.walk():
            if element.name == "script" and "src" not in element.attributes:
                if element.get("type") not in DATA_SCRIPTS:
                    yield f"inline script: {element.source[:60]}"
            elif element.name == "script" and element.source.strip():
                yield "a script with a source and a content"
            if element.name in ("style", "object", "embed", "base", "applet"):
                yield f"<{element.name}>"
            if element.name == "iframe" and site.target(page, element["src"]).file is None:
                yield f"a frame with {element['src']}"
            for sends in {
                "action",
                "method",
                "formaction",
                "formtarget",
            } & element.attributes.keys():
                yield f"{sends} on <{element.name}>: a form here is read by script, never sent"
            for name, value in element.attributes.items():
                if name == "style" or name.startswith("on"):
                    yield f"{name} on <{element.name}>"
                if re.match(r"(?i)[\s\x00-\x20]*(javascript|vbscript|data):", value) and (
                    name in ("href", "src", "action", "data", "content", "xlink:href")
                ):
                    yield f"{name}={value[:40]}"

    each(site.documents.values(), check)


def test_no_page_loads_anything_from_elsewhere(site):
    def check(page):
        for element, attribute, address in page.links():
            fetched = LOADED.get(element.name, ())
            if element.name == "link" and element["rel"] not in ("canonical", "alternate"):
                fetched = ("href",)
            if attribute in fetched and site.target(page, address).file is None:
                yield f"<{element.name} {attribute}> from {address}"

    each(site.documents.values(), check)


def test_links_to_other_sites_say_so(site):
    def check(page):
        for link in page.body.all("a"):
            leads_away = site.target(page, link.get("href", "#")).file is None and urlsplit(
                link["href"]
            ).scheme in ("http", "https")
            if leads_away and not {"external", "noopener"} & set(link.get("rel").split()):
                yield link["href"]

    each(site.pages, check)


def test_a_place_can_be_opened_in_the_phones_own_map(site):
    """Whatever it is called: the name is only what the map writes beside the point (RFC 5870)."""
    places = [page for page in site.pages if page.body.all("div", class_="place-map__canvas")]
    assert places
    for page in places:
        (canvas,) = page.body.all("div", class_="place-map__canvas")
        if "data-lat" not in canvas.attributes:
            continue  # a route's
        (way,) = [link for link in page.body.all("a") if link.get("href", "").startswith("geo:")]
        point, _, label = way["href"].removeprefix("geo:").partition("?q=")
        assert [float(one) for one in point.split(",")] == [
            pytest.approx(float(canvas[name]), abs=1e-6) for name in ("data-lat", "data-lon")
        ]
        assert label.startswith(f"{point}(")
        assert unquote(label).endswith(f"({canvas['data-name']})")


# ── Links ─────────────────────────────────────────────────────────────────────────────────────────


def test_every_address_of_this_site_leads_somewhere(site):
    def check(page):
        for element, _, address in page.links():
            target = site.target(page, address)
            if target.file is None:
                continue
            if target.file not in site.files:
                yield f"<{element.name}> {address}"
            elif target.fragment and target.fragment not in site.parts(target.file):
                yield f"<{element.name}> {address}: no such part"

    each(site.documents.values(), check)


def test_every_address_in_the_styles_leads_to_an_asset(site):
    missing = []
    for name, content in site.files.items():
        if not name.endswith(".css"):
            continue
        folder = name.rpartition("/")[0]
        for address in re.findall(r"url\(\s*[\"']?([^\"')]+)", content.decode("utf-8")):
            if address.startswith(("data:", "#")):
                continue
            assert "://" not in address, f"{name}: {address}"
            target = site.target_of_url(f"{site.address}{folder}/")
            parts = [*target.resolved.removeprefix(site.address).strip("/").split("/")]
            for step in address.partition("#")[0].split("/"):
                if step == "..":
                    parts.pop()
                elif step != ".":
                    parts.append(step)
            if "/".join(parts) not in site.files:
                missing.append(f"{name}: {address}")
    assert missing == []


def test_no_address_says_which_machine_or_folder_built_it(site, local_build, published_build):
    for build in (local_build, published_build):
        secret = str(build.project.parent).encode()
        assert [name for name, content in build.files().items() if secret in content] == []


def test_the_languages_of_a_page_link_to_the_same_page(site):
    def check(page):
        other = "en" if page.language == "tr" else "tr"
        (link,) = page.body.one("nav", class_="languages").all("a")
        if link["lang"] != other or link["hreflang"] != other:
            yield "the link does not say its language"
        if site.target(page, link["href"]).resolved != alternates(page)[other]:
            yield f"leads to {link['href']}"
        if link.text != {"tr": "Türkçe", "en": "English"}[other]:
            yield f"is called {link.text}"

    each(site.found_pages, check)


# ── The frame ─────────────────────────────────────────────────────────────────────────────────────


def test_the_first_thing_the_keyboard_meets_skips_to_the_content(site):
    def check(page):
        first = next(
            element for element in page.body.walk() if element.name in ("a", "button", "input")
        )
        if first.get("class") != "skip-link" or first["href"] != "#main":
            yield "the first link does not skip"
        if page.main["id"] != "main":
            yield "there is no main part to skip to"

    each(site.pages, check)


def frame_links(page, part):
    return [(link["href"], link.text) for link in part.all("a")]


def main_menu(page):
    return page.body.one("nav", class_="site-nav")


@pytest.mark.parametrize("part", ["menu", "footer"])
def test_menu_and_footer_are_the_same_on_all_pages_of_a_language(site, part):
    def links(page):
        element = main_menu(page) if part == "menu" else page.body.one("footer")
        return frame_links(page, element)

    expected = {
        language: links(site.page(address)) for language, address in (("tr", ""), ("en", "en/"))
    }

    def check(page):
        if links(page) != expected[page.language]:
            yield set(expected[page.language]) ^ set(links(page))

    each(site.pages, check)


def test_the_menu_knows_the_page_one_is_on(site):
    def check(page):
        for link in main_menu(page).all("a"):
            here = site.target(page, link["href"]).file == page.file
            marked = link.get("aria-current")
            if here and marked != "page":
                yield f"{link.text} is this page and marked {marked!r}"
            if marked == "page" and not here:
                yield f"{link.text} is another page and marked as this one"

    each(site.found_pages, check)
    place = site.page("yerler/merkez-kitaplik/")
    marked = [link.text for link in main_menu(place).all("a") if link.get("aria-current")]
    assert marked == ["Yerler"]


def test_breadcrumbs_lead_home_and_end_here_and_say_the_same_to_machines(site):
    def check(page):
        trails = page.body.all("nav", class_="breadcrumbs")
        if page.address in ("", "en/"):
            if trails or page.json_ld("BreadcrumbList"):
                yield "the home page needs no way home"
            return
        items = trails[0].all("li")
        last = items[-1].one("span", aria_current="page")
        if trails[0].all("a", aria_current="page"):
            yield "the page links to itself"
        first = items[0].one("a")
        home = "index.html" if page.language == "tr" else "en/index.html"
        if site.target(page, first["href"]).file != home:
            yield "the trail does not begin at home"
        (data,) = page.json_ld("BreadcrumbList")
        said = [(item["name"], item["item"]) for item in data["itemListElement"]]
        shown = [
            (item.text, site.target(page, item.one("a")["href"]).resolved) for item in items[:-1]
        ]
        if [" ".join(name.split()) for name, _ in said] != [
            *(name for name, _ in shown),
            last.text,
        ]:
            yield f"says {said}, shows {shown}"
        if [url for _, url in said] != [*(url for _, url in shown), site.url(page.address)]:
            yield f"leads to {said}, shows {shown}"
        if [item["position"] for item in data["itemListElement"]] != [*range(1, len(said) + 1)]:
            yield "positions"

    each(site.found_pages, check)


def test_every_page_has_one_first_heading_and_no_level_is_skipped(site):
    def check(page):
        levels = [
            int(element.name[1])
            for element in page.body.walk()
            if re.fullmatch("h[1-6]", element.name)
        ]
        if levels.count(1) != 1:
            yield f"{levels.count(1)} first headings"
        for before, after in pairwise(levels):
            if after > before + 1:
                yield f"h{before} is followed by h{after}"
        if not page.body.one("h1").text:
            yield "the first heading is empty"

    each(site.pages, check)


def test_names_inside_a_page_are_unique_and_references_to_them_resolve(site):
    references = ("aria-labelledby", "aria-describedby", "aria-controls", "for")

    def check(page):
        ids = page.ids()
        yield from (f"id {name} twice" for name, number in Counter(ids).items() if number > 1)
        yield from (f"bad id {name!r}" for name in ids if not name or re.search(r"\s", name))
        for element in page.root.walk():
            for attribute in references:
                for name in element.get(attribute).split():
                    if name not in ids:
                        yield f"{attribute}={name}"

    each(site.pages, check)


def test_everything_that_can_be_pressed_or_seen_has_a_name(site):
    def named(element):
        alternative = any(image.get("alt") for image in element.all("img"))
        return element.text or element.get("aria-label") or alternative

    def check(page):
        for element in page.body.all("a", "button"):
            if element.name == "a" and "href" not in element.attributes:
                continue
            if not named(element) and not element.all("title"):
                yield f"<{element.name}> {element.attributes}"
        for image in page.body.all("img"):
            if "alt" not in image.attributes:
                yield f"img {image['src']}"
        for drawing in page.body.all("svg"):
            if drawing.get("aria-hidden") != "true" and "aria-label" not in drawing.attributes:
                yield "svg"
        for nav in page.body.all("nav"):
            if not nav.get("aria-label") and not nav.get("aria-labelledby"):
                yield "nav"

    each(site.pages, check)


def test_pages_say_who_made_them_nothing_in_comments(site):
    each(site.documents.values(), lambda page: page.comments)


# ── Languages ─────────────────────────────────────────────────────────────────────────────────────

ONLY_TURKISH = (
    "İşlik Çıkmazı",
    "Çevirisi henüz yazılmamış bir yer.",
    "yalnızca",
    "Çevirisi yazılmamış bir etkinlik özeti.",
)
"""Not the districts: their names are the same in all languages."""


def pieces_of_text(element):
    for child in element.children:
        if isinstance(child, str):
            if element.name not in ("script", "title"):
                yield element, child
        else:
            yield from pieces_of_text(child)


def test_what_is_missing_in_a_language_is_shown_in_turkish_and_marked_as_turkish(site):
    seen = set()

    def check(page):
        for element, text in pieces_of_text(page.body):
            for words in ONLY_TURKISH:
                if words in text:
                    seen.add(words)
                    if element.language != "tr":
                        yield f"“{words}” is said to be {element.language}, in <{element.name}>"

    each([page for page in site.found_pages if page.language == "en"], check)
    assert seen == set(ONLY_TURKISH)


def test_no_page_mixes_the_languages_of_the_interface(site):
    turkish, english = site.page("yerler/merkez-kitaplik/"), site.page("en/places/merkez-kitaplik/")
    assert "Sessiz bir okuma salonu" in turkish.main.text
    assert "A quiet reading room" in english.main.text
    assert "Sessiz bir okuma salonu" not in english.main.text
    assert "A quiet reading room" not in turkish.main.text
    assert turkish.body.one("a", class_="skip-link").text == "Doğrudan içeriğe geç"
    assert english.body.one("a", class_="skip-link").text == "Skip to the content"


def test_no_slot_or_key_of_a_phrase_is_left_on_a_page(site):
    def check(page):
        for _, text in pieces_of_text(page.body):
            if "kotu-niyetli" in page.file or "alert(1)" in text or "7*7" in text:
                continue  # contributed, and shown as it was written
            if re.search(r"%\(\w+\)|\bNone\b|\{\{|\}\}|<built-in|LocalText\(", text):
                yield text.strip()

    each(site.pages, check)


# ── Structured data ───────────────────────────────────────────────────────────────────────────────


def data_of(site, address, kind):
    (found,) = site.page(address).json_ld(kind)
    return found


def test_structured_data_is_json_with_a_known_context_everywhere(site):
    def check(page):
        for data in page.json_ld():
            if data["@context"] != "https://schema.org" or not data["@type"]:
                yield json.dumps(data)[:80]

    each(site.pages, check)


def test_a_place_tells_machines_where_it_is_and_what_is_known(site):
    data = data_of(site, "yerler/merkez-kitaplik/", "Library")
    assert data["name"] == "Merkez Kitaplık"
    assert data["url"] == site.url("yerler/merkez-kitaplik/")
    assert data["geo"] == {
        "@type": "GeoCoordinates",
        "latitude": 39.95012,
        "longitude": 35.25034,
    }
    assert data["address"] == {
        "@type": "PostalAddress",
        "streetAddress": "Örnek Sokak No: 4, Örnekköy",
        "addressLocality": "Yukarı Mahalle",
        "addressRegion": "Örnekköy",
        "addressCountry": "TR",
    }
    assert data["isAccessibleForFree"] is True
    assert data["telephone"] == "0354 000 00 00"
    answers = {feature["name"]: feature["value"] for feature in data["amenityFeature"]}
    assert answers == {"wheelchair": True, "toilets": False}
    english = data_of(site, "en/places/merkez-kitaplik/", "Library")
    assert english["name"] == "Central Library"
    assert english["@id"] == data["@id"]


def test_what_nobody_knows_about_a_place_is_not_told_to_machines(site):
    data = data_of(site, "yerler/cinar-parki/", "Place")
    absent = {"telephone", "email", "sameAs", "isAccessibleForFree", "amenityFeature"}
    assert not absent & set(data)
    assert "streetAddress" not in data["address"]


def test_an_event_tells_machines_when_and_where(site):
    data = data_of(site, "etkinlikler/ahsap-atolyesi/", "Event")
    assert data["name"] == "Ahşap Atölyesi"
    assert data["startDate"] == "2026-12-05T14:00:00+03:00"
    assert data["endDate"] == "2026-12-05T16:00:00+03:00"
    assert data["eventStatus"] == "https://schema.org/EventScheduled"
    assert data["eventAttendanceMode"] == "https://schema.org/OfflineEventAttendanceMode"
    assert data["location"]["name"] == "Merkez Kitaplık"
    assert data["location"]["url"] == site.url("yerler/merkez-kitaplik/")
    assert data["organizer"][0]["name"] == "Örnekköy Öğrenme Derneği"
    assert data["offers"]["price"] == 50
    assert data["offers"]["priceCurrency"] == "TRY"
    assert data["typicalAgeRange"] == "7-12"
    assert data["maximumAttendeeCapacity"] == 20


def test_each_way_an_event_can_happen_is_told_to_machines(site):
    days = data_of(site, "etkinlikler/okuma-gunleri/", "Event")
    assert (days["startDate"], days["endDate"]) == ("2026-11-21", "2026-11-23")
    assert days["location"]["@type"] == "City"
    assert days["isAccessibleForFree"] is True
    cancelled = data_of(site, "etkinlikler/bilim-gunu/", "Event")
    assert cancelled["eventStatus"] == "https://schema.org/EventCancelled"
    online = data_of(site, "etkinlikler/ay-bulusmasi/", "Event")
    assert online["eventAttendanceMode"] == "https://schema.org/OnlineEventAttendanceMode"
    assert online["location"] == {
        "@type": "VirtualLocation",
        "url": "https://bulusma.example/oda",
    }
    assert online["startDate"] == "2026-12-01T20:00:00+03:00", "the next time, not the first"
    spot = data_of(site, "etkinlikler/gecmis-senlik/", "Event")
    assert spot["location"]["geo"]["latitude"] == 39.9001


def test_an_organizer_tells_machines_who_they_are(site):
    data = data_of(site, "duzenleyenler/ornek-dernek/", "Organization")
    assert data["name"] == "Örnekköy Öğrenme Derneği"
    assert data["url"] == "https://dernek.example/"
    assert data["foundingDate"] == "2019"
    home = data_of(site, "", "Organization")
    assert home["name"] == data["name"]
