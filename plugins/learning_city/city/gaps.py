"""What nobody has told us yet: of one place, and of a district.

Unknown is never "no" (design §3). A gap is an invitation, so it is counted by what is known: a page
says "8 of 12", and the quests ask for the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from ..model.event import Event
from ..model.fields import Ages
from ..model.place import Place
from ..words.local_text import LocalText
from .city import City
from .freshness import freshness

Fact = Callable[[Place], bool]

LASTING_FACTS: Mapping[str, Fact] = {
    "address": lambda place: place.address is not None,
    "opening_hours": lambda place: place.opening_hours is not None,
    "cost": lambda place: place.cost != "unknown",
    "contact": lambda place: bool(place.website or place.phone or place.email),
    "transit": lambda place: bool(place.transit),
    "wheelchair": lambda place: place.access.wheelchair is not None,
    "toilets": lambda place: place.access.toilets is not None,
    "stroller": lambda place: place.access.stroller is not None,
    "group": lambda place: place.group is not None,
    "description": lambda place: place.description is not None,
    "stations": lambda place: bool(place.stations),
}
"""What a visitor asks before going, in that order. All of it can be found out by anyone."""

VERIFIED = "verified"
"""The twelfth: somebody was there within a year. The only fact that ages by itself."""

FIELD_OF = {"contact": "phone", "wheelchair": "access", "toilets": "access", "stroller": "access"}
"""Facts that are not called like the field of a file where they are written."""


@dataclass(frozen=True, slots=True)
class Completeness:
    """How much of a place is known; both in the order in which visitors ask."""

    known: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def total(self) -> int:
        """How many facts there are to know."""
        return len(self.known) + len(self.missing)


def completeness(place: Place, city: City) -> Completeness:
    """Which facts about a place are known."""
    answers = {name: known(place) for name, known in LASTING_FACTS.items()}
    answers[VERIFIED] = freshness(place.verified, city.clock.today) == "fresh"
    return Completeness(
        tuple(name for name, known in answers.items() if known),
        tuple(name for name, known in answers.items() if not known),
    )


def unserved_audiences(place: Place, city: City) -> tuple[str, ...]:
    """The audiences with an age that a place is meant for and has no station of its own for.

    The prompts a place inherits from its kind fit everywhere and therefore do not count.
    """
    bands: dict[str, Ages] = {
        identifier: audience.ages
        for identifier, audience in city.audiences.items()
        if audience.ages and identifier in place.audiences
    }
    return tuple(
        identifier
        for identifier, ages in bands.items()
        if not any(station.ages.overlaps(ages) for station in place.stations)
    )


def untranslated(contribution: Place | Event, city: City) -> tuple[str, ...]:
    """The languages that some text of a place or event lacks."""
    texts = list(_texts(contribution))
    return tuple(
        language
        for language in city.settings.languages
        if any(language not in text.texts for text in texts)
    )


def _texts(contribution: Place | Event) -> Iterator[LocalText]:
    if isinstance(contribution, Place):
        yield contribution.name
        for station in contribution.stations:
            yield station.title
            yield station.prompt
    else:
        yield contribution.title
    for text in (contribution.summary, contribution.description):
        if text is not None:
            yield text


def empty_cells(district: str, city: City) -> list[tuple[str, str]]:
    """(field, audience) with no place and no coming event in a district, the emptiest first.

    A field that the district lacks altogether comes before one that only passes by somebody; among
    these the field that is rarer in the city; then the vocabulary's order.
    """
    places = city.places_under.get(("districts", district), ())
    coming = [found.event for found in city.coming_under.get(("districts", district), ())]
    held: set[tuple[str, str]] = set()
    for place in places:
        held.update(product(place.themes, place.audiences))
    for event in coming:
        held.update(product(event.themes, event.audiences))
    lacking = set(city.themes) - {theme for theme, _ in held}
    themes, audiences = list(city.themes), list(city.audiences)
    rarity = {theme: len(city.places_under.get(("themes", theme), ())) for theme in themes}
    return sorted(
        (cell for cell in product(themes, audiences) if cell not in held),
        key=lambda cell: (
            cell[0] not in lacking,
            rarity[cell[0]],
            themes.index(cell[0]),
            audiences.index(cell[1]),
        ),
    )


def has_something_free(district: str, city: City) -> bool:
    """Whether a place or a coming event of a district is known to cost nothing."""
    return any(
        place.cost == "free" for place in city.places_under.get(("districts", district), ())
    ) or any(
        found.event.cost.kind == "free"
        for found in city.coming_under.get(("districts", district), ())
    )
