"""Opening hours as they are written on a door, turned into OpenStreetMap's syntax.

`Pzt-Cum 09.00-17.00, Cmt 10-14, Pazar kapalı` is `Mo-Fr 09:00-17:00; Sa 10:00-14:00; Su off`. Only
what has one meaning is turned: a word that is not known, hours that end before they begin or days
without hours give nothing, and somebody has to write them. The form does the same in the browser
(`theme/static/js/contribute/checks/written-hours.js`); a test compares the two.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from ..ground.lettering import fold
from ..words.languages import Language

_DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_MONTHS = tuple("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split())
_HOLIDAYS = ("PH", "SH")
_NO_ENDS = {*_HOLIDAYS, "Mo-Fr", "Sa-Su", "Mo-Su"}
"""Nothing reaches from or to these."""
_OFF, _ALWAYS, _AND, _TO, _NOTHING = "off", "24/7", ",", "-", ""

_OF_CATALOGUE = {
    "written.hours.everyday": "Mo-Su",
    "written.hours.weekdays": "Mo-Fr",
    "written.hours.weekend": "Sa-Su",
    "written.hours.saturday": "Sa",
    "written.hours.holidays": "PH",
    "written.hours.school_holidays": "SH",
    "written.hours.closed": _OFF,
    "written.hours.always": _ALWAYS,
    "written.hours.and": _AND,
    "written.hours.to": _TO,
    "written.hours.filler": _NOTHING,
}
"""Entries of the catalogues, each a list with commas, and what they mean."""

_OF_SYNTAX = {
    **{code.lower(): code for code in (*_DAYS, *_MONTHS, *_HOLIDAYS)},
    "off": _OFF,
    "closed": _OFF,
    "open": _NOTHING,
}

MOST_WORDS = 4
"""Of a phrase."""
_ATOM = re.compile(
    r"\"[^\"]*\"|(?:7/24|24/7)(?![0-9])|[0-9]{1,2}[.:][0-9]{2}(?![0-9])|[0-9]+"
    r"|[^\W\d_]+\.?|\|\||[^\s]"
)
_DASHES = re.compile("[\u2010-\u2015\u2212]")
_QUOTES = re.compile("[“”„«»]")
_WORD = re.compile(r"([^\W\d_]+)\.?|[0-9]+")
_CLOCK = re.compile("([0-9]{1,2})[.:]?([0-9]{2})")
_SEPARATORS = {
    ":": "",
    ",": ",",
    ";": ";",
    "||": ";",
    "(": ";",
    ")": ";",
    "/": ";",
    "&": ",",
    "-": "-",
}
_MINUTES_OF_A_DAY = 24 * 60


def words_for_hours(
    languages: Iterable[str], choices: Mapping[str, tuple[str, ...]]
) -> dict[str, str]:
    """Folded phrase → what it means in the syntax; phrases of two meanings are left out."""
    meanings: dict[str, set[str]] = {}

    def learn(phrase: str, code: str) -> None:
        meanings.setdefault(fold(phrase).strip(" ."), set()).add(code)

    for language in map(Language, languages):
        for number, code in enumerate(_DAYS):
            for name in language.weekday_names(number):
                learn(name, code)
        for number, code in enumerate(_MONTHS):
            for name in language.month_names(number + 1):
                learn(name, code)
    for key, code in _OF_CATALOGUE.items():
        for listed in choices.get(key, ()):
            for phrase in listed.split(","):
                learn(phrase, code)
    return {
        phrase: codes.pop()
        for phrase, codes in sorted(meanings.items())
        if phrase and len(codes) == 1
    }


@dataclass(slots=True)
class _Rule:
    months: list[str] = field(default_factory=list)
    days: list[str] = field(default_factory=list)
    spans: list[str] = field(default_factory=list)
    state: str = ""
    comment: str = ""

    @property
    def says_when(self) -> bool:
        return bool(self.spans or self.state)

    @property
    def is_narrow(self) -> bool:
        return bool(self.days or self.months)

    def width(self) -> int:
        """How much of the year it speaks of; later rules override, so wide ones come first."""
        days = sum(_days_between(item) for item in self.days) if self.days else 8
        return days if self.months else days + 10

    def text(self) -> str:
        always = self.state == _ALWAYS
        when = "00:00-24:00" if always else ",".join(self.spans) or self.state
        parts = [",".join(self.months), ",".join(self.days), when, self.comment]
        return " ".join(part for part in parts if part)


def _days_between(item: str) -> int:
    first, _, last = item.partition("-")
    if first not in _DAYS:
        return 0
    return (_DAYS.index(last or first) - _DAYS.index(first)) % 7 + 1


def repaired_hours(text: str, words: Mapping[str, str]) -> str | None:
    """The same hours in OpenStreetMap's syntax, or None when they cannot be told for sure.

    `words` comes from `words_for_hours`. Whether the answer can be read is for the library to say.
    """
    tokens = _tokens(text, words)
    if tokens is None:
        return None
    rules = _Reader(tokens).rules() or []
    # Closed days alone would say that the place never opens.
    return _written(rules) if any(rule.state != _OFF for rule in rules) else None


def _tokens(text: str, words: Mapping[str, str]) -> list[str] | None:
    """Codes, numbers, separators and comments; None when a word is not known."""
    text = _QUOTES.sub('"', _DASHES.sub("-", text))
    atoms = [
        atom
        for piece in re.split('("[^"]*")', text)
        for atom in ([piece] if piece.startswith('"') else _ATOM.findall(fold(piece)))
    ]
    tokens: list[str] = []
    by_name, by_code, at = False, False, 0
    while at < len(atoms):
        named = _phrase(atoms, at, words)
        token, count = named or (_token(atoms[at]), 1)
        if token is None:
            return None
        if token[:2] in _DAYS:
            by_name, by_code = by_name or named is not None, by_code or named is None
        tokens += [token] if token else []
        at += count
    # `Sa` is Saturday in the syntax and Tuesday on a Turkish door: beside names it is neither.
    return None if by_name and by_code else tokens


def _token(atom: str) -> str | None:
    """What an atom is in the syntax; empty when it says nothing, None when it is not known."""
    code = _OF_SYNTAX.get(atom.rstrip("."), _SEPARATORS.get(atom))
    if code is not None:
        return code
    if atom in ("7/24", "24/7"):
        return _ALWAYS
    says_something = atom[0].isdigit() or (atom[0] == '"' and len(atom) > len('""'))
    return atom if says_something else None


def _phrase(atoms: list[str], at: int, words: Mapping[str, str]) -> tuple[str, int] | None:
    """The longest known phrase that begins here, and how many atoms it has."""
    for count in range(min(MOST_WORDS, len(atoms) - at), 0, -1):
        matches = [_WORD.fullmatch(atom) for atom in atoms[at : at + count]]
        if not all(matches):
            continue
        code = words.get(" ".join(match[1] or match[0] for match in matches if match))
        if code is not None:
            return code, count
    return None


class _Reader:
    """Reads tokens rule by rule. Whatever does not fit makes the whole text unreadable."""

    def __init__(self, tokens: list[str]) -> None:
        self.tokens = tokens
        self.at = 0

    def rules(self) -> list[_Rule] | None:
        """All rules, or None."""
        found: list[_Rule] = []
        while True:
            while self._next() in (",", ";"):
                self.at += 1
            if self._next() is None:
                return found
            rule = self._rule(first=not found)
            if rule is None:
                return None
            # More hours after those of some days: of which days?
            if found and not rule.is_narrow and found[-1].is_narrow and found[-1].spans:
                return None
            found.append(rule)

    def _next(self) -> str | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def _take(self, *wanted: str) -> bool:
        if self._next() in wanted:
            self.at += 1
            return True
        return False

    def _rule(self, *, first: bool) -> _Rule | None:
        if not first and self.tokens[self.at - 1] not in (",", ";") and not self._is_day():
            return None
        rule = _Rule()
        closed_first = self._take(_OFF)
        rule.months = self._listed(_is_month)
        rule.days = self._listed(_is_day)
        if closed_first or self._take(_OFF):
            rule.state = _OFF
        elif self._take(_ALWAYS):
            rule.state = _ALWAYS
        else:
            rule.spans = self._spans()
        if not rule.says_when or (rule.state == _OFF and not rule.days):
            return None
        if (self._next() or "").startswith('"'):
            rule.comment = self.tokens[self.at]
            self.at += 1
        # Hours before their days: whose days are these?
        if not rule.days and self._is_day():
            return None
        return rule

    def _is_day(self) -> bool:
        return _is_day(self._next() or "")

    def _listed(self, belongs: Callable[[str], bool]) -> list[str]:
        """`Mo-Fr`, `Mo,We` or both; what is listed goes on after a comma only."""
        items: list[str] = []
        while belongs(self._next() or ""):
            item = self.tokens[self.at]
            self.at += 1
            last = self._after(1)
            if self._next() == "-" and belongs(last) and not {item, last} & _NO_ENDS:
                item = f"{item}-{last}"
                self.at += 2
            items.append(item)
            if self._next() != "," or not belongs(self._after(1)):
                break
            self.at += 1
        return items

    def _after(self, count: int) -> str:
        """The token so many further on; empty past the end."""
        return self.tokens[self.at + count] if self.at + count < len(self.tokens) else ""

    def _spans(self) -> list[str]:
        """`09:00-12:00`, several of them in the order of the day; empty when they make no sense."""
        spans: list[str] = []
        free_from = 0
        while _is_hour(self._next() or ""):
            span = _span(self.tokens[self.at], self._after(2)) if self._after(1) == "-" else None
            if span is None or span[0] < free_from:
                return []
            self.at += 3
            free_from = span[1] if span[1] > span[0] else _MINUTES_OF_A_DAY
            spans.append("-".join(f"{minute // 60:02}:{minute % 60:02}" for minute in span))
            if self._next() == "," and _is_hour(self._after(1)):
                self.at += 1
        return spans


def _is_day(token: str) -> bool:
    return token in _HOLIDAYS or token.partition("-")[0] in _DAYS


def _is_hour(token: str) -> bool:
    return token[:1].isdigit() and token != _ALWAYS


def _is_month(token: str) -> bool:
    return token in _MONTHS


def _span(begin: str, end: str) -> tuple[int, int] | None:
    """Minutes of the day from and to; to may be less, past midnight, when both have minutes."""
    first, last = _minutes(begin), _minutes(end)
    if first is None or last is None or first == last or first >= _MINUTES_OF_A_DAY:
        return None
    bare = len(begin) <= 2 or len(end) <= 2
    return None if bare and last < first else (first, last)


def _minutes(token: str) -> int | None:
    """`9`, `9.30`, `09:30` and `0930` as minutes of the day."""
    if len(token) <= 2 and token.isdigit():
        hours, minutes = int(token), 0
    elif match := _CLOCK.fullmatch(token):
        if token.isdigit() and len(token) != 4:
            return None
        hours, minutes = int(match[1]), int(match[2])
    else:
        return None
    whole = hours * 60 + minutes
    return whole if minutes < 60 and whole <= _MINUTES_OF_A_DAY else None


def _written(rules: list[_Rule]) -> str:
    """The rules in an order in which none takes back what another says."""
    merged: list[_Rule] = []
    for rule in rules:
        same = next(
            (
                one
                for one in merged
                if (one.months, one.days, one.state) == (rule.months, rule.days, rule.state)
                and one.comment == rule.comment
            ),
            None,
        )
        if same is None:
            merged.append(rule)
        else:
            same.spans += [span for span in rule.spans if span not in same.spans]
    merged.sort(key=lambda rule: (rule.state == _OFF, -rule.width()))
    only = merged[0]
    if len(merged) == 1 and only.state == _ALWAYS and only.width() >= 17:
        return " ".join(part for part in (_ALWAYS, only.comment) if part)
    return "; ".join(rule.text() for rule in merged)
