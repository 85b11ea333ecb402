"""YAML text becomes nodes that know their line and column; nothing is guessed.

Every scalar stays the text that the volunteer typed: `18:30`, `no`, `08`, `+90 232…` and
`2026-11-22` are not turned into 1110, false, 8, a number or a date. What YAML offers beyond plain
data (anchors, aliases, tags, merge keys, several documents) is refused with a position.

The parser's events are read one by one instead of letting the C library compose a tree: composing
is recursive there and some 24,000 open brackets end the interpreter. This module is PyYAML's door.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import yaml

from ..ground.problems import MAX_PER_FILE, Problem

MAX_BYTES = 64 * 1024
MAX_DEPTH = 20


@dataclass(slots=True)
class Scalar:
    """A text. `plain` is true when it was written without quotes or a block marker."""

    text: str
    line: int
    column: int
    plain: bool = False

    @property
    def is_empty(self) -> bool:
        """No value: `key:` alone, or YAML's words for nothing."""
        return self.plain and self.text in ("", "~", "null", "Null", "NULL")


@dataclass(slots=True)
class Sequence:
    """A list."""

    items: list[Node]
    line: int
    column: int


@dataclass(slots=True)
class Mapping:
    """Keys with values, in the order of the file; `keys` holds where each key stands.

    `repeated` are bare numbers without a value that stood there as a key before: between braces,
    YAML makes them of the second number with a comma. Whoever reads the mapping tells of them.
    """

    entries: dict[str, Node]
    keys: dict[str, Scalar]
    line: int
    column: int
    repeated: list[Scalar] = field(default_factory=list)


@dataclass(slots=True)
class Refused:
    """A value that was reported already (an alias, say) and must not be reported again."""

    line: int
    column: int


Node = Scalar | Sequence | Mapping | Refused


@dataclass(slots=True)
class Reading:
    """What one file gave: its root mapping, if it has one, and its problems."""

    root: Mapping | None = None
    problems: list[Problem] = field(default_factory=list)


_BIDIRECTIONAL = "\u202a-\u202e\u2066-\u2069"
_CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff"
_UNWANTED = re.compile(f"(?P<bidirectional>[{_BIDIRECTIONAL}])|(?P<control>[{_CONTROL}])")
_LINE_END = re.compile(r"\r\n|\r|\n")


def read_yaml(data: bytes, path: str) -> Reading:
    """Read one file. Never raises on its content: whatever is wrong becomes a problem."""
    reading = Reading()
    text = _decode(data, path, reading)
    if text is None or _has_unwanted_characters(text, path, reading):
        return reading
    try:
        _Builder(text, path, reading).build()
    except yaml.MarkedYAMLError as error:
        reading.root = None
        reading.problems.append(_syntax_problem(error, text, path))
    except yaml.YAMLError:
        reading.root = None
        reading.problems.append(Problem("yaml-syntax", path))
    return reading


