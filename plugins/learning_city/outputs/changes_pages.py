"""What changed: new, changed, checked, cancelled and removed places and events, day by day.

Read from the data's own history; without one the page says so. Days are the city's. What happened
to the same place or event on one day is told once, by the most telling of it; what went away is
named by its id alone, since nobody may want its words published again. By whom is never said.

`feeds/changes.<language>.atom.xml` tells the same to feed readers, one entry for each kind of
change and day; `feeds/changes.atom.xml` is the one in the source language.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from ..city.city import City
from ..words.local_text import LocalText
from . import atom
from .site import ChangeKind, Family, File, Page, Recorded, Site

SHORTEST = "feeds/changes.atom.xml"
MOST_DAYS = 60
"""Days told; a year of daily work would be a page that nobody reads to its end."""
MOST_NAMES = 24
"""Names told of one kind and day; the others are counted."""
MOST_ENTRIES = 100

_TELLING: tuple[ChangeKind, ...] = ("removed", "new", "cancelled", "verified", "changed")
_FAMILIES: tuple[Family, ...] = ("place", "event")


@dataclass(frozen=True, slots=True)
class Named:
    """A place or an event that something happened to; what went away has no page."""

    name: LocalText | str
    path: str | None


@dataclass(frozen=True, slots=True)
class Group:
    """What happened to some places or events on one day."""

    day: date
    kind: ChangeKind
    family: Family
    ids: tuple[str, ...]
    latest: datetime

    @property
    def anchor(self) -> str:
        """Its place on the page; the same in all languages, and for good."""
        return f"{self.day.isoformat()}-{self.family}-{self.kind}"

    @property
    def phrase(self) -> str:
        """The key of the sentence that counts it."""
        return f"changes.{self.family}.{self.kind}"


def build(city: City, site: Site) -> Iterator[Page | File]:
    """One page and one feed per language."""
    groups = grouped(city, site.history or ())
    for language in site.languages:
        t = site.phrases[language]
        yield Page(
            key=("changes",),
            language=language,
            template="pages/changes.html",
            title=t("title.changes"),
            description=t("description.changes"),
            trail=((t("title.changes"), None),),
            view=lambda language=language: _view(groups, city, site, language),  # type: ignore[misc]
        )
    addresses = {SHORTEST: site.source_language}
    addresses |= {site.changes_feed(language): language for language in site.languages}
    for address, language in addresses.items():
        yield File(address, _feed(address, groups[:MOST_ENTRIES], city, site, language))


def grouped(city: City, history: Sequence[Recorded]) -> list[Group]:
    """By day, the latest first; within a day places before events, the most telling first."""
    zone = ZoneInfo(city.settings.time_zone)
    published = _Published(city)
    told: dict[tuple[date, Family, str], Recorded] = {}
    for record in history:
        if not published.tells(record):
            continue
        key = (record.moment.astimezone(zone).date(), record.family, record.id)
        other = told.get(key)
        if other is None or _TELLING.index(record.kind) <= _TELLING.index(other.kind):
            told[key] = record
    found: dict[tuple[date, Family, ChangeKind], list[Recorded]] = {}
    for (day, family, _), record in told.items():
        found.setdefault((day, family, record.kind), []).append(record)
    days = sorted({day for day, _, _ in found}, reverse=True)[:MOST_DAYS]
    return [
        Group(
            day,
            kind,
            family,
            tuple(sorted(record.id for record in records)),
            max(record.moment for record in records),
        )
        for day in days
        for family in _FAMILIES
        for kind in _TELLING
        if (records := found.get((day, family, kind)))
    ]


class _Published:
    """What is published, and under which names it was before."""

    def __init__(self, city: City) -> None:
        events = [event for event in city.events if not event.sample]
        self.ids: dict[Family, set[str]] = {
            "place": {place.id for place in city.places},
            "event": {event.id for event in events},
        }
        self.former: dict[Family, set[str]] = {
            "place": {former for place in city.places for former in place.former_ids},
            "event": {former for event in events for former in event.former_ids},
        }

    def tells(self, record: Recorded) -> bool:
        """Whether it is of something published, or that something went away for good.

        A new id of the same thing is no farewell.
        """
        present = record.id in self.ids[record.family]
        if record.kind != "removed":
            return present
        return not present and record.id not in self.former[record.family]


def _view(groups: Sequence[Group], city: City, site: Site, language: str) -> Mapping[str, object]:
    days: dict[date, list[tuple[Group, list[Named]]]] = {}
    for group in groups:
        days.setdefault(group.day, []).append((group, _names(group, city, site, language)))
    return {
        "has_history": site.history is not None,
        "days": list(days.items()),
        "feed": site.path(site.changes_feed(language)),
    }


def _names(group: Group, city: City, site: Site, language: str) -> list[Named]:
    """The first of them by name; ids stand in the order of their letters."""
    if group.kind == "removed":
        return [Named(identifier, None) for identifier in group.ids[:MOST_NAMES]]
    if group.family == "place":
        places = city.in_order([city.place(identifier) for identifier in group.ids], language)
        return [
            Named(place.name, site.link(("place", place.id), language))
            for place in places[:MOST_NAMES]
        ]
    titles = {event.id: event.title for event in city.events}
    return [
        Named(titles[identifier], site.link(("event", identifier), language))
        for identifier in group.ids[:MOST_NAMES]
    ]


def _feed(address: str, groups: Sequence[Group], city: City, site: Site, language: str) -> bytes:
    t = site.phrases[language]
    page = site.url(site.address(("changes",), language))
    newest = max(
        (group.latest for group in groups),
        default=datetime(city.clock.today.year, 1, 1, tzinfo=UTC),
    )
    feed = atom.new_feed(address, t("title.changes"), newest, page, site, language)
    for group in groups:
        names = [
            one.name.words(language) if isinstance(one.name, LocalText) else one.name
            for one in _names(group, city, site, language)
        ]
        rest = len(group.ids) - len(names)
        atom.add_entry(
            feed,
            t(
                "changes.entry",
                day=t.language.plain_day(group.day),
                what=_said(group, site, language),
            ),
            f"{page}#{group.anchor}",
            group.latest,
            f"{page}#{group.anchor}",
            [(group.family, t(f"changes.family.{group.family}"))],
            "\n".join([*names, *([t("changes.more", n=rest)] if rest else [])]),
        )
    return atom.as_bytes(feed)


def _said(group: Group, site: Site, language: str) -> str:
    return site.phrases[language](group.phrase, n=len(group.ids))
