"""Markdown becomes HTML that can only be read."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from learning_city.words import prose
from learning_city.words.prose import sanitised, to_html, to_plain, words_of


def test_ordinary_markdown_is_set() -> None:
    markup = to_html("Bir **kalın** söz ve *eğik*.\n\n- bir\n- iki\n\n> alıntı")
    for part in ("<strong>kalın</strong>", "<em>eğik</em>", "<li>bir</li>", "<blockquote>"):
        assert part in markup


def test_headings_begin_below_the_pages_own() -> None:
    assert to_html("# Bir\n\n## İki\n\n### Üç").count("<h3>") == 3


def test_angle_brackets_are_just_characters() -> None:
    assert to_html("<b>a</b> <script>x</script> &lt;i&gt;") == (
        "<p>&lt;b&gt;a&lt;/b&gt; &lt;script&gt;x&lt;/script&gt; &lt;i&gt;</p>"
    )


def test_template_words_stay_words() -> None:
    assert "{{ 7*7 }}${alert(1)}" in to_html("{{ 7*7 }}${alert(1)}")


def test_links_lead_out_politely() -> None:
    markup = to_html("[müze](https://example.org/a) [posta](mailto:a@example.org)")
    assert 'href="https://example.org/a"' in markup
    assert 'href="mailto:a@example.org"' in markup
    assert markup.count('rel="noopener nofollow ugc"') == 2


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "http://example.org",
        "/katki/",
        "yerler/yok/",
        "#x",
        "{static}/../etc/passwd",
        "//example.org",
        "/\\example.org",
        "\\\\example.org",
        "/&#9;/example.org",
        "&#32;//example.org",
        "java&#10;script:alert(1)",
        "vbscript:x",
        "file:///etc/passwd",
    ],
)
def test_addresses_that_deceive_are_taken_away(address: str) -> None:
    assert "href" not in to_html(f"[a]({address})")


def test_pictures_of_contributors_are_not_shown() -> None:
    assert "<img" not in to_html("![x](https://example.org/a.png)")


def test_pages_keep_what_editors_need_and_nothing_more() -> None:
    kept = sanitised(
        '<h2 id="a">A</h2><table><tr><th scope="col">x</th></tr></table><img src="a.png">'
    )
    for part in ('<h2 id="a">', '<th scope="col">', '<img src="a.png">'):
        assert part in kept
    assert sanitised('<p onclick="x" style="y">a</p><iframe src="/x"></iframe>') == "<p>a</p>"
    assert "script" not in sanitised("<script>alert(1)</script>")


def test_the_words_stand_on_one_line() -> None:
    assert to_plain("# Bir\n\n*İki* & üç\n\n- dört") == "Bir İki & üç dört"
    assert words_of("<p>a &amp; b</p>\n<p>c</p>") == "a & b c"


NASTY = {
    "brackets": "[" * 8000,
    "links never closed": "[](" * 2600,
    "pictures": "![" * 4000,
    "stars": "*a " * 2600,
    "lists in lists": "1. " * 2600,
    "quotes in quotes": "> " * 4000,
    "code": "`" * 8000,
    "entities": "&#" * 4000,
    "placeholders": "\x02klzzwxh:0001\x03" * 100,
}


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY)
def test_no_text_takes_long_or_ends_the_build(text: str) -> None:
    began = time.process_time()
    to_html(text)
    assert time.process_time() - began < 2
    assert to_html("**a**") == "<p><strong>a</strong></p>"


_PIECES = [
    *"aİğZ.-=:\"'()!{}|~+1@/“…–",
    " ",
    "  ",
    "\n",
    "\n\n",
    "kent",
    "\u200b",
    "\x03",
    "\u00a0",
]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(_PIECES), max_size=14).map("".join))
def test_plain_paragraphs_come_out_as_markdown_makes_them(text: str) -> None:
    assert prose._converted(text) == prose._marked_up(text)


@pytest.mark.parametrize("text", ["Bir söz.", "Bir söz:\nikinci satır.\n\nSon (söz) – 3.\n"])
def test_plain_paragraphs_take_the_short_way(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(prose, "_markdown")
    assert to_html(text).startswith("<p>Bir söz")
