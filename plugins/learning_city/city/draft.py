"""Everything that was read, right or wrong, before the rules across files are applied."""

from __future__ import annotations

from collections.abc import Iterator
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
class Circumstances:
    """What a file is judged against, besides what other files of its kind say."""

    settings: CitySettings
    known: Known
    clock: Clock
    photos: set[str] = field(default_factory=set)
    project: Path | None = None
    """Where the files lie, for rules that look into a photo."""
    outlines: Outlines | None = None
    reserved: frozenset[str] = frozenset()


@dataclass(slots=True)
class Draft(Circumstances):
    """What the rules in `city/checks/` look at. Facts of a broken file may be None."""

    organizers: list[Parsed[Organizer]] = field(default_factory=list)
    places: list[Parsed[Place]] = field(default_factory=list)
    events: list[Parsed[Event]] = field(default_factory=list)
    routes: list[Parsed[Route]] = field(default_factory=list)
    notices: list[Parsed[Notice]] = field(default_factory=list)

    def contributions(self) -> Iterator[Contributed]:
        """Every contributed file."""
        yield from self.places
        yield from self.events
        yield from self.organizers
        yield from self.routes
        yield from self.notices
