"""The interface's and the messages' wording, by key, from `theme/translations/<language>.po`.

Keys say the meaning (`place.opening.unknown`), so that a reworded sentence keeps its key. A phrase
missing in a language falls back to the source language; one missing there is a mistake of ours and
stops the build.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from .languages import Catalogue, Language, read_catalogue


class UnknownPhrase(KeyError):
    """A key that the source catalogue does not have."""


@dataclass
class Phrases:
    """Speaks one language; `t("count.places", n=3)` chooses the plural form by `n`."""

    language: Language
    catalogue: Catalogue
    fallback: Phrases | None = None
    asked: set[str] = field(default_factory=set, repr=False)

    def __call__(self, key: str, /, **values: object) -> str:
        """The phrase `key` with its slots filled. Raises `UnknownPhrase`."""
        entry = self.catalogue.entries.get(key)
        if not entry or not any(entry):
            if self.fallback is None:
                raise UnknownPhrase(f"{self.language.code}: {key}")
            return self.fallback(key, **values)
        if isinstance(entry, tuple):
            number = values["n"]
            assert isinstance(number, int)
            entry = entry[self.catalogue.plural_form(number)]
            values["n"] = self.language.number(number)
        return entry % values if values else entry.replace("%%", "%")

    def texts(self) -> Iterator[str]:
        """Every text of the catalogue, plural forms one by one."""
        for entry in self.catalogue.entries.values():
            yield from (entry,) if isinstance(entry, str) else entry

    def has(self, key: str) -> bool:
        """Whether the key can be spoken, in this language or in the source language."""
        return bool(self.catalogue.entries.get(key)) or (
            self.fallback is not None and self.fallback.has(key)
        )


def read_phrases(folder: Path, languages: tuple[str, ...]) -> dict[str, Phrases]:
    """The phrases of each language; the first is the source that others fall back to."""
    spoken: dict[str, Phrases] = {}
    source: Phrases | None = None
    for code in languages:
        catalogue = read_catalogue(folder / f"{code}.po", code)
        spoken[code] = Phrases(Language(code), catalogue, source)
        source = source or spoken[code]
    return spoken
