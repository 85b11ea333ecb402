"""Building again: the same bytes, only what differs, and never half a site."""

import re

import pytest

from tests.site.building import TINY_CITY, build, built, copy_of

WRITTEN = re.compile(r"(\d+) sayfa hazır \((\d+) dosya yazıldı, (\d+) silindi\)")


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    """A town that the tests of this file change one after the other, and its output."""
    folder = tmp_path_factory.mktemp("rebuilding")
    return copy_of(TINY_CITY, folder / "town"), folder / "output"


@pytest.fixture(scope="module")
def first(town):
    """Read in the opposite order and hashed with another seed than the build it is held against."""
    return built(*town, reversed_listings=True, hash_seed="424242")


def times(folder):
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


def test_two_builds_are_the_same_to_the_last_byte_whatever_the_order_of_files(first, local_build):
    ours, others = first.files(), local_build.files()
    assert set(ours) == set(others)
    assert [name for name in ours if ours[name] != others[name]] == []


def test_a_build_tells_what_it_did_in_turkish(local_build):
    pages, written, removed = map(int, WRITTEN.search(local_build.told).groups())
    assert pages > 50
    assert written > pages
    assert removed == 0
    assert "İlçe sınırları yok" in local_build.told, "the missing boundaries are told, not hidden"
    for word in ("WARNING", "ERROR", "Traceback"):
        assert word not in local_build.told


PELICANS_OWN = {
    f"{folder}/index.html"
    for folder in (
        *("hakkinda", "gizlilik", "haberler/acildik"),
        *("en/about", "en/privacy", "en/news/acildik"),
    )
}
"""Pelican writes its few pages anew each time, and its feeds."""


def test_building_again_writes_nothing_and_taking_a_place_away_takes_its_pages(first, town):
    project, output = town
    foreign = output / "CNAME"
    foreign.write_text("ogrenen.example\n", encoding="utf-8")
    before = times(output)
    again = built(project, output)
    _, written, removed = map(int, WRITTEN.search(again.told).groups())
    assert (written, removed) == (0, 0)
    changed = {
        path.relative_to(output).as_posix()
        for path, time in times(output).items()
        if before.get(path) != time and path.parent.name != "feeds"
    }
    assert changed <= PELICANS_OWN

    (project / "places" / "asagi" / "islik-cikmazi.yaml").unlink()
    before = again.files()
    after = built(project, output)
    gone = set(before) - set(after.files())
    # The explorer's files are named after what is in them, so they are others now.
    renamed = {name for name in gone if name.startswith("data/explorer/")}
    assert len(renamed) == len(set(after.files()) - set(before))
    assert gone - renamed == {
        "yerler/islik-cikmazi/index.html",
        "en/places/islik-cikmazi/index.html",
        "yerler/islik-cikmazi/rehber/index.html",
        "yerler/islik-cikmazi/rehber/sinif/index.html",
        "en/places/islik-cikmazi/guide/index.html",
        "en/places/islik-cikmazi/guide/class/index.html",
        "data/source/place/islik-cikmazi.json",
        "data/places/islik-cikmazi.ics",
    }
    assert not (output / "yerler" / "islik-cikmazi").exists(), "an empty folder stayed"
    assert [name for name, content in after.files().items() if b"islik-cikmazi" in content] == []
    assert foreign.exists(), "what we did not make is not ours to remove"


def test_wrong_data_stops_the_build_kindly_and_leaves_the_last_good_site(first, town):
    project, output = town
    wrong = project / "places" / "asagi" / "yanlis.yaml"
    wrong.write_text(
        "name: Yanlış\nkind: kitaplk\ndistrict: asagi\nlocation: {lat: 35.15120, lon: 39.85110}\n"
        "themes: [okuma]\naudiences: [herkes]\nsummary: Üç yanlışı olan bir yer.\nücret: yok\n",
        encoding="utf-8",
    )
    before = times(output)
    refused = build(project, output)
    wrong.unlink()
    assert refused.exit_code == 1
    assert times(output) == before
    assert "Traceback" not in refused.told
    assert 'File "' not in refused.told
    assert str(project) not in refused.told, "paths are told as they are in the project"
    for line in (2, 4, 8):
        assert f"places/asagi/yanlis.yaml:{line}:" in refused.told
    assert "kitaplik" in refused.told, "the word that was likely meant"
    assert "lat: 39.85110, lon: 35.15120" in refused.told, "the pair turned round"
    assert "Site kurulamadı" in refused.told
    assert "3 hata" in refused.told
