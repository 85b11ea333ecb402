"""Places and events by learning field, by audience, by district and by organizer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..city.city import City
from ..model.organizer import Organizer
from ..model.vocabulary import District, Entry
from ..words.local_text import LocalText
from ..words.prose import to_plain
from .board_pages import shown
from .poster_pages import posters_of
from .site import File, Page, Site
from .structured_data import organizer_data


@dataclass(frozen=True)
class Facet:
    """A way to look at the city: one kind of entry that places and events are filed under."""

    name: str
    """As in the templates and in keys: `theme`."""
    family: str
    """As in the city and in addresses: `themes`."""

    def entries(self, city: City) -> Sequence[Entry | Organizer]:
        """Every entry, in the order of display."""
        return list(getattr(city, self.family).values())


FACETS = (
    Facet("theme", "themes"),
    Facet("audience", "audiences"),
    Facet("district", "districts"),
    Facet("organizer", "organizers"),
)


def build(city: City, site: Site) -> Iterator[Page | File]:
    """An index and a page per entry, for each facet and language."""
    for language in site.languages:
        for facet in FACETS:
            yield _index(facet, city, site, language)
            for entry in facet.entries(city):
                yield _page(facet, entry, city, site, language)


def _index(facet: Facet, city: City, site: Site, language: str) -> Page:
    t = site.phrases[language]
    title = t(f"title.{facet.family}")
    return Page(
        key=(facet.family,),
        language=language,
        template="pages/facets.html",
        section="places",
        title=title,
        description=t(f"description.{facet.family}"),
        trail=((title, None),),
        view=lambda: {
            "facet": facet.name,
            "outline": site.outline,
            "entries": _counted(facet, city, site, language),
        },
    )


def _counted(
    facet: Facet, city: City, site: Site, language: str
) -> list[tuple[Entry | Organizer, str, int, int]]:
    return [
        (
            entry,
            site.link((facet.name, entry.id), language),
            len(city.places_under.get((facet.family, entry.id), ())),
            len(city.coming_under.get((facet.family, entry.id), ())),
        )
        for entry in facet.entries(city)
    ]


def _page(facet: Facet, entry: Entry | Organizer, city: City, site: Site, language: str) -> Page:
    t = site.phrases[language]
    title = label_of(entry).words(language)
    count = t("count.places", n=len(city.places_under.get((facet.family, entry.id), ())))
    return Page(
        key=(facet.name, entry.id),
        language=language,
        template="pages/facet.html",
        section="places",
        title=title,
        description=_description(entry, language)
        or t("description.theme", label=title, count=count),
        trail=((t(f"title.{facet.family}"), (facet.family,)), (label_of(entry), None)),
        view=lambda: _view(facet, entry, city, site, language),
        json_ld=(organizer_data(entry, site, language),) if isinstance(entry, Organizer) else (),
    )


def label_of(entry: Entry | Organizer) -> LocalText:
    """What an entry is called."""
    label: LocalText = entry.name if isinstance(entry, Organizer) else entry.label  # type: ignore[attr-defined]
    return label


def _description(entry: Entry | Organizer, language: str) -> str:
    text = entry.summary if isinstance(entry, Organizer) else getattr(entry, "description", None)
    return to_plain(text.words(language))[:200] if text else ""


def _view(
    facet: Facet, entry: Entry | Organizer, city: City, site: Site, language: str
) -> Mapping[str, object]:
    places = city.places_under.get((facet.family, entry.id), ())
    events = city.coming_under.get((facet.family, entry.id), ())
    return {
        "facet": facet.name,
        "entry": entry,
        "places": city.in_order(places, language),
        "events": events,
        "event_cards": city.with_next(events),
        "outline": site.outline,
        "posters": posters_of(entry, city, site, language) if isinstance(entry, District) else (),
        "notices": _notices(facet, entry, city),
        "figures": _figures(entry, len(places)),
        "others": [
            (other, path, count)
            for other, path, count, _ in _counted(facet, city, site, language)
            if other is not entry
        ],
    }


def _notices(facet: Facet, entry: Entry | Organizer, city: City) -> list[Mapping[str, object]]:
    """What somebody has on the board, or what is there for a field."""
    return [
        shown(notice, city)
        for notice in city.notices
        if (facet.name == "organizer" and notice.organizer == entry.id)
        or (facet.name == "theme" and entry.id in notice.themes)
    ]


def _figures(entry: Entry | Organizer, places: int) -> Mapping[str, object]:
    population = entry.population if isinstance(entry, District) else None
    return {"places": places, "population": population}
