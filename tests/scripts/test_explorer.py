"""The explorer's modules: what Python wrote is read again, filters and clusters lose nobody."""

import dataclasses
import json
import random
from itertools import pairwise
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from learning_city.city.geography import distance_metres
from learning_city.outputs.columns import BASE, LETTERS, steps, table
from learning_city.outputs.explorer_data import ACCESS, _core, _facets, _filters, explorer_data
from learning_city.outputs.place_roll import roll
from tests.city_project import PROJECT
from tests.outputs.explorer_site import explorer_site

ROLL, SIEVE, GRID = "explorer/roll.js", "explorer/sieve.js", "explorer/place-grid.js"
EDGE = BASE * (BASE - 1) // 2


@pytest.fixture(scope="module")
def places(city):
    return roll(city)


@pytest.fixture(scope="module")
def columns(city, places):
    return {
        "core": _core(city, places),
        "facets": _facets(city, places),
        "filters": _filters(city, places),
    }


# ── Columns ───────────────────────────────────────────────────────────────────────────────────────


def test_the_letters_are_those_that_json_and_html_leave_alone():
    assert len(set(LETTERS)) == BASE == 91
    assert not set('"\\') & set(LETTERS), "no escape in JSON"
    assert LETTERS.isascii()
    assert LETTERS.isprintable()


def test_whole_numbers_come_back(run_script):
    rows = []

    @settings(max_examples=200, database=None, suppress_health_check=list(HealthCheck))
    @given(
        st.lists(
            st.one_of(
                st.integers(-200, 200),
                st.integers(-(2**30), 2**30),
                st.sampled_from([EDGE - 1, EDGE, EDGE + 1, -EDGE - 1, -EDGE, -EDGE + 1]),
            ),
            max_size=30,
        ),
        st.integers(-(2**30), 2**30),
    )
    def gather(numbers, start):
        running, total = [], start
        for number in numbers:
            total += number
            if abs(total) < 2**31:
                running.append(total)
        rows.append([running, steps(running, start)])

    gather()
    code = "return asked.map(([, written]) => [...script.readSteps(written)])"
    assert run_script(ROLL, code, rows) == [numbers for numbers, _ in rows]


@pytest.mark.parametrize("different", [1, 2, BASE, BASE + 1, 3000])
def test_values_come_back_however_many_there_are(run_script, different):
    values = [number % different for number in range(4000)]
    code = """
      const { values, at } = script.readTable(asked);
      return [...at].map((place) => values[place]);
    """
    assert run_script(ROLL, code, table(values)) == values


def test_too_many_values_are_refused():
    with pytest.raises(ValueError, match="8282"):
        table(range(BASE * BASE + 1))


def test_the_roll_of_the_real_places_comes_back(run_script, places, columns):
    code = """
      const roll = script.readRoll(asked.core, asked.facets);
      const { names, usable, refused } = script.readAnswers(asked.filters).access;
      return [...Array(roll.count).keys()].map((place) => ({
        at: roll.pointOf(place), district: roll.districts[roll.district[place]],
        kind: roll.kinds[roll.kind[place]],
        themes: roll.themes.filter((_, number) => roll.theme[place] & (1 << number)),
        first: roll.themes[roll.firstTheme[place]],
        audiences: roll.audiences.filter((_, number) => roll.audience[place] & (1 << number)),
        free: Boolean(roll.free[place]), unpriced: Boolean(roll.unpriced[place]),
        stations: Boolean(roll.stations[place]),
        usable: names.filter((_, number) => usable[place] & (1 << number)),
        refused: names.filter((_, number) => refused[place] & (1 << number)),
      }));
    """
    for place, read in zip(places, run_script(ROLL, code, columns), strict=True):
        assert read["at"] == pytest.approx([place.location.lat, place.location.lon], abs=6e-6)
        assert (read["district"], read["kind"]) == (place.district, place.kind)
        assert sorted(read["themes"]) == sorted(place.themes)
        assert read["first"] == place.themes[0]
        assert sorted(read["audiences"]) == sorted(set(place.audiences))
        assert read["free"] == (place.cost == "free")
        assert read["unpriced"] == (place.cost == "unknown")
        assert read["stations"] == bool(place.stations)
        for name in ACCESS:
            answer = getattr(place.access, name)
            assert (name in read["usable"]) == (answer in ("yes", "limited"))
            assert (name in read["refused"]) == (answer == "no")


