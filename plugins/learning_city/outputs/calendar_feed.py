"""Calendars to subscribe to (RFC 5545, RFC 7986). The door of icalendar when writing.

There is one of all events, one for each place, learning field, audience, district and organizer,
and one for each event. A calendar has one address for all languages, so it speaks the source
language. Nothing in it comes from the clock: an event is as new as its file
(`Site.event_changes`). Where the data has no history, DTSTAMP is the first day of the year before
the event, and of changes nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from urllib.parse import quote, urlsplit

from icalendar import Calendar, Timezone, vRecur
from icalendar import Event as Entry

from ..city.city import City
from ..city.recurrence import recurrence_of
from ..city.schedule import Occurrence
from ..ground.lettering import identifier
from ..model.event import Event
from ..words.phrases import Phrases
from ..words.prose import to_plain
from .event_words import status_in_words, title_in_words, where_in_words
from .site import File, Site

EVERYTHING = "data/events.ics"

_FAMILIES = ("places", "themes", "audiences", "districts", "organizers")
_REFRESH = timedelta(hours=12)
_STATUS = {"cancelled": "CANCELLED", "postponed": "TENTATIVE"}
_END = b"END:VCALENDAR\r\n"


def calendar_address(family: str, name: str) -> str:
    """Where the calendar of one place, theme, …, or event lies, relative to the root."""
    return f"data/{family}/{name}.ics"


def subscription(site: Site, address: str) -> Mapping[str, str]:
    """The ways to a calendar: the device's own, Google's, any other by its address, and a file."""
    url = site.url(address)
    webcal = "webcal:" + url.partition(":")[2]
    return {
        "address": url,
        "webcal": webcal,
        "google": f"https://calendar.google.com/calendar/r?cid={quote(webcal, safe='')}",
        "file": site.path(address),
    }


def build(city: City, site: Site) -> Iterator[File]:
    """Every calendar, also those without an event yet: people subscribe to what will come."""
    t = site.phrases[site.source_language]
    title = site.site_title.words(site.source_language)
    written = {event.id: _entries(event, city, site, t) for event in city.events}
    filed = _by_family(city)

    def calendar(address: str, name: str, events: Iterable[Event]) -> File:
        ordered = sorted(events, key=lambda event: event.id)
        first_year = min(
            (found.first_day.year for event in ordered for found in city.occurrences_of(event)[:1]),
            default=city.clock.today.year,
        )
        head = _head(name, address, city, site, first_year)
        entries = b"".join(written[event.id] for event in ordered)
        return File(address, head.removesuffix(_END) + entries + _END)

    yield calendar(EVERYTHING, title, city.events)
    for event in city.events:
        name = event.title.words(site.source_language)
        yield calendar(calendar_address("events", event.id), name, [event])
    for family, names in _names(city, site.source_language).items():
        for one, name in names.items():
            yield calendar(
                calendar_address(family, one),
                site.page_title(name, site.source_language),
                filed.get((family, one), ()),
            )


def _names(city: City, language: str) -> Mapping[str, Mapping[str, str]]:
    """Family → id → what a calendar of it is called."""
    return {
        "places": {place.id: place.name.words(language) for place in city.places},
        "themes": {one.id: one.label.words(language) for one in city.themes.values()},
        "audiences": {one.id: one.label.words(language) for one in city.audiences.values()},
        "districts": {one.id: one.label.words(language) for one in city.districts.values()},
        "organizers": {one.id: one.name.words(language) for one in city.organizers.values()},
    }


def _by_family(city: City) -> Mapping[tuple[str, str], list[Event]]:
    """(family, id) → the events filed there, past ones included."""
    filed: dict[tuple[str, str], list[Event]] = {}
    for event in city.events:
        district = city.district_of(event)
        under = {
            "places": [found.place for found in city.occurrences_of(event) if found.place],
            "themes": event.themes,
            "audiences": event.audiences,
            "districts": [district] if district else [],
            "organizers": event.organizers,
        }
        for family in _FAMILIES:
            for one in dict.fromkeys(under[family]):
                filed.setdefault((family, one), []).append(event)
    return filed


def _head(name: str, address: str, city: City, site: Site, first_year: int) -> bytes:
    language = site.source_language
    title = site.site_title.words(language)
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", f"-//{_one_line(title)}//learning-city//{language.upper()}")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("uid", f"{address.removesuffix('.ics')}@{_host(city, site)}")
    calendar.add("name", _one_line(name))
    calendar.add("x-wr-calname", _one_line(name))
    calendar.add("x-wr-timezone", city.settings.time_zone)
    calendar.add("refresh-interval", _REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT12H")
    calendar.add_component(_zone(city.settings.time_zone, first_year))
    written: bytes = calendar.to_ical(sorted=False)
    return written


@lru_cache(maxsize=64)
def _zone(name: str, first_year: int) -> Timezone:
    """The zone's offsets from the year before `first_year` on, without the years nobody needs."""
    zone = Timezone.from_tzid(name, first_date=date(first_year - 1, 1, 1))
    zone.pop("COMMENT", None)
    return zone


