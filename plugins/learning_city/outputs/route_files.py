"""Routes for other programs: GPX 1.1 in each language, and GeoJSON (RFC 7946) for maps.

Lengths and times are not in them: a program measures the line itself, and knows its owner's pace.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree import ElementTree

from ..city.city import City
from ..city.course import Course, Stage, course
from ..model.fields import Point
from ..model.route import Route
from .map_data import COORDINATE_DECIMALS, in_languages
from .site import File, Site

GPX = "http://www.topografix.com/GPX/1/1"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
"""Of our own texts, which is what a route's prompts are."""


def build(city: City, site: Site) -> Iterator[File]:
    """For each route a GPX file in each language, and one GeoJSON file."""
    for route in city.routes:
        way = course(route, city)
        for language in site.languages:
            yield File(gpx_address(route, site, language), _gpx(route, way, city, site, language))
        yield File(geojson_address(route), _geojson(route, way, city, site))


def gpx_address(route: Route, site: Site, language: str) -> str:
    """`rotalar/<id>.gpx`: beside the route's page."""
    return site.address(("route", route.id), language).rstrip("/") + ".gpx"


def geojson_address(route: Route) -> str:
    """The same for all languages."""
    return f"data/routes/{route.id}.geojson"


# --- GPX ------------------------------------------------------------------------------------------


def _gpx(route: Route, way: Course, city: City, site: Site, language: str) -> bytes:
    """Stops as way points, the line as a route; the order of elements is the schema's."""
    ElementTree.register_namespace("", GPX)
    root = ElementTree.Element(
        _name("gpx"), {"version": "1.1", "creator": site.site_title.words(language)}
    )
    page = site.url(site.address(("route", route.id), language))
    about = ElementTree.SubElement(root, _name("metadata"))
    _say(about, "name", route.title.words(language))
    _say(about, "desc", route.summary.words(language))
    author = (site.author or site.site_title).words(language)
    owner = ElementTree.SubElement(about, _name("copyright"), {"author": author})
    _say(owner, "license", LICENCE)
    _link(about, page)
    for stage in way.stages:
        point = _point(root, "wpt", stage.point)
        _say(point, "name", f"{stage.number}. {stage.name.words(language)}")
        _say(point, "desc", stage.stop.prompt.words(language))
        if stage.stop.place:
            _link(point, site.url(site.address(("place", stage.stop.place), language)))
    line = ElementTree.SubElement(root, _name("rte"))
    _say(line, "name", route.title.words(language))
    _link(line, page)
    for stage in way.stages:
        _say(_point(line, "rtept", stage.point), "name", stage.name.words(language))
        for step in stage.line[1:-1]:
            _point(line, "rtept", step)
    ElementTree.indent(root, space=" ")
    body: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return body + b"\n"


def _name(element: str) -> str:
    return f"{{{GPX}}}{element}"


def _say(parent: ElementTree.Element, element: str, text: str) -> None:
    ElementTree.SubElement(parent, _name(element)).text = text


def _link(parent: ElementTree.Element, address: str) -> None:
    ElementTree.SubElement(parent, _name("link"), {"href": address})


def _point(parent: ElementTree.Element, element: str, point: Point) -> ElementTree.Element:
    lon, lat = _coordinate(point)
    return ElementTree.SubElement(parent, _name(element), {"lat": f"{lat}", "lon": f"{lon}"})


# --- GeoJSON --------------------------------------------------------------------------------------


def _geojson(route: Route, way: Course, city: City, site: Site) -> bytes:
    """The lines from stop to stop, then the stops, so that a map draws these above."""
    languages = city.settings.languages
    collection = {
        "type": "FeatureCollection",
        "id": route.id,
        **in_languages("title", route.title, languages),
        "license": "CC BY 4.0",
        "features": [
            *(_line(stage) for stage in way.stages if stage.onward),
            *(_stop(stage, languages) for stage in way.stages),
        ],
    }
    return (json.dumps(collection, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def _line(stage: Stage) -> Mapping[str, Any]:
    assert stage.onward is not None
    return {
        "type": "Feature",
        "properties": {
            "from": stage.number,
            "mode": stage.onward.mode,
            "straight": stage.straight,
        },
        "geometry": {
            "type": "LineString",
            "coordinates": [_coordinate(point) for point in stage.line],
        },
    }


def _stop(stage: Stage, languages: tuple[str, ...]) -> Mapping[str, Any]:
    return {
        "type": "Feature",
        "properties": {
            "number": stage.number,
            **in_languages("name", stage.name, languages),
            **({"place": stage.stop.place} if stage.stop.place else {}),
        },
        "geometry": {"type": "Point", "coordinates": _coordinate(stage.point)},
    }


def _coordinate(point: Point) -> list[float]:
    return [round(point.lon, COORDINATE_DECIMALS), round(point.lat, COORDINATE_DECIMALS)]
