"""The files as they were written, and what a new one is compared with.

`data/source/place/<id>.json` is a file byte for byte and the same as data: a correction starts
from it. `index.json` names them all. `neighbours.json` has what makes two of them likely the same
(names, points, days); the form asks for it once there is something to compare.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from ..city.checks.links import ordinary_hosts
from ..city.city import City
from ..model.event import Event
from ..model.place import Place
from ..model.plain import plain, texts_within
from ..words.local_text import LocalText
from .site import File, Site

WRITTEN = "data/source"
"""Their folder."""


def build(city: City, site: Site) -> Iterator[File]:
    """One file per contribution, and two about them all; nothing for data that was never a file."""
    if site.project is None:
        return
    for kind, contributions in (("place", city.places), ("event", city.events)):
        for one in contributions:
            yield File(f"{WRITTEN}/{kind}/{one.id}.json", _written(one, site.project))
    yield File(f"{WRITTEN}/index.json", _json(_index(city)))
    yield File(f"{WRITTEN}/neighbours.json", _json(_neighbours(city)))


def _written(one: Place | Event, project: Path) -> bytes:
    """The file byte for byte, and the same as data so that a form can be filled in."""
    text = (project / one.path).read_bytes().decode("utf-8")
    return _json({"path": one.path, "text": text, "values": plain(one)})


def _index(city: City) -> dict[str, object]:
    """Path, name and a remark of each by its id, and the ids that each had before."""
    source = city.settings.languages[0]
    former = {
        kind: {old: one.path for one in contributions for old in one.former_ids}
        for kind, contributions in (("place", city.places), ("event", city.events))
    }
    return {
        "place": {
            place.id: [
                place.path,
                place.name.words(source),
                city.districts[place.district].label.words(source),
            ]
            for place in city.places
        },
        "event": {
            event.id: [event.path, event.title.words(source), str(plain(event.start))]
            for event in city.events
        },
        "former": former,
    }


def _neighbours(city: City) -> dict[str, object]:
    return {
        "places": {
            place.id: {
                "name": _texts(place.name),
                "kind": place.kind,
                "at": [place.location.lat, place.location.lon],
            }
            for place in city.places
        },
        "events": {
            event.id: {
                "title": _texts(event.title),
                "day": _day(event.start).isoformat(),
                "spot": _spot(event),
            }
            for event in city.events
        },
        "hosts": sorted(
            ordinary_hosts(
                text
                for one in (*city.places, *city.events, *city.organizers.values())
                for text in texts_within(plain(one))
            )
        ),
    }


def _texts(text: LocalText) -> dict[str, str]:
    return dict(text.texts)


def _day(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _spot(event: Event) -> str:
    """Where an event is, as the form writes it too; points are rounded to about 100 metres."""
    if event.place:
        return f"place {event.place}"
    if event.location:
        return f"point {event.location.lat:.3f} {event.location.lon:.3f}"
    if event.online:
        return f"online {event.online}"
    return "city" if event.city_wide else ""


def _json(content: object) -> bytes:
    return (json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
