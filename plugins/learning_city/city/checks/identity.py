"""An id is used once in its kind, now and ever: addresses are permanent."""

from __future__ import annotations

from collections.abc import Iterator

from ...ground.problems import Problem
from ..draft import Draft


def check(draft: Draft) -> Iterator[Problem]:
    """Two files with one name; a former id that another file has or had."""
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
                other = claimed.setdefault(former, parsed.path)
                if other != parsed.path or former == parsed.facts.id:
                    yield parsed.problem(
                        "former-id-taken", "former_ids", number, id=former, other=other
                    )
