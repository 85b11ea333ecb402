"""What strangers may count on: every published data file with its fields, in one list.

Published data is a contract. Addresses, fields and their meaning stay; new fields may come, and
then `VERSION` gets a new second number; should one ever have to go, the first number changes, a
year's notice before. The page of open data, the tables of DATA.md and `places.csv-metadata.json`
are made of this list, and tests compare it with what the files really hold.

Of a field: its path (`[]` is each entry of a list, `<language>` a code such as `en`, `<…>` any
other key), what kind of value it holds, its meaning (`data.field.<meaning>` in the catalogues) and
what is there when it is not known.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

VERSION = "1.0"

Kind = Literal[
    "text",
    "id",
    "ids",
    "number",
    "yes-no",
    "day",
    "moment",
    "address",
    "degrees",
    "point",
    "shape",
    "geometry",
    "standard",
    "plans",
]
"""`data.kind.<kind>` in the catalogues; ids in one cell of a table are divided by semicolons."""
Unknown = Literal["never", "null", "absent", "empty"]
"""`data.unknown.<unknown>`: what stands there when a value is not known or does not apply."""
Licence = Literal["each", "events", "ours", "boundaries"]
"""`data.licence.<licence>` in the catalogues."""


_SLOTS = {
    "language": "[a-z]{2,3}",
    "id": "[a-z0-9-]+",
    "day": "[0-9]{4}-[0-9]{2}-[0-9]{2}",
    "year": "[0-9]{4}",
    "folder": ".+",
}
"""What can stand in the `<…>` of a path or an address; of any other, whatever has no slash."""


def _with_slots(text: str) -> str:
    """A regular expression for a path or an address with slots."""
    parts = re.split(r"<([a-z]+)>", text)
    return "".join(
        _SLOTS.get(part, "[^./]+") if number % 2 else re.escape(part)
        for number, part in enumerate(parts)
    )


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a published file."""

    path: str
    kind: Kind
    meaning: str
    unknown: Unknown = "never"

    def is_at(self, path: str) -> bool:
        """Whether a path found in a file is this field."""
        return re.fullmatch(_with_slots(self.path), path) is not None


@dataclass(frozen=True)
class DataFile:
    """A published file, or a family of them whose addresses differ in `<…>`."""

    name: str
    """`data.file.<name>` and `data.file.<name>.explained` in the catalogues."""
    address: str
    media_type: str
    standard: str
    licence: Licence
    fields: tuple[Field, ...] = ()
    explained_in: str = ""
    """The address of the file that explains the fields, where they are not listed here."""

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(_with_slots(self.address))

    def is_at(self, address: str) -> bool:
        """Whether an address of the site is this file, or one of this family."""
        return self._pattern.fullmatch(address) is not None


