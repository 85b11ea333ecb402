"""`make links`: asks every web address in the data whether it still answers.

Off unless somebody runs it, because it asks other people's servers: each address once, for its
heading only, one at a time per host with a pause between, under our own name. What belongs to this
computer or to a private network is never asked. Standard library only.
"""

from __future__ import annotations

import ipaddress
import socket
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPException, HTTPMessage
from pathlib import Path
from typing import IO, TextIO
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit, urlunsplit
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    Request,
)

from ..city.checks.links import addresses_in
from ..city.project_reader import (
    BOARD_FOLDER,
    EVENT_FOLDER,
    ORGANIZER_FOLDER,
    PLACE_FOLDER,
    ROUTE_FOLDER,
)
from ..ground.problems import Level, Problem, in_reading_order
from ..model.reading import dotted, position
from ..source.folders import list_sources
from ..source.walk import texts_of
from ..source.yaml_nodes import read_yaml
from .check import speak
from .report import for_github, for_terminal

_GONE = frozenset({404, 410})
_ASK_AGAIN = frozenset({400, 403, 405, 406, 501})
"""Answers of servers that dislike a question for the heading only (HEAD)."""
_MOVED_FOR_GOOD = frozenset({301, 308})
_SERVER_ERROR = 500


@dataclass(frozen=True, slots=True)
class Manners:
    """How long we wait for an answer and between two questions to one host, in seconds."""

    patience: float = 15.0
    pause: float = 1.0
    hosts_at_once: int = 4
    agent: str = "learning-city-link-check"
    ask_this_computer: bool = False
    """For tests, whose servers live here."""


