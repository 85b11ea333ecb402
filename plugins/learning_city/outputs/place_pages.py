"""The list of all places, and a page for each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..city.city import City
from ..city.freshness import freshness
from ..city.gaps import FIELD_OF, completeness
from ..city.stations import bands_of
from ..model.place import Place
from ..model.vocabulary import District
from .contribution_links import actions, fact_links
from .counts import places_by
from .open_now import hours_for_script, sentences_for_script
from .passport_pages import book_name
from .photographs import pictures_of
from .share_pictures import card_of_place, picture_of
from .share_words import invitation_to_place
from .site import File, Page, Site
from .station_choice import offer
from .structured_data import place_data

LONGEST_LIST = 1000
"""A larger city's list is that of its districts, whose pages have their places: a page with ten
thousand rows is of no use to anybody, and three megabytes."""


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
                "listed": len(city.places) <= LONGEST_LIST,
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
            (district.label, ("district", district.id)),
            (place.name, None),
        ),
        view=lambda: _view(place, city, site, language),
        has_map=True,
        picture=picture_of(card_of_place(place, city, site, language), site, language),
        json_ld=(place_data(place, city, site, language),),
    )


def _view(place: Place, city: City, site: Site, language: str) -> Mapping[str, object]:
    kind = city.kinds[place.kind]
    known = completeness(place, city)
    to_tell = {fact: FIELD_OF.get(fact, fact) for fact in known.missing}
    return {
        "place": place,
        "passport": book_name(site),
        "keepers": city.keepers_of(place),
        "invitation": invitation_to_place(place, city, site, language),
        "pictures": pictures_of(place, site),
        "kind": kind,
        "district": city.districts[place.district],
        "prompts": kind.prompts,
        "opening": hours_for_script(place, city, language),
        "opening_sentences": sentences_for_script(site.phrases[language]),
        "stations": offer(place, city, site, language),
        "bands": lambda station: bands_of(station.ages),
        # one date of an event may be moved to another place
        "events": [
            one
            for one in city.with_next(city.coming_at.get(place.id, ())[:8])
            if one[0].place == place.id
        ],
        "nearby": city.neighbours(place),
        "routes": city.routes_at.get(place.id, ()),
        "outline": site.outline,
        "verification": freshness(place.verified, city.clock.today),
        "completeness": known,
        "missing_facts": fact_links(place, to_tell, city, site, language),
        "actions": actions(place, city, site, language),
    }
