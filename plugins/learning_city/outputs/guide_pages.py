"""The field guides of places, for paper: A4, two sheets at most, for families and for classes.

Nothing here is for the screen alone: the browser prints the page or saves it as PDF. What is not
known about a place becomes a line to write on.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from ..city.city import City
from ..city.geography import Point
from ..city.stations import AGE_BANDS, fits, for_paper
from ..model.fields import Source, Station
from ..model.place import Place
from ..words.local_text import LocalText
from .outline_svg import CityOutline, Drawing
from .qr_codes import qr_code
from .site import File, Page, Site

FAMILY, CLASS = "guide", "class"
"""Words of addresses in the catalogues, and the two versions of a guide."""

_TASKS = 4
"""Stations with room to draw and write on two sheets: one beside the facts, three on the other."""

_NEAREST_VIEW, _WIDEST_VIEW = 400.0, 12_000.0
"""Metres from the middle of a sketch to its upper edge, at least and at most."""
_SCALES = (100, 200, 500, 1000, 2000, 5000)
"""Metres that a scale bar may stand for."""
_MARK = 25
"""Units that a neighbour's mark is wide on a sketch."""
_MOST_SOURCES = 3
"""What the foot of a sheet has room for; the page has them all."""
_COMPASS = ("n", "ne", "e", "se", "s", "sw", "w", "nw")


@dataclass(frozen=True, slots=True)
class Task:
    """A station on paper; `young` asks for wide lines and an empty frame."""

    number: int
    station: Station
    young: bool


class Neighbour(NamedTuple):
    """A place drawn beside another: where on the sketch, how far in metres and which way."""

    number: int
    name: LocalText
    x: float
    y: float
    metres: float
    towards: str


@dataclass(frozen=True, slots=True)
class Sketch:
    """A map drawn from our own outlines; `scale` is a bar's metres and its length in units."""

    drawing: Drawing
    x: float
    y: float
    neighbours: tuple[Neighbour, ...]
    scale: tuple[int, float]


def build(city: City, site: Site) -> Iterator[Page | File]:
    """Both versions of every place's guide, in each language; those of a place together."""

    @lru_cache(maxsize=1)
    def drawn(place: Place) -> Sketch | None:
        return sketch(place, city, site.outline)

    for place in city.places:
        for language in site.languages:
            for version in ((FAMILY,), (FAMILY, CLASS)):
                yield _page(place, city, site, language, version, drawn)


def _page(
    place: Place,
    city: City,
    site: Site,
    language: str,
    version: tuple[str, ...],
    drawn: Callable[[Place], Sketch | None],
) -> Page:
    t = site.phrases[language]
    kind = version[-1]
    name = place.name.words(language)
    title = t(f"guide.title.{kind}", place=name)
    return Page(
        key=("place", place.id, *version),
        language=language,
        template=f"pages/{kind}-guide.html" if kind == CLASS else "pages/guide.html",
        section="places",
        title=title,
        description=t(f"guide.description.{kind}", place=name),
        trail=(
            (t("title.places"), ("places",)),
            (place.name, ("place", place.id)),
            (t(f"guide.kicker.{kind}"), None),
        ),
        view=lambda: {**_view(place, city, site, language), "sketch": drawn(place)},
        listed=False,
    )


def _view(place: Place, city: City, site: Site, language: str) -> Mapping[str, object]:
    chosen = for_paper(place, city, _TASKS)
    address = site.url(site.address(("place", place.id), language))
    return {
        "place": place,
        "kind": city.kinds[place.kind],
        "district": city.districts[place.district],
        "tasks": tasks(chosen),
        "materials": materials(chosen, language),
        "sources": short_sources(place.sources),
        "address": address,
        "code": qr_code(address),
    }


def tasks(stations: Sequence[Station]) -> list[Task]:
    """Stations with the kind of room that each asks for."""
    return [
        Task(number, station, young=fits(station.ages, AGE_BANDS[0]))
        for number, station in enumerate(stations, start=1)
    ]


def materials(stations: Sequence[Station], language: str) -> list[LocalText]:
    """What to bring, each thing once however often it is named."""
    by_word = {
        material.words(language): material for station in stations for material in station.materials
    }
    return list(by_word.values())


def short_sources(sources: Sequence[Source]) -> list[Source]:
    """The first few sources, each once: paper has room for titles and licences only."""
    by_title = {(source.title, source.license): source for source in sources}
    return list(by_title.values())[:_MOST_SOURCES]


def sketch(place: Place, city: City, outline: object) -> Sketch | None:
    """The place in the middle with its neighbours around; None where no outlines are at hand."""
    if not isinstance(outline, CityOutline):
        return None
    near = [found for found in city.neighbours(place) if found[1] <= _WIDEST_VIEW]
    radius = _view_radius([metres for _, metres in near])
    drawing = outline.near(place.location, radius)
    if drawing is None:
        return None
    here = drawing.x(place.location.lon), drawing.y(place.location.lat)
    marks = _apart([_on(drawing, other.location) for other, _ in near], here)
    return Sketch(
        drawing,
        *here,
        tuple(
            Neighbour(number, other.name, *mark, metres, towards(place.location, other.location))
            for number, ((other, metres), mark) in enumerate(zip(near, marks, strict=True), start=1)
        ),
        _scale(drawing.height / (2 * radius), drawing.width),
    )


def _on(drawing: Drawing, point: Point) -> tuple[float, float]:
    return drawing.x(point.lon), drawing.y(point.lat)


def _apart(
    marks: Sequence[tuple[float, float]], here: tuple[float, float]
) -> list[tuple[float, float]]:
    """Marks that would lie on each other, or on the middle, moved sideways until all are seen."""
    placed: list[tuple[float, float]] = [here, (here[0], here[1] - _MARK)]
    for x, y in marks:
        step = _MARK if x >= here[0] else -_MARK
        while any(math.hypot(x - other_x, y - other_y) < _MARK for other_x, other_y in placed):
            x += step
        placed.append((round(x, 1), y))
    return placed[2:]


def _view_radius(distances: Sequence[float]) -> float:
    """Wide enough for the farthest neighbour and some room around it."""
    return min(max([_NEAREST_VIEW, *(1.2 * metres for metres in distances)]), _WIDEST_VIEW)


def _scale(units_per_metre: float, width: int) -> tuple[int, float]:
    """The longest bar that takes at most a third of the drawing."""
    fitting = [metres for metres in _SCALES if metres * units_per_metre <= width / 3]
    metres = fitting[-1] if fitting else _SCALES[0]
    return metres, round(metres * units_per_metre, 1)


def towards(here: Point, there: Point) -> str:
    """The point of the compass (of eight) in which `there` lies from `here`."""
    north = there.lat - here.lat
    east = (there.lon - here.lon) * math.cos(math.radians(here.lat))
    return _COMPASS[round(math.degrees(math.atan2(east, north)) / 45) % 8]
