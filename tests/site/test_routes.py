"""Routes: the page, its guide, GPX and GeoJSON say the same."""

import json
from xml.etree import ElementTree

import geopandas
import pytest

from tests.site.test_hostile_text import NAME

GPX = "{http://www.topografix.com/GPX/1/1}"
ROUTES = {"tr": "rotalar/", "en": "en/routes/"}

# The schema itself may not be copied here, so what it asks of the elements that we write is said
# again: https://www.topografix.com/GPX/1/1/gpx.xsd. Element → its children in the only order
# allowed, each with the least and the most that there may be.
MANY = 10_000
ORDER = {
    "gpx": [("metadata", 0, 1), ("wpt", 0, MANY), ("rte", 0, MANY), ("trk", 0, MANY)],
    "metadata": [
        *(("name", 0, 1), ("desc", 0, 1), ("author", 0, 1), ("copyright", 0, 1)),
        *(("link", 0, MANY), ("time", 0, 1), ("keywords", 0, 1), ("bounds", 0, 1)),
    ],
    "copyright": [("year", 0, 1), ("license", 0, 1)],
    "wpt": [
        *(("ele", 0, 1), ("time", 0, 1), ("name", 0, 1), ("cmt", 0, 1), ("desc", 0, 1)),
        *(("src", 0, 1), ("link", 0, MANY), ("sym", 0, 1), ("type", 0, 1)),
    ],
    "rte": [
        *(("name", 0, 1), ("cmt", 0, 1), ("desc", 0, 1), ("src", 0, 1), ("link", 0, MANY)),
        *(("number", 0, 1), ("type", 0, 1), ("rtept", 0, MANY)),
    ],
    "link": [("text", 0, 1), ("type", 0, 1)],
    **{text: [] for text in ("name", "desc", "license")},
}
ORDER["rtept"] = ORDER["wpt"]
ATTRIBUTES = {
    "gpx": {"version", "creator"},
    "copyright": {"author"},
    "link": {"href"},
    "wpt": {"lat", "lon"},
    "rtept": {"lat", "lon"},
}


def faults(element):
    """What the schema of GPX 1.1 would object to."""
    assert element.tag.startswith(GPX), f"{element.tag} is of another namespace"
    name = element.tag.removeprefix(GPX)
    if name not in ORDER:
        yield f"<{name}> is not known"
        return
    if set(element.attrib) != ATTRIBUTES.get(name, set()):
        yield f"<{name}> has {sorted(element.attrib)}"
    if ORDER[name] and (element.text or "").strip():
        yield f"<{name}> has text of its own"
    names = [child.tag.removeprefix(GPX) for child in element]
    allowed = [child for child, _, _ in ORDER[name]]
    if any(child not in allowed for child in names):
        yield f"<{name}> holds {names}"
    elif names != sorted(names, key=allowed.index):
        yield f"<{name}> holds {names} in another order"
    for child, least, most in ORDER[name]:
        if not least <= names.count(child) <= most:
            yield f"<{name}> holds {names.count(child)} {child}"
    if "lat" in element.attrib:
        lat, lon = float(element.attrib["lat"]), float(element.attrib["lon"])
        if not (-90 <= lat <= 90 and -180 <= lon < 180):
            yield f"{lat}, {lon}"
    for child in element:
        yield from faults(child)


def gpx_files(site):
    return {name: content for name, content in site.files.items() if name.endswith(".gpx")}


def test_the_test_of_the_schema_sees_what_is_wrong():
    good = ElementTree.fromstring(
        f'<gpx xmlns="{GPX[1:-1]}" version="1.1" creator="x">'
        '<wpt lat="1" lon="2"><name>a</name><desc>b</desc></wpt></gpx>'
    )
    assert list(faults(good)) == []
    good[0].append(good[0][0])
    good[0].remove(good[0][0])
    assert any("another order" in fault for fault in faults(good))
    good[0].attrib["lat"] = "91"
    assert any("91" in fault for fault in faults(good))


def test_every_gpx_file_is_gpx(site):
    assert len(gpx_files(site)) == 4
    for name, content in gpx_files(site).items():
        root = ElementTree.fromstring(content)
        assert root.tag == f"{GPX}gpx"
        assert root.attrib["version"] == "1.1"
        assert list(faults(root)) == [], name


def test_another_library_reads_the_stops_and_the_line_of_every_gpx_file(site, tmp_path):
    """GDAL's reader, by GeoPandas, against the published GeoJSON."""
    for name, content in gpx_files(site).items():
        file = tmp_path / name.rpartition("/")[2]
        file.write_bytes(content)
        drawn = json.loads(site.files[f"data/routes/{file.stem}.geojson"])["features"]
        shapes = [one["geometry"] for one in drawn]
        stops = [one["coordinates"] for one in shapes if one["type"] == "Point"]
        read = geopandas.read_file(file, layer="waypoints")
        assert [[point.x, point.y] for point in read.geometry] == stops
        (line,) = geopandas.read_file(file, layer="routes").geometry
        first, *_, last = line.coords
        assert [first, last] == [tuple(stops[0]), tuple(stops[-1])]


