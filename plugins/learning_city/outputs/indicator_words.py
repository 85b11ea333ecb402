"""Each indicator in one short phrase with its present value, for the frames of others.

UNESCO's Key Features and the Sustainable Development Goals ask about people; we count places. A
phrase therefore says what was counted and leads to the part of the page that explains it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from ..city.indicators import Evidence, Indicators
from ..model.vocabulary import Indicator
from ..words.phrases import Phrases

SECTIONS: Mapping[str, str] = {
    "places": "districts",
    "equity": "equity",
    "fields": "fields",
    "audiences": "people",
    "ages": "people",
    "stations": "known",
    "events": "events",
    "cost": "known",
    "wheelchair": "known",
    "toilets": "known",
    "transit": "known",
    "reach": "reach",
    "freshness": "known",
    "organizers": "events",
}
"""Indicator → the part of the evidence page (`evidence.anchor.<part>`) where it is explained."""

assert set(SECTIONS) == set(get_args(Indicator))


@dataclass(frozen=True, slots=True)
class SaidIndicator:
    """A phrase and the anchor of its explanation."""

    phrase: str
    anchor: str


def said_indicators(names: Sequence[str], evidence: Evidence, t: Phrases) -> list[SaidIndicator]:
    """The phrases of some indicators; one without a value is left out."""
    said = [(name, _PHRASES[name](evidence, t)) for name in names]
    return [
        SaidIndicator(phrase, t(f"evidence.anchor.{SECTIONS[name]}"))
        for name, phrase in said
        if phrase
    ]


def _places(evidence: Evidence, t: Phrases) -> str:
    return t("indicator.places", n=evidence.city.places)


def _equity(evidence: Evidence, t: Phrases) -> str:
    rates = [
        rate
        for found in evidence.districts.values()
        if (rate := found.per_residents(found.places)) is not None
    ]
    if not rates:
        return ""
    least, most = t.language.rate(min(rates)), t.language.rate(max(rates))
    return t("indicator.equity", least=least, most=most)


def _fields(evidence: Evidence, t: Phrases) -> str:
    some = [sum(found.themes.values()) > 0 for found in evidence.districts.values()]
    whole = [all(found.themes.values()) for found in evidence.districts.values()]
    return t("indicator.fields", n=sum(whole), total=len(some)) if some else ""


def _audiences(evidence: Evidence, t: Phrases) -> str:
    return t("indicator.audiences", n=sum(map(bool, evidence.city.audiences.values())))


def _ages(evidence: Evidence, t: Phrases) -> str:
    youngest = next(iter(evidence.city.ages.values()))
    return t("indicator.ages", n=youngest)


def _stations(evidence: Evidence, t: Phrases) -> str:
    return t("indicator.stations", n=evidence.city.with_station)


def _events(evidence: Evidence, t: Phrases) -> str:
    return t("indicator.events", n=evidence.city.ahead.events)


def _known(name: str, known: Callable[[Indicators], int]) -> Callable[[Evidence, Phrases], str]:
    """`12 of 163 places …`, where the rest is unknown or otherwise."""

    def say(evidence: Evidence, t: Phrases) -> str:
        total = t.language.number(evidence.city.places)
        return t(f"indicator.{name}", n=known(evidence.city), total=total)

    return say


def _reach(evidence: Evidence, t: Phrases) -> str:
    covered = evidence.city.reach
    return t("indicator.reach", share=t.language.percent(covered.share)) if covered else ""


def _organizers(evidence: Evidence, t: Phrases) -> str:
    return t("indicator.organizers", n=sum(evidence.organizers.values()))


_PHRASES: Mapping[str, Callable[[Evidence, Phrases], str]] = {
    "places": _places,
    "equity": _equity,
    "fields": _fields,
    "audiences": _audiences,
    "ages": _ages,
    "stations": _stations,
    "events": _events,
    "cost": _known("cost", lambda whole: whole.cost["free"]),
    "wheelchair": _known("wheelchair", lambda whole: whole.wheelchair["yes"]),
    "toilets": _known("toilets", lambda whole: whole.toilets["yes"]),
    "transit": _known("transit", lambda whole: whole.transit),
    "reach": _reach,
    "freshness": _known("freshness", lambda whole: whole.verified.fresh),
    "organizers": _organizers,
}
