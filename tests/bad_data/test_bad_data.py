"""Every rule has a bad example that breaks it alone and a good twin that breaks nothing.

`<code>/bad*.yaml` begins with two comments: where the file would lie, and what is said about it
(`line:column remedy level`). Rules about names or about several files have folders instead, laid
over the small city, with what is said in `expected*.txt`. What cannot be a text file in Git is made
here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from learning_city.city.boundaries import prepared_path
from learning_city.edges.report import for_github, for_terminal, sentences
from learning_city.ground.problems import Level, Problem
from learning_city.source.folders import SourceFile
from learning_city.words.languages import read_catalogue
from learning_city.words.phrases import Phrases
from tests.city_project import CATALOGUES, PROJECT, Project

HERE = Path(__file__).resolve().parent
PLACE = (HERE / "missing-key" / "good.yaml").read_text(encoding="utf-8")
FILE = "places/konak/bahce.yaml"


def header(example: Path, word: str) -> str:
    found = re.search(rf"^# {word}: (.+)$", example.read_text(encoding="utf-8"), re.MULTILINE)
    assert found, f"{example} has no line “# {word}: …”"
    return found[1]


def name_of(example: Path) -> str:
    return f"{example.parent.name}/{example.name}"


def spoken_of(problem: Problem) -> str:
    remedy = problem.remedy_key.removeprefix("remedy.")
    return f"{problem.line}:{problem.column} {remedy} {problem.level}"


def put(example: Path, city: Project) -> None:
    if example.is_dir():
        city.lay_over(example)
    else:
        city.write(header(example, "file"), example.read_bytes())


BAD = sorted([*HERE.glob("*/bad*.yaml"), *(path for path in HERE.glob("*/bad*") if path.is_dir())])
GOOD = sorted(
    [*HERE.glob("*/good*.yaml"), *(path for path in HERE.glob("*/good*") if path.is_dir())]
)


# ── Files too strange to lie in Git ───────────────────────────────────────────────────────────────


def wrong_encoding(city: Project) -> list[str]:
    city.write(FILE, PLACE.encode("cp1254"))
    return [f"{FILE}:2:12 wrong-encoding error"]


def control_character(city: Project) -> list[str]:
    city.write(FILE, PLACE.replace("Örnek Bahçe", "Örnek\x07 Bahçe"))
    return [f"{FILE}:2:17 control-character error"]


def control_character_written_as_an_escape(city: Project) -> list[str]:
    city.write(FILE, PLACE + 'address: "Konak\\x07"\n')
    return [f"{FILE}:10:10 control-character error"]


def bidirectional_override(city: Project) -> list[str]:
    city.write(FILE, PLACE.replace("Örnek Bahçe", "Örnek \u202eBahçe"))
    return [f"{FILE}:2:18 bidirectional-override error"]


def file_too_large(city: Project) -> list[str]:
    city.write(FILE, PLACE + "#" * 64 * 1024)
    return [f"{FILE}:1:1 file-too-large error"]


def twenty_six_thousand_brackets(city: Project) -> list[str]:
    city.write(FILE, "a: " + "[" * 26_000)
    return [f"{FILE}:1:23 too-deep error"]


def too_many_problems(city: Project) -> list[str]:
    city.write(FILE, PLACE + "".join(f"zzzzzz-{number}: x\n" for number in range(150)))
    first = [f"{FILE}:{10 + number}:1 unknown-key/list error" for number in range(100)]
    return [f"{FILE}:1:1 too-many-problems error", *first]


def symbolic_link(city: Project) -> list[str]:
    (city.folder / FILE).symlink_to(city.folder / "places/konak/kitaplik.yaml")
    (city.folder / "places/cigli").symlink_to(city.folder / "places/konak")
    return ["places/cigli:1:1 symbolic-link error", f"{FILE}:1:1 symbolic-link error"]


def name_that_is_no_address(city: Project) -> list[str]:
    city.write("places/konak/Örnek Bahçe.yaml", PLACE)
    return ["places/konak/Örnek Bahçe.yaml:1:1 bad-file-name error"]


def photo_too_heavy(city: Project) -> list[str]:
    line = "photos: [{file: a.jpg, alt: {tr: Bahçe, en: Garden}, credit: Örnek, license: CC0}]\n"
    city.write(FILE, PLACE + line)
    city.write("places/konak/a.jpg", b"\xff\xd8\xff" + bytes(20_000_000))
    return [f"{FILE}:10:17 photo-too-heavy error"]


def missing_file(city: Project) -> list[str]:
    (city.folder / "content/vocabulary/strands.yaml").unlink()
    return ["content/vocabulary/strands.yaml:1:1 missing-file error"]


def missing_city(city: Project) -> list[str]:
    (city.folder / "content/city.yaml").unlink()
    return ["content/city.yaml:1:1 missing-file error"]


def unknown_among_many(city: Project) -> list[str]:
    organizer = (city.folder / "content/organizers/imece.yaml").read_text(encoding="utf-8")
    for number in range(45):
        city.write(f"content/organizers/dernek-{number:02}.yaml", organizer)
    city.change("events/2026/hikaye-saati.yaml", "[imece]", "[qqqqqq]")
    return ["events/2026/hikaye-saati.yaml:8:14 unknown-reference/none error"]


def other_district(city: Project) -> list[str]:
    """Two square districts, one above the other; the library says it is in the upper one."""
    two_districts(city, konak=38.5, cigli=38.3)
    return ["places/konak/kitaplik.yaml:3:11 other-district doubt"]


def off_district(city: Project) -> list[str]:
    """The library is at sea: in no district, and kilometres from its own."""
    two_districts(city, konak=38.5, cigli=38.7)
    return ["places/konak/kitaplik.yaml:4:11 off-district doubt"]


def two_districts(city: Project, konak: float, cigli: float) -> None:
    """Square outlines by their southern edge, 0.2 degrees high; the library is at 38.4192."""
    package = (
        "boundaries: {package: shapes, version: '1', sha256: '%s', python: '3.12', layer: a.shp,"
        " id_field: code, title: Sınırlar, attribution: Örnek, license: CC0}\n" % ("0" * 64)
    )
    settings = city.folder / "content/city.yaml"
    city.write("content/city.yaml", settings.read_text(encoding="utf-8") + package)
    vocabulary = "entries:\n  konak: {name: Konak, pcode: K}\n  cigli: {name: Çiğli, pcode: C}\n"
    city.write("content/vocabulary/districts.yaml", vocabulary)
    features = [
        {"id": district, "properties": {"label": [27.1, south + 0.1]}, "geometry": square(south)}
        for district, south in (("konak", konak), ("cigli", cigli))
    ]

    class Source:
        layer, id_field, sha256 = "a.shp", "code", "0" * 64

    prepared = prepared_path(
        Source(), {"konak": "K", "cigli": "C"}, city.folder / ".cache/boundaries"
    )
    empty: dict[str, object] = {"coordinates": []}
    city.write(
        prepared.relative_to(city.folder).as_posix(),
        json.dumps({"features": features, "surroundings": empty}),
    )


def square(south: float) -> dict[str, object]:
    north = south + 0.2
    return {
        "coordinates": [[[[27, south], [27.3, south], [27.3, north], [27, north], [27, south]]]]
    }


MADE: dict[str, Callable[[Project], list[str]]] = {
    made.__name__: made
    for made in (
        wrong_encoding,
        control_character,
        control_character_written_as_an_escape,
        bidirectional_override,
        file_too_large,
        twenty_six_thousand_brackets,
        too_many_problems,
        symbolic_link,
        name_that_is_no_address,
        photo_too_heavy,
        missing_file,
        missing_city,
        unknown_among_many,
        other_district,
        off_district,
    )
}


# ── What is said ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("example", BAD, ids=name_of)
def test_a_bad_example_breaks_its_rule_and_no_other(
    example: Path, small_city: Project, turkish: Phrases, english: Phrases
) -> None:
    put(example, small_city)
    problems = small_city.assemble().problems
    if example.is_dir():
        listed = HERE / example.parent.name / f"expected{example.name.removeprefix('bad')}.txt"
        expected = listed.read_text(encoding="utf-8").splitlines()
    else:
        expected = [f"{header(example, 'file')}:{header(example, 'expect')}"]
    assert [f"{problem.path}:{spoken_of(problem)}" for problem in problems] == expected
    assert {problem.code for problem in problems} == {example.parent.name}
    for problem in problems:
        is_well_spoken(problem, turkish)
        is_well_spoken(problem, english)


@pytest.mark.parametrize("example", GOOD, ids=name_of)
def test_its_good_twin_breaks_nothing(example: Path, small_city: Project) -> None:
    put(example, small_city)
    result = small_city.assemble()
    assert result.problems == []
    assert result.city is not None


@pytest.mark.parametrize("made", MADE.values(), ids=MADE)
def test_what_no_editor_would_write_is_told_too(
    made: Callable[[Project], list[str]], small_city: Project, turkish: Phrases, english: Phrases
) -> None:
    expected = made(small_city)
    problems = small_city.assemble().problems
    assert [f"{problem.path}:{spoken_of(problem)}" for problem in problems] == expected
    for problem in problems:
        is_well_spoken(problem, turkish)
        is_well_spoken(problem, english)


def test_a_file_that_the_disk_does_not_give_is_told(
    small_city: Project, turkish: Phrases, monkeypatch: pytest.MonkeyPatch
) -> None:
    give = SourceFile.read

    def refuse(file: SourceFile) -> bytes:
        if file.path == "places/konak/kitaplik.yaml":
            raise PermissionError(13, "Permission denied")
        return give(file)

    monkeypatch.setattr(SourceFile, "read", refuse)
    problems = small_city.assemble().problems
    assert [f"{problem.path}:{spoken_of(problem)}" for problem in problems] == [
        "places/konak/kitaplik.yaml:1:1 unreadable-file error"
    ]
    is_well_spoken(problems[0], turkish)


PYTHON_WORDS = re.compile(
    r"\b(str|int|float|bool|dict|tuple|None|True|False|NoneType|datetime|pydantic|Traceback)\b"
    r"|Input should|valid (string|integer|number|dictionary)"
)


def is_well_spoken(problem: Problem, t: Phrases) -> None:
    """Both sentences exist, with all slots filled, and no word of the machine's."""
    what, remedy = sentences(problem, t)
    for sentence in (what, remedy):
        assert sentence.strip()
        assert "%(" not in sentence, sentence
        assert not PYTHON_WORDS.search(sentence), sentence
        assert not sentence.startswith(("problem.", "remedy."))
    assert for_terminal(problem, t).count("\n") >= 3
    assert "\n" not in for_github(problem, t)


