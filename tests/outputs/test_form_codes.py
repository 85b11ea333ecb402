"""Every mistake that somebody can make in the form is told there, in the words of the validator.

Each broken file of `tests/bad_data` is filled into the form as its answers. A new rule has to be
there too, or to be explained here.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from learning_city.city.city import City
from learning_city.city.geography import Outlines
from learning_city.edges.report import sentences as spoken
from learning_city.ground.problems import Problem
from learning_city.outputs.contribute_pages import CODES
from learning_city.outputs.written_files import _index, _neighbours
from learning_city.source.yaml_nodes import read_yaml
from learning_city.source.yaml_writer import as_data
from learning_city.words.languages import read_catalogue
from learning_city.words.phrases import Phrases
from tests.bad_data.test_bad_data import BAD, header, name_of, put
from tests.city_project import CATALOGUES, Project
from tests.outputs.form_in_node import form_says
from tests.outputs.test_contribute_pages import CASES, OF_LINES, VARIANTS

CANNOT_ARISE = {
    "what YAML itself refuses: the form writes the file": {
        *("yaml-syntax", "colon-in-text", "missing-space", "tab-indentation", "quote-needed"),
        *("unclosed-quote", "unclosed-bracket", "missing-colon", "bad-escape", "list-in-line"),
        *("bad-indentation", "duplicate-key", "anchor", "alias", "tag", "merge-key"),
        *("second-document", "too-deep", "key-not-text", "not-a-mapping", "decimal-comma"),
    },
    "keys and shapes: the form knows which answer stands where": {
        *("unknown-key", "unknown-language", "wrong-shape", "empty-value", "empty-list"),
        "too-many-problems",
    },
    "characters that nobody sees: the form writes without them": {
        *("control-character", "bidirectional-override"),
    },
    "files and folders: there is no disk behind the form": {
        *("file-too-large", "wrong-encoding", "empty-file", "unexpected-file", "symbolic-link"),
        *("unreadable-file", "missing-file"),
    },
    "answers that the form does not ask for": {
        *("photo-animated", "photo-broken", "photo-license", "photo-too-heavy", "photo-too-large"),
        *("no-such-date", "changed-twice", "moved-nowhere"),
        *("bad-photo-file", "missing-photo", "unnamed-photo", "same-identifier", "former-id-own"),
    },
    "other kinds of file: routes, notices, records": {
        *("too-few-stops", "nowhere-stop", "long-walk", "path-elsewhere", "onward-from-last"),
        *("notice-over", "notice-too-long", "notice-without-contact", "damaged-report"),
    },
    "doubts about a whole year of hours or dates, or about outlines, said by the check only": {
        *("never-open", "hours-replaced", "holidays-overruled"),
        *("skipped-months", "skipped-years", "off-district"),
    },
    "the city's own settings": {"unknown-time-zone", "no-catalogue"},
    "asked of the network, by a command of its own": {"dead-link", "silent-link", "moved-link"},
    "no mistake but a wish, and the form offers the other language": {"missing-translation"},
}


def codes_of_the_validator() -> set[str]:
    entries = read_catalogue(CATALOGUES / "tr.po", "tr").entries
    return {key.removeprefix("problem.") for key in entries if key.startswith("problem.")}


def test_every_rule_is_in_the_form_or_explained() -> None:
    explained = set().union(*CANNOT_ARISE.values())
    assert sum(map(len, CANNOT_ARISE.values())) == len(explained)
    assert set(CODES) & explained == set()
    assert len(CODES) == len(set(CODES))
    assert codes_of_the_validator() == {*CODES, *explained}


# ── The broken files ──────────────────────────────────────────────────────────────────────────────

NOT_AS_A_FILE = {
    "former-id-taken",  # its broken file is the other one; see below
    "unknown-reference/bad-organizer",  # of families that grow, the form offers what is there
}
OF_FOLDERS = {"other-folder", "other-year"}
"""Where a file lies can be wrong in a correction only."""


def kind_of(path: str) -> str:
    return {"places": "place", "events": "event"}.get(path.split("/", maxsplit=1)[0], "")


def broken_files() -> Iterator[tuple[Path, str]]:
    """Each example with the file in it that is filled into the form."""
    for example in BAD:
        name = f"{example.parent.name}/{example.stem}"
        if example.parent.name in CODES and not {example.parent.name, name} & NOT_AS_A_FILE:
            for path in told_about(example):
                if kind_of(path):
                    yield example, path


def told_about(example: Path) -> list[str]:
    if example.is_file():
        return [header(example, "file")]
    listed = example.parent / f"expected{example.name.removeprefix('bad')}.txt"
    return [line.split(":")[0] for line in listed.read_text(encoding="utf-8").splitlines()]


EXAMPLES = list(broken_files())


def test_forty_and_more_broken_files_are_filled_in() -> None:
    assert len(EXAMPLES) > 70
    assert len({example.parent.name for example, _ in EXAMPLES}) > 45


def beside(path: str, city: City, *, new: bool) -> dict[str, object]:
    """What the form compares the answers of `path` with, once everything has come."""
    return {
        "isNew": new,
        "named": True,
        "id": Path(path).stem,
        "path": None if new else path,
        "index": _index(city),
        "neighbours": _neighbours(city),
    }


def said_by_the_validator(
    problems: list[Problem], path: str, t: Phrases
) -> dict[tuple[str, str], tuple[str, str]]:
    """Code and level → both sentences; wishes are nobody's mistake."""
    return {
        (one.code, one.level.value): tuple(" ".join(said.split()) for said in spoken(one, t))
        for one in problems
        if one.path == path and one.code != "missing-translation"
    }


