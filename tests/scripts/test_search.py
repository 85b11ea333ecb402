"""Search in the browser's own modules: words, their relatives, slips, and the written shards."""

import json
from collections.abc import Iterator
from itertools import product

import pytest

from learning_city.outputs.explorer_data import explorer_data
from learning_city.outputs.place_roll import roll
from tests.city_project import TESTS
from tests.outputs.explorer_site import explorer_site

QUERIES = json.loads((TESTS / "search_queries.json").read_text(encoding="utf-8"))

FIND = """
  const files = asked.files;
  const finder = script.finder({
    ...asked.options,
    labels: asked.labels.map(([text, places]) => {
      const all = new Set(places);
      return [text, (place) => all.has(place)];
    }),
    read: async (name) => JSON.parse(files[name]),
  });
  const answers = [];
  for (const query of asked.queries) {
    const { points, slipped } = await finder.find(query);
    const found = [...points.keys()].filter((place) => points[place])
      .sort((a, b) => points[b] - points[a] || a - b);
    answers.push({ found, slipped });
  }
  return answers;
"""


@pytest.fixture(scope="module")
def index(city):
    """What the browser gets of the real places, as the page hands it to the finder."""
    data = explorer_data(city, explorer_site())
    folder = data.folders["tr"]
    return {
        "files": {
            file.address.removeprefix(f"{folder}/").removesuffix(".json"): file.content.decode()
            for file in data.files
            if file.address.startswith(folder)
        },
        "options": {
            "starts": list(data.shard_starts["tr"]),
            "count": len(data.roll),
            "language": "tr",
        },
        "labels": [
            [
                kind.label.words("tr"),
                [number for number, place in enumerate(data.roll) if place.kind == kind.id],
            ]
            for kind in city.kinds.values()
        ],
        "ids": [place.id for place in data.roll],
    }


@pytest.fixture(scope="module")
def answers(run_script, index):
    asked = {**index, "queries": [each["query"] for each in QUERIES]}
    return dict(zip(asked["queries"], run_script("search/finder.js", FIND, asked), strict=True))


@pytest.mark.parametrize("asked", QUERIES, ids=lambda each: f"{each['query']}: {each['why']}")
def test_a_query_finds_its_place_among_the_first(answers, index, asked):
    first = [index["ids"][place] for place in answers[asked["query"]]["found"][:3]]
    assert asked["place"] in first


def test_there_are_twenty_queries_at_least_and_each_place_exists(city):
    assert len(QUERIES) >= 20
    assert {each["place"] for each in QUERIES} <= {place.id for place in city.places}


def test_a_slip_is_told_and_a_nonsense_word_finds_nothing(run_script, index):
    asked = {**index, "queries": ["külütrpark", "kültürpark", "qxqxqxq", "müze qxqxqxq", ""]}
    slip, right, nonsense, half, nothing = run_script("search/finder.js", FIND, asked)
    assert slip["slipped"] == ["kuluturpark"] or slip["slipped"] == ["kulutrpark"]
    assert right["slipped"] == []
    assert nonsense["found"] == []
    assert half["found"] == [], "every word must be found"
    assert len(nothing["found"]) == len(index["ids"]), "no word asks for nothing"


def slips_of(name: str) -> Iterator[str]:
    """The name with a letter missing, with two exchanged, and with a space missing."""
    words = name.split()
    for number, word in enumerate(words):
        others = [
            *(word[:at] + word[at + 1 :] for at in range(len(word))),
            *(
                word[:at] + word[at + 1] + word[at] + word[at + 2 :]
                for at in range(len(word) - 1)
                if word[at] != word[at + 1]
            ),
        ]
        for other in others:
            if len(other) >= 3:
                yield " ".join([*words[:number], other, *words[number + 1 :]])
        if number:
            yield " ".join([*words[: number - 1], words[number - 1] + word, *words[number + 1 :]])