# ── Completeness ──────────────────────────────────────────────────────────────────────────────────

MADE_CODES = {
    "wrong-encoding",
    "control-character",
    "bidirectional-override",
    "file-too-large",
    "too-many-problems",
    "bad-file-name",
    "symbolic-link",
    "unreadable-file",
    "missing-file",
    "photo-too-heavy",
    "other-district",
    "off-district",
}


def keys(language: str, family: str) -> set[str]:
    entries = read_catalogue(CATALOGUES / f"{language}.po", language).entries
    return {key.removeprefix(f"{family}.") for key in entries if key.startswith(f"{family}.")}


ASKED_OF_THE_NETWORK = {"dead-link", "silent-link", "moved-link"}
"""No rule of `make check`; a server that plays dead is in `tests/edges/test_dead_links.py`."""


def codes_in_the_source() -> set[str]:
    """Codes as the plugin writes them: the first text given to whatever makes a problem."""
    makers = (
        r"(?:Problem|problem|doubt|note|refuse|_refuse|report|RuleNotUnderstood|PhotoRefused"
        r"|_Pattern)"
    )
    found: set[str] = set()
    for module in sorted((PROJECT / "plugins" / "learning_city").rglob("*.py")):
        text = module.read_text(encoding="utf-8")
        found |= set(re.findall(rf"\b{makers}\(\s*\"([a-z-]+)\"", text))
        found |= set(re.findall(r"_Pattern\([^)]*?\"([a-z-]+)\",?\s*\)", text))
        if module.name in ("reading.py", "yaml_nodes.py"):
            found |= set(
                re.findall(r"(?:said = |return |code = |, )\"([a-z]+(?:-[a-z]+)+)\"", text)
            )
    return found


