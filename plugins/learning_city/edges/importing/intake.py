"""Decides about every record: a new file, a changed one, or none, and why; then writes.

The rules of the check hold for what is brought in as for what people write: a record whose file the
check would refuse is skipped with the check's own sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Literal, TypeVar

from ...city.checks import problems_of
from ...city.draft import Draft
from ...ground.lettering import fold, identifier
from ...ground.problems import Level, Problem, errors_in
from ...model.event import Event
from ...model.place import Place
from ...model.reading import Parsed, read_model
from ...source.yaml_nodes import read_yaml
from ...source.yaml_writer import schema_address, to_yaml
from .composing import EVENT_ORDER, PLACE_ORDER, Composer
from .ledger import Entry, Ledger, content_hash
from .matching import Events
from .records import Batch, EventRecord, PlaceRecord, Skipped, Unusable

MAX_ID_LENGTH = 60

Fate = Literal["new", "changed", "differs", "gone", "skipped", "same", "edited", "removed"]
"""`edited`: a person changed the file; `differs`: and now the source has something else to say."""

Record = EventRecord | PlaceRecord
RecordType = TypeVar("RecordType", EventRecord, PlaceRecord)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one record."""

    fate: Fate
    title: str
    path: str = ""
    reason: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


@dataclass(slots=True)
class _Candidate:
    """A file that may be written."""

    record: Record
    path: str
    text: str
    old: Entry | None
    parsed: Parsed[Event] | Parsed[Place] | None = None
    problems: list[Problem] = field(default_factory=list)


