"""WRITTEN ENTIRELY IN CAPITALS: hard to read, and lost on a screen reader."""

from __future__ import annotations

from collections.abc import Iterator

from ...ground.lettering import in_title_case
from ...ground.problems import Problem
from ...source.walk import Path
from ..draft import Circumstances, Contributed

_TEXTS = frozenset(
    {"name", "title", "summary", "description", "prompt", "status_note", "note", "materials", "alt"}
)
_LABELS = frozenset({"name", "title"})
"""Their repaired form is known: each word with a capital. A sentence has to be written anew."""

_FEW_LETTERS = 9
"""Up to eight capitals may be an abbreviation."""
_WORD_LETTERS = 4
_NEARLY_ALL = 0.8
_COMMON = "aeinrlktd"
"""Counting these small letters first settles nearly every text, and fast."""


def check(parsed: Contributed, around: Circumstances) -> Iterator[Problem]:
    """Doubts at texts that shout, with the same words in ordinary letters where that is a name."""
    for path, text in parsed.texts:
        field = next((step for step in path if step in _TEXTS), None)
        if field is None or not shouts(text):
            continue
        label = next((step for step in reversed(path) if step in _TEXTS), field)
        if label in _LABELS:
            language = _language(path, around.settings.languages)
            yield parsed.doubt("only-capitals", *path, repaired=in_title_case(text, language))
        else:
            yield parsed.doubt("shouted-sentence", *path)


def _language(path: Path, languages: tuple[str, ...]) -> str:
    """The language a text stands under; a plain text is in the first."""
    return next((str(step) for step in reversed(path) if step in languages), languages[0])


def shouts(text: str) -> bool:
    """Whether nearly all letters are capitals and a word among them is no abbreviation."""
    if sum(map(text.count, _COMMON)) > (1 - _NEARLY_ALL) * len(text):
        return False
    letters = [letter for letter in text if letter.isalpha() and letter.lower() != letter.upper()]
    if len(letters) < _FEW_LETTERS:
        return False
    capitals = sum(letter.isupper() for letter in letters)
    words = [word for word in text.split() if word.isupper() and len(word) >= _WORD_LETTERS]
    return bool(words) and capitals >= _NEARLY_ALL * len(letters)
