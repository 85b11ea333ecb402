"""What several rings of tests share: a small whole city to lay files over, and the catalogues."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import settings

from learning_city.city.city import City
from learning_city.words.phrases import Phrases, read_phrases
from tests.city_project import CATALOGUES, PROJECT, TESTS, Project

# The same examples every time, and no clock: a busy machine is not a mistake. Tests that promise
# to be quick measure it themselves.
settings.register_profile("house", deadline=None, derandomize=True)
settings.load_profile("house")


RINGS = ("browser", "site")
"""The folders whose files take longest: they begin first, so that no process ends long after the
others."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Slow rings first; within a file everything stays in its order."""
    numbers = {ring: number for number, ring in enumerate(RINGS)}
    items.sort(key=lambda item: numbers.get(item.path.parent.name, len(RINGS)))


@pytest.fixture
def small_city(tmp_path: Path) -> Project:
    """The smallest whole city: one place, one event, one organizer; nothing wrong with it."""
    project = Project(tmp_path / "city")
    project.lay_over(TESTS / "small_city")
    return project


@pytest.fixture
def shipped_copy(tmp_path: Path) -> Project:
    """A copy of the data that this repository publishes."""
    project = Project(tmp_path / "shipped")
    for folder in ("content", "places", "events"):
        shutil.copytree(PROJECT / folder, project.folder / folder)
    return project


@pytest.fixture(scope="session")
def shipped_city() -> City:
    """The city of this repository's data, as it is read for the site."""
    found = Project(PROJECT).assemble().city
    assert found is not None
    return found


@pytest.fixture(scope="session")
def turkish() -> Phrases:
    return read_phrases(CATALOGUES, ("tr",))["tr"]


@pytest.fixture(scope="session")
def english() -> Phrases:
    return read_phrases(CATALOGUES, ("tr", "en"))["en"]
