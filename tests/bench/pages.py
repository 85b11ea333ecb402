"""The explorer of a city, and the same places as its peers show them."""

from __future__ import annotations

import json
import re
import shutil
from html import escape
from pathlib import Path

import folium
from folium.plugins import FastMarkerCluster
from jinja2 import Environment, FileSystemLoader

from learning_city.city.city import City
from learning_city.outputs import city_map, map_data
from learning_city.outputs.addresses import file_of
from learning_city.outputs.assets import gather
from learning_city.outputs.fonts import everyday_letters
from learning_city.outputs.maps import map_scripts
from learning_city.outputs.outline_svg import draw_city
from learning_city.outputs.rendering import JINJA_SETTINGS, Renderer
from learning_city.outputs.site import Page, Site
from learning_city.words.phrases import read_phrases

PROJECT = Path(__file__).resolve().parents[2]
THEME = PROJECT / "theme"

# What Folium asks of other hosts → the same from npm. Two small styles are on no registry.
FOREIGN = {
    "leaflet.js": "leaflet/dist/leaflet.js",
    "leaflet.css": "leaflet/dist/leaflet.css",
    "jquery-3.7.1.min.js": "jquery/dist/jquery.min.js",
    "bootstrap.bundle.min.js": "bootstrap/dist/js/bootstrap.bundle.min.js",
    "bootstrap.min.css": "bootstrap/dist/css/bootstrap.min.css",
    "leaflet.awesome-markers.js": "leaflet.awesome-markers/dist/leaflet.awesome-markers.js",
    "leaflet.awesome-markers.css": "leaflet.awesome-markers/dist/leaflet.awesome-markers.css",
    "all.min.css": "@fortawesome/fontawesome-free/css/all.min.css",
    "leaflet.markercluster.js": "leaflet.markercluster/dist/leaflet.markercluster.js",
    "MarkerCluster.css": "leaflet.markercluster/dist/MarkerCluster.css",
    "MarkerCluster.Default.css": "leaflet.markercluster/dist/MarkerCluster.Default.css",
}


def site_of(city: City) -> Site:
    """A site that has only what the explorer needs."""
    phrases = read_phrases(THEME / "translations", city.settings.languages)
    letters = everyday_letters(words for spoken in phrases.values() for words in spoken.texts())
    labels = {identifier: district.label for identifier, district in city.districts.items()}
    return Site(
        base="http://localhost",
        phrases=phrases,
        clock=city.clock,
        site_title=city.settings.site_title,
        assets=gather(THEME, lambda: map_scripts(city.settings), letters, PROJECT / ".cache"),
        tile_host=city.settings.tiles.host if city.settings.tiles else None,
        outline=draw_city(city.outlines, labels),
    )


def renderer_of(city: City, site: Site) -> Renderer:
    environment = Environment(loader=FileSystemLoader(THEME / "templates"), **JINJA_SETTINGS)
    return Renderer(environment, city, site)


def build_explorer(city: City, folder: Path) -> str:
    """Write the explorer with everything it fetches; its address."""
    site = site_of(city)
    renderer = renderer_of(city, site)
    for made in (*city_map.build(city, site), *map_data.build(city, site)):
        name, content = (
            renderer.render(made) if isinstance(made, Page) else (made.address, made.content)
        )
        _write(folder / name, content)
    for name, content in site.assets.placed():
        _write(folder / name, content)
    return file_of(site.address(("map",), site.source_language)).removesuffix("index.html")


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def build_peers(city: City, folder: Path, packages: Path) -> dict[str, str]:
    """Write the peers' pages; name → address. All that they load comes from this computer."""
    for name, source in FOREIGN.items():
        _write(folder / "peer" / name, (packages / source).read_bytes())
    _write(folder / "peer" / "none.css", b"")
    images = packages / "leaflet/dist/images"
    shutil.copytree(images, folder / "peer" / "images", dirs_exist_ok=True)
    made = {
        "Folium, a marker each": _naive(city),
        "Folium FastMarkerCluster": _fast(city),
        "Leaflet.markercluster": _markercluster(city, folder),
    }
    addresses = {}
    for number, (name, html) in enumerate(made.items()):
        addresses[name] = f"peer/{number}.html"
        _write(folder / addresses[name], html.encode())
    return addresses


