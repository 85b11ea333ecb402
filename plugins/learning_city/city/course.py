"""The course of a route: its stops as points, the lengths between them, and the time it takes.

Lengths are metres along the ground (`geography.distance_metres`, which agrees with the plane of
the city's UTM zone). Between two stops they follow the path in the file, or a straight line where
there is none: then the real way is longer, so both are told apart. Only walking is measured, since
a ferry's or a metro's way is not the visitor's.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from ..model.fields import Point
from ..model.route import Leg, Relief, Route, Stop
from ..words.local_text import LocalText
from .city import City
from .geography import distance_metres

WALKING_METRES_PER_MINUTE = 50
"""Three kilometres an hour: a family's or a class's pace, not a hiker's."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A stop with its number, name and point, and the leg that leads away from it.

    `metres` is the length of that leg; 0 at the last stop.
    """

    number: int
    stop: Stop
    name: LocalText
    point: Point
    onward: Leg | None
    metres: float
    line: tuple[Point, ...]
    """From this stop to the next, both included; empty at the last stop."""

    @property
    def straight(self) -> bool:
        """Whether nobody drew the way, so that its length is that of a straight line."""
        return self.onward is not None and not self.onward.path


@dataclass(frozen=True, slots=True)
class Course:
    """The stages of a route in order, and what they add up to."""

    stages: tuple[Stage, ...]

    @property
    def walking_metres(self) -> float:
        """All that is walked between stops, in metres."""
        return sum(stage.metres for stage in self._walked)

    @property
    def is_straight(self) -> bool:
        """Whether some of the walking is measured in straight lines: then it is at least that."""
        return any(stage.straight for stage in self._walked)

    @property
    def walking_minutes(self) -> int:
        """At a family's pace, rounded up to five minutes; 0 where nothing is walked."""
        minutes = self.walking_metres / WALKING_METRES_PER_MINUTE
        return -(-int(-(-minutes // 1)) // 5) * 5

    @property
    def stop_minutes(self) -> int:
        """What the stops take together, in minutes; 0 unless each of them says so."""
        minutes = [stage.stop.minutes for stage in self.stages]
        return sum(one for one in minutes if one) if all(minutes) else 0

    @property
    def modes(self) -> tuple[str, ...]:
        """How one gets on, each way once, in order."""
        found = [stage.onward.mode for stage in self.stages if stage.onward]
        return tuple(dict.fromkeys(found))

    @property
    def _walked(self) -> list[Stage]:
        return [stage for stage in self.stages if stage.onward and stage.onward.mode == "walk"]


def whereabouts(spot: Stop | Relief, city: City) -> tuple[LocalText, Point]:
    """Name and point of a stop or a resting place; its own words go before the place's."""
    if spot.place:
        place = city.place(spot.place)
        return spot.name or place.name, spot.location or place.location
    assert spot.name is not None
    assert spot.location is not None
    return spot.name, spot.location


def course(route: Route, city: City) -> Course:
    """What the stops of a route come to."""
    named = [whereabouts(stop, city) for stop in route.stops]
    stages = []
    for number, (stop, (name, point)) in enumerate(zip(route.stops, named, strict=True), start=1):
        if number == len(named):
            stages.append(Stage(number, stop, name, point, None, 0.0, ()))
            continue
        line = (point, *stop.onward.path, named[number][1])
        metres = sum(distance_metres(one, other) for one, other in pairwise(line))
        stages.append(Stage(number, stop, name, point, stop.onward, metres, line))
    return Course(tuple(stages))
