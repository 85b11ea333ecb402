"""`schema/report.json`: what a yearly record looks like (JSON Schema 2020-12), for programs.

The same for every city: ids of districts, learning fields and audiences are keys of its own making.
A record may gain keys; who validates one strictly should take the schema of its own version.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from ..city.city import City
from ..city.indicators import ANSWERS, COSTS
from ..city.yearly_report import OLDEST_YEAR, VERSION
from .site import File, Site

ADDRESS = "schema/report.json"

Schema = dict[str, Any]

_COUNT: Schema = {"type": "integer", "minimum": 0}
_RATE: Schema = {"type": ["number", "null"], "minimum": 0}
_TEXT: Schema = {
    "type": "object",
    "description": "by language",
    "minProperties": 1,
    "additionalProperties": {"type": "string", "minLength": 1},
}
_DAY: Schema = {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
_ID: Schema = {"type": "string", "pattern": "^[a-z0-9]+([.-][a-z0-9]+)*$"}


def build(_city: City, site: Site) -> Iterator[File]:
    """One file."""
    text = json.dumps(schema(site.url(ADDRESS)), ensure_ascii=False, indent=2)
    yield File(ADDRESS, (text + "\n").encode())


def schema(address: str) -> Schema:
    """The schema, under its own address."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": address,
        "title": "Yearly record of a learning city",
        **_record(
            {
                "$schema": {"type": "string", "format": "uri"},
                "citation": _TEXT,
                "license": {"type": "string"},
                "page": _TEXT,
                "version": {"const": VERSION},
                "year": {"type": "integer", "minimum": OLDEST_YEAR, "maximum": 9999},
                "status": {"enum": ["provisional", "final"]},
                "as_of": _DAY,
                "city": _TEXT,
                "languages": {"type": "array", "items": _ID, "minItems": 1, "uniqueItems": True},
                "themes": _by_id(_TEXT),
                "audiences": _by_id(_TEXT),
                "ages": _by_band(
                    _record({"least": _COUNT, "most": {"type": ["integer", "null"], "minimum": 0}})
                ),
                "population_source": _or_null(
                    _record({"title": _TEXT, "url": {"type": ["string", "null"]}})
                ),
                "boundaries": _or_null(
                    _record({"attribution": _TEXT, "license": {"type": "string"}})
                ),
                "total": {"$ref": "#/$defs/total"},
                "districts": {"type": "array", "items": {"$ref": "#/$defs/district"}},
            }
        ),
        "$defs": {
            "total": _record({**_counts(), "organizers": _by_id(_COUNT)}),
            "district": _record(
                {"id": _ID, "name": _TEXT, **_counts(), "nearest_metres": _by_id(_COUNT)}
            ),
            "events": _record(
                {
                    "events": _COUNT,
                    "events_per_10000": _RATE,
                    "dates": _COUNT,
                    "themes": _by_id(_COUNT),
                    "audiences": _by_id(_COUNT),
                    "ages": {"type": "object", "additionalProperties": _COUNT},
                }
            ),
        },
    }


def _counts() -> Schema:
    """What is counted for a district and for the whole city alike."""
    tally = _record({"places": _COUNT, "places_per_10000": _RATE})
    year: Schema = {"type": "integer", "minimum": 1900, "maximum": 2200}
    return {
        "population": _or_null(_record({"value": _COUNT, "year": year})),
        "places": _COUNT,
        "places_per_10000": _RATE,
        "places_with_station": _COUNT,
        "themes": _by_id(tally),
        "audiences": _by_id(tally),
        "ages": _by_band(tally),
        "events_ahead": {"$ref": "#/$defs/events"},
        "events_past": {"$ref": "#/$defs/events"},
        "cost": _record(dict.fromkeys(COSTS, _COUNT)),
        "wheelchair": _record(dict.fromkeys(ANSWERS, _COUNT)),
        "toilets": _record(dict.fromkeys(ANSWERS, _COUNT)),
        "transit": _record({"noted": _COUNT, "unknown": _COUNT}),
        "verified": _record(
            {"fresh": _COUNT, "stale": _COUNT, "never": _COUNT, "median_months": _RATE}
        ),
        "reach": _or_null(
            _record(
                {
                    "metres": {"type": "integer", "minimum": 1},
                    "share": {"type": "number", "minimum": 0, "maximum": 1},
                    "near_km2": {"type": "number", "minimum": 0},
                    "area_km2": {"type": "number", "minimum": 0},
                }
            )
        ),
    }


def _record(properties: Schema) -> Schema:
    """An object with all of these keys."""
    return {"type": "object", "required": list(properties), "properties": properties}


def _by_id(value: Schema) -> Schema:
    return {"type": "object", "propertyNames": _ID, "additionalProperties": value}


def _by_band(value: Schema) -> Schema:
    name = {"pattern": "^[0-9]+(-[0-9]+|[+])$"}
    return {"type": "object", "propertyNames": name, "additionalProperties": value}


def _or_null(value: Schema) -> Schema:
    return {"anyOf": [value, {"type": "null"}]}
