"""The data that this repository publishes: whole, traceable, honest, and as described."""

from __future__ import annotations

import csv
import re
import time
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from learning_city.city.assemble import Assembly, assemble
from learning_city.city.city import City
from learning_city.city.course import course
from learning_city.city.opening_hours import is_readable
from learning_city.city.opening_rules import State, read_rules
from learning_city.city.opening_week import ordinary_week
from learning_city.city.public_holidays import holiday_calendar
from learning_city.city.schedule import occurrences
from learning_city.city.stations import bands_of, offered
from learning_city.ground.problems import Level
from learning_city.model.event import Event, Pause, Price, Registration, Repeat
from learning_city.model.fields import Photo, Point, Source, Station
from learning_city.model.place import Access, Group, Place, Transit
from learning_city.model.route import Leg, Relief, Route, Stop
from tests.city_project import CATALOGUES, PROJECT, Project

pytestmark = pytest.mark.real_data
NOW = {"LEARNING_CITY_NOW": "2026-11-22T12:00"}


@cache
def shipped() -> Assembly:
    return assemble(PROJECT, CATALOGUES, NOW, samples=True)


@pytest.fixture(scope="module")
def city() -> City:
    found = shipped().city
    assert found is not None
    return found


def test_nothing_is_wrong_and_nothing_doubtful() -> None:
    told = [problem for problem in shipped().problems if problem.level is not Level.NOTE]
    assert told == []


def test_no_shown_text_lacks_a_translation() -> None:
    assert [found for found in shipped().problems if found.code == "missing-translation"] == []


def test_reading_everything_takes_a_moment() -> None:
    began = time.process_time()
    assemble(PROJECT, CATALOGUES, NOW, samples=False)
    assert time.process_time() - began < 10


# ── Something to do ───────────────────────────────────────────────────────────────────────────────

PROMPTS, BANDS = 3, 3


def test_every_place_has_three_things_to_do_for_each_of_three_ages(city: City) -> None:
    poor = []
    for place in city.places:
        counts = Counter(
            band for station in offered(place, city) for band in bands_of(station.ages)
        )
        if sum(count >= PROMPTS for count in counts.values()) < BANDS:
            poor.append((place.id, dict(counts)))
    assert poor == []


def test_every_kind_alone_gives_as_much_to_a_place_that_is_new(city: City) -> None:
    for kind in city.kinds.values():
        counts = Counter(band for one in kind.prompts for band in bands_of(one.ages))
        assert sum(count >= PROMPTS for count in counts.values()) >= BANDS, kind.id


def test_every_prompt_is_there_in_both_languages_and_no_title_twice(city: City) -> None:
    for kind in city.kinds.values():
        for station in kind.prompts:
            assert set(station.title.texts) == set(station.prompt.texts) == {"tr", "en"}, kind.id
        titles = [station.title.words("tr") for station in kind.prompts]
        assert len(titles) == len(set(titles)), kind.id


def test_there_is_something_for_ten_minutes_and_for_half_an_hour_at_every_place(city: City) -> None:
    for place in city.places:
        minutes = {station.minutes for station in offered(place, city) if station.minutes}
        assert min(minutes) <= 10, place.id
        assert any(20 <= one <= 30 for one in minutes), place.id


# ── Routes ────────────────────────────────────────────────────────────────────────────────────────


def test_there_are_six_routes_of_shipped_places_with_walks_one_can_walk(city: City) -> None:
    assert len(city.routes) >= 6
    for route in city.routes:
        assert not route.sample
        assert len(route.stops) >= 3
        assert all(stop.place for stop in route.stops), route.id
        assert course(route, city).walking_metres < 5000, route.id
        for text in (route.title, route.summary, *(stop.prompt for stop in route.stops)):
            assert set(text.texts) == {"tr", "en"}, route.id


# ── Places ────────────────────────────────────────────────────────────────────────────────────────


