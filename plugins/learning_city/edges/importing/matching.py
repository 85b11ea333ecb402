"""The same place, the same event? Compared by folded names, distance in metres, and days.

A wrong match is worse than none: where two places answer equally well, nothing is matched and
somebody is asked.
"""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from ...city.geography import distance_metres
from ...city.schedule import RuleNotUnderstood, occurrences
from ...ground.lettering import fold
from ...model.event import Event
from ...model.place import Place
from ...model.reading import Parsed
from .records import Spot

SAME_PLACE_METRES = 150.0
"""Positions of one building in two data sets differ by this much (`data/README.md`)."""
SAME_NAME_METRES = 1500.0
"""Of two places with the very same name; a bus stop may stand for one of them."""
_ALIKE = 0.88
_SHORTEST_ALONE = 5
"""Letters that a name of one word needs in order to be matched by that word alone."""

Words = tuple[str, ...]


def words_of(name: str, ignored: frozenset[str] = frozenset()) -> Words:
    """The words of a name that tell it apart, folded."""
    words = re.findall(r"[^\W_]+", re.sub(r"(?<=\w)['’`´](?=\w)", "", fold(name)))
    kept = tuple(word for word in words if word not in ignored)
    return kept or tuple(words)


def names_in(name: str) -> tuple[str, ...]:
    """A name with and without its brackets."""
    outside = re.sub(r"\([^()]*\)", " ", name)
    return (name, outside) if outside.strip() and outside != name else (name,)


def other_names_in(name: str) -> list[str]:
    """What stands in brackets: an abbreviation, an older name, or only where it is."""
    return re.findall(r"\(([^()]{3,})\)", name)


def alike(one: Words, other: Words) -> float:
    """From 0 to 1: how far two names are the same words, in whatever order."""
    if not one or not other or _numbers(one) != _numbers(other):
        return 0.0
    if set(one) == set(other):
        return 1.0
    return difflib.SequenceMatcher(
        None, " ".join(sorted(one)), " ".join(sorted(other)), autojunk=False
    ).ratio()


def _numbers(words: Words) -> set[str]:
    return {word for word in words if any(letter.isdigit() for letter in word)}


@dataclass(frozen=True, slots=True)
class _Known:
    place: str
    words: Words


class Places:
    """The places of the city, found by name and position."""

    def __init__(
        self,
        places: Iterable[Parsed[Place]],
        ignored_words: Iterable[str] = (),
        venues: Mapping[str, str] | None = None,
    ) -> None:
        self.ignored = frozenset(word for each in ignored_words for word in words_of(each))
        self.venues = {fold(name).strip(): place for name, place in (venues or {}).items()}
        self.places = [parsed for parsed in places if parsed.value("name") is not None]
        self._known: list[_Known] = []
        self._by_words: dict[Words, set[str]] = defaultdict(set)
        self._by_other_words: dict[Words, set[str]] = defaultdict(set)
        for parsed in self.places:
            for text in parsed.facts.name.texts.values():
                for name in names_in(text):
                    words = words_of(name, self.ignored)
                    self._known.append(_Known(parsed.facts.id, words))
                    self._by_words[tuple(sorted(words))].add(parsed.facts.id)
                for name in other_names_in(text):
                    words = words_of(name, self.ignored)
                    self._by_other_words[tuple(sorted(words))].add(parsed.facts.id)

    def venue(self, name: str) -> str | None:
        """The place that a source means by `name`, a hall within one included."""
        if (place := self.venues.get(fold(name).strip())) is not None:
            return place
        variants = [
            tuple(sorted(words_of(variant, self.ignored)))
            for variant in (*names_in(name), *other_names_in(name))
        ]
        for index in (self._by_words, self._by_other_words):
            for variant in variants:
                if found := self._only(index.get(variant, set())):
                    return found
        words = words_of(name, self.ignored)
        return self._within(words) or self._around(words) or self._nearly(words)

    def _within(self, words: Words) -> str | None:
        """The longest name whose words, at least two, stand together in `words`."""
        found: dict[int, set[str]] = defaultdict(set)
        for known in self._known:
            if len(known.words) >= 2 and _stands_in(known.words, words):
                found[len(known.words)].add(known.place)
        return self._only(found[max(found)]) if found else None

    def _around(self, words: Words) -> str | None:
        """The name in which `words`, at least three, stand together."""
        if len(words) < 3:
            return None
        return self._only({known.place for known in self._known if _stands_in(words, known.words)})

    def _nearly(self, words: Words) -> str | None:
        best, places = _ALIKE, set[str]()
        for known in self._known:
            score = alike(words, known.words)
            if score > best:
                best, places = score, {known.place}
            elif score == best:
                places.add(known.place)
        return self._only(places)

    def _only(self, places: set[str]) -> str | None:
        return next(iter(places)) if len(places) == 1 else None

    def nearest(self, name: str, count: int = 2) -> list[str]:
        """Ids of places with somewhat similar names, to help whoever must decide."""
        words = words_of(name, self.ignored)
        scored = {
            known.place: max(alike(words, known.words), _shared(words, known.words))
            for known in self._known
        }
        ranked = sorted(scored, key=lambda place: (-scored[place], place))
        return [place for place in ranked[:count] if scored[place] >= 0.6]

    def same(
        self, names: Iterable[str], spot: Spot, kind: str | None = None
    ) -> Parsed[Place] | None:
        """The place that a record about `names` at `spot` describes, if we have it.

        A name within a longer one is enough only for one kind: the tower on a square is not it.
        """
        variants = [words_of(part, self.ignored) for name in names for part in names_in(name)]
        best: tuple[float, float, str] | None = None
        found = None
        for parsed in self.places:
            point = parsed.value("location")
            if point is None:
                continue
            metres = distance_metres(spot, point)
            if metres > SAME_NAME_METRES:
                continue
            ours = [
                words_of(part, self.ignored)
                for text in parsed.facts.name.texts.values()
                for part in names_in(text)
            ]
            score = max((alike(a, b) for a in variants for b in ours), default=0.0)
            if metres <= SAME_PLACE_METRES and parsed.value("kind") == kind:
                score = max(score, *(_part_of(a, b) for a in variants for b in ours))
            needed = _ALIKE if metres <= SAME_PLACE_METRES else 1.0
            rank = (-score, metres, parsed.facts.id)
            if score >= needed and (best is None or rank < best):
                best, found = rank, parsed
        return found


