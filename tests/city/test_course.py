"""Lengths and times of routes, against the plane in which the city is surveyed."""

from __future__ import annotations

from itertools import pairwise

import pytest

from learning_city.city.course import WALKING_METRES_PER_MINUTE, Course, course
from tests.city_project import Project

ROUTE = "content/routes/iki-durak.yaml"
UTM_35N = 32635


def measured(city: Project) -> Course:
    made = city.assemble().city
    assert made is not None
    return course(made.routes[0], made)


def in_the_plane(points: list[tuple[float, float]]) -> float:
    """Metres along points (latitude, longitude) in UTM zone 35N."""
    import geopandas

    line = geopandas.points_from_xy(
        [lon for _, lon in points], [lat for lat, _ in points], crs=4326
    ).to_crs(UTM_35N)
    return sum(one.distance(other) for one, other in pairwise(line))


def test_without_a_path_the_length_is_that_of_a_straight_line(small_city: Project) -> None:
    way = measured(small_city)
    expected = in_the_plane([(38.41920, 27.12870), (38.42000, 27.13000)])
    assert way.walking_metres == pytest.approx(expected, rel=0.001)
    assert way.is_straight
    assert [stage.metres > 0 for stage in way.stages] == [True, False]
    assert way.stages[-1].onward is None


def test_a_path_is_followed_from_stop_to_stop(small_city: Project) -> None:
    path = "{lat: 38.42100, lon: 27.12800}, {lat: 38.42200, lon: 27.12950}"
    small_city.change(
        ROUTE,
        "en: Read a sentence.}\n",
        f"en: Read a sentence.}}\n    onward: {{path: [{path}]}}\n",
    )
    way = measured(small_city)
    expected = in_the_plane(
        [
            (38.41920, 27.12870),
            (38.42100, 27.12800),
            (38.42200, 27.12950),
            (38.42000, 27.13000),
        ]
    )
    assert way.walking_metres == pytest.approx(expected, rel=0.001)
    assert not way.is_straight
    assert len(way.stages[0].line) == 4


def test_only_walking_counts(small_city: Project) -> None:
    small_city.change(
        ROUTE, "en: Read a sentence.}\n", "en: Read a sentence.}\n    onward: {mode: ferry}\n"
    )
    way = measured(small_city)
    assert way.walking_metres == 0
    assert way.walking_minutes == 0
    assert not way.is_straight
    assert way.modes == ("ferry",)


def test_minutes_are_rounded_up_to_five(small_city: Project) -> None:
    way = measured(small_city)
    exact = way.walking_metres / WALKING_METRES_PER_MINUTE
    assert exact <= way.walking_minutes < exact + 5
    assert way.walking_minutes % 5 == 0


def test_the_stops_minutes_are_told_when_each_says_its_own(small_city: Project) -> None:
    small_city.change(ROUTE, "en: Read a sentence.}\n", "en: Read a sentence.}\n    minutes: 15\n")
    assert measured(small_city).stop_minutes == 0, "the other stop does not say"
    small_city.change(
        ROUTE, "en: Listen for a minute.}\n", "en: Listen for a minute.}\n    minutes: 20\n"
    )
    assert measured(small_city).stop_minutes == 35


def test_a_stop_may_rename_a_place_and_say_where_exactly(small_city: Project) -> None:
    small_city.change(
        ROUTE,
        "place: kitaplik",
        "place: kitaplik\n    name: Arka kapı\n    location: {lat: 38.41900, lon: 27.12900}",
    )
    stage = measured(small_city).stages[0]
    assert stage.name.words("tr") == "Arka kapı"
    assert (stage.point.lat, stage.point.lon) == (38.419, 27.129)


def test_routes_are_known_at_their_places(small_city: Project) -> None:
    city = small_city.assemble().city
    assert city is not None
    assert [route.id for route in city.routes_at["kitaplik"]] == ["iki-durak"]


def test_a_sample_route_is_not_published(small_city: Project) -> None:
    small_city.change(ROUTE, "themes:", "sample: yes\nthemes:")
    published = small_city.assemble(samples=False).city
    assert published is not None
    assert published.routes == ()
    assert len(small_city.assemble(samples=True).city.routes) == 1


@pytest.mark.parametrize(
    ("point", "code"),
    [
        ("{lat: 41.00000, lon: 29.00000}", "out-of-bounds"),
        ("{lat: 27.13000, lon: 38.42000}", "swapped-coordinates"),
    ],
)
@pytest.mark.parametrize("where", ["stop", "rest", "path"])
def test_points_outside_the_city_are_refused(
    small_city: Project, point: str, code: str, where: str
) -> None:
    if where == "stop":
        small_city.change(ROUTE, "{lat: 38.42000, lon: 27.13000}", point)
    elif where == "rest":
        small_city.change(ROUTE, "themes:", f"rest: [{{name: Bank, location: {point}}}]\nthemes:")
    else:
        small_city.change(
            ROUTE,
            "en: Read a sentence.}\n",
            f"en: Read a sentence.}}\n    onward: {{path: [{point}]}}\n",
        )
    errors = [problem for problem in small_city.problems() if problem.level == "error"]
    assert [problem.code for problem in errors] == [code]
    if code == "swapped-coordinates":
        assert "{lat: 38.42, lon: 27.13}" in errors[0].values["repaired"]


def test_an_unknown_place_is_told_with_the_nearest_known(small_city: Project) -> None:
    small_city.change(ROUTE, "place: kitaplik", "place: kitaplk")
    (problem,) = small_city.problems()
    assert problem.code == "unknown-reference"
    assert problem.values["suggestion"] == "kitaplik"
