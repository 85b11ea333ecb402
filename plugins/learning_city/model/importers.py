"""Where a city's data may be brought from: `content/importers.yaml`.

Names of services, their fields and what their words mean here are a city's own: they stand in that
file, and the code knows none of them.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints

from .fields import (
    AudienceId,
    Contribution,
    Flag,
    FreeText,
    KindId,
    LocalName,
    OrganizerId,
    Part,
    PlaceId,
    StrandId,
    ThemeId,
    WebAddress,
    language_code,
)
from .vocabulary import EntryId

Path = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9/_{}.-]*$")]
LayerId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]+$")]
FieldName = Literal[
    "id",
    "title",
    "kind",
    "start",
    "end",
    "venue",
    "description",
    "tickets",
    "free",
    "page",
    "lat",
    "lon",
    "district",
    "neighbourhood",
    "street",
    "number",
    "phone",
    "website",
]


class Filing(Part):
    """Under which of the city's words a record of one kind is filed; `skip` leaves it out."""

    themes: tuple[ThemeId, ...] = ()
    audiences: tuple[AudienceId, ...] = ()
    strand: StrandId | None = None
    kind: KindId | None = None
    skip: Flag = False


class Origin(Part):
    """What the imported files say of where they come from; only a licence lets texts be taken."""

    title: LocalName = Field(examples=["{tr: Örnek Belediyesi Açık Veri Portalı}"])
    url: WebAddress | None = None
    license: FreeText | None = None
    note: LocalName | None = None


class Importer(Part):
    """One source of records.

    `base` and `path` make its address (`{layer}` in the path stands for each of `layers`); `under`
    is the key under which an answer keeps its records. `fields` names, for each field of ours, the
    keys it may have there; case does not matter. `page` makes the address of a record's page out of
    `{page}`. `kinds` and `layers` file a record by the source's word for it, `otherwise` the rest.
    `venues` tells which place the source means by a name, `ignored_words` which words of a name do
    not tell places apart. The parts of `address` that have no value are left out.
    """

    label: LocalName
    form: Literal["events", "places", "calendar", "table"] = Field(examples=["events"])
    base: WebAddress
    path: Path | None = None
    under: FreeText | None = None
    page: FreeText | None = None
    language: Annotated[str, AfterValidator(language_code)] | None = None
    scheduled: Flag = False
    source: Origin
    organizers: tuple[OrganizerId, ...] = ()
    fields: dict[FieldName, tuple[FreeText, ...]] = Field(default_factory=dict)
    layers: dict[LayerId, Filing] = Field(default_factory=dict)
    kinds: dict[FreeText, Filing] = Field(default_factory=dict)
    otherwise: Filing | None = None
    venues: dict[FreeText, PlaceId] = Field(default_factory=dict)
    ignored_words: tuple[FreeText, ...] = ()
    address: tuple[FreeText, ...] = ()
    numbered_street: FreeText | None = None


class ImporterFile(Contribution):
    """The file itself: importers by the name that the command is given."""

    importers: dict[EntryId, Importer]
