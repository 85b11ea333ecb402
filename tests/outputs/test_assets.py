"""Styles lose what no browser needs, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from learning_city.outputs.assets import squeezed
from tests.city_project import PROJECT

STYLES = sorted((PROJECT / "theme" / "static" / "css").glob("*.css"))


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("/* a; b */\n.a {\n  color: red;\n}\n", ".a{color:red}"),
        ('.a::after { content: " (" attr(href) ")"; }', '.a::after{content:" (" attr(href) ")"}'),
        (
            ".a::before { content: '; } /* no comment; */'; }",
            ".a::before{content:'; } /* no comment; */'}",
        ),
        (".a  .b , .c > .d { margin: 0 auto }", ".a .b,.c > .d{margin:0 auto}"),
        (
            ".a a:not(:hover) { x: calc(1px + 2 * (3em - 1px)); }",
            ".a a:not(:hover){x:calc(1px + 2 * (3em - 1px))}",
        ),
        (
            "@media (min-width: 60em) and (hover) { .a { b: c } }",
            "@media (min-width:60em) and (hover){.a{b:c}}",
        ),
    ],
)
def test_blanks_and_comments_go_and_quoted_text_stays(written: str, kept: str) -> None:
    assert squeezed(written.encode()).decode().strip() == kept


@pytest.mark.parametrize("style", STYLES, ids=lambda path: path.name)
def test_our_styles_keep_every_word(style: Path) -> None:
    written = style.read_text(encoding="utf-8")
    made = squeezed(written.encode()).decode()
    assert words(re.sub(r"/\*.*?\*/", " ", written, flags=re.DOTALL)) == words(made)
    assert made.count("{") == made.count("}") == written.count("{")
    assert squeezed(made.encode()).decode() == made


def words(style: str) -> list[str]:
    """Everything but blanks and the marks beside which they may go."""
    return re.findall(r'"[^"\n]*"|[^\s{};,:"]+', style)
