"""The house keeps its shape: imports go down or stay level, each foreign library has one door."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "plugins" / "learning_city"
PROJECT = PACKAGE.parents[1]

FLOORS = ("ground", "source", "words", "model", "city", "outputs", "edges")
"""From the ground up; the package's own two modules stand on the roof."""

DOORS: dict[str, str | tuple[str, ...]] = {
    "yaml": "source/yaml_nodes.py",
    "babel": "words/languages.py",
    "markdown": "words/prose.py",
    "nh3": "words/prose.py",
    # pydantic is the language that the whole floor is written in; nobody else speaks it.
    "pydantic": "model/",
    "pydantic_core": "model/",
    "dateutil": "city/schedule.py",
    "holidays": "city/public_holidays.py",
    "opening_hours": "city/opening_hours.py",
    "geopandas": "city/geography.py",
    # Reading foreign calendars and writing our own have nothing in common but the library.
    "icalendar": ("edges/importing/calendar_file.py", "outputs/calendar_feed.py"),
    # Looking at photos and drawing cards have nothing in common but the library.
    "PIL": ("source/photo_files.py", "outputs/share_drawing.py"),
    "folium": "outputs/maps.py",
    "fontTools": "outputs/fonts.py",
    "branca": "outputs/maps.py",  # the elements Folium is made of
    "jinja2": "outputs/rendering.py",
    "markupsafe": "outputs/rendering.py",
    "segno": "outputs/qr_codes.py",
    "pelican": "edges/pelican_side.py",
    "watchfiles": "edges/preview.py",
}

MODULES = sorted(PACKAGE.rglob("*.py"))


def name_of(module: Path) -> str:
    return module.relative_to(PACKAGE).as_posix()


def floor_of(name: str) -> int:
    first = name.split("/", maxsplit=1)[0]
    return FLOORS.index(first) if first in FLOORS else len(FLOORS)


def imports_of(module: Path) -> Iterator[ast.Import | ast.ImportFrom]:
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield node


def targets_of(module: Path) -> Iterator[str]:
    """Modules of this package that `module` imports, as paths relative to the package."""
    for node in imports_of(module):
        if isinstance(node, ast.ImportFrom) and node.level:
            folder = module.parents[node.level - 1]
            base = folder.joinpath(*(node.module or "").split(".")) if node.module else folder
            for alias in node.names:
                for candidate in (
                    base / f"{alias.name}.py",
                    base / alias.name / "__init__.py",
                    base.with_suffix(".py"),
                    base / "__init__.py",
                ):
                    if candidate.is_file():
                        yield name_of(candidate)
                        break
                else:
                    raise AssertionError(f"{name_of(module)}: {node.module} is nowhere")


def foreign_of(module: Path) -> Iterator[str]:
    for node in imports_of(module):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif not node.level:
            yield (node.module or "").split(".")[0]


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_imports_go_down_or_stay_level(module: Path) -> None:
    here = floor_of(name_of(module))
    upward = [target for target in targets_of(module) if floor_of(target) > here]
    assert upward == []


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_a_foreign_library_is_imported_at_its_door_only(module: Path) -> None:
    for library in foreign_of(module):
        if library in sys.stdlib_module_names:
            continue
        assert library in DOORS, f"{library} has no door"
        assert name_of(module).startswith(DOORS[library])


def test_every_door_is_used() -> None:
    used = {library for module in MODULES for library in foreign_of(module)}
    assert set(DOORS) - used == set()


def test_the_package_is_imported_relatively() -> None:
    absolute = [name_of(module) for module in MODULES if "learning_city" in foreign_of(module)]
    assert absolute == []


def test_the_ground_stands_on_the_standard_library_alone() -> None:
    ground = [module for module in MODULES if name_of(module).startswith("ground/")]
    foreign = {library for module in ground for library in foreign_of(module)}
    assert foreign <= set(sys.stdlib_module_names)


def test_level_imports_make_no_circle() -> None:
    graph = {name_of(module): set(targets_of(module)) for module in MODULES}
    done: set[str] = set()

    def visit(name: str, path: tuple[str, ...]) -> None:
        assert name not in path, " → ".join((*path, name))
        if name not in done:
            for target in graph[name]:
                # A package gathers its modules: a sibling imported through it is no circle.
                if not target.endswith("__init__.py"):
                    visit(target, (*path, name))
            done.add(name)

    for name in graph:
        visit(name, ())


def test_every_module_says_what_it_promises() -> None:
    silent = [
        name_of(module)
        for module in MODULES
        if not ast.get_docstring(ast.parse(module.read_text(encoding="utf-8")))
    ]
    assert silent == []


def test_no_module_is_named_after_nothing() -> None:
    vague = {"utils", "util", "helpers", "helper", "manager", "common", "misc"}
    assert [name_of(module) for module in MODULES if module.stem in vague] == []


def test_the_validator_answers_without_the_heavy_libraries() -> None:
    code = (
        "import sys, io; from pathlib import Path; from learning_city.edges.check import check; "
        "p = Path.cwd(); check(p, p / 'theme/translations', {}, out=io.StringIO()); "
        "print(sorted({'pelican', 'folium', 'geopandas', 'pandas', 'jinja2'} & set(sys.modules)))"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(PACKAGE.parent)},
    )
    assert answer.stdout.strip() == "[]"
