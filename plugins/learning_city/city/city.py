"""The city: everything that may be published, resolved and in order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from ..ground.clock import Clock
from ..ground.lettering import sort_key
from ..model.event import Event
from ..model.fields import Source
from ..model.organizer import Organizer
from ..model.place import Place
from ..model.settings import CitySettings
from ..model.vocabulary import Audience, District, Entry, Idea, KeyFeature, PlaceKind, Sdg, Term
from .geography import Outlines, distance_metres
from .schedule import Occurrence

_NEARBY_DEGREES = 0.25
"""Places further apart than this in latitude or longitude are never neighbours."""


@dataclass(frozen=True)
class City:
    """All contributions of one city at one moment; nothing here changes."""

    settings: CitySettings
    clock: Clock
    vocabulary: Mapping[str, Mapping[str, Entry]]
    vocabulary_sources: Sequence[Source]
    organizers: Mapping[str, Organizer]
    places: tuple[Place, ...]
    events: tuple[Event, ...]
    occurrences: tuple[Occurrence, ...]
    outlines: Outlines | None = None

    @property
    def themes(self) -> Mapping[str, Term]:
        """The learning fields, in display order."""
        return self.vocabulary["themes"]  # type: ignore[return-value]

    @property
    def audiences(self) -> Mapping[str, Audience]:
        """For whom, in display order."""
        return self.vocabulary["audiences"]  # type: ignore[return-value]

    @property
    def strands(self) -> Mapping[str, Term]:
        """The activity strands."""
        return self.vocabulary["strands"]  # type: ignore[return-value]

    @property
    def kinds(self) -> Mapping[str, PlaceKind]:
        """The kinds of place with their inherited prompts."""
        return self.vocabulary["place-kinds"]  # type: ignore[return-value]

    @property
    def sdg(self) -> Mapping[str, Sdg]:
        """The Sustainable Development Goals that the city names."""
        return self.vocabulary["sdg"]  # type: ignore[return-value]

    @property
    def ideas(self) -> Mapping[str, Idea]:
        """The founding ideas, for the tag cloud."""
        return self.vocabulary["ideas"]  # type: ignore[return-value]

    @property
    def key_features(self) -> Mapping[str, KeyFeature]:
        """The areas of UNESCO's Key Features of Learning Cities."""
        return self.vocabulary["key-features"]  # type: ignore[return-value]

    @cached_property
    def districts(self) -> Mapping[str, District]:
        """The districts in the order of the source language's alphabet."""
        source = self.settings.languages[0]
        entries: list[District] = list(self.vocabulary["districts"].values())  # type: ignore[arg-type]
        return {
            entry.id: entry
            for entry in sorted(entries, key=lambda entry: sort_key(entry.name, source))
        }

    @cached_property
    def _places_by_id(self) -> dict[str, Place]:
        return {place.id: place for place in self.places}

    def place(self, identifier: str) -> Place:
        """The place with this id. Raises `KeyError`."""
        return self._places_by_id[identifier]

    def places_in_order(self, language: str) -> list[Place]:
        """All places by name, in the alphabet of `language`."""
        return sorted(
            self.places,
            key=lambda place: (sort_key(place.name.words(language), language), place.id),
        )

    @cached_property
    def _by_event(self) -> dict[str, tuple[Occurrence, ...]]:
        grouped: dict[str, list[Occurrence]] = {}
        for occurrence in self.occurrences:
            grouped.setdefault(occurrence.event.id, []).append(occurrence)
        return {event: tuple(found) for event, found in grouped.items()}

    def occurrences_of(self, event: Event) -> tuple[Occurrence, ...]:
        """Every occurrence of one event, sorted."""
        return self._by_event.get(event.id, ())

    @cached_property
    def upcoming(self) -> tuple[Occurrence, ...]:
        """Occurrences that are not over before today, sorted."""
        return tuple(found for found in self.occurrences if found.on_or_after(self.clock.today))

    @cached_property
    def weekend(self) -> tuple[date, date]:
        """This week's Saturday and Sunday; on a Sunday still this one."""
        today = self.clock.today
        saturday = today + timedelta(days=5 - today.weekday())
        return saturday, saturday + timedelta(days=1)

    def neighbours(self, place: Place, count: int = 4) -> list[tuple[Place, float]]:
        """The nearest other places with their distance along the ground in metres."""
        here = place.location
        found = []
        for other in self.places:
            there = other.location
            if (
                other is not place
                and abs(there.lat - here.lat) < _NEARBY_DEGREES
                and (abs(there.lon - here.lon) < _NEARBY_DEGREES)
            ):
                found.append((distance_metres(here, there), other.id, other))
        return [(other, metres) for metres, _, other in sorted(found)[:count]]

    def district_of(self, event: Event) -> str | None:
        """The district an event happens in, when it has one."""
        if event.place:
            return self.place(event.place).district
        if event.location and self.outlines:
            return self.outlines.district_at(event.location.lat, event.location.lon)
        return None
