"""QR codes lead where they should: read back by another program."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from learning_city.outputs.qr_codes import QUIET_ZONE, qr_code
from tests.qr_reader import modules, read_drawing

ADDRESSES = (
    "https://a.example/",
    "https://example.org/ogrenen-sehir/yerler/konak-iskelesi/",
    "http://localhost:8000/en/places/konak-iskelesi/",
    f"https://example.org/yerler/{'uzun-bir-ad-' * 6}son/",
    "https://example.org/katki/?ekle=place&district=cigli#adres",
    "https://öğrenme.example/çiğli/",
)


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_code_says_its_address_with_a_seventh_of_it_to_spare(address: str) -> None:
    code = qr_code(address)
    assert read_drawing(code.view_box, code.path) == (address, "M")


@given(st.text("abcdefghijklmnopqrstuvwxyz0123456789-/", min_size=1, max_size=200))
@settings(max_examples=60)
def test_any_address_can_be_read_back(path: str) -> None:
    code = qr_code(f"https://example.org/{path}")
    assert read_drawing(code.view_box, code.path).text == f"https://example.org/{path}"


def test_the_quiet_zone_is_part_of_the_drawing() -> None:
    grid = modules(qr_code(ADDRESSES[0]).view_box, qr_code(ADDRESSES[0]).path)
    inside = grid[QUIET_ZONE:-QUIET_ZONE, QUIET_ZONE:-QUIET_ZONE]
    assert grid.sum() == inside.sum() > 0
    assert inside[0].any()
    assert inside[:, 0].any()


def test_the_same_address_is_the_same_drawing() -> None:
    first = qr_code(ADDRESSES[1])
    qr_code.cache_clear()
    assert qr_code(ADDRESSES[1]) == first


def test_an_address_that_no_code_can_hold_is_refused() -> None:
    with pytest.raises(ValueError, match="too large"):
        qr_code(f"https://example.org/{'a' * 3000}")
