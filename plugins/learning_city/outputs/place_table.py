"""`data/places.csv`: every place as a row, for spreadsheets, and for the importer of another city.

The columns are described in `model/place_columns.py`.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from ..model.place_columns import DIVIDER, PLACE_COLUMNS, TRANSLATED, guarded
from .site import File

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..city.city import City
    from ..model.place import Place
    from .site import Site

ADDRESS = "data/places.csv"

_DECIMALS = 6


def build(city: City, site: Site) -> Iterator[File]:
    """One file, the places in the order of their ids."""
    columns = [
        *PLACE_COLUMNS,
        *(f"{name}_{code}" for code in city.settings.languages[1:] for name in TRANSLATED),
    ]
    table = io.StringIO(newline="")
    writer = csv.DictWriter(table, columns, lineterminator="\r\n")
    writer.writeheader()
    for place in sorted(city.places, key=lambda place: place.id):
        row = _row(place, city, site)
        writer.writerow({name: guarded(row.get(name, "")) for name in columns})
    yield File(ADDRESS, table.getvalue().encode("utf-8-sig"))


def _row(place: Place, city: City, site: Site) -> dict[str, str]:
    source_language, *others = city.settings.languages
    row = {
        "id": place.id,
        "name": place.name.words(source_language),
        "kind": place.kind,
        "district": place.district,
        "address": place.address or "",
        "lat": f"{place.location.lat:.{_DECIMALS}f}",
        "lon": f"{place.location.lon:.{_DECIMALS}f}",
        "themes": DIVIDER.join(place.themes),
        "audiences": DIVIDER.join(place.audiences),
        "summary": place.summary.words(source_language),
        "cost": place.cost,
        "opening_hours": place.opening_hours or "",
        "website": place.website or "",
        "phone": place.phone or "",
        "email": place.email or "",
        "osm": place.osm or "",
        "wikidata": place.wikidata or "",
        "verified": place.verified.isoformat() if place.verified else "",
        "url": site.url(site.address(("place", place.id), source_language)),
    }
    if place.sources:
        origin = place.sources[0]
        row["source"] = origin.title.words(source_language)
        row["source_url"] = origin.url or ""
        row["license"] = origin.license or ""
    for code in others:
        row[f"name_{code}"] = place.name.texts.get(code, "")
        row[f"summary_{code}"] = place.summary.texts.get(code, "")
        row[f"url_{code}"] = site.url(site.address(("place", place.id), code))
    return row
