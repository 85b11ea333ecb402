"""The project's folders become a `City`, or all the problems that stand in its way.

Files are read in an order that does not matter to the result: every id is known from the file
names before the first file is opened, so references can point anywhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from ..ground.clock import clock_from
from ..ground.lettering import sort_key
from ..ground.problems import Problem, errors_in, in_reading_order
from ..model.event import Event
from ..model.fields import Contribution, Known, Source
from ..model.notice import Notice
from ..model.organizer import Organizer
from ..model.place import Place
from ..model.reading import Parsed, read_model
from ..model.route import Route
from ..model.settings import BoundaryPackage, CitySettings
from ..model.vocabulary import MAY_BE_MISSING, VOCABULARIES, Entry, KindPrompts, PlaceKind
from ..source.folders import Listing, SourceFile, list_sources
from ..source.yaml_nodes import Mapping as MappingNode
from ..source.yaml_nodes import Reading, read_yaml
from ..source.yaml_writer import as_data
from ..words.languages import Language, has_formats
from ..words.phrases import read_phrases
from .boundaries import prepared_path
from .checks import CHECKS
from .city import City
from .draft import Draft
from .geography import Outlines, read_outlines
from .schedule import WEEKDAYS, occurrences
from .yearly_report import read_reports

CITY_FILE = "content/city.yaml"
VOCABULARY_FOLDER = "content/vocabulary"
PROMPT_FOLDER = "content/prompts"
ORGANIZER_FOLDER = "content/organizers"
PLACE_FOLDER = "places"
EVENT_FOLDER = "events"
ROUTE_FOLDER = "content/routes"
BOARD_FOLDER = "content/board"
EXAMPLE_FOLDER = "content/examples"
EXAMPLES: dict[str, type[Place | Event | Organizer | Route | Notice]] = {
    "place": Place,
    "event": Event,
    "organizer": Organizer,
    "route": Route,
    "notice": Notice,
}
"""One whole example of each kind of file, for templates and schemas; never published."""
BOUNDARY_CACHE = ".cache/boundaries"

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
    return _Assembler(project, environment, samples=samples, catalogues=catalogues).run()


def read_draft(
    project: Path, catalogues: Path, environment: Mapping[str, str]
) -> tuple[Draft | None, list[Problem]]:
    """Everything as it was read, before the rules across files: for what is to be added to it."""
    assembler = _Assembler(project, environment, samples=True, catalogues=catalogues)
    read = assembler.read_draft()
    return read[0] if read is not None else None, in_reading_order(assembler.result.problems)


def read_boundary_source(
    project: Path, environment: Mapping[str, str]
) -> tuple[BoundaryPackage, dict[str, str]] | None:
    """The boundary package the city names and its districts' codes, or None without one."""
    assembler = _Assembler(project, environment, samples=False)
    settings = assembler.read_settings()
    if settings is None or settings.boundaries is None:
        return None
    known = Known(settings.languages, ZoneInfo(settings.time_zone), {})
    vocabulary = assembler.read_vocabulary(assembler.listed(VOCABULARY_FOLDER), known)
    return settings.boundaries, pcodes(vocabulary)


