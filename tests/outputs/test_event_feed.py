"""The Atom feed and the table of events: well-formed, as documented, and the same every time."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import pytest

from learning_city.city.city import City
from learning_city.outputs import event_feed, event_table
from learning_city.outputs.site import Change, Site
from tests.city_project import PROJECT, TESTS, Project
from tests.outputs.test_calendar_feed import HOSTILE, city_of, whole_city, with_text
from tests.outputs.test_contribution_links import site_of

ATOM = "{http://www.w3.org/2005/Atom}"


def feed_of(city: City, language: str, site: Site | None = None) -> ElementTree.Element:
    made = {file.address: file.content for file in event_feed.build(city, site or site_of(city))}
    return ElementTree.fromstring(made[f"feeds/events.{language}.atom.xml"])


def table_of(city: City) -> dict:
    (file,) = event_table.build(city, site_of(city))
    return json.loads(file.content)


# ── Atom ──────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("language", ["tr", "en"])
@pytest.mark.parametrize("folder", [PROJECT, TESTS / "tiny_city"], ids=["shipped", "tiny"])
def test_a_feed_has_what_the_standard_asks_for(folder: Path, language: str) -> None:
    """RFC 4287 §4.1.1 and §4.1.2."""
    city = whole_city(folder)
    feed = feed_of(city, language)
    for name in ("id", "title", "updated", "author"):
        assert len(feed.findall(f"{ATOM}{name}")) == 1
    entries = feed.findall(f"{ATOM}entry")
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(set(ids)) == len(ids) > 0
    for entry in entries:
        for name in ("id", "title", "updated", "summary"):
            assert entry.findtext(f"{ATOM}{name}"), name
        updated = datetime.fromisoformat(entry.findtext(f"{ATOM}updated"))
        assert updated <= datetime.fromisoformat(feed.findtext(f"{ATOM}updated"))
        assert entry.find(f"{ATOM}link").get("href") == entry.findtext(f"{ATOM}id")


def test_each_coming_event_is_there_once_and_no_past_one() -> None:
    titles = [
        entry.findtext(f"{ATOM}title")
        for entry in feed_of(whole_city(TESTS / "tiny_city"), "en").findall(f"{ATOM}entry")
    ]
    assert titles.count("Saturday Reading") == 1
    assert "Festival Past" not in titles
    assert "Cancelled: Science Day" in titles


def test_a_feed_is_as_new_as_the_newest_file(small_city: Project) -> None:
    city = city_of(small_city)
    changed = Change(datetime(2026, 11, 3, 9, 30, tzinfo=UTC), 4)
    site = replace(site_of(city), event_changes={"hikaye-saati": changed})
    feed = feed_of(city, "tr", site)
    assert feed.findtext(f"{ATOM}updated") == "2026-11-03T09:30:00Z"
    assert feed.findtext(f"{ATOM}entry/{ATOM}updated") == "2026-11-03T09:30:00Z"


def test_the_shortest_address_is_the_source_language(small_city: Project) -> None:
    city = city_of(small_city)
    made = {file.address: file.content for file in event_feed.build(city, site_of(city))}
    own = made["feeds/events.atom.xml"].replace(b"events.atom.xml", b"events.tr.atom.xml")
    assert own == made["feeds/events.tr.atom.xml"], "but for its own address"
    assert set(made) == {f"feeds/events{name}.atom.xml" for name in ("", ".tr", ".en")}


@pytest.mark.parametrize("text", [*HOSTILE, "<b>&amp;</b>]]>\ufffe\x00<!-- x"])
def test_a_hostile_text_breaks_neither_feed_nor_table(text: str) -> None:
    city = with_text(whole_city(TESTS / "small_city"), text)
    feed = feed_of(city, "tr")
    assert len(feed.findall(f"{ATOM}entry")) == 1
    assert len(list(feed.iter())) == len(list(feed_of(with_text(city, "a"), "tr").iter()))
    assert table_of(city)["events"][0]["title"] == {"tr": text}


# ── The table ─────────────────────────────────────────────────────────────────────────────────────

TEXTS = {"type": "object", "minProperties": 1, "additionalProperties": {"type": "string"}}
IDS = {"type": "array", "items": {"type": "string", "pattern": "^[a-z0-9-]+$"}}
ID = {"type": ["string", "null"], "pattern": "^[a-z0-9-]+$"}
DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
MOMENT = f"^{DAY}(T[0-9:]{{8}}[+-][0-9]{{2}}:[0-9]{{2}})?$"
DATES = {
    "start": {"type": "string", "pattern": MOMENT},
    "end": {"type": ["string", "null"], "pattern": MOMENT},
}


def strict(properties: dict, *optional: str) -> dict:
    return {
        "type": "object",
        "properties": properties,
        "required": sorted(set(properties) - set(optional)),
        "additionalProperties": False,
    }


def or_null(schema: dict) -> dict:
    return {"anyOf": [schema, {"type": "null"}]}


NUMBER = {"type": "number"}
WEB = {"type": "string", "pattern": "^https?://"}
STATUS = {"enum": ["scheduled", "cancelled", "postponed", "moved", "full"]}
TABLE = strict(
    {
        "schema_version": {"type": "string"},
        "time_zone": {"type": "string"},
        "languages": {"type": "array", "items": {"type": "string"}, "minItems": 1},
        "events": {
            "type": "array",
            "items": strict(
                {
                    "id": {"type": "string", "pattern": "^[a-z0-9-]+$"},
                    "title": TEXTS,
                    "summary": TEXTS,
                    **DATES,
                    "all_day": {"type": "boolean"},
                    "dates": {
                        "type": "array",
                        "minItems": 1,
                        "items": strict(
                            {**DATES, "status": STATUS, "planned": DATES["start"]}, "planned"
                        ),
                    },
                    "place": ID,
                    "district": ID,
                    "location": or_null(strict({"lat": NUMBER, "lon": NUMBER})),
                    "online": or_null(WEB),
                    "city_wide": {"type": "boolean"},
                    "themes": IDS,
                    "audiences": IDS,
                    "organizers": IDS,
                    "ages": or_null(
                        strict({"least": NUMBER, "most": {"type": ["number", "null"]}})
                    ),
                    "cost": strict(
                        {
                            "kind": {"enum": ["free", "low-cost", "paid", "varies", "unknown"]},
                            "amount": NUMBER,
                            "currency": {"type": "string", "pattern": "^[A-Z]{3}$"},
                        },
                        "amount",
                        "currency",
                    ),
                    "status": STATUS,
                    "url": TEXTS,
                    "calendar": WEB,
                },
                "summary",
            ),
        },
    }
)
"""The shape that `outputs/event_table.py` promises."""


@pytest.mark.parametrize("folder", [PROJECT, TESTS / "tiny_city", TESTS / "small_city"])
def test_the_table_has_the_shape_it_promises(folder: Path) -> None:
    city = whole_city(folder)
    table = table_of(city)
    jsonschema.validate(table, TABLE)
    assert [row["id"] for row in table["events"]] == sorted(event.id for event in city.events)


def test_the_table_has_every_date_of_the_city() -> None:
    city = whole_city(TESTS / "tiny_city")
    rows = {row["id"]: row for row in table_of(city)["events"]}
    for event in city.events:
        dates = [one["start"] for one in rows[event.id]["dates"]]
        assert dates == [found.start.isoformat() for found in city.occurrences_of(event)]
        assert rows[event.id]["start"] == dates[0]
    assert rows["okuma-gunleri"]["end"] == "2026-11-23", "the last day, included"
    assert rows["ahsap-atolyesi"]["cost"] == {"kind": "paid", "amount": 50, "currency": "TRY"}
