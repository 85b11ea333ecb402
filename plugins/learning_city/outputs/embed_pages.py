"""Lists for other people's sites: small pages to be framed, and the page with the line to copy.

Each learning field, audience, district and organizer has one: its coming events and its places,
with a drawing. It is a plain page without header, script or storage; its links open in the whole
window. `frame-ancestors` is a header's business and GitHub Pages sends none, so any site can frame
any page of ours; there is nothing on them that a stranger's tap could do harm with.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from ..city.city import City
from ..city.geography import Point
from ..city.schedule import Occurrence
from ..model.organizer import Organizer
from ..model.place import Place
from ..model.vocabulary import Entry
from .facet_pages import FACETS, Facet, label_of
from .outline_svg import CityOutline, Drawing
from .site import File, Page, Site

HEIGHT = 480
"""Pixels of the frame in the line to copy; the list scrolls inside."""

_MOST_EVENTS, _MOST_PLACES, _MOST_DOTS = 6, 60, 400


@dataclass(frozen=True, slots=True)
class Frame:
    """A list as the page offers it: its path and its line to copy in each language."""

    anchor: str
    name: object
    paths: Mapping[str, str]
    lines: Mapping[str, str]


def build(city: City, site: Site) -> Iterator[Page | File]:
    """Per language the page with the lines, and the pages to be framed."""
    for language in site.languages:
        t = site.phrases[language]
        yield Page(
            key=("embed",),
            language=language,
            template="pages/embed-code.html",
            title=t("title.embed"),
            description=t("description.embed"),
            trail=((t("title.embed"), None),),
            has_frame=True,
            view=lambda: _desk(city, site),
        )
        for facet in FACETS:
            for entry in facet.entries(city):
                yield _framed(facet, entry, city, site, language)


def _framed(facet: Facet, entry: Entry | Organizer, city: City, site: Site, language: str) -> Page:
    title = _title(entry, site, language)
    return Page(
        key=("embed", facet.family, entry.id),
        language=language,
        template="embed.html",
        title=title,
        description=title,
        inside_others=True,
        noindex=True,
        view=lambda: _view(facet, entry, city, site, language),
    )


def _title(entry: Entry | Organizer, site: Site, language: str) -> str:
    return site.phrases[language]("embed.frame", name=label_of(entry).words(language))


def _view(
    facet: Facet, entry: Entry | Organizer, city: City, site: Site, language: str
) -> Mapping[str, object]:
    key = (facet.family, entry.id)
    places = city.in_order(city.places_under.get(key, ()), language)
    events = city.coming_under.get(key, ())
    drawing = _drawing(facet, entry, site)
    return {
        "name": label_of(entry),
        "path": site.link((facet.name, entry.id), language),
        "places": places[:_MOST_PLACES],
        "place_count": len(places),
        "events": events[:_MOST_EVENTS],
        "event_count": len(events),
        "drawing": drawing,
        "here": entry.id if facet.name == "district" else None,
        "dots": _dots(drawing, _points(places, events, city)) if drawing else (),
    }


def _drawing(facet: Facet, entry: Entry | Organizer, site: Site) -> Drawing | None:
    outline = site.outline
    if not isinstance(outline, CityOutline):
        return None
    return outline.of_district(entry.id) if facet.name == "district" else outline.small


def _points(places: Sequence[Place], events: Sequence[Occurrence], city: City) -> Iterator[Point]:
    yield from (place.location for place in places)
    for occurrence in events:
        event = occurrence.event
        if event.place:
            yield city.place(event.place).location
        elif event.location:
            yield event.location


def _dots(drawing: Drawing, points: Iterator[Point]) -> list[tuple[int, int]]:
    """Where the places lie on the drawing, in whole units, each spot once."""
    spots = {(round(drawing.x(point.lon)), round(drawing.y(point.lat))) for point in points}
    inside = [(x, y) for x, y in spots if 0 <= x <= drawing.width and 0 <= y <= drawing.height]
    return sorted(inside)[:_MOST_DOTS]


def _desk(city: City, site: Site) -> Mapping[str, object]:
    """The list that is shown first is the longest of the first family."""
    families = _families(city, site)
    family, frames = families[0]
    counts = {
        f"{family}-{identifier}": len(places)
        for (under, identifier), places in city.places_under.items()
        if under == family
    }
    first = max(frames, key=lambda frame: counts.get(frame.anchor, 0))
    return {"height": HEIGHT, "families": families, "first": first}


def _families(city: City, site: Site) -> list[tuple[str, list[Frame]]]:
    """Family of entries → each with its lines; families that somebody would ask for first."""
    order = ("districts", "organizers", "themes", "audiences")
    facets = sorted(FACETS, key=lambda facet: order.index(facet.family))
    return [
        (facet.family, [_frame(facet, entry, site) for entry in facet.entries(city)])
        for facet in facets
    ]


def _frame(facet: Facet, entry: Entry | Organizer, site: Site) -> Frame:
    addresses = {
        language: site.address(("embed", facet.family, entry.id), language)
        for language in site.languages
    }
    return Frame(
        anchor=f"{facet.family}-{entry.id}",
        name=label_of(entry),
        paths={language: site.path(address) for language, address in addresses.items()},
        lines={
            language: f'<iframe src="{escape(site.url(address))}" '
            f'title="{escape(site.page_title(_title(entry, site, language), language))}" '
            f'width="100%" height="{HEIGHT}" loading="lazy" style="border:0"></iframe>'
            for language, address in addresses.items()
        },
    )
