"""Stamp codes for the wall: a sheet for each district, with a code to scan for each of its places.

Whoever hosts a place prints its card alone (`#<place>`) or the whole district, four on a sheet.
The code opens the passport in the reader's language of choice and names no one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..city.city import City
from ..model.place import Place
from ..model.vocabulary import District
from .place_pages import by_district
from .qr_codes import qr_code
from .site import File, Page, Site
from .stamp_codes import stamp_code
from .stamp_shapes import SHAPES, shape_of


def stamp_link(kind: str, identifier: str, city: City, site: Site, language: str) -> str:
    """The absolute address behind a stamp's code: the passport, with place and code after the #."""
    passport = site.url(site.address(("passport",), language))
    named = identifier if kind == "place" else f"{kind}/{identifier}"
    return f"{passport}#{named}.{stamp_code(kind, identifier, city.settings.passport_salt)}"


def build(city: City, site: Site) -> Iterator[Page | File]:
    """One page for each district that has places, in each language."""
    for language in site.languages:
        for district, places in by_district(city, language):
            yield _page(district, places, city, site, language)


def _page(district: District, places: list[Place], city: City, site: Site, language: str) -> Page:
    t = site.phrases[language]
    title = t("sheets.title", district=district.label.words(language))
    return Page(
        key=("stamps", district.id),
        language=language,
        template="pages/stamp-sheets.html",
        section="passport",
        title=title,
        description=t("sheets.description", district=district.label.words(language)),
        trail=((t("title.passport"), ("passport",)), (title, None)),
        view=lambda: _view(district, places, city, site, language),
        listed=False,
    )


def _view(
    district: District, places: list[Place], city: City, site: Site, language: str
) -> Mapping[str, object]:
    order = list(city.themes)
    return {
        "district": district,
        "shapes": list(enumerate(SHAPES, start=1)),
        "cards": [
            (
                place,
                shape_of(order.index(place.themes[0])) + 1,
                qr_code(stamp_link("place", place.id, city, site, language)),
                stamp_code("place", place.id, city.settings.passport_salt),
            )
            for place in places
        ],
    }
