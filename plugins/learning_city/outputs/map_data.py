"""The maps' data: `data/places.geojson` and `data/districts.geojson` (RFC 7946).

Published data is a contract with strangers: ids and property names stay. Contributed text appears
here as plain JSON strings; whoever shows it must show it as text.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from .open_data import VERSION
from .site import File

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..city.city import City
    from ..city.geography import Outlines
    from ..model.place import Place
    from ..words.local_text import LocalText
    from .site import Site

PLACES, DISTRICTS = "data/places.geojson", "data/districts.geojson"

COORDINATE_DECIMALS = 6
"""About a tenth of a metre: more than any of our positions knows."""


def build(city: City, site: Site) -> Iterator[File]:
    """The places, and the districts where their outlines are at hand."""
    yield File(PLACES, _as_bytes(_places(city, site)))
    if city.outlines is not None:
        yield File(DISTRICTS, _as_bytes(_districts(city, city.outlines)))


def _places(city: City, site: Site) -> dict[str, Any]:
    places = sorted(city.places, key=lambda place: place.id)
    licences = {
        source.title.words(city.settings.languages[0]): source.license
        for place in places
        for source in place.sources
    }
    return {
        "type": "FeatureCollection",
        "schema_version": VERSION,
        "attribution": [
            {"title": title, "license": licence} for title, licence in sorted(licences.items())
        ],
        "features": [_place(place, city, site) for place in places],
    }


def _place(place: Place, city: City, site: Site) -> dict[str, Any]:
    source_language, *others = city.settings.languages
    origin = place.sources[0] if place.sources else None
    properties: dict[str, Any] = {
        "id": place.id,
        **in_languages("name", place.name, city.settings.languages),
        "kind": place.kind,
        "district": place.district,
        "themes": list(place.themes),
        "audiences": list(place.audiences),
        "url": site.url(site.address(("place", place.id), source_language)),
    }
    for language in others:
        properties[f"url_{language}"] = site.url(site.address(("place", place.id), language))
    # Always there, so that a table made of the file has its columns; null where nothing is known.
    properties["source"] = origin.title.words(source_language) if origin else None
    properties["license"] = origin.license if origin else None
    return {
        "type": "Feature",
        "id": place.id,
        "properties": properties,
        "geometry": {
            "type": "Point",
            "coordinates": [
                round(place.location.lon, COORDINATE_DECIMALS),
                round(place.location.lat, COORDINATE_DECIMALS),
            ],
        },
    }


def in_languages(key: str, text: LocalText, languages: tuple[str, ...]) -> dict[str, str]:
    """`name` in the source language, `name_en` and so on where somebody has written it."""
    source_language, *others = languages
    written = {
        f"{key}_{language}": text.texts[language] for language in others if language in text.texts
    }
    return {key: text.words(source_language), **written}


def _districts(city: City, outlines: Outlines) -> dict[str, Any]:
    """The outlines; `surroundings` is a foreign member (RFC 7946 §6.1) for drawing only."""
    boundaries = city.settings.boundaries
    collection: dict[str, Any] = {"type": "FeatureCollection", "schema_version": VERSION}
    if boundaries is not None:
        collection["attribution"] = boundaries.attribution.words(city.settings.languages[0])
        collection["license"] = boundaries.license
    if outlines.surroundings:
        collection["surroundings"] = {
            "type": "MultiPolygon",
            "coordinates": outlines.surroundings,
        }
    collection["features"] = [
        {
            "type": "Feature",
            "id": district,
            "properties": {
                "id": district,
                "name": city.districts[district].label.words(city.settings.languages[0]),
                "label": list(outlines.labels[district]),
            },
            "geometry": {"type": "MultiPolygon", "coordinates": polygons},
        }
        for district, polygons in sorted(outlines.rings.items())
        if district in city.districts
    ]
    return collection


def _as_bytes(collection: dict[str, Any]) -> bytes:
    """Compact JSON: one line, letters as they are, no number that JSON does not know."""
    text = json.dumps(collection, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return (text + "\n").encode()