def _stands_in(short: Words, long: Words) -> bool:
    length = len(short)
    return any(long[start : start + length] == short for start in range(len(long) - length + 1))


def _part_of(one: Words, other: Words) -> float:
    """1 when every word of the shorter name is in the longer, and it is more than one word."""
    shorter, longer = sorted((one, other), key=len)
    enough = len(shorter) > 1 or len("".join(shorter)) >= 2 * _SHORTEST_ALONE
    return 1.0 if enough and set(shorter) <= set(longer) else 0.0


def _shared(one: Words, other: Words) -> float:
    return len(set(one) & set(other)) / max(1, min(len(set(one)), len(set(other))))


@dataclass(frozen=True, slots=True)
class _Dated:
    path: str
    words: Words
    place: str | None
    start: date | datetime


class Events:
    """The events of the city by day, to find one that a source tells again."""

    def __init__(self, events: Iterable[Parsed[Event]], today: date, country: str) -> None:
        self._by_day: dict[date, list[_Dated]] = defaultdict(list)
        for parsed in events:
            facts = parsed.facts
            if parsed.value("title") is None or parsed.value("start") is None:
                continue
            try:
                dated = [found.start for found in occurrences(facts, today, country)]
            except RuleNotUnderstood:
                dated = [facts.start]
            for start in dated:
                for text in facts.title.texts.values():
                    self._add(_Dated(parsed.path, words_of(text), facts.place, start))

    def _add(self, dated: _Dated) -> None:
        self._by_day[_day(dated.start)].append(dated)

    def add(self, path: str, title: str, place: str | None, start: date | datetime) -> None:
        """One that is being brought in."""
        self._add(_Dated(path, words_of(title), place, start))

    def same(self, title: str, place: str | None, start: date | datetime) -> str | None:
        """The file of an event of that name on that day, at that place and hour."""
        words = words_of(title)
        found = [
            (-alike(words, known.words), known.path)
            for known in self._by_day.get(_day(start), ())
            if _same_or_unknown(place, known.place) and _same_hour(start, known.start)
        ]
        best = min(found, default=None)
        return best[1] if best is not None and -best[0] >= _ALIKE else None


def _same_or_unknown(one: str | None, other: str | None) -> bool:
    return one is None or other is None or one == other


def _same_hour(one: date | datetime, other: date | datetime) -> bool:
    if isinstance(one, datetime) and isinstance(other, datetime):
        return (one.hour, one.minute) == (other.hour, other.minute)
    return True


def _day(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment
