"""The diary of the data: grouped so that it stays readable, and nobody's name in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from itertools import product
from typing import get_args
from xml.etree import ElementTree

import pytest

from learning_city.city.city import City
from learning_city.outputs.changes_pages import MOST_DAYS, MOST_NAMES, build, grouped
from learning_city.outputs.site import ChangeKind, Family, File, Page, Recorded
from tests.city_project import Project
from tests.outputs.test_contribution_links import site_of

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def city(small_city: Project) -> City:
    found = small_city.assemble().city
    assert found is not None
    return found


def happened(
    day: str, kind: ChangeKind, identifier: str = "kitaplik", family: Family = "place"
) -> Recorded:
    return Recorded(datetime.fromisoformat(f"{day}:00+00:00"), kind, family, identifier)


def told(city: City, *history: Recorded) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(group.day.isoformat(), group.kind, group.ids) for group in grouped(city, history)]


def test_the_latest_day_comes_first_and_each_thing_once_a_day(city: City) -> None:
    assert told(
        city,
        happened("2026-11-01T10:00", "new"),
        happened("2026-11-01T11:00", "changed"),
        happened("2026-11-02T10:00", "changed"),
        happened("2026-11-02T11:00", "verified"),
        happened("2026-11-02T12:00", "changed"),
    ) == [("2026-11-02", "verified", ("kitaplik",)), ("2026-11-01", "new", ("kitaplik",))]


def test_a_day_is_the_citys_own(city: City) -> None:
    assert told(city, happened("2026-11-01T21:30", "new"))[0][0] == "2026-11-02"


def test_what_is_not_published_is_not_told_but_what_went_away_is(city: City) -> None:
    assert told(
        city,
        happened("2026-11-01T10:00", "new", "yok"),
        happened("2026-11-02T10:00", "removed", "yok"),
        happened("2026-11-03T10:00", "removed", "kitaplik"),
    ) == [("2026-11-02", "removed", ("yok",))]


def test_a_new_name_is_no_farewell(small_city: Project) -> None:
    small_city.change(
        "places/konak/kitaplik.yaml", "themes:", "former_ids: [eski-kitaplik]\nthemes:"
    )
    city = small_city.assemble().city
    assert city is not None
    assert told(city, happened("2026-11-02T10:00", "removed", "eski-kitaplik")) == []


def test_a_sample_is_not_told(small_city: Project) -> None:
    small_city.change("events/2026/hikaye-saati.yaml", "themes:", "sample: true\nthemes:")
    city = small_city.assemble().city
    assert city is not None
    assert told(city, happened("2026-11-02T10:00", "new", "hikaye-saati", "event")) == []


def test_the_page_ends_somewhere(city: City) -> None:
    many = [
        replace(
            happened("2026-01-01T10:00", "changed"),
            moment=datetime.fromtimestamp(1767261600 + day * 86400, UTC),
        )
        for day in range(200)
    ]
    assert len(grouped(city, many)) == MOST_DAYS
    crowd = [happened("2026-11-02T10:00", "removed", f"yer-{number}") for number in range(40)]
    site = replace(site_of(city), history=crowd)
    page = next(one for one in build(city, site) if isinstance(one, Page))
    days = page.view()["days"]
    assert isinstance(days, list)
    ((_, [(group, names)]),) = days
    assert len(group.ids) == 40
    assert len(names) == MOST_NAMES
    assert all(one.path is None for one in names), "what went away has no page"


def test_the_feed_has_an_entry_for_each_kind_and_day(city: City) -> None:
    site = replace(
        site_of(city),
        history=[
            happened("2026-11-01T10:00", "new"),
            happened("2026-11-01T12:00", "new", "hikaye-saati", "event"),
            happened("2026-11-02T10:00", "verified"),
        ],
    )
    files = {one.address: one.content for one in build(city, site) if isinstance(one, File)}
    assert set(files) == {
        "feeds/changes.atom.xml",
        "feeds/changes.tr.atom.xml",
        "feeds/changes.en.atom.xml",
    }
    feed = ElementTree.fromstring(files["feeds/changes.tr.atom.xml"])
    titles = [entry.findtext(f"{ATOM}title") for entry in feed.findall(f"{ATOM}entry")]
    assert titles == [
        "2 Kasım 2026: 1 yere gidilip bakıldı",
        "1 Kasım 2026: 1 yer eklendi",
        "1 Kasım 2026: 1 etkinlik eklendi",
    ]
    assert feed.findtext(f"{ATOM}updated") == "2026-11-02T10:00:00Z"
    identifiers = [entry.findtext(f"{ATOM}id") for entry in feed.findall(f"{ATOM}entry")]
    assert len(set(identifiers)) == 3
    assert identifiers[0] == (
        "https://example.org/ogrenen-sehir/neler-degisti/#2026-11-02-place-verified"
    )
    english = ElementTree.fromstring(files["feeds/changes.en.atom.xml"])
    assert english.find(f"{ATOM}entry/{ATOM}title").text == (  # type: ignore[union-attr]
        "2 November 2026: 1 place checked on the spot"
    )


def test_without_a_history_the_page_says_so_and_the_feed_is_empty(city: City) -> None:
    made = list(build(city, site_of(city)))
    pages = [one for one in made if isinstance(one, Page)]
    assert [page.view()["has_history"] for page in pages] == [False, False]
    for file in made:
        if isinstance(file, File):
            assert b"<entry>" not in file.content


NEVER = {("place", "cancelled"), ("event", "verified")}
"""What the history never says."""
SAID = sorted(set(product(get_args(Family), get_args(ChangeKind))) - NEVER)


@pytest.mark.parametrize(("family", "kind"), SAID)
def test_every_kind_of_change_has_its_words(city: City, kind: ChangeKind, family: Family) -> None:
    present = {"place": "kitaplik", "event": "hikaye-saati"}[family]
    identifier = "gone" if kind == "removed" else present
    site = replace(site_of(city), history=[happened("2026-11-02T10:00", kind, identifier, family)])
    files = [one for one in build(city, site) if isinstance(one, File)]
    assert all(file.content.count(b"<entry>") == 1 for file in files)
