"""What the tests of the form share."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from learning_city.words.phrases import Phrases, read_phrases
from tests.city_project import CATALOGUES
from tests.outputs.form_in_node import Ask, ask_node


@pytest.fixture(scope="session")
def ask() -> Ask:
    """Runs some lines of JavaScript beside the form's modules: `ask(code, asked)`."""
    return ask_node


@pytest.fixture(scope="session")
def phrases() -> Mapping[str, Phrases]:
    return read_phrases(CATALOGUES, ("tr", "en"))
