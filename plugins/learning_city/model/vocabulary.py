"""The words a city files its places under: `content/vocabulary/*.yaml`.

Each file is `{source: […], entries: {<id>: …}}`; the order of the entries is the order of display.
"""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Annotated, Any, Generic, Literal, Self, TypeVar

from pydantic import Field, PrivateAttr, StringConstraints, ValidationInfo, field_validator

from ..words.local_text import LocalText
from .fields import (
    AgesField,
    Amount,
    Contribution,
    Day,
    FreeText,
    LocalName,
    LocalSentence,
    LongText,
    Part,
    Point,
    Source,
    Station,
    ThemeId,
    WebAddress,
    refuse,
    whole,
)

IconName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+$")]
EntryId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+([.-][a-z0-9]+)*$")]


class Entry(Part):
    """One word of a vocabulary."""

    _id: str = PrivateAttr(default="")

    def called(self, identifier: str) -> Self:
        """Told once, by the reader of the file: the key it stands under."""
        self._id = identifier
        return self

    @cached_property
    def id(self) -> str:
        """The key in the file: ASCII, permanent."""
        return self._id

    def __hash__(self) -> int:
        return hash((type(self).__name__, self._id))


class Term(Entry):
    """A word with a label: a learning field, an activity strand, a frame, a role."""

    label: LocalName
    description: LongText | None = None
    icon: IconName | None = None


class Audience(Term):
    """For whom; `ages` where the group has an age."""

    ages: AgesField | None = None


class PlaceKind(Term):
    """A kind of place and the prompts that every place of the kind inherits."""

    plural: LocalName
    schema_type: FreeText | None = None
    _prompts: tuple[Station, ...] = PrivateAttr(default=())

    def with_prompts(self, prompts: tuple[Station, ...]) -> Self:
        """Told once, by the reader of `content/prompts/<kind>.yaml`."""
        self._prompts = prompts
        return self

    @property
    def prompts(self) -> tuple[Station, ...]:
        """What can be done at every place of the kind."""
        return self._prompts


class KindPrompts(Contribution):
    """One file of `content/prompts/`, named after a kind of place: a file has its limits."""

    prompts: tuple[Station, ...] = Field(min_length=1)


class Idea(Term):
    """A founding idea of the cooperative, for the tag cloud."""

    themes: tuple[ThemeId, ...] = ()


class Population(Part):
    """Residents at the end of `year`."""

    value: Annotated[int, whole(0, 100_000_000)]
    year: Annotated[int, whole(1900, 2200)]


class District(Entry):
    """A district of the city; `seat` is where its administration sits."""

    name: LocalName
    pcode: FreeText | None = None
    population: Population | None = None
    seat: Point | None = None
    area_km2: Amount | None = None
    icon: IconName | None = None
    description: LongText | None = None

    @property
    def label(self) -> LocalText:
        """The name, under the word that all vocabularies use."""
        return self.name


class SchoolHoliday(Entry):
    """Days without school, both ends included."""

    label: LocalName
    from_: Day = Field(alias="from")
    to: Day

    @field_validator("to")
    @classmethod
    def _after_its_beginning(cls, to: date, read: ValidationInfo) -> date:
        began: date | None = read.data.get("from_")
        if began is not None and to < began:
            raise refuse("end-before-start", start=began.isoformat(), end=to.isoformat())
        return to


Indicator = Literal[
    "places",
    "equity",
    "fields",
    "audiences",
    "ages",
    "stations",
    "events",
    "cost",
    "wheelchair",
    "toilets",
    "transit",
    "reach",
    "freshness",
    "organizers",
]
"""What the evidence page counts (`city/indicators.py`)."""


class SdgTarget(Part):
    """A target of a goal; `indicators` is what the evidence page can tell of it."""

    label: LocalName
    indicators: tuple[Indicator, ...] = ()


class Sdg(Term):
    """One of the United Nations' Sustainable Development Goals."""

    targets: dict[EntryId, SdgTarget] = Field(default_factory=dict)
    url: WebAddress | None = None


class KeyFeature(Term):
    """One of the twelve areas of UNESCO's Key Features of Learning Cities.

    `indicators` is what the evidence page can tell of it, `limit` what nobody should read into it.
    """

    part: Literal["benefits", "building-blocks", "conditions"]
    indicators: tuple[Indicator, ...] = ()
    limit: LocalSentence | None = None


EntryType = TypeVar("EntryType", bound=Entry)


class VocabularyFile(Contribution, Generic[EntryType]):
    """One file of the vocabulary."""

    source: tuple[Source, ...] = ()
    entries: dict[EntryId, EntryType]


VOCABULARIES: dict[str, type[VocabularyFile[Any]]] = {
    "themes": VocabularyFile[Term],
    "audiences": VocabularyFile[Audience],
    "strands": VocabularyFile[Term],
    "place-kinds": VocabularyFile[PlaceKind],
    "districts": VocabularyFile[District],
    "sdg": VocabularyFile[Sdg],
    "key-features": VocabularyFile[KeyFeature],
    "frames": VocabularyFile[Term],
    "ideas": VocabularyFile[Idea],
    "educator-roles": VocabularyFile[Term],
    "school-holidays": VocabularyFile[SchoolHoliday],
}
"""File name (the family of ids) → its type."""

MAY_BE_MISSING = frozenset({"school-holidays"})
"""Vocabularies that a city can do without."""
