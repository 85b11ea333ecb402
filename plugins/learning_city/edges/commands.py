"""The command line. Each command imports what it needs, so that `check` answers at once."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[3]
CATALOGUES = PROJECT / "theme" / "translations"


def main(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code."""
    parser = _parser()
    options = parser.parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):  # a terminal may not be UTF-8; Turkish must survive
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    if options.command == "check":
        from .check import check

        return check(PROJECT, CATALOGUES, os.environ, options.lang, notes=options.notes)
    if options.command == "boundaries":
        return _boundaries()
    if options.command == "serve":
        return _serve(options.port)
    return build(publish=options.command == "publish")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m learning_city")
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="validate the data / veriyi denetle")
    check.add_argument("--lang", default="tr", choices=("tr", "en"))
    check.add_argument(
        "--notes", action="store_true", help="also missing translations / eksik çeviriler de"
    )
    commands.add_parser("html", help="build into output/ / siteyi kur")
    commands.add_parser("publish", help="build as published, SITEURL from the environment")
    commands.add_parser("boundaries", help="fetch district outlines / ilçe sınırlarını indir")
    serve = commands.add_parser("serve", help="build, serve and watch / kur, sun, izle")
    serve.add_argument("--port", type=int, default=8000)
    return parser


def build(*, publish: bool = False) -> int:
    """Run Pelican in a process of its own, so that changed code is always the code that runs."""
    settings = "publishconf.py" if publish else "pelicanconf.py"
    return subprocess.run(
        [
            sys.executable,
            "-m",
            "pelican",
            "content",
            "--settings",
            settings,
            "--output",
            os.environ.get("OUTPUT", "output"),
            "--fatal",
            "errors",
        ],
        cwd=PROJECT,
        env={**os.environ, "PYTHONPATH": str(PROJECT / "plugins")},
        check=False,
    ).returncode


def _serve(port: int) -> int:
    from .check import speak
    from .preview import serve

    serve(PROJECT, port, lambda: build() == 0, speak(CATALOGUES, "tr"))
    return 0


def _boundaries() -> int:
    """Fetch the district outlines; 1 when they cannot be had, and the site does without them."""
    from ..city.assemble import BOUNDARY_CACHE, read_boundary_source
    from ..city.boundaries import BoundariesUnavailable, fetch_boundaries
    from .check import speak

    t = speak(CATALOGUES, "tr")
    source = read_boundary_source(PROJECT, os.environ)
    if source is None:
        return 0
    try:
        fetch_boundaries(*source, PROJECT / BOUNDARY_CACHE)
        print(t("boundaries.ready"))
    except BoundariesUnavailable as refusal:
        print(t(f"boundaries.unavailable.{refusal.reason}"))
        return 1
    return 0