class _Assembler:
    def __init__(
        self,
        project: Path,
        environment: Mapping[str, str],
        *,
        samples: bool,
        catalogues: Path | None = None,
    ) -> None:
        self.project = project
        self.catalogues = catalogues
        self.environment = environment
        self.samples = samples
        self.result = Assembly()
        self.vocabulary_sources: list[Source] = []
        self.population_source: Source | None = None
        self.examples: dict[str, Mapping[str, object]] = {}

    def run(self) -> Assembly:
        read = self.read_draft()
        if read is not None:
            draft, vocabulary = read
            for check in CHECKS:
                self.result.problems += check(draft)
        reports = read_reports(self.project)
        self.result.problems = in_reading_order([*self.result.problems, *reports.problems])
        if read is not None and not errors_in(self.result.problems):
            self.result.city = self.city(draft, vocabulary, reports.by_year)
        return self.result

    # --- Reading ---

    def read_draft(self) -> tuple[Draft, dict[str, dict[str, Entry]]] | None:
        """All files as they are and the vocabulary; None without the city's own file."""
        organizers = self.listed(ORGANIZER_FOLDER)
        settings = self.read_settings({file.id: () for file in organizers.files})
        if settings is None:
            return None
        clock = clock_from(self.environment, settings.time_zone)
        listings = {
            ORGANIZER_FOLDER: organizers,
            **{
                folder: self.listed(folder)
                for folder in (
                    *(VOCABULARY_FOLDER, PLACE_FOLDER, EVENT_FOLDER, ROUTE_FOLDER),
                    *(PROMPT_FOLDER, BOARD_FOLDER, EXAMPLE_FOLDER),
                )
            },
        }
        known = self.known_before_reading(settings, listings)
        vocabulary = self.read_vocabulary(listings[VOCABULARY_FOLDER], known)
        self.read_prompts(listings[PROMPT_FOLDER], vocabulary["place-kinds"], known)
        draft = Draft(settings, known, clock, project=self.project)
        draft.organizers = self.read_all(Organizer, listings[ORGANIZER_FOLDER], known)
        draft.places = self.read_all(Place, listings[PLACE_FOLDER], known)
        draft.events = self.read_all(Event, listings[EVENT_FOLDER], known)
        draft.routes = self.read_all(Route, listings[ROUTE_FOLDER], known)
        draft.notices = self.read_all(Notice, listings[BOARD_FOLDER], known)
        self.read_examples(listings[EXAMPLE_FOLDER], known)
        draft.photos = set().union(*(listing.photos for listing in listings.values()))
        draft.outlines = self.outlines(settings, vocabulary)
        draft.reserved = frozenset(known.choices.get("address.archive", ()))
        return draft, vocabulary

    def read_file(self, file: SourceFile) -> MappingNode | None:
        self.result.files += 1
        try:
            reading = read_yaml(file.read(), file.path)
        except OSError as error:
            reading = Reading(
                problems=[
                    Problem("unreadable-file", file.path, values={"reason": str(error.strerror)})
                ]
            )
        self.result.problems += reading.problems
        return reading.root

    def read_settings(
        self, organizers: Mapping[str, tuple[str, ...]] | None = None
    ) -> CitySettings | None:
        file = SourceFile(CITY_FILE, "city", self.project / CITY_FILE)
        if not file.location.is_file():
            self.result.problems.append(Problem("missing-file", CITY_FILE))
            return None
        root = self.read_file(file)
        if root is None:
            return None
        known = _settings_known(root, organizers)
        parsed = read_model(CitySettings, root, CITY_FILE, "city", known)
        self.result.problems += parsed.problems
        # With these the other files can be read, so that all mistakes are told at once.
        needed = ("name", "languages", "time_zone", "country", "bounds")
        if any(parsed.value(name) is None for name in needed) or not self.speaks(parsed):
            return None
        return parsed.facts

    def speaks(self, settings: Parsed[CitySettings]) -> bool:
        """Whether the interface has words and formats for each of the city's languages."""
        missing = [
            settings.problem("no-catalogue", "languages", number, language=code)
            for number, code in enumerate(settings.facts.languages)
            if not has_formats(code)
            or (self.catalogues and not (self.catalogues / f"{code}.po").is_file())
        ]
        self.result.problems += missing
        return not missing

    def listed(self, folder: str) -> Listing:
        listing = list_sources(self.project, folder)
        self.result.problems += listing.problems
        return listing

    def known_before_reading(
        self, settings: CitySettings, listings: Mapping[str, Listing]
    ) -> Known:
        """Ids by file name; the vocabulary fills in its own while it is read."""
        languages = settings.languages
        ids: dict[str, dict[str, tuple[str, ...]]] = {
            "organizers": {file.id: () for file in listings[ORGANIZER_FOLDER].files},
            "places": {file.id: () for file in listings[PLACE_FOLDER].files},
            "weekdays": {
                day: tuple(Language(code).weekday_name(number) for code in languages)
                for number, day in enumerate(WEEKDAYS)
            },
        }
        return Known(
            languages, ZoneInfo(settings.time_zone), ids, self.words_for_choices(settings.languages)
        )

    def words_for_choices(self, languages: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
        """What people call `free` or `opening_hours`: the labels that the pages use."""
        words: dict[str, tuple[str, ...]] = {}
        spoken = read_phrases(self.catalogues, languages) if self.catalogues else {}
        for phrases in spoken.values():
            for key, text in phrases.catalogue.entries.items():
                family, _, rest = key.partition(".")
                if family == "choice" and isinstance(text, str):
                    name = rest.rpartition(".")[2]
                    words[name] = (*words.get(name, ()), text)
                elif isinstance(text, str) and (
                    family in ("field", "written") or key == "address.archive"
                ):
                    words[key] = (*words.get(key, ()), text)
        return words

    def read_vocabulary(self, listing: Listing, known: Known) -> dict[str, dict[str, Entry]]:
        """Themes first, because ideas and prompts name them; then the rest in file order."""
        files: dict[str, SourceFile] = {}
        for file in listing.files:
            first = files.setdefault(file.id, file)
            if first is not file:
                self.result.problems.append(
                    Problem("duplicate-id", file.path, values={"id": file.id, "other": first.path})
                )
        for file in listing.files:
            if file.id not in VOCABULARIES:
                self.result.problems.append(
                    Problem("unexpected-file", file.path, values={"name": file.location.name})
                )
        vocabulary: dict[str, dict[str, Entry]] = {}
        ids = known.ids
        assert isinstance(ids, dict)
        for family, model in VOCABULARIES.items():
            vocabulary[family] = {}
            if family not in files:
                if family in MAY_BE_MISSING:
                    continue
                self.result.problems.append(
                    Problem("missing-file", f"{VOCABULARY_FOLDER}/{family}.yaml")
                )
                continue
            root = self.read_file(files[family])
            if root is None:
                continue
            parsed = read_model(model, root, files[family].path, family, known)
            self.result.problems += parsed.problems
            if not parsed.whole:
                continue
            self.vocabulary_sources += parsed.facts.source
            if family == "districts" and parsed.facts.source:
                self.population_source = parsed.facts.source[0]
            for identifier, entry in parsed.facts.entries.items():
                vocabulary[family][identifier] = entry.called(identifier)
            ids[family] = {
                identifier: _labels(entry) for identifier, entry in vocabulary[family].items()
            }
        return vocabulary

    def read_prompts(self, listing: Listing, kinds: Mapping[str, Entry], known: Known) -> None:
        """What every place of a kind inherits; a file of no kind is one too many."""
        for file in listing.files:
            kind = kinds.get(file.id)
            if not kinds:
                continue  # the vocabulary itself could not be read, which was told
            if not isinstance(kind, PlaceKind):
                self.result.problems.append(
                    Problem("unexpected-file", file.path, values={"name": file.location.name})
                )
            elif (root := self.read_file(file)) is not None:
                parsed = read_model(KindPrompts, root, file.path, file.id, known)
                self.result.problems += parsed.problems
                if parsed.whole:
                    kind.with_prompts(parsed.facts.prompts)

    def read_all(
        self, model: type[ModelType], listing: Listing, known: Known
    ) -> list[Parsed[ModelType]]:
        parsed = []
        for file in listing.files:
            root = self.read_file(file)
            if root is not None:
                one = read_model(model, root, file.path, file.id, known)
                self.result.problems += one.problems
                parsed.append(one)
        return parsed

    def read_examples(self, listing: Listing, known: Known) -> None:
        """Examples are read like the files they stand for, so that they stay right."""
        for file in listing.files:
            if file.id not in EXAMPLES:
                self.result.problems.append(
                    Problem("unexpected-file", file.path, values={"name": file.location.name})
                )
            elif (root := self.read_file(file)) is not None:
                self.result.problems += read_model(
                    EXAMPLES[file.id], root, file.path, file.id, known
                ).problems
                self.examples[file.id] = as_data(root)

    def outlines(
        self, settings: CitySettings, vocabulary: Mapping[str, Mapping[str, Entry]]
    ) -> Outlines | None:
        """The district outlines if they were fetched; the city is whole without them."""
        if settings.boundaries is None:
            return None
        return read_outlines(
            prepared_path(settings.boundaries, pcodes(vocabulary), self.project / BOUNDARY_CACHE)
        )

    # --- The city ---

    def city(
        self,
        draft: Draft,
        vocabulary: Mapping[str, Mapping[str, Entry]],
        reports: Mapping[int, Mapping[str, object]],
    ) -> City:
        source = draft.settings.languages[0]
        places = sorted(
            (parsed.facts for parsed in draft.places),
            key=lambda place: (sort_key(place.name.words(source), source), place.id),
        )
        events = sorted(
            (parsed.facts for parsed in draft.events if self.samples or not parsed.facts.sample),
            key=lambda event: event.id,
        )
        routes = sorted(
            (parsed.facts for parsed in draft.routes if self.samples or not parsed.facts.sample),
            key=lambda route: (sort_key(route.title.words(source), source), route.id),
        )
        dated = [
            found
            for event in events
            for found in occurrences(event, draft.clock.today, draft.settings.country)
        ]
        organizers = sorted(
            (
                parsed.facts
                for parsed in draft.organizers
                if self.samples or parsed.facts.sample == "no"
            ),
            key=lambda one: (sort_key(one.name.words(source), source), one.id),
        )
        notices = sorted(
            (
                parsed.facts
                for parsed in draft.notices
                if (self.samples or not parsed.facts.sample)
                and parsed.facts.until >= draft.clock.today
            ),
            key=lambda notice: (notice.until, notice.id),
        )
        return City(
            settings=draft.settings,
            clock=draft.clock,
            vocabulary=vocabulary,
            vocabulary_sources=tuple(self.vocabulary_sources),
            organizers={organizer.id: organizer for organizer in organizers},
            places=tuple(places),
            events=tuple(events),
            routes=tuple(routes),
            notices=tuple(notices),
            occurrences=tuple(sorted(dated, key=lambda found: found.order)),
            outlines=draft.outlines,
            examples=self.examples,
            population_source=self.population_source,
            reports=reports,
        )


def pcodes(vocabulary: Mapping[str, Mapping[str, Entry]]) -> dict[str, str]:
    """District id → its code in the boundary layer, for those that have one."""
    codes = {
        identifier: getattr(entry, "pcode", None)
        for identifier, entry in vocabulary.get("districts", {}).items()
    }
    return {identifier: code for identifier, code in codes.items() if code}


def _settings_known(root: MappingNode, organizers: Mapping[str, tuple[str, ...]] | None) -> Known:
    """The languages the city names itself, so that its own texts can be read."""
    languages = root.entries.get("languages")
    codes = tuple(item.text for item in getattr(languages, "items", ()) if hasattr(item, "text"))
    ids = {} if organizers is None else {"organizers": organizers}
    return Known(languages=codes or ("tr", "en"), ids=ids)


def _labels(entry: Entry) -> tuple[str, ...]:
    label = getattr(entry, "label", None)
    return tuple(label.texts.values()) if label is not None else ()
