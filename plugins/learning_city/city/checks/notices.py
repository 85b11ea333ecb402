"""Notices that can be answered, and that leave the board when their time is over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from ...ground.problems import Problem
from ...model.notice import Notice
from ...model.reading import Parsed
from ..draft import Circumstances

_LONGEST = timedelta(days=184)
"""Half a year: who still means it by then hangs it up again."""
CONTACTS = ("organizer", "website", "email", "phone")
"""One of them is enough to answer."""


def check(notice: Parsed[Notice], around: Circumstances) -> Iterator[Problem]:
    """No way to answer, an end before the beginning or too far away (errors); over (doubt)."""
    if not notice.root.entries.keys() & set(CONTACTS):
        yield notice.problem("notice-without-contact")
    posted: date | None = notice.value("posted")
    until: date | None = notice.value("until")
    if until is None:
        return
    if posted is not None and until < posted:
        yield notice.problem(
            "end-before-start", "until", start=posted.isoformat(), end=until.isoformat()
        )
    elif posted is not None and until - posted > _LONGEST:
        yield notice.problem("notice-too-long", "until", latest=(posted + _LONGEST).isoformat())
    elif until < around.clock.today:
        yield notice.doubt("notice-over", "until", day=until.isoformat())
