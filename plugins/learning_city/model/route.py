"""A learning route: `content/routes/<id>.yaml`, stops in order with something to do at each."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from .fields import (
    AccessAnswer,
    AgesField,
    AudienceId,
    Contribution,
    FileId,
    Flag,
    LocalName,
    LocalSentence,
    LongText,
    Part,
    PlaceId,
    Point,
    Prompt,
    Source,
    ThemeId,
    whole,
)


class Leg(Part):
    """The way on from a stop to the next.

    `path` holds the points of the real way between the two stops, without the stops themselves;
    where it is absent, lengths are straight lines and said to be so. `minutes` is what the way
    takes by the clock, where somebody measured it. `transit` is whatever runs: lines change more
    often than files do.
    """

    mode: Literal[
        "walk", "ferry", "tram", "metro", "train", "bus", "funicular", "minibus", "transit"
    ] = "walk"
    path: tuple[Point, ...] = ()
    minutes: Annotated[int, whole(1, 480)] | None = None
    note: LocalSentence | None = None


class Stop(Part):
    """One stop: a place of ours, or a named point; and what to do there."""

    place: PlaceId | None = None
    name: LocalName | None = None
    location: Point | None = None
    title: LocalName
    prompt: Prompt
    ages: AgesField | None = None
    minutes: Annotated[int, whole(1, 480)] | None = None
    materials: tuple[LocalName, ...] = ()
    onward: Leg = Leg()


class Relief(Part):
    """Where one can rest or drink on the way: a place of ours, or a named point."""

    place: PlaceId | None = None
    name: LocalName | None = None
    location: Point | None = None


class Route(Contribution):
    """Places that are learned from together, one after the other."""

    title: LocalName = Field(examples=["{tr: Örnek Rota, en: Example Route}"])
    summary: LocalSentence
    description: LongText | None = None
    themes: tuple[ThemeId, ...] = Field(min_length=1, examples=["[gezi, sanat]"])
    audiences: tuple[AudienceId, ...] = Field(min_length=1, examples=["[cocuk, veli]"])
    ages: AgesField | None = None
    minutes: Annotated[int, whole(1, 1440)] | None = None
    step_free: AccessAnswer | None = None
    stops: tuple[Stop, ...] = Field(min_length=1)
    rest: tuple[Relief, ...] = ()
    water: tuple[Relief, ...] = ()
    sources: tuple[Source, ...] = ()
    sample: Flag = False
    former_ids: tuple[FileId, ...] = ()