@dataclass(slots=True)
class Intake:
    """One run of one importer. `past` takes events that are over, too."""

    project: Path
    draft: Draft
    composer: Composer
    ledger: Ledger
    past: bool = False
    outcomes: list[Outcome] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)
    """What is to be written: path → text."""

    @property
    def today(self) -> date:
        """The city's day."""
        return self.draft.clock.today

    def take(self, batch: Batch, *, whole: bool = True) -> None:
        """Decide about all records. `whole`: what is not among them is gone at the source."""
        for skipped in batch.skipped:
            self._skip(skipped)
        events = sorted(batch.events, key=lambda record: (self._start(record), record.key))
        places = sorted(batch.places, key=lambda record: record.key)
        self._check_and_keep(list(self._event_candidates(self._once(events))))
        self._check_and_keep(list(self._place_candidates(self._once(places))))
        if whole and events:
            self._tell_gone({record.key for record in events})

    def write(self) -> None:
        """Put the files on disk."""
        for path, text in sorted(self.files.items()):
            location = self.project / path
            location.parent.mkdir(parents=True, exist_ok=True)
            location.write_bytes(text.encode())

    # --- Candidates ---

    def _event_candidates(self, records: Iterable[EventRecord]) -> Iterator[_Candidate]:
        known = Events(self.draft.events, self.today, self.draft.settings.country)
        taken = self._taken_ids(self.draft.events)
        for record in records:
            old = self.ledger.entries.get(record.key)
            try:
                if old is None:
                    self._refuse_past(record)
                    place = self.composer.venue_of(record)
                    start = self.composer.local(record.start)
                    assert start is not None
                    _refuse_twin(known.same(record.title, place, start))
                    path = f"events/{_day(start).year}/{self._event_id(record, taken)}.yaml"
                    candidate = self._compose(record, path, None)
                    known.add(path, record.title, place, start)
                    yield candidate
                else:
                    yield from self._again(record, old, self.draft.events)
            except Unusable as refusal:
                self._skip(Skipped(record.title, refusal.reason, refusal.values))

    def _place_candidates(self, records: Iterable[PlaceRecord]) -> Iterator[_Candidate]:
        taken = self._taken_ids(self.draft.places)
        ids = {parsed.facts.id: parsed.path for parsed in self.draft.places}
        for record in records:
            old = self.ledger.entries.get(record.key)
            title = next(iter(record.name.values()))
            try:
                if old is None:
                    same = self.composer.places.same(
                        record.name.values(), record.spot, self.composer.kind(record)
                    )
                    _refuse_twin(same.path if same else ids.get(record.key))
                    district = self.composer.district(record)
                    path = f"places/{district}/{self._place_id(record, district, taken)}.yaml"
                    yield self._compose(record, path, None)
                else:
                    yield from self._again(record, old, self.draft.places)
            except Unusable as refusal:
                self._skip(Skipped(title, refusal.reason, refusal.values))

    def _compose(self, record: Record, path: str, old: Entry | None) -> _Candidate:
        return _Candidate(record, path, self._text(record, path, self.today), old)

    def _text(self, record: Record, path: str, accessed: date) -> str:
        if isinstance(record, EventRecord):
            data, order, kind = self.composer.event(record, accessed), EVENT_ORDER, "event"
        else:
            data, order, kind = self.composer.place(record, accessed), PLACE_ORDER, "place"
        return to_yaml(data, order, schema_address(path, kind))

    def _again(
        self, record: Record, old: Entry, files: Sequence[Parsed[Event]] | Sequence[Parsed[Place]]
    ) -> Iterator[_Candidate]:
        """A record that was brought in before."""
        title = _title(record)
        told = content_hash(self._text(record, old.path, old.accessed))
        try:
            current = (self.project / old.path).read_bytes().decode("utf-8")
        except FileNotFoundError:
            moved = _moved(old.path, files)
            self.outcomes.append(
                Outcome("edited", title, moved) if moved else Outcome("removed", title, old.path)
            )
            return
        except (OSError, UnicodeDecodeError):
            self.outcomes.append(Outcome("edited", title, old.path))
            return
        if content_hash(current) != old.written:
            fate: Fate = "edited" if told in (old.told, old.written) else "differs"
            self.outcomes.append(Outcome(fate, title, old.path))
            if fate == "differs":
                self.ledger.entries[record.key] = replace(old, told=told)
        elif told == old.written:
            self.outcomes.append(Outcome("same", title, old.path))
        else:
            yield self._compose(record, old.path, old)

    # --- Rules ---

    def _refuse_past(self, record: EventRecord) -> None:
        if self.past:
            return
        repeats = bool(record.repeat or record.rrule)
        last = record.last_day if repeats else self.composer.local(record.end or record.start)
        if last is not None and _day(last) < self.today:
            raise Unusable("past", day=_day(last).isoformat())

    def _check_and_keep(self, candidates: list[_Candidate]) -> None:
        for candidate in candidates:
            self._read(candidate)
        whole = {each.path: each for each in candidates if not errors_in(each.problems)}
        draft = self._draft_with(whole)
        for problem in problems_of(draft):
            if problem.path in whole:
                whole[problem.path].problems.append(problem)
        for candidate in candidates:
            self._keep(candidate)

    def _read(self, candidate: _Candidate) -> None:
        """As if the file were there already."""
        reading = read_yaml(candidate.text.encode(), candidate.path)
        candidate.problems += reading.problems
        if reading.root is None:
            return
        stem = candidate.path.rpartition("/")[2].removesuffix(".yaml")
        known = self.draft.known
        parsed: Parsed[Event] | Parsed[Place]
        if isinstance(candidate.record, EventRecord):
            parsed = read_model(Event, reading.root, candidate.path, stem, known)
        else:
            parsed = read_model(Place, reading.root, candidate.path, stem, known)
        candidate.problems += parsed.problems
        candidate.parsed = parsed

    def _draft_with(self, candidates: Mapping[str, _Candidate]) -> Draft:
        """The city with the candidates in it, and nothing else to complain about."""
        events = [parsed for parsed in self.draft.events if parsed.path not in candidates]
        places = [parsed for parsed in self.draft.places if parsed.path not in candidates]
        for candidate in candidates.values():
            parsed = candidate.parsed
            if parsed is None:
                continue
            if isinstance(candidate.record, EventRecord):
                events.append(parsed)  # type: ignore[arg-type]
            else:
                places.append(parsed)  # type: ignore[arg-type]
        return replace(self.draft, events=events, places=places)

    def _keep(self, candidate: _Candidate) -> None:
        title = _title(candidate.record)
        errors = errors_in(candidate.problems)
        if errors:
            self.outcomes.append(
                Outcome("skipped", title, candidate.path, "refused", problems=tuple(errors))
            )
            return
        written = content_hash(candidate.text)
        doubts = tuple(each for each in candidate.problems if each.level is Level.DOUBT)
        self.files[candidate.path] = candidate.text
        self.ledger.entries[candidate.record.key] = Entry(
            candidate.path, written, self.today, written
        )
        fate: Fate = "changed" if candidate.old else "new"
        self.outcomes.append(Outcome(fate, title, candidate.path, problems=doubts))

    def _tell_gone(self, keys: set[str]) -> None:
        """Coming events that the source does not list any more: cancelled, perhaps."""
        coming = {parsed.path: parsed for parsed in self.draft.events}
        for key, entry in sorted(self.ledger.entries.items()):
            parsed = coming.get(entry.path)
            if key in keys or parsed is None or parsed.value("start") is None:
                continue
            facts = parsed.facts
            once = not facts.repeat and not facts.rrule and facts.status == "scheduled"
            if once and _day(facts.end or facts.start) >= self.today:
                title = facts.title.words(self.draft.settings.languages[0])
                self.outcomes.append(Outcome("gone", title, entry.path))

    # --- Names ---

    def _taken_ids(self, files: Sequence[Parsed[Event]] | Sequence[Parsed[Place]]) -> set[str]:
        """Ids in use, once in use, and those of files that people took away."""
        taken = {parsed.facts.id for parsed in files} | set(self.draft.reserved)
        for parsed in files:
            taken.update(parsed.value("former_ids") or ())
        taken.update(
            entry.path.rpartition("/")[2].removesuffix(".yaml")
            for entry in self.ledger.entries.values()
        )
        return taken

    def _event_id(self, record: EventRecord, taken: set[str]) -> str:
        start = self.composer.local(record.start)
        assert start is not None
        return _free_id(_stem(record.title, record.key), _day(start).isoformat(), taken)

    def _place_id(self, record: PlaceRecord, district: str, taken: set[str]) -> str:
        own = identifier(record.key) if record.key == identifier(record.key) else ""
        return _free_id(own or _stem(_title(record), record.key), district, taken)

    def _start(self, record: EventRecord) -> str:
        return str(self.composer.local(record.start))

    def _once(self, records: Iterable[RecordType]) -> Iterator[RecordType]:
        seen: set[str] = set()
        for record in records:
            if record.key in seen:
                self._skip(Skipped(_title(record), "twice-in-source"))
            else:
                seen.add(record.key)
                yield record

    def _skip(self, skipped: Skipped) -> None:
        self.outcomes.append(
            Outcome("skipped", skipped.title, reason=skipped.reason, values=skipped.values)
        )


