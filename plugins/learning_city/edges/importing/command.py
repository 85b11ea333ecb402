"""`python -m learning_city import …`: reads a source, proposes files, tells about every record."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO, get_args

from ...city.assemble import read_draft
from ...city.draft import Draft
from ...ground.lettering import identifier
from ...ground.problems import Problem
from ...model.importers import Filing, Importer, ImporterFile
from ...model.reading import read_model
from ...source.yaml_nodes import read_yaml
from ...words.phrases import Phrases, read_phrases
from ..report import for_terminal, sentences
from .calendar_file import read_calendar
from .composing import Composer, Terms
from .fetching import Answer, Fetcher, Unreachable, read_file
from .intake import Fate, Intake, Outcome
from .ledger import UnreadableLedger, ledger_path, read_ledger
from .matching import Places
from .open_data import read_events, read_places
from .options import BASE_VARIABLE
from .records import Batch, WrongShape
from .table import read_table

IMPORTERS = "content/importers.yaml"
_FATES = get_args(Fate)
_QUIET = frozenset({"same", "edited", "removed"})
"""Told as a number: nothing happened, and nothing has to."""


@dataclass
class Desk:
    """What every source is treated with."""

    project: Path
    catalogues: Path
    environment: Mapping[str, str]
    options: argparse.Namespace
    out: TextIO = field(default_factory=lambda: sys.stdout)
    fetcher: Fetcher | None = None

    def run(self) -> int:
        """0 when all sources could be read, 1 when one could not, 2 when there is no such one."""
        draft, problems = read_draft(self.project, self.catalogues, self.environment)
        self.t = _speech(self.catalogues, self.options.lang)
        if draft is None:
            return self._tell_problems(problems)
        self.draft: Draft = draft
        self.phrases = read_phrases(self.catalogues, draft.settings.languages)
        if self.fetcher is None:
            self.fetcher = Fetcher(_agent(draft))
        importers, problems = _read_importers(self.project, draft)
        if problems:
            return self._tell_problems(problems)
        wanted = self._wanted(importers)
        if wanted is None:
            self._say("import.unknown_source", source=self.options.source)
            self._list(importers)
            return 2
        if not wanted and not self.options.scheduled:
            self._list(importers)
        return max([self._bring(name, importer) for name, importer in wanted.items()], default=0)

    def _wanted(self, importers: Mapping[str, Importer]) -> dict[str, Importer | None] | None:
        source = self.options.source
        if self.options.scheduled:
            return {name: one for name, one in importers.items() if one.scheduled}
        if source is None:
            return {}
        if source in importers:
            return {source: importers[source]}
        if "://" in source or Path(source).is_file():
            return {self.options.name or _name_of(source): None}
        return None

    # --- One source ---

    def _bring(self, name: str, importer: Importer | None) -> int:
        self._say("import.heading", source=self._label(name, importer))
        try:
            ledger = read_ledger(self.project / ledger_path(name))
        except UnreadableLedger:
            self._say("import.failed.ledger", path=ledger_path(name))
            return 1
        before = ledger.text()
        batch, failures = self._read(importer)
        intake = Intake(
            self.project, self.draft, self._composer(name, importer), ledger, self.options.past
        )
        intake.take(batch, whole=not failures)
        self._tell(intake.outcomes, batch, failures)
        if not self.options.dry_run:
            if ledger.text() != before:
                intake.files[ledger_path(name)] = ledger.text()
            intake.write()
        return 1 if failures else 0

    def _label(self, name: str, importer: Importer | None) -> str:
        return importer.label.words(self.options.lang) if importer else name

    def _read(self, importer: Importer | None) -> tuple[Batch, int]:
        """Every answer of a source; one that fails does not spoil the others."""
        batch, failures = Batch(), 0
        for address, layer in self._addresses(importer):
            try:
                answer = self._answer(address)
                batch.extend(self._understood(answer, importer, layer))
            except (Unreachable, WrongShape) as refusal:
                failures += 1
                self._say("import.failed.address", address=address)
                self._say(f"import.failed.{refusal.reason}", **refusal.values)
        return batch, failures

    def _addresses(self, importer: Importer | None) -> Iterator[tuple[str, str]]:
        if importer is None:
            yield self.options.source, ""
            return
        base = (self.options.base or self.environment.get(BASE_VARIABLE) or importer.base).rstrip(
            "/"
        )
        address = f"{base}/{importer.path}" if importer.path else base
        if "{layer}" not in address:
            yield address, ""
            return
        for layer in importer.layers:
            if not self.options.layer or layer in self.options.layer:
                yield address.replace("{layer}", layer), layer

    def _answer(self, address: str) -> Answer:
        if "://" not in address:
            return read_file(Path(address))
        assert self.fetcher is not None
        scheme, rest = address.split("://", 1)
        return self.fetcher.read(f"https://{rest}" if scheme in ("webcal", "webcals") else address)

    def _understood(self, answer: Answer, importer: Importer | None, layer: str) -> Batch:
        languages = self.draft.settings.languages
        language = (importer.language if importer else None) or languages[0]
        form = importer.form if importer else _form(answer)
        if form == "events":
            assert importer is not None
            return read_events(answer, importer, language)
        if form == "places":
            assert importer is not None
            return read_places(answer, importer, language, layer)
        if form == "calendar":
            return read_calendar(answer, self.draft.known.zone, language)
        return read_table(answer, languages)

    def _composer(self, name: str, importer: Importer | None) -> Composer:
        options, language = self.options, self.draft.settings.languages[0]
        if importer is not None:
            terms = Terms.of(importer, language)
        else:
            address = options.source if "://" in options.source else ""
            title = options.title or _title_of(options.source)
            terms = Terms(
                title={language: title},
                url=address.replace("webcal://", "https://"),
                license=options.license or "",
                language=language,
                filing=Filing.model_construct(
                    themes=_words(options.themes), audiences=_words(options.audiences)
                ),
            )
        places = Places(
            self.draft.places,
            importer.ignored_words if importer else (),
            importer.venues if importer else None,
        )
        return Composer(self.draft, self.phrases, places, terms)

    # --- Telling ---

    def _tell(self, outcomes: list[Outcome], batch: Batch, failures: int) -> None:
        if not outcomes and not batch.events and not batch.places:
            # What could not be read may well have records.
            self._say("import.unchanged" if failures else "import.nothing")
            return
        for outcome in sorted(outcomes, key=lambda outcome: _FATES.index(outcome.fate)):
            if outcome.fate in _QUIET:
                continue
            if outcome.fate == "skipped":
                self._tell_skipped(outcome)
                continue
            self._say(f"import.fate.{outcome.fate}", path=outcome.path, title=outcome.title)
            for problem in outcome.problems:
                self._line("    ", " ".join(sentences(problem, self.t)))
        counts = {fate: sum(outcome.fate == fate for outcome in outcomes) for fate in _FATES}
        told = [self.t(f"import.count.{fate}", n=n) for fate, n in counts.items() if n]
        self._line("  ", ", ".join(told))

    def _tell_skipped(self, outcome: Outcome) -> None:
        if outcome.reason != "refused":
            why = self.t(f"import.skipped.{outcome.reason}", **outcome.values)
            self._say("import.fate.skipped", title=outcome.title, why=why)
            return
        self._say("import.fate.skipped", title=outcome.title, why=self.t("import.skipped.refused"))
        for problem in outcome.problems:
            self._line("    ", " ".join(sentences(problem, self.t)))

    def _list(self, importers: Mapping[str, Importer]) -> None:
        self._say("import.known" if importers else "import.none_known", path=IMPORTERS)
        for name, importer in importers.items():
            self._line("  ", f"{name} — {importer.label.words(self.options.lang)}")

    def _say(self, key: str, /, **values: object) -> None:
        self._line("", self.t(key, **values))

    def _line(self, start: str, text: str) -> None:
        """One line, whatever a source put into its words; never a command of a workflow's log."""
        words = "".join(letter if letter.isprintable() else " " for letter in text)
        words = words.replace("##[", "# #[").strip()
        print(start + ("- " if words.startswith("::") else "") + words, file=self.out)

    def _tell_problems(self, problems: list[Problem]) -> int:
        for problem in problems:
            print(for_terminal(problem, self.t), file=self.out)
        return 1


