"""An id is used once in its kind, now and ever: addresses are permanent."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...ground.problems import Problem
from ..draft import Draft

_MONTH = re.compile("[0-9]{4}-[0-9]{2}")


def check(draft: Draft) -> Iterator[Problem]:
    """Two files with one name; a former id that another file has or had; a month as an event."""
    for event in draft.events:
        if _is_taken_by_a_page(event.facts.id, draft):
            yield Problem("reserved-id", event.path, values={"id": event.facts.id})
    for files in draft.families().values():
        first_path: dict[str, str] = {}
        for parsed in files:
            other = first_path.setdefault(parsed.facts.id, parsed.path)
            if other != parsed.path:
                yield Problem(
                    "duplicate-id", parsed.path, values={"id": parsed.facts.id, "other": other}
                )
        claimed = dict(first_path)
        for parsed in files:
            for number, former in enumerate(parsed.value("former_ids") or ()):
                if former == parsed.facts.id:
                    yield parsed.problem("former-id-own", "former_ids", number, id=former)
                    continue
                other = claimed.setdefault(former, parsed.path)
                if other != parsed.path:
                    yield parsed.problem(
                        "former-id-taken", "former_ids", number, id=former, other=other
                    )


def _is_taken_by_a_page(identifier: str, draft: Draft) -> bool:
    """Beside the events lie the calendars of the months and the archive (design §4)."""
    return bool(_MONTH.fullmatch(identifier)) or identifier in draft.reserved
