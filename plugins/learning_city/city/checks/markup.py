"""Markup that the site does not carry out: HTML in a text, links that no browser should follow.

Both are doubts, since `words/prose.py` takes their force away: a tag is shown as the characters it
consists of, an unsafe link loses its address. Nothing harmful is published, but what a reader sees
is not what was meant.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from ...ground.problems import Problem
from ..draft import Circumstances, Contributed

_TEXTS = frozenset({"summary", "description", "prompt", "status_note", "note", "alt"})
"""Markdown and sentences."""
_CODE = re.compile(r"`[^`]*`")
"""Shown as it stands, and meant so."""
_TAG = re.compile(r"(?<!\\)</?[A-Za-z][A-Za-z0-9-]*(?:[\s/][^<>]*)?>|<!--")
_TARGET = re.compile(
    r"(?<!\\)\]\(\s*<?([^)\s>]+)|^ {0,3}\[[^\]\n]{1,200}\]:\s*<?([^\s>]+)", re.MULTILINE
)
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_SAFE = frozenset({"http", "https", "mailto", "tel"})
_PASSED_OVER = re.compile("[\x00-\x20]")
"""What browsers do not see in an address (WHATWG URL, basic parser)."""
_MAX_QUOTED = 80


def check(parsed: Contributed, around: Circumstances) -> Iterator[Problem]:
    """At most one doubt of each kind per text."""
    for path, text in parsed.texts:
        if "<" not in text and "](" not in text and "]:" not in text:
            continue
        if not any(step in _TEXTS for step in path):
            continue
        words = _CODE.sub("", text)
        if tag := _TAG.search(words):
            yield parsed.doubt("raw-html", *path, value=_quoted(tag.group()))
        if target := next(filter(unsafe, _targets(words)), ""):
            yield parsed.doubt("unsafe-link", *path, value=_quoted(target))


def _targets(text: str) -> list[str]:
    return [first or second for first, second in _TARGET.findall(text)]


def unsafe(target: str) -> bool:
    """Whether an address has a scheme that no link of the site may have, or none at all.

    A text stands on several pages, in several languages and under any base path: a relative
    address leads somewhere else from each of them.
    """
    scheme = _SCHEME.match(_PASSED_OVER.sub("", html.unescape(target)))
    return scheme is None or scheme[1].lower() not in _SAFE


def _quoted(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _MAX_QUOTED else f"{text[:_MAX_QUOTED]}…"
