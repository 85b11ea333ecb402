"""A file's nodes become a model, or all of its problems with their places."""

from __future__ import annotations

from collections.abc import Callable
from zoneinfo import ZoneInfo

import pytest

from learning_city.model.event import Event
from learning_city.model.fields import Contribution, Known
from learning_city.model.place import Place
from learning_city.model.reading import Parsed, dotted, read_model
from learning_city.model.vocabulary import VOCABULARIES
from learning_city.source.yaml_nodes import read_yaml
from tests.counted import calls_of

KNOWN = Known(
    ("tr", "en"),
    ZoneInfo("Europe/Istanbul"),
    {
        "themes": {"stem": ("STEM",)},
        "audiences": {"cocuk": ("Çocuklar",)},
        "districts": {"konak": ("Konak",)},
        "place-kinds": {"library": ("Kütüphane", "Library")},
        "places": {"kitaplik": ()},
    },
    {"free": ("Ücretsiz",), "field.cost": ("ücret",), "yes": ("evet",), "no": ("hayır",)},
)
PLACE = """name: Kitaplık
kind: library
district: konak
location: {lat: 38.41920, lon: 27.12870}
themes: [stem]
audiences: [cocuk]
summary: Bir kitaplık.
"""
EVENT = "title: a\nplace: kitaplik\nstart: 2026-12-05\nthemes: [stem]\naudiences: [cocuk]\n"


def parse(text: str, model: type[Contribution] = Place) -> Parsed[Contribution]:
    root = read_yaml(text.encode(), "a.yaml").root
    assert root is not None
    return read_model(model, root, "a.yaml", "a", KNOWN)


def told(text: str, model: type[Contribution] = Place) -> list[tuple[str, int, int, str]]:
    return [(one.code, one.line, one.column, one.field) for one in parse(text, model).problems]


def test_a_right_file_is_whole_and_knows_its_id_and_path() -> None:
    parsed = parse(PLACE)
    assert parsed.whole
    assert parsed.problems == []
    assert (parsed.facts.id, parsed.facts.path) == ("a", "a.yaml")


def test_nothing_changes_after_reading() -> None:
    facts = parse(PLACE).facts
    assert isinstance(facts, Place)
    with pytest.raises(ValueError, match="frozen"):
        facts.cost = "free"


def test_what_is_not_written_is_unknown() -> None:
    facts = parse(PLACE).facts
    assert isinstance(facts, Place)
    assert facts.cost == "unknown"
    assert facts.opening_hours is None
    assert set(facts.access.model_dump().values()) == {None}


def test_everything_wrong_is_told_with_its_place() -> None:
    text = (
        PLACE.replace("[stem]", "[stemm, stem]").replace("library", "libary")
        + "ücret: free\ncost: bedava\n"
    )
    assert sorted(told(text), key=lambda found: found[1:3]) == [
        ("unknown-reference", 2, 7, "kind"),
        ("unknown-reference", 5, 10, "themes.1"),
        ("unknown-key", 8, 1, "ücret"),
        ("not-a-choice", 9, 7, "cost"),
    ]


def test_turkish_words_for_fields_and_values_lead_to_the_right_ones() -> None:
    problems = parse(PLACE + "ücret: free\ncost: ücretsiz\n").problems
    assert {problem.values["suggestion"] for problem in problems} == {"cost", "free"}


def test_what_could_be_read_is_kept_for_the_rules_across_files() -> None:
    parsed = parse(PLACE.replace("konak", "konk"))
    assert not parsed.whole
    assert isinstance(parsed.facts, Place)
    assert parsed.facts.district is None
    assert parsed.facts.location.lat == 38.4192
    assert parsed.facts.id == "a"


@pytest.mark.parametrize("empty", ["", " ~", " null", ' ""', " '  '"])
def test_an_empty_value_is_told_at_its_key_and_only_once(empty: str) -> None:
    assert told(PLACE.replace("summary: Bir kitaplık.", f"summary:{empty}")) == [
        ("empty-value", 7, 1, "summary")
    ]


def test_an_empty_item_of_a_list_is_told() -> None:
    assert told(PLACE.replace("[stem]", '[stem, ""]')) == [("empty-value", 5, 16, "themes.2")]


def test_a_list_whose_items_are_all_wrong_is_not_called_empty_too() -> None:
    assert told(PLACE.replace("[stem]", "[zzz]")) == [("unknown-reference", 5, 10, "themes.1")]


def test_a_refused_value_is_not_told_again() -> None:
    assert told(PLACE.replace("[stem]", "*x")) == []
    assert not parse(PLACE.replace("[stem]", "*x")).whole


@pytest.mark.parametrize(
    ("written", "code", "remedy"),
    [
        ("cost: [free]", "wrong-shape", "wrong-shape/text"),
        ("cost: {a: b}", "wrong-shape", "wrong-shape/text"),
        ("verified: [2026-11-22]", "wrong-shape", "wrong-shape/text"),
        ("sdg: '4'", "wrong-shape", "wrong-shape/list-of-one"),
        ("sdg: {a: b}", "wrong-shape", "wrong-shape/list"),
        ("group: 25", "wrong-shape", "wrong-shape/mapping"),
        ("group: {size: {a: b}}", "wrong-shape", "wrong-shape/text"),
        ("description: [a]", "wrong-shape", "wrong-shape/local-text"),
        ("description: {tr: [a]}", "wrong-shape", "wrong-shape/text"),
        ("website: [a]", "wrong-shape", "wrong-shape/text"),
    ],
)
def test_no_shape_shows_through_as_python(written: str, code: str, remedy: str) -> None:
    (problem,) = parse(f"{PLACE}{written}\n").problems
    assert (problem.code, problem.remedy) == (code, remedy)
    assert not any(sign in value for value in problem.values.values() for sign in "{}'")


