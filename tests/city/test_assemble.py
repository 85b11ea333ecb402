"""The folders become a city, or all that stands in its way."""

from __future__ import annotations

import re

import pytest

from learning_city.city.assemble import read_boundary_source
from learning_city.city.project_reader import pcodes
from learning_city.ground.problems import Level
from tests.city_project import Project

PLACE = "places/konak/kitaplik.yaml"
EVENT = "events/2026/hikaye-saati.yaml"


def test_a_whole_city_is_assembled(small_city: Project) -> None:
    result = small_city.assemble()
    assert result.problems == []
    city = result.city
    assert city is not None
    assert [place.id for place in city.places] == ["kitaplik"]
    assert [found.event.id for found in city.occurrences] == ["hikaye-saati"]
    assert city.organizers["imece"].name.words("en") == "Imece Association"
    assert list(city.themes) == ["stem", "sanat", "kitap-felsefe"]
    assert [district.label.words("tr") for district in city.districts.values()] == [
        "Çiğli",
        "Karşıyaka",
        "Konak",
    ]
    assert [route.id for route in city.routes] == ["iki-durak"]
    assert len(city.kinds["library"].prompts) == 1
    assert result.files == 16


def test_there_is_no_city_while_anything_is_wrong(small_city: Project) -> None:
    small_city.change(PLACE, "kind: library", "kind: librari")
    assert small_city.assemble().city is None


def test_a_doubt_does_not_stop_the_city(small_city: Project) -> None:
    small_city.change(PLACE, "38.41920", "38.42")
    result = small_city.assemble()
    assert [problem.level for problem in result.problems] == [Level.DOUBT]
    assert result.city is not None


def test_places_and_events_may_name_what_is_read_later(small_city: Project) -> None:
    small_city.write(
        "places/zz.yaml", (small_city.folder / PLACE).read_bytes().replace(b"27.12", b"27.13")
    )
    small_city.change(EVENT, "place: kitaplik", "place: zz")
    assert small_city.codes() == []


def test_an_event_at_a_broken_place_is_not_blamed(small_city: Project) -> None:
    small_city.change(PLACE, "location: {lat: 38.41920, lon: 27.12870}\n", "")
    assert small_city.codes() == ["missing-key"]


def test_an_event_at_an_unreadable_place_is_not_blamed(small_city: Project) -> None:
    small_city.write(PLACE, "name: [a\n")
    assert small_city.codes() == ["unclosed-bracket"]


def test_rules_speak_only_about_what_they_can_see(small_city: Project) -> None:
    small_city.change(PLACE, "sources: [{title:", "sources: [{titel:")
    assert sorted(small_city.codes()) == ["missing-key", "unknown-key"]


@pytest.mark.parametrize("sample", ["true", "yes"])
def test_samples_stay_out_of_the_published_city(small_city: Project, sample: str) -> None:
    text = (small_city.folder / EVENT).read_text(encoding="utf-8")
    small_city.write(EVENT, f"{text}sample: {sample}\n")
    shown = small_city.assemble(samples=True).city
    published = small_city.assemble(samples=False).city
    assert shown is not None
    assert published is not None
    assert (len(shown.events), len(published.events), len(published.occurrences)) == (1, 0, 0)


def test_a_former_id_may_have_one_heir(small_city: Project) -> None:
    text = (small_city.folder / PLACE).read_text(encoding="utf-8")
    small_city.write(PLACE, f"{text}former_ids: [eski]\n")
    other = text.replace("27.12870", "27.13870").replace(
        "Örnek Kitaplık, en: Example Library", "Park, en: Park"
    )
    small_city.write("places/konak/park.yaml", f"{other}former_ids: [eski]\n")
    (problem,) = small_city.problems()
    assert (problem.code, problem.path, problem.values["other"]) == (
        "former-id-taken",
        "places/konak/park.yaml",
        PLACE,
    )


def test_the_same_id_in_two_kinds_is_no_clash(small_city: Project) -> None:
    small_city.write(
        "events/2026/kitaplik.yaml",
        (small_city.folder / EVENT).read_bytes().replace(b"12-05", b"12-06"),
    )
    assert "duplicate-id" not in small_city.codes()


@pytest.mark.parametrize("family", ["themes", "audiences", "districts", "place-kinds"])
def test_an_empty_vocabulary_makes_its_words_unknown(small_city: Project, family: str) -> None:
    small_city.write(f"content/vocabulary/{family}.yaml", "entries: {}\n")
    assert set(small_city.codes()) == {"unknown-reference"}


def test_a_missing_vocabulary_is_told_once(small_city: Project) -> None:
    (small_city.folder / "content/vocabulary/districts.yaml").unlink()
    assert small_city.codes() == ["missing-file"]


@pytest.mark.parametrize(
    ("languages", "code"),
    [
        ("[tr, xx]", "not-a-language"),
        ("[tr, en, fr]", "no-catalogue"),
        ("[]", "empty-list"),
        ("tr", "wrong-shape"),
        ("[tr, en, ku]", "no-catalogue"),
        ("[[tr]]", "wrong-shape"),
    ],
)
def test_a_language_that_the_site_cannot_speak_is_refused(
    small_city: Project, languages: str, code: str
) -> None:
    small_city.change("content/city.yaml", "languages: [tr, en]", f"languages: {languages}")
    codes = small_city.codes()
    assert code in codes
    assert len(codes) <= 1 + 6  # with fewer languages, the city's own texts may have too many


def test_a_city_in_one_language_is_whole(small_city: Project) -> None:
    for path in small_city.folder.rglob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        name = path.relative_to(small_city.folder).as_posix()
        small_city.write(name, re.sub(r", en: [^}]*", "", text).replace("[tr, en]", "[tr]"))
    result = small_city.assemble()
    assert result.problems == []


def test_a_zone_that_does_not_exist_is_refused(small_city: Project) -> None:
    for zone in ("Nowhere/City", "../../etc/passwd", "Europe", "."):
        settings = (small_city.folder / "content/city.yaml").read_text(encoding="utf-8")
        small_city.write("content/city.yaml", settings.replace("Europe/Istanbul", zone))
        assert small_city.codes() == ["unknown-time-zone"], zone
        small_city.write("content/city.yaml", settings)


def test_a_city_without_boundaries_needs_none(small_city: Project) -> None:
    assert read_boundary_source(small_city.folder, small_city.environment) is None


def test_districts_without_a_code_have_none(small_city: Project) -> None:
    city = small_city.assemble().city
    assert city is not None
    assert pcodes(city.vocabulary) == {}


def test_a_project_without_any_file_says_what_is_missing(small_city: Project) -> None:
    for path in sorted(small_city.folder.rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    assert small_city.codes() == ["missing-file"]
