"""Learning routes: the list, a page for each, and its guide for paper."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from ..city.city import City
from ..city.course import Course, Stage, course, whereabouts
from ..city.stations import AGE_BANDS, fits
from ..model.fields import Point
from ..model.route import Relief, Route
from ..words.local_text import LocalText
from .contribution_links import edit_link
from .guide_pages import short_sources
from .passport_pages import book_name
from .qr_codes import qr_code
from .route_files import geojson_address, gpx_address
from .share_pictures import card_of_route, picture_of
from .share_words import invitation_to_route
from .site import File, Page, Site
from .sketches import route_sketch

_ON_A_SHEET = 4
"""Stops with room to draw and write on one sheet."""
_SHORT = 5
"""Of so many stops or fewer two stand on the first sheet, below the map and the list of stops."""


def build(city: City, site: Site) -> Iterator[Page | File]:
    """The list, then every route and its guide, in each language."""
    measured = lru_cache(maxsize=None)(lambda route: course(route, city))
    for language in site.languages:
        t = site.phrases[language]
        yield Page(
            key=("routes",),
            language=language,
            template="pages/routes.html",
            section="places",
            title=t("title.routes"),
            description=t("description.routes"),
            trail=((t("title.routes"), None),),
            view=lambda: {"routes": [(route, measured(route)) for route in city.routes]},
        )
        for route in city.routes:
            yield _page(route, measured(route), city, site, language)
            yield _guide(route, measured(route), city, site, language)


def _page(route: Route, way: Course, city: City, site: Site, language: str) -> Page:
    t = site.phrases[language]
    return Page(
        key=("route", route.id),
        language=language,
        template="pages/route.html",
        section="places",
        title=route.title.words(language),
        description=route.summary.words(language),
        trail=((t("title.routes"), ("routes",)), (route.title, None)),
        view=lambda: _view(route, way, city, site, language),
        has_map=True,
        picture=picture_of(card_of_route(route, site, language), site, language),
        listed=not route.sample,
    )


def _guide(route: Route, way: Course, city: City, site: Site, language: str) -> Page:
    t = site.phrases[language]
    title = route.title.words(language)
    address = site.url(site.address(("route", route.id), language))
    return Page(
        key=("route", route.id, "guide"),
        language=language,
        template="pages/route-guide.html",
        section="places",
        title=t("guide.title.guide", place=title),
        description=t("route.guide.description", route=title),
        trail=(
            (t("title.routes"), ("routes",)),
            (route.title, ("route", route.id)),
            (t("guide.kicker.guide"), None),
        ),
        view=lambda: {
            **_view(route, way, city, site, language),
            "address": address,
            "code": qr_code(address),
            "sheets": _sheets(route, way),
            "materials": _materials(route, language),
            "sources": short_sources(route.sources),
        },
        listed=False,
    )


def _view(route: Route, way: Course, city: City, site: Site, language: str) -> Mapping[str, object]:
    return {
        "route": route,
        "passport": book_name(site),
        "invitation": invitation_to_route(route, way, site, language),
        "course": way,
        "sketch": route_sketch(way, site.outline),
        "rest": _reliefs(route.rest, city),
        "water": _reliefs(route.water, city),
        "gpx": site.path(gpx_address(route, site, language)),
        "geojson": site.path(geojson_address(route)),
        "edit": edit_link(site.repository, city.settings.branch, route.path)
        if site.repository
        else None,
    }


def _reliefs(spots: tuple[Relief, ...], city: City) -> list[tuple[Relief, LocalText, Point]]:
    return [(spot, *whereabouts(spot, city)) for spot in spots]


def _sheets(route: Route, way: Course) -> list[list[tuple[Stage, bool]]]:
    """The stages sheet by sheet, each with whether it asks for wide lines."""
    marked = [(stage, _is_young(route, index)) for index, stage in enumerate(way.stages)]
    below_the_map = 2 if len(marked) <= _SHORT else 1
    first, rest = marked[:below_the_map], marked[below_the_map:]
    return [first, *(rest[at : at + _ON_A_SHEET] for at in range(0, len(rest), _ON_A_SHEET))]


def _is_young(route: Route, index: int) -> bool:
    ages = route.stops[index].ages or route.ages
    return ages is not None and fits(ages, AGE_BANDS[0])


def _materials(route: Route, language: str) -> list[LocalText]:
    by_word = {
        material.words(language): material for stop in route.stops for material in stop.materials
    }
    return list(by_word.values())
