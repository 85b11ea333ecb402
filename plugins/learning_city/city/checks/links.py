"""Links that a reader cannot trust at a glance. Looks at how they are written, asks no network.

Whether an address still answers is another question, and `make links` asks it (`edges/links.py`).
Look-alikes follow Unicode Technical Standard 39: a name of mixed scripts, or wholly of one whose
letters pass for Latin ones; besides these, a name that becomes another host of the same data when
its diacritics are taken away. International names themselves (RFC 5890) are welcome.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from ...ground.lettering import fold
from ...ground.problems import Problem
from ...source.walk import Path, texts_of
from ..draft import Contributed, Draft

_ADDRESS = re.compile(r"https?://[^\s<>\"'`{|}\\^\[\]]+", re.IGNORECASE)
_NAMED = re.compile(r"\[([^\]\n]{1,200})\]\(\s*<?(https?://[^)\s>]+)", re.IGNORECASE)
"""A Markdown link: what is shown, and where it leads."""
_LOOKS_LIKE_A_HOST = re.compile(
    r"(?:https?://)?((?:[\w-]{1,63}\.){1,8}[^\W\d_]{2,24})(?:[/?#:].*)?\Z"
)
_NUMERIC = re.compile(r"(?:0x[0-9a-f]{1,8}|[0-9]{1,10})(?:\.(?:0x[0-9a-f]{1,8}|[0-9]{1,10})){0,3}")
_MAX_QUOTED = 80

_SHORTENERS = frozenset(
    """adf.ly b.link bit.do bit.ly bitly.com buff.ly clck.ru cutt.ly dub.sh fb.me goo.gl
    is.gd kisa.link kisalt.com lnkd.in ow.ly rb.gy rebrand.ly s.id shorturl.at surl.li t.co t.ly
    tiny.cc tinyurl.com trib.al url.tr v.gd""".split()
)
"""Services whose addresses hide their target, may change it and vanish. Those that only lead to
their own house (youtu.be, forms.gle) hide nothing and are not here."""

_PASS_FOR_LATIN = frozenset({"CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC", "LISU"})
_PERSONAL = frozenset({"registration", "online"})
"""What people open to give their name or to be seen: there an open line matters."""


def check(draft: Draft) -> Iterator[Problem]:
    """Doubts about hidden and disguised targets; a note about lines that anyone can read."""
    found = [
        (parsed, path, text)
        for parsed in draft.contributions()
        for path, text in texts_of(parsed.root)
        if "://" in text
    ]
    ordinary = ordinary_hosts(text for *_, text in found)
    for parsed, path, text in found:
        for address in dict.fromkeys(addresses_in(text)):
            yield from _judge(parsed, path, address, ordinary)
        for shown, address in _NAMED.findall(text):
            yield from _other_than_shown(parsed, path, shown, address)


def ordinary_hosts(texts: Iterable[str]) -> set[str]:
    """The hosts of all addresses in some texts that have plain letters only, without `www.`."""
    hosts = {_host(address) for text in texts for address in addresses_in(text)}
    return {_bare(host) for host in hosts if host and host.isascii() and "xn--" not in host}


def addresses_in(text: str) -> list[str]:
    """The web addresses in a text, without the punctuation that follows them."""
    return [_trimmed(match.group()) for match in _ADDRESS.finditer(text)]


def _trimmed(address: str) -> str:
    address = address.rstrip(".,;:!?…’”»*_")
    # A bracket belongs to the address only when it was opened there, as in Wikipedia's.
    while address.endswith(")") and address.count(")") > address.count("("):
        address = address[:-1].rstrip(".,;:!?…’”»*_")
    return address


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").rstrip(".")
    except ValueError:
        return ""


def _bare(host: str) -> str:
    return host.removeprefix("www.")


def _judge(parsed: Contributed, path: Path, address: str, ordinary: set[str]) -> Iterator[Problem]:
    host = _host(address)
    if not host:
        return
    quoted = address if len(address) <= _MAX_QUOTED else f"{address[:_MAX_QUOTED]}…"
    if "@" in urlsplit(address).netloc:
        yield parsed.doubt("disguised-link", *path, value=quoted, real=host)
        return
    if _NUMERIC.fullmatch(host):
        yield parsed.doubt("numeric-link", *path, value=quoted)
        return
    if _bare(host) in _SHORTENERS:
        yield parsed.doubt("shortened-link", *path, value=quoted)
        return
    if real := _look_alike(host, ordinary):
        yield parsed.doubt("disguised-link", *path, value=quoted, real=real)
        return
    if address.lower().startswith("http:"):
        values = {"value": quoted, "repaired": "https:" + quoted.partition(":")[2]}
        if _PERSONAL & set(path):
            yield parsed.doubt("insecure-link", *path, **values)
        else:
            yield parsed.note("insecure-link", *path, **values)


def _look_alike(host: str, ordinary: set[str]) -> str | None:
    """The host as computers write it, when its letters may deceive; else None."""
    try:
        labels = [_decoded(label) for label in host.split(".")]
        written = ".".join(labels).encode("idna").decode("ascii")
    except UnicodeError:
        return host
    if all(label.isascii() for label in labels) and "%" not in host:
        return None
    if any(map(_deceives, labels)) or "%" in host:
        return written
    return written if _bare(fold(".".join(labels))) in ordinary else None


def _decoded(label: str) -> str:
    return label.encode("ascii").decode("idna") if label.startswith("xn--") else label


def _deceives(label: str) -> bool:
    letters = [letter for letter in label if letter.isalpha()]
    if any(map(_stands_for_latin, letters)):
        return True
    scripts = {unicodedata.name(letter, "UNKNOWN").split()[0] for letter in letters}
    if "LATIN" in scripts:
        return len(scripts) > 1 or any(map(_odd_latin, letters))
    return bool(scripts & _PASS_FOR_LATIN)


def _stands_for_latin(letter: str) -> bool:
    """A letter such as ｏ or ſ that every computer reads as a plain one."""
    plain = unicodedata.normalize("NFKC", letter)
    return not letter.isascii() and plain.isascii() and plain.isalpha()


def _odd_latin(letter: str) -> bool:
    """A letter such as ɡ that is drawn like a plain one and is none, however it is decomposed."""
    base = unicodedata.normalize("NFKD", letter)[0]
    return not base.isascii() and letter not in "ıßæœøłđþð"


def _other_than_shown(
    parsed: Contributed, path: Path, shown: str, address: str
) -> Iterator[Problem]:
    """The words of the link are an address themselves, of another house."""
    match = _LOOKS_LIKE_A_HOST.match(shown.strip())
    if not match:
        return
    said, real = _bare(match[1].lower()), _bare(_host(address))
    if said != real and not said.endswith(f".{real}") and not real.endswith(f".{said}"):
        yield parsed.doubt("disguised-link", *path, value=shown.strip()[:_MAX_QUOTED], real=real)
