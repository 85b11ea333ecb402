"""Opening hours in OpenStreetMap's syntax, taken apart into the rules they are made of.

`Tu-Su 09:00-17:00; PH off` is two rules. Each has days, times and what it says of them; a later
one takes the place of an earlier one on its days (`;`), adds to it (`,`), or fills what is left
(`||`). The pieces keep their own small languages: which days `Apr-Oct Tu-Su` is, and when the sun
rises, the library says (`opening_hours`).

https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

DAY = 24 * 60


class State(StrEnum):
    """What is known of a moment."""

    OPEN = "open"
    CLOSED = "closed"
    UNKNOWN = "unknown"
    BEYOND = "beyond"
    """Outside the days that were worked out."""


class NotUnderstood(ValueError):
    """The text is no such rule, or one of a kind we do not read."""


@dataclass(frozen=True, slots=True)
class DayTime:
    """A time of day: minutes from midnight, or from an event of the sun (`sunrise`)."""

    minutes: int
    event: str = ""


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """From one time to another; the same or an earlier one is the next day's."""

    begin: DayTime
    end: DayTime | None
    """None for `18:00+`: open from then on, and nobody says how long."""
    open_end: bool = False
    """Perhaps longer (`18:00-22:00+`)."""
    at_times: bool = False
    """Only at moments between (`10:00-16:00/02:00`)."""


@dataclass(frozen=True, slots=True)
class HolidayToken:
    """`PH` (public holidays) or `SH` (school holidays), perhaps some days later (`PH +1 day`)."""

    kind: str
    days_later: int = 0


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of many: on which days, when, and what then."""

    joint: str
    """How it follows those before: `;` instead, `,` in addition, `||` where they leave a gap."""
    season: str
    """Years, months, weeks, dates: the part before the days of the week; empty for always."""
    weekdays: str
    """Days of the week; empty for all, or for none when there are holidays."""
    holidays: tuple[HolidayToken, ...]
    only_both: bool
    """`PH Mo-Fr` (a blank): holidays that are such days; `PH,Mo-Fr`: either."""
    times: tuple[TimeSpan, ...]
    """Empty for the whole day."""
    state: State
    words: str
    """Its comment, such as “by appointment”."""

    @property
    def days(self) -> str:
        """Its days but for holidays, in OpenStreetMap's syntax; empty for all."""
        return f"{self.season} {self.weekdays}".strip()


_WEEKDAY = r"\b(?:Mo|Tu|We|Th|Fr|Sa|Su)\b"
_SHIFT = r"(?:\s*[+-]?\d+\s*days?\b)?"
_DAYS = rf"(?i:{_WEEKDAY}(?:\s*-\s*{_WEEKDAY})?)(?:\[[-\d,\s]+\])?{_SHIFT}"
_HOLIDAY = rf"\b(?:PH|SH)\b{_SHIFT}"
_CHOSEN = rf"(?:{_DAYS}|{_HOLIDAY})"
_SELECTORS = re.compile(
    rf"(?P<season>.*?)\s*(?P<days>{_CHOSEN}(?:\s*,\s*{_CHOSEN}|\s+{_CHOSEN})*)?", re.DOTALL
)

_EVENT = r"(?:sunrise|sunset|dawn|dusk)"
_TIME = rf"(?:\d{{1,2}}:\d\d|{_EVENT}|\({_EVENT}\s*[+-]\s*\d{{1,2}}:\d\d\))"
_SPAN = rf"{_TIME}(?:\s*-\s*{_TIME})?\+?(?:/[\d:]+)?"
_STATE = r"(?i:\b(?:open|off|closed|unknown)\b)"
_END = r"\s*(?:(?P<joint>;|\|\|{comma})|$)"
_TOLD = re.compile(
    rf"""\s*(?P<selectors>[^;|"]*?)\s*:?\s*(?=24/7|{_TIME}|{_STATE}|")
    (?P<times>24/7|{_SPAN}(?:\s*,\s*{_SPAN})*)?\s*
    (?P<state>{_STATE})?\s*
    (?:"(?P<words>[^"]*)")?{_END.replace("{comma}", "|,")}""",
    re.VERBOSE,
)
_BARE = re.compile(rf"\s*(?P<selectors>[^;|\"]+?){_END.replace('{comma}', '')}")
"""Days and nothing else: a comma is their own, as in `Mo,We`."""

_STATES = {"open": State.OPEN, "off": State.CLOSED, "closed": State.CLOSED}

_TYPICAL = {"dawn": 390, "sunrise": 420, "sunset": 1140, "dusk": 1170}
"""Enough to tell a night (`sunset-sunrise`) from a day."""


@lru_cache(maxsize=4096)
def read_rules(text: str) -> tuple[Rule, ...]:
    """The rules of `text` in their order, at least one. Raises `NotUnderstood`."""
    rules: list[Rule] = []
    joint, position = ";", 0
    while joint:
        found = _TOLD.match(text, position) or _BARE.match(text, position)
        if found is None:
            raise NotUnderstood(text[position:])
        rules.append(_rule(joint, found.groupdict()))
        joint, position = found["joint"] or "", found.end()
    return tuple(rules)


def _rule(joint: str, found: dict[str, str | None]) -> Rule:
    chosen = _SELECTORS.fullmatch(found["selectors"] or "")
    assert chosen is not None  # its season takes whatever is left
    weekdays, holidays, only_both = _days(chosen["days"] or "")
    times, words = found.get("times") or "", found.get("words") or ""
    told = (found.get("state") or "").lower()
    return Rule(
        joint=joint,
        season=chosen["season"],
        weekdays=weekdays,
        holidays=holidays,
        only_both=only_both,
        times=() if times == "24/7" else tuple(map(_span, re.findall(_SPAN, times))),
        # A comment without a state makes it unknown: “by appointment” is not open.
        state=_STATES.get(told, State.UNKNOWN if told or words else State.OPEN),
        words=words.strip(),
    )


def _days(text: str) -> tuple[str, tuple[HolidayToken, ...], bool]:
    """Days of the week, holidays, and whether only days that are both."""
    weekdays, holidays, only_both, end = [], [], False, 0
    before = None
    for item in re.finditer(_CHOSEN, text):
        is_holiday = item[0].startswith(("PH", "SH"))
        if before not in (None, is_holiday) and "," not in text[end : item.start()]:
            only_both = True
        if is_holiday:
            shift = re.search(r"[+-]?\d+", item[0])
            holidays.append(HolidayToken(item[0][:2], int(shift[0]) if shift else 0))
        else:
            weekdays.append(item[0])
        before, end = is_holiday, item.end()
    return ",".join(weekdays), tuple(holidays), only_both


def _span(text: str) -> TimeSpan:
    begin, *rest = (_time(found) for found in re.findall(_TIME, text.partition("/")[0]))
    end = rest[0] if rest else None
    if end is not None and _typical(end) <= _typical(begin):
        end = DayTime(end.minutes + DAY, end.event)
    return TimeSpan(begin, end, open_end="+" in text.partition("/")[0][-1:], at_times="/" in text)


def _time(text: str) -> DayTime:
    event = re.search(_EVENT, text)
    clock = re.search(r"([+-]?)\s*(\d{1,2}):(\d\d)", text)
    minutes = int(clock[2]) * 60 + int(clock[3]) if clock else 0
    return DayTime(-minutes if clock and clock[1] == "-" else minutes, event[0] if event else "")


def _typical(time: DayTime) -> int:
    return time.minutes + _TYPICAL.get(time.event, 0)
