"""YAML text becomes nodes: what was typed, where it was typed, and nothing guessed."""

from __future__ import annotations

import pytest

from learning_city.source.yaml_nodes import (
    MAX_BYTES,
    MAX_DEPTH,
    Mapping,
    Reading,
    Scalar,
    Sequence,
    read_yaml,
)
from tests.counted import calls_of


def read(text: str | bytes) -> Reading:
    return read_yaml(text.encode() if isinstance(text, str) else text, "a.yaml")


def root(text: str | bytes) -> Mapping:
    reading = read(text)
    assert reading.problems == []
    assert reading.root is not None
    return reading.root


def texts(text: str) -> dict[str, str]:
    return {key: node.text for key, node in root(text).entries.items() if isinstance(node, Scalar)}


@pytest.mark.parametrize(
    "typed",
    [
        "18:30",
        "no",
        "yes",
        "08",
        "0x10",
        "1_000",
        "+90 232 000 00 00",
        "2026-11-22",
        "1e3",
        ".inf",
        "true",
        "12:30:45",
        "=",
        "010",
    ],
)
def test_a_scalar_stays_what_was_typed(typed: str) -> None:
    assert texts(f"a: {typed}\n") == {"a": typed}


def test_every_node_knows_where_it_stands() -> None:
    mapping = root("ad: Çiğli\nliste:\n  - bir\n  - {iki: üç}\n")
    sequence = mapping.entries["liste"]
    assert isinstance(sequence, Sequence)
    inner = sequence.items[1]
    assert isinstance(inner, Mapping)
    positions = [
        (node.line, node.column)
        for node in (
            mapping,
            mapping.entries["ad"],
            sequence,
            sequence.items[0],
            inner,
            inner.entries["iki"],
        )
    ]
    assert positions == [(1, 1), (1, 5), (3, 3), (3, 5), (4, 5), (4, 11)]
    assert (mapping.keys["liste"].line, mapping.keys["liste"].column) == (2, 1)


def test_columns_count_letters_not_bytes() -> None:
    assert read("a: {şşş: 1, b: *x}\n").problems[0].column == 16


def test_keys_keep_the_order_of_the_file() -> None:
    assert list(root("b: 1\na: 2\n").entries) == ["b", "a"]


@pytest.mark.parametrize("typed", ["", "~", "null", "Null", "NULL"])
def test_nothing_is_recognised_as_nothing(typed: str) -> None:
    node = root(f"a: {typed}\n").entries["a"]
    assert isinstance(node, Scalar)
    assert node.is_empty


@pytest.mark.parametrize("typed", ['""', "'~'", "|\n  null\n", "0", "no"])
def test_what_was_written_on_purpose_is_not_nothing(typed: str) -> None:
    node = root(f"a: {typed}\n").entries["a"]
    assert isinstance(node, Scalar)
    assert not node.is_empty


def test_a_byte_order_mark_is_passed_over() -> None:
    mapping = root("\ufeffname: a\n")
    assert list(mapping.entries) == ["name"]
    assert (mapping.line, mapping.column) == (1, 1)


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_any_line_ending_counts_as_one(ending: str) -> None:
    text = ending.join(["name: a", "kind: b", "cost: *x", ""])
    assert [(problem.line, problem.column) for problem in read(text).problems] == [(3, 7)]
    broken = ending.join(["name: a", "kind: 'b", ""])
    assert [(problem.line, problem.column) for problem in read(broken).problems] == [(2, 7)]


def test_everything_wrong_is_told_at_once() -> None:
    text = "a: &x 1\nb: *x\nc: !t 2\na: 3\n<<: 4\n"
    codes = ["anchor", "alias", "tag", "duplicate-key", "merge-key"]
    assert [problem.code for problem in read(text).problems] == codes


def test_the_first_of_two_equal_keys_is_named() -> None:
    problem = read("a: 1\nb: 2\na: 3\n").problems[0]
    assert (problem.line, problem.values["first"]) == (3, "1")


def test_a_refused_key_is_told_once() -> None:
    reading = read("[a]: 1\n{b: c}: 2\n")
    assert [problem.code for problem in reading.problems] == ["key-not-text", "key-not-text"]
    assert reading.root is not None
    assert reading.root.entries == {}


def test_a_file_may_be_as_large_as_the_limit_and_no_larger() -> None:
    head = b"a: 1\n#"
    assert read(head + b"x" * (MAX_BYTES - len(head))).problems == []
    assert read(head + b"x" * (MAX_BYTES - len(head) + 1)).problems[0].code == "file-too-large"