def test_neighbours_in_the_roll_are_neighbours_in_the_city(places):
    """The curve is worth its name: following it is shorter than any alphabet."""

    def way(some):
        return sum(
            distance_metres(one.location, other.location)
            for one, other in pairwise(some)
            if one.district == other.district
        )

    by_name = sorted(places, key=lambda place: (place.district, place.id))
    assert way(places) < 0.7 * way(by_name)


# ── Files ─────────────────────────────────────────────────────────────────────────────────────────


def test_two_builds_give_the_same_files_in_any_order(city):
    shuffled = list(city.places)
    random.Random(1).shuffle(shuffled)
    other = dataclasses.replace(city, places=tuple(shuffled))
    assert explorer_data(city, explorer_site()).files == explorer_data(other, explorer_site()).files


def test_a_file_is_named_after_what_it_holds(city):
    before = explorer_data(city, explorer_site())
    fewer = dataclasses.replace(city, places=city.places[1:])
    after = explorer_data(fewer, explorer_site())
    known = {file.address: file.content for file in before.files}
    for file in after.files:
        assert known.get(file.address, file.content) == file.content


# ── Filters ───────────────────────────────────────────────────────────────────────────────────────

CHOICES = {
    "theme": lambda place, value, ages: value in place.themes,
    "audience": lambda place, value, ages: value in place.audiences,
    "kind": lambda place, value, ages: place.kind == value,
    "district": lambda place, value, ages: place.district == value,
    "cost": lambda place, value, ages: place.cost == "free",
    "stations": lambda place, value, ages: bool(place.stations),
    "age": lambda place, value, ages: any(
        one.least <= value and (one.most is None or value <= one.most) for one in ages
    ),
    "access": lambda place, value, ages: all(
        getattr(place.access, name) in ("yes", "limited") for name in value
    ),
}


def test_filters_and_their_counts_are_what_counting_by_hand_gives(
    run_script, city, places, columns
):
    draw = random.Random(35)
    offered = {
        "theme": list(city.themes),
        "audience": list(city.audiences),
        "kind": sorted({place.kind for place in places}),
        "district": sorted({place.district for place in places}),
        "cost": [True],
        "stations": [True],
        "age": list(range(18)),
        "access": [["wheelchair"], ["wheelchair", "toilets"], ["shade"]],
    }
    asked = [{}, {"access": ["wheelchair"]}]
    for _ in range(60):
        questions = draw.sample(list(offered), draw.randint(1, 4))
        asked.append({name: draw.choice(offered[name]) for name in questions})
    code = """
      const { readRoll, readAnswers } = await import(new URL("./roll.js", asked.module).href);
      const roll = readRoll(asked.core, asked.facets);
      const known = { access: readAnswers(asked.filters).access };
      const at = {
        theme: roll.themes, audience: roll.audiences, kind: roll.kinds, district: roll.districts,
      };
      return asked.asked.map((one) => {
        const numbered = Object.fromEntries(Object.entries(one)
          .map(([name, value]) => [name, at[name] ? at[name].indexOf(value) : value]));
        const { shown, counts, without } = script.sift(roll, numbered, known);
        const named = Object.fromEntries(Object.keys(at).map((name) => (
          [name, Object.fromEntries(at[name].map((id, number) => [id, counts[name][number]]))])));
        const { cost, stations, access } = counts;
        return { shown, without, ...named, age: [...counts.age], cost, stations, access };
      });
    """
    module = (PROJECT / "theme/static/js/explorer/sieve.js").as_uri()
    answers = run_script(SIEVE, code, {**columns, "asked": asked, "module": module})

    def ages_of(place):
        return [station.ages for station in place.stations or city.kinds[place.kind].prompts]

    def passing(questions):
        return [
            number
            for number, place in enumerate(places)
            if all(CHOICES[name](place, value, ages_of(place)) for name, value in questions.items())
        ]

    for questions, answer in zip(asked, answers, strict=True):
        shown = passing(questions)
        assert answer["shown"] == shown, questions
        for name in questions:
            rest = {other: value for other, value in questions.items() if other != name}
            assert answer["without"][name] == len(passing(rest)) - len(shown), (questions, name)
        for name in ("theme", "kind", "district", "audience"):
            for value in offered[name]:
                expected = len(passing({**questions, name: value}))
                assert answer[name].get(value, 0) == expected, (questions, name, value)
        for age in (0, 5, 7, 12, 17):
            assert answer["age"][age] == len(passing({**questions, "age": age}))
        for name in ("cost", "stations"):
            assert answer[name] == len(passing({**questions, name: True}))
        chosen = questions.get("access", [])
        for name in ACCESS:
            both = sorted({*chosen, name})
            assert answer["access"][name] == len(passing({**questions, "access": both}))