@pytest.mark.parametrize("language", ROUTES)
def test_the_stops_of_page_gpx_and_geojson_are_the_same(site, language):
    page = site.page(f"{ROUTES[language]}kitaptan-agaca/")
    names = [stop.text for stop in page.main.all("p", class_="station__where")]
    root = ElementTree.fromstring(site.files[f"{ROUTES[language]}kitaptan-agaca.gpx"])
    points = root.findall(f"{GPX}wpt")
    assert [point.find(f"{GPX}name").text for point in points] == [
        f"{number}. {name}" for number, name in enumerate(names, start=1)
    ]
    prompts = [prompt.text for prompt in page.main.all("p", class_="station__prompt")]
    assert [point.find(f"{GPX}desc").text for point in points] == prompts
    collection = json.loads(site.files["data/routes/kitaptan-agaca.geojson"])
    stops = [one for one in collection["features"] if one["geometry"]["type"] == "Point"]
    key = "name" if language == "tr" else "name_en"
    assert [one["properties"][key] for one in stops] == names
    assert [one["geometry"]["coordinates"] for one in stops] == [
        [float(point.attrib["lon"]), float(point.attrib["lat"])] for point in points
    ]


def test_a_path_is_in_the_line_of_all_files(site):
    root = ElementTree.fromstring(site.files["rotalar/kitaptan-agaca.gpx"])
    line = [
        [float(point.attrib["lon"]), float(point.attrib["lat"])]
        for point in root.iter(f"{GPX}rtept")
    ]
    collection = json.loads(site.files["data/routes/kitaptan-agaca.geojson"])
    first, second = (
        one for one in collection["features"] if one["geometry"]["type"] == "LineString"
    )
    assert line == [*first["geometry"]["coordinates"][:-1], *second["geometry"]["coordinates"]]
    assert first["properties"] == {"from": 1, "mode": "walk", "straight": False}
    assert second["properties"] == {"from": 2, "mode": "transit", "straight": True}


def test_a_route_says_how_long_the_walk_is_and_whether_that_is_certain(site):
    drawn = site.page("rotalar/kitaptan-agaca/").main.text
    assert "Yürüyüş 870 m, yaklaşık 20 dakika" in drawn
    assert "kuş uçuşu" not in drawn
    assert "Basamaksız gidilemeyen yerleri var" in drawn
    straight = site.page("rotalar/kotu-niyetli-rota/").main.text
    assert "Yürüyüş kuş uçuşu" in straight
    assert "en az" in straight
    assert "Basamak olup olmadığı bilinmiyor" in straight


def test_a_route_is_drawn_with_a_number_at_each_stop(site):
    drawing = site.page("rotalar/kitaptan-agaca/").main.one("svg", class_="route-drawing")
    assert [text.text for text in drawing.all("text")] == ["1", "2", "3"]
    assert len(drawing.all("path", class_="route-drawing__line")) == 2
    assert len(drawing.all("path", class_="route-drawing__line--carried")) == 1


def test_a_place_names_the_routes_that_stop_there(site):
    for address in ("yerler/merkez-kitaplik/", "yerler/cinar-parki/"):
        page = site.page(address)
        links = {site.target(page, a["href"]).file for a in page.main.all("a")}
        assert "rotalar/kitaptan-agaca/index.html" in links
    assert "Bu yerden geçen rotalar" not in site.page("yerler/islik-cikmazi/").main.text


def test_a_former_address_of_a_route_leads_on(site):
    page = site.documents["rotalar/eski-rota/index.html"]
    assert page.head.one("link", rel="canonical")["href"] == site.url("rotalar/kitaptan-agaca/")


def test_a_hostile_route_is_read_as_it_was_written(site):
    page = site.page("rotalar/kotu-niyetli-rota/")
    for written in (
        f"{NAME} rota",
        '"><svg onload=alert(1)> {% raw %} {attach}x{/attach} ]]> rota',
        "<script>alert(1)</script> {{ 7*7 }} ]]>",
        "{{ 7*7 }}</h3><script>alert(1)</script> durak",
        '"><svg onload=alert(1)> ${alert(1)} ]]> durak',
        "<b onclick=alert(1)>defter</b>",
        "</p><script>alert(1)</script> yol",
        "<img src=x onerror=alert(1)> köprü",
        "</b><script>alert(1)</script> bank",
        '"><img src=x onerror=alert(1)>',
    ):
        assert written in page.main.text, written
    root = ElementTree.fromstring(site.files["rotalar/kotu-niyetli-rota.gpx"])
    assert root.find(f"{GPX}metadata/{GPX}name").text == f"{NAME} rota"
    guide = site.page("rotalar/kotu-niyetli-rota/rehber/").main.text
    assert f"{NAME} rota" in guide