def _decode(data: bytes, path: str, reading: Reading) -> str | None:
    if len(data) > MAX_BYTES:
        reading.problems.append(
            Problem(
                "file-too-large",
                path,
                values={"size": str(len(data) // 1024), "limit": str(MAX_BYTES // 1024)},
            )
        )
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8-sig", "replace")
        line, column = _position(before, len(before))
        reading.problems.append(Problem("wrong-encoding", path, line, column))
        return None
    if not text.strip():
        reading.problems.append(Problem("empty-file", path))
        return None
    return text


def _position(text: str, offset: int) -> tuple[int, int]:
    """Line and column, both from 1, of a character offset."""
    ends = [match.end() for match in _LINE_END.finditer(text, 0, offset)]
    return len(ends) + 1, offset - (ends[-1] if ends else 0) + 1


def _has_unwanted_characters(text: str, path: str, reading: Reading) -> bool:
    found = False
    for match in _UNWANTED.finditer(text):
        found = True
        line, column = _position(text, match.start())
        reading.problems.append(_unwanted(match, path, line, column))
        if len(reading.problems) >= 20:  # a binary file would fill the screen
            break
    return found


def _unwanted(match: re.Match[str], path: str, line: int, column: int) -> Problem:
    code = "bidirectional-override" if match["bidirectional"] else "control-character"
    return Problem(code, path, line, column, values={"character": f"U+{ord(match.group()):04X}"})


_NO_KEY = "\0"
"""Stands for a key that was refused; no text of a file can hold this character."""


class _Builder:
    """Builds the tree with a stack of its own, so that depth costs memory, not the C stack."""

    def __init__(self, text: str, path: str, reading: Reading) -> None:
        self.text = text
        self.path = path
        self.reading = reading
        self.root: Node | None = None
        self.stack: list[tuple[Sequence | Mapping, Scalar | None]] = []
        self.documents = 0

    def report(self, code: str, line: int, column: int, **values: str) -> None:
        self.reading.problems.append(Problem(code, self.path, line, column, values=values))

    def build(self) -> None:
        # The libraries' stubs leave an event's marks and anchors optional; libyaml always has them.
        events: Iterable[Any] = yaml.parse(self.text, Loader=yaml.CSafeLoader)
        for event in events:
            kind = type(event)
            if kind is yaml.ScalarEvent:
                self.scalar(event)
            elif kind in (yaml.MappingStartEvent, yaml.SequenceStartEvent):
                line, column = self.begin(event)
                self.open(
                    Mapping({}, {}, line, column)
                    if kind is yaml.MappingStartEvent
                    else Sequence([], line, column)
                )
                if len(self.stack) > MAX_DEPTH:
                    self.report("too-deep", line, column, limit=str(MAX_DEPTH))
                    return
            elif kind in (yaml.MappingEndEvent, yaml.SequenceEndEvent):
                self.stack.pop()
            elif kind is yaml.AliasEvent:
                line, column = event.start_mark.line + 1, event.start_mark.column + 1
                self.report("alias", line, column, name=event.anchor)
                self.place(Refused(line, column))
            elif kind is yaml.DocumentStartEvent:
                self.documents += 1
                if self.documents > 1:
                    mark = event.start_mark
                    self.report("second-document", mark.line + 1, mark.column + 1)
                    break
            if len(self.reading.problems) >= MAX_PER_FILE:
                self.report("too-many-problems", 1, 1, limit=str(MAX_PER_FILE))
                return
        if isinstance(self.root, Mapping):
            self.reading.root = self.root
        elif self.root is None or (isinstance(self.root, Scalar) and self.root.is_empty):
            self.report("empty-file", 1, 1)
        else:
            self.report("not-a-mapping", self.root.line, self.root.column)

    def begin(self, event: Any) -> tuple[int, int]:
        """Where a value begins, from 1; an anchor or tag before it is reported."""
        line, column = event.start_mark.line + 1, event.start_mark.column + 1
        if event.anchor is not None:
            self.report("anchor", line, column, name=event.anchor)
        if event.tag is not None:
            self.report("tag", line, column, tag=event.tag)
        return line, column

    def scalar(self, event: Any) -> None:
        line, column = self.begin(event)
        text = event.value
        if event.style == '"' and (match := _UNWANTED.search(text)):  # written as an escape
            self.reading.problems.append(_unwanted(match, self.path, line, column))
            text = _UNWANTED.sub("", text)
        self.place(Scalar(text, line, column, not event.style))

    def open(self, node: Sequence | Mapping) -> None:
        """Put a list or mapping in its place and go on inside it."""
        self.place(node)
        self.stack.append((node, None))

    def place(self, node: Node) -> None:
        """Put a finished or just opened node where the parser stands."""
        if not self.stack:
            self.root = node
            return
        parent, key = self.stack[-1]
        if isinstance(parent, Sequence):
            parent.items.append(node)
        elif key is None:
            self.stack[-1] = (parent, self.as_key(node))
        else:
            self.stack[-1] = (parent, None)
            if key.text == _NO_KEY:
                return  # reported already
            if key.text in parent.entries and _is_bare_number(key, node):
                parent.repeated.append(key)
            elif key.text in parent.entries:
                self.report(
                    "duplicate-key",
                    key.line,
                    key.column,
                    key=key.text,
                    first=str(parent.keys[key.text].line),
                )
            elif key.text == "<<":
                self.report("merge-key", key.line, key.column)
            else:
                parent.entries[key.text] = node
                parent.keys[key.text] = key

    def as_key(self, node: Node) -> Scalar:
        if isinstance(node, Scalar):
            return node
        if not isinstance(node, Refused):
            self.report("key-not-text", node.line, node.column)
        return Scalar(_NO_KEY, node.line, node.column)


_BARE_NUMBER = re.compile("[0-9]{1,20}")


def _is_bare_number(key: Scalar, node: Node) -> bool:
    if not (isinstance(node, Scalar) and node.plain and not node.text and key.plain):
        return False
    return _BARE_NUMBER.fullmatch(key.text) is not None


# What libyaml says, and the rule by which we explain it. Order matters: first match wins.
_SYNTAX = (
    ("mapping values are not allowed", "colon-in-text"),
    ("tab character", "tab-indentation"),
    ("cannot start any token", "quote-needed"),
    ("did not find expected alphabetic or numeric character", "quote-needed"),
    ("found unexpected end of stream", "unclosed-quote"),
    ("found unexpected document indicator", "unclosed-quote"),
    ("did not find expected ',' or", "unclosed-bracket"),
    ("could not find expected ':'", "missing-colon"),
    ("escape", "bad-escape"),
    ("block sequence entries are not allowed", "list-in-line"),
    ("did not find expected key", "bad-indentation"),
    ("did not find expected '-' indicator", "bad-indentation"),
    ("did not find expected node content", "quote-needed"),
    ("tag", "tag"),
)


# Where the parser began to wonder is nearer to the mistake than where it gave up.
_SEEN_LATE = {"unclosed-quote", "unclosed-bracket", "missing-colon"}
_GLUED = re.compile(r"([\s-]*[A-Za-z_]+):([^\s:].*)\Z")


def _syntax_problem(error: yaml.MarkedYAMLError, text: str, path: str) -> Problem:
    said = " ".join(filter(None, (error.problem, error.context)))
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    lines = _LINE_END.split(text)
    shown = lines[line - 1] if line <= len(lines) else ""
    code = next((code for words, code in _SYNTAX if words in said), "yaml-syntax")
    if "\t" in shown[: len(shown) - len(shown.lstrip())]:
        code, column = "tab-indentation", shown.index("\t") + 1
    if "flow" in said and not text[mark.index if mark else 0 :].strip():
        code = "unclosed-bracket"  # the file ends where a value was expected
    if code in _SEEN_LATE and error.context_mark is not None:
        # The parser notices on a later line; the volunteer must look where it began.
        line, column = error.context_mark.line + 1, error.context_mark.column + 1
        shown = lines[line - 1] if line <= len(lines) else ""
    if line > len(lines) or (line > 1 and not "".join(lines[line - 1 :]).strip()):
        # Past the last word: the end of that is where one can type.
        line = max(number for number, words in enumerate(lines, 1) if words.strip())
        shown = lines[line - 1]
        column = len(shown.rstrip()) + 1
    if code in ("colon-in-text", "missing-colon"):
        for number in (line, line - 1):
            if number >= 1 and (glued := _GLUED.match(lines[number - 1])):
                # `name:Konak` is one word to YAML; it only stumbles over what follows.
                key, rest = glued[1].strip(" -"), glued[2]
                values = {"key": key, "repaired": f"{key}: {rest}"}
                return Problem("missing-space", path, number, glued.end(1) + 1, values=values)
    return Problem(
        code,
        path,
        line,
        column,
        values={
            "line": shown.strip()[:80],
            "repaired": _quoted_line(shown),
            "tag": "!",
            "key": shown.partition(":")[0].strip(" -")[:40],
        },
    )


def _quoted_line(line: str) -> str:
    """The same line with its value in double quotes: what most syntax errors need."""
    key, colon, value = line.partition(":")
    quoted = value.strip().strip("\"'").replace("\\", "\\\\").replace('"', '\\"')
    return f'{key.strip()}{colon} "{quoted}"' if colon else f'"{line.strip()}"'
