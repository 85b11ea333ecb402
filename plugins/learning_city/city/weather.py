"""Where to go when it is hot, and when it rains: by what people have told us of each place.

Chosen by the visitor, by hand; no weather service is asked. What nobody has told us is neither yes
nor no, and no kind of place is taken to be cool or dry: there are roofless museums.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from ..model.place import Place
from .city import City

Weather = Literal["heat", "rain"]
WEATHERS: tuple[Weather, ...] = ("heat", "rain")

NEEDED: Mapping[Weather, tuple[str, ...]] = {"heat": ("shade", "indoor"), "rain": ("indoor",)}
"""Fields of `access`; one of them is enough."""
WELCOME: Mapping[Weather, tuple[str, ...]] = {"heat": ("water", "seating"), "rain": ("seating",)}
"""What makes it better still."""


@dataclass(frozen=True, slots=True)
class Fitting:
    """A place for a weather, with the facts that make it one: (field, `yes` or `limited`)."""

    place: Place
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Shelter:
    """What is known of all places for one weather, each list in the city's order."""

    fitting: tuple[Fitting, ...]
    unfit: int
    """Places known to offer nothing for it."""
    untold: tuple[Place, ...]
    """Places of which nobody has told us enough."""


def _fact(place: Place, field: str) -> str | None:
    answer: str | None = getattr(place.access, field)
    return answer


def _fitting(place: Place, weather: Weather) -> Fitting | None:
    if not any(_fact(place, field) in ("yes", "limited") for field in NEEDED[weather]):
        return None
    told = ((field, _fact(place, field)) for field in (*NEEDED[weather], *WELCOME[weather]))
    return Fitting(
        place, tuple((field, said) for field, said in told if said in ("yes", "limited"))
    )


def shelter(city: City, weather: Weather) -> Shelter:
    """Which places suit a weather, which do not, and of which nobody knows."""
    fitting: list[Fitting] = []
    untold: list[Place] = []
    unfit = 0
    for place in city.places:
        if found := _fitting(place, weather):
            fitting.append(found)
        elif any(_fact(place, field) is None for field in NEEDED[weather]):
            untold.append(place)
        else:
            unfit += 1
    return Shelter(tuple(fitting), unfit, tuple(untold))


def weather_of_the_month(city: City) -> Weather | None:
    """What this month is known for in the city, by its own clock; None for the months between."""
    month = city.clock.today.month
    if month in city.settings.hot_months:
        return "heat"
    return "rain" if month in city.settings.wet_months else None
