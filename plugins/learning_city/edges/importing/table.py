"""The places of a table in the shape of `data/places.csv` (see `model/place_columns.py`).

Made by hand in a spreadsheet as often as by this site: a semicolon may divide the columns, the
letters may be Windows' Turkish ones, a decimal may have a comma, and people write labels for ids.
"""

from __future__ import annotations

import csv
import io
import re

from ...ground.lettering import fold
from ...model.place_columns import LISTS, PLACE_COLUMNS, unguarded
from .cleaning import NAME_LENGTH, calmed, one_line, shortened
from .fetching import Answer
from .records import Batch, PlaceRecord, Spot, Unusable, WrongShape

MAX_ROWS = 5000

_NEEDED = ("name", "lat", "lon")
_FACTS = ("cost", "opening_hours", "website", "phone", "email", "osm", "wikidata", "verified")


def read_table(answer: Answer, languages: tuple[str, ...]) -> Batch:
    """Every row of the table. Raises `WrongShape` when it is not such a table."""
    text = _decoded(answer.content)
    if text.lstrip().startswith("<"):
        raise WrongShape("page-instead-of-data")
    header = text.lstrip("\r\n").partition("\n")[0]
    delimiter = max(",;\t", key=header.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        names = [fold(name.strip()).replace(" ", "_") for name in next(rows, [])]
        missing = [name for name in _NEEDED if name not in names]
        if missing:
            raise WrongShape("missing-columns", columns=", ".join(missing))
        batch = Batch()
        for number, cells in enumerate(rows, start=2):
            if number > MAX_ROWS + 1:
                batch.skip("…", Unusable("too-many-records", limit=str(MAX_ROWS)))
                break
            row = {name: unguarded(cell.strip()) for name, cell in zip(names, cells, strict=False)}
            if not any(row.values()):
                continue
            try:
                batch.places.append(_place(row, languages))
            except Unusable as refusal:
                title = shortened(one_line(row.get("name", "")), 80)
                batch.skip(title or f"{number}.", refusal)
    except csv.Error:
        raise WrongShape("not-a-table") from None
    return batch


def _decoded(content: bytes) -> str:
    if b"\0" in content:
        raise WrongShape("not-a-table")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1254", "replace")
    if not text.strip():
        raise WrongShape("empty-answer")
    return text


def _place(row: dict[str, str], languages: tuple[str, ...]) -> PlaceRecord:
    language = languages[0]
    name = one_line(row["name"])
    if not name:
        raise Unusable("no-title")
    lat, lon = _degrees(row.get("lat", "")), _degrees(row.get("lon", ""))
    if lat is None or lon is None:
        raise Unusable("no-position")
    names = {language: shortened(calmed(name, language), NAME_LENGTH)}
    summaries = {language: one_line(row.get("summary", ""))}
    for code in languages[1:]:
        names[code] = shortened(one_line(row.get(f"name_{code}", "")), NAME_LENGTH)
        summaries[code] = one_line(row.get(f"summary_{code}", ""))
    lists = {
        name: tuple(
            word for cell in re.split(r"[;,|]", row.get(name, "")) if (word := cell.strip())
        )
        for name in LISTS
    }
    return PlaceRecord(
        key=row.get("id") or name,
        name={code: text for code, text in names.items() if text},
        spot=Spot(lat, lon),
        district=one_line(row.get("district", "")),
        kinds=tuple(filter(None, [row.get("kind", "")])),
        summary={code: text for code, text in summaries.items() if text},
        address=shortened(one_line(row.get("address", "")), 300),
        themes=lists["themes"],
        audiences=lists["audiences"],
        facts={name: row[name] for name in _FACTS if row.get(name)},
        source={
            name: one_line(row[name])
            for name in ("source", "source_url", "license")
            if row.get(name)
        },
    )


def _degrees(text: str) -> float | None:
    text = text.replace(",", ".")
    return round(float(text), 6) if re.fullmatch(r"-?[0-9]{1,3}(\.[0-9]{1,20})?", text) else None


assert set(_FACTS) | set(LISTS) | set(_NEEDED) <= set(PLACE_COLUMNS)
