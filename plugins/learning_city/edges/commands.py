"""The command line. Each command imports what it needs, so that `check` answers at once."""

from __future__ import annotations

import argparse
import gc
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from . import scaffold, workflow_commands
from .importing import options as importing

PROJECT = Path(__file__).resolve().parents[3]
CATALOGUES = PROJECT / "theme" / "translations"


def main(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code."""
    parser = _parser()
    options = parser.parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):  # a terminal may not be UTF-8; Turkish must survive
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    if command := _COMMANDS.get(options.command):
        return command(options)
    if for_workflows := workflow_commands.command_for(options.command):
        return for_workflows(options, PROJECT, CATALOGUES)
    return build(publish=options.command == "publish")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m learning_city")
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="validate the data / veriyi denetle")
    check.add_argument("--lang", default="tr", choices=("tr", "en"))
    check.add_argument(
        "--notes", action="store_true", help="also missing translations / eksik çeviriler de"
    )
    links = commands.add_parser("links", help="ask whether links open / bağlantılar açılıyor mu")
    links.add_argument("--lang", default="tr", choices=("tr", "en"))
    scaffold.add_arguments(commands.add_parser("new", help="begin a file / dosya başlat"))
    commands.add_parser("schema", help="write schema/ anew / şemaları yeniden yaz")
    report = commands.add_parser("report", help="freeze the year's record / yılın kaydını dondur")
    report.add_argument("year", nargs="?", type=int)
    commands.add_parser("html", help="build into output/ / siteyi kur")
    commands.add_parser("publish", help="build as published, SITEURL from the environment")
    commands.add_parser("boundaries", help="fetch district outlines / ilçe sınırlarını indir")
    serve = commands.add_parser("serve", help="build, serve and watch / kur, sun, izle")
    serve.add_argument("--port", type=int, default=8000)
    importing.add_arguments(commands.add_parser("import", help="bring data in / veri getir"))
    workflow_commands.add_to(commands)
    return parser


def _check(options: argparse.Namespace) -> int:
    from ..city.inspection import KEPT
    from .check import check

    # One answer and the end: nothing is thrown away before, so nobody need look for it.
    gc.disable()
    # Where a change of somebody else's is judged, nothing is believed that came with it.
    kept = None if os.environ.get("CI") else PROJECT / KEPT
    return check(PROJECT, CATALOGUES, os.environ, options.lang, notes=options.notes, kept=kept)


def _links(options: argparse.Namespace) -> int:
    from .dead_links import check_links

    return check_links(PROJECT, CATALOGUES, os.environ, options.lang)


def _new(options: argparse.Namespace) -> int:
    return scaffold.begin_file(options, PROJECT, CATALOGUES, os.environ)


def _schema(_options: argparse.Namespace) -> int:
    from .schema import write_schemas

    return write_schemas(PROJECT, CATALOGUES, os.environ) or workflow_commands.write_forms(
        PROJECT, CATALOGUES
    )


def _report(options: argparse.Namespace) -> int:
    from .frozen_report import freeze_report

    year = options.year or int(os.environ.get("YEAR") or 0) or None
    return freeze_report(PROJECT, CATALOGUES, os.environ, year)


def _import(options: argparse.Namespace) -> int:
    from .importing.command import Desk

    return Desk(PROJECT, CATALOGUES, os.environ, options).run()


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


def _serve(options: argparse.Namespace) -> int:
    from .check import speak
    from .preview import serve

    serve(PROJECT, options.port, lambda: build() == 0, speak(CATALOGUES, "tr"))
    return 0


def _boundaries(_options: argparse.Namespace) -> int:
    """Fetch the district outlines; 1 when they cannot be had, and the site does without them."""
    from ..city.assemble import read_boundary_source
    from ..city.boundaries import BoundariesUnavailable, fetch_boundaries
    from ..city.project_reader import BOUNDARY_CACHE
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


_COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "check": _check,
    "links": _links,
    "new": _new,
    "schema": _schema,
    "report": _report,
    "import": _import,
    "boundaries": _boundaries,
    "serve": _serve,
}
