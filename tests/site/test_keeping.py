"""What the build says to a device that keeps pages: the worker, the packs, the app's manifest."""

import hashlib
import json
import re
import struct

import pytest

LANGUAGES = {"tr": "", "en": "en/"}


def told_to_worker(site):
    text = site.files["sw.js"].decode("utf-8")
    build, scripts = re.fullmatch(
        r"self\.learningCityBuild = (\{.*\});\nimportScripts\((.*)\);\n", text
    ).groups()
    return json.loads(build), json.loads(f"[{scripts}]")


def file_of(address):
    return f"{address}index.html" if not address or address.endswith("/") else address


def test_the_worker_names_files_of_this_very_build(site):
    build, scripts = told_to_worker(site)
    base = site.address.removeprefix("https://example.org").removeprefix("http://localhost:8000")
    assert build["base"] == base
    assets = {name for name in site.files if name.startswith(f"assets/{build['assets']}/")}
    kept = {f"assets/{build['assets']}/{name}" for name in build["names"]}
    assert set(scripts) <= kept <= assets
    left = {name.rpartition("/")[2] for name in assets - kept if not name.endswith(".png")}
    assert left == {"leaving.js", "embed.css", "embed-code.css", "embed-code.js"}
    for address, digest in build["set"]:
        content = site.files[file_of(address)]
        assert hashlib.sha256(content).hexdigest()[:16] == digest, address


def test_the_set_is_the_map_with_its_data_and_the_page_for_times_without_a_network(site):
    build, _ = told_to_worker(site)
    addresses = [address for address, _ in build["set"]]
    assert {"harita/", "en/map/", "cevrimdisi/", "en/offline/"} <= set(addresses)
    data = {name for name in site.files if name.startswith("data/explorer/")}
    assert len(data) > 3
    assert data <= set(addresses)
    assert len(addresses) == len(set(addresses))
    for language in ("harita/", "en/map/"):
        told = site.page(language).root.one("script", id="map-addresses").source
        named = set(re.findall(r'data/explorer/[^"]+\.json', told))
        assert named
        assert named <= set(addresses)


def test_what_is_taken_for_named_after_its_content_is(site):
    """The worker never asks for such a file again (explorer_data.py)."""
    build, _ = told_to_worker(site)
    for name in site.files:
        if name.startswith(build["named"]):
            assert re.search(r"-[0-9a-f]{10}(?:/|\.json$)", name), name


def test_each_language_is_told_in_its_own_words(site):
    build, _ = told_to_worker(site)
    spoken = {one["code"]: one for one in build["languages"]}
    assert list(spoken) == ["en", "tr"], "the language at the root fits any address and comes last"
    assert spoken["en"]["words"]["away"].startswith("No connection")
    assert spoken["tr"]["words"]["away"].startswith("Bağlantı yok")
    assert all("{day}" in one["words"][why] for one in spoken.values() for why in ("away", "slow"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_pack_is_all_pages_of_a_district_and_its_size_is_said(site, language):
    sizes = json.loads(site.files[f"data/offline/{language}.json"])
    build, _ = told_to_worker(site)
    assets = [f"assets/{build['assets']}/{name}" for name in build["names"]]
    start = [*assets, *(file_of(address) for address, _ in build["set"])]
    assert sizes["start"] == sum(len(site.files[name]) for name in start)
    assert set(sizes["packs"]) == {"asagi", "yukari"}
    words = {
        "tr": ("yerler", "ilceler", "etkinlikler", "rehber"),
        "en": ("places", "districts", "events", "guide"),
    }
    places, districts, events = (LANGUAGES[language] + word for word in words[language][:3])
    for district, size in sizes["packs"].items():
        pages = json.loads(site.files[f"data/offline/{language}/{district}.json"])["pages"]
        assert pages[0] == f"{districts}/{district}/"
        listed = {page for page in pages if page.startswith(f"{places}/")}
        expected = {
            f"{places}/{place['id']}/"
            for place in json.loads(site.files["data/places.geojson"])["features"]
            if place["properties"]["district"] == district
        }
        assert expected <= listed
        # a place's field guides lie below it, and come along
        assert all(any(page.startswith(place) for place in expected) for page in listed)
        assert f"{sorted(expected)[0]}{words[language][3]}/" in listed
        assert all(page.startswith(f"{events}/") for page in set(pages[1:]) - listed)
        assert size == {
            "pages": len(pages),
            "bytes": sum(len(site.files[file_of(page)]) for page in pages),
        }
    assert (
        f"{events}/ahsap-atolyesi/"
        in json.loads(site.files[f"data/offline/{language}/yukari.json"])["pages"]
    ), "coming events belong to it"


# ── The manifest ──────────────────────────────────────────────────────────────────────────────────


def manifest_of(site, page):
    address = site.target(page, page.head.one("link", rel="manifest")["href"]).file
    return json.loads(site.files[address])


def test_every_page_names_the_manifest_of_its_language(site):
    for page in site.pages:
        assert manifest_of(site, page)["lang"] == page.language, page.file


@pytest.mark.parametrize(
    ("address", "name"), [("", "Öğrenen Örnekköy"), ("en/", "Learning Sampleton")]
)
def test_the_manifest_leads_into_the_site_below_its_path(site, address, name):
    home = site.page(address)
    manifest = manifest_of(site, home)
    assert manifest["name"] == name
    assert site.target(home, manifest["start_url"]).file == home.file
    assert (
        manifest["scope"]
        == manifest["id"]
        == site.page("")
        .head.one("link", rel="manifest")["href"]
        .removesuffix("manifest.webmanifest")
    )
    for shortcut in manifest["shortcuts"]:
        assert site.target(home, shortcut["url"]).file in site.files
        assert shortcut["name"]


def test_the_manifests_icons_are_there_in_the_size_they_say(site):
    home = site.page("")
    purposes = set()
    for icon in manifest_of(site, home)["icons"]:
        content = site.files[site.target(home, icon["src"]).file]
        purposes.add((icon["type"], icon["purpose"]))
        if icon["type"] == "image/svg+xml":
            assert icon["sizes"] == "any"
            assert content.startswith(b"<svg")
        else:
            assert content.startswith(b"\x89PNG")
            width, height = struct.unpack(">II", content[16:24])
            assert icon["sizes"] == f"{width}x{height}"
    assert {("image/png", "any"), ("image/png", "maskable"), ("image/svg+xml", "any")} <= purposes


def test_the_colours_of_manifest_page_and_styles_agree(site):
    home = site.page("")
    colours = {meta["media"]: meta["content"] for meta in home.head.all("meta", name="theme-color")}
    manifest = manifest_of(site, home)
    light = colours["(prefers-color-scheme: light)"]
    assert manifest["theme_color"] == manifest["background_color"] == light
    (styles,) = (text for name, text in site.files.items() if name.endswith("css/site.css"))
    written = styles.decode().replace(" ", "")
    assert f"--stone-50:{light};" in written
    assert f"--color-page:{colours['(prefers-color-scheme: dark)']};" in written