def said_alike(
    answer: list[dict[str, Any]], expected: Mapping[tuple[str, str], tuple[str, str]]
) -> None:
    said: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for one in answer:
        said.setdefault((one["code"], one["level"]), set()).add((one["what"], one["remedy"]))
    assert set(said) == set(expected)
    for key, (what, remedy) in expected.items():
        if key[0] in VARIANTS:
            assert what in {what for what, _ in said[key]}
        else:
            assert (what, "" if key[0] in OF_LINES else remedy) in said[key]


@pytest.mark.parametrize(("example", "path"), EXAMPLES, ids=lambda one: getattr(one, "name", one))
def test_a_broken_file_is_told_in_the_form_too(
    example: Path, path: str, small_city: Project, phrases: Mapping[str, Phrases]
) -> None:
    put(example, small_city)
    written = (small_city.folder / path).read_bytes()
    problems = small_city.assemble().problems
    expected = said_by_the_validator(problems, path, phrases["tr"])
    assert {code for code, _ in expected} == {example.parent.name}, name_of(example)
    (small_city.folder / path).unlink()
    city = small_city.assemble().city
    assert city is not None
    root = read_yaml(written, path).root
    assert root is not None
    new = example.parent.name not in OF_FOLDERS
    (answer,) = form_says(
        city, phrases, "tr", [(kind_of(path), as_data(root))], [beside(path, city, new=new)]
    )
    said_alike(answer, expected)


def test_every_problem_of_the_form_is_shown_by_an_example(phrases, shipped_copy) -> None:
    """No code is listed that the scripts never give."""
    city = shipped_copy.assemble().city
    assert city is not None
    shown = {one["code"] for answer in form_says(city, phrases, "tr", CASES) for one in answer}
    shown |= {example.parent.name for example, _ in EXAMPLES}
    shown |= {"former-id-taken", "bad-file-name", "other-district"}  # below
    assert set(CODES) - shown == set()


# ── Names of files ────────────────────────────────────────────────────────────────────────────────

