"""Codes of stamps: one for each place, the city's own, made of letters that nobody confuses."""

from __future__ import annotations

from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from learning_city.outputs.stamp_codes import LENGTH, LETTERS, stamp_code
from learning_city.outputs.stamp_shapes import SHAPES, shape_of
from tests.city_project import PROJECT
from tests.outputs.test_calendar_feed import whole_city

IDS = st.from_regex(r"[a-z0-9]{1,20}(-[a-z0-9]{1,8}){0,3}", fullmatch=True)


@given(IDS, st.text(max_size=20))
def test_a_code_is_short_and_readable_and_always_the_same(identifier: str, salt: str) -> None:
    code = stamp_code("place", identifier, salt)
    assert len(code) == LENGTH
    assert set(code) <= set(LETTERS)
    assert not set(code) & set("01ilo")
    assert code == stamp_code("place", identifier, salt)


def test_codes_differ_by_place_by_kind_and_by_city() -> None:
    """A code on paper is a promise: this one must not change with a new version."""
    assert stamp_code("place", "konak-iskelesi", "learning-city") == "3mjjs"
    assert stamp_code("route", "konak-iskelesi", "learning-city") != "3mjjs"
    assert stamp_code("place", "konak-iskelesi", "another") != "3mjjs"


def test_no_two_shipped_places_share_a_code() -> None:
    city = whole_city(PROJECT)
    codes = [stamp_code("place", place.id, city.settings.passport_salt) for place in city.places]
    assert len(set(codes)) == len(codes)


def test_there_are_eight_shapes_within_their_box_and_more_fields_take_turns() -> None:
    assert len(set(SHAPES)) == 8
    assert [shape_of(number) for number in (0, 7, 8, 15)] == [0, 7, 0, 7]
    for path in SHAPES:
        ElementTree.fromstring(f'<path d="{path}"/>')
        assert path.startswith("M")
        assert path.endswith("Z")
