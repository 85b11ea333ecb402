"""Markdown of volunteers becomes safe HTML.

Two walls: Markdown runs with raw HTML switched off, so that `<b>` is shown as these three
characters; then nh3 keeps only a short list of elements and addresses. The door of both libraries.
"""

from __future__ import annotations

import html
import re
from functools import lru_cache

import nh3
from markdown import Markdown
from markdown.extensions import Extension

_ELEMENTS = {"p", "br", "strong", "em", "ul", "ol", "li", "a", "blockquote", "code", "h3", "h4"}
_PAGE_ELEMENTS = _ELEMENTS | {
    "h2",
    "pre",
    "hr",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "img",
    "dl",
    "dt",
    "dd",
    "abbr",
    "del",
    "sup",
    "sub",
    "figure",
    "figcaption",
}
_ATTRIBUTES = {"a": {"href", "title"}}
_PAGE_ATTRIBUTES = _ATTRIBUTES | {
    "img": {"src", "alt", "title", "width", "height"},
    "abbr": {"title"},
    "h2": {"id"},
    "h3": {"id"},
    "th": {"scope"},
}


class _NoRawHtml(Extension):
    """Takes the two parsers of raw HTML out, so that angle brackets are just characters."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Markdown's name)
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")


def _only_safe_addresses(element: str, attribute: str, value: str) -> str | None:
    r"""Refuse addresses that look relative but name another host (`//host`, `/\\host`)."""
    # Browsers pass over blanks and control characters in addresses (WHATWG URL, basic parser).
    bare = re.sub("[\\x00-\\x20]", "", value)
    if attribute in ("href", "src") and bare.startswith(("//", "\\", "/\\")):
        return None
    return value


def _only_whole_addresses(element: str, attribute: str, value: str) -> str | None:
    """A contributed text stands on many pages: a relative address is right on none of them."""
    if attribute != "href":
        return value
    bare = re.sub("[\\x00-\\x20]", "", value)
    return value if re.match(r"(?:https|mailto|tel):", bare, re.IGNORECASE) else None


MOST_BRACKETS = 300
"""Links beyond this many are left as text: searching for their ends takes quadratic time."""


def _new_markdown() -> Markdown:
    return Markdown(extensions=[_NoRawHtml()], output_format="html")


_markdown = _new_markdown()
_cleaner = nh3.Cleaner(
    tags=_ELEMENTS,
    attributes=_ATTRIBUTES,
    url_schemes={"https", "mailto", "tel"},
    link_rel="noopener nofollow ugc",
    attribute_filter=_only_whole_addresses,
)


@lru_cache(maxsize=8)
def _page_cleaner(base: str) -> nh3.Cleaner:
    """The wall for pages and news of a site at `base`: a picture must come from the site itself."""

    def only_own_pictures(element: str, attribute: str, value: str) -> str | None:
        if element == "img" and attribute == "src":
            relative = not re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:", value)
            if not relative and not value.startswith(f"{base}/"):
                return None
        return _only_safe_addresses(element, attribute, value)

    return nh3.Cleaner(
        tags=_PAGE_ELEMENTS,
        attributes=_PAGE_ATTRIBUTES,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel="noopener",
        attribute_filter=only_own_pictures,
    )


@lru_cache(maxsize=32768)
def to_html(text: str) -> str:
    """HTML of a contributed Markdown text: safe to print unescaped. Never raises."""
    # Headings of a contribution start below the page's own h1 and h2.
    return _cleaner.clean(
        _converted(text)
        .replace("<h1>", "<h3>")
        .replace("</h1>", "</h3>")
        .replace("<h2>", "<h3>")
        .replace("</h2>", "</h3>")
    )


_MARKS = r"\\`*_\[\]<>&#\x00-\x1f\x7f-\xa0\u2028\u2029"
_PLAIN_LINE = rf"[^\W\d_](?:[^{_MARKS}]*[^{_MARKS}\s])?"
_PLAIN = re.compile(rf"\n*{_PLAIN_LINE}(?:\n{{1,2}}{_PLAIN_LINE})*\n*\Z")
"""Paragraphs without a single mark: every line begins with a letter and ends without a blank."""


def _paragraphs(text: str) -> str:
    """What Markdown makes of plain paragraphs, in a hundredth of its time."""
    return "\n".join(f"<p>{paragraph}</p>" for paragraph in text.strip("\n").split("\n\n"))


def _converted(text: str) -> str:
    if _PLAIN.match(text):
        return _paragraphs(text)
    return _marked_up(text)


def _marked_up(text: str) -> str:
    global _markdown  # noqa: PLW0603 (building one takes longer than using it)
    if text.count("[") > MOST_BRACKETS:
        text = text.replace("[", "&#91;")
    try:
        return _markdown.reset().convert(text)
    except RecursionError:  # lists within lists within lists
        _markdown = _new_markdown()
        return f"<p>{html.escape(text)}</p>"


def sanitised(markup: str, base: str = "") -> str:
    """The same wall for the HTML that Pelican made of a page or a news post.

    `base` is the site's absolute address: pictures of others would tell them who reads.
    """
    return _page_cleaner(base).clean(markup)


@lru_cache(maxsize=32768)
def to_plain(text: str) -> str:
    """The words of a Markdown text on one line, for descriptions and feeds."""
    return words_of(to_html(text))


def words_of(markup: str) -> str:
    """The words of an HTML fragment on one line."""
    return " ".join(html.unescape(nh3.clean(markup, tags=set())).split())
