r"""Data becomes YAML as a careful volunteer would write it, and a file is changed line by line.

The form in the browser writes the same text with the same rules (`theme/static/js`), and both are
tested with `tests/source/yaml_examples.json`. So the rules are few:

1. **Left out** is what is empty: null, an empty text, an empty list, an empty mapping. Left out of
   a text are characters that no file may hold (`yaml_nodes.py`), and blanks at both ends; line
   ends become `\n`. True and false are `yes` and `no`; numbers have no exponent.
2. **Order**: the keys named in `order` first, in that order; then the others as they came.
3. **Mapping**: `key: value` lines; a mapping or list below its key is indented by two spaces. A key
   of ASCII letters, digits, `_` and `-` that begins with a letter is plain, any other is quoted.
4. **List**: `[a, b]` when every item is a word (plain, and without a space); else `- ` lines.
5. **Inline** (`{a: 1, b: [c]}`) is everything below the keys `location` and `repeat`, and each
   mapping in the lists `materials` and `transit`.
6. **Text** is plain when that is safe (7), a `|` block when it has line breaks (it then ends with
   one), else in double quotes with the escapes `\\`, `\"`, `\t` and `\n`.
7. **Plain** is a text that begins with an ASCII letter, an ASCII digit or a character outside
   ASCII, does not end with `:`, holds no `: `, no ` #` and no tab, and is neither `null` (in any
   case) nor a number in YAML 1.2. An ordinary decimal (`25`, `-0.5`, `38.41990`) is plain as it
   stands. Inside brackets a plain text has none of `, [ ] { } : #`.
8. The text ends with one line break.

Changing a file (`edit_yaml`) looks at lines alone: a **key line** begins in the first column with a
key and its colon; its value goes on until the next key line, but not over the blank lines and
first-column comments just before that.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

from . import yaml_nodes
from .yaml_nodes import read_yaml

INLINE_KEYS = frozenset({"location", "repeat"})
"""What stands below these keys is short and belongs on one line."""

INLINE_ITEM_KEYS = frozenset({"materials", "transit"})
"""Lists of short mappings: one line each."""

_DROPPED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff"
    "\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_PLAIN_KEY = re.compile("[A-Za-z][A-Za-z0-9_-]*\\Z")
_DECIMAL = re.compile("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?\\Z")
_OTHER_NUMBER = re.compile(
    "(?:0o[0-7]+|0x[0-9A-Fa-f]+|[0-9]+(?:\\.[0-9]*)?(?:[eE][-+]?[0-9]+)?)\\Z"
)
_SAFE_START = re.compile("[A-Za-z0-9\u0080-\U0010ffff]")
_UNSAFE = re.compile(": |:\\Z| #|\t")
_UNSAFE_INLINE = re.compile("[,\\[\\]{}:#]")


class CannotEdit(ValueError):
    """The file is written in a way that cannot be changed line by line with certainty."""


def to_yaml(data: Mapping[str, object], order: Sequence[str] = (), schema: str = "") -> str:
    """The whole file. With `schema`, its first line tells editors where the JSON Schema is.

    Values are texts, numbers, flags, days and moments (`date`, `datetime`), mappings and lists.
    Raises `TypeError` for any other value, `ValueError` for a number that is not finite.
    """
    lines = [schema_line(schema)] if schema else []
    kept = _mapping(data)
    for key in _ordered(kept, order):
        lines += _entry(key, kept[key], 0)
    return "".join(f"{line}\n" for line in lines)


def schema_line(schema: str) -> str:
    """The comment by which editors with a YAML language server find the schema."""
    return f"# yaml-language-server: $schema={schema}"


def schema_address(path: str, kind: str) -> str:
    """Where `schema/<kind>.schema.json` is, seen from the file `path` (relative, with `/`)."""
    return f"{'../' * path.count('/')}schema/{kind}.schema.json"


# --- Values ---------------------------------------------------------------------------------------


def _kept(value: object) -> object:
    """The value with its scalars as texts and whatever is empty left out; None when nothing is."""
    if value is None:
        return None
    if isinstance(value, Mapping):
        return _mapping(value) or None
    if isinstance(value, list | tuple):
        return [kept for item in value if (kept := _kept(item)) is not None] or None
    return clean_text(_as_text(value)) or None


def _as_text(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return _number(value)
    if isinstance(value, datetime):
        return value.isoformat(" ", "seconds" if value.second else "minutes")
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"no YAML for {type(value).__name__}")


def _mapping(value: Mapping[str, object]) -> dict[str, object]:
    return {key: kept for key, item in value.items() if (kept := _kept(item)) is not None}


def _number(value: float) -> str:
    decimal = Decimal(repr(value))
    if not decimal.is_finite():
        raise ValueError(f"not a finite number: {value}")
    if decimal == decimal.to_integral_value():
        return str(int(decimal))
    return format(decimal, "f")


def clean_text(text: str) -> str:
    """The text as a file may hold it (rule 1)."""
    return _DROPPED.sub("", re.sub("\r\n?", "\n", text)).strip()


def _ordered(data: Mapping[str, object], order: Sequence[str]) -> list[str]:
    return [key for key in order if key in data] + [key for key in data if key not in order]


# --- Lines ----------------------------------------------------------------------------------------


def _entry(key: str, value: object, indent: int) -> list[str]:
    """The lines of `key: value`, the first one at `indent`."""
    start = f"{' ' * indent}{_key(key)}:"
    if key in INLINE_KEYS or _is_short(value):
        return [f"{start} {_inline(value)}"]
    if isinstance(value, str):
        return _text_lines(start, value, indent)
    return [start, *_block(value, indent + 2, key)]


def _block(value: object, indent: int, key: str = "") -> list[str]:
    if isinstance(value, dict):
        return [line for name, item in value.items() for line in _entry(name, item, indent)]
    assert isinstance(value, list)
    return [line for item in value for line in _item(item, indent, key)]


def _item(value: object, indent: int, key: str) -> list[str]:
    """The lines of one item of the list `key`: its value, with a dash before the first line."""
    dash = f"{' ' * indent}-"
    if _is_short(value) or (key in INLINE_ITEM_KEYS and not isinstance(value, str)):
        return [f"{dash} {_inline(value)}"]
    if isinstance(value, str):
        return _text_lines(dash, value, indent)
    first, *others = _block(value, indent + 2)
    return [f"{dash} {first.lstrip(' ')}", *others]


def _text_lines(start: str, text: str, indent: int) -> list[str]:
    if "\n" not in text:
        return [f"{start} {text if _is_plain(text) else _quoted(text)}"]
    margin = " " * (indent + 2)
    return [f"{start} |", *(margin + line if line else "" for line in text.split("\n"))]


def _is_short(value: object) -> bool:
    return isinstance(value, list) and all(_is_word(item) for item in value)


def _is_word(value: object) -> bool:
    return isinstance(value, str) and " " not in value and _is_plain_inline(value)


def _inline(value: object) -> str:
    if isinstance(value, dict):
        inside = ", ".join(f"{_key(key)}: {_inline(item)}" for key, item in value.items())
        return f"{{{inside}}}"
    if isinstance(value, list):
        return f"[{', '.join(_inline(item) for item in value)}]"
    assert isinstance(value, str)
    return value if _is_plain_inline(value) else _quoted(value)


def _key(key: str) -> str:
    return key if _PLAIN_KEY.match(key) else _quoted(clean_text(key))


def _is_plain(text: str) -> bool:
    if _DECIMAL.match(text):
        return True
    return (
        _SAFE_START.match(text) is not None
        and not _UNSAFE.search(text)
        and "\n" not in text
        and text.lower() != "null"
        and not _OTHER_NUMBER.match(text)
    )


def _is_plain_inline(text: str) -> bool:
    return _is_plain(text) and not _UNSAFE_INLINE.search(text)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + escaped.replace("\t", "\\t").replace("\n", "\\n") + '"'


# --- Changing a file ------------------------------------------------------------------------------

_KEY_LINE = re.compile("(?:([A-Za-z0-9_-]+)|\"([^\"\\\\]+)\"|'([^']+)') *:(?= |\\Z)")


def edit_yaml(text: str, changes: Mapping[str, object | None], order: Sequence[str] = ()) -> str:
    """The file with whole top-level keys changed (None or empty removes) and nothing else touched.

    A key that already says the same keeps its bytes. A new key goes behind the nearest one that
    `order` puts before it. A comment at the end of a one-line value stays when the new value has
    one line too. Raises `CannotEdit` when the file is not readable, or is written in a way (all in
    brackets, say) where lines alone would change something else.
    """
    before = _values(text)
    after = dict(before)
    wanted: dict[str, object | None] = {}
    for key, value in changes.items():
        kept = _kept(value)
        if _as_read(kept) == before.get(key):
            continue
        wanted[key] = kept
        if kept is None:
            after.pop(key)
        else:
            after[key] = _as_read(kept)
    edited = _edit_lines(text, wanted, order)
    if (_values(edited) if after else {}) != after:
        raise CannotEdit("the lines of this file do not begin with its keys")
    return edited


def _edit_lines(text: str, changes: Mapping[str, object | None], order: Sequence[str]) -> str:
    """Line by line, as the form does it too."""
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    end = "\r\n" if "\r\n" in text else "\n"
    lines = text.removeprefix(mark).split(end)
    if lines[-1] == "":
        lines.pop()
    for key, value in changes.items():
        spans = _spans(lines)
        if key in spans:
            first, last = spans[key]
            new = [] if value is None else _entry(key, value, 0)
            if len(new) == 1 and last - first == 1:
                new[0] += _trailing_comment(lines[first])
            lines[first:last] = new
        elif value is not None:
            at = _place_for(key, spans, order, len(lines))
            lines[at:at] = _entry(key, value, 0)
    return mark + "".join(line + end for line in lines)


def _spans(lines: Sequence[str]) -> dict[str, tuple[int, int]]:
    """Per top-level key its first line and the line after its value, counted from 0."""
    starts = [
        (match[1] or match[2] or match[3], number)
        for number, line in enumerate(lines)
        if (match := _KEY_LINE.match(line))
    ]
    spans: dict[str, tuple[int, int]] = {}
    for index, (key, first) in enumerate(starts):
        last = starts[index + 1][1] if index + 1 < len(starts) else len(lines)
        while last > first + 1 and (not lines[last - 1].strip() or lines[last - 1][0] == "#"):
            last -= 1
        spans[key] = (first, last)
    return spans


def _place_for(
    key: str, spans: Mapping[str, tuple[int, int]], order: Sequence[str], end: int
) -> int:
    """The line before which a new key goes."""
    if key not in order or not spans:
        return max((last for _, last in spans.values()), default=end)
    for earlier in reversed(order[: order.index(key)]):
        if earlier in spans:
            return spans[earlier][1]
    return min(first for first, _ in spans.values())


def _trailing_comment(line: str) -> str:
    """The blanks and comment at the end of a line, or nothing; a `#` inside quotes is text."""
    quote = ""
    previous = ""
    position = 0
    while position < len(line):
        letter = line[position]
        if quote:
            if letter == "\\" and quote == '"':
                position += 1
            elif letter == quote:
                quote = ""
        elif letter in "\"'" and previous in " [{,:":
            quote = letter
        elif letter == "#" and previous in " \t":
            value = line[:position].rstrip(" \t")
            return line[len(value) :]
        previous = letter
        position += 1
    return ""


def _values(text: str) -> dict[str, object]:
    reading = read_yaml(text.encode(), "")
    if reading.root is None or reading.problems:
        raise CannotEdit("the file cannot be read")
    return as_data(reading.root)


def as_data(root: yaml_nodes.Mapping) -> dict[str, object]:
    """A file as texts, lists and mappings; blanks at the ends of a text do not count."""
    return {key: _value(node) for key, node in root.entries.items()}


def _value(node: yaml_nodes.Node) -> object:
    if isinstance(node, yaml_nodes.Mapping):
        return as_data(node)
    if isinstance(node, yaml_nodes.Sequence):
        return [_value(item) for item in node.items]
    return node.text.strip() if isinstance(node, yaml_nodes.Scalar) else None


def _as_read(value: object) -> object:
    """What reading gives back for a kept value; keys lose what no file may hold."""
    if isinstance(value, dict):
        return {clean_text(key): _as_read(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_as_read(item) for item in value]
    return value
