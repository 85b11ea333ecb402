"""A contributed photo: judged before it is believed, and made anew in the sizes that pages need.

Pillow's door for reading. A file says what it is by its bytes, never by its name. What comes out
holds pixels and nothing else: no position, no camera, no date, no comment, no colour profile; the
turn that a camera only noted is carried out, and colours are brought to sRGB.
"""

from __future__ import annotations

import struct
import warnings
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

MAX_PIXELS = 20_000_000
"""Width times height. More is a burden to check and shows nothing more on a page."""
MAX_BYTES = 20_000_000

_FORMATS = ("JPEG", "PNG", "WEBP")
_DAMAGE = (OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, TypeError)
"""What Pillow raises for bytes that are no picture, or only half of one."""
_DAMAGED = (*_DAMAGE, struct.error, zlib.error, OverflowError, Image.DecompressionBombError)
_WEBP = {"format": "WEBP", "quality": 74, "method": 4}
_JPEG = {"format": "JPEG", "quality": 76, "optimize": True, "progressive": True}


class PhotoRefused(Exception):
    """This file is not shown: `code` is that of a `Problem`, `values` what its sentence needs."""

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(code)
        self.code = code
        self.values: Mapping[str, str] = values


@dataclass(frozen=True, slots=True)
class Resized:
    """One size of a photo, as WebP or JPEG; width and height in pixels."""

    suffix: str
    width: int
    height: int
    content: bytes


def examine(content: bytes) -> None:
    """Look at a whole photo. Raises `PhotoRefused`; a bomb is refused before it is unpacked."""
    with _opened(content) as image:
        try:
            image.draft("RGB", (image.width // 8, image.height // 8))  # JPEG: read all, keep little
            image.load()
        except _DAMAGED:
            raise PhotoRefused("photo-broken") from None


def _opened(content: bytes) -> Image.Image:
    if len(content) > MAX_BYTES:
        raise PhotoRefused("photo-too-heavy", megabytes=f"{len(content) / 1e6:.0f}")
    with warnings.catch_warnings():
        # Pillow only warns of sizes that we refuse below.
        warnings.simplefilter("ignore")
        try:
            image = Image.open(BytesIO(content), formats=_FORMATS)
            frames = getattr(image, "n_frames", 1)
        except UnidentifiedImageError:
            raise PhotoRefused("photo-broken") from None
        except Image.DecompressionBombError:
            raise PhotoRefused("photo-too-large", width="…", height="…") from None
        except _DAMAGED:
            raise PhotoRefused("photo-broken") from None
    if image.width * image.height > MAX_PIXELS:
        raise PhotoRefused("photo-too-large", width=str(image.width), height=str(image.height))
    if frames > 1 and image.format in ("PNG", "WEBP"):
        # A JPEG of a phone may carry a second view of the same moment; its first is the photo.
        raise PhotoRefused("photo-animated")
    return image


def resized(content: bytes, widths: Sequence[int]) -> list[Resized]:
    """The photo upright: a WebP of each width that it has, then one JPEG of middle size.

    A photo narrower than all `widths` keeps its own. Raises `PhotoRefused`. The same bytes give
    the same bytes.
    """
    with _opened(content) as image:
        # A JPEG is decoded at a size from which the largest can still be made well.
        image.draft(None, (max(widths), max(widths)))
        try:
            upright = _upright(image)
        except _DAMAGED:
            raise PhotoRefused("photo-broken") from None
    wanted = sorted({min(width, upright.width) for width in widths})
    made = [_saved(upright, width, "webp", _WEBP) for width in wanted]
    return [*made, _saved(upright, wanted[min(1, len(wanted) - 1)], "jpg", _JPEG)]


def _upright(image: Image.Image) -> Image.Image:
    """The pixels in sRGB as the eye saw them, and nothing that came with them."""
    profile = image.info.get("icc_profile")
    image.load()
    turned = ImageOps.exif_transpose(image)
    if turned.mode.startswith("I"):  # 16 bits for each pixel
        turned = turned.convert("I").point(lambda value: value / 256).convert("L")
    if turned.has_transparency_data:
        turned = turned.convert("RGBA")
        paper = Image.new("RGBA", turned.size, "white")
        turned = Image.alpha_composite(paper, turned).convert("RGB")
        profile = None
    plain = _in_srgb(turned, profile)
    plain.info = {}
    return plain


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    if profile and image.mode in ("RGB", "CMYK", "L"):
        try:
            given = ImageCms.ImageCmsProfile(BytesIO(profile))
            target = ImageCms.createProfile("sRGB")
            converted = ImageCms.profileToProfile(image, given, target, outputMode="RGB")
        except (ImageCms.PyCMSError, OSError):
            converted = None  # a profile of another kind of colour, or damaged
        if converted is not None:
            return converted
    return image.convert("RGB")


def _saved(image: Image.Image, width: int, suffix: str, options: Mapping[str, object]) -> Resized:
    height = max(1, round(image.height * width / image.width))
    small = image.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3.0)
    small.info = {}
    target = BytesIO()
    small.save(target, **options)  # type: ignore[arg-type]
    return Resized(suffix, width, height, target.getvalue())
