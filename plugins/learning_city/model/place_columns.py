"""The columns of `data/places.csv`: what is published there can be brought in from there.

Published data is a contract with strangers: names and their order stay, new ones come at the end.
RFC 4180, UTF-8 with a byte order mark (spreadsheets take Turkish letters for others without it).
Ids of a list are divided by `;`. A cell that a spreadsheet would take for a formula begins with an
apostrophe. Texts in another language than the city's first have a column `<name>_<language>`.
"""

from __future__ import annotations

PLACE_COLUMNS = (
    "id",
    "name",
    "kind",
    "district",
    "address",
    "lat",
    "lon",
    "themes",
    "audiences",
    "summary",
    "cost",
    "opening_hours",
    "website",
    "phone",
    "email",
    "osm",
    "wikidata",
    "verified",
    "source",
    "source_url",
    "license",
    "url",
)
"""Degrees are WGS84; `verified` is a day; the last four name the first source and the page."""

TRANSLATED = ("name", "summary", "url")
LISTS = ("themes", "audiences")
DIVIDER = ";"

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def guarded(text: str) -> str:
    """The text as a cell that no spreadsheet runs (OWASP, CSV injection)."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def unguarded(cell: str) -> str:
    """The text of a cell that `guarded` wrote, or of any other."""
    return cell[1:] if cell[:1] == "'" and cell[1:].startswith(_FORMULA) else cell