@pytest.mark.parametrize(
    ("cost", "kind", "amount"), [("free", "free", None), ("{amount: 50}", "paid", 50.0)]
)
def test_a_price_may_be_a_word_or_an_amount(cost: str, kind: str, amount: float | None) -> None:
    facts = parse(f"{EVENT}cost: {cost}\n", Event).facts
    assert isinstance(facts, Event)
    assert (facts.cost.kind, facts.cost.amount) == (kind, amount)


def test_reserved_words_of_python_are_ordinary_keys() -> None:
    text = (
        EVENT
        + "repeat: {every: week, except: [2026-12-12], "
        + "pause: [{from: 2027-01-01, to: 2027-01-02}]}\n"
    )
    facts = parse(text, Event).facts
    assert isinstance(facts, Event)
    assert facts.repeat
    assert len(facts.repeat.except_) == len(facts.repeat.pause) == 1


def test_an_entry_of_a_vocabulary_has_an_address_for_an_id() -> None:
    problems = told("entries: {Büyük Harf: {label: a}}\n", VOCABULARIES["themes"])
    assert [problem[0] for problem in problems] == ["bad-pattern"]


def test_an_empty_vocabulary_is_allowed() -> None:
    assert parse("entries: {}\n", VOCABULARIES["ideas"]).whole


def test_people_count_from_one() -> None:
    assert dotted(("stations", 0, "prompt", "tr")) == "stations.1.prompt.tr"


@pytest.mark.parametrize(
    ("written", "field", "repaired"),
    [
        ("{lat: 38,41920, lon: 27.1}", "location.lat", "location: {lat: 38.41920, lon: 27.1}"),
        ("{lat: 38.4, lon: 27, 12870}", "location.lon", "location: {lat: 38.4, lon: 27.12870}"),
        (
            "{lat: 38,41920, lon: 27,12870}",
            "location.lat",
            "location: {lat: 38.41920, lon: 27.12870}",
        ),
        ('{lat: 38,41920, lon: "27.1"}', "location.lat", "lat: 38.41920"),
    ],
)
def test_a_decimal_comma_is_told_once_and_repaired(written: str, field: str, repaired: str) -> None:
    parsed = parse(PLACE.replace("{lat: 38.41920, lon: 27.12870}", written))
    (problem,) = parsed.problems
    assert (problem.code, problem.field) == ("decimal-comma", field)
    assert problem.values["repaired"] == repaired
    assert not parsed.whole
    assert parsed.value("location") is None


def test_a_price_with_a_comma_is_told_too() -> None:
    (problem,) = parse(f"{EVENT}cost: {{kind: paid, amount: 12,50}}\n", Event).problems
    assert problem.values == {"value": "12,50", "repaired": "cost: {kind: paid, amount: 12.50}"}


@pytest.mark.parametrize(
    "written",
    ["{lat: 38.4, 41920, lon: 27.1}", "{lat: kuzey,41920, lon: 27.1}", "{41920, lat: 38, lon: 27}"],
)
def test_other_empty_keys_are_no_decimals(written: str) -> None:
    problems = told(PLACE.replace("{lat: 38.41920, lon: 27.12870}", written))
    assert "empty-value" in [problem[0] for problem in problems]


@pytest.mark.parametrize(
    "written",
    ["38.41920, 27.12870", "38,41920, 27,12870", "38.41920 27.12870", "[38.41920, 27.12870]"],
)
def test_two_numbers_become_a_point(written: str) -> None:
    (problem,) = parse(PLACE.replace("{lat: 38.41920, lon: 27.12870}", written)).problems
    assert problem.remedy == "wrong-shape/pair"
    assert problem.values["repaired"] == "location: {lat: 38.41920, lon: 27.12870}"


FLOODS = {
    "unknown references": lambda size: "themes: [" + "a," * size + "]",
    "unknown keys": lambda size: "\n".join(f"namx{number}: v" for number in range(size)),
    "unknown languages": lambda size: (
        "name: {" + ", ".join(f"k{number}: v" for number in range(size)) + "}"
    ),
    "empty items": lambda size: "themes: [" + "~," * size + "]",
    "empty stations": lambda size: "stations: [" + "{}," * size + "]",
    "decimal commas": lambda size: (
        "location: {" + ", ".join(f"k{n}: 1,{n}" for n in range(size)) + "}"
    ),
    "a very long value": lambda size: "kind: " + "a" * size,
    "a very long key": lambda size: f"? {'a' * size}\n: b",
}


@pytest.mark.parametrize("flood", FLOODS.values(), ids=FLOODS)
def test_reading_costs_no_more_than_in_proportion(flood: Callable[[int], str]) -> None:
    parse(flood(10))  # what is read once for all
    small, large = (calls_of(lambda size=size: parse(flood(size))) for size in (1_000, 4_000))
    assert large < 5 * small


@pytest.mark.parametrize("flood", FLOODS.values(), ids=FLOODS)
def test_no_file_floods_the_screen(flood: Callable[[int], str]) -> None:
    problems = parse(flood(4_000)).problems
    assert 1 <= len(problems) <= 101
    assert all(len(value) < 2000 for problem in problems for value in problem.values.values())
