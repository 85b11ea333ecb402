"""Rules that look across fields and files: one module each, in one plain list.

A rule is a function `check(draft)` that yields problems and changes nothing. Facts of a file that
could not be read are None, so each rule speaks only about what it can see.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ...ground.problems import Problem
from ..draft import Draft
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

CHECKS: tuple[Callable[[Draft], Iterator[Problem]], ...] = (
    identity.check,
    whereabouts.check,
    event_setting.check,
    timing.check,
    opening.check,
    notices.check,
    photos.check,
    routes.check,
    sources.check,
    privacy.check,
    duplicates.check,
    links.check,
    markup.check,
    capitals.check,
    visits.check,
    translations.check,
)
