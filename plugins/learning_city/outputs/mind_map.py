"""The mind map: the frames of the idea, the learning fields that grow from them, places and events.

A tree drawn as SVG, one narrow column so that it can be read on a phone; beside it the same as
nested lists. Only numbers and words are worked out here, the template draws.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..city.city import City
from ..city.schedule import Occurrence
from ..model.place import Place
from ..model.vocabulary import Term
from .site import File, Page, Site

WIDTH = 360
"""Units of the drawing, about pixels on a small phone."""
_TOP, _ROW = 206, 92
_COLUMNS, _ROWS, _STEP = 33, 4, 7
_LETTERS = 29
"""Letters that fit on a line of a branch."""
_LISTED = 60
"""Places named under a field; its own page has them all."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame with where its box stands."""

    term: Term
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Branch:
    """A field with its place on the trunk, its leaves (places) and blossoms (events)."""

    theme: Term
    y: int
    lines: tuple[str, ...]
    language: str
    leaves: tuple[tuple[int, int], ...]
    blossoms: tuple[tuple[int, int], ...]
    places: Sequence[Place]
    events: Sequence[Occurrence]
    count: int


def build(city: City, site: Site) -> Iterator[Page | File]:
    """One page per language."""
    for language in site.languages:
        t = site.phrases[language]
        yield Page(
            key=("mind-map",),
            language=language,
            template="pages/mind-map.html",
            section="about",
            title=t("title.mind_map"),
            description=t("description.mind_map"),
            trail=((t("title.mind_map"), None),),
            view=lambda language=language: _view(city, language),  # type: ignore[misc]
        )


def _view(city: City, language: str) -> Mapping[str, object]:
    themes = list(city.themes.values())
    per_leaf = _places_per_leaf(city)
    branches = [
        _branch(theme, number, per_leaf, city, language) for number, theme in enumerate(themes)
    ]
    return {
        "width": WIDTH,
        "height": _TOP + len(themes) * _ROW - 20,
        "trunk_end": _TOP + (len(themes) - 1) * _ROW - 30,
        "frames": frames(list(city.vocabulary["frames"].values())),  # type: ignore[arg-type]
        "branches": branches,
        "per_leaf": per_leaf,
    }


def frames(terms: Sequence[Term]) -> list[Frame]:
    """The frames side by side over the whole width."""
    gap = 8
    width = (WIDTH - gap * (len(terms) + 1)) / max(1, len(terms))
    return [
        Frame(term, round(gap + number * (width + gap), 1), round(width, 1))
        for number, term in enumerate(terms)
    ]


def _places_per_leaf(city: City) -> int:
    """A leaf is one place, unless a field has more than its branch can hold."""
    most = max((len(city.places_under.get(("themes", one), ())) for one in city.themes), default=0)
    return max(1, -(-most // (_COLUMNS * _ROWS)))


def _branch(theme: Term, number: int, per_leaf: int, city: City, language: str) -> Branch:
    spoken = theme.label.spoken(language)
    places = city.in_order(city.places_under.get(("themes", theme.id), ()), language)
    events = city.coming_under.get(("themes", theme.id), ())
    y = _TOP + number * _ROW
    lines = tuple(textwrap.wrap(spoken.text, _LETTERS)) or ("",)
    start = y + 6 + 15 * (len(lines) - 1)
    leaves = spread(-(-len(places) // per_leaf), 118, start)
    rows = -(-len(leaves) // _COLUMNS)
    return Branch(
        theme=theme,
        y=y,
        lines=lines,
        language=spoken.language,
        leaves=tuple(leaves),
        blossoms=tuple(spread(min(len(events), _COLUMNS), 118, start + rows * _STEP + 3)),
        places=places[:_LISTED],
        events=events,
        count=len(places),
    )


def spread(count: int, x: int, y: int) -> list[tuple[int, int]]:
    """So many dots in rows from the left."""
    return [
        (x + number % _COLUMNS * _STEP, y + number // _COLUMNS * _STEP) for number in range(count)
    ]
