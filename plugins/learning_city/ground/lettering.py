"""Letters done right: folding for search, sorting and casing, Turkish first.

Turkish has two pairs of i: `i/İ` and `ı/I`. Python's `str.lower` turns `İ` into two characters and
`I` into `i`; sorting by code point puts `Çeşme` after `Zeytin`. The rules here follow the Unicode
CLDR collation for `tr` (`data/facts.md` §5) and are the only place where letters are compared.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_TO_LOWER = str.maketrans({"İ": "i", "I": "ı"})
_TO_UPPER = str.maketrans({"i": "İ", "ı": "I"})
_TURKIC = frozenset({"tr", "az"})
_COMBINING_DOT = "\N{COMBINING DOT ABOVE}"

# q, w and x are not in the Turkish alphabet; CLDR puts them after p, v and w.
_TURKISH_ORDER = {
    letter: place for place, letter in enumerate(" 0123456789abcçdefgğhıijklmnoöpqrsştuüvwxyz")
}
_CIRCUMFLEX = str.maketrans("âîû", "aiu")


def lower(text: str, language: str = "tr") -> str:
    """Lower case by the rules of `language` (`IŞIK` is `ışık` in Turkish, `ISLAND` is `island`)."""
    if language in _TURKIC:
        text = text.translate(_TO_LOWER)
    return text.lower().replace("i" + _COMBINING_DOT, "i")


def upper(text: str, language: str = "tr") -> str:
    """Upper case by the rules of `language` (`iz` is `İZ` in Turkish)."""
    if language in _TURKIC:
        text = text.translate(_TO_UPPER)
    return text.upper()


_JOINING = {
    "tr": frozenset("ve ile veya ya da de ki mi mı için".split()),
    "en": frozenset("a an and at by for from in of on or the to with".split()),
}
"""Words that stay small inside a name."""
_NAME_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def in_title_case(text: str, language: str = "tr") -> str:
    """A name in ordinary letters: `ESKİ HANLAR VE AVLULAR` becomes `Eski Hanlar ve Avlular`.

    Abbreviations cannot be told from words; whoever reads the answer knows them.
    """
    small = _JOINING.get(language, frozenset())

    def written(match: re.Match[str]) -> str:
        word = match.group()
        if match.start() and word in small:
            return word
        return upper(word[0], language) + word[1:]

    return _NAME_WORD.sub(written, lower(text, language))


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """What a search compares: lower case, no diacritics, dotted and dotless i the same.

    `Işık`, `ISIK` and `isik` fold alike; folding twice changes nothing. The browser has the same
    function (`theme/static/js/search/lettering.js`), and a test compares the two.
    """
    for _ in range(4):  # what a rare letter decomposes to may have a lower case of its own
        lowered = unicodedata.normalize("NFKD", text).lower().replace("ı", "i").replace("ς", "σ")
        bare = "".join(
            letter
            for letter in unicodedata.normalize("NFKD", lowered)
            if not unicodedata.category(letter).startswith("M")
        )
        folded = unicodedata.normalize("NFKC", bare)
        if folded == text:
            break
        text = folded
    return text


_ENDING = re.compile(r"['’][^\W\d_]+")
_SOUGHT = re.compile(r"[^\W_]+")


def words_of(text: str) -> list[str]:
    """The words of a text as a search knows them, folded; an ending after an apostrophe is none."""
    return _SOUGHT.findall(_ENDING.sub("", fold(text)))


@lru_cache(maxsize=65536)
def sort_key(text: str, language: str = "tr") -> tuple[tuple[int, ...], str]:
    """A key that puts words in the order of a dictionary of `language`."""
    if language in _TURKIC:
        lowered = unicodedata.normalize("NFC", lower(text, language))
        places = tuple(
            _TURKISH_ORDER.get(letter, len(_TURKISH_ORDER) + ord(letter))
            for letter in lowered.translate(_CIRCUMFLEX)
            if letter.isalnum() or letter == " "
        )
        return places, lowered
    folded = fold(text)
    return tuple(ord(letter) for letter in folded if letter.isalnum() or letter == " "), text


def identifier(text: str) -> str:
    """A permanent id made of `text`: ASCII lower case, digits and hyphens.

    Returns an empty string when nothing Latin is left (Arabic script, say).
    """
    ascii_text = fold(text).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^a-z0-9]+", "-", ascii_text.replace("'", "")).strip("-")


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that `word` most likely means, or None.

    Compares folded spellings, so that a wrong i or a missing cedilla costs nothing.
    """
    by_folded: dict[str, str] = {}
    for candidate in sorted(known):
        by_folded.setdefault(fold(candidate), candidate)
    folded = fold(word)
    if folded in by_folded:
        return by_folded[folded]
    close = difflib.get_close_matches(folded[:80], by_folded, n=1, cutoff=0.62)
    return by_folded[close[0]] if close else None
