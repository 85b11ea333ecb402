"""`feeds/events.<language>.atom.xml`: coming events for feed readers (RFC 4287).

`feeds/events.atom.xml` is the one in the source language. An entry is as new as the event's file
(`calendar_feed.event_stamp`), and the feed as new as its newest entry: the clock has no say.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from xml.etree import ElementTree

from ..city.city import City
from ..city.schedule import Occurrence
from ..words.prose import to_plain
from . import atom
from .calendar_feed import event_stamp
from .event_words import title_in_words, when_in_words, where_in_words
from .site import File, Site

SHORTEST = "feeds/events.atom.xml"
MOST_ENTRIES = 100


def build(city: City, site: Site) -> Iterator[File]:
    """One feed per language, and the source language's once more under the shortest name."""
    coming: dict[str, Occurrence] = {}
    for found in city.upcoming:
        coming.setdefault(found.event.id, found)
    shown = list(coming.values())[:MOST_ENTRIES]
    addresses = {SHORTEST: site.source_language}
    addresses |= {site.event_feed(language): language for language in site.languages}
    for address, language in addresses.items():
        yield File(address, _feed(address, shown, city, site, language))


def _feed(address: str, shown: list[Occurrence], city: City, site: Site, language: str) -> bytes:
    newest = max(
        (event_stamp(found.event, site) for found in shown),
        default=datetime(city.clock.today.year, 1, 1, tzinfo=UTC),
    )
    page = site.url(site.address(("events",), language))
    title = site.phrases[language]("title.events")
    feed = atom.new_feed(address, title, newest, page, site, language)
    for found in shown:
        _entry(feed, found, city, site, language)
    return atom.as_bytes(feed)


def _entry(
    feed: ElementTree.Element, found: Occurrence, city: City, site: Site, language: str
) -> None:
    t = site.phrases[language]
    event = found.event
    page = site.url(site.address(("event", event.id), language))
    parts = [when_in_words(found, t), where_in_words(found, city, t)]
    if event.summary:
        parts.append(event.summary.words(language))
    if event.description:
        parts.append(to_plain(event.description.words(language)))
    atom.add_entry(
        feed,
        title_in_words(found, t),
        page,
        event_stamp(event, site),
        page,
        [(theme, city.themes[theme].label.words(language)) for theme in event.themes],
        "\n".join(parts),
    )
