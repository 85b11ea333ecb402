"""The list of all places, and a page for each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta

from ..city.city import City
from ..model.place import Place
from ..model.vocabulary import District
from .counts import places_by
from .site import File, Page, Site
from .structured_data import place_data

_FRESH = timedelta(days=365)


def build(city: City, site: Site) -> Iterator[Page | File]:
    """The list, then every place, in each language."""
    for language in site.languages:
        t = site.phrases[language]
        yield Page(
            key=("places",),
            language=language,
            template="pages/places.html",
            section="places",
            title=t("title.places"),
            description=t("description.places"),
            trail=((t("title.places"), None),),
            view=lambda language=language: {  # type: ignore[misc]
                "groups": by_district(city, language),
                "total": len(city.places),
                "themes": places_by(city, "themes"),
                "audiences": places_by(city, "audiences"),
                "districts": places_by(city, "districts"),
            },
        )
        for place in city.places:
            yield _page(place, city, site, language)


def by_district(city: City, language: str) -> list[tuple[District, list[Place]]]:
    """Districts that have places, with them, both in the order of the alphabet."""
    groups = [
        (district, city.places_under.get(("districts", district.id), ()))
        for district in city.districts.values()
    ]
    return [(district, city.in_order(places, language)) for district, places in groups if places]


def _page(place: Place, city: City, site: Site, language: str) -> Page:
    t = site.phrases[language]
    district = city.districts[place.district]
    name = place.name.words(language)
    return Page(
        key=("place", place.id),
        language=language,
        template="pages/place.html",
        section="places",
        title=name,
        description=t(
            "description.place",
            kind=city.kinds[place.kind].label.words(language),
            district=district.label.words(language),
            summary=place.summary.words(language),
        ),
        trail=(
            (t("title.places"), ("places",)),
            (district.label.words(language), ("district", district.id)),
            (name, None),
        ),
        view=lambda: _view(place, city, site),
        has_map=True,
        json_ld=(place_data(place, city, site, language),),
    )


def _view(place: Place, city: City, site: Site) -> Mapping[str, object]:
    kind = city.kinds[place.kind]
    return {
        "place": place,
        "kind": kind,
        "district": city.districts[place.district],
        "prompts": kind.prompts,
        "events": city.coming_at.get(place.id, ())[:8],
        "nearby": city.neighbours(place),
        "outline": site.outline,
        "verification": verification(place, city),
    }


def verification(place: Place, city: City) -> str:
    """`never`, `stale` (more than a year ago) or `fresh` (design §3, `verified`)."""
    if place.verified is None:
        return "never"
    return "fresh" if city.clock.today - place.verified <= _FRESH else "stale"