_PLACE = (
    Field("features[].id", "id", "place-id"),
    Field("features[].geometry", "point", "place-point"),
    Field("features[].properties.id", "id", "place-id"),
    Field("features[].properties.name", "text", "place-name"),
    Field("features[].properties.name_<language>", "text", "translated-name", "absent"),
    Field("features[].properties.kind", "id", "place-kind"),
    Field("features[].properties.district", "id", "district"),
    Field("features[].properties.themes[]", "id", "themes"),
    Field("features[].properties.audiences[]", "id", "audiences"),
    Field("features[].properties.url", "address", "page"),
    Field("features[].properties.url_<language>", "address", "translated-page"),
    Field("features[].properties.source", "text", "source", "null"),
    Field("features[].properties.license", "text", "license", "null"),
)
_DISTRICT = (
    Field("license", "text", "file-license"),
    Field("surroundings", "shape", "surroundings", "absent"),
    Field("features[].id", "id", "district-id"),
    Field("features[].geometry", "shape", "district-shape"),
    Field("features[].properties.id", "id", "district-id"),
    Field("features[].properties.name", "text", "district-name"),
    Field("features[].properties.label[]", "degrees", "district-label"),
)
_COLUMNS = (
    Field("id", "id", "place-id"),
    Field("name", "text", "place-name"),
    Field("kind", "id", "place-kind"),
    Field("district", "id", "district"),
    Field("address", "text", "postal-address", "empty"),
    Field("lat", "degrees", "lat"),
    Field("lon", "degrees", "lon"),
    Field("themes", "ids", "themes"),
    Field("audiences", "ids", "audiences"),
    Field("summary", "text", "summary"),
    Field("cost", "id", "place-cost"),
    Field("opening_hours", "text", "opening-hours", "empty"),
    Field("website", "address", "website", "empty"),
    Field("phone", "text", "phone", "empty"),
    Field("email", "text", "email", "empty"),
    Field("osm", "id", "osm", "empty"),
    Field("wikidata", "id", "wikidata", "empty"),
    Field("verified", "day", "verified", "empty"),
    Field("source", "text", "source", "empty"),
    Field("source_url", "address", "source-page", "empty"),
    Field("license", "text", "license", "empty"),
    Field("url", "address", "page"),
    Field("name_<language>", "text", "translated-name", "empty"),
    Field("summary_<language>", "text", "translated-summary", "empty"),
    Field("url_<language>", "address", "translated-page"),
)
_EVENT = (
    Field("time_zone", "text", "time-zone"),
    Field("languages[]", "id", "languages"),
    Field("events[].id", "id", "event-id"),
    Field("events[].title.<language>", "text", "event-title", "absent"),
    Field("events[].summary.<language>", "text", "event-summary", "absent"),
    Field("events[].start", "moment", "event-start"),
    Field("events[].end", "moment", "event-end", "null"),
    Field("events[].all_day", "yes-no", "all-day"),
    Field("events[].dates[].start", "moment", "date-start"),
    Field("events[].dates[].end", "moment", "event-end", "null"),
    Field("events[].dates[].status", "id", "date-status"),
    Field("events[].dates[].planned", "moment", "date-planned", "absent"),
    Field("events[].place", "id", "event-place", "null"),
    Field("events[].district", "id", "event-district", "null"),
    Field("events[].location.lat", "degrees", "lat", "null"),
    Field("events[].location.lon", "degrees", "lon", "null"),
    Field("events[].online", "address", "online", "null"),
    Field("events[].city_wide", "yes-no", "city-wide"),
    Field("events[].themes[]", "id", "themes"),
    Field("events[].audiences[]", "id", "audiences"),
    Field("events[].organizers[]", "id", "organizers"),
    Field("events[].ages.least", "number", "ages-least", "null"),
    Field("events[].ages.most", "number", "ages-most", "null"),
    Field("events[].cost.kind", "id", "event-cost"),
    Field("events[].cost.amount", "number", "cost-amount", "absent"),
    Field("events[].cost.currency", "text", "cost-currency", "absent"),
    Field("events[].status", "id", "event-status"),
    Field("events[].url.<language>", "address", "page"),
    Field("events[].calendar", "address", "calendar"),
)
_OPENING = (
    Field("time_zone", "text", "time-zone"),
    Field("from", "day", "opening-from"),
    Field("plans", "plans", "opening-plans"),
    Field("rules[][]", "number", "opening-rules"),
    Field("places.<place>", "number", "opening-places", "absent"),
    Field("holidays.<day>.from", "number", "holiday-from"),
    Field("holidays.<day>.name.<language>", "text", "holiday-name"),
)
_ROUTE = (
    Field("id", "id", "route-id"),
    Field("title", "text", "route-title"),
    Field("title_<language>", "text", "translated-title", "absent"),
    Field("license", "text", "file-license"),
    Field("features[].geometry", "geometry", "route-geometry"),
    Field("features[].properties.from", "number", "line-from", "absent"),
    Field("features[].properties.mode", "id", "line-mode", "absent"),
    Field("features[].properties.straight", "yes-no", "line-straight", "absent"),
    Field("features[].properties.number", "number", "stop-number", "absent"),
    Field("features[].properties.name", "text", "stop-name", "absent"),
    Field("features[].properties.name_<language>", "text", "translated-name", "absent"),
    Field("features[].properties.place", "id", "stop-place", "absent"),
)
_ENTRY = (
    Field("UID", "standard", "ics-uid"),
    Field("DTSTART", "standard", "ics-start"),
    Field("DTEND", "standard", "ics-end", "absent"),
    Field("SUMMARY", "standard", "ics-title"),
    Field("DESCRIPTION", "standard", "ics-description"),
    Field("LOCATION", "standard", "ics-location"),
    Field("GEO", "standard", "ics-geo", "absent"),
    Field("URL", "standard", "page"),
    Field("CATEGORIES", "standard", "ics-categories"),
    Field("STATUS", "standard", "ics-status"),
    Field("TRANSP", "standard", "ics-transp"),
    Field("RRULE", "standard", "ics-rule", "absent"),
    Field("EXDATE", "standard", "ics-except", "absent"),
    Field("RDATE", "standard", "ics-also", "absent"),
    Field("RECURRENCE-ID", "standard", "ics-single", "absent"),
    Field("DTSTAMP", "standard", "ics-stamp"),
    Field("LAST-MODIFIED", "standard", "ics-stamp", "absent"),
    Field("SEQUENCE", "standard", "ics-sequence", "absent"),
)
_VERSION = Field("schema_version", "text", "schema-version")
_ATTRIBUTION = (
    Field("attribution[].title", "text", "attribution-title"),
    Field("attribution[].license", "text", "attribution-license", "null"),
)

