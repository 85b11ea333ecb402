"""The list of coming events, and a page for each event, past ones included."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import groupby

from ..city.city import City
from ..city.schedule import Occurrence
from ..model.event import Event
from .contribution_links import actions
from .photographs import pictures_of
from .share_pictures import card_of_event, picture_of
from .share_words import invitation_to_event
from .site import File, Page, Site
from .structured_data import event_data

_AHEAD = 12
_BEHIND = 6
_LISTED_DAYS = 366
"""How far ahead the list looks; what is later stands on the event's own page."""
_REPEATS_SHOWN = 8
"""How many dates of one event the list shows; its own page has more."""


def build(city: City, site: Site) -> Iterator[Page | File]:
    """The list, then every event, in each language."""
    for language in site.languages:
        t = site.phrases[language]
        listed = coming(city)
        yield Page(
            key=("events",),
            language=language,
            template="pages/events.html",
            section="events",
            title=t("title.events"),
            description=t("description.events"),
            trail=((t("title.events"), None),),
            view=lambda listed=listed: {  # type: ignore[misc]
                "months": by_month(listed, city.clock.today),
                "as_of": city.clock.today,
                "total": len({found.event.id for found in listed}),
            },
        )
        for event in city.events:
            yield _page(event, city, site, language)


def coming(city: City) -> list[Occurrence]:
    """Coming occurrences; of an event that repeats often only the next few."""
    counts: dict[str, int] = {}
    listed = []
    last = city.clock.today + timedelta(days=_LISTED_DAYS)
    for found in city.upcoming:
        if found.first_day > last:
            break
        counts[found.event.id] = counts.get(found.event.id, 0) + 1
        if counts[found.event.id] <= _REPEATS_SHOWN:
            listed.append(found)
    return listed


def by_month(found: list[Occurrence], today: date) -> list[tuple[date, list[Occurrence]]]:
    """Occurrences under the first day of their month; running ones under this month."""
    return [
        (month, list(group))
        for month, group in groupby(found, key=lambda one: max(one.first_day, today).replace(day=1))
    ]


def _page(event: Event, city: City, site: Site, language: str) -> Page:
    t = site.phrases[language]
    dated = city.occurrences_of(event)
    ahead = [found for found in dated if found.on_or_after(city.clock.today)]
    title = event.title.words(language)
    shown = ahead[0] if ahead else dated[-1]
    summary = event.summary.words(language) if event.summary else title
    return Page(
        key=("event", event.id),
        language=language,
        template="pages/event.html",
        section="events",
        title=title,
        description=summary,
        trail=((t("title.events"), ("events",)), (event.title, None)),
        view=lambda: _view(event, city, site, language),
        og_type="article",
        listed=not event.sample,
        picture=picture_of(card_of_event(event, city, site, language), site, language),
        json_ld=(event_data(event, shown, city, site, language),),
    )


def _view(event: Event, city: City, site: Site, language: str) -> Mapping[str, object]:
    dated = city.occurrences_of(event)
    today = city.clock.today
    ahead = [found for found in dated if found.on_or_after(today)]
    return {
        "event": event,
        "invitation": invitation_to_event(ahead[0] if ahead else dated[-1], city, site, language),
        "pictures": pictures_of(event, site),
        "next": ahead[0] if ahead else None,
        "occurrences": ahead[:_AHEAD],
        "past": [found for found in dated if not found.on_or_after(today)][::-1][:_BEHIND],
        "place": city.place(event.place) if event.place else None,
        "organizers": [city.organizers[one] for one in event.organizers if one in city.organizers],
        "outline": site.outline,
        "over": not ahead,
        "actions": actions(event, city, site, language),
    }
