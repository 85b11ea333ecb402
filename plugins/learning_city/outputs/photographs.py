"""Photos of places and events in the sizes that pages show, each made once and kept.

A photo's name on the site is a hash of its bytes and of the way it is made, so an exchanged photo
has another address and an unchanged one costs nothing. Metadata ends in `source/photo_files.py`.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from ..city.city import City
from ..model.event import Event
from ..model.fields import Photo
from ..model.place import Place
from .site import File, Page, Site

WIDTHS = (480, 960, 1440)
"""Pixels: a phone, a phone with a fine screen or half a desktop, a large and fine screen."""

_RECIPE = b"photographs 1"
"""Another number makes every photo anew."""
_CREATIVE_COMMONS = re.compile(r"CC[ -](BY(?:-SA)?)[ -]([1-4]\.0)(?: ([A-Z]{2}))?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Shot:
    """One size of a photo: `address` is relative to the site's root, the rest in pixels."""

    address: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Picture:
    """One photo as pages show it."""

    photo: Photo
    webp: tuple[Shot, ...]
    """From narrow to wide."""
    jpeg: Shot
    """For browsers without WebP, and for whoever shows the page elsewhere."""

    @property
    def address(self) -> str:
        """Where the one that everybody can read lies, relative to the site's root."""
        return self.jpeg.address

    @property
    def license_url(self) -> str | None:
        """The licence's own page, where its name tells it."""
        return license_url(self.photo.license)


def license_url(name: str) -> str | None:
    """`CC BY-SA 4.0` → the deed at creativecommons.org; None for names it does not have."""
    if re.fullmatch(r"CC0(?: 1\.0)?", name, re.IGNORECASE):
        return "https://creativecommons.org/publicdomain/zero/1.0/"
    if not (match := _CREATIVE_COMMONS.fullmatch(name)):
        return None
    kind, version, country = match.groups()
    ported = f"{country.lower()}/" if country else ""
    return f"https://creativecommons.org/licenses/{kind.lower()}/{version}/{ported}"


def build(city: City, site: Site) -> Iterator[Page | File]:
    """Every size of every photo."""
    written: set[str] = set()
    everything: list[Place | Event] = [*city.places, *city.events]
    for one in everything:
        for picture in pictures_of(one, site):
            for shot in (*picture.webp, picture.jpeg):
                if shot.address not in written:
                    written.add(shot.address)
                    yield File(shot.address, kept=_kept_at(site, shot))


def _kept_at(site: Site, shot: Shot) -> Path:
    assert site.cache is not None
    stamp, _, name = shot.address.rpartition("/")[2].partition("-")
    return site.cache / "photos" / stamp / name


def pictures_of(one: Place | Event, site: Site) -> tuple[Picture, ...]:
    """Its photos, in the order of the file; none where there is nowhere to keep them."""
    if not one.photos or site.project is None or site.cache is None:
        return ()
    return site.once(lambda: tuple(_pictures(one, site)), "photos", one.path)


def _pictures(one: Place | Event, site: Site) -> Iterator[Picture]:
    assert site.project is not None
    assert site.cache is not None
    for photo in one.photos:
        content = (site.project / one.path).with_name(photo.file).read_bytes()
        stamp = sha256(_RECIPE + b"\0" + content).hexdigest()[:16]
        shots = _developed(content, site.cache / "photos" / stamp)
        placed = [Shot(f"photos/{stamp}-{name}", width, height) for name, width, height in shots]
        yield Picture(photo, tuple(placed[:-1]), placed[-1])


def _developed(content: bytes, folder: Path) -> list[tuple[str, int, int]]:
    """Name, width and height of each size, the JPEG last; made unless they lie in `folder`."""
    index = folder / "index.json"
    try:
        kept = [(str(name), int(w), int(h)) for name, w, h in json.loads(index.read_bytes())]
        if all((folder / name).is_file() for name, _, _ in kept):
            return kept
    except (OSError, ValueError, TypeError):
        pass  # not there yet, or damaged
    from ..source.photo_files import resized

    made = [
        (f"{size.width}.{size.suffix}", size.width, size.height, size.content)
        for size in resized(content, WIDTHS)
    ]
    folder.mkdir(parents=True, exist_ok=True)
    for name, _, _, picture in made:
        (folder / name).write_bytes(picture)
    listed = [(name, width, height) for name, width, height, _ in made]
    with tempfile.NamedTemporaryFile("w", dir=folder, delete=False, encoding="utf-8") as draft:
        json.dump(listed, draft)
    Path(draft.name).replace(index)  # the list comes last, and at once
    return listed