def _speech(catalogues: Path, language: str) -> Phrases:
    languages = ("tr",) if language == "tr" else ("tr", language)
    return read_phrases(catalogues, languages)[language]


def _read_importers(project: Path, draft: Draft) -> tuple[dict[str, Importer], list[Problem]]:
    """The sources a city knows, none without the file; or what is wrong with it."""
    try:
        data = (project / IMPORTERS).read_bytes()
    except FileNotFoundError:
        return {}, []
    reading = read_yaml(data, IMPORTERS)
    if reading.root is None or reading.problems:
        return {}, reading.problems
    parsed = read_model(ImporterFile, reading.root, IMPORTERS, "importers", draft.known)
    return (dict(parsed.facts.importers), []) if parsed.whole else ({}, parsed.problems)


def _agent(draft: Draft) -> str:
    repository = draft.settings.repository
    return f"learning-city-importer (+{repository})" if repository else "learning-city-importer"


def _form(answer: Answer) -> str:
    start = answer.content[:400].removeprefix(b"\xef\xbb\xbf").lstrip().upper()
    if start.startswith(b"BEGIN:VCALENDAR") or "calendar" in answer.media_type:
        return "calendar"
    if start.startswith((b"[", b"{")):
        raise WrongShape("needs-names")
    return "table"


def _name_of(source: str) -> str:
    """A short name to remember a file or an address by."""
    if "://" in source:
        host, path = _host_and_path(source)
        return identifier(f"{host} {path}")[:60].strip("-") or "takvim"
    return identifier(Path(source).stem)[:60].strip("-") or "dosya"


def _title_of(source: str) -> str:
    return _host_and_path(source)[0] if "://" in source else Path(source).name


def _host_and_path(address: str) -> tuple[str, str]:
    """What may be shown of an address: no password, no question, no fragment."""
    rest = address.partition("://")[2].partition("?")[0].partition("#")[0]
    host, _, path = rest.partition("/")
    return host.rpartition("@")[2], path


def _words(text: str | None) -> tuple[str, ...]:
    return tuple(word.strip() for word in (text or "").split(",") if word.strip())
