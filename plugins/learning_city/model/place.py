"""A place: `places/<district>/<id>.yaml`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from .fields import (
    AccessAnswer,
    AudienceId,
    Contribution,
    Day,
    DistrictId,
    Email,
    FileId,
    FreeText,
    KindId,
    LocalName,
    LocalSentence,
    LongText,
    OsmId,
    Part,
    Phone,
    Photo,
    Point,
    SdgId,
    Source,
    Station,
    ThemeId,
    WebAddress,
    WikidataId,
    whole,
)


class Access(Part):
    """Who can use the place and how; an absent answer is unknown, never "no".

    Keys follow OpenStreetMap where it has them (`wheelchair`, `toilets`, `stroller`, …).
    """

    wheelchair: AccessAnswer | None = None
    toilets: AccessAnswer | None = None
    toilets_wheelchair: AccessAnswer | None = None
    stroller: AccessAnswer | None = None
    changing_table: AccessAnswer | None = None
    hearing_loop: AccessAnswer | None = None
    quiet: AccessAnswer | None = None
    shade: AccessAnswer | None = None
    water: AccessAnswer | None = None
    seating: AccessAnswer | None = None
    indoor: AccessAnswer | None = None


class Group(Part):
    """Visiting as a group; `size` counts people."""

    size: Annotated[int, whole(1, 1000)] | None = None
    booking: Literal["required", "recommended", "none"] | None = None
    contact: FreeText | None = None


class Transit(Part):
    """The stop one gets off at."""

    mode: Literal["metro", "tram", "train", "bus", "ferry", "funicular", "minibus"]
    name: FreeText


class Place(Contribution):
    """An everyday place where something can be learned."""

    name: LocalName = Field(examples=["{tr: Örnek Kitaplık, en: Example Library}"])
    kind: KindId = Field(examples=["library"])
    district: DistrictId = Field(examples=["konak"])
    address: FreeText | None = None
    location: Point = Field(examples=["{lat: 38.41920, lon: 27.12870}"])
    themes: tuple[ThemeId, ...] = Field(min_length=1, examples=["[kitap-felsefe, sanat]"])
    audiences: tuple[AudienceId, ...] = Field(min_length=1, examples=["[cocuk, veli]"])
    summary: LocalSentence = Field(examples=["{tr: …, en: …}"])
    description: LongText | None = None
    cost: Literal["free", "low-cost", "paid", "varies", "unknown"] = "unknown"
    opening_hours: FreeText | None = None
    access: Access = Access()
    group: Group | None = None
    stations: tuple[Station, ...] = ()
    sdg: tuple[SdgId, ...] = ()
    website: WebAddress | None = None
    phone: Phone | None = None
    email: Email | None = None
    transit: tuple[Transit, ...] = ()
    photos: tuple[Photo, ...] = ()
    osm: OsmId | None = None
    wikidata: WikidataId | None = None
    sources: tuple[Source, ...] = ()
    verified: Day | None = None
    former_ids: tuple[FileId, ...] = ()