def _refuse_twin(path: str | None) -> None:
    if path:
        raise Unusable("already-there", path=path)


def _title(record: Record) -> str:
    return record.title if isinstance(record, EventRecord) else next(iter(record.name.values()))


def _moved(path: str, files: Sequence[Parsed[Event]] | Sequence[Parsed[Place]]) -> str:
    """Where the file of this id is now, or the one that took its id over."""
    stem = path.rpartition("/")[2].removesuffix(".yaml")
    for parsed in files:
        if parsed.facts.id == stem or stem in (parsed.value("former_ids") or ()):
            return parsed.path
    return ""


def _stem(title: str, key: str) -> str:
    """An id out of a title, cut after a whole word; of a title without Latin letters, the key."""
    name = identifier(title)
    if len(name) > MAX_ID_LENGTH:
        name = name[: MAX_ID_LENGTH + 1].rpartition("-")[0] or name[:MAX_ID_LENGTH]
    return name or f"kayit-{content_hash(fold(key))[:8]}"


def _free_id(stem: str, more: str, taken: set[str]) -> str:
    name, number = stem, 1
    while name in taken:
        name = f"{stem}-{more}" if number == 1 else f"{stem}-{more}-{number}"
        number += 1
    taken.add(name)
    return name


def _day(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment
