"""`data/events.json`: every event with all its known dates, for programs of others.

What its fields mean is told in `open_data.py` and shown on the page of open data. What is null is
not known or does not apply; keys may be added, none will go away.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from ..city.city import City
from ..city.schedule import Occurrence
from ..model.event import Event
from .calendar_feed import calendar_address
from .open_data import VERSION
from .site import File, Site

ADDRESS = "data/events.json"


def build(city: City, site: Site) -> Iterator[File]:
    """One file for all languages."""
    table = {
        "schema_version": VERSION,
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