def _host(city: City, site: Site) -> str:
    """What makes our identifiers the world's only ones; while developing, the city's name."""
    host = urlsplit(site.base).hostname or ""
    if host in ("", "localhost", "127.0.0.1"):
        return identifier(city.settings.name.words(site.source_language))
    return host


def event_stamp(event: Event, site: Site) -> datetime:
    """When an event was last changed, in UTC; without a history a moment long before it."""
    change = site.event_changes.get(event.id)
    if change is not None:
        return change.last
    return datetime(event.start.year - 1, 1, 1, tzinfo=UTC)


def _entries(event: Event, city: City, site: Site, t: Phrases) -> bytes:
    """The VEVENT of an event, and one more for each date of which something else became."""
    dated = city.occurrences_of(event)
    plan = recurrence_of(event, dated, city.clock.today, city.settings.country)
    entry = _entry(plan.first, city, site, t)
    if plan.rule:
        entry.add("rrule", vRecur.from_ical(plan.rule))
    if plan.excluded:
        entry.add("exdate", list(plan.excluded))
    if plan.added:
        entry.add("rdate", list(plan.added))
    written = [entry]
    for found in plan.changed:
        changed = _entry(found, city, site, t)
        changed.add("recurrence-id", found.planned)
        written.append(changed)
    return b"".join(one.to_ical(sorted=False) for one in written)


def _entry(found: Occurrence, city: City, site: Site, t: Phrases) -> Entry:
    """What a calendar says of one date; of a whole event when it is its first."""
    entry = Entry()
    event = found.event
    entry.add("uid", f"{event.id}@{_host(city, site)}")
    entry.add("dtstamp", event_stamp(event, site))
    if change := site.event_changes.get(event.id):
        entry.add("last-modified", change.last)
        entry.add("sequence", change.count)
    entry.add("dtstart", found.start)
    if (end := _end(found)) is not None:
        entry.add("dtend", end)
    entry.add("summary", _one_line(title_in_words(found, t)))
    entry.add("description", _lines(_description(found, site, t)))
    entry.add("location", _one_line(where_in_words(found, city, t)))
    point = city.place(found.place).location if found.place else event.location
    if point:
        entry.add("geo", (point.lat, point.lon))
    entry.add("url", _page(event, site))
    entry.add(
        "categories",
        [_one_line(city.themes[one].label.words(t.language.code)) for one in event.themes],
    )
    entry.add("status", "CONFIRMED" if found.takes_place else _STATUS[found.status])
    # What is on in the city makes nobody busy.
    entry.add("transp", "TRANSPARENT")
    return entry


def _end(found: Occurrence) -> date | datetime | None:
    """Exclusive, as calendars have it: the day after the last one; none for a bare moment."""
    if not isinstance(found.start, datetime):
        return found.last_day + timedelta(days=1)
    return found.end if isinstance(found.end, datetime) and found.end > found.start else None


def _description(found: Occurrence, site: Site, t: Phrases) -> str:
    language = t.language.code
    event = found.event
    paragraphs = []
    if status := status_in_words(found, t):
        paragraphs.append(status)
    if event.summary:
        paragraphs.append(event.summary.words(language))
    if event.description:
        paragraphs.append(to_plain(event.description.words(language)))
    paragraphs.append(_page(event, site))
    return "\n\n".join(paragraphs)


def _page(event: Event, site: Site) -> str:
    return site.url(site.address(("event", event.id), site.source_language))


# Whatever some reader of calendars takes for the end of a line, and other control characters.
_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x9f]")


def _lines(text: str) -> str:
    """The text with line feeds as its only breaks, which the library then escapes."""
    return _CONTROLS.sub("", _BREAKS.sub("\n", text))


def _one_line(text: str) -> str:
    return " ".join(_lines(text).split())
