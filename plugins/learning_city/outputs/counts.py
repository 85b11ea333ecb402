"""How many places there are under each word."""

from __future__ import annotations

from typing import Literal

from ..city.city import City
from ..model.vocabulary import Entry

Facet = Literal["themes", "audiences", "districts"]


def places_by(city: City, facet: Facet) -> list[tuple[Entry, int]]:
    """Every entry of a facet with its number of places, in display order."""
    entries: dict[str, Entry] = dict(getattr(city, facet))
    return [
        (entry, len(city.places_under.get((facet, identifier), ())))
        for identifier, entry in entries.items()
    ]
