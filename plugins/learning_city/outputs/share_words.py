"""A text that is ready to be sent on: what, when, where, for whom, for how much, and the link.

Only what is known is said; a question mark is no invitation.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from ..city.city import City
from ..city.course import Course
from ..city.schedule import Occurrence
from ..model.place import Place
from ..model.route import Route
from ..words.local_text import LocalText
from ..words.phrases import Phrases
from .event_words import ages_in_words, cost_in_words, place_in_words, title_in_words, when_in_words
from .site import Site


@dataclass(frozen=True, slots=True)
class Invitation:
    """A ready text in one language: its `lines`, then the address of the page."""

    lines: tuple[LocalText | str, ...]
    url: str
    language: str

    @property
    def text(self) -> str:
        """The whole of it."""
        words = [
            line.words(self.language) if isinstance(line, LocalText) else line
            for line in self.lines
        ]
        return "\n".join([*words, self.url])

    @property
    def whatsapp(self) -> str:
        """An address that opens the chat application with the text in it; no number is named."""
        return f"https://wa.me/?{urlencode({'text': self.text}, quote_via=quote)}"


def invitation_to_place(place: Place, city: City, site: Site, language: str) -> Invitation:
    """Name, kind and district, what it is, and that it is free where that is known."""
    t = site.phrases[language]
    lines: list[LocalText | str] = [
        place.name,
        t(
            "share.kicker",
            first=city.kinds[place.kind].label.words(language),
            second=city.districts[place.district].label.words(language),
        ),
        place.summary,
    ]
    if place.cost != "unknown":
        lines.append(_price(place.cost, t))
    url = site.url(site.address(("place", place.id), language))
    return Invitation(tuple(lines), url, language)


def invitation_to_event(shown: Occurrence, city: City, site: Site, language: str) -> Invitation:
    """Title, date, place, age and price; first of all, if it does not take place as planned."""
    t = site.phrases[language]
    event = shown.event
    lines: list[LocalText | str] = [
        event.title if shown.status == "scheduled" else title_in_words(shown, t),
        t("share.when", when=when_in_words(shown, t)),
        t("share.where", where=place_in_words(shown, city, t)),
    ]
    if event.ages is not None:
        lines.append(t("share.ages", ages=ages_in_words(event.ages, t)))
    if event.cost.amount:
        lines.append(t("share.cost", cost=cost_in_words(event, t)))
    elif event.cost.kind != "unknown":
        lines.append(_price(event.cost.kind, t))
    url = site.url(site.address(("event", event.id), language))
    return Invitation(tuple(lines), url, language)


def invitation_to_route(route: Route, way: Course, site: Site, language: str) -> Invitation:
    """Title, what it is, how many stops, for whom, and the link."""
    t = site.phrases[language]
    lines: list[LocalText | str] = [
        route.title,
        t("share.stops", stops=t("count.stops", n=len(way.stages))),
        route.summary,
    ]
    if route.ages is not None:
        lines.append(t("share.ages", ages=ages_in_words(route.ages, t)))
    return Invitation(tuple(lines), site.url(site.address(("route", route.id), language)), language)


def _price(kind: str, t: Phrases) -> str:
    """`Ücretsiz` says it all; `Değişir` needs to be told of what."""
    said = t(f"choice.cost.{kind}")
    return t("share.cost", cost=said) if kind == "varies" else said
