"""What can be done at a place: its own stations first, then the prompts of its kind, by age."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from ..model.fields import Ages, Station
from ..model.place import Place
from .city import City

AGE_BANDS = (Ages(0, 7), Ages(8, 12), Ages(13, 17), Ages(18, None))
"""The steps in which people look for something to do: before and beginning school, primary,
secondary, grown up."""

_OLDEST = 120


def fits(ages: Ages, band: Ages) -> bool:
    """Whether a station for `ages` is one for `band`: they share half of the narrower of the two.

    `12+` shares one year with 8–12 and is not for children of that age; `8-9` is.
    """
    most, band_most = (_OLDEST if one.most is None else one.most for one in (ages, band))
    shared = min(most, band_most) - max(ages.least, band.least) + 1
    narrower = min(most - ages.least, band_most - band.least) + 1
    return 2 * shared >= narrower


def bands_of(ages: Ages) -> tuple[int, ...]:
    """The numbers of the bands that a station for `ages` is for, from the youngest."""
    return tuple(number for number, band in enumerate(AGE_BANDS) if fits(ages, band))


def offered(place: Place, city: City) -> tuple[Station, ...]:
    """Everything to do at a place, its own first."""
    return (*place.stations, *city.kinds[place.kind].prompts)


def works_with(station: Station, company: Collection[str]) -> bool:
    """Whether one of `company` can do it; a station that names nobody is for everyone."""
    return not station.company or any(one in company for one in station.company)


def for_paper(
    place: Place, city: City, count: int, company: Collection[str]
) -> tuple[Station, ...]:
    """At most `count` of those that work with `company`, for a sheet of paper.

    The place's own, then those of its kind for bands that have none yet, then the rest, each in
    the order of its file.
    """
    own, inherited = (
        [station for station in stations if works_with(station, company)]
        for stations in (place.stations, city.kinds[place.kind].prompts)
    )
    chosen = own[:count]
    served = {band for station in chosen for band in bands_of(station.ages)}
    for station in inherited:
        if len(chosen) < count and not served & set(bands_of(station.ages)):
            chosen.append(station)
            served.update(bands_of(station.ages))
    return _filled(chosen, inherited, count)


def _filled(
    chosen: Sequence[Station], inherited: Sequence[Station], count: int
) -> tuple[Station, ...]:
    rest = [station for station in inherited if not any(station is one for one in chosen)]
    return (*chosen, *rest)[:count]
