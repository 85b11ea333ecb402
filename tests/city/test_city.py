"""What may be published, resolved and in order."""

from __future__ import annotations

import pytest

from learning_city.city.city import City
from tests.city_project import Project

NAMES = ["Zeytin Evi", "Çınar", "Cami Önü", "İnci", "Ilıca"]


@pytest.fixture
def city(small_city: Project) -> City:
    place = (small_city.folder / "places/konak/kitaplik.yaml").read_text(encoding="utf-8")
    for number, name in enumerate(NAMES):
        moved = place.replace("27.12870", f"27.1{number + 3}870").replace("Örnek Kitaplık", name)
        small_city.write(f"places/konak/yer-{number}.yaml", moved)
    small_city.change(
        "events/2026/hikaye-saati.yaml",
        "themes:",
        "repeat: {every: week, until: 2026-12-19}\nthemes:",
    )
    found = small_city.assemble().city
    assert found is not None
    return found


def test_places_stand_in_alphabetical_order(city: City) -> None:
    assert [place.name.words("tr") for place in city.places] == [
        "Cami Önü",
        "Çınar",
        "Ilıca",
        "İnci",
        "Örnek Kitaplık",
        "Zeytin Evi",
    ]


def test_neighbours_are_the_nearest_first_and_never_the_place_itself(city: City) -> None:
    place = city.place("kitaplik")
    neighbours = city.neighbours(place)
    assert [other.id for other, _ in neighbours[:3]] == ["yer-0", "yer-1", "yer-2"]
    assert len(neighbours) <= 5
    metres = [distance for _, distance in neighbours]
    assert metres == sorted(metres)
    assert metres[0] == pytest.approx(873, abs=5)


def test_an_event_has_its_dates_and_its_district(city: City) -> None:
    event = city.events[0]
    assert [found.first_day.day for found in city.occurrences_of(event)] == [5, 12, 19]
    assert city.district_of(event) == "konak"


def test_what_is_over_is_not_upcoming(small_city: Project) -> None:
    small_city.environment = {"LEARNING_CITY_NOW": "2026-12-05T23:59"}
    today = small_city.assemble().city
    small_city.environment = {"LEARNING_CITY_NOW": "2026-12-06T00:00"}
    tomorrow = small_city.assemble().city
    assert today is not None
    assert tomorrow is not None
    assert (len(today.upcoming), len(tomorrow.upcoming), len(tomorrow.occurrences)) == (1, 0, 1)


@pytest.mark.parametrize(
    ("now", "saturday"),
    [("2026-11-30", 5), ("2026-12-05", 5), ("2026-12-06", 5), ("2026-12-07", 12)],
)
def test_on_a_sunday_the_weekend_is_still_this_one(
    small_city: Project, now: str, saturday: int
) -> None:
    small_city.environment = {"LEARNING_CITY_NOW": now}
    found = small_city.assemble().city
    assert found is not None
    first, last = found.weekend
    assert (first.day, last.day) == (saturday, saturday + 1)


def test_a_place_that_is_not_there_is_an_error_of_ours(city: City) -> None:
    with pytest.raises(KeyError):
        city.place("yok")


def test_after_each_coming_date_waits_the_events_next_one(city: City) -> None:
    (first, *_, last) = city.occurrences_of(city.events[0])
    shown = [(one.first_day.day, waits) for one, waits in city.with_next([first])]
    assert shown == [(5, False), (12, True)]
    assert city.with_next([last]) == ((last, False),)
