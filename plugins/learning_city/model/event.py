"""An event: `events/<year>/<id>.yaml`, in the year it starts."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from .fields import (
    AgesField,
    Amount,
    AudienceId,
    Contribution,
    Day,
    Email,
    FileId,
    Flag,
    FreeText,
    LanguageCode,
    LocalName,
    LocalSentence,
    LongText,
    Moment,
    OrganizerId,
    Part,
    Phone,
    Photo,
    PlaceId,
    Point,
    Source,
    StrandId,
    ThemeId,
    WebAddress,
    WeekdayId,
    whole,
)
from .place import Access


class Pause(Part):
    """Days without occurrences, both ends included."""

    from_: Day = Field(alias="from")
    to: Day


class Repeat(Part):
    """Repetition in plain words; `rrule` is the expert's alternative (RFC 5545)."""

    every: Literal["day", "week", "month", "year"] = Field(examples=["week"])
    interval: Annotated[int, whole(1, 52)] = 1
    on: tuple[WeekdayId, ...] = ()
    until: Day | None = None
    except_: tuple[Day, ...] = Field(default=(), alias="except")
    also: tuple[Day, ...] = ()
    skip_holidays: Flag = False
    pause: tuple[Pause, ...] = ()


EventStatus = Literal["scheduled", "cancelled", "postponed", "moved", "full"]


class DateChange(Part):
    """What became of one date of an event; `date` is the day it was planned for.

    In the terms of RFC 5545 an override with that day's RECURRENCE-ID. A `start` that is a bare
    day keeps the time of day.
    """

    date: Day = Field(examples=["2026-12-12"])
    status: EventStatus = Field(examples=["cancelled"])
    note: LocalSentence | None = None
    start: Moment | None = None
    end: Moment | None = None
    place: PlaceId | None = None


CostKind = Literal["free", "low-cost", "paid", "varies", "unknown"]


def _spread_cost(value: object) -> object:
    """`free` alone means `{kind: free}`."""
    return {"kind": value} if isinstance(value, str) else value


class Price(Part):
    """What taking part costs; `amount` in units of `currency` (ISO 4217)."""

    kind: CostKind = "paid"
    amount: Amount | None = None
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")] = "TRY"
    note: LocalSentence | None = None


Cost = Annotated[Price, BeforeValidator(_spread_cost, json_schema_input_type=CostKind | Price)]


class Registration(Part):
    """How one signs up; `capacity` counts people."""

    required: Flag = False
    url: WebAddress | None = None
    email: Email | None = None
    phone: Phone | None = None
    until: Moment | None = None
    capacity: Annotated[int, whole(1, 100000)] | None = None
    note: LocalSentence | None = None


class Event(Contribution):
    """Something that happens at a time."""

    title: LocalName = Field(examples=["{tr: Örnek Atölye, en: Example Workshop}"])
    place: PlaceId | None = None
    online: WebAddress | None = None
    city_wide: Flag = False
    location: Point | None = None
    address: FreeText | None = None
    start: Moment = Field(examples=["2026-12-05 14:00"])
    end: Moment | None = None
    repeat: Repeat | None = None
    rrule: FreeText | None = None
    status: EventStatus = "scheduled"
    status_note: LocalSentence | None = None
    changes: tuple[DateChange, ...] = ()
    themes: tuple[ThemeId, ...] = Field(min_length=1, examples=["[kitap-felsefe, sanat]"])
    audiences: tuple[AudienceId, ...] = Field(min_length=1, examples=["[cocuk, veli]"])
    strand: StrandId | None = None
    ages: AgesField | None = None
    cost: Cost = Price(kind="unknown")
    free_for: tuple[
        Literal["disadvantaged", "children", "students", "teachers", "over-65", "members"], ...
    ] = ()
    registration: Registration | None = None
    organizers: tuple[OrganizerId, ...] = ()
    languages: tuple[LanguageCode, ...] = ()
    summary: LocalSentence | None = None
    description: LongText | None = None
    photos: tuple[Photo, ...] = ()
    sources: tuple[Source, ...] = ()
    access: Access = Access()
    sample: Flag = False
    former_ids: tuple[FileId, ...] = ()
