"""The city itself: `content/city.yaml`. Another city is another such file."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

from .fields import (
    Contribution,
    Email,
    Flag,
    FreeText,
    Latitude,
    LocalName,
    LocalSentence,
    Longitude,
    OrganizerId,
    Part,
    Point,
    WebAddress,
    language_code,
    refuse,
    whole,
)


def _zone(value: str) -> str:
    from zoneinfo import ZoneInfo

    try:
        ZoneInfo(value)
    except (KeyError, OSError, ValueError):
        raise refuse("unknown-time-zone", value=value) from None
    return value


class Bounds(Part):
    """The rectangle that holds the city, WGS84 degrees."""

    south: Latitude
    west: Longitude
    north: Latitude
    east: Longitude

    def contain(self, point: Point) -> bool:
        """Whether `point` lies inside or on the edge."""
        return self.south <= point.lat <= self.north and self.west <= point.lon <= self.east


class Contact(Part):
    """How to reach the people behind the site."""

    email: Email | None = None
    url: WebAddress | None = None


class Tiles(Part):
    """The street map, asked for only when a visitor switches it on."""

    url: FreeText
    host: Annotated[str, StringConstraints(pattern=r"^[a-z0-9.-]+$")]
    attribution: FreeText
    attribution_url: WebAddress
    max_zoom: Annotated[int, whole(1, 22)]


class BoundaryPackage(Part):
    """Where district outlines come from: a wheel of a package index, read as data, pinned."""

    package: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+$")]
    version: Annotated[str, StringConstraints(pattern=r"^[0-9][0-9a-z.]*$")]
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    python: Annotated[str, StringConstraints(pattern=r"^3\.[0-9]+$")]
    layer: FreeText
    id_field: FreeText
    title: LocalName
    attribution: LocalSentence
    license: FreeText
    url: WebAddress | None = None


Month = Annotated[int, whole(1, 12)]


class CitySettings(Contribution):
    """What the code must know about its city."""

    name: LocalName
    site_title: LocalName
    tagline: LocalSentence
    languages: tuple[Annotated[str, AfterValidator(language_code)], ...] = Field(
        min_length=1, examples=["[tr, en]"]
    )
    time_zone: Annotated[str, AfterValidator(_zone)] = Field(examples=["Europe/Istanbul"])
    country: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
    bounds: Bounds
    center: Point
    zoom: Annotated[int, whole(1, 18)]
    organizer: OrganizerId | None = None
    contact: Contact | None = None
    repository: WebAddress | None = None
    branch: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._/-]{0,99}$")] = (
        "main"
    )
    hot_months: tuple[Month, ...] = ()
    """The months in which people look for shade, from 1 to 12; another hemisphere has others."""
    wet_months: tuple[Month, ...] = ()
    passport_salt: FreeText = "learning-city"
    """Makes the codes of this city's stamps its own. Changing it makes the ones on paper void."""
    offline: Flag = True
    """Whether visitors may keep pages on their device; `no` takes back what was ever kept."""
    tiles: Tiles | None = None
    boundaries: BoundaryPackage | None = None
