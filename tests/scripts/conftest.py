"""Scripts of the theme run as visitors get them: the very modules, in Node."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from learning_city.city.city import City
from tests.city_project import PROJECT
from tests.in_node import run_in_node

PROGRAM = """
import * as script from "%(module)s";
import { readFileSync } from "node:fs";
const asked = JSON.parse(readFileSync(0, "utf8"));
const answer = await (async () => { %(code)s })();
process.stdout.write(JSON.stringify(answer ?? null));
"""


@pytest.fixture(scope="session")
def city(shipped_city: City) -> City:
    return shipped_city


@pytest.fixture(scope="session")
def run_script() -> Callable[..., object]:
    """`run_script("time/city-clock.js", "return script.dayOf(asked)", "…")`, in any time zone."""

    def run(module: str, code: str, asked: object = None, *, zone: str = "UTC") -> object:
        address = (PROJECT / "theme" / "static" / "js" / module).as_uri()
        return run_in_node(PROGRAM % {"module": address, "code": code}, asked, zone=zone)

    return run
