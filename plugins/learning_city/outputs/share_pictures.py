"""Preview pictures: what chats and networks show of a link to a place or an event.

Made when the site is published, for nobody shares a link to the preview on somebody's computer; one
picture takes about 15 ms, so they are kept from build to build under a hash of all that they show.
A new kind of page gets its picture with a function that makes a `Card` and a line in `CARDS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import astuple
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from ..city.city import City
from ..model.event import Event
from ..model.place import Place
from ..model.route import Route
from .event_words import when_in_words
from .site import Card, File, Page, SharePicture, Site

if TYPE_CHECKING:
    from .share_drawing import Draughtsman

_FONTS = "node_modules/@fontsource/bricolage-grotesque/files"


def card_of_place(place: Place, city: City, site: Site, language: str) -> Card:
    """Name, kind and district of a place."""
    t = site.phrases[language]
    kind = city.kinds[place.kind]
    return Card(
        title=place.name.words(language),
        kicker=t(
            "share.kicker",
            first=kind.label.words(language),
            second=city.districts[place.district].label.words(language),
        ),
        icon=kind.icon or "places",
        site=site.site_title.words(language),
    )


def card_of_event(event: Event, city: City, site: Site, language: str) -> Card:
    """Title of an event, with its day where there is only one, else with its district."""
    t = site.phrases[language]
    dated = city.occurrences_of(event)
    district = city.district_of(event)
    second = (
        when_in_words(dated[0], t)
        if len(dated) == 1
        else city.districts[district].label.words(language)
        if district
        else city.settings.name.words(language)
    )
    return Card(
        title=event.title.words(language),
        kicker=t("share.kicker", first=t("event.kicker"), second=second),
        icon="events",
        site=site.site_title.words(language),
    )


def card_of_route(route: Route, site: Site, language: str) -> Card:
    """Title of a route and the number of its stops."""
    t = site.phrases[language]
    return Card(
        title=route.title.words(language),
        kicker=t(
            "share.kicker",
            first=t("share.route"),
            second=t("count.stops", n=len(route.stops)),
        ),
        icon="route",
        site=site.site_title.words(language),
    )


def picture_of(card: Card, site: Site, language: str) -> SharePicture | None:
    """Address and description of a card's picture; None where no pictures are made."""
    if not site.share_pictures or site.theme is None or site.cache is None:
        return None
    if not _draughtsman(site.theme).can_write(card):
        return None
    t = site.phrases[language]
    return SharePicture(
        f"share/{_stamp(card, site.theme)}.png",
        t("share.picture", title=card.title, about=card.kicker),
    )


def cards_of_places(city: City, site: Site, language: str) -> Iterator[Card]:
    """A card for each place."""
    return (card_of_place(place, city, site, language) for place in city.places)


def cards_of_events(city: City, site: Site, language: str) -> Iterator[Card]:
    """A card for each event, past ones too."""
    return (card_of_event(event, city, site, language) for event in city.events)


def cards_of_routes(city: City, site: Site, language: str) -> Iterator[Card]:
    """A card for each route."""
    return (card_of_route(route, site, language) for route in city.routes)


CARDS: tuple[Callable[[City, Site, str], Iterator[Card]], ...] = (
    cards_of_places,
    cards_of_events,
    cards_of_routes,
)


def build(city: City, site: Site) -> Iterator[Page | File]:
    """Every picture, drawn unless it is kept."""
    if site.share_pictures and site.theme is not None and site.cache is not None:
        cards = (
            card
            for language in site.languages
            for family in CARDS
            for card in family(city, site, language)
        )
        yield from _pictures(cards, site.theme, site.cache / "share")


def _pictures(cards: Iterable[Card], theme: Path, folder: Path) -> Iterator[File]:
    hand = _draughtsman(theme)
    written: set[str] = set()
    folder.mkdir(parents=True, exist_ok=True)
    for card in cards:
        name = f"{_stamp(card, theme)}.png"
        if name in written or not hand.can_write(card):
            continue
        written.add(name)
        if not (folder / name).is_file():
            draft = folder / f"{name}.part"
            draft.write_bytes(hand.draw(card))
            draft.replace(folder / name)
        yield File(f"share/{name}", kept=folder / name)


@cache
def _draughtsman(theme: Path) -> Draughtsman:
    from .share_drawing import Draughtsman

    return Draughtsman(theme / _FONTS, theme / "icons")


def _stamp(card: Card, theme: Path) -> str:
    """A hash of what is shown, of the icon and of how it is drawn."""
    recipe = sha256(_way_of_drawing())
    recipe.update((theme / "icons" / f"{card.icon}.svg").read_bytes())
    recipe.update("\0".join(astuple(card)).encode())
    return recipe.hexdigest()[:16]


@cache
def _way_of_drawing() -> bytes:
    here = Path(__file__)
    return b"".join(
        here.with_name(name).read_bytes() for name in ("share_drawing.py", "icon_strokes.py")
    )
