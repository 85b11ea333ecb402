"""The same place or event told twice, in two files with different names.

Two names are alike when every word of the shorter one has a partner in the longer: the same word,
the same word with another ending (`Hanı`, `Han`) or with one slip. Words the longer name has beyond
that are forgiven between places of one kind only, since a square and the tower on it share words,
and never when the numbers differ. Names of the city and of the district distinguish nothing.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from itertools import combinations
from typing import Any

from ...ground.lettering import fold
from ...ground.problems import Level, Problem, Spot
from ...model.event import Event
from ...model.place import Place
from ...words.local_text import LocalText
from ..draft import Circumstances, Contributed
from ..geography import distance_metres
from ..verdict import Verdict

NEAR_METRES = 75.0
_CELL_DEGREES = 0.002
"""At least as wide as `NEAR_METRES` up to 70 degrees of latitude, so neighbours are next door."""

_SLIP_LETTERS = 5
"""Shorter words differ by a letter and mean something else."""
_SAME_WORD = 0.84
_SAME_NAME = 0.92
_LONGEST_ENDING = 3
_SHORTEST_STEM = 3
_ENOUGH_WORDS = 2

_DATABASES = ("osm", "wikidata")

Words = tuple[str, ...]


@dataclass(slots=True)
class _Told:
    """A place or an event as it is compared; `setting` is what `_setting` says of it."""

    verdict: Verdict
    title: str
    names: dict[str, Words]
    spot: Spot
    setting: list[Any]
    kind: str | None

    @property
    def lat(self) -> float:
        """Of a place, in WGS84 degrees."""
        return float(self.setting[0])

    @property
    def lon(self) -> float:
        """Of a place, in WGS84 degrees."""
        return float(self.setting[1])


def gist(parsed: Contributed, around: Circumstances) -> dict[str, Any]:
    """Name, position and kind of a place; title, day and setting of an event; identifiers."""
    facts = parsed.facts
    if not isinstance(facts, Place | Event):
        return {}
    field = "name" if isinstance(facts, Place) else "title"
    text, setting = parsed.value(field), _setting(parsed)
    kept: dict[str, Any] = {}
    if text and setting:
        names = _names(text, _words_of_everything(around))
        kind = parsed.value("kind") if isinstance(facts, Place) else None
        kept["told"] = [_first(text), names, parsed.spot(field), setting, kind]
    for database in _DATABASES if isinstance(facts, Place) else ():
        if value := parsed.value(database):
            kept[database] = [value, parsed.spot(database)]
    return kept


def _setting(parsed: Contributed) -> list[Any]:
    """What two likely twins have in common: a position, or a day and a setting."""
    point = parsed.value("location")
    if isinstance(parsed.facts, Place):
        return [point.lat, point.lon] if point else []
    start = parsed.value("start")
    if start is None:
        return []
    day = (start.date() if isinstance(start, datetime) else start).isoformat()
    if parsed.value("place"):
        return [day, "place", parsed.value("place")]
    if point:
        return [day, "point", round(point.lat, 3), round(point.lon, 3)]
    if parsed.value("online"):
        return [day, "online", str(parsed.value("online"))]
    return [day, "city"] if parsed.value("city_wide") else []


def compare(verdicts: Sequence[Verdict], around: Circumstances) -> Iterator[Problem]:
    """Doubts at the name of each file that has a likely twin, naming the nearest one."""
    yield from _places(verdicts)
    yield from _events(verdicts)
    for database in _DATABASES:
        yield from _identifiers(verdicts, database)


def _told(verdicts: Sequence[Verdict], family: str) -> list[_Told]:
    return [
        _Told(
            verdict,
            title,
            {language: tuple(name) for language, name in names.items()},
            Spot(*spot),
            setting,
            kind,
        )
        for verdict in verdicts
        if verdict.family == family and "told" in verdict.gists.get("duplicates", ())
        for title, names, spot, setting, kind in (verdict.gists["duplicates"]["told"],)
    ]


def _places(verdicts: Sequence[Verdict]) -> Iterator[Problem]:
    places = _told(verdicts, "places")
    nearest: dict[str, tuple[float, str, _Told]] = {}
    for one, other in _neighbours(places):
        if one.verdict.id == other.verdict.id:
            continue  # said already, as an error
        metres = distance_metres(one, other)
        same_kind = one.kind is not None and one.kind == other.kind
        if metres <= NEAR_METRES and _alike(one.names, other.names, forgiving=same_kind):
            for place, twin in ((one, other), (other, one)):
                found = (metres, twin.verdict.path, twin)
                path = place.verdict.path
                if path not in nearest or found[:2] < nearest[path][:2]:
                    nearest[path] = found
    for place in places:
        if place.verdict.path in nearest:
            metres, path, twin = nearest[place.verdict.path]
            yield place.spot.problem(
                "likely-duplicate",
                place.verdict.path,
                Level.DOUBT,
                name=twin.title,
                other=path,
                metres=str(round(metres)),
            )


def _neighbours(places: list[_Told]) -> Iterator[tuple[_Told, _Told]]:
    """Pairs in the same cell of a grid or in touching ones, each pair once."""
    cells: dict[tuple[int, int], list[_Told]] = {}
    for place in places:
        key = (int(place.lat // _CELL_DEGREES), int(place.lon // _CELL_DEGREES))
        cells.setdefault(key, []).append(place)
    for (row, column), here in cells.items():
        yield from combinations(here, 2)
        for north, east in ((0, 1), (1, -1), (1, 0), (1, 1)):
            for other in cells.get((row + north, column + east), ()):
                yield from ((one, other) for one in here)


def _events(verdicts: Sequence[Verdict]) -> Iterator[Problem]:
    """Events with like titles that start on one day in one spot."""
    together: dict[tuple[Any, ...], list[_Told]] = {}
    for event in _told(verdicts, "events"):
        together.setdefault(tuple(event.setting), []).append(event)
    for several in together.values():
        for one, other in combinations(several, 2):
            if _alike(one.names, other.names, forgiving=True):
                for event, twin in ((one, other), (other, one)):
                    yield event.spot.problem(
                        "twin-event",
                        event.verdict.path,
                        Level.DOUBT,
                        title=twin.title,
                        other=twin.verdict.path,
                    )


def _identifiers(verdicts: Sequence[Verdict], database: str) -> Iterator[Problem]:
    """One identifier of another database belongs to one place."""
    first: dict[str, str] = {}
    for verdict in verdicts:
        if database in verdict.gists.get("duplicates", ()):
            value, spot = verdict.gists["duplicates"][database]
            other = first.setdefault(value, verdict.path)
            if other != verdict.path:
                yield Spot(*spot).problem(
                    "same-identifier", verdict.path, Level.DOUBT, value=value, other=other
                )


# --- Names ---


def _first(text: LocalText) -> str:
    return next(iter(text.texts.values()))


def _words_of_everything(around: Circumstances) -> frozenset[str]:
    """Words that distinguish nothing here: the city's name and its districts'."""
    districts = around.known.ids.get("districts", {})
    labels = tuple(label for labels in districts.values() for label in labels)
    return _blank((*around.settings.name.texts.values(), *labels))


@lru_cache(maxsize=16)
def _blank(names: tuple[str, ...]) -> frozenset[str]:
    return words_of_everything(names)


def words_of_everything(names: Iterable[str]) -> frozenset[str]:
    """The words of names that distinguish nothing."""
    return frozenset(word for name in names for word in _words(name))


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", fold(text))


def _names(text: LocalText, blank: frozenset[str]) -> dict[str, Words]:
    """Language → the words that count."""
    return {language: _telling(name, blank) for language, name in text.texts.items()}


def _telling(name: str, blank: frozenset[str]) -> Words:
    """Without what stands in brackets and without names of everything, if anything is left."""
    words = _words(re.sub(r"\([^)]*\)", " ", name)) or _words(name)
    return tuple(word for word in words if word not in blank) or tuple(words)


def _alike(one: dict[str, Words], other: dict[str, Words], *, forgiving: bool) -> bool:
    return any(
        _same_name(one[language], other[language], forgiving=forgiving)
        for language in one
        if language in other
    )


def _same_name(one: Words, other: Words, *, forgiving: bool) -> bool:
    shorter, longer = sorted((one, other), key=len)
    if _numbers(shorter) != _numbers(longer) or not shorter:
        return False
    if _similar("".join(shorter), "".join(longer), _SAME_NAME):
        return True
    if not _each_has_a_partner(shorter, longer):
        return False
    if len(shorter) == len(longer):
        return True
    return forgiving and (len(shorter) >= _ENOUGH_WORDS or _same_word(shorter[0], longer[0]))


def _numbers(words: Iterable[str]) -> list[str]:
    return sorted(word for word in words if any(letter.isdigit() for letter in word))


def _each_has_a_partner(shorter: Words, longer: Words) -> bool:
    left = list(longer)
    for word in shorter:
        partner = next((candidate for candidate in left if _same_word(word, candidate)), None)
        if partner is None:
            return False
        left.remove(partner)
    return True


def _same_word(one: str, other: str) -> bool:
    stem, whole = sorted((one, other), key=len)
    if (
        whole.startswith(stem)
        and len(stem) >= min(_SHORTEST_STEM, len(whole))
        and len(whole) - len(stem) <= _LONGEST_ENDING
    ):
        return True
    return len(stem) >= _SLIP_LETTERS and _similar(stem, whole, _SAME_WORD)


def _similar(one: str, other: str, least: float) -> bool:
    matcher = difflib.SequenceMatcher(None, one, other, autojunk=False)
    return (
        matcher.real_quick_ratio() >= least
        and matcher.quick_ratio() >= least
        and matcher.ratio() >= least
    )
