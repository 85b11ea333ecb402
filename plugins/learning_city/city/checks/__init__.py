"""Rules that look across fields and files: one module each, in plain lists.

A rule yields problems and changes nothing. Facts of a file that could not be read are None, so each
rule speaks only about what it can see. Two kinds:

- A rule of one file is a function `check(parsed, around)`. Its answer depends on that file and on
  the circumstances (settings, vocabulary, today) alone.
- A rule across files has two: `gist(parsed, around)` takes along what it needs of a file, as plain
  values, and `compare(verdicts, around)` looks at the gists of all files.

So a file that did not change need not be read again (`city/kept_verdicts.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from ...ground.problems import Problem
from ...model.event import Event
from ...model.fields import Contribution
from ...model.notice import Notice
from ...model.organizer import Organizer
from ...model.place import Place
from ...model.route import Route
from ..draft import Circumstances, Contributed, Draft
from ..verdict import Verdict
from . import (
    capitals,
    duplicates,
    event_setting,
    identity,
    links,
    markup,
    notices,
    opening,
    photos,
    privacy,
    routes,
    sources,
    timing,
    translations,
    visits,
    whereabouts,
)

Check = Callable[[Any, Circumstances], Iterator[Problem]]
Gist = Callable[[Contributed, Circumstances], Any]
Compare = Callable[[Sequence[Verdict], Circumstances], Iterator[Problem]]

OF_EVERY_FILE: tuple[Check, ...] = (
    privacy.check,
    links.check,
    markup.check,
    capitals.check,
    translations.check,
)
OF_ITS_KIND: Mapping[type[Contribution], tuple[Check, ...]] = {
    Place: (
        whereabouts.check_point,
        whereabouts.check_district,
        timing.check_place,
        opening.check,
        photos.check,
        sources.check,
        visits.check,
    ),
    Event: (
        identity.check_event,
        whereabouts.check_point,
        event_setting.check,
        timing.check_event,
        photos.check,
    ),
    Route: (routes.check,),
    Notice: (notices.check,),
}
ACROSS_FILES: Mapping[str, tuple[Gist, Compare]] = {
    "identity": (identity.gist, identity.compare),
    "photos": (photos.gist, photos.compare),
    "routes": (routes.gist, routes.compare),
    "duplicates": (duplicates.gist, duplicates.compare),
    "links": (links.gist, links.compare),
}

FAMILIES: Mapping[type[Contribution], str] = {
    Place: "places",
    Event: "events",
    Organizer: "organizers",
    Route: "routes",
    Notice: "notices",
}


def judge(parsed: Contributed, around: Circumstances) -> Verdict:
    """What the rules of one file say of it, and what the rules across files need of it."""
    model = type(parsed.facts)
    problems = [
        problem
        for check in (*OF_ITS_KIND.get(model, ()), *OF_EVERY_FILE)
        for problem in check(parsed, around)
    ]
    gists = {name: gist(parsed, around) for name, (gist, _) in ACROSS_FILES.items()}
    kept = {name: gist for name, gist in gists.items() if gist}
    return Verdict(FAMILIES[model], parsed.path, parsed.facts.id, problems, kept)


def compare(verdicts: Sequence[Verdict], around: Circumstances) -> Iterator[Problem]:
    """What the rules across files say."""
    readable = [verdict for verdict in verdicts if verdict.readable]
    for _, rule in ACROSS_FILES.values():
        yield from rule(readable, around)


def problems_of(draft: Draft) -> Iterator[Problem]:
    """What all rules say of everything that was read."""
    verdicts = [judge(parsed, draft) for parsed in draft.contributions()]
    for verdict in verdicts:
        yield from verdict.problems
    yield from compare(verdicts, draft)
