"""The project's folders: settings, vocabulary and lists of files, and each file on its own.

Files are read in an order that does not matter to the result: every id is known from the file
names before the first file is opened, so references can point anywhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from ..ground.clock import clock_from
from ..ground.problems import Problem
from ..model.event import Event
from ..model.fields import Contribution, Known, Source
from ..model.notice import Notice
from ..model.organizer import Organizer
from ..model.place import Place
from ..model.reading import Parsed, read_model
from ..model.route import Route
from ..model.settings import CitySettings
from ..model.vocabulary import MAY_BE_MISSING, VOCABULARIES, Entry, KindPrompts, PlaceKind
from ..source.folders import Listing, SourceFile, list_sources
from ..source.yaml_nodes import Mapping as MappingNode
from ..source.yaml_nodes import read_yaml
from ..source.yaml_writer import as_data
from ..words.languages import Language, has_formats
from ..words.phrases import read_phrases
from .boundaries import prepared_path
from .draft import Circumstances
from .geography import Outlines, read_outlines
from .schedule import WEEKDAYS

CITY_FILE = "content/city.yaml"
VOCABULARY_FOLDER = "content/vocabulary"
PROMPT_FOLDER = "content/prompts"
ORGANIZER_FOLDER = "content/organizers"
PLACE_FOLDER = "places"
EVENT_FOLDER = "events"
ROUTE_FOLDER = "content/routes"
BOARD_FOLDER = "content/board"
EXAMPLE_FOLDER = "content/examples"
Described = Place | Event | Organizer | Route | Notice
"""What people write files about."""
EXAMPLES: dict[str, type[Described]] = {
    "place": Place,
    "event": Event,
    "organizer": Organizer,
    "route": Route,
    "notice": Notice,
}
"""One whole example of each kind of file, for templates and schemas; never published."""
CONTRIBUTED: Mapping[str, type[Described]] = {
    PLACE_FOLDER: Place,
    EVENT_FOLDER: Event,
    ORGANIZER_FOLDER: Organizer,
    ROUTE_FOLDER: Route,
    BOARD_FOLDER: Notice,
}
"""The folders in which people contribute, each with what its files describe."""
BOUNDARY_CACHE = ".cache/boundaries"

ModelType = TypeVar("ModelType", bound=Contribution)


@dataclass(frozen=True, slots=True)
class Project:
    """What must be known before a contributed file can be judged."""

    circumstances: Circumstances
    vocabulary: Mapping[str, Mapping[str, Entry]]
    listings: Mapping[str, Listing]
    """The files of each folder."""


class ProjectReader:
    """Reads a project's files; what is wrong gathers in `problems`."""

    def __init__(
        self, project: Path, environment: Mapping[str, str], catalogues: Path | None = None
    ) -> None:
        self.project = project
        self.environment = environment
        self.catalogues = catalogues
        self.problems: list[Problem] = []
        self.files = 0
        self.vocabulary_sources: list[Source] = []
        self.population_source: Source | None = None
        self.examples: dict[str, Mapping[str, object]] = {}
        self.outline_file: Path | None = None
        """The district outlines, when there are any."""

    def read_project(self) -> Project | None:
        """Everything but the contributed files; None without the city's own file."""
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
        self.read_examples(listings[EXAMPLE_FOLDER], known)
        circumstances = Circumstances(
            settings=settings,
            known=known,
            clock=clock,
            photos=set().union(*(listing.photos for listing in listings.values())),
            project=self.project,
            outlines=self.outlines(settings, vocabulary),
            reserved=frozenset(known.choices.get("address.archive", ())),
        )
        return Project(circumstances, vocabulary, listings)

    def content(self, file: SourceFile) -> bytes | None:
        """The bytes of a file, or None when the disk does not give them."""
        self.files += 1
        try:
            return file.read()
        except OSError as error:
            values = {"reason": str(error.strerror)}
            self.problems.append(Problem("unreadable-file", file.path, values=values))
            return None

    def read_file(self, file: SourceFile) -> MappingNode | None:
        data = self.content(file)
        if data is None:
            return None
        reading = read_yaml(data, file.path)
        self.problems += reading.problems
        return reading.root

    def read_settings(
        self, organizers: Mapping[str, tuple[str, ...]] | None = None
    ) -> CitySettings | None:
        file = SourceFile(CITY_FILE, "city", self.project)
        if not file.location.is_file():
            self.problems.append(Problem("missing-file", CITY_FILE))
            return None
        root = self.read_file(file)
        if root is None:
            return None
        known = _settings_known(root, organizers)
        parsed = read_model(CitySettings, root, CITY_FILE, "city", known)
        self.problems += parsed.problems
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
        self.problems += missing
        return not missing

    def listed(self, folder: str) -> Listing:
        listing = list_sources(self.project, folder)
        self.problems += listing.problems
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
                self.problems.append(
                    Problem("duplicate-id", file.path, values={"id": file.id, "other": first.path})
                )
        for file in listing.files:
            if file.id not in VOCABULARIES:
                self.problems.append(
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
                self.problems.append(Problem("missing-file", f"{VOCABULARY_FOLDER}/{family}.yaml"))
                continue
            root = self.read_file(files[family])
            if root is None:
                continue
            parsed = read_model(model, root, files[family].path, family, known)
            self.problems += parsed.problems
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
                self.problems.append(
                    Problem("unexpected-file", file.path, values={"name": file.location.name})
                )
            elif (root := self.read_file(file)) is not None:
                parsed = read_model(KindPrompts, root, file.path, file.id, known)
                self.problems += parsed.problems
                if parsed.whole:
                    kind.with_prompts(parsed.facts.prompts)

    def read_as(
        self, model: type[ModelType], file: SourceFile, known: Known
    ) -> Parsed[ModelType] | None:
        """One contributed file, or None when it has no mapping to look at."""
        root = self.read_file(file)
        if root is None:
            return None
        parsed = read_model(model, root, file.path, file.id, known)
        self.problems += parsed.problems
        return parsed

    def read_examples(self, listing: Listing, known: Known) -> None:
        """Examples are read like the files they stand for, so that they stay right."""
        for file in listing.files:
            if file.id not in EXAMPLES:
                self.problems.append(
                    Problem("unexpected-file", file.path, values={"name": file.location.name})
                )
            elif (root := self.read_file(file)) is not None:
                self.problems += read_model(
                    EXAMPLES[file.id], root, file.path, file.id, known
                ).problems
                self.examples[file.id] = as_data(root)

    def outlines(
        self, settings: CitySettings, vocabulary: Mapping[str, Mapping[str, Entry]]
    ) -> Outlines | None:
        """The district outlines if they were fetched; the city is whole without them."""
        if settings.boundaries is None:
            return None
        prepared = prepared_path(
            settings.boundaries, pcodes(vocabulary), self.project / BOUNDARY_CACHE
        )
        outlines = read_outlines(prepared)
        self.outline_file = prepared if outlines is not None else None
        return outlines


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
