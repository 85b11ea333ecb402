"""A contributed photo is judged by its bytes, and leaves everything but its pixels behind."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image, ImageCms, PngImagePlugin

from learning_city.source.photo_files import PhotoRefused, examine, resized

ORIENTATION, MAKE, GPS = 0x0112, 0x010F, 0x8825
SECRETS = (b"Exif", b"GPS", b"Telefon", b"kimin", b"http://ns.adobe.com", b"ICC_PROFILE", b"ICCP")
HERE = {1: "N", 2: (38.0, 25.0, 7.0), 3: "E", 4: (27.0, 8.0, 35.0)}


def picture(width: int = 1600, height: int = 1200) -> Image.Image:
    """Red on the left, blue on the right, with enough in between to need some bytes."""
    ramp = Image.linear_gradient("L").rotate(90).resize((width, height))
    return Image.merge("RGB", (ramp.point(lambda v: 255 - v), Image.new("L", ramp.size, 60), ramp))


def as_bytes(image: Image.Image, kind: str = "JPEG", **options: object) -> bytes:
    target = BytesIO()
    image.save(target, kind, **options)
    return target.getvalue()


def from_a_phone(orientation: int = 1) -> bytes:
    """What a phone writes: where, when and by what it was taken, and how it was held."""
    exif = Image.Exif()
    exif[MAKE] = "Telefon"
    exif[ORIENTATION] = orientation
    exif.get_ifd(GPS).update(HERE)
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    xmp = b'<x:xmpmeta xmlns:x="http://ns.adobe.com/xap/1.0/">kimin</x:xmpmeta>'
    return as_bytes(
        picture(), exif=exif, icc_profile=profile, xmp=xmp, comment=b"kimin", quality=90
    )


def test_a_phone_photo_comes_out_without_a_trace_of_where_it_was_taken() -> None:
    content = from_a_phone()
    with Image.open(BytesIO(content)) as before:
        assert dict(before.getexif().get_ifd(GPS)) == HERE, "the test has something to lose"
    assert all(secret in content for secret in SECRETS[2:6])
    made = resized(content, (480, 960, 1440))
    assert [(one.suffix, one.width, one.height) for one in made] == [
        ("webp", 480, 360),
        ("webp", 960, 720),
        ("webp", 1440, 1080),
        ("jpg", 960, 720),
    ]
    for one in made:
        assert [secret for secret in SECRETS if secret in one.content] == []
        with Image.open(BytesIO(one.content)) as after:
            assert len(after.getexif()) == 0
            assert set(after.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"} | {
                "progressive",
                "progression",
                "loop",
                "background",
                "timestamp",
                "duration",
            }


def test_texts_inside_a_png_stay_behind_too() -> None:
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", "kimin")
    texts.add_itxt("Location", "38.4,27.1")
    content = as_bytes(picture(600, 400), "PNG", pnginfo=texts, exif=Image.Exif())
    assert b"kimin" in content
    for one in resized(content, (480,)):
        assert b"kimin" not in one.content
        assert b"38.4,27.1" not in one.content


@pytest.mark.parametrize(
    ("orientation", "red_side", "upright"),
    [
        (1, "left", False),
        (2, "right", False),
        (3, "right", False),
        (4, "left", False),
        (5, "top", True),
        (6, "top", True),
        (7, "bottom", True),
        (8, "bottom", True),
    ],
)
def test_the_turn_that_a_camera_noted_is_carried_out(
    orientation: int, red_side: str, upright: bool
) -> None:
    """Exif 2.3, tag 0x0112: which side of the picture the first row and column are."""
    webp, jpeg = resized(from_a_phone(orientation), (480,))
    for one in (webp, jpeg):
        with Image.open(BytesIO(one.content)) as opened:
            image = opened.convert("RGB")
        assert image.size == (one.width, one.height) == ((480, 640) if upright else (480, 360))
        edge = {
            "left": (4, image.height // 2),
            "right": (image.width - 5, image.height // 2),
            "top": (image.width // 2, 4),
            "bottom": (image.width // 2, image.height - 5),
        }
        red, _, blue = image.getpixel(edge[red_side])
        assert red > 200 > 60 > blue


def test_a_small_photo_keeps_its_size_and_the_same_bytes_give_the_same_bytes() -> None:
    content = as_bytes(picture(300, 200), "PNG")
    made = resized(content, (480, 960))
    assert [(one.suffix, one.width) for one in made] == [("webp", 300), ("jpg", 300)]
    assert made == resized(content, (480, 960))


@pytest.mark.parametrize("mode", ["L", "P", "RGBA", "LA", "CMYK", "I;16", "1"])
def test_every_kind_of_pixel_becomes_a_colour_photo(mode: str) -> None:
    source = picture(200, 100)
    image = (
        Image.new("I;16", (200, 100), 40000)
        if mode == "I;16"
        else source.convert("L").convert(mode)
        if mode == "LA"
        else source.convert(mode)
    )
    content = as_bytes(image, "JPEG" if mode == "CMYK" else "PNG")
    examine(content)
    for one in resized(content, (100,)):
        with Image.open(BytesIO(one.content)) as made:
            assert made.mode == "RGB"
            if mode == "I;16":
                assert made.getpixel((50, 25))[0] == pytest.approx(156, abs=4)


def test_what_is_transparent_lies_on_white() -> None:
    content = as_bytes(Image.new("RGBA", (100, 100), (200, 0, 0, 0)), "PNG")
    webp, _ = resized(content, (100,))
    with Image.open(BytesIO(webp.content)) as made:
        assert min(made.getpixel((50, 50))) > 250


def refusal(content: bytes) -> tuple[str, dict[str, str]]:
    with pytest.raises(PhotoRefused) as refused:
        examine(content)
    with pytest.raises(PhotoRefused) as again:
        resized(content, (480,))
    assert again.value.code == refused.value.code
    return refused.value.code, dict(refused.value.values)


def chunk(name: bytes, content: bytes) -> bytes:
    check = zlib.crc32(name + content)
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", check)


def png_that_claims(width: int, height: int, pixels: bytes = b"") -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = chunk(b"IDAT", zlib.compress(pixels)) if pixels else b""
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + data + chunk(b"IEND", b"")


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    assert refusal(png_that_claims(9000, 8000)) == (
        "photo-too-large",
        {"width": "9000", "height": "8000"},
    )
    assert refusal(png_that_claims(30_000, 30_000))[0] == "photo-too-large"
    assert refusal(png_that_claims(5000, 4001))[0] == "photo-too-large"
    assert refusal(png_that_claims(2**31 - 1, 2**31 - 1))[0] == "photo-too-large"


def test_twenty_megapixels_are_welcome() -> None:
    examine(as_bytes(Image.new("L", (5000, 4000)), "PNG"))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"x",
        b"\xff\xd8\xff",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        png_that_claims(100, 100),
        png_that_claims(100, 100, b"too little"),
        from_a_phone()[:5000],
        as_bytes(picture(300, 200), "PNG")[:-2000],
        as_bytes(picture(300, 200), "WEBP")[:200],
        as_bytes(picture(300, 200), "GIF"),
        as_bytes(picture(300, 200), "TIFF"),
        as_bytes(picture(300, 200), "BMP"),
        b"%PDF-1.7\n",
    ],
    ids=lambda content: content[:8].hex() or "empty",
)
def test_what_is_no_whole_photo_is_refused_whatever_its_name(content: bytes) -> None:
    assert refusal(content) == ("photo-broken", {})


@pytest.mark.parametrize("kind", ["WEBP", "PNG"])
def test_moving_pictures_are_refused(kind: str) -> None:
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue")]
    content = as_bytes(frames[0], kind, save_all=True, append_images=frames[1:], duration=100)
    assert refusal(content)[0] == "photo-animated"


def test_the_second_view_in_a_phone_s_file_is_no_animation() -> None:
    content = as_bytes(picture(300, 200), "MPO", save_all=True, append_images=[picture(300, 200)])
    examine(content)
    assert [one.width for one in resized(content, (480,))] == [300, 300]


def test_a_heavy_file_is_refused_unread() -> None:
    assert refusal(as_bytes(picture(100, 100)) + bytes(20_000_000)) == (
        "photo-too-heavy",
        {"megabytes": "20"},
    )
