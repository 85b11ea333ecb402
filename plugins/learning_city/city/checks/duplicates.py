"""The same place or event told twice, in two files with different names.

Two names are alike when every word of the shorter one has a partner in the longer: the same word,
the same word with another ending (`Hanı`, `Han`) or with one slip. Words the longer name has beyond
that are forgiven between places of one kind only, since a square and the tower on it share words,
and never when the numbers differ. Names of the city and of the district distinguish nothing.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import combinations

from ...ground.lettering import fold
from ...ground.problems import Problem
from ...model.event import Event
from ...model.place import Place
from ...model.reading import Parsed
from ...words.local_text import LocalText
from ..draft import Draft
from ..geography import distance_metres

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

Words = tuple[str, ...]


def check(draft: Draft) -> Iterator[Problem]:
    """Doubts at the name of each file that has a likely twin, naming the nearest one."""
    yield from _places(draft)
    yield from _events(draft)
    yield from _identifiers(draft)


def _places(draft: Draft) -> Iterator[Problem]:
    blank = _words_of_everything(draft)
    names = {
        id(place): _names(place.value("name"), blank)
        for place in draft.places
        if place.value("name") and place.value("location")
    }
    nearest: dict[int, tuple[float, str, Parsed[Place]]] = {}
    for one, other in _neighbours([place for place in draft.places if id(place) in names]):
        if one.facts.id == other.facts.id:
            continue  # said already, as an error
        metres = distance_metres(one.value("location"), other.value("location"))
        same_kind = one.value("kind") is not None and one.value("kind") == other.value("kind")
        if metres <= NEAR_METRES and _alike(names[id(one)], names[id(other)], forgiving=same_kind):
            for place, twin in ((one, other), (other, one)):
                found = (metres, twin.path, twin)
                if id(place) not in nearest or found[:2] < nearest[id(place)][:2]:
                    nearest[id(place)] = found
    for place in draft.places:
        if id(place) in nearest:
            metres, path, twin = nearest[id(place)]
            yield place.doubt(
                "likely-duplicate",
                "name",
                name=_first(twin.value("name")),
                other=path,
                metres=str(round(metres)),
            )


def _neighbours(places: list[Parsed[Place]]) -> Iterator[tuple[Parsed[Place], Parsed[Place]]]:
    """Pairs in the same cell of a grid or in touching ones, each pair once."""
    cells: dict[tuple[int, int], list[Parsed[Place]]] = {}
    for place in places:
        point = place.value("location")
        key = (int(point.lat // _CELL_DEGREES), int(point.lon // _CELL_DEGREES))
        cells.setdefault(key, []).append(place)
    for (row, column), here in cells.items():
        yield from combinations(here, 2)
        for north, east in ((0, 1), (1, -1), (1, 0), (1, 1)):
            for other in cells.get((row + north, column + east), ()):
                yield from ((one, other) for one in here)


def _events(draft: Draft) -> Iterator[Problem]:
    """Events with like titles that start on one day in one spot."""
    blank = _words_of_everything(draft)
    together: dict[tuple[object, ...], list[Parsed[Event]]] = {}
    for event in draft.events:
        start, setting = event.value("start"), _setting(event)
        if event.value("title") and start and setting:
            day = start.date() if isinstance(start, datetime) else start
            together.setdefault((day, *setting), []).append(event)
    for events in together.values():
        for one, other in combinations(events, 2):
            if _alike(
                _names(one.value("title"), blank),
                _names(other.value("title"), blank),
                forgiving=True,
            ):
                for event, twin in ((one, other), (other, one)):
                    yield event.doubt(
                        "twin-event", "title", title=_first(twin.value("title")), other=twin.path
                    )


def _setting(event: Parsed[Event]) -> tuple[object, ...]:
    if event.value("place"):
        return "place", event.value("place")
    if event.value("location"):
        point = event.value("location")
        return "point", round(point.lat, 3), round(point.lon, 3)
    if event.value("online"):
        return "online", event.value("online")
    return ("city",) if event.value("city_wide") else ()


def _identifiers(draft: Draft) -> Iterator[Problem]:
    """One identifier of another database belongs to one place."""
    for field in ("osm", "wikidata"):
        first: dict[str, Parsed[Place]] = {}
        for place in draft.places:
            value = place.value(field)
            if value and first.setdefault(value, place) is not place:
                yield place.doubt("same-identifier", field, value=value, other=first[value].path)


# --- Names ---


def _first(text: LocalText) -> str:
    return next(iter(text.texts.values()))


def _words_of_everything(draft: Draft) -> frozenset[str]:
    """Words that distinguish nothing here: the city's name and its districts'."""
    labels = [label for labels in draft.known.ids.get("districts", {}).values() for label in labels]
    return words_of_everything([*draft.settings.name.texts.values(), *labels])


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
