"""`make new` begins a file that passes the check, or says what it still needs."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

import pytest

from learning_city.edges.scaffold import add_arguments, begin_file
from learning_city.edges.schema import write_schemas
from tests.city_project import CATALOGUES, Project


@pytest.fixture
def desk(small_city: Project) -> Project:
    """A city with its schemas, as a volunteer has it."""
    write_schemas(small_city.folder, CATALOGUES, small_city.environment)
    return small_city


def new(
    desk: Project, *words: str, answers: Iterator[str] | None = None, **environment: str
) -> int:
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    options = parser.parse_args(words)
    ask = None if answers is None else lambda _question: next(answers)
    return begin_file(options, desk.folder, CATALOGUES, {**desk.environment, **environment}, ask)


@pytest.fixture(autouse=True)
def nobody_at_the_keyboard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: False)


WHOLE = (
    "kind=museum",
    "district=konak",
    "location=38.41920, 27.12870",
    "themes=stem",
    "audiences=cocuk",
    "summary=Küçük bir müze.",
    "summary.en=A small museum.",
    "name.en=Light Museum",
    "verified=2026-11-22",
)


def test_a_place_with_all_it_needs_passes_the_check(
    desk: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    assert new(desk, "place", "Işık Müzesi", *WHOLE) == 0
    written = (desk.folder / "places/konak/isik-muzesi.yaml").read_text(encoding="utf-8")
    assert written == (
        "# yaml-language-server: $schema=../../schema/place.schema.json\n"
        "name:\n  tr: Işık Müzesi\n  en: Light Museum\n"
        "kind: museum\n"
        "district: konak\n"
        "location: {lat: 38.41920, lon: 27.12870}\n"
        "themes: [stem]\n"
        "audiences: [cocuk]\n"
        "summary:\n  tr: Küçük bir müze.\n  en: A small museum.\n"
        "verified: 2026-11-22\n"
    )
    assert desk.codes() == []
    assert "Denetimden geçti" in capsys.readouterr().out


def test_what_is_missing_is_listed_and_shown_in_the_file(
    desk: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    assert new(desk, "place", "İğne Deliği", "district=konak") == 0
    written = (desk.folder / "places/konak/igne-deligi.yaml").read_text(encoding="utf-8")
    told = capsys.readouterr().out
    for key in ("kind", "location", "themes", "audiences", "summary"):
        assert f"\n# {key}:" in written
        assert f"“{key}”" in told
    assert "# district" not in written


def test_make_gives_kind_and_name_through_the_environment(desk: Project) -> None:
    assert new(desk, KIND="event", NAME="Gece Yürüyüşü: $(touch x) `y`") == 0
    assert (desk.folder / "events/gece-yuruyusu-touch-x-y.yaml").is_file()


def test_an_event_lies_in_the_year_it_starts(desk: Project) -> None:
    words = ("themes=stem", "audiences=cocuk", "place=kitaplik", "start=2027-03-01 10:00")
    assert new(desk, "event", "Bahar", *words) == 0
    assert (desk.folder / "events/2027/bahar.yaml").is_file()
    assert desk.codes() == []


def test_a_person_is_asked_and_may_answer_by_number_name_or_nothing(desk: Project) -> None:
    answers = iter(
        [
            "1",  # a place
            "Örnek Ev",
            "müze",  # the kind, by its name
            "yok böyle ilçe",
            "KONAK",
            "38,41920 27,12870",  # copied with Turkish commas
            "",  # no address
            "1",
            "çocuklar, 1",
            "Küçük bir ev.",
            "",  # cost unknown
        ]
    )
    assert new(desk, answers=answers) == 0
    written = (desk.folder / "places/konak/ornek-ev.yaml").read_text(encoding="utf-8")
    assert "kind: museum\ndistrict: konak\nlocation: {lat: 38.41920, lon: 27.12870}" in written
    assert "audiences: [cocuk]" in written
    assert "address" not in written
    assert desk.codes() in ([], ["no-source"])


def test_nothing_is_overwritten(desk: Project, capsys: pytest.CaptureFixture[str]) -> None:
    before = desk.snapshot()
    assert new(desk, "place", "Kitaplık", "district=konak") == 2
    assert desk.snapshot() == before
    assert "places/konak/kitaplik.yaml" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "KIND=place"),
        (("place",), "NAME="),
        (("mekan", "Ev"), "KIND=place"),
        (("place", "بيت"), "Latin"),
        (("place", "Ev", "distrct=konak"), "district"),
    ],
)
def test_what_is_not_enough_to_begin_is_explained(
    desk: Project, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], said: str
) -> None:
    before = desk.snapshot()
    assert new(desk, *words) == 2
    assert said in capsys.readouterr().err
    assert desk.snapshot() == before


def test_no_answer_leads_out_of_the_folder(desk: Project) -> None:
    assert new(desk, "place", "../../Kaçak", "district=../../../etc") == 1
    assert (desk.folder / "places/kacak.yaml").is_file()
    assert new(desk, "event", "Kaçış", "start=2026-/../../x") == 1
    assert not (desk.folder / "x").exists()


def test_a_wrong_value_is_told_in_the_words_of_the_check(
    desk: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    assert new(desk, "place", "Ev", *WHOLE[1:], "kind=muze") == 1
    assert "museum" in capsys.readouterr().out


def test_english_is_spoken_when_asked_for(
    desk: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    assert new(desk, "place", "Light", *WHOLE, "--lang", "en") == 0
    assert "passes the check" in capsys.readouterr().out
