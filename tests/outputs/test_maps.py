"""The maps: Folium's scripts, the drawing of the outlines, and the published data."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from learning_city.city.geography import Outlines
from learning_city.outputs import map_data
from learning_city.outputs.outline_svg import CROP_LARGEST_BYTES, draw_city
from learning_city.words.local_text import LocalText

THEME = Path(__file__).parents[2] / "theme"
HOSTILE = "{{ 7*7 }}${alert(1)}</script><img src=x onerror=alert(1)>"


def rectangle(west, south, east, north):
    return ((west, south), (east, south), (east, north), (west, north), (west, south))


OUTLINES = Outlines(
    rings={
        "bati": ((rectangle(26.0, 38.0, 27.0, 39.0),), (rectangle(25.5, 38.5, 25.5001, 38.5001),)),
        "dogu": ((rectangle(27.0, 38.0, 28.0, 39.0), rectangle(27.4, 38.4, 27.6, 38.6)),),
    },
    labels={"bati": (26.5, 38.5), "dogu": (27.2, 38.5)},
    surroundings=((rectangle(27.9, 37.0, 30.0, 40.0),),),
)
LABELS = {"bati": LocalText({"tr": "Batı"}), "dogu": LocalText({"tr": "Doğu"})}


def settings_of_a_city(**changes):
    return SimpleNamespace(
        **{
            "center": SimpleNamespace(lat=38.5, lon=27.0),
            "zoom": 10,
            "bounds": SimpleNamespace(south=38.0, west=26.0, north=39.0, east=28.0),
            "tiles": SimpleNamespace(url=HOSTILE, host=HOSTILE, attribution=HOSTILE, max_zoom=19),
            "site_title": LocalText({"tr": HOSTILE}),
            "languages": ("tr", "en"),
            "boundaries": SimpleNamespace(
                attribution=LocalText({"tr": "Örnek sınırlar"}), license="CC BY-IGO"
            ),
            **changes,
        }
    )


def place(identifier="ornek", district="dogu", lat=38.2, lon=27.1, **changes):
    return SimpleNamespace(
        **{
            "id": identifier,
            "name": LocalText({"tr": "Örnek Kitaplık", "en": "Example Library"}),
            "kind": "library",
            "district": district,
            "themes": ("sanat",),
            "audiences": ("cocuk", "veli"),
            "location": SimpleNamespace(lat=lat, lon=lon),
            "sources": (
                SimpleNamespace(title=LocalText({"tr": "Açık veri"}), license="CC BY 4.0"),
            ),
            **changes,
        }
    )


@pytest.fixture(scope="module")
def scripts():
    from learning_city.outputs.maps import map_scripts

    return map_scripts(settings_of_a_city())


class TestFoliumScripts:
    def test_there_is_one_for_each_kind_of_map(self, scripts):
        assert sorted(scripts) == [
            "js/city-map.js",
            "js/evidence-map.js",
            "js/pick-map.js",
            "js/place-map.js",
            "js/route-map.js",
        ]

    def test_two_builds_write_the_same_bytes(self, scripts):
        from learning_city.outputs.maps import map_scripts

        assert map_scripts(settings_of_a_city()) == scripts

    def test_no_word_of_the_settings_reaches_folium(self, scripts):
        for script in scripts.values():
            assert "49" not in re.sub(r"[\d.]*\d\.\d+", "", script)
            assert not any(piece in script for piece in ("alert", "onerror", "7*7", "${"))

    def test_nothing_is_asked_of_another_host(self, scripts):
        for script in scripts.values():
            assert not re.search(r"https?:|//", script)

    def test_the_street_map_is_made_but_not_shown(self, scripts):
        for script in scripts.values():
            assert "L.tileLayer(element.dataset.tiles" in script
            assert "streets.addTo" not in script

    def test_a_city_without_a_tile_host_has_no_street_layer(self):
        from learning_city.outputs.maps import map_scripts

        for script in map_scripts(settings_of_a_city(tiles=None)).values():
            assert "tileLayer" not in script

    def test_only_the_city_map_has_the_grid_of_places(self, scripts):
        city = scripts["js/city-map.js"]
        imported = re.search(r'^import \{ placeGrid \} from "\./(.+)";$', city, re.MULTILINE)
        assert imported
        assert (THEME / "static" / "js" / imported[1]).is_file()
        options = re.search(r"placeGrid\((\{[^}]*\})\)\.addTo\(city_map\)", city)
        assert sorted(re.findall(r"(\w+)\W*:", options[1])) == ["apart", "cell", "closest", "spot"]
        assert "placeGrid" not in scripts["js/place-map.js"]

    @pytest.mark.parametrize(
        ("name", "template"),
        [("city-map", "pages/map.html"), ("place-map", "parts/place-map.html")],
    )
    def test_the_template_has_the_element_the_script_opens(self, scripts, name, template):
        assert f'document.getElementById("{name}")' in scripts[f"js/{name}.js"]
        assert f'id="{name}"' in (THEME / "templates" / template).read_text(encoding="utf-8")


class TestDrawing:
    @pytest.fixture
    def drawing(self):
        return draw_city(OUTLINES, LABELS)

    def test_without_outlines_there_is_no_drawing(self):
        assert draw_city(None, LABELS) is None
        assert draw_city(Outlines({}, {}), LABELS) is None

    def test_every_district_is_drawn_by_id_with_its_name(self, drawing):
        assert [(shape.id, shape.label) for shape in drawing.districts] == [
            ("bati", LABELS["bati"]),
            ("dogu", LABELS["dogu"]),
        ]

    def test_islets_and_holes_are_kept(self, drawing):
        west, east = drawing.districts
        assert west.path.count("M") == 2
        assert east.path.count("M") == 2

    def test_paths_are_whole_numbers_of_the_view_box(self, drawing):
        assert drawing.view_box == f"0 0 {drawing.width} {drawing.height}"
        for shape in drawing.districts:
            assert re.fullmatch(r"(M\d+ \d+l-?\d+(?:[ -]\d+)*z)+", shape.path)

    def test_north_is_up_and_east_is_right(self, drawing):
        assert drawing.x(26.1) < drawing.x(27.9)
        assert drawing.y(38.9) < drawing.y(38.1)

    def test_a_degree_of_longitude_is_narrower_than_one_of_latitude(self, drawing):
        assert (drawing.x(27) - drawing.x(26)) / (drawing.y(38) - drawing.y(39)) == pytest.approx(
            0.78, abs=0.02
        )

    def test_land_beyond_the_city_is_cut_at_the_view_box(self, drawing):
        assert drawing.surroundings
        for x, y in corners(drawing.surroundings):
            assert -10 <= x <= drawing.width + 10
            assert -10 <= y <= drawing.height + 10

    def test_a_place_sees_its_own_district_and_what_lies_around(self, drawing):
        crop = drawing.around(place())
        assert "dogu" in [shape.id for shape in crop.districts]
        assert 0 < crop.x(27.1) < crop.width
        assert 0 < crop.y(38.2) < crop.height

    def test_places_of_one_district_share_its_crop(self, drawing):
        assert drawing.around(place()) is drawing.around(place("baska", lat=38.3))

    def test_a_place_outside_the_crop_or_in_an_unknown_district_has_none(self, drawing):
        assert drawing.around(place(lat=36.0)) is None
        assert drawing.around(place(district="yok")) is None

    def test_a_ragged_coast_is_thinned_until_the_crop_is_small(self):
        coast = [(27 + number / 600, 38.6 + (number % 3) / 200) for number in range(601)]
        ragged = ((*coast, (28.0, 38.0), (27.0, 38.0), coast[0]),)
        drawing = draw_city(Outlines({"dogu": (ragged,)}, {"dogu": (27.5, 38.2)}), LABELS)
        crop = drawing.around(place())
        assert sum(len(shape.path) for shape in crop.districts) <= CROP_LARGEST_BYTES

    @settings(max_examples=50)
    @given(st.lists(st.tuples(st.floats(-0.2, 0.2), st.floats(0.01, 0.99)), max_size=40))
    def test_neighbours_share_their_border_however_it_winds(self, wiggles):
        winding = sorted(
            {round(38 + along, 4): round(27 + off, 4) for off, along in wiggles}.items()
        )
        border = [(27.0, 38.0), *((lon, lat) for lat, lon in winding), (27.0, 39.0)]
        west = ((*border, (26.0, 39.0), (26.0, 38.0), border[0]),)
        east = ((*reversed(border), (28.0, 38.0), (28.0, 39.0), border[-1]),)
        drawing = draw_city(Outlines({"bati": (west,), "dogu": (east,)}, {}), LABELS)
        for seen in (drawing, drawing.around(place(lat=38.5, lon=27.5))):
            x_west, x_east = (min, max)
            left, right = (edges(shape.path) for shape in seen.districts)
            outer = {
                x_west(x for edge in left for x, _ in edge),
                x_east(x for edge in right for x, _ in edge),
            }
            inland = {edge for edge in left if not {x for x, _ in edge} & outer}
            assert inland <= right


def corners(path):
    """The points of a path our drawing writes: `M x y l dx dy … z`."""
    for ring in re.findall(r"M(-?\d+)[ ]?(-?\d+)l([^z]*)z", path):
        x, y = int(ring[0]), int(ring[1])
        yield x, y
        steps = [int(number) for number in re.findall(r"-?\d+", ring[2])]
        for dx, dy in zip(steps[::2], steps[1::2], strict=True):
            x, y = x + dx, y + dy
            yield x, y


def edges(path):
    points = list(corners(path))
    return {frozenset(edge) for edge in pairwise([*points, points[0]]) if len(set(edge)) == 2}


class TestData:
    @staticmethod
    def files(*places, outlines=OUTLINES):
        districts = {name: SimpleNamespace(label=label) for name, label in LABELS.items()}
        city = SimpleNamespace(
            places=places, settings=settings_of_a_city(), outlines=outlines, districts=districts
        )
        site = SimpleNamespace(
            address=lambda key, language: f"{language}/{key[1]}/",
            url=lambda address: f"https://example.org/kent/{address}",
        )
        return {made.address: made.content for made in map_data.build(city, site)}

    def test_a_place_is_a_point_with_its_facts(self):
        data = json.loads(self.files(place())["data/places.geojson"])
        assert data["features"] == [
            {
                "type": "Feature",
                "id": "ornek",
                "properties": {
                    "id": "ornek",
                    "name": "Örnek Kitaplık",
                    "name_en": "Example Library",
                    "kind": "library",
                    "district": "dogu",
                    "themes": ["sanat"],
                    "audiences": ["cocuk", "veli"],
                    "url": "https://example.org/kent/tr/ornek/",
                    "url_en": "https://example.org/kent/en/ornek/",
                    "source": "Açık veri",
                    "license": "CC BY 4.0",
                },
                "geometry": {"type": "Point", "coordinates": [27.1, 38.2]},
            }
        ]
        assert data["attribution"] == [{"title": "Açık veri", "license": "CC BY 4.0"}]

    def test_longitude_comes_first(self):
        data = json.loads(self.files(place(lat=38.1234567, lon=27.7654321))["data/places.geojson"])
        assert data["features"][0]["geometry"]["coordinates"] == [27.765432, 38.123457]

    def test_a_name_nobody_translated_is_not_repeated(self):
        data = json.loads(self.files(place(name=LocalText({"tr": "Ad"})))["data/places.geojson"])
        assert "name_en" not in data["features"][0]["properties"]

    def test_a_hostile_name_is_a_string_like_any_other(self):
        hostile = place(name=LocalText({"tr": HOSTILE}))
        data = json.loads(self.files(hostile)["data/places.geojson"])
        assert data["features"][0]["properties"]["name"] == HOSTILE

    def test_the_order_of_the_places_changes_nothing(self):
        some = [place("b"), place("a"), place("c")]
        assert self.files(*some) == self.files(*reversed(some))

    def test_the_districts_are_published_with_their_credit(self):
        data = json.loads(self.files()["data/districts.geojson"])
        assert (data["attribution"], data["license"]) == ("Örnek sınırlar", "CC BY-IGO")
        assert [feature["id"] for feature in data["features"]] == ["bati", "dogu"]
        assert data["features"][0]["properties"] == {
            "id": "bati",
            "name": "Batı",
            "label": [26.5, 38.5],
        }
        assert data["features"][1]["geometry"]["type"] == "MultiPolygon"
        assert data["surroundings"]["type"] == "MultiPolygon"

    def test_without_outlines_there_are_only_places(self):
        assert list(self.files(outlines=None)) == ["data/places.geojson"]