def test_every_rule_has_a_pair() -> None:
    shown = {example.parent.name for example in BAD} & {example.parent.name for example in GOOD}
    assert shown | MADE_CODES | ASKED_OF_THE_NETWORK == keys("tr", "problem")


def test_each_bad_example_has_its_twin() -> None:
    twins = {name_of(path).replace("/bad", "/good") for path in BAD}
    assert twins == {name_of(path) for path in GOOD}


def test_every_remedy_is_shown_by_an_example() -> None:
    shown = {header(path, "expect").split()[1] for path in BAD if path.is_file()}
    shown |= {path.parent.name for path in BAD if path.is_dir()}
    shown |= MADE_CODES | ASKED_OF_THE_NETWORK | {"unknown-reference/none"}
    assert keys("tr", "remedy") == shown


def test_every_code_in_the_source_is_worded_in_both_languages() -> None:
    codes = codes_in_the_source()
    assert len(codes) > 70
    for language in ("tr", "en"):
        assert codes <= keys(language, "problem"), language
        worded = {key.partition("/")[0] for key in keys(language, "remedy")}
        assert codes <= worded, language


def test_no_rule_is_worded_that_the_source_does_not_know() -> None:
    source = "".join(
        path.read_text(encoding="utf-8")
        for path in (PROJECT / "plugins" / "learning_city").rglob("*.py")
    )
    assert [code for code in keys("tr", "problem") if f'"{code}"' not in source] == []


@pytest.mark.parametrize("family", ["problem", "remedy", "report"])
def test_both_languages_say_the_same_things_with_the_same_slots(family: str) -> None:
    turkish = read_catalogue(CATALOGUES / "tr.po", "tr").entries
    english = read_catalogue(CATALOGUES / "en.po", "en").entries
    assert keys("tr", family) == keys("en", family)
    for key in keys("tr", family):
        ours, theirs = (str(entries[f"{family}.{key}"]) for entries in (turkish, english))
        assert set(re.findall(r"%\(\w+\)s", ours)) == set(re.findall(r"%\(\w+\)s", theirs)), key


def test_a_missing_translation_is_only_a_note(small_city: Project) -> None:
    put(HERE / "missing-translation" / "bad.yaml", small_city)
    result = small_city.assemble()
    assert [problem.level for problem in result.problems] == [Level.NOTE]
    assert result.city is not None
    assert small_city.check() == (0, "")
