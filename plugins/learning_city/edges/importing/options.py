"""What can be asked of `import` on the command line; loads nothing, so that others stay fast."""

from __future__ import annotations

import argparse

BASE_VARIABLE = "OPENAPI_BASE"
"""Of the environment: another address for the services in `importers.yaml`, to try them out."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument(
        "source",
        nargs="?",
        help="a name in content/importers.yaml, a file (.ics, .csv) or an https address; "
        "none lists the names / bir ad, dosya ya da adres; boşsa adları sıralar",
    )
    parser.add_argument("--lang", default="tr", choices=("tr", "en"))
    parser.add_argument("--scheduled", action="store_true", help="every scheduled source / zamanlı")
    parser.add_argument("--dry-run", action="store_true", help="write nothing / hiçbir şey yazma")
    parser.add_argument("--past", action="store_true", help="past events too / geçmişler de")
    parser.add_argument("--base", help=f"another service address; also {BASE_VARIABLE}")
    parser.add_argument("--layer", action="append", help="only this layer / yalnızca bu katman")
    for name, told in (
        ("name", "how to remember the source / kaynağın kısa adı"),
        ("title", "the source's title in the files / kaynağın adı"),
        ("license", "its licence; texts are taken only with one / lisansı"),
        ("themes", "learning fields, by commas / öğrenme alanları"),
        ("audiences", "audiences, by commas / kimler için"),
    ):
        parser.add_argument(f"--{name}", help=told)
