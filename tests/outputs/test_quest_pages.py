"""Quests ask for exactly what is missing, the worthiest first, in any order of files."""

from __future__ import annotations

from dataclasses import replace

from learning_city.city.city import City
from learning_city.outputs.quest_pages import WORTH, Quest, build, quests
from learning_city.outputs.site import Page
from tests.city_project import Project
from tests.outputs.test_contribution_links import site_of

FILE = "places/konak/kitaplik.yaml"


def city_of(project: Project) -> City:
    city = project.assemble().city
    assert city is not None, project.problems()
    return city


def of_place(project: Project, line: str = "") -> dict[str, Quest]:
    if line:
        project.change(FILE, "themes:", f"{line}\nthemes:")
    return {quest.kind: quest for quest in quests(city_of(project)) if quest.about.id == "kitaplik"}


def test_a_bare_place_asks_for_each_thing_once(small_city: Project) -> None:
    found = of_place(small_city)
    assert set(found) == {"hours", "access", "cost", "visit", "station"}
    assert found["station"].details == ("cocuk",)
    assert found["hours"].field == "opening_hours"


def test_what_is_known_is_not_asked_for(small_city: Project) -> None:
    found = of_place(
        small_city,
        'opening_hours: "Mo-Fr 09:00-17:00"\ncost: free\nverified: 2026-11-22\n'
        "access: {wheelchair: no, toilets: no}\n"
        "stations: [{title: {tr: Bak, en: Look}, ages: 7-12, prompt: {tr: Bakın., en: Look.}}]",
    )
    assert found == {}


def test_half_an_answer_about_access_still_asks_for_the_other_half(small_city: Project) -> None:
    assert "access" in of_place(small_city, "access: {wheelchair: yes}")


def test_a_visit_is_asked_for_again_after_a_year(small_city: Project) -> None:
    assert "visit" in of_place(small_city, "verified: 2025-11-30")


def test_a_text_in_one_language_asks_for_the_other(small_city: Project) -> None:
    small_city.change(
        FILE,
        ", en: A library with a walnut tree.}",
        "}",
    )
    assert of_place(small_city)["translation"].details == ("en",)


def test_a_district_without_anything_asks_for_places(small_city: Project) -> None:
    found = [quest for quest in quests(city_of(small_city)) if quest.about.id == "cigli"]
    assert [(quest.kind, quest.details) for quest in found] == [
        ("free", ()),
        ("gap", ("stem", "cocuk")),
        ("gap", ("sanat", "cocuk")),
        ("gap", ("kitap-felsefe", "cocuk")),
    ]


def test_the_gap_that_most_residents_wait_behind_comes_first(small_city: Project) -> None:
    small_city.write(
        "content/vocabulary/districts.yaml",
        "entries:\n  konak: {name: Konak, population: {value: 300, year: 2025}}\n"
        "  cigli: {name: Çiğli, population: {value: 500, year: 2025}}\n"
        "  karsiyaka: {name: Karşıyaka}\n",
    )
    found = [quest for quest in quests(city_of(small_city)) if quest.kind == "gap"]
    assert [quest.about.id for quest in found] == ["cigli"] * 3 + ["konak"] + ["karsiyaka"] * 3
    city = city_of(small_city)
    (page, _) = build(city, site_of(city))
    assert isinstance(page, Page)
    kinds = page.view()["kinds"]
    assert isinstance(kinds, list)
    (first,) = [first for kind, *_, first in kinds if kind == "gap"]
    assert [quest.title.words("tr") for quest in first][:3] == ["Çiğli", "Konak", "Karşıyaka"]


def test_a_gap_opens_the_form_with_all_that_is_known(small_city: Project) -> None:
    city = city_of(small_city)
    (page, _) = build(city, site_of(city))
    assert isinstance(page, Page)
    kinds = page.view()["kinds"]
    assert isinstance(kinds, list)
    (first,) = [first for kind, *_, first in kinds if kind == "gap"]
    assert "?ekle=place&district=cigli&theme=" in first[0].href
    assert first[0].href.endswith("&audience=cocuk")
    assert [label.words("tr") for label in first[0].details][1] == "Çocuklar"


def test_a_past_event_asks_for_nothing(small_city: Project) -> None:
    def asked() -> list[str]:
        return [
            quest.kind for quest in quests(city_of(small_city)) if quest.about.id == "hikaye-saati"
        ]

    assert asked() == ["cost"]
    small_city.environment["LEARNING_CITY_NOW"] = "2027-01-01T12:00"
    assert asked() == []


def test_the_worthiest_come_first_and_where_something_happens_before_that(
    small_city: Project,
) -> None:
    found = quests(city_of(small_city))
    assert [quest.worth for quest in found] == sorted((q.worth for q in found), reverse=True)
    assert found[0].kind == "hours"
    assert found[0].worth > WORTH["hours"], "a story hour is coming there"


def test_the_order_of_the_files_does_not_matter(small_city: Project) -> None:
    text = (small_city.folder / FILE).read_text(encoding="utf-8")
    for name in ("zeytinlik", "agora", "cinar"):
        small_city.write(
            f"places/konak/{name}.yaml",
            text.replace("Örnek Kitaplık", name.title()).replace("38.41920", f"38.4{len(name)}00"),
        )
    city = city_of(small_city)
    back = replace(city, places=city.places[::-1], occurrences=city.occurrences[::-1])
    forth = [(quest.kind, quest.about.id, quest.details) for quest in quests(city)]
    assert forth == [(quest.kind, quest.about.id, quest.details) for quest in quests(back)]
    assert len(set(forth)) == len(forth)


def test_each_shown_quest_has_one_link_to_do_it(small_city: Project) -> None:
    city = city_of(small_city)
    for form, repository in ((True, None), (False, "https://github.com/a/b"), (False, None)):
        for page in build(city, site_of(city, form=form, repository=repository)):
            assert isinstance(page, Page)
            view = page.view()
            kinds, districts = view["kinds"], view["districts"]
            assert isinstance(kinds, list)
            assert isinstance(districts, list)
            shown = [quest for *_, first in kinds for quest in first]
            shown += [quest for *_, first in districts for quest in first]
            assert shown
            assert all(quest.href.startswith(("/ogrenen-sehir/", "https://")) for quest in shown)
            assert all(quest.path.startswith("/ogrenen-sehir/") for quest in shown)


def test_the_page_stays_small_however_much_is_missing(small_city: Project) -> None:
    text = (small_city.folder / FILE).read_text(encoding="utf-8")
    for number in range(40):
        small_city.write(
            f"places/konak/yer-{number}.yaml",
            text.replace("Örnek Kitaplık", f"Yer {number}").replace(
                "38.41920", f"38.{5000 + number * 20}"
            ),
        )
    city = city_of(small_city)
    (page, _) = build(city, site_of(city))
    assert isinstance(page, Page)
    view = page.view()
    assert isinstance(view["kinds"], list)
    assert all(len(first) <= 4 for *_, first in view["kinds"])
    assert isinstance(view["districts"], list)
    assert all(len(first) <= 10 for *_, first in view["districts"])
    assert {count for kind, _, count, _ in view["kinds"] if kind == "hours"} == {41}
