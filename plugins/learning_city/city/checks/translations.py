"""Texts that only the source language has fall back to it; worth knowing, never an error."""

from __future__ import annotations

from collections.abc import Iterator

from ...ground.problems import Problem
from ...words.local_text import LocalText
from ..draft import Circumstances, Contributed

_SHOWN_FIRST = ("name", "title", "summary")


def check(parsed: Contributed, around: Circumstances) -> Iterator[Problem]:
    """The texts seen first, in every language of the city."""
    for name in _SHOWN_FIRST:
        text = getattr(parsed.facts, name, None)
        if isinstance(text, LocalText):
            for language in around.settings.languages:
                if language not in text.texts:
                    yield parsed.note("missing-translation", name, language=language)
