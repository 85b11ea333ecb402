"""The explorer's full text: which places have which word, in small files by the words' beginnings.

A shard has the words from its first to the next one's first, sorted, each with two lists of places
(their numbers in the roll): those that have it in a name, in any language, and those that have it
in a text of the shard's language: summary, stations, address, stops, and in its id, by which the
explorer finds the place of an address. The browser
(`theme/static/js/search/`) takes the one or two shards in which a word and its relatives lie.

`slips` has all words, those of names apart, for finding what was meant by a word with a slip.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from ..ground.lettering import words_of
from .columns import as_json

if TYPE_CHECKING:
    from ..city.city import City
    from ..model.place import Place

SHARD_BYTES = 12_000
"""Before compression, which leaves a third."""
EVERYWHERE = 0.25
"""A word in the texts of more of the places than this says nothing; its list is left out."""
FEW = 40
"""Up to so many places a list is kept in any case."""


@dataclass(frozen=True)
class Shards:
    """Names (without an ending) → contents, and the first word of each shard in order."""

    contents: Mapping[str, bytes]
    starts: Sequence[str]


Entry = tuple[str, list[int], list[int] | None]


def shards(city: City, places: Sequence[Place], language: str) -> Shards:
    """All that a search in `language` reads; `places` is the roll."""
    entries = list(_entries(places, language))
    contents: dict[str, bytes] = {}
    starts: list[str] = []
    for number, some in enumerate(_cut(entries)):
        starts.append(some[0][0])
        contents[f"words-{number}"] = as_json(
            [
                [word, _gaps(names), _gaps(texts) if texts is not None else None]
                for word, names, texts in some
            ]
        )
    contents["slips"] = as_json(
        [
            _front_coded([word for word, names, _ in entries if names]),
            _front_coded([word for word, names, _ in entries if not names]),
        ]
    )
    return Shards(contents, starts)


def _entries(places: Sequence[Place], language: str) -> Iterator[Entry]:
    """Every word with the numbers of its places, in the order of the words."""
    in_names: dict[str, list[int]] = {}
    in_texts: dict[str, list[int]] = {}
    for number, place in enumerate(places):
        names = _words(place.name.texts.values())
        for word in names:
            in_names.setdefault(word, []).append(number)
        for word in _words(_texts(place, language)) - names:
            in_texts.setdefault(word, []).append(number)
    most = max(FEW, EVERYWHERE * len(places))
    for word in sorted(in_names.keys() | in_texts.keys()):
        texts = in_texts.get(word, [])
        yield word, in_names.get(word, []), texts if len(texts) <= most else None


def _texts(place: Place, language: str) -> Iterator[str]:
    yield place.id.replace("-", " ")
    yield place.summary.words(language)
    for station in place.stations:
        yield station.title.words(language)
        yield station.prompt.words(language)
    if place.address:
        yield place.address
    for stop in place.transit:
        yield stop.name


def _words(texts: Iterable[str]) -> set[str]:
    return {word for text in texts for piece in text.split() for word in _words_of_piece(piece)}


@lru_cache(maxsize=1 << 17)
def _words_of_piece(piece: str) -> tuple[str, ...]:
    return tuple(words_of(piece))


def _cut(entries: Sequence[Entry]) -> Iterator[list[Entry]]:
    """Pieces of about `SHARD_BYTES` as JSON."""
    some: list[Entry] = []
    size = 0
    for entry in entries:
        length = len(entry[0]) + 10 + 3 * (len(entry[1]) + len(entry[2] or ()))
        if some and size + length > SHARD_BYTES:
            yield some
            some, size = [], 0
        some.append(entry)
        size += length
    if some:
        yield some


def _gaps(numbers: Sequence[int]) -> list[int]:
    """Each number as the distance from the one before."""
    return [after - before for before, after in pairwise([0, *numbers])]


def _front_coded(words: Sequence[str]) -> str:
    """Sorted words, each as a letter for what it shares with the one before, and its rest.

    The letter is `a` for nothing, `b` for one letter, and so on.
    """
    coded = []
    for before, word in pairwise(["", *words]):
        shared = 0
        while shared < min(25, len(before), len(word)) and before[shared] == word[shared]:
            shared += 1
        coded.append(chr(ord("a") + shared) + word[shared:])
    return " ".join(coded)
