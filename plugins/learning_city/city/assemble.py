"""The project's folders become a `City`, or all the problems that stand in its way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from ..ground.lettering import sort_key
from ..ground.problems import Problem, errors_in, in_reading_order
from ..model.event import Event
from ..model.fields import Contribution, Known
from ..model.notice import Notice
from ..model.organizer import Organizer
from ..model.place import Place
from ..model.reading import Parsed
from ..model.route import Route
from ..model.settings import BoundaryPackage
from ..model.vocabulary import Entry
from .checks import problems_of
from .city import City
from .draft import Draft
from .project_reader import (
    BOARD_FOLDER,
    EVENT_FOLDER,
    ORGANIZER_FOLDER,
    PLACE_FOLDER,
    ROUTE_FOLDER,
    VOCABULARY_FOLDER,
    Project,
    ProjectReader,
    pcodes,
)
from .schedule import occurrences
from .yearly_report import read_reports

ModelType = TypeVar("ModelType", bound=Contribution)


@dataclass(slots=True)
class Assembly:
    """What came of it: a city only when there is no error."""

    city: City | None = None
    problems: list[Problem] = field(default_factory=list)
    files: int = 0


def assemble(
    project: Path, catalogues: Path, environment: Mapping[str, str], *, samples: bool
) -> Assembly:
    """Read the whole project. `samples` keeps events marked `sample: true`.

    `catalogues` holds the translations: what people call a value helps to guess what they meant.

    Never raises on contributed content; raises `OSError` when the disk fails and `ValueError`
    when the environment asks for an impossible clock.
    """
    reader = ProjectReader(project, environment, catalogues)
    read = reader.read_project()
    draft = _draft(reader, read) if read is not None else None
    found = list(problems_of(draft)) if draft is not None else []
    reports = read_reports(project)
    problems = in_reading_order([*reader.problems, *found, *reports.problems])
    result = Assembly(problems=problems, files=reader.files)
    if draft is not None and read is not None and not errors_in(problems):
        result.city = _city(reader, draft, read.vocabulary, reports.by_year, samples=samples)
    return result


def read_draft(
    project: Path, catalogues: Path, environment: Mapping[str, str]
) -> tuple[Draft | None, list[Problem]]:
    """Everything as it was read, before the rules across files: for what is to be added to it."""
    reader = ProjectReader(project, environment, catalogues)
    read = reader.read_project()
    draft = _draft(reader, read) if read is not None else None
    return draft, in_reading_order(reader.problems)


def read_boundary_source(
    project: Path, environment: Mapping[str, str]
) -> tuple[BoundaryPackage, dict[str, str]] | None:
    """The boundary package the city names and its districts' codes, or None without one."""
    reader = ProjectReader(project, environment)
    settings = reader.read_settings()
    if settings is None or settings.boundaries is None:
        return None
    known = Known(settings.languages, ZoneInfo(settings.time_zone), {})
    vocabulary = reader.read_vocabulary(reader.listed(VOCABULARY_FOLDER), known)
    return settings.boundaries, pcodes(vocabulary)


def _draft(reader: ProjectReader, read: Project) -> Draft:
    around = read.circumstances

    def every(model: type[ModelType], folder: str) -> list[Parsed[ModelType]]:
        files = read.listings[folder].files
        parsed = (reader.read_as(model, file, around.known) for file in files)
        return [one for one in parsed if one is not None]

    given = {each.name: getattr(around, each.name) for each in fields(around)}
    return Draft(
        **given,
        organizers=every(Organizer, ORGANIZER_FOLDER),
        places=every(Place, PLACE_FOLDER),
        events=every(Event, EVENT_FOLDER),
        routes=every(Route, ROUTE_FOLDER),
        notices=every(Notice, BOARD_FOLDER),
    )


def _city(
    reader: ProjectReader,
    draft: Draft,
    vocabulary: Mapping[str, Mapping[str, Entry]],
    reports: Mapping[int, Mapping[str, object]],
    *,
    samples: bool,
) -> City:
    source = draft.settings.languages[0]
    places = sorted(
        (parsed.facts for parsed in draft.places),
        key=lambda place: (sort_key(place.name.words(source), source), place.id),
    )
    events = sorted(
        (parsed.facts for parsed in draft.events if samples or not parsed.facts.sample),
        key=lambda event: event.id,
    )
    routes = sorted(
        (parsed.facts for parsed in draft.routes if samples or not parsed.facts.sample),
        key=lambda route: (sort_key(route.title.words(source), source), route.id),
    )
    dated = [
        found
        for event in events
        for found in occurrences(event, draft.clock.today, draft.settings.country)
    ]
    organizers = sorted(
        (parsed.facts for parsed in draft.organizers if samples or parsed.facts.sample == "no"),
        key=lambda one: (sort_key(one.name.words(source), source), one.id),
    )
    notices = sorted(
        (
            parsed.facts
            for parsed in draft.notices
            if (samples or not parsed.facts.sample) and parsed.facts.until >= draft.clock.today
        ),
        key=lambda notice: (notice.until, notice.id),
    )
    return City(
        settings=draft.settings,
        clock=draft.clock,
        vocabulary=vocabulary,
        vocabulary_sources=tuple(reader.vocabulary_sources),
        organizers={organizer.id: organizer for organizer in organizers},
        places=tuple(places),
        events=tuple(events),
        routes=tuple(routes),
        notices=tuple(notices),
        occurrences=tuple(sorted(dated, key=lambda found: found.order)),
        outlines=draft.outlines,
        examples=reader.examples,
        population_source=reader.population_source,
        reports=reports,
    )