@pytest.mark.parametrize(
    ("text", "age"),
    [
        *(("7", 7), ("2019", 7), ("0", 0), ("120", 120), ("121", None), ("2027", None)),
        *(("", None), ("yedi", None), ("-3", None), ("7.5", None), ("1900", None), ("1926", 100)),
    ],
)
def test_an_age_may_be_a_year_of_birth(run_script, text, age):
    assert run_script(SIEVE, "return script.ageFrom(asked, 2026)", text) == age


# ── Clusters ──────────────────────────────────────────────────────────────────────────────────────

GATHER = """
  const { x, y, passes, view, cell, apart } = asked;
  return script.gather({ count: x.length, x, y }, passes, view, cell, apart);
"""


@pytest.mark.parametrize("apart", [0, 0.02, 0.05])
@pytest.mark.parametrize("seed", range(4))
def test_a_gathering_loses_nobody_and_keeps_its_distance(run_script, seed, apart):
    draw = random.Random(seed)
    count = 900
    x = [draw.random() for _ in range(count)]
    y = [draw.random() ** 2 for _ in range(count)]
    passes = [int(draw.random() < 0.7) for _ in range(count)]
    view = {"west": 0, "east": 0.9999, "north": 0, "south": 0.9999}
    asked = {"x": x, "y": y, "passes": passes, "view": view, "cell": 0.0625, "apart": apart}
    groups = run_script(GRID, GATHER, asked)
    assert sum(group["size"] for group in groups) == sum(passes)
    cells = [cell for group in groups for cell in group["cells"]]
    assert len(cells) == len(set(cells)), "every cell belongs to one group"
    for group in groups:
        inside = [
            number
            for number in range(count)
            if passes[number]
            and f"{int(x[number] // 0.0625)}/{int(y[number] // 0.0625)}" in group["cells"]
        ]
        assert len(inside) == group["size"]
        assert group["first"] in inside
        assert group["x"] == pytest.approx(sum(x[one] for one in inside) / len(inside))
        assert group["y"] == pytest.approx(sum(y[one] for one in inside) / len(inside))


def test_a_group_at_the_edge_is_counted_whole(run_script):
    """A move must not change numbers: the cell counts, not the window."""
    some = {"x": [0.51, 0.55, 0.8], "y": [0.5, 0.5, 0.5], "passes": [1, 1, 1], "apart": 0}
    for west in (0.0, 0.5, 0.54):
        view = {"west": west, "east": 0.6, "north": 0.4, "south": 0.6}
        groups = run_script(GRID, GATHER, {**some, "view": view, "cell": 0.125})
        assert [group["size"] for group in groups] == [2]


