"""What is counted, and what is not: samples, events that are off, unknown answers."""

from __future__ import annotations

import pytest

from learning_city.city.indicators import Evidence, Indicators, Residents, gather_evidence
from learning_city.city.reach import Reach
from tests.city_project import Project

PLACE = "places/konak/kitaplik.yaml"
EVENT = "events/2026/hikaye-saati.yaml"


def evidence(project: Project) -> Evidence:
    found = project.assemble()
    assert found.city is not None, found.problems
    return gather_evidence(found.city, Reach())


def konak(project: Project) -> Indicators:
    return evidence(project).districts["konak"]


def add_place(project: Project, name: str, lines: str = "", district: str = "konak") -> None:
    text = (project.folder / PLACE).read_text(encoding="utf-8")
    project.write(
        f"places/{district}/{name}.yaml",
        text.replace("Örnek Kitaplık", name.title())
        .replace("district: konak", f"district: {district}")
        .replace("38.41920", f"38.4{len(name):02}00")
        + lines,
    )


def test_a_place_counts_once_under_each_of_its_words(small_city: Project) -> None:
    add_place(small_city, "zeytinlik")
    found = konak(small_city)
    assert found.places == 2
    assert found.themes == {"stem": 0, "sanat": 2, "kitap-felsefe": 2}
    assert found.audiences == {"cocuk": 2, "veli": 2}
    assert found.cells["sanat", "veli"] == 2
    assert found.cells["stem", "veli"] == 0
    assert evidence(small_city).districts["cigli"].places == 0


def test_the_city_is_the_sum_of_its_districts(small_city: Project) -> None:
    add_place(small_city, "agora", district="cigli")
    found = evidence(small_city)
    for name in ("themes", "audiences", "ages", "cost", "wheelchair", "toilets"):
        whole = getattr(found.city, name)
        parts = [getattr(one, name) for one in found.districts.values()]
        assert whole == {key: sum(part[key] for part in parts) for key in whole}


def test_unknown_is_an_answer_of_its_own(small_city: Project) -> None:
    add_place(small_city, "bahce", "cost: free\naccess: {wheelchair: no, toilets: limited}\n")
    found = konak(small_city)
    assert found.cost == {"free": 1, "low-cost": 0, "paid": 0, "varies": 0, "unknown": 1}
    assert found.wheelchair == {"yes": 0, "limited": 0, "no": 1, "unknown": 1}
    assert found.toilets == {"yes": 0, "limited": 1, "no": 0, "unknown": 1}


def test_rates_are_per_ten_thousand_residents_and_none_without_them(small_city: Project) -> None:
    assert konak(small_city).per_residents(1) is None
    small_city.write(
        "content/vocabulary/districts.yaml",
        "entries:\n  konak: {name: Konak, population: {value: 40000, year: 2025}}\n"
        "  cigli: {name: Çiğli, population: {value: 10000, year: 2025}}\n",
    )
    found = evidence(small_city)
    assert found.districts["konak"].per_residents(1) == 0.25
    assert found.city.population == Residents(50000, 2025)
    small_city.change("content/vocabulary/districts.yaml", "10000, year: 2025", "10000, year: 2024")
    assert evidence(small_city).city.population is None, "two years make no sum"


def test_an_event_counts_once_and_its_dates_apart(small_city: Project) -> None:
    small_city.change(EVENT, "themes:", "repeat: {every: week, until: 2026-12-19}\nthemes:")
    ahead = konak(small_city).ahead
    assert (ahead.events, ahead.dates) == (1, 3)
    assert ahead.themes["kitap-felsefe"] == 1


def test_an_endless_repetition_counts_a_year_of_dates(small_city: Project) -> None:
    small_city.change(EVENT, "themes:", "repeat: {every: week}\nthemes:")
    assert konak(small_city).ahead.dates == 52


@pytest.mark.parametrize(
    ("now", "ahead", "past"),
    [
        ("2025-12-05T09:00", 0, 0),
        ("2025-12-06T09:00", 1, 0),
        ("2026-12-05T09:00", 1, 0),
        ("2026-12-06T09:00", 0, 1),
        ("2027-12-05T09:00", 0, 1),
        ("2027-12-06T09:00", 0, 0),
    ],
)
def test_a_year_ahead_and_a_year_back(small_city: Project, now: str, ahead: int, past: int) -> None:
    small_city.environment["LEARNING_CITY_NOW"] = now
    found = konak(small_city)
    assert (found.ahead.events, found.past.events) == (ahead, past)


@pytest.mark.parametrize(
    ("line", "counted"),
    [
        ("status: cancelled", 0),
        ("status: postponed", 0),
        ("status: moved", 1),
        ("status: full", 1),
        ("sample: true", 0),
    ],
)
def test_what_does_not_happen_does_not_count(small_city: Project, line: str, counted: int) -> None:
    small_city.change(EVENT, "themes:", f"{line}\nthemes:")
    assert konak(small_city).ahead.events == counted
    assert evidence(small_city).city.ahead.events == counted


def test_a_city_wide_event_counts_for_the_city_and_for_no_district(small_city: Project) -> None:
    small_city.change(EVENT, "place: kitaplik", "city_wide: true")
    found = evidence(small_city)
    assert found.city.ahead.events == 1
    assert {one.ahead.events for one in found.districts.values()} == {0}


def test_ages_are_those_of_own_stations_and_of_events(small_city: Project) -> None:
    assert konak(small_city).ages == {"0-6": 0, "7-12": 0, "13-17": 0, "18+": 0}
    assert konak(small_city).ahead.ages["unknown"] == 1
    small_city.change(
        PLACE,
        "themes:",
        "stations: [{title: {tr: Bak, en: Look}, ages: 7-13, prompt: {tr: B., en: L.}}]\nthemes:",
    )
    small_city.change(EVENT, "themes:", "ages: 18+\nthemes:")
    found = konak(small_city)
    assert found.ages == {"0-6": 0, "7-12": 1, "13-17": 1, "18+": 0}
    assert found.ahead.ages == {"0-6": 0, "7-12": 0, "13-17": 0, "18+": 1, "unknown": 0}
    assert found.with_station == 1


def test_how_fresh_speaks_of_visits_and_of_those_that_never_were(small_city: Project) -> None:
    assert konak(small_city).verified.median_months is None
    for name, day in (
        ("bahce", "2026-11-01"),
        ("agora", "2026-09-02"),
        ("cinaralti", "2025-10-01"),
    ):
        add_place(small_city, name, f"verified: {day}\n")
    found = konak(small_city).verified
    assert (found.fresh, found.stale, found.never) == (2, 1, 1)
    assert found.median_months == pytest.approx(90 / 365.2425 * 12)


def test_organizers_count_by_kind_and_examples_do_not(small_city: Project) -> None:
    before = evidence(small_city).organizers
    assert sum(before.values()) == 1
    small_city.write(
        "content/organizers/ornek.yaml",
        "name: {tr: Örnek, en: Example}\nkind: group\nsummary: {tr: Ö., en: E.}\nsample: yes\n"
        "sources: [{title: {tr: Ö, en: E}}]\n",
    )
    assert evidence(small_city).organizers == before
