"""The evidence page: what can be counted about learning in the city, and what cannot.

Each number leads to the list behind it. The page promises no learner and no outcome: it counts
places and dates, says so, and says which parts nobody knows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from ..city.city import City
from ..city.indicators import Evidence, Indicators
from ..city.reach import ANYTHING
from ..city.yearly_report import RATE_DECIMALS
from ..model.vocabulary import Audience, District, Entry, KeyFeature, Term
from .contribution_links import new_place_link
from .evidence_charts import Piece, lengths_of, pieces_of, shade_counts, shade_evenly
from .indicator_words import said_indicators
from .report_files import address, citation, reports
from .site import File, Page, Site

EMPTIEST = 10
"""Districts named as those with the fewest places for their residents."""


@dataclass(frozen=True, slots=True)
class Row:
    """A district in the table; what is None is not known."""

    district: District
    path: str
    found: Indicators
    rate: float | None
    nearest: float | None
    """Metres from the seat to the nearest place of any field."""


@dataclass(frozen=True, slots=True)
class Empty:
    """A district among the emptiest, with the length of its bar."""

    row: Row
    length: float
    add: str


@dataclass(frozen=True, slots=True)
class Field:
    """A learning field: its counts, its small map, and how far it is."""

    theme: Term
    places: int
    ahead: int
    past: int
    length: float
    absent: int
    """Districts without a place of the field."""
    shades: Mapping[str, int]
    median_metres: float | None
    farthest: tuple[District, float] | None


@dataclass(frozen=True, slots=True)
class Group:
    """People or ages: places and coming events for them."""

    entry: Audience | str
    places: int
    ahead: int
    length: float


@dataclass(frozen=True, slots=True)
class Answers:
    """What is known of one question, in four kinds of answer."""

    question: str
    counts: Mapping[str, int]
    pieces: list[Piece]
    unknown: float
    """Share of the places nothing is known of, between 0 and 1."""


def build(city: City, site: Site) -> Iterator[Page | File]:
    """One page per language."""
    for language in site.languages:
        t = site.phrases[language]
        yield Page(
            key=("learning-city",),
            language=language,
            template="pages/learning-city.html",
            title=t("title.learning-city"),
            description=t("description.learning-city"),
            trail=((t("title.learning-city"), None),),
            has_map=site.outline is not None,
            view=lambda language=language: _view(city, site, language),  # type: ignore[misc]
        )


def _view(city: City, site: Site, language: str) -> Mapping[str, object]:
    evidence = site.evidence(city)
    rows = [_row(district, evidence, site, language) for district in city.districts.values()]
    t = site.phrases[language]
    known = [row for row in rows if row.rate is not None]
    shaded = shade_evenly(
        {
            row.district.id: None if row.rate is None else round(row.rate, RATE_DECIMALS)
            for row in rows
        }
    )
    return {
        "whole": evidence.city,
        "rate": evidence.city.per_residents(evidence.city.places),
        "with_places": sum(row.found.places > 0 for row in rows),
        "everywhere": evidence.city.ahead.events - sum(row.found.ahead.events for row in rows),
        "rows": rows,
        "shaded": shaded,
        "outline": site.outline,
        "small_shades": shade_counts({}).shades,
        "emptiest": _emptiest(known, city, site, language),
        "fields": _fields(evidence, city),
        "matrix": [(row, _cells(row, city, site, language)) for row in rows],
        "audiences": _groups(evidence.city, "audiences", list(city.audiences.values())),
        "ages": _groups(evidence.city, "ages", list(evidence.city.ages)),
        "answers": _answers(evidence.city),
        "organizers": sorted(evidence.organizers.items(), key=lambda item: (-item[1], item[0])),
        "key_features": [
            (part, [(area, said_indicators(area.indicators, evidence, t)) for area in areas])
            for part, areas in _by_part(city)
        ],
        "goals": [
            (
                goal,
                [
                    (code, target, said_indicators(target.indicators, evidence, t))
                    for code, target in goal.targets.items()
                ],
                sum(goal.id in place.sdg for place in city.places),
            )
            for goal in city.sdg.values()
        ],
        "population_source": city.population_source,
        **_record(city, site, language),
    }


def _row(district: District, evidence: Evidence, site: Site, language: str) -> Row:
    found = evidence.districts[district.id]
    return Row(
        district,
        site.link(("district", district.id), language),
        found,
        found.per_residents(found.places),
        found.nearest.get(ANYTHING),
    )


def _emptiest(rows: Sequence[Row], city: City, site: Site, language: str) -> list[Empty]:
    """Fewest places for its residents first; among equals the one with more residents."""

    def emptiness(row: Row) -> tuple[float, int, str]:
        assert row.rate is not None
        assert row.found.population is not None
        return row.rate, -row.found.population.value, row.district.id

    first = sorted(rows, key=emptiness)[:EMPTIEST]
    return [
        Empty(row, length, new_place_link(row.district.id, city, site, language) or row.path)
        for row, length in zip(first, lengths_of([row.rate or 0 for row in first]), strict=True)
    ]


def _fields(evidence: Evidence, city: City) -> list[Field]:
    whole = evidence.city
    lengths = dict(zip(city.themes, lengths_of(list(whole.themes.values())), strict=True))
    found = []
    for theme in city.themes.values():
        counts = {name: one.themes[theme.id] for name, one in evidence.districts.items()}
        metres = {
            name: one.nearest[theme.id]
            for name, one in evidence.districts.items()
            if theme.id in one.nearest
        }
        far = max(metres, key=lambda name: (metres[name], name), default=None)
        found.append(
            Field(
                theme,
                whole.themes[theme.id],
                whole.ahead.themes[theme.id],
                whole.past.themes[theme.id],
                lengths[theme.id],
                sum(count == 0 for count in counts.values()),
                shade_counts(counts).of,
                median(metres.values()) if metres else None,
                (city.districts[far], metres[far]) if far else None,
            )
        )
    return found


def _cells(row: Row, city: City, site: Site, language: str) -> list[tuple[Term, int, str]]:
    """Each field of a district: its places, and where they are listed, or how to add the first."""
    explorer = site.link(("map",), language)
    found = row.found.themes

    def path(theme: str) -> str:
        listed = f"{explorer}?district={row.district.id}&theme={theme}"
        if found[theme]:
            return listed
        return new_place_link(row.district.id, city, site, language, theme) or listed

    return [(theme, found[theme.id], path(theme.id)) for theme in city.themes.values()]


def _groups(whole: Indicators, kind: str, entries: Sequence[Entry | str]) -> list[Group]:
    places: Mapping[str, int] = getattr(whole, kind)
    ahead: Mapping[str, int] = getattr(whole.ahead, kind)
    names = [entry if isinstance(entry, str) else entry.id for entry in entries]
    lengths = lengths_of([places[name] for name in names])
    return [
        Group(entry, places[name], ahead[name], length)  # type: ignore[arg-type]
        for entry, name, length in zip(entries, names, lengths, strict=True)
    ]


def _answers(whole: Indicators) -> list[Answers]:
    """Each question with "yes", "partly", "no" and "unknown"; nothing is guessed."""
    cost, visits = whole.cost, whole.verified
    questions = {
        "free": (cost["free"], cost["low-cost"] + cost["varies"], cost["paid"]),
        "wheelchair": tuple(whole.wheelchair[answer] for answer in ("yes", "limited", "no")),
        "toilets": tuple(whole.toilets[answer] for answer in ("yes", "limited", "no")),
        "transit": (whole.transit, 0, 0),
        "visit": (visits.fresh, visits.stale, 0),
    }
    found = []
    for question, known in questions.items():
        answers = dict(zip(("yes", "limited", "no"), known, strict=True))
        counts = {**answers, "unknown": whole.places - sum(known)}
        unknown = counts["unknown"] / whole.places if whole.places else 1.0
        found.append(Answers(question, counts, pieces_of(counts), unknown))
    return found


def _by_part(city: City) -> list[tuple[str, list[KeyFeature]]]:
    """The areas of the Key Features under their three parts, in the vocabulary's order."""
    parts: dict[str, list[KeyFeature]] = {}
    for area in city.key_features.values():
        parts.setdefault(area.part, []).append(area)
    return list(parts.items())


def _record(city: City, site: Site, language: str) -> Mapping[str, object]:
    found = reports(city, site)
    this_year = city.clock.today.year
    return {
        "year": this_year,
        "provisional": found[this_year]["status"] == "provisional",
        "citation": citation(found[this_year], site, language),
        "downloads": [
            (suffix, site.path(address(this_year, suffix))) for suffix in ("csv", "json")
        ],
        "metadata": site.path(address(this_year, "csv-metadata.json")),
        "report": site.path(address(this_year, "json")),
        "past": [
            (year, site.path(address(year, "csv")), site.path(address(year, "json")))
            for year in sorted(found, reverse=True)
            if year < this_year
        ],
    }
