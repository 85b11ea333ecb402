"""A check that remembers: it answers as if it read everything, and reads what changed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from learning_city.city import inspection
from learning_city.city.inspection import LIBRARIES, inspect
from learning_city.edges import commands
from learning_city.ground.problems import Problem
from learning_city.source.folders import SourceFile
from tests.bad_data.test_bad_data import BAD, GOOD, MADE, name_of, put
from tests.city_project import CATALOGUES, Project
from tests.test_architecture import DOORS, FLOORS

EVENT = "events/2026/hikaye-saati.yaml"
PLACE = "places/konak/kitaplik.yaml"
NEARBY = PLACE.replace("kitaplik", "kitaplik-iki")


@pytest.fixture(autouse=True)
def everything_is_worth_writing(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that a city of three files is kept after each change, as a large one is after many."""
    monkeypatch.setattr("learning_city.city.kept_verdicts._WORTH_WRITING", 0)


def kept_in(city: Project) -> Path:
    return city.folder / inspection.KEPT


def remembered(city: Project) -> list[Problem]:
    return inspect(city.folder, CATALOGUES, city.environment, kept_in(city))


def read_again(city: Project, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The contributed files whose YAML one more check reads."""
    read: list[str] = []
    understand = inspection.read_yaml

    def watched(data: bytes, path: str) -> object:
        read.append(path)
        return understand(data, path)

    with monkeypatch.context() as patch:
        patch.setattr(inspection, "read_yaml", watched)
        remembered(city)
    return read


@pytest.mark.parametrize("example", [*BAD, *GOOD], ids=name_of)
def test_it_says_what_a_build_says_the_first_time_and_every_time(
    small_city: Project, example: Path
) -> None:
    put(example, small_city)
    whole = small_city.assemble().problems
    assert inspect(small_city.folder, CATALOGUES, small_city.environment, None) == whole
    assert remembered(small_city) == whole
    assert remembered(small_city) == whole


@pytest.mark.parametrize("made", MADE.values(), ids=MADE)
def test_it_says_so_of_files_that_no_editor_would_write(
    small_city: Project, made: Callable[[Project], list[str]]
) -> None:
    made(small_city)
    whole = small_city.assemble().problems
    assert [remembered(small_city), remembered(small_city)] == [whole, whole]


def test_a_file_that_the_disk_gave_before_and_does_not_give_now_is_told(
    small_city: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert remembered(small_city) == []
    give = SourceFile.read

    def refuse(file: SourceFile) -> bytes:
        if file.path == EVENT:
            raise PermissionError(13, "Permission denied")
        return give(file)

    monkeypatch.setattr(SourceFile, "read", refuse)
    assert [(one.code, one.path) for one in remembered(small_city)] == [("unreadable-file", EVENT)]
    monkeypatch.undo()
    assert remembered(small_city) == []


def test_only_what_changed_is_read_again(
    small_city: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len(read_again(small_city, monkeypatch)) == 4
    assert read_again(small_city, monkeypatch) == []
    (small_city.folder / PLACE).touch()  # a checkout resets times
    assert read_again(small_city, monkeypatch) == []
    small_city.change(PLACE, "themes:", "cost: bedava\nthemes:")
    assert read_again(small_city, monkeypatch) == [PLACE]
    assert read_again(small_city, monkeypatch) == []
    assert [problem.code for problem in remembered(small_city)] == ["not-a-choice"]


def renamed_place(city: Project) -> None:
    (city.folder / PLACE).rename(city.folder / NEARBY)


def renamed_district(city: Project) -> None:
    city.change("content/vocabulary/districts.yaml", "konak:", "kordon:")


def later(city: Project) -> None:
    city.environment["LEARNING_CITY_NOW"] = "2027-11-01T12:00"


def without_organizer(city: Project) -> None:
    (city.folder / "content/organizers/imece.yaml").unlink()


def smaller_city(city: Project) -> None:
    path = "content/city.yaml"
    text = (city.folder / path).read_text(encoding="utf-8")
    city.write(path, text.replace("south: ", "south: 38.9 #"))


@pytest.mark.parametrize(
    "change", [renamed_place, renamed_district, later, without_organizer, smaller_city]
)
def test_what_stands_elsewhere_is_minded(
    small_city: Project, change: Callable[[Project], None]
) -> None:
    small_city.change(PLACE, "sources:", "verified: 2026-06-15\nsources:")
    before = remembered(small_city)
    change(small_city)
    after = remembered(small_city)
    assert after != before
    assert after == small_city.assemble().problems


def test_a_reference_becomes_right_when_its_file_comes(small_city: Project) -> None:
    small_city.change(EVENT, "place: kitaplik", "place: kitaplik-iki")
    assert "unknown-reference" in [problem.code for problem in remembered(small_city)]
    small_city.write(NEARBY, (small_city.folder / PLACE).read_bytes())
    assert "unknown-reference" not in [problem.code for problem in remembered(small_city)]


def test_twins_are_found_though_one_of_them_is_only_remembered(small_city: Project) -> None:
    assert remembered(small_city) == []
    small_city.write(NEARBY, (small_city.folder / PLACE).read_bytes())
    found = [(problem.code, problem.path) for problem in remembered(small_city)]
    assert found == [("likely-duplicate", NEARBY), ("likely-duplicate", PLACE)]


MOVES: dict[str, Callable[[Project], None]] = {
    "wrong kind": lambda city: rewrite(city, PLACE, "kind: library", "kind: libary"),
    "right kind": lambda city: rewrite(city, PLACE, "kind: libary", "kind: library"),
    "twin": lambda city: city.write(NEARBY, (city.folder / PLACE).read_bytes()),
    "no twin": lambda city: (city.folder / NEARBY).unlink(missing_ok=True),
    "other place": lambda city: rewrite(city, EVENT, "place: kitaplik\n", "place: kitaplik-iki\n"),
    "first place": lambda city: rewrite(city, EVENT, "place: kitaplik-iki\n", "place: kitaplik\n"),
    "former name": lambda city: rewrite(city, EVENT, "audiences:", "former_ids: [a]\naudiences:"),
    "broken": lambda city: city.write(EVENT, "title: [\n"),
    "photo": lambda city: city.write("places/konak/a.jpg", b"x"),
    "tomorrow": later,
}


def rewrite(city: Project, path: str, old: str, new: str) -> None:
    text = (city.folder / path).read_text(encoding="utf-8")
    city.write(path, text.replace(old, new))


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=st.lists(st.sampled_from(sorted(MOVES)), min_size=1, max_size=6))
def test_after_any_changes_it_answers_as_if_it_read_everything(
    tmp_path_factory: pytest.TempPathFactory, moves: list[str]
) -> None:
    city = Project(tmp_path_factory.mktemp("city"))
    city.lay_over(Path(__file__).parents[1] / "small_city")
    for move in moves:
        MOVES[move](city)
        assert remembered(city) == city.assemble().problems, moves


@pytest.mark.parametrize(
    "damage",
    [
        lambda kept: b"",
        lambda kept: b"\xff\xfe",
        lambda kept: b"[]",
        lambda kept: json.dumps({**kept, "verdicts": []}).encode(),
        lambda kept: json.dumps({**kept, "verdicts": dict.fromkeys(kept["verdicts"], 7)}).encode(),
        lambda kept: json.dumps(
            {
                **kept,
                "verdicts": {
                    path: [each[0], each[1], True, [["x", 1]], {}, []]
                    for path, each in kept["verdicts"].items()
                },
            }
        ).encode(),
        lambda kept: json.dumps({**kept, "fingerprint": "another"}).encode(),
    ],
)
def test_a_damaged_memory_is_none(
    small_city: Project, damage: Callable[[dict[str, object]], bytes]
) -> None:
    small_city.change(PLACE, "kind: library", "kind: libary")
    whole = remembered(small_city)
    kept = kept_in(small_city)
    kept.write_bytes(damage(json.loads(kept.read_bytes())))
    assert remembered(small_city) == whole
    assert len(json.loads(kept.read_bytes())["verdicts"]) > 0, "and it is put right"


def test_where_nothing_can_be_written_it_answers_all_the_same(small_city: Project) -> None:
    small_city.write(".cache", "a file where a folder is wanted")
    assert remembered(small_city) == small_city.assemble().problems


def test_a_few_new_verdicts_do_not_write_everything_anew(
    small_city: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    remembered(small_city)
    before = kept_in(small_city).read_bytes()
    monkeypatch.setattr("learning_city.city.kept_verdicts._WORTH_WRITING", 0.5)
    small_city.change(PLACE, "kind: library", "kind: libary")
    assert [problem.code for problem in remembered(small_city)] == ["unknown-reference"]
    assert kept_in(small_city).read_bytes() == before


@pytest.mark.parametrize(("environment", "trusted"), [({}, True), ({"CI": "true"}, False)])
def test_where_others_changes_are_judged_nothing_kept_is_believed(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], trusted: bool
) -> None:
    asked: list[Path | None] = []
    monkeypatch.setattr(
        "learning_city.edges.check.check", lambda *_, kept, **__: asked.append(kept) or 0
    )
    monkeypatch.setattr("gc.disable", lambda: None)
    monkeypatch.delenv("CI", raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert commands.main(["check"]) == 0
    assert [kept is not None for kept in asked] == [trusted]


def test_every_library_that_a_verdict_depends_on_is_in_its_fingerprint() -> None:
    modules = {"Babel": "babel", "PyYAML": "yaml", "python-dateutil": "dateutil"}
    named = {modules.get(name, name.replace("-", "_").removesuffix("_py")) for name in LIBRARIES}
    below = FLOORS[: FLOORS.index("city") + 1]
    doors = {
        library
        for library, door in DOORS.items()
        for path in ([door] if isinstance(door, str) else door)
        if path.split("/")[0] in below
    }
    # These make pages and pictures of what was judged already, or fetch what is in a file.
    assert doors - {"markdown", "nh3", "PIL", "geopandas"} == named - {"tzdata"}
