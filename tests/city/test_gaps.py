"""What is known and what is missing is counted honestly."""

from __future__ import annotations

from learning_city.city.city import City
from learning_city.city.gaps import (
    LASTING_FACTS,
    completeness,
    empty_cells,
    has_something_free,
    unserved_audiences,
    untranslated,
)
from tests.city_project import Project

FILE = "places/konak/kitaplik.yaml"
EVENT = "events/2026/hikaye-saati.yaml"


def city_of(project: Project) -> City:
    city = project.assemble().city
    assert city is not None, project.problems()
    return city


def with_line(project: Project, line: str, file: str = FILE) -> City:
    project.change(file, "themes:", f"{line}\nthemes:")
    return city_of(project)


def test_a_bare_place_misses_everything_a_visitor_asks(small_city: Project) -> None:
    known = completeness(city_of(small_city).place("kitaplik"), city_of(small_city))
    assert known.known == ()
    assert known.missing == (*LASTING_FACTS, "verified")
    assert known.total == 12


def test_a_full_place_misses_nothing(small_city: Project) -> None:
    city = with_line(
        small_city,
        "address: Örnek Sokak 4\n"
        'opening_hours: "Mo-Fr 09:00-17:00"\n'
        "cost: free\nwebsite: https://example.org\n"
        "transit: [{mode: metro, name: Konak}]\n"
        "access: {wheelchair: no, toilets: yes, stroller: limited}\n"
        "group: {size: 20}\ndescription: {tr: Uzun., en: Long.}\n"
        "stations: [{title: {tr: Bak, en: Look}, ages: 7-12, prompt: {tr: Bakın., en: Look.}}]\n"
        "verified: 2026-11-22",
    )
    known = completeness(city.place("kitaplik"), city)
    assert known.missing == ()
    assert len(known.known) == 12


def test_an_old_visit_counts_as_missing(small_city: Project) -> None:
    city = with_line(small_city, "verified: 2025-11-30")
    assert "verified" in completeness(city.place("kitaplik"), city).missing


def test_an_unknown_cost_is_not_a_known_one(small_city: Project) -> None:
    city = with_line(small_city, "cost: unknown")
    assert "cost" in completeness(city.place("kitaplik"), city).missing


def test_an_audience_with_an_age_wants_a_station_of_its_own(small_city: Project) -> None:
    small_city.write(
        "content/vocabulary/audiences.yaml",
        "entries:\n"
        "  cocuk: {label: {tr: Çocuklar, en: Children}, ages: 5-15}\n"
        "  veli: {label: {tr: Veliler, en: Parents}}\n",
    )
    city = city_of(small_city)
    assert unserved_audiences(city.place("kitaplik"), city) == ("cocuk",)
    city = with_line(
        small_city, "stations: [{title: {tr: Bak, en: Look}, ages: 15+, prompt: {tr: B, en: L}}]"
    )
    assert unserved_audiences(city.place("kitaplik"), city) == ()


def test_a_text_in_one_language_is_untranslated(small_city: Project) -> None:
    city = with_line(small_city, "description: Yalnızca Türkçe.")
    assert untranslated(city.place("kitaplik"), city) == ("en",)
    assert untranslated(city.events[0], city) == ()


def test_a_cell_is_empty_without_a_place_or_a_coming_event(small_city: Project) -> None:
    everything = [(theme, audience) for theme in ("stem", "sanat", "kitap-felsefe")
                  for audience in ("cocuk", "veli")]  # fmt: skip
    city = city_of(small_city)
    assert empty_cells("konak", city) == [("stem", "cocuk"), ("stem", "veli")]
    assert empty_cells("cigli", city) == everything, "rarest field first, then as in the files"
    small_city.change(EVENT, "themes: [kitap-felsefe]", "themes: [stem]")
    assert empty_cells("konak", city_of(small_city)) == [("stem", "veli")]
    small_city.environment["LEARNING_CITY_NOW"] = "2027-01-01T12:00"
    assert ("stem", "cocuk") in empty_cells("konak", city_of(small_city)), "it is over"


def test_a_field_that_is_nowhere_comes_before_one_that_only_passes_by_somebody(
    small_city: Project,
) -> None:
    small_city.change(FILE, "audiences: [cocuk, veli]", "audiences: [veli]")
    found = empty_cells("konak", city_of(small_city))
    assert found == [("stem", "cocuk"), ("stem", "veli"), ("sanat", "cocuk")]


def test_something_free_is_a_place_or_a_coming_event(small_city: Project) -> None:
    city = city_of(small_city)
    before = has_something_free("konak", city)
    city = with_line(small_city, "cost: free")
    assert has_something_free("konak", city)
    assert not has_something_free("cigli", city)
    assert before == any(found.event.cost.kind == "free" for found in city.upcoming)
