"""The constants of the validator's checks, for the form's script.

The script in `theme/static/js/contribute/checks/` has the checks a second time, module by module;
their numbers, patterns and words are lent by the page, so that they stand in one place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date

from ..city.checks.capitals import _FEW_LETTERS, _LABELS, _NEARLY_ALL, _TEXTS, _WORD_LETTERS
from ..city.checks.duplicates import (
    _ENOUGH_WORDS,
    _LONGEST_ENDING,
    _SAME_NAME,
    _SAME_WORD,
    _SHORTEST_STEM,
    _SLIP_LETTERS,
    NEAR_METRES,
    words_of_everything,
)
from ..city.checks.links import (
    _ADDRESS,
    _LOOKS_LIKE_A_HOST,
    _MAX_QUOTED,
    _NAMED,
    _NUMERIC,
    _PERSONAL,
    _SHORTENERS,
)
from ..city.checks.markup import _CODE, _SAFE, _TAG, _TARGET
from ..city.checks.markup import _TEXTS as _MARKUP_TEXTS
from ..city.checks.privacy import _ELEVEN, _IBAN, _MAIL, _MOBILE
from ..city.checks.whereabouts import _EDGE_METRES
from ..city.city import City
from ..city.freshness import FRESH_FOR
from ..city.public_holidays import free_from
from ..city.schedule import _LISTS, _NOT_WITH, _PARTS, HORIZON_DAYS, MAX_OCCURRENCES
from ..city.written_hours import words_for_hours
from ..ground.lettering import _JOINING
from ..source.folders import ANY_NAME, MAX_ID_LENGTH
from ..words.phrases import Phrases

_HOLIDAY_YEARS = (-1, 4)
"""From which year to which, counted from this one; outside, a day is taken for a working day."""

Rules = dict[str, object]


def form_rules(city: City, phrases: Mapping[str, Phrases]) -> Rules:
    """All of them, by the names that the script uses."""
    languages = city.settings.languages
    return {
        "longestFileName": MAX_ID_LENGTH,
        "anyFileName": ANY_NAME,
        "mostQuoted": _MAX_QUOTED,
        "freshForDays": FRESH_FOR.days,
        "edgeMetres": _EDGE_METRES,
        "textRules": text_rules(languages),
        "hoursWords": words_for_hours(languages, _words_people_write(phrases)),
        "schedule": schedule_rules(city),
        "likeness": {
            "nearMetres": NEAR_METRES,
            "slipLetters": _SLIP_LETTERS,
            "sameWord": _SAME_WORD,
            "sameName": _SAME_NAME,
            "longestEnding": _LONGEST_ENDING,
            "shortestStem": _SHORTEST_STEM,
            "enoughWords": _ENOUGH_WORDS,
            "blank": sorted(_blank_words(city)),
        },
    }


def _words_people_write(phrases: Mapping[str, Phrases]) -> dict[str, tuple[str, ...]]:
    """The catalogues' entries `written.…`, as the validator knows them."""
    words: dict[str, tuple[str, ...]] = {}
    for t in phrases.values():
        for key, text in t.catalogue.entries.items():
            if key.startswith("written.") and isinstance(text, str):
                words[key] = (*words.get(key, ()), text)
    return words


def _blank_words(city: City) -> frozenset[str]:
    labels = [district.label for district in city.districts.values()]
    names = [*city.settings.name.texts.values()]
    names += [text for label in labels for text in label.texts.values()]
    return words_of_everything(names)


def holiday_hours(country: str, years: Iterable[int]) -> dict[str, str]:
    """Each holiday with the hour from which it is one: `2026-10-28` → `13:00`."""
    found = free_from(country, (date(year, 1, 1) for year in years))
    return {day.isoformat(): f"{begin:%H:%M}" for day, begin in sorted(found.items())}


def schedule_rules(city: City) -> Rules:
    """How far a repeating event is followed, what an `rrule` may hold, and holidays around now."""
    this_year = city.clock.today.year
    years = tuple(range(this_year + _HOLIDAY_YEARS[0], this_year + _HOLIDAY_YEARS[1] + 1))
    return {
        "most": MAX_OCCURRENCES,
        "horizonDays": HORIZON_DAYS,
        "parts": _PARTS,
        "lists": sorted(_LISTS),
        "notWith": {frequency: sorted(parts) for frequency, parts in _NOT_WITH.items()},
        "holidays": holiday_hours(city.settings.country, years),
    }


def text_rules(languages: tuple[str, ...]) -> Rules:
    """What the checks look for in every text."""
    return {
        "eleven": for_javascript(_ELEVEN),
        "iban": for_javascript(_IBAN),
        "mobile": for_javascript(_MOBILE),
        "mail": for_javascript(_MAIL),
        "address": for_javascript(_ADDRESS),
        "named": for_javascript(_NAMED),
        "looksLikeAHost": for_javascript(_LOOKS_LIKE_A_HOST, whole=True),
        "numeric": for_javascript(_NUMERIC),
        "shorteners": sorted(_SHORTENERS),
        "personalFields": sorted(_PERSONAL),
        "mostQuoted": _MAX_QUOTED,
        "markup": {
            "texts": sorted(_MARKUP_TEXTS),
            "code": for_javascript(_CODE),
            "tag": for_javascript(_TAG),
            "target": for_javascript(_TARGET),
            "safe": sorted(_SAFE),
        },
        "capitals": {
            "texts": sorted(_TEXTS),
            "labels": sorted(_LABELS),
            "fewLetters": _FEW_LETTERS,
            "wordLetters": _WORD_LETTERS,
            "nearlyAll": _NEARLY_ALL,
            "languages": list(languages),
            "joining": {language: sorted(words) for language, words in _JOINING.items()},
        },
    }


def for_javascript(pattern: re.Pattern[str], *, whole: bool = False) -> dict[str, str]:
    r"""The same pattern for `new RegExp(source, flags)`; `whole` where Python asks from the start.

    There, `\w` knows ASCII only (all of ours stand in brackets), quotes are not escaped, and
    letters whose case does not matter are written out, as not every browser reads `(?i:…)`.
    """
    source = pattern.pattern.replace(r"[^\W\d_]", r"\p{L}").replace(r"\w", r"\p{L}\p{N}_")
    source = source.replace(r"\"", '"').replace(r"\Z", "$")
    source = re.sub(
        r"\(\?i:([A-Z]+)\)",
        lambda match: "".join(f"[{letter}{letter.lower()}]" for letter in match[1]),
        source,
    )
    flags = "g"
    flags += "i" if pattern.flags & re.IGNORECASE else ""
    flags += "m" if pattern.flags & re.MULTILINE else ""
    return {"source": f"^{source}" if whole else source, "flags": f"{flags}u"}
