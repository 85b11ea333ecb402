"""The list of coming events, and a page for each event, past ones included."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from ..city.city import City
from ..city.schedule import Occurrence, day_of
from ..model.event import Event
from .contribution_links import actions
from .event_facts import choices_among, coming_holidays, facts_of, languages_among
from .photographs import pictures_of
from .share_pictures import card_of_event, picture_of
from .share_words import invitation_to_event
from .site import File, Page, Site
from .structured_data import event_data

_AHEAD = 12
_BEHIND = 6
_MONTHS_NAMED = 12
_LISTED_DAYS = 366
"""How far ahead the list looks; what is later stands on the event's own page."""
_REPEATS_SHOWN = 8
"""How many dates of one event the list shows; its own page has more."""
_MOST_LISTED = 240
"""How many cards the list has at most: some 25 kB compressed."""


def build(city: City, site: Site) -> Iterator[Page | File]:
    """The list, then every event, in each language."""
    for language in site.languages:
        t = site.phrases[language]
        yield Page(
            key=("events",),
            language=language,
            template="pages/events.html",
            section="events",
            title=t("title.events"),
            description=t("description.events"),
            trail=((t("title.events"), None),),
            view=lambda language=language: _list_view(city, site, language),  # type: ignore[misc]
        )
        for event in city.events:
            yield _page(event, city, site, language)


@dataclass(frozen=True)
class Coming:
    """The list of coming occurrences, and the last day until which nothing is missing in it."""

    listed: tuple[Occurrence, ...]
    complete_until: date


def coming(city: City) -> Coming:
    """Coming occurrences; of an event that repeats often only the next few.

    What is left out stands on the pages of the months.
    """
    counts: dict[str, int] = {}
    listed: list[Occurrence] = []
    last = city.clock.today + timedelta(days=_LISTED_DAYS)
    complete_until = last
    for found in city.upcoming:
        if found.first_day > last or len(listed) == _MOST_LISTED:
            complete_until = min(complete_until, found.first_day - timedelta(days=1))
            break
        counts[found.event.id] = counts.get(found.event.id, 0) + 1
        if counts[found.event.id] <= _REPEATS_SHOWN:
            listed.append(found)
        else:
            complete_until = min(complete_until, found.first_day - timedelta(days=1))
    return Coming(tuple(listed), complete_until)


def by_month(found: Iterable[Occurrence], today: date) -> list[tuple[date, list[Occurrence]]]:
    """Occurrences under the first day of their month; running ones under this month."""
    return [
        (month, list(group))
        for month, group in groupby(found, key=lambda one: max(one.first_day, today).replace(day=1))
    ]


def _list_view(city: City, site: Site, language: str) -> Mapping[str, object]:
    today = city.clock.today
    now = coming(city)
    facts = facts_of(now.listed, city)
    holidays = coming_holidays(city)
    coming_months = [month for month in city.months if month >= today.replace(day=1)]
    return {
        "months": by_month(now.listed, today),
        "as_of": today,
        "total": len({found.event.id for found in now.listed}),
        "known": {
            "facts": facts,
            "holidays": [[one.from_.isoformat(), one.to.isoformat()] for one in holidays],
        },
        "complete_until": now.complete_until,
        "calendar": coming_months[:_MONTHS_NAMED],
        "choices": choices_among(facts, city),
        "languages": languages_among(facts),
        "holidays": holidays,
        "archive": any(not found.on_or_after(today) for found in city.occurrences),
    }


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
    shown = ahead[0] if ahead else dated[-1]
    until = event.registration.until if event.registration else None
    return {
        "event": event,
        "shown": shown,
        "sign_up_over": until is not None and day_of(until) < today,
        "invitation": invitation_to_event(shown, city, site, language),
        "pictures": pictures_of(event, site),
        "occurrences": ahead[:_AHEAD],
        "past": [found for found in dated if not found.on_or_after(today)][::-1][:_BEHIND],
        "place": city.place(shown.place) if shown.place else None,
        "organizers": [city.organizers[one] for one in event.organizers if one in city.organizers],
        "outline": site.outline,
        "over": not ahead,
        "actions": actions(event, city, site, language),
    }
