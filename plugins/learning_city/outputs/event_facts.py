"""What a page's filters know of its events: ids, ages and a point, in no language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..city.city import City
from ..city.schedule import Occurrence
from ..model.event import Event
from ..model.fields import Ages
from ..model.place import Access
from ..model.vocabulary import Entry, SchoolHoliday

Facts = Mapping[str, object]

_GROWN_UP = 18
_DECIMALS = 4
"""About ten metres: enough for a distance on foot."""


def facts_of(found: Iterable[Occurrence], city: City) -> Mapping[str, Facts]:
    """Event id → its facts; what is not known is not there."""
    events = {occurrence.event.id: occurrence.event for occurrence in found}
    return {identifier: _facts(event, city) for identifier, event in sorted(events.items())}


def _facts(event: Event, city: City) -> Facts:
    place = city.place(event.place) if event.place else None
    point = place.location if place else event.location
    facts = {
        "theme": list(event.themes),
        "audience": list(event.audiences),
        "district": city.district_of(event),
        "everywhere": event.city_wide,
        "ages": _ages(event, city),
        "free": event.cost.kind == "free",
        "language": list(event.languages),
        "access": _granted(event.access, place.access if place else Access()),
        "point": [round(point.lat, _DECIMALS), round(point.lon, _DECIMALS)] if point else None,
    }
    return {key: value for key, value in facts.items() if value}


def _ages(event: Event, city: City) -> list[list[int | None]]:
    """For which ages, as spans of years without an end where there is none.

    An event that names no ages is for those of its audiences; audiences without ages are grown up.
    """
    grown_up = Ages(_GROWN_UP, None)
    spans = [event.ages] if event.ages else [city.audiences[one].ages for one in event.audiences]
    return [[span.least, span.most] for span in (span or grown_up for span in spans)]


def _granted(own: Access, of_place: Access) -> list[str]:
    """What is surely there; an event answers before its place does."""
    return [
        name
        for name in type(own).model_fields
        if (getattr(own, name) or getattr(of_place, name)) == "yes"
    ]


def choices_among(facts: Mapping[str, Facts], city: City) -> Mapping[str, list[Entry]]:
    """What a list can be filtered by: the words of each facet that any of its events has.

    What is on in the whole city is on in each district.
    """
    everywhere = any(fact.get("everywhere") for fact in facts.values())
    families: dict[str, Mapping[str, Entry]] = {
        "theme": city.themes,
        "audience": city.audiences,
        "district": city.districts,
    }
    return {
        facet: [
            entry
            for entry in entries.values()
            if entry.id in _said(facts, facet) or (facet == "district" and everywhere)
        ]
        for facet, entries in families.items()
    }


def languages_among(facts: Mapping[str, Facts]) -> list[str]:
    """Codes of the languages that any of the events is held in."""
    return sorted(_said(facts, "language"))


def _said(facts: Mapping[str, Facts], key: str) -> set[str]:
    said: set[str] = set()
    for fact in facts.values():
        value = fact.get(key, ())
        said |= {value} if isinstance(value, str) else set(value)  # type: ignore[call-overload]
    return said


def coming_holidays(city: City) -> list[SchoolHoliday]:
    """School holidays that are not over, the next one first."""
    entries = city.vocabulary.get("school-holidays", {}).values()
    holidays = [entry for entry in entries if isinstance(entry, SchoolHoliday)]
    return sorted(
        (one for one in holidays if one.to >= city.clock.today), key=lambda one: (one.from_, one.id)
    )
