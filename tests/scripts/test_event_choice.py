"""Which events a choice means, and what helps when it means none."""

import pytest

from learning_city.city.geography import distance_metres
from learning_city.model.fields import Point

CHOICE = "events/choice.js"

WORKSHOP = {
    "theme": ["stem", "sanat"],
    "audience": ["cocuk", "veli"],
    "district": "konak",
    "ages": [[7, 12]],
    "free": True,
    "language": ["tr"],
    "access": ["wheelchair", "indoor"],
    "point": [38.42, 27.14],
}
EVENTS = {
    "atolye": WORKSHOP,
    "yetiskinlere": {"theme": ["stem"], "audience": ["yetiskin"], "ages": [[18, None]]},
    "bilinmeyen": {},
}


@pytest.fixture
def fitting(run_script):
    def ask(chosen, **about):
        return run_script(
            CHOICE,
            "const about = { today: asked.today, starred: new Set(asked.starred) };"
            " return Object.keys(asked.events).filter((id) =>"
            " script.fits(id, asked.events[id], asked.chosen, about))",
            {"events": EVENTS, "chosen": chosen, "today": "2026-11-27", "starred": [], **about},
        )

    return ask


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        ({}, ["atolye", "yetiskinlere", "bilinmeyen"]),
        ({"theme": "stem"}, ["atolye", "yetiskinlere"]),
        ({"theme": "stem", "audience": "cocuk"}, ["atolye"]),
        ({"district": "konak"}, ["atolye"]),
        ({"district": "buca"}, []),
        ({"cost": "free"}, ["atolye"]),
        ({"language": "tr"}, ["atolye"]),
        ({"access": "indoor,wheelchair"}, ["atolye"]),
        ({"access": "indoor,quiet"}, []),
        ({"age": "7"}, ["atolye"]),
        ({"age": "6"}, []),
        ({"age": "40"}, ["yetiskinlere"]),
        ({"age": "2019"}, ["atolye"]),  # six or seven years old this year
        ({"age": "2013"}, ["atolye"]),  # twelve or thirteen
        ({"age": "2012"}, []),
        ({"age": "1986"}, ["yetiskinlere"]),
        ({"age": "500"}, ["atolye", "yetiskinlere", "bilinmeyen"]),  # half typed: says nothing yet
        ({"starred": "1"}, []),
    ],
)
def test_a_choice_means_the_events_that_say_so_themselves(fitting, chosen, found):
    assert fitting(chosen) == found


def test_what_is_on_in_the_whole_city_is_on_in_each_district(run_script):
    code = "return script.fits('sayim', asked, {district: 'bornova'}, {today: '2026-11-28'})"
    assert run_script(CHOICE, code, {"theme": ["stem"], "everywhere": True}) is True
    assert run_script(CHOICE, code, {"theme": ["stem"], "district": "konak"}) is False


def test_stars_are_a_choice_like_any_other(fitting):
    assert fitting({"starred": "1"}, starred=["bilinmeyen"]) == ["bilinmeyen"]


def test_the_nearest_looser_choice_is_a_wider_time(run_script):
    chosen = {"when": "weekend", "theme": "stem", "district": "konak", "age": "7"}
    ways = run_script(CHOICE, "return script.looser(asked)", chosen)
    assert [(way["gone"], way.get("when")) for way in ways] == [
        ("when", "week"),
        ("when", "month"),
        ("when", ""),
        ("age", None),
        ("theme", None),
        ("district", None),
    ]
    for way in ways:
        changed = {name for name in chosen if way["chosen"].get(name) != chosen[name]}
        assert changed == {way["gone"]}, "one thing at a time"


def test_nothing_is_looser_than_no_choice(run_script):
    assert run_script(CHOICE, "return script.looser({})") == []


@pytest.mark.parametrize(
    ("chosen", "feed"),
    [
        ({}, {"family": "", "id": "", "exact": True}),
        ({"when": "weekend"}, {"family": "", "id": "", "exact": False}),
        ({"theme": "stem"}, {"family": "themes", "id": "stem", "exact": True}),
        ({"audience": "cocuk"}, {"family": "audiences", "id": "cocuk", "exact": True}),
        ({"district": "konak"}, {"family": "districts", "id": "konak", "exact": False}),
        ({"theme": "stem", "when": "week"}, {"family": "themes", "id": "stem", "exact": False}),
        (
            {"theme": "stem", "district": "konak"},
            {"family": "districts", "id": "konak", "exact": False},
        ),
        ({"age": "7"}, {"family": "", "id": "", "exact": False}),
    ],
)
def test_every_choice_has_a_nearest_calendar(run_script, chosen, feed):
    assert run_script(CHOICE, "return script.nearestFeed(asked)", chosen) == feed


def test_distances_are_those_of_the_build(run_script):
    points = [(38.4192, 27.1287), (38.4188, 27.1290), (38.6200, 27.4200), (37.9400, 27.3400)]
    pairs = [[list(one), list(other)] for one in points for other in points]
    metres = run_script(CHOICE, "return asked.map((pair) => script.metresBetween(...pair))", pairs)
    for (one, other), found in zip(pairs, metres, strict=True):
        ours = distance_metres(Point.model_construct(lat=one[0], lon=one[1]),
                               Point.model_construct(lat=other[0], lon=other[1]))  # fmt: skip
        assert found == pytest.approx(ours, rel=0.005, abs=0.5)
