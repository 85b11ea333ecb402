"""Text of contributors inside Markdown that GitHub shows: readable, and without any effect.

GitHub's Markdown makes links, pictures, mentions and references out of plain text. Two ways around
all of it: a fenced block, where nothing is interpreted, and code of entities for what must stand
inside a line (CommonMark §2.5: entities are never structure; GitHub leaves code without mentions).
"""

from __future__ import annotations

import re
from urllib.parse import quote

MAX_SHOWN = 20_000
"""Characters of a block: GitHub refuses comments above 65,536 and shows nobody that much."""

_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_ACTIVE = re.compile("[\x21-\x2f\x3a-\x40\x5b-\x60\x7b-\x7e]")


def fenced(text: str, kind: str = "text") -> str:
    """A block that shows `text` as it is; the fence is longer than any run of ticks inside."""
    shown = _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text.replace("\r\n", "\n"))
    shown = shown.replace("\r", "\n").strip("\n")
    if len(shown) > MAX_SHOWN:
        shown = f"{shown[:MAX_SHOWN]}\n…"
    longest = max((len(run) for run in re.findall("`+", shown)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{kind}\n{shown}\n{fence}\n"


def code(text: str) -> str:
    """A short text inside a line, as code."""
    shown = _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text).replace("\n", " ")
    inert = _ACTIVE.sub(lambda match: f"&#{ord(match.group())};", shown)
    return f"<code>{inert}</code>"


def joined(start: str, *steps: str, fragment: str = "") -> str:
    """An address with its steps escaped: what they hold can end neither it nor a link around it."""
    path = "/".join([start.rstrip("/"), *(quote(step.strip("/"), safe="/") for step in steps)])
    return f"{path}#{fragment}" if fragment else path


def link(label: str, address: str) -> str:
    """A link; `label` is ours or comes from `code`, `address` from `joined`."""
    return f"[{label}]({address})"