@dataclass(frozen=True, slots=True)
class Mention:
    """An address and where it stands in a file."""

    address: str
    path: str
    line: int
    column: int
    field: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of asking: `alive`, `dead`, `silent`, `moved`, `nameless` or `skipped`."""

    state: str
    detail: str = ""


class _Watch(HTTPRedirectHandler):
    """Follows a few redirections and remembers whether all of them were for good."""

    max_redirections = 5

    def __init__(self, manners: Manners) -> None:
        self.manners = manners
        self.permanent = True
        self.target = ""

    def redirect_request(
        self,
        req: Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: HTTPMessage,
        newurl: str,
    ) -> Request | None:
        _refuse_private(newurl, self.manners)
        self.permanent = self.permanent and code in _MOVED_FOR_GOOD
        self.target = newurl
        follow = super().redirect_request(req, fp, code, msg, headers, newurl)
        if follow is not None:
            follow.method = req.get_method()
        return follow


class _PrivateAddress(Exception):
    """An address that nobody outside could open."""


def check_links(
    project: Path,
    catalogues: Path,
    environment: Mapping[str, str],
    language: str = "tr",
    *,
    manners: Manners | None = None,
    out: TextIO | None = None,
) -> int:
    """Print what no longer answers and return the exit code: 1 when an address is dead."""
    out, manners = out or sys.stdout, manners or Manners()
    t = speak(catalogues, language)
    mentions = list(mentions_in(project))
    addresses = sorted({mention.address for mention in mentions})
    print(t("links.asking", n=len(addresses)), file=out, flush=True)
    verdicts = ask_all(addresses, manners, out)
    states = {verdict.state for verdict in verdicts.values()}
    if addresses and states <= {"nameless", "skipped"} and "nameless" in states:
        print(t("links.no-network"), file=out)
        return 1
    problems = in_reading_order(_problems(mentions, verdicts))
    for problem in problems:
        print(for_terminal(problem, t), file=out)
        if environment.get("GITHUB_ACTIONS") == "true":
            print(for_github(problem, t), file=out)
    dead = sum(verdict.state in ("dead", "nameless") for verdict in verdicts.values())
    print(t("links.dead", n=dead) if dead else t("links.alive"), file=out)
    return 1 if dead else 0


def mentions_in(project: Path) -> Iterator[Mention]:
    """Every web address in contributed files, fields and running text alike."""
    for folder in (PLACE_FOLDER, EVENT_FOLDER, ORGANIZER_FOLDER, ROUTE_FOLDER, BOARD_FOLDER):
        for file in list_sources(project, folder).files:
            root = read_yaml(file.read(), file.path).root
            if root is None:
                continue
            for path, text in texts_of(root):
                for address in dict.fromkeys(addresses_in(text)):
                    yield Mention(address, file.path, *position(root, path), dotted(path))


def _problems(mentions: Iterable[Mention], verdicts: Mapping[str, Verdict]) -> Iterator[Problem]:
    codes = {
        "dead": ("dead-link", Level.DOUBT),
        "nameless": ("dead-link", Level.DOUBT),
        "silent": ("silent-link", Level.NOTE),
        "moved": ("moved-link", Level.NOTE),
    }
    for mention in mentions:
        verdict = verdicts[mention.address]
        if verdict.state in codes:
            code, level = codes[verdict.state]
            yield Problem(
                code,
                mention.path,
                mention.line,
                mention.column,
                mention.field,
                {"value": mention.address, "detail": verdict.detail},
                level=level,
            )


# --- Asking ---


def ask_all(addresses: Iterable[str], manners: Manners, out: TextIO) -> dict[str, Verdict]:
    """Ask each address once. Hosts side by side, the addresses of one host one after another."""
    by_host: dict[str, list[str]] = {}
    for address in addresses:
        by_host.setdefault(_host(address), []).append(address)
    verdicts: dict[str, Verdict] = {}
    with ThreadPoolExecutor(manners.hosts_at_once) as crew:
        asked = crew.map(lambda host: _ask_host(by_host[host], manners), sorted(by_host))
        for number, (host, found) in enumerate(zip(sorted(by_host), asked, strict=True), start=1):
            verdicts.update(found)
            print(f"  [{number}/{len(by_host)}] {host}", file=out, flush=True)
    return verdicts


def _host(address: str) -> str:
    try:
        return urlsplit(address).netloc.lower()
    except ValueError:
        return address


def _ask_host(addresses: list[str], manners: Manners) -> dict[str, Verdict]:
    verdicts = {}
    for number, address in enumerate(addresses):
        if number:
            time.sleep(manners.pause)
        verdicts[address] = ask(address, manners)
    return verdicts


def ask(address: str, manners: Manners) -> Verdict:
    """Whether something answers at `address`. Never raises on what a server does."""
    try:
        written = _written_for_the_wire(address)
        _refuse_private(written, manners)
        for method in ("HEAD", "GET"):
            verdict, status = _question(method, written, manners)
            if method == "HEAD" and status in _ASK_AGAIN:
                time.sleep(manners.pause)
                continue
            break
    except _PrivateAddress:
        return Verdict("skipped")
    except socket.gaierror:
        return Verdict("nameless", _host(address))
    except (UnicodeError, ValueError):
        return Verdict("dead", address)
    return verdict


def _question(method: str, address: str, manners: Manners) -> tuple[Verdict, int]:
    """One request and the status of its answer (0 for none)."""
    watch = _Watch(manners)
    opener = OpenerDirector()
    for handler in (
        HTTPHandler(),
        HTTPSHandler(),
        HTTPErrorProcessor(),
        HTTPDefaultErrorHandler(),
        watch,
    ):
        opener.add_handler(handler)
    request = Request(  # noqa: S310 (only http and https have handlers here)
        address, method=method, headers={"User-Agent": manners.agent, "Accept": "*/*"}
    )
    try:
        with opener.open(request, timeout=manners.patience) as answer:
            status = answer.status
    except HTTPError as error:
        error.close()
        return _judged(error.code), error.code
    except URLError as error:
        if isinstance(error.reason, socket.gaierror):
            raise error.reason from None
        return Verdict("silent", str(error.reason)[:100]), 0
    except (OSError, HTTPException) as error:
        return Verdict("silent", (str(error) or type(error).__name__)[:100]), 0
    if watch.target and watch.permanent and watch.target.rstrip("/") != address.rstrip("/"):
        return Verdict("moved", watch.target), status
    return Verdict("alive"), status


def _judged(status: int) -> Verdict:
    """What a refusal means to a reader; many servers refuse robots only."""
    if status in _GONE:
        return Verdict("dead", str(status))
    return Verdict("silent", str(status)) if status >= _SERVER_ERROR else Verdict("alive")


def _written_for_the_wire(address: str) -> str:
    """Letters outside ASCII as servers expect them (RFC 3987 §3.1)."""
    parts = urlsplit(address)
    host = (parts.hostname or "").encode("idna").decode("ascii")
    if ":" in host:
        host = f"[{host}]"
    if parts.port:
        host += f":{parts.port}"
    return urlunsplit(
        (
            parts.scheme,
            host,
            quote(parts.path, safe="/%:@!$&'()*+,;=~-._"),
            quote(parts.query, safe="/%:@!$&'()*+,;=~-._?"),
            "",
        )
    )


def _refuse_private(address: str, manners: Manners) -> None:
    """Raises `_PrivateAddress`, or `socket.gaierror` when the name is unknown."""
    if manners.ask_this_computer:
        return
    host = urlsplit(address).hostname or ""
    try:
        meant = [str(ipaddress.ip_address(host))]
    except ValueError:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
        meant = [str(one[4][0]).partition("%")[0] for one in found]
    if not all(ipaddress.ip_address(one).is_global for one in meant):
        raise _PrivateAddress(host)
