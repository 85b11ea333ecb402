"""An organizer: `content/organizers/<id>.yaml`, an educator or a partner."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from .fields import (
    AudienceId,
    Contribution,
    Email,
    FileId,
    LocalName,
    LocalSentence,
    LongText,
    Phone,
    PlaceId,
    RoleId,
    Source,
    ThemeId,
    WebAddress,
    whole,
)


class Organizer(Contribution):
    """Who holds events or looks after places."""

    name: LocalName = Field(examples=["{tr: Örnek Derneği, en: Example Association}"])
    kind: Literal[
        "cooperative",
        "association",
        "foundation",
        "school",
        "university",
        "municipality",
        "library",
        "museum",
        "company",
        "educator",
        "group",
    ]
    summary: LocalSentence
    description: LongText | None = None
    roles: tuple[RoleId, ...] = ()
    themes: tuple[ThemeId, ...] = ()
    audiences: tuple[AudienceId, ...] = ()
    places: tuple[PlaceId, ...] = ()
    """The places they look after."""
    founded: Annotated[int, whole(1800, 2100)] | None = None
    website: WebAddress | None = None
    email: Email | None = None
    phone: Phone | None = None
    sources: tuple[Source, ...] = ()
    sample: Literal["no", "yes"] = "no"
    former_ids: tuple[FileId, ...] = ()

    @property
    def label(self) -> object:
        """The name, so that organizers read like the entries of a vocabulary."""
        return self.name
