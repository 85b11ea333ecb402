"""A notice on the board: `content/board/<id>.yaml`. I open my place, I need, I can teach."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from .fields import (
    AudienceId,
    Contribution,
    Day,
    DistrictId,
    Email,
    FileId,
    Flag,
    LocalName,
    LocalSentence,
    LongText,
    OrganizerId,
    Phone,
    PlaceId,
    ThemeId,
    WebAddress,
)


class Notice(Contribution):
    """What somebody offers or looks for, until a day. Its contact is an institution's."""

    title: LocalName = Field(examples=["{tr: Örnek ilan, en: Example notice}"])
    kind: Literal["space", "need", "teach"] = Field(examples=["space"])
    organizer: OrganizerId | None = None
    place: PlaceId | None = None
    district: DistrictId | None = None
    themes: tuple[ThemeId, ...] = Field(min_length=1, examples=["[kitap-felsefe, sanat]"])
    audiences: tuple[AudienceId, ...] = ()
    summary: LocalSentence
    description: LongText | None = None
    website: WebAddress | None = None
    email: Email | None = None
    phone: Phone | None = None
    posted: Day = Field(examples=["2026-12-01"])
    until: Day = Field(examples=["2027-02-28"])
    sample: Flag = False
    former_ids: tuple[FileId, ...] = ()
