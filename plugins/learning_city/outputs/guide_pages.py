"""The field guides of places, for paper: A4, two sheets at most, for families and for classes.

Nothing here is for the screen alone: the browser prints the page or saves it as PDF. What is not
known about a place becomes a line to write on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ..city.city import City
from ..city.stations import AGE_BANDS, fits, for_paper
from ..model.fields import Source, Station
from ..model.place import Place
from ..words.local_text import LocalText
from .qr_codes import qr_code
from .site import File, Page, Site
from .sketches import Sketch, place_sketch

FAMILY, CLASS = "guide", "class"
"""Words of addresses in the catalogues, and the two versions of a guide."""

_COMPANY = {FAMILY: ("family", "alone"), CLASS: ("class",)}
"""For whom a version is printed: nobody reads on it what they cannot do."""

_TASKS = 4
"""Stations with room to draw and write on two sheets: one beside the facts, three on the other."""

_MOST_SOURCES = 3
"""What the foot of a sheet has room for; the page has them all."""


@dataclass(frozen=True, slots=True)
class Task:
    """A station on paper; `young` asks for wide lines and an empty frame."""

    number: int
    station: Station
    young: bool


def build(city: City, site: Site) -> Iterator[Page | File]:
    """Both versions of every place's guide, in each language; those of a place together."""

    @lru_cache(maxsize=1)
    def drawn(place: Place) -> Sketch | None:
        return place_sketch(place, city, site.outline)

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
        view=lambda: {**_view(place, city, site, language, kind), "sketch": drawn(place)},
        listed=False,
    )


def _view(
    place: Place, city: City, site: Site, language: str, version: str
) -> Mapping[str, object]:
    chosen = for_paper(place, city, _TASKS, _COMPANY[version])
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