def _popup(city: City, place) -> str:
    return (
        f'<b><a href="/yerler/{place.id}/">{escape(place.name.words("tr"))}</a></b><br>'
        f"{escape(city.kinds[place.kind].label.words('tr'))}, "
        f"{escape(city.districts[place.district].label.words('tr'))}"
    )


def _localised(html: str) -> str:
    """Foreign scripts and styles from here; tiles from the stub."""
    html = re.sub(
        r"https://[^\"'\s]+?\.(?:js|css)(?=[\"'])",
        lambda found: (
            found[0].rsplit("/", 1)[1] if found[0].rsplit("/", 1)[1] in FOREIGN else "none.css"
        ),
        html,
    )
    return re.sub(r"https://(?:\{s\}\.)?tile\.openstreetmap\.org/", "/tiles/", html)


def _map(city: City) -> folium.Map:
    center = city.settings.center
    return folium.Map(location=[center.lat, center.lon], zoom_start=city.settings.zoom)


def _naive(city: City) -> str:
    page = _map(city)
    for place in city.places:
        popup = folium.Popup(_popup(city, place), max_width=300)
        folium.Marker([place.location.lat, place.location.lon], popup=popup).add_to(page)
    return _localised(page.get_root().render())


def _fast(city: City) -> str:
    """One layer for each field, with Folium's own switches: its way to filter."""
    page = _map(city)
    for theme in city.themes.values():
        rows = [
            [place.location.lat, place.location.lon, _popup(city, place)]
            for place in city.places
            if place.themes[0] == theme.id
        ]
        call = "function (r) { return L.marker(new L.LatLng(r[0], r[1])).bindPopup(r[2]); }"
        FastMarkerCluster(rows, name=theme.label.words("tr"), callback=call).add_to(page)
    folium.LayerControl(collapsed=False).add_to(page)
    return _localised(page.get_root().render())


def _markercluster(city: City, folder: Path) -> str:
    """Hand-written: GeoJSON by fetch, one cluster group, a button for each field."""
    data = [
        [
            place.location.lat,
            place.location.lon,
            place.id,
            place.name.words("tr"),
            list(place.themes),
        ]
        for place in city.places
    ]
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    _write(folder / "peer" / "places.json", text.encode())
    buttons = "".join(f'<button data-field="{theme}">{theme}</button>' for theme in city.themes)
    center = city.settings.center
    return f"""<!doctype html><meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<link rel="stylesheet" href="leaflet.css"><link rel="stylesheet" href="MarkerCluster.css">
<link rel="stylesheet" href="MarkerCluster.Default.css"><style>#map {{ height: 70vh }}</style>
<link rel="preload" href="places.json" as="fetch" crossorigin>
<div>{buttons}</div><div id="map"></div>
<script src="leaflet.js"></script><script src="leaflet.markercluster.js"></script><script>
const map = L.map("map").setView([{center.lat}, {center.lon}], {city.settings.zoom});
L.tileLayer("/tiles/{{z}}/{{x}}/{{y}}.png").addTo(map);
fetch("places.json").then((answer) => answer.json()).then((rows) => {{
  const group = L.markerClusterGroup().addTo(map);
  const popup = (id, name) => () => {{
    const link = document.createElement("a");
    link.href = `/yerler/${{id}}/`;
    link.textContent = name;
    return link;
  }};
  const markers = rows.map(([lat, lon, id, name]) =>
    L.marker([lat, lon], {{ title: name }}).bindPopup(popup(id, name)));
  group.addLayers(markers);
  for (const button of document.querySelectorAll("button")) button.onclick = () => {{
    group.clearLayers();
    group.addLayers(markers.filter((_, at) => rows[at][4].includes(button.dataset.field)));
  }};
}});
</script>"""
