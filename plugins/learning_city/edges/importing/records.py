"""What a source says of one event or place, in its own words and our types."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime


class Unusable(Exception):
    """A record that cannot be taken; `reason` names the sentence about it."""

    def __init__(self, reason: str, **values: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.values = values


class WrongShape(Exception):
    """The whole answer is not what its source promised; `reason` names the sentence about it."""

    def __init__(self, reason: str, **values: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.values = values


@dataclass(frozen=True, slots=True)
class Spot:
    """A position in WGS84 degrees."""

    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class EventRecord:
    """An event as its source tells it. `key` is the source's own, permanent name for it.

    Times with a zone are moments, times without are wall-clock times of the city; a date is a
    whole day, and `end` is the last day. `description` is Markdown.
    """

    key: str
    title: str
    start: date | datetime
    end: date | datetime | None = None
    kinds: tuple[str, ...] = ()
    venue: str = ""
    spot: Spot | None = None
    online: str = ""
    description: str = ""
    page: str = ""
    tickets: str = ""
    free: bool | None = None
    status: str = ""
    repeat: Mapping[str, object] = field(default_factory=dict)
    rrule: str = ""
    last_day: date | None = None
    """The last day of a repetition that ends."""


@dataclass(frozen=True, slots=True)
class PlaceRecord:
    """A place as its source tells it. Texts by language; `facts` are fields ready to be written."""

    key: str
    name: Mapping[str, str]
    spot: Spot
    district: str = ""
    kinds: tuple[str, ...] = ()
    description: str = ""
    summary: Mapping[str, str] = field(default_factory=dict)
    address: str = ""
    themes: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    facts: Mapping[str, object] = field(default_factory=dict)
    source: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Skipped:
    """A record that was not taken, and why."""

    title: str
    reason: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Batch:
    """What one answer held, usable or not."""

    events: list[EventRecord] = field(default_factory=list)
    places: list[PlaceRecord] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)

    def skip(self, title: str, refusal: Unusable) -> None:
        """Remember a record that could not be read."""
        self.skipped.append(Skipped(title, refusal.reason, refusal.values))

    def extend(self, other: Batch) -> None:
        """Take what another answer held."""
        self.events += other.events
        self.places += other.places
        self.skipped += other.skipped