GARDEN = {
    "name": {"tr": "Örnek Bahçe", "en": "Example Garden"},
    "kind": "museum",
    "district": "konak",
    "location": {"lat": "38.41920", "lon": "27.12870"},
    "themes": ["stem"],
    "audiences": ["cocuk"],
    "summary": {"tr": "Küçük bir bahçe.", "en": "A small garden."},
    "verified": "2026-11-20",
}


def written_as(small_city: Project, path: str) -> list[Problem]:
    small_city.write(path, json.dumps(GARDEN, ensure_ascii=False))
    problems = small_city.assemble().problems
    (small_city.folder / path).unlink()
    return problems


@pytest.mark.parametrize("name", ["Örnek Bahçe", "ornek--bahce", "-a", "b" * 81, "مكتبة"])
def test_a_name_that_is_no_address_is_told_with_one_that_is(
    small_city: Project, phrases: Mapping[str, Phrases], name: str
) -> None:
    path = f"places/konak/{name}.yaml"
    expected = said_by_the_validator(written_as(small_city, path), path, phrases["tr"])
    assert list(expected) == [("bad-file-name", "error")]
    city = small_city.assemble().city
    assert city is not None
    (answer,) = form_says(
        city, phrases, "tr", [("place", GARDEN)], [beside(path, city, new=True) | {"id": name}]
    )
    said_alike(answer, expected)


def test_a_name_that_a_file_had_before_is_taken(
    small_city: Project, phrases: Mapping[str, Phrases]
) -> None:
    library = "places/konak/kitaplik.yaml"
    text = (small_city.folder / library).read_text(encoding="utf-8")
    small_city.write(library, text + "former_ids: [eski-kitaplik]\n")
    city = small_city.assemble().city
    assert city is not None
    path = "places/konak/eski-kitaplik.yaml"
    (problem,) = written_as(small_city, path)
    assert (problem.code, problem.path) == ("former-id-taken", library)
    what, _ = spoken(problem, phrases["tr"])
    (answer,) = form_says(city, phrases, "tr", [("place", GARDEN)], [beside(path, city, new=True)])
    # The validator tells the file that had the name, the form the one that would take it.
    (said,) = answer
    assert said["what"] == what.replace(path, library)
    assert said["repaired"] == "eski-kitaplik-konak"


# ── What the answers are compared with ────────────────────────────────────────────────────────────


def test_a_point_in_another_district_is_told_with_the_right_one(
    small_city: Project, phrases: Mapping[str, Phrases]
) -> None:
    from learning_city.city.checks import problems_of

    assembly = small_city.assemble()
    assert assembly.city is not None

    def square(south: float) -> tuple[tuple[tuple[float, float], ...], ...]:
        north = south + 0.2
        return (((27.0, south), (27.3, south), (27.3, north), (27.0, north), (27.0, south)),)

    rings = {"konak": (square(38.5),), "cigli": (square(38.3),)}
    from learning_city.city.assemble import read_draft

    draft, _ = read_draft(small_city.folder, CATALOGUES, small_city.environment)
    assert draft is not None
    draft.outlines = Outlines(rings=rings, labels={})
    (problem,) = (one for one in problems_of(draft) if one.code == "other-district")
    assert problem.path == "places/konak/kitaplik.yaml"
    shapes = {
        "features": [
            {"id": one, "geometry": {"type": "MultiPolygon", "coordinates": polygons}}
            for one, polygons in rings.items()
        ]
    }
    root = read_yaml((small_city.folder / problem.path).read_bytes(), problem.path).root
    assert root is not None
    known = beside(problem.path, assembly.city, new=False) | {"shapes": shapes}
    (answer,) = form_says(assembly.city, phrases, "tr", [("place", as_data(root))], [known])
    said_alike(answer, said_by_the_validator([problem], problem.path, phrases["tr"]))
    assert answer[0]["repaired"] == "cigli"
    near_the_border = as_data(root) | {"location": {"lat": "38.4990", "lon": "27.1287"}}
    (answer,) = form_says(assembly.city, phrases, "tr", [("place", near_the_border)], [known])
    assert answer == []
