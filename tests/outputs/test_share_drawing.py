"""Preview pictures: the right size and letters, the same every time, from nobody's machine."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from learning_city.outputs import share_pictures
from learning_city.outputs.icon_strokes import BOX, strokes_of
from learning_city.outputs.share_drawing import HEIGHT, WIDTH, Draughtsman
from learning_city.outputs.site import Card
from tests.city_project import PROJECT, TESTS
from tests.outputs.test_calendar_feed import whole_city
from tests.outputs.test_contribution_links import site_of

THEME = PROJECT / "theme"
FONTS = THEME / "node_modules/@fontsource/bricolage-grotesque/files"
CARD = Card("Örnek Kitaplık", "Kütüphane · Konak", "kind-library", "Öğrenen Şehir")
LONGEST = "Ş" * 60 + " " + "ğüşıöç İ" * 7
"""120 letters, the most that a name may have; its first word is wider than the picture."""


@pytest.fixture(scope="module")
def hand() -> Draughtsman:
    return Draughtsman(FONTS, THEME / "icons")


def seen(content: bytes) -> Image.Image:
    with Image.open(BytesIO(content)) as image:
        assert image.format == "PNG"
        return image.convert("RGB")


def title_area(image: Image.Image) -> Image.Image:
    return image.crop((0, 200, WIDTH, 488))


def inked(image: Image.Image) -> tuple[int, int, int, int]:
    """What differs from the paper."""
    return ImageChops.difference(image, Image.new("RGB", image.size, "#fbf7ef")).getbbox()


@pytest.mark.parametrize("title", ["Ağ", CARD.title, LONGEST[:120]], ids=len)
def test_a_title_of_any_length_fits_with_a_margin(hand: Draughtsman, title: str) -> None:
    content = hand.draw(replace(CARD, title=title))
    image = seen(content)
    assert image.size == (WIDTH, HEIGHT) == (1200, 630)
    assert len(content) < 300_000
    left, top, right, bottom = inked(title_area(image))
    assert left >= 75
    assert right <= WIDTH - 75
    assert top > 0
    assert bottom < title_area(image).height


@pytest.mark.parametrize(("one", "other"), [*zip("İIığşçöüâ", "IıigscoUa", strict=True)])
def test_turkish_letters_are_themselves(hand: Draughtsman, one: str, other: str) -> None:
    """A font without the letter would show both as the same box, or the nearest Latin one."""
    pictures = [hand.draw(replace(CARD, title=letter)) for letter in (one, other)]
    assert pictures[0] != pictures[1]
    assert all(hand.can_write(replace(CARD, title=letter)) for letter in (one, other))


def test_every_shipped_title_can_be_written(hand: Draughtsman) -> None:
    city = whole_city(PROJECT)
    site = site_of(city)
    for family in share_pictures.CARDS:
        for language in ("tr", "en"):
            for card in family(city, site, language):
                assert hand.can_write(card), card.title


@pytest.mark.parametrize("title", ["مكتبة", "Βιβλιοθήκη", "図書館", "Kitap 📚"])
def test_no_picture_is_better_than_one_of_empty_boxes(hand: Draughtsman, title: str) -> None:
    assert not hand.can_write(replace(CARD, title=title))


def test_letters_put_together_of_two_are_drawn_like_one(hand: Draughtsman) -> None:
    assert hand.draw(replace(CARD, title="I\u0307zmir")) == hand.draw(replace(CARD, title="İzmir"))


def test_the_same_card_gives_the_same_bytes(hand: Draughtsman) -> None:
    hand.draw(replace(CARD, icon="events"))
    assert hand.draw(CARD) == Draughtsman(FONTS, THEME / "icons").draw(CARD)


def test_a_long_line_above_the_title_is_shortened(hand: Draughtsman) -> None:
    image = seen(hand.draw(replace(CARD, kicker="Çok uzun bir tür adı " * 6)))
    sun = image.getpixel((WIDTH - 80 - 48, 118))
    assert sun == (0xF2, 0xB3, 0x3D), "nothing is written over the sun"


@pytest.mark.parametrize(
    "path", sorted((THEME / "icons").glob("*.svg")), ids=lambda path: path.stem
)
def test_every_icon_becomes_lines_within_its_box(path: Path) -> None:
    strokes = strokes_of(path)
    assert strokes
    for stroke in strokes:
        for x, y in stroke.points:
            assert -0.01 <= x <= BOX + 0.01
            assert -0.01 <= y <= BOX + 0.01


def test_an_arc_is_round() -> None:
    """A quarter of a circle keeps its distance from the middle."""
    from learning_city.outputs.icon_strokes import _lines

    (line,) = _lines("M12 2a10 10 0 0 1 10 10")
    assert line[-1] == pytest.approx((22, 12))
    assert all(((x - 12) ** 2 + (y - 12) ** 2) ** 0.5 == pytest.approx(10) for x, y in line)


# ── What is made for a site ───────────────────────────────────────────────────────────────────────


def test_pictures_are_made_once_and_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    city = whole_city(TESTS / "tiny_city")
    site = replace(site_of(city), theme=THEME, cache=tmp_path, share_pictures=True)
    made = list(share_pictures.build(city, site))
    families = (city.places, city.events, city.routes)
    assert 0 < len(made) <= 2 * sum(map(len, families))
    first = {file.address: file.read() for file in made}
    assert all(re.fullmatch(r"share/[0-9a-f]{16}\.png", address) for address in first)

    def refuse(*_: object) -> bytes:
        raise AssertionError("drawn again")

    monkeypatch.setattr(Draughtsman, "draw", refuse)
    assert {file.address: file.read() for file in share_pictures.build(city, site)} == first


def test_another_title_has_another_address() -> None:
    city = whole_city(TESTS / "tiny_city")
    site = replace(site_of(city), theme=THEME, cache=Path("unused"), share_pictures=True)
    shown = share_pictures.picture_of(CARD, site, "tr")
    other = share_pictures.picture_of(replace(CARD, title="Başka"), site, "tr")
    assert shown.address != other.address
    assert shown.alt == "Örnek Kitaplık. Kütüphane · Konak."
    assert share_pictures.picture_of(CARD, replace(site, share_pictures=False), "tr") is None