def test_there_are_places_in_every_district(city: City) -> None:
    assert len(city.places) >= 120
    assert len(city.districts) == 30
    assert {place.district for place in city.places} == set(city.districts)


def test_shipped_hours_are_never_closed_out_of_ignorance(city: City) -> None:
    """A year of every rule: where it does not speak of holidays, each of them is unknown."""
    first = date(2026, 1, 1)
    known = replace(
        city.hours,
        first=first,
        count=365,
        holidays=holiday_calendar("TR", date(2025, 12, 20), date(2027, 1, 10), ("tr",)),
        _read={},
    )
    texts = {place.opening_hours for place in city.places if place.opening_hours}
    assert len(texts) > 20
    for text in texts:
        hours = known.read(text)
        if any(rule.season or rule.holidays for rule in read_rules(text)) or text == "24/7":
            continue
        week = {
            number: days.spans
            for days in ordinary_week(text, date(2026, 1, 5), city.sky)
            for number in range(days.first, days.last + 1)
        }
        for number in range(365):
            day = first + timedelta(days=number)
            usual, holiday = week[day.weekday()], known.holidays.get(day)
            states = {span.state for span in hours.of_day(day)}
            if holiday is None or not usual:
                assert hours.of_day(day) == usual, (text, day)
            elif holiday.whole:
                assert states == {State.UNKNOWN}, (text, day)
            else:
                afternoon = usual[-1].end > holiday.begins_minute
                assert (State.UNKNOWN in states) == afternoon, (text, day)


def test_the_guide_teaches_hours_that_can_be_read() -> None:
    guide = (PROJECT / "KATKI.md").read_text(encoding="utf-8")
    section = guide.partition("### Açılış saatleri nasıl yazılır?")[2].partition("\n## ")[0]
    taught = re.findall(r"^\| [^|]+ \| `([^`]+)` \|$", section, re.MULTILINE)
    assert len(taught) > 8
    assert [text for text in taught if not is_readable(text)] == []


def test_every_place_names_its_source_licence_and_confidence(city: City) -> None:
    for place in city.places:
        taken = [one for one in place.sources if one.confidence != "general-knowledge"]
        assert taken, f"{place.id}: its point comes from somewhere"
        for source in taken:
            assert source.license, place.id
            assert source.confidence, place.id
        for source in place.sources:  # what everybody knows has no licence, but a word on it
            assert source.confidence != "general-knowledge" or source.note, place.id


def test_what_nobody_visited_is_not_said_to_be_verified(city: City) -> None:
    for place in city.places:
        assert place.verified is None, f"{place.id}: who went there?"


def test_many_places_have_stations_of_their_own(city: City) -> None:
    of_their_own = [place for place in city.places if 2 <= len(place.stations) <= 4]
    assert len(of_their_own) >= 25


def test_every_station_speaks_all_languages(city: City) -> None:
    inherited = [station for kind in city.kinds.values() for station in kind.prompts]
    own = [station for place in city.places for station in place.stations]
    for station in (*inherited, *own):
        for text in (station.title, station.prompt, *station.materials):
            assert set(text.texts) >= set(city.settings.languages), text


def test_kinds_hand_down_prompts_for_several_ages(city: City) -> None:
    rich = [kind for kind in city.kinds.values() if len({one.ages for one in kind.prompts}) >= 3]
    assert len(rich) >= 12


def test_no_prompt_is_told_twice(city: City) -> None:
    told = Counter(
        station.prompt.words("tr")
        for stations in (
            *(kind.prompts for kind in city.kinds.values()),
            *(place.stations for place in city.places),
        )
        for station in stations
    )
    assert [prompt for prompt, times in told.items() if times > 1] == []


def test_the_districts_populations_add_up_to_the_published_sum(city: City) -> None:
    populations = [district.population for district in city.districts.values()]
    assert sum(one.value for one in populations if one) == 4_504_185
    assert {one.year for one in populations if one} == {2025}


# ── Events ────────────────────────────────────────────────────────────────────────────────────────


