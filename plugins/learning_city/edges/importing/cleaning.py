"""Foreign texts become ours: HTML becomes Markdown, capitals calm down, the rest is cut to size.

What a text must not do when it is shown is the business of `words/prose.py`; here only its reader
is thought of. No address but https survives.
"""

from __future__ import annotations

import html
import re
import unicodedata
from html.parser import HTMLParser

from ...ground.lettering import lower, upper
from ...model.fields import web_address_parts
from ...source.yaml_writer import clean_text

SUMMARY_LENGTH = 200
DESCRIPTION_LENGTH = 4000
NAME_LENGTH = 120

_SILENT = frozenset({"script", "style", "head", "title", "template", "iframe", "object", "svg"})
_BLOCKS = frozenset(
    "address article blockquote br dd div dl dt figure footer h1 h2 h3 h4 h5 h6 header hr li main "
    "ol p pre section table tbody td th tr ul".split()
)
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>|&(?:#[0-9]{1,6}|#x[0-9a-fA-F]{1,6}|[a-zA-Z]{2,12});")
_SPECIAL = re.compile(r"([\\`*\[\]]|(?<![^\W_])_|_(?![^\W_]))")
_LINE_START = re.compile(r"(#{1,6}|[-+>]|[0-9]{1,9}[.)])(?=\s|\Z)")
_LOOSE_RANGE = re.compile(r"(?<=[0-9])[ ]?- (?=[0-9])")
_ROMAN = re.compile(r"[IVXLC]+[.,:)]*\Z")
_SMALL_WORDS = {
    "tr": {"ve", "veya", "ile", "için", "ya", "da", "de", "ki"},
    "en": {"a", "an", "and", "at", "by", "for", "in", "of", "on", "or", "the", "to", "with"},
}


def one_line(text: str) -> str:
    """Names and addresses: no markup, no line breaks, single blanks, composed letters."""
    plain = _Paragraphs(links=False).read(text) if _MARKUP.search(text) else [text]
    words = " ".join(" ".join(plain).split())
    return clean_text(unicodedata.normalize("NFC", words))


def to_markdown(text: str) -> str:
    """Paragraphs, lists and https links of an HTML or plain text; everything else is only words."""
    if _MARKUP.search(text):
        paragraphs = _Paragraphs(links=True).read(text)
    else:
        paragraphs = [_escaped(" ".join(line.split())) for line in text.splitlines()]
    kept = [_line(paragraph) for paragraph in paragraphs if paragraph.strip()]
    joined = ""
    for number, paragraph in enumerate(kept):
        both_in_list = number and paragraph.startswith("- ") and kept[number - 1].startswith("- ")
        joined += ("\n" if both_in_list else "\n\n" if number else "") + paragraph
    joined = _LOOSE_RANGE.sub("–", joined)
    return clean_text(unicodedata.normalize("NFC", joined))


def shortened(text: str, limit: int) -> str:
    """At most `limit` characters, cut after a whole word, the cut shown."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    if not text[limit - 1].isspace():
        cut = cut.rsplit(None, 1)[0]
    return cut.rstrip(" ,;:.-–") + "…"


_SENTENCE_END = re.compile(
    r"([^\W\d_]+)[\"”’)]?([.!?…]+)[\"”’)]*(?:\s+[\"“‘(]?(?P<next>[^\W\d_])|\s*\Z)"
)


def first_sentence(text: str, limit: int = SUMMARY_LENGTH) -> str:
    """The first sentence of a plain text if it is a whole one of at most `limit` characters.

    A full stop after a short word with a capital (`Prof. Dr.`), a letter or a number is none.
    """
    for match in _SENTENCE_END.finditer(text):
        word, mark, following = match[1], match[2], match["next"]
        if following is not None:
            if following != upper(following):
                continue
            if mark == "." and len(word) <= 4 and (len(word) < 3 or word != lower(word)):
                continue
        end = match.start("next") if following is not None else match.end()
        sentence = text[:end].rstrip(' "“‘(')
        return sentence if len(sentence) <= limit else ""
    return ""


def calmed(text: str, language: str, least: int = 8) -> str:
    """`KENT TARİHİ VE SANAT` is `Kent Tarihi ve Sanat`; a text with small letters is left alone.

    So is one of fewer than `least` letters, which may be an abbreviation.
    """
    letters = [letter for letter in text if letter.isalpha()]
    if len(letters) < least or any(letter.islower() for letter in letters):
        return text
    small = _SMALL_WORDS.get(language, set())
    pieces = re.split(r"([\s/–—-]+)", text)
    calm = [
        piece
        if _ROMAN.match(piece)
        else lower(piece, language)
        if number and lower(piece, language) in small
        else _capitalised(piece, language)
        for number, piece in enumerate(pieces)
    ]
    return "".join(calm)


def _capitalised(word: str, language: str) -> str:
    lowered = lower(word, language)
    for number, letter in enumerate(lowered):
        if letter.isalpha():
            return lowered[:number] + upper(letter, language) + lowered[number + 1 :]
    return lowered


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)


def _line(paragraph: str) -> str:
    """A paragraph that Markdown reads as one, whatever it begins with."""
    item = paragraph.startswith("- ")
    words = " ".join(paragraph.removeprefix("- ").split())
    words = (
        _LINE_START.sub(lambda match: f"{match[1][:-1]}\\{match[1][-1]}", words, count=1)
        if (_LINE_START.match(words))
        else words
    )
    return f"- {words}" if item else words


class _Paragraphs(HTMLParser):
    """Collects the words of each block; never raises on broken markup."""

    def __init__(self, *, links: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.links = links
        self.paragraphs: list[str] = [""]
        self.silent = 0
        self.address = ""
        self.link_start = 0

    def read(self, text: str) -> list[str]:
        self.feed(text)
        self.close()
        self._end_link()
        return [paragraph for paragraph in self.paragraphs if paragraph.strip(" -")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self.silent += 1
        elif tag in _BLOCKS:
            self._break("- " if tag == "li" and self.links else "")
        elif tag == "a" and self.links:
            self._end_link()
            self.address = dict(attrs).get("href") or ""
            self.link_start = len(self.paragraphs[-1])

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _SILENT:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self.silent = max(0, self.silent - 1)
        elif tag in _BLOCKS:
            self._break("")
        elif tag == "a":
            self._end_link()

    def handle_data(self, data: str) -> None:
        if not self.silent:
            words = re.sub(r"\s+", " ", data)
            self.paragraphs[-1] += _escaped(words) if self.links else words

    def _break(self, start: str) -> None:
        self._end_link()
        if not self.paragraphs[-1].strip(" -"):
            self.paragraphs[-1] = start or self.paragraphs[-1]
        else:
            self.paragraphs.append(start)

    def _end_link(self) -> None:
        address, self.address = html.unescape(self.address).strip(), ""
        words = self.paragraphs[-1][self.link_start :].strip() if address else ""
        parts = web_address_parts(address) if words else None
        if parts and parts[0] == "https" and not set("()[]") & set(address):
            before = self.paragraphs[-1][: self.link_start]
            self.paragraphs[-1] = f"{before}[{words}]({address}) "
