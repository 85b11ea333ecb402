"""How many places and coming events there are under each word."""

from __future__ import annotations

from typing import Literal

from ..city.city import City
from ..city.schedule import Occurrence
from ..model.place import Place
from ..model.vocabulary import Entry

Facet = Literal["themes", "audiences", "districts"]


def places_of(city: City, facet: str, identifier: str) -> list[Place]:
    """The places filed under one theme, audience or district."""
    if facet == "districts":
        return [place for place in city.places if place.district == identifier]
    return [place for place in city.places if identifier in getattr(place, facet, ())]


def events_of(city: City, facet: str, identifier: str) -> list[Occurrence]:
    """The next occurrence of each coming event filed under one entry."""
    found: dict[str, Occurrence] = {}
    for occurrence in city.upcoming:
        event = occurrence.event
        here = (
            city.district_of(event) == identifier
            if facet == "districts"
            else (identifier in getattr(event, facet))
        )
        if here:
            found.setdefault(event.id, occurrence)
    return list(found.values())


def places_by(city: City, facet: Facet) -> list[tuple[Entry, int]]:
    """Every entry of a facet with its number of places, in display order."""
    entries: dict[str, Entry] = dict(getattr(city, facet))
    return [
        (entry, len(places_of(city, facet, identifier))) for identifier, entry in entries.items()
    ]
