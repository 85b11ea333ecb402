"""Links that a reader cannot trust at a glance. Looks at how they are written, asks no network.

Whether an address still answers is another question, and `make links` asks it (`edges/links.py`).
Look-alikes follow Unicode Technical Standard 39: a name of mixed scripts, or wholly of one whose
letters pass for Latin ones; besides these, a name that becomes another host of the same data when
its diacritics are taken away. International names themselves (RFC 5890) are welcome.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit

from ...ground.lettering import fold
from ...ground.problems import Level, Problem, Spot
from ...source.walk import Path
from ..draft import Circumstances, Contributed
from ..verdict import Verdict

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


def check(parsed: Contributed, around: Circumstances) -> Iterator[Problem]:
    """Doubts about hidden and disguised targets; a note about lines that anyone can read."""
    for path, text in _with_addresses(parsed):
        for address in dict.fromkeys(addresses_in(text)):
            yield from _judge(parsed, path, address)
        for shown, address in _NAMED.findall(text):
            yield from _other_than_shown(parsed, path, shown, address)


def gist(parsed: Contributed, around: Circumstances) -> dict[str, Any]:
    """Hosts of plain letters, and those with marks that may pass for one of these."""
    texts = _with_addresses(parsed)
    marked = [
        [_quoted(address), *_look_alike(_host(address)), _if_open(path, address), spot]
        for path, text in texts
        for spot in (parsed.spot(*path),)
        for address in dict.fromkeys(addresses_in(text))
        if _is_marked(address)
    ]
    hosts = sorted(ordinary_hosts(text for _, text in texts))
    return {name: found for name, found in (("hosts", hosts), ("marked", marked)) if found}


def compare(verdicts: Sequence[Verdict], around: Circumstances) -> Iterator[Problem]:
    """Doubts at hosts that are another host of the same data, but for marks on its letters."""
    asked = [verdict for verdict in verdicts if "marked" in verdict.gists.get("links", ())]
    if not asked:
        return
    links = [verdict.gists.get("links", {}) for verdict in verdicts]
    ordinary = {host for gist in links for host in gist.get("hosts", ())}
    for verdict in asked:
        for quoted, written, plain, level, spot in verdict.gists["links"]["marked"]:
            where = Spot(*spot)
            if plain in ordinary:
                yield where.problem(
                    "disguised-link", verdict.path, Level.DOUBT, value=quoted, real=written
                )
            elif level:
                values = _open_line(quoted)
                yield where.problem("insecure-link", verdict.path, Level(level), **values)


def _with_addresses(parsed: Contributed) -> list[tuple[Path, str]]:
    return [(path, text) for path, text in parsed.texts if "://" in text]


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


def _judge(parsed: Contributed, path: Path, address: str) -> Iterator[Problem]:
    host, quoted = _host(address), _quoted(address)
    if not host or _is_marked(address):
        return  # of those with marks `compare` speaks, which knows the other hosts
    written, _ = _look_alike(host)
    if "@" in urlsplit(address).netloc:
        yield parsed.doubt("disguised-link", *path, value=quoted, real=host)
    elif _NUMERIC.fullmatch(host):
        yield parsed.doubt("numeric-link", *path, value=quoted)
    elif _bare(host) in _SHORTENERS:
        yield parsed.doubt("shortened-link", *path, value=quoted)
    elif written:
        yield parsed.doubt("disguised-link", *path, value=quoted, real=written)
    elif level := _if_open(path, address):
        yield parsed.spot(*path).problem(
            "insecure-link", parsed.path, Level(level), **_open_line(quoted)
        )


def _quoted(address: str) -> str:
    return address if len(address) <= _MAX_QUOTED else f"{address[:_MAX_QUOTED]}…"


def _if_open(path: Path, address: str) -> str:
    """How much it weighs that anyone on the way can read along; empty where nobody can."""
    if not address.lower().startswith("http:"):
        return ""
    return Level.DOUBT if _PERSONAL & set(path) else Level.NOTE


def _open_line(quoted: str) -> dict[str, str]:
    return {"value": quoted, "repaired": "https:" + quoted.partition(":")[2]}


def _is_marked(address: str) -> bool:
    """Whether its host is honest by itself and may still pass for another."""
    return bool(_look_alike(_host(address))[1]) and "@" not in urlsplit(address).netloc


def _look_alike(host: str) -> tuple[str, str]:
    """The host as computers write it, when its letters may deceive, else empty.

    With it, where only other hosts can tell, the host that it would be without marks.
    """
    try:
        labels = [_decoded(label) for label in host.split(".")]
        written = ".".join(labels).encode("idna").decode("ascii")
    except UnicodeError:
        return host, ""
    if all(label.isascii() for label in labels) and "%" not in host:
        return "", ""
    if any(map(_deceives, labels)) or "%" in host:
        return written, ""
    return written, _bare(fold(".".join(labels)))


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
