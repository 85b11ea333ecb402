"""Everything that was read, right or wrong, before the rules across files are applied."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ..ground.clock import Clock
from ..model.event import Event
from ..model.fields import Known
from ..model.notice import Notice
from ..model.organizer import Organizer
from ..model.place import Place
from ..model.reading import Parsed
from ..model.route import Route
from ..model.settings import CitySettings
from .geography import Outlines

Contributed = Parsed[Place] | Parsed[Event] | Parsed[Organizer] | Parsed[Route] | Parsed[Notice]
"""A file that somebody wrote about something."""


@dataclass(slots=True)
class Draft:
    """What the rules in `city/checks/` look at. Facts of a broken file may be None."""

    settings: CitySettings
    known: Known
    clock: Clock
    organizers: list[Parsed[Organizer]] = field(default_factory=list)
    places: list[Parsed[Place]] = field(default_factory=list)
    events: list[Parsed[Event]] = field(default_factory=list)
    routes: list[Parsed[Route]] = field(default_factory=list)
    notices: list[Parsed[Notice]] = field(default_factory=list)
    photos: set[str] = field(default_factory=set)
    project: Path | None = None
    """Where the files lie, for rules that look into a photo."""
    outlines: Outlines | None = None
    reserved: frozenset[str] = frozenset()

    def contributions(self) -> Iterator[Contributed]:
        """Every contributed file."""
        yield from self.places
        yield from self.events
        yield from self.organizers
        yield from self.routes
        yield from self.notices

    def located(self) -> Iterator[Parsed[Place] | Parsed[Event]]:
        """The files that may have a point and photos."""
        yield from self.places
        yield from self.events

    def families(self) -> Mapping[str, Sequence[Contributed]]:
        """The files by what they describe."""
        return {
            "places": self.places,
            "events": self.events,
            "organizers": self.organizers,
            "routes": self.routes,
            "notices": self.notices,
        }
