"""`data/events.json`: every event with all its known dates, for programs of others.

    {"time_zone": "…",               in which the times below are
     "languages": ["…"],             the source language first
     "events": [{                    in the order of their ids
       "id": "…",                    the name of the file, permanent
       "title": {"tr": "…"},         by language, at least one
       "summary": {"tr": "…"},       may be absent
       "start": "2026-12-05T14:00:00+03:00",   the first date; "2026-12-05" for whole days
       "end": "2026-12-05T16:00:00+03:00",     null when not known; the last day, included
       "all_day": false,
       "dates": [{"start": …, "end": …,        every date up to some two years ahead
                  "status": "scheduled",       of this date; its own where there is one
                  "planned": …}],              the start before it was changed; else absent
       "place": "…",                 id of a place, or null
       "district": "…",              id of a district, or null
       "location": {"lat": …, "lon": …},       WGS84 degrees, or null
       "online": "https://…",        or null
       "city_wide": false,
       "themes": ["…"], "audiences": ["…"], "organizers": ["…"],   ids
       "ages": {"least": 7, "most": 12},       or null; most is null for "and older"
       "cost": {"kind": "paid", "amount": 50, "currency": "TRY"},  amount may be absent
       "status": "scheduled",        or cancelled, postponed, moved, full
       "url": {"tr": "https://…"},   its page by language
       "calendar": "https://….ics"
     }]}

What is null is not known or does not apply. Keys may be added, none will go away.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from ..city.city import City
from ..city.schedule import Occurrence
from ..model.event import Event
from .calendar_feed import calendar_address
from .site import File, Site

ADDRESS = "data/events.json"


def build(city: City, site: Site) -> Iterator[File]:
    """One file for all languages."""
    table = {
        "time_zone": city.settings.time_zone,
        "languages": list(site.languages),
        "events": [
            _row(event, city, site) for event in sorted(city.events, key=lambda event: event.id)
        ],
    }
    # One event per line: small, and a change shows where it is.
    text = json.dumps(table, ensure_ascii=False, separators=(",", ":"))
    yield File(ADDRESS, (text.replace('},{"id":', '},\n{"id":') + "\n").encode())


def _row(event: Event, city: City, site: Site) -> dict[str, object]:
    dated = city.occurrences_of(event)
    point = city.place(event.place).location if event.place else event.location
    cost: dict[str, object] = {"kind": event.cost.kind}
    if event.cost.amount is not None:
        cost |= {"amount": float(event.cost.amount), "currency": event.cost.currency}
    summary = {"summary": dict(event.summary.texts)} if event.summary else {}
    return {
        "id": event.id,
        "title": dict(event.title.texts),
        **summary,
        **_dates(dated[0]),
        "all_day": dated[0].all_day,
        "dates": [_dates(found) | _status(found) for found in dated],
        "place": event.place,
        "district": city.district_of(event),
        "location": {"lat": point.lat, "lon": point.lon} if point else None,
        "online": event.online,
        "city_wide": event.city_wide,
        "themes": list(event.themes),
        "audiences": list(event.audiences),
        "organizers": list(event.organizers),
        "ages": {"least": event.ages.least, "most": event.ages.most} if event.ages else None,
        "cost": cost,
        "status": event.status,
        "url": {
            language: site.url(site.address(("event", event.id), language))
            for language in site.languages
        },
        "calendar": site.url(calendar_address("events", event.id)),
    }


def _dates(found: Occurrence) -> dict[str, str | None]:
    return {
        "start": found.start.isoformat(),
        "end": found.end.isoformat() if found.end is not None else None,
    }


def _status(found: Occurrence) -> dict[str, str | None]:
    status: dict[str, str | None] = {"status": found.status}
    if found.start != found.planned:
        status["planned"] = found.planned.isoformat()
    return status
