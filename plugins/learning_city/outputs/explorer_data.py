"""What the explorer reads: the places as columns, their names in small files, and search shards.

All of it lies in `data/explorer/`, in files named after a hash of what they hold: a browser may
keep them for ever, and a page always finds the ones it was made with. They are the explorer's own
and no published data; that is `data/places.geojson`.

`core` has what the first markers need, `facets` what the other questions ask for; neither depends
on the day. `filters` has what only a filter asks for and may change every day: access, opening
hours (as in `data/opening.json`), and the days with events. Both come after the first markers.
`stops` are the transit stops that distances can be told from; it comes when somebody asks for one.
Names and ids come in files of `NAMES_TOGETHER` places, when they are shown; a city with no more
than `WHOLE_LIST` places needs none, since its whole list stands in the page.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from ..city.city import City
from ..city.geography import distance_metres
from ..model.fields import Ages, Point
from ..model.place import Place
from .columns import as_json, steps, table
from .opening_table import hours_of
from .place_roll import roll
from .search_shards import shards
from .site import File, Site

FOLDER = "data/explorer"
WHOLE_LIST = 300
NAMES_TOGETHER = 32
DEGREE = 100_000
"""Positions are whole numbers of this part of a degree: about a metre."""
ACCESS = ("wheelchair", "stroller", "toilets", "quiet", "shade", "water", "indoor")
"""The answers that can be filtered by."""
UNKNOWN, USABLE, NOT_USABLE = 0, 1, 2
DAYS_AHEAD = 35
"""A build that is older knows too little of what comes to answer for a week."""
STOP_REACH_METRES = 1500.0
GROWN_UP = ((18, 29), (30, 64), (65, 120))
"""Below 18 each year of age counts by itself."""


@dataclass(frozen=True)
class ExplorerData:
    """The files, and the addresses that a page in a language needs, relative to the root."""

    roll: Sequence[Place]
    files: Sequence[File]
    core: str
    facets: str
    filters: str
    stops: str
    folders: Mapping[str, str]
    """Language → the folder of its names and search shards, without a slash at the end."""
    shard_starts: Mapping[str, Sequence[str]]
    """Language → the first word of each search shard."""

    @property
    def list_is_whole(self) -> bool:
        """Whether the page lists every place; otherwise it lists districts."""
        return len(self.roll) <= WHOLE_LIST


def explorer_data(city: City, site: Site) -> ExplorerData:
    """Everything the explorer fetches, in all languages."""
    places = roll(city)
    core = _file("core", _core(city, places))
    facets = _file("facets", _facets(city, places))
    filters = _file("filters", _filters(city, places))
    stops = _file("stops", list(_stops(places)))
    files = [core, facets, filters, stops]
    folders, starts = {}, {}
    for language in site.languages:
        contents = _names(places, language) if len(places) > WHOLE_LIST else {}
        found = shards(city, places, site.phrases[language].language.code)
        contents |= found.contents
        stamp = hashlib.sha256(b"\0".join(contents.values())).hexdigest()[:10]
        folders[language] = f"{FOLDER}/{language}-{stamp}"
        starts[language] = found.starts
        files += [
            File(f"{folders[language]}/{name}.json", content) for name, content in contents.items()
        ]
    return ExplorerData(
        roll=places,
        files=files,
        core=core.address,
        facets=facets.address,
        filters=filters.address,
        stops=stops.address,
        folders=folders,
        shard_starts=starts,
    )


def _file(name: str, content: object) -> File:
    written = as_json(content)
    return File(f"{FOLDER}/{name}-{hashlib.sha256(written).hexdigest()[:10]}.json", written)


def _core(city: City, places: Sequence[Place]) -> dict[str, Any]:
    center = city.settings.center
    themes = {identifier: number for number, identifier in enumerate(city.themes)}
    return {
        "count": len(places),
        "districts": [
            [district, len(found)]
            for district in city.districts
            if (found := city.places_under.get(("districts", district)))
        ],
        "themes": list(themes),
        "lat": steps([_whole(place.location.lat) for place in places], _whole(center.lat)),
        "lon": steps([_whole(place.location.lon) for place in places], _whole(center.lon)),
        "kind": table(place.kind for place in places),
        # in the order of the file: the first one is what a pin shows
        "theme": table(tuple(themes[theme] for theme in place.themes) for place in places),
    }


def _facets(city: City, places: Sequence[Place]) -> dict[str, Any]:
    audiences = {identifier: number for number, identifier in enumerate(city.audiences)}
    return {
        "audiences": list(audiences),
        "audience": table(
            sum(1 << audiences[audience] for audience in set(place.audiences)) for place in places
        ),
        "cost": table(place.cost for place in places),
        "stations": table(int(bool(place.stations)) for place in places),
        "ages": table(_ages(place, city) for place in places),
    }


def _whole(degrees: float) -> int:
    return round(degrees * DEGREE)


def _ages(place: Place, city: City) -> int:
    """A bit for each age at which there is something to do: its stations, or its kind's."""
    offered = [station.ages for station in place.stations or city.kinds[place.kind].prompts]
    years = [Ages(year, year) for year in range(GROWN_UP[0][0])]
    bands = [*years, *(Ages(least, most) for least, most in GROWN_UP)]
    return sum(
        1 << number
        for number, band in enumerate(bands)
        if any(band.overlaps(ages) for ages in offered)
    )