def rows() -> list[dict[str, str]]:
    table = Path(__file__).with_name("observances.csv").read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(line for line in table if not line.startswith("#")))


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["id"])
def test_an_observance_falls_on_the_days_its_source_names(row: dict[str, str], city: City) -> None:
    event = next(event for event in city.events if event.id == row["id"])
    found = [
        (one.first_day, one.last_day)
        for one in occurrences(event, date(2026, 11, 22), "TR")
        if one.first_day.year in (2026, 2027, 2028)
    ]
    expected = []
    for year in (2026, 2027, 2028):
        first, _, last = row[f"date_{year}"].partition("/")
        expected.append((date.fromisoformat(first), date.fromisoformat(last or first)))
    assert found == expected


def test_every_event_is_either_in_the_table_or_a_sample(city: City) -> None:
    known = {row["id"] for row in rows()}
    for event in city.events:
        assert event.sample != (event.id in known), event.id
        assert event.id in known or event.id.startswith("ornek-")


def test_samples_are_never_published() -> None:
    published = assemble(PROJECT, CATALOGUES, NOW, samples=False).city
    assert published is not None
    assert {event.id for event in published.events} == {row["id"] for row in rows()}
    assert not any(occurrence.event.sample for occurrence in published.occurrences)


# ── The guide for volunteers ──────────────────────────────────────────────────────────────────────

GUIDE = (PROJECT / "KATKI.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"Örnek: `((?:places|events)/[^`]+)`.*?```yaml\n(.*?)```", GUIDE, re.DOTALL)


def test_the_guides_examples_are_right(shipped_copy: Project) -> None:
    assert len(EXAMPLES) == 2
    shipped_copy.environment = {"LEARNING_CITY_NOW": "2026-11-22T12:00"}
    for path, text in EXAMPLES:
        shipped_copy.write(path, text)
    result = shipped_copy.assemble()
    about = [problem for problem in result.problems if problem.path in dict(EXAMPLES)]
    assert about == []
    assert result.city is not None


def fields_of(model: type[BaseModel]) -> set[str]:
    return {info.alias or name for name, info in model.model_fields.items()}


@pytest.mark.parametrize(
    "model",
    [
        Place,
        Event,
        Access,
        Group,
        Transit,
        Photo,
        Point,
        Source,
        Station,
        Route,
        Stop,
        Leg,
        Relief,
        Pause,
        Registration,
        Repeat,
    ],
    ids=lambda model: model.__name__,
)
def test_every_field_is_in_the_guide(model: type[BaseModel]) -> None:
    prose = re.sub(r"```.*?```", "", GUIDE, flags=re.DOTALL)
    named = set(re.findall(r"[a-z_]+", " ".join(re.findall(r"`([^`]+)`", prose))))
    assert fields_of(model) - named == set()


# `kind` of a price is written as the value of `cost` itself.
def test_every_field_of_a_price_is_in_the_guide() -> None:
    assert all(f"{field}:" in GUIDE for field in fields_of(Price) - {"kind"})


def choices_of(annotation: Any) -> set[str]:
    parts = get_args(annotation)
    if parts and all(isinstance(part, str) for part in parts):
        return set(parts)
    return set().union(*(choices_of(part) for part in parts)) if parts else set()


@pytest.mark.parametrize(
    "model", [Place, Event, Group, Transit, Station, Route, Leg, Source, Price, Repeat]
)
def test_every_choice_is_in_the_guide(model: type[BaseModel]) -> None:
    for name, info in model.model_fields.items():
        for choice in choices_of(info.annotation):
            assert re.search(rf"\b{re.escape(choice)}\b", GUIDE), f"{name}: {choice}"


def test_every_word_of_the_vocabulary_that_places_need_is_in_the_guide(city: City) -> None:
    for family in ("themes", "audiences", "strands", "place-kinds"):
        for identifier in city.vocabulary[family]:
            assert re.search(rf"`{re.escape(identifier)}`", GUIDE), f"{family}: {identifier}"
