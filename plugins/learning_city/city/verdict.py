"""What came of one file by itself: its problems, and what rules across files need to know of it.

Small and made of plain values, so that it can be kept on disk and stand for a file that did not
change (`city/kept_verdicts.py`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..ground.problems import Problem


@dataclass(slots=True)
class Verdict:
    """One file, judged by the rules that look at nothing but this file.

    `gists` holds, by rule, what `compare` of that rule asks of the file: lists, texts and numbers
    as JSON knows them. Rules that ask nothing of it are absent.
    """

    family: str
    path: str
    id: str
    problems: list[Problem] = field(default_factory=list)
    gists: Mapping[str, Any] = field(default_factory=dict)
    readable: bool = True
    """False when the file has no mapping to look at; then rules across files pass it over."""