def test_a_slip_anywhere_in_a_name_finds_its_place_among_the_first(run_script, index, city):
    """All but the few that make another real name of it (“Hava Sokağı”) or leave two letters."""
    slips = [
        (place.id, slip) for place in city.places for slip in slips_of(place.name.words("tr"))
    ][::3]
    asked = {**index, "queries": [slip for _, slip in slips]}
    missed = [
        slip
        for (place, slip), answer in zip(
            slips, run_script("search/finder.js", FIND, asked), strict=True
        )
        if place not in [index["ids"][number] for number in answer["found"][:3]]
    ]
    assert len(slips) > 1500
    assert len(missed) < 0.01 * len(slips), missed


def test_a_word_that_stands_in_a_text_is_not_read_as_another(run_script, index):
    asked = {**index, "queries": ["balık", "kitap okuma", "sabun"]}
    for answer in run_script("search/finder.js", FIND, asked):
        assert answer["found"]
        assert answer["slipped"] == []


def test_every_name_is_found_by_itself(run_script, index, city):
    """Whole names as they stand, of all places: the search loses nobody."""
    places = roll(city)
    asked = {**index, "queries": [place.name.words("tr") for place in places]}
    for number, answer in enumerate(run_script("search/finder.js", FIND, asked)):
        assert number in answer["found"], places[number].id


@pytest.mark.parametrize(
    ("query", "word", "nearness"),
    [
        ("muze", "muze", 0),
        ("muz", "muzesi", 1),
        ("muzeleri", "muze", 2),
        ("muzeleri", "muzesinde", 2),
        ("kutuphanesinde", "kutuphane", 2),
        ("kitap", "kitabi", 2),
        ("kitabi", "kitap", 2),
        ("agacin", "agac", 2),
        ("cocuk", "cocugun", 2),
        ("bilim", "bilgi", -1),
        ("kale", "kalem", 1),
        ("kalede", "kalem", -1),
        ("muze", "muzik", -1),
        ("sanat", "saat", -1),
        ("ada", "adana", 1),
    ],
)
def test_words_are_relatives_when_only_endings_differ(run_script, query, word, nearness):
    code = "return script.relativesIn('tr').nearness(asked.query, asked.word)"
    asked = {"query": query, "word": word}
    assert run_script("search/relatives.js", code, asked) == nearness


def test_a_language_without_endings_has_beginnings_only(run_script):
    code = """
      const { nearness, stems } = script.relativesIn("ar");
      return [nearness("a", "ab"), nearness("muzeleri", "muze"), stems("muzeleri")];
    """
    assert run_script("search/relatives.js", code) == [1, -1, ["muzeleri"]]


@pytest.mark.parametrize(
    ("typed", "word", "slip"),
    [
        ("kulturpatk", "kulturpark", True),
        ("kulturprk", "kulturpark", True),
        ("kulturpaark", "kulturpark", True),
        ("kulutrpark", "kulturpark", True),
        ("kulut", "kulturpark", True),
        ("kulturpark", "kulturpark", False),
        ("kulurprk", "kulturpark", False),
        ("mzue", "muze", True),
        ("mzue", "muzeler", False),
        ("ev", "el", True),
        ("muze", "muzey", True),
    ],
)
def test_one_slip_is_one(run_script, typed, word, slip):
    code = "return script.isOneSlip(asked.typed, asked.word)"
    assert run_script("search/relatives.js", code, {"typed": typed, "word": word}) is slip


def test_words_kept_by_their_letters_miss_no_slip(run_script):
    """Every word of three to five letters that three letters can make, typed among all of them."""
    words = ["".join(letters) for size in (3, 4, 5) for letters in product("abc", repeat=size)]
    code = """
      const near = script.slipsAmong(asked);
      return asked.filter((typed) => {
        const all = asked.filter((word) => word.length >= 4 && script.isOneSlip(typed, word));
        return near(typed, 4).join() !== all.join();
      });
    """
    assert run_script("search/relatives.js", code, words) == []