def _stops(places: Sequence[Place]) -> Iterator[list[object]]:
    """Mode, name and position of each transit stop that places name: the middle of those places.

    A name that far places share (there is a "Cumhuriyet" in every district) is no place to start
    from and is left out.
    """
    named: dict[tuple[str, str], list[Point]] = {}
    for place in places:
        for stop in place.transit:
            named.setdefault((stop.mode, stop.name), []).append(place.location)
    for (mode, name), points in sorted(named.items()):
        middle = Point.model_construct(
            lat=sum(point.lat for point in points) / len(points),
            lon=sum(point.lon for point in points) / len(points),
        )
        if all(distance_metres(middle, point) <= STOP_REACH_METRES for point in points):
            yield [mode, name, _whole(middle.lat), _whole(middle.lon)]


def _filters(city: City, places: Sequence[Place]) -> dict[str, Any]:
    today = city.clock.today
    days = [today + timedelta(days=number) for number in range(DAYS_AHEAD)]
    coming: dict[str, set[int]] = {}
    for occurrence in city.upcoming:
        if occurrence.event.place and occurrence.event.status not in ("cancelled", "postponed"):
            on = coming.setdefault(occurrence.event.place, set())
            first = (occurrence.first_day - today).days
            last = (occurrence.last_day - today).days
            on.update(range(max(0, first), min(DAYS_AHEAD - 1, last) + 1))
    return {
        "access": {
            answer: table(_answer(getattr(place.access, answer)) for place in places)
            for answer in ACCESS
        },
        "opening": _opening(city, places),
        "from": days[0].isoformat(),
        "days": [
            [number, *sorted(coming[place.id])]
            for number, place in enumerate(places)
            if coming.get(place.id)
        ],
    }


def _opening(city: City, places: Sequence[Place]) -> dict[str, Any]:
    """What the filter "open now" needs; the rule of a place with unknown hours is -1."""
    hours = hours_of(city)
    return {
        "from": city.monday.isoformat(),
        # an unknown stretch keeps its third part, not the words in it
        "plans": [
            [(*stretch[:2], *([""] * (len(stretch) - 2))) for stretch in plan]
            for plan in hours.plans
        ],
        "rules": hours.rules,
        "at": table(hours.places.get(place.id, -1) for place in places),
    }


def _answer(written: str | None) -> int:
    """What a filter makes of an answer: "limited" is shown beside the name, not hidden."""
    return UNKNOWN if written is None else NOT_USABLE if written == "no" else USABLE


def _names(places: Sequence[Place], language: str) -> dict[str, bytes]:
    """Names and ids in the order of the roll; `in` says which names are in another language."""
    files = {}
    for number, first in enumerate(range(0, len(places), NAMES_TOGETHER)):
        some = places[first : first + NAMES_TOGETHER]
        spoken = [place.name.spoken(language) for place in some]
        other: dict[str, list[int]] = {}
        for position, name in enumerate(spoken):
            if name.language != language:
                other.setdefault(name.language, []).append(position)
        files[f"names-{number}"] = as_json(
            {
                "names": [name.text for name in spoken],
                "ids": [place.id for place in some],
                "in": other,
            }
        )
    return files
