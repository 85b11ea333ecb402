"""The maps' scripts, made with Folium: its one door.

Folium takes about a second to load, so this module is imported only by the step that makes the
assets. It renders any text it is given once more as a Jinja template and writes popup text into
live JavaScript; therefore it gets numbers and the constants of this file, never a word of a
contributor's, not even the address of the street map: that and all wording wait in the page, as
`data-` attributes of the map's element.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import folium
from branca.element import MacroElement
from folium.plugins import MarkerCluster
from folium.template import Template

if TYPE_CHECKING:
    from ..model.settings import Bounds, CitySettings

CITY_MAP, PLACE_MAP, PICK_MAP, ROUTE_MAP = "city-map", "place-map", "pick-map", "route-map"
"""Ids of the elements the maps open in; the templates use the same."""

BOUNDS_MARGIN_DEGREES = 0.6
ZOOM_OUT_STEPS = 4
CLOSEST_ZOOM = 18
PLACE_ZOOM = 13
CLUSTER_PIXELS = 56


def map_scripts(settings: CitySettings) -> dict[str, str]:
    """Asset name → script: the map of the city, of a place, of a route, and to pick a point on.

    Each opens its map and leaves it in `window.learningCityMaps` under the id of its element, for
    the hand-written scripts to fill.
    """
    city = _Map(CITY_MAP, settings, zoom=settings.zoom)
    _Places().add_to(city)
    place = _Map(PLACE_MAP, settings, zoom=max(settings.zoom, PLACE_ZOOM))
    pick = _Map(PICK_MAP, settings, zoom=settings.zoom)
    route = _Map(ROUTE_MAP, settings, zoom=settings.zoom)
    _Route().add_to(route)
    every = (city, place, pick, route)
    for opened in every:
        _ZoomButtons().add_to(opened)  # type: ignore[no-untyped-call]
        _Scale().add_to(opened)  # type: ignore[no-untyped-call]
        if settings.tiles is not None:
            _Streets(settings.tiles.max_zoom).add_to(opened)
    return {f"js/{opened.element_id}.js": opened.script() for opened in every}


class _Map(folium.Map):
    """A map without Folium's page around it: no links elsewhere, no inline script or style."""

    default_js: list[tuple[str, str]] = []  # noqa: RUF012
    default_css: list[tuple[str, str]] = []  # noqa: RUF012
    _template = Template("""
        {% macro html(this, kwargs) %}{% endmacro %}
        {% macro script(this, kwargs) %}
        const element = document.getElementById({{ this.element_id|tojson }});
        const moving = !matchMedia("(prefers-reduced-motion: reduce)").matches;
        const city_map = L.map(element, {
          ...{{ this.options|tojavascript }},
          center: {{ this.location|tojson }},
          attributionControl: false,
          fadeAnimation: moving,
          markerZoomAnimation: moving,
          zoomAnimation: moving
        });
        const layers = {};
        {% endmacro %}""")

    def __init__(self, element_id: str, settings: CitySettings, zoom: int) -> None:
        self.element_id = element_id
        super().__init__(
            location=[settings.center.lat, settings.center.lon],
            zoom_start=zoom,
            tiles=None,
            zoom_control=False,
            minZoom=max(1, settings.zoom - ZOOM_OUT_STEPS),
            maxZoom=settings.tiles.max_zoom if settings.tiles else CLOSEST_ZOOM,
            maxBounds=_with_margin(settings.bounds),
            maxBoundsViscosity=0.7,
            scrollWheelZoom=False,
        )

    def get_name(self) -> str:
        """The map's variable: the same in every build."""
        return "city_map"

    def script(self) -> str:
        """The script that opens this map, as a file of its own."""
        root: Any = self.get_root()
        root.render()
        lines = (line.strip() for line in root.script.render().splitlines())
        body = "\n".join(line for line in lines if line)
        return (
            f'"use strict";\n{{\n{body}\n'
            f"window.learningCityMaps ??= {{}};\n"
            f'window.learningCityMaps["{self.element_id}"] = {{ map: city_map, ...layers }};\n}}\n'
        )


class _Places(MarkerCluster):
    """The layer the places' markers are put in, near ones gathered."""

    default_js: list[tuple[str, str]] = []  # noqa: RUF012
    default_css: list[tuple[str, str]] = []  # noqa: RUF012
    _template = Template("""
        {% macro script(this, kwargs) %}
        layers.places = L.markerClusterGroup({
          ...{{ this.options|tojavascript }},
          animate: moving
        });
        {% endmacro %}""")

    def __init__(self) -> None:
        super().__init__(  # type: ignore[no-untyped-call]
            show=False,
            max_cluster_radius=CLUSTER_PIXELS,
            show_coverage_on_hover=False,
            spiderfy_on_max_zoom=True,
            chunked_loading=True,
        )

    def get_name(self) -> str:
        return "places"


class _Route(folium.FeatureGroup):
    """The layer that a route's line and stops are put in."""

    _template = Template("""
        {% macro script(this, kwargs) %}
        layers.route = L.featureGroup().addTo(city_map);
        {% endmacro %}""")

    def __init__(self) -> None:
        super().__init__(show=False)

    def get_name(self) -> str:
        return "route"


class _Streets(folium.TileLayer):
    """The street map, made but not shown: it asks its host for nothing before a visitor does."""

    _template = Template("""
        {% macro script(this, kwargs) %}
        layers.streets = L.tileLayer(element.dataset.tiles, {{ this.options|tojavascript }});
        {% endmacro %}""")

    def __init__(self, max_zoom: int) -> None:
        super().__init__(
            tiles="from-the-page",
            attr="from-the-page",
            max_zoom=max_zoom,
            show=False,
            control=False,
            referrerPolicy="strict-origin-when-cross-origin",
        )

    def get_name(self) -> str:
        return "streets"


class _ZoomButtons(MacroElement):
    """Plus and minus, with the page's words for them."""

    _template = Template("""
        {% macro script(this, kwargs) %}
        L.control.zoom({
          position: document.dir === "rtl" ? "topright" : "topleft",
          zoomInTitle: element.dataset.zoomIn,
          zoomOutTitle: element.dataset.zoomOut
        }).addTo(city_map);
        {% endmacro %}""")

    def get_name(self) -> str:
        return "zoom_buttons"


class _Scale(MacroElement):
    """A bar of so many metres or kilometres."""

    _template = Template("""
        {% macro script(this, kwargs) %}
        L.control.scale({ imperial: false }).addTo(city_map);
        {% endmacro %}""")

    def get_name(self) -> str:
        return "scale"


def _with_margin(bounds: Bounds) -> list[list[float]]:
    """The corners a visitor can move to: the city and some of its surroundings."""
    margin = BOUNDS_MARGIN_DEGREES
    return [
        [round(bounds.south - margin, 4), round(bounds.west - margin, 4)],
        [round(bounds.north + margin, 4), round(bounds.east + margin, 4)],
    ]