DATA_FILES = (
    DataFile(
        "places",
        "data/places.geojson",
        "application/geo+json",
        "GeoJSON (RFC 7946)",
        "each",
        (_VERSION, *_ATTRIBUTION, *_PLACE),
    ),
    DataFile(
        "places-table",
        "data/places.csv",
        "text/csv",
        "CSV (RFC 4180), UTF-8",
        "each",
        _COLUMNS,
    ),
    DataFile(
        "places-table-metadata",
        "data/places.csv-metadata.json",
        "application/csvm+json",
        "CSV on the Web (W3C)",
        "ours",
    ),
    DataFile(
        "districts",
        "data/districts.geojson",
        "application/geo+json",
        "GeoJSON (RFC 7946)",
        "boundaries",
        (_VERSION, Field("attribution", "text", "attribution"), *_DISTRICT),
    ),
    DataFile(
        "events",
        "data/events.json",
        "application/json",
        "JSON",
        "events",
        (_VERSION, *_EVENT),
    ),
    DataFile(
        "opening",
        "data/opening.json",
        "application/json",
        "JSON",
        "each",
        (_VERSION, *_OPENING),
    ),
    DataFile(
        "calendar",
        "data/events.ics",
        "text/calendar",
        "iCalendar (RFC 5545)",
        "events",
        _ENTRY,
    ),
    DataFile(
        "calendars",
        "data/<family>/<id>.ics",
        "text/calendar",
        "iCalendar (RFC 5545)",
        "events",
    ),
    DataFile(
        "routes",
        "data/routes/<id>.geojson",
        "application/geo+json",
        "GeoJSON (RFC 7946)",
        "ours",
        _ROUTE,
    ),
    DataFile(
        "routes-gpx",
        "<folder>/<id>.gpx",
        "application/gpx+xml",
        "GPX 1.1",
        "ours",
    ),
    DataFile(
        "report",
        "data/report-<year>.json",
        "application/json",
        "JSON",
        "ours",
        explained_in="schema/report.json",
    ),
    DataFile(
        "report-table",
        "data/report-<year>.csv",
        "text/csv",
        "CSV (RFC 4180), UTF-8",
        "ours",
        explained_in="data/report-<year>.csv-metadata.json",
    ),
    DataFile(
        "report-table-metadata",
        "data/report-<year>.csv-metadata.json",
        "application/csvm+json",
        "CSV on the Web (W3C)",
        "ours",
    ),
    DataFile(
        "changes-feed",
        "feeds/changes.<language>.atom.xml",
        "application/atom+xml",
        "Atom (RFC 4287)",
        "ours",
    ),
    DataFile(
        "event-feed",
        "feeds/events.<language>.atom.xml",
        "application/atom+xml",
        "Atom (RFC 4287)",
        "events",
    ),
    DataFile(
        "news-feed",
        "feeds/news.<language>.atom.xml",
        "application/atom+xml",
        "Atom (RFC 4287)",
        "ours",
    ),
    DataFile(
        "schemas",
        "schema/<kind>.json",
        "application/schema+json",
        "JSON Schema 2020-12",
        "ours",
    ),
)

NO_CONTRACT = ("data/explorer/", "data/offline", "data/source/")
"""Beginnings of addresses of what the site's own scripts read; it may change any day."""


def data_file(address: str) -> DataFile | None:
    """The entry that an address of the site belongs to; None for what is no data."""
    return next((one for one in DATA_FILES if one.is_at(address)), None)
