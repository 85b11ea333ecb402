"""A text in several languages, and what is said when a language is missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spoken:
    """A text together with the language it is really in."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class LocalText:
    """What a volunteer wrote, by language code; the first language is the source language."""

    texts: Mapping[str, str]

    def spoken(self, language: str) -> Spoken:
        """The text in `language`, else in the first language that has it."""
        if language in self.texts:
            return Spoken(self.texts[language], language)
        first = next(iter(self.texts))
        return Spoken(self.texts[first], first)

    def words(self, language: str) -> str:
        """The bare text in `language` or its fallback."""
        return self.spoken(language).text

    def __hash__(self) -> int:
        return hash(tuple(self.texts.items()))
