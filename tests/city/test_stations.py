"""Which station is for whom, and which of them go on paper."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learning_city.city.stations import AGE_BANDS, bands_of, for_paper, offered
from learning_city.model.fields import Ages
from tests.city_project import Project

CHILD, PUPIL, YOUTH, ADULT = range(4)

PROMPTS = "content/prompts/library.yaml"


@pytest.mark.parametrize(
    ("ages", "bands"),
    [
        (Ages(4, 7), {CHILD}),
        (Ages(5, 10), {CHILD, PUPIL}),
        (Ages(7, 12), {PUPIL}),
        (Ages(8, 9), {PUPIL}),
        (Ages(12, None), {YOUTH, ADULT}),
        (Ages(15, None), {YOUTH, ADULT}),
        (Ages(15, 20), {YOUTH, ADULT}),
        (Ages(6, None), {PUPIL, YOUTH, ADULT}),
        (Ages(0, None), {CHILD, PUPIL, YOUTH, ADULT}),
        (Ages(30, None), {ADULT}),
    ],
)
def test_a_station_is_for_the_bands_it_mostly_shares(ages: Ages, bands: set[int]) -> None:
    assert set(bands_of(ages)) == bands


@given(st.integers(0, 90), st.integers(0, 30) | st.none())
def test_every_station_is_for_somebody(least: int, years: int | None) -> None:
    ages = Ages(least, None if years is None else least + years)
    bands = bands_of(ages)
    assert bands
    assert all(ages.overlaps(AGE_BANDS[number]) for number in bands)
    assert list(bands) == list(range(bands[0], bands[-1] + 1)), "a band in the middle is missing"


def stations(city: Project, *ages: str) -> str:
    return "prompts:\n" + "".join(
        f"  - title: Durak {number}\n    ages: {one}\n    prompt: Bakın.\n"
        for number, one in enumerate(ages)
    )


def on_paper(city: Project, count: int, *company: str) -> list[str]:
    made = city.assemble().city
    assert made is not None
    chosen = for_paper(made.place("kitaplik"), made, count, company or ("family",))
    return [station.title.words("tr") for station in chosen]


def test_the_places_own_come_first_then_the_bands_that_have_none(small_city: Project) -> None:
    small_city.write(PROMPTS, stations(small_city, "8-12", "8-12", "13-17", "4-7"))
    small_city.change(
        "places/konak/kitaplik.yaml",
        "sources:",
        "stations: [{title: Kendi, ages: 8-12, prompt: Sorun.}]\nsources:",
    )
    assert on_paper(small_city, 4) == ["Kendi", "Durak 2", "Durak 3", "Durak 0"]
    assert on_paper(small_city, 1) == ["Kendi"]
    assert len(on_paper(small_city, 9)) == 5


def test_a_kind_without_prompts_offers_what_the_place_has(small_city: Project) -> None:
    (small_city.folder / PROMPTS).unlink()
    city = small_city.assemble().city
    assert city is not None
    assert offered(city.place("kitaplik"), city) == ()
    assert for_paper(city.place("kitaplik"), city, 4, ("family",)) == ()


def test_a_sheet_has_what_works_with_those_it_is_printed_for(small_city: Project) -> None:
    own = "{title: %s, ages: 8-12, prompt: Sorun., company: [%s]}"
    some = (own % ("Dükkân", "family, alone"), own % ("Münazara", "class"))
    small_city.write(PROMPTS, stations(small_city, "13-17"))
    small_city.change(
        "places/konak/kitaplik.yaml", "sources:", f"stations: [{', '.join(some)}]\nsources:"
    )
    assert on_paper(small_city, 4, "class") == ["Münazara", "Durak 0"]
    assert on_paper(small_city, 4, "family", "alone") == ["Dükkân", "Durak 0"]


def test_prompts_of_no_kind_are_reported(small_city: Project) -> None:
    text = (small_city.folder / PROMPTS).read_text(encoding="utf-8")
    small_city.write("content/prompts/libary.yaml", text)
    (problem,) = small_city.problems()
    assert (problem.code, problem.path) == ("unexpected-file", "content/prompts/libary.yaml")


def test_a_mistake_in_a_prompt_is_told_with_its_line(small_city: Project) -> None:
    small_city.change(PROMPTS, "ages: 7-12", "ages: yedi")
    (problem,) = small_city.problems()
    assert (problem.code, problem.path, problem.line) == ("bad-ages", PROMPTS, 3)