def test_nesting_may_be_as_deep_as_the_limit_and_no_deeper() -> None:
    deep = MAX_DEPTH - 1
    assert read(f"a: {'[' * deep}x{']' * deep}").problems == []
    assert read(f"a: {'[' * (deep + 1)}x{']' * (deep + 1)}").problems[0].code == "too-deep"


@pytest.mark.parametrize(
    "data",
    ["ş".encode("utf-16"), b"a: \xff\n", b"\xfe\xff", "a: ş".encode("cp1254"), b"a: \xed\xa0\x80"],
)
def test_other_encodings_are_told_where_they_begin(data: bytes) -> None:
    problem = read(data).problems[0]
    assert problem.code == "wrong-encoding"
    assert problem.line == 1


@pytest.mark.parametrize("letter", ["\x00", "\x1b", "\x85", "\u2028", "\ufeff", "\uffff"])
def test_invisible_characters_are_refused_raw_and_escaped(letter: str) -> None:
    raw = read(f"a: x{letter}y\n").problems[0]
    assert (raw.code, raw.line, raw.column) == ("control-character", 1, 5)
    escaped = read(f'a: "x\\u{ord(letter):04x}y"\n').problems[0]
    assert (escaped.code, escaped.values) == ("control-character", raw.values)


def test_letters_of_all_scripts_are_welcome() -> None:
    words = "İzmir’de 👩‍🏫 مكتبة 図書館 ñ ﬁ"
    assert texts(f"a: {words}\n") == {"a": words}


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("name: a\nkind:b\ncost: c\n", "missing-space", 2, 5),
        ("name: a\nkind:b\n", "missing-space", 2, 5),
        ("name: a\nkind b\ncost: c\n", "missing-colon", 2, 1),
        ("name: a: b\n", "colon-in-text", 1, 8),
        ("name: 'a\nkind: b\n", "unclosed-quote", 1, 7),
        ("name: [a\nkind: b\n", "unclosed-bracket", 1, 7),
        ("name:\n\ttr: a\n", "tab-indentation", 2, 1),
        ("name: a\n  kind: b\n", "colon-in-text", 2, 7),
        ("name: %a\n", "quote-needed", 1, 7),
        ("name: `a`\n", "quote-needed", 1, 7),
        ("name: *\n", "quote-needed", 1, 8),
    ],
)
def test_a_slip_of_the_pen_is_told_where_it_happened(
    text: str, code: str, line: int, column: int
) -> None:
    problems = [(problem.code, problem.line, problem.column) for problem in read(text).problems]
    assert problems == [(code, line, column)]


def test_the_repaired_line_can_be_pasted() -> None:
    for text in ('name: a: "b" \\ c\n', "name: @a\n", "kind:b\ncost: c\n"):
        repaired = read(text).problems[0].values["repaired"]
        assert read(repaired + "\n").problems == [], repaired


HOSTILE = {
    "question marks": b"? " * 32_768,
    "dashes": b"- " * 32_768,
    "dashes on lines": b"- a\n" * 16_000,
    "brackets": b"[" * 65_000,
    "braces": b"{" * 65_000,
    "flow keys": b"{" + b"? " * 32_000,
    "a long quoted text": b'a: "' + b"x" * 65_000 + b'"',
    "escapes of reversed writing": b'a: "' + b"\\u202e" * 10_000 + b'"',
    "an open quote": b'a: "' + b"x\n" * 30_000,
    "many keys": b"".join(b"k%d: 1\n" % number for number in range(6_500)),
    "equal keys": b"a: 1\n" * 13_000,
    "anchors": b"a: [" + b"&a 1," * 10_000 + b"]",
    "aliases": b"a: [" + b"*a," * 20_000 + b"]",
    "documents": b"---\n" * 16_000,
    "directives": b"%A\n" * 20_000,
    "colons": b"a:" * 32_000,
    "ever deeper": b"\n".join(b" " * depth + b"a:" for depth in range(350)),
    "control characters late": b"a\n" * 30_000 + b"\x01" * 1_000,
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE)
def test_no_file_takes_much_or_floods_the_screen(data: bytes) -> None:
    assert len(read(data[:MAX_BYTES]).problems) <= 101
    assert calls_of(lambda: read(data[:MAX_BYTES])) < 20 * MAX_BYTES
