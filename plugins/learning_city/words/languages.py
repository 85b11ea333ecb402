"""What a language needs besides its words: direction, dates, numbers, lists, plurals.

Babel's door. Dates and numbers follow the Unicode CLDR; English uses British forms, which put the
day first as Turkish does.
"""

from __future__ import annotations

import gettext
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property, lru_cache
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton, format_time
from babel.lists import format_list
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, format_percent

_REGION = {"en": "en_GB"}


def is_language(code: str) -> bool:
    """Whether the CLDR has a name for the ISO 639 code."""
    return code in Locale.parse("en").languages


def has_formats(code: str) -> bool:
    """Whether the CLDR knows how dates and numbers are written in the language."""
    try:
        Locale.parse(code)
    except (UnknownLocaleError, ValueError):
        return False
    return True


@dataclass(frozen=True)
class Language:
    """One language of the site, by its ISO 639-1 code."""

    code: str

    @cached_property
    def locale(self) -> Locale:
        """The CLDR locale behind the formats."""
        return Locale.parse(_REGION.get(self.code, self.code))

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`, for the `dir` attribute."""
        return str(self.locale.text_direction)

    @cached_property
    def own_name(self) -> str:
        """What its speakers call it: `Türkçe`, `English`, `العربية`."""
        name = str(Locale.parse(self.code).get_language_name(self.code) or self.code)
        return name[:1].upper() + name[1:] if self.code == "en" else name

    def name_of(self, code: str) -> str:
        """What this language calls the language `code`: `İngilizce`."""
        return str(self.locale.languages.get(code, code))

    @property
    def open_graph_locale(self) -> str:
        """`tr_TR`, as the Open Graph protocol wants it."""
        return {"tr": "tr_TR", "en": "en_GB"}.get(self.code, self.code)

    def day(self, value: date) -> str:
        """`22 Kasım 2026 Pazar`."""
        return _date(self.locale, value, "full")

    def short_day(self, value: date) -> str:
        """`22 Kas`: for leaves of a calendar; the year must stand nearby."""
        return _date(self.locale, value, "MMMd")

    def plain_day(self, value: date) -> str:
        """`22 Kasım 2026`."""
        return _date(self.locale, value, "long")

    def weekday(self, value: date) -> str:
        """`Pazar`."""
        return self.weekday_name(value.weekday())

    def weekday_name(self, number: int) -> str:
        """The name of a day of the week, 0 is Monday."""
        return str(self.locale.days["stand-alone"]["wide"][number])

    def short_weekday_name(self, number: int) -> str:
        """`Paz`: for the heads of columns; the whole name must stand nearby."""
        return str(self.locale.days["stand-alone"]["abbreviated"][number])

    @property
    def first_weekday(self) -> int:
        """The day that a week begins with where the language is spoken, 0 is Monday."""
        return int(self.locale.first_week_day)

    def weekday_names(self, number: int) -> frozenset[str]:
        """What a day of the week is called in full and shortened, 0 is Monday."""
        return frozenset(
            str(self.locale.days[place][width][number])
            for place in ("format", "stand-alone")
            for width in ("wide", "abbreviated")
        )

    def month_names(self, number: int) -> frozenset[str]:
        """What a month is called in full and shortened, 1 is January."""
        return frozenset(
            str(self.locale.months[place][width][number])
            for place in ("format", "stand-alone")
            for width in ("wide", "abbreviated")
        )

    def short_month(self, value: date) -> str:
        """`Kas`."""
        return str(self.locale.months["stand-alone"]["abbreviated"][value.month])

    def month(self, value: date) -> str:
        """`Kasım 2026`."""
        return _date(self.locale, value, "yMMMM")

    def time(self, value: datetime | time) -> str:
        """`14:05`."""
        return _time(self.locale, value.hour, value.minute)

    def day_range(self, first: date, last: date) -> str:
        """`7–13 Aralık 2026`, as short as the two days allow; an en dash without blanks."""
        if (first.year, first.month) == (last.year, last.month):
            return f"{first.day}–{self.plain_day(last)}"
        if first.year == last.year:
            day_and_month = _date(self.locale, first, "MMMMd")
            return f"{day_and_month} – {self.plain_day(last)}"
        return f"{self.plain_day(first)} – {self.plain_day(last)}"

    def number(self, value: float) -> str:
        """`4.504.185` in Turkish, `4,504,185` in English; one decimal at most."""
        return _number(self.locale, value)

    def rate(self, value: float) -> str:
        """`0,07` in Turkish, `0.07` in English: two decimals, so that a column lines up."""
        return _number(self.locale, value, "#,##0.00")

    def percent(self, share: float) -> str:
        """`%25` in Turkish, `25%` in English; below ten percent with one decimal."""
        form = str(self.locale.percent_formats[None].pattern)
        if 0 < share < 0.0995:
            form = form.replace("0", "0.#")
        return format_percent(share, form, locale=self.locale)

    def listing(self, words: Sequence[str]) -> str:
        """`a, b ve c`."""
        return format_list(list(words), locale=self.locale)


# A large site says the same days and numbers thousands of times; CLDR patterns are slow to fill.


@lru_cache(maxsize=8192)
def _date(locale: Locale, value: date, form: str) -> str:
    if form in ("full", "long"):
        return format_date(value, form, locale=locale)
    return format_skeleton(form, value, locale=locale)


@lru_cache(maxsize=2048)
def _time(locale: Locale, hour: int, minute: int) -> str:
    return format_time(time(hour, minute), "HH:mm", locale=locale)


@lru_cache(maxsize=8192)
def _number(locale: Locale, value: float, form: str = "#,##0.#") -> str:
    return format_decimal(value, format=form, locale=locale)


@dataclass(frozen=True)
class Catalogue:
    """The entries of one `.po` file, by key; a tuple holds the plural forms."""

    entries: dict[str, str | tuple[str, ...]]
    plural_form: Callable[[int], int]


def read_catalogue(path: Path, code: str) -> Catalogue:
    """Read a gettext catalogue whose message ids are keys. Raises `OSError` if it is missing."""
    found = path.stat()
    return _catalogue(path, code, found.st_mtime_ns, found.st_size)


@lru_cache(maxsize=16)
def _catalogue(path: Path, code: str, _changed: int, _size: int) -> Catalogue:
    """Parsed once as long as the file stays as it is: a check asks several times."""
    with path.open("rb") as file:
        catalogue = read_po(file, locale=code)
    entries: dict[str, str | tuple[str, ...]] = {}
    for message in catalogue:
        if not message.id:
            continue
        key = message.id[0] if isinstance(message.id, tuple | list) else message.id
        text = message.string
        entries[key] = tuple(text) if isinstance(text, tuple | list) else text or ""
    # gettext's own compiler of plural expressions: no evaluation of catalogue text as code.
    return Catalogue(entries, gettext.c2py(catalogue.plural_expr))
