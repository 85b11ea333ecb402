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
from folium.template import Template

if TYPE_CHECKING:
    from ..model.settings import Bounds, CitySettings

CITY_MAP, PLACE_MAP, PICK_MAP = "city-map", "place-map", "pick-map"
ROUTE_MAP, EVIDENCE_MAP = "route-map", "evidence-map"
"""Ids of the elements the maps open in; the templates use the same."""

BOUNDS_MARGIN_DEGREES = 0.6
ZOOM_OUT_STEPS = 4
CLOSEST_ZOOM = 18
PLACE_ZOOM = 13
GRID_PIXELS, APART_PIXELS = 64, 40
"""A cell of the grid that gathers places, and the least distance of two gatherings."""
GRID_ENDS_AT_ZOOM, SPOT_PIXELS = 17, 12
"""From here on only places at one spot are gathered."""
GRID_SCRIPT = "./explorer/place-grid.js"


def map_scripts(settings: CitySettings) -> dict[str, str]:
    """Asset name → script: maps of the city, a place, a route, the numbers, and to pick a point on.

    Each opens its map and leaves it in `window.learningCityMaps` under the id of its element, for
    the hand-written scripts to fill. That of the city is a module, since it imports the grid.
    """
    city = _Map(CITY_MAP, settings, zoom=settings.zoom)
    _PlaceGrid().add_to(city)
    place = _Map(PLACE_MAP, settings, zoom=max(settings.zoom, PLACE_ZOOM))
    pick = _Map(PICK_MAP, settings, zoom=settings.zoom)
    route = _Map(ROUTE_MAP, settings, zoom=settings.zoom)
    _Route().add_to(route)
    evidence = _Map(EVIDENCE_MAP, settings, zoom=settings.zoom, zoom_step=0.5)
    _Shades().add_to(evidence)  # type: ignore[no-untyped-call]
    every = (city, place, pick, route, evidence)
    for opened in every:
        _ZoomButtons().add_to(opened)  # type: ignore[no-untyped-call]
        _Scale().add_to(opened)  # type: ignore[no-untyped-call]
        if settings.tiles is not None:
            _Streets(settings.tiles.max_zoom).add_to(opened)
    scripts = {f"js/{opened.element_id}.js": opened.script() for opened in every}
    scripts[f"js/{CITY_MAP}.js"] = f'import {{ placeGrid }} from "{GRID_SCRIPT}";\n' + city.script()
    return scripts


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

    def __init__(
        self, element_id: str, settings: CitySettings, zoom: int, zoom_step: float = 1
    ) -> None:
        self.element_id = element_id
        super().__init__(
            location=[settings.center.lat, settings.center.lon],
            zoom_start=zoom,
            tiles=None,
            zoom_control=False,
            zoomSnap=zoom_step,
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


class _PlaceGrid(MacroElement):
    """The layer of the places, near ones gathered by the cells of a grid.

    A script of ours is the layer; Folium says where it belongs and hands it these numbers.
    """

    _template = Template("""
        {% macro script(this, kwargs) %}
        layers.places = placeGrid({{ this.options|tojavascript }}).addTo(city_map);
        {% endmacro %}""")

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.options = {
            "cell": GRID_PIXELS,
            "apart": APART_PIXELS,
            "closest": GRID_ENDS_AT_ZOOM,
            "spot": SPOT_PIXELS,
        }

    def get_name(self) -> str:
        """The layer's name: the same in every build."""
        return "places"


class _Shades(MacroElement):
    """The districts in the shade of their value: `properties.shade`, a number that the page gives.

    The districts come by fetch, once the map is opened.
    """

    _template = Template("""
        {% macro script(this, kwargs) %}
        layers.shades = L.geoJSON(null, {
          style: ({ properties }) => ({
            className: "map-shade map-shade--" + Number(properties.shade),
            weight: 1,
            fillOpacity: 1
          })
        });
        {% endmacro %}""")

    def get_name(self) -> str:
        return "shades"


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