def test_what_does_not_pass_is_nowhere(run_script):
    some = {"x": [0.5, 0.5], "y": [0.5, 0.5], "passes": [0, 1], "cell": 0.125, "apart": 0}
    view = {"west": 0, "east": 1, "north": 0, "south": 1}
    (group,) = run_script(GRID, GATHER, {**some, "view": view})
    assert (group["size"], group["first"]) == (1, 1)


# ── Distances ─────────────────────────────────────────────────────────────────────────────────────


def test_distances_are_those_of_the_build(run_script, places):
    points = [(place.location.lat, place.location.lon) for place in places]
    code = "return asked.map((one) => script.metresBetween(asked[0], one))"
    for place, metres in zip(places, run_script("explorer/near.js", code, points), strict=True):
        expected = distance_metres(places[0].location, place.location)
        assert metres == pytest.approx(expected, rel=1e-4, abs=0.01)


@pytest.mark.parametrize(
    ("metres", "said"),
    [
        (12, "10 m"),
        (144, "140 m, 2 dk"),
        (996, "1.000 m, 17 dk"),
        (1000, "1 km, 17 dk"),
        (2960, "3 km, 51 dk"),
        (3001, "3 km"),
        (12345, "12,3 km"),
    ],
)
def test_a_distance_is_told_in_metres_and_minutes(run_script, metres, said):
    code = """
      const figures = (number) => new Intl.NumberFormat("tr").format(number);
      const words = { metres: "{n} m", kilometres: "{n} km", minutes: "{n} dk" };
      return script.inWords(asked, { figures, ...words });
    """
    assert run_script("explorer/near.js", code, metres) == said


def test_a_stop_lies_in_the_middle_of_the_places_that_name_it(city, places):
    from learning_city.outputs.explorer_data import _stops

    def at(lat, lon, *stops):
        return SimpleNamespace(
            location=SimpleNamespace(lat=lat, lon=lon),
            transit=[SimpleNamespace(mode=mode, name=name) for mode, name in stops],
        )

    some = [
        at(38.42, 27.12, ("metro", "Konak"), ("bus", "Cumhuriyet")),
        at(38.422, 27.122, ("metro", "Konak")),
        at(38.1, 27.9, ("bus", "Cumhuriyet")),
    ]
    assert list(_stops(some)) == [["metro", "Konak", 3842100, 2712100]], (
        "a name that places far apart share is no place to start from"
    )


# ── Open now ──────────────────────────────────────────────────────────────────────────────────────


def test_open_now_is_what_the_published_table_says(run_script, city, places, columns):
    """The filter's own copy of the hours answers as `data/opening.json` does, hour by hour."""
    from learning_city.outputs import opening_table

    (published,) = opening_table.build(city, explorer_site())
    asked = {
        **columns,
        "table": json.loads(published.content),
        "ids": [place.id for place in places],
        "moments": [
            f"2026-12-0{day}T{hour:02}:30" for day in (1, 5, 6) for hour in range(0, 24, 3)
        ],
        "module": (PROJECT / "theme/static/js/time/opening.js").as_uri(),
    }
    code = """
      const { hoursOf, stateAt, statesAt } = await import(asked.module);
      const { opening } = script.readAnswers(asked.filters);
      return asked.moments.map((moment) => {
        const states = statesAt(opening, moment);
        return asked.ids.map((id, place) => {
          const hours = hoursOf(asked.table, id);
          const rule = opening.rule[place];
          return [hours ? stateAt(hours, moment) : "none", rule < 0 ? "none" : states[rule]];
        });
      });
    """
    answers = run_script(ROLL, code, asked)
    told = [pair for moment in answers for pair in moment]
    assert all(one == other for one, other in told)
    assert {state for state, _ in told} >= {"open", "closed", "none"}
