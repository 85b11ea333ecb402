"""Reads an address or a file, within limits: https (or this computer), 10 MB, one minute.

Standard library only. An address inside this computer is for tests and for people who try an
importer out; no redirection leads there from outside, nor from https to http.
"""

from __future__ import annotations

import ipaddress
import queue
import threading
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.client import HTTPException, HTTPMessage, HTTPResponse
from pathlib import Path
from typing import IO
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

MAX_BYTES = 10 * 1024 * 1024
_CHUNK = 64 * 1024
_ACCEPT = "application/json, text/calendar, text/csv;q=0.9, */*;q=0.1"


class Unreachable(Exception):
    """The source gave nothing that can be read; `reason` names the sentence about it."""

    def __init__(self, reason: str, **values: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.values = values


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a source may take, in seconds, and how much it may say, in bytes."""

    silence: float = 15.0
    total: float = 60.0
    size: int = MAX_BYTES


@dataclass(frozen=True, slots=True)
class Answer:
    """The bytes that a source gave, and its name for their kind."""

    content: bytes
    media_type: str = ""


@dataclass(slots=True)
class _Result:
    answer: Answer | None = None
    problem: BaseException | None = None


@dataclass(frozen=True, slots=True)
class Fetcher:
    """Asks as a polite guest who says its name."""

    agent: str = "learning-city-importer"
    limits: Limits = field(default_factory=Limits)

    def read(self, address: str) -> Answer:
        """What stands at `address`. Raises `Unreachable`; never takes longer than the limit."""
        _refuse_unsafe(address)
        answers: queue.SimpleQueue[_Result] = queue.SimpleQueue()

        def ask() -> None:
            try:
                answers.put(_Result(self._ask(address)))
            except Exception as problem:
                answers.put(_Result(problem=problem))

        # A source that drips its bytes resets every timeout of a socket; the clock here it cannot.
        threading.Thread(target=ask, daemon=True).start()
        try:
            result = answers.get(timeout=self.limits.total)
        except queue.Empty:
            raise Unreachable("too-slow", seconds=f"{self.limits.total:g}") from None
        if result.answer is not None:
            return result.answer
        raise _in_our_words(result.problem, self.limits)

    def _ask(self, address: str) -> Answer:
        request = Request(  # noqa: S310 (the scheme was looked at)
            address,
            headers={
                "User-Agent": self.agent,
                "Accept": _ACCEPT,
                "Accept-Encoding": "identity",
            },
        )
        opener = build_opener(_SafeRedirects())
        with opener.open(request, timeout=self.limits.silence) as response:
            content = _bounded(response, self.limits.size)
            return Answer(
                _decompressed(content, response.headers, self.limits.size),
                response.headers.get_content_type(),
            )


def read_file(path: Path) -> Answer:
    """The bytes of a local file. Raises `Unreachable`."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise Unreachable("too-large", megabytes=str(MAX_BYTES // 1024 // 1024))
        return Answer(path.read_bytes())
    except OSError as error:
        raise Unreachable("no-file", path=str(path), detail=str(error.strerror)) from None


def is_loopback(host: str) -> bool:
    """Whether `host` is this computer."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _refuse_unsafe(address: str) -> None:
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
        parts.port  # noqa: B018 (raises for a port that is not a number)
    except ValueError:
        raise Unreachable("bad-address", address=address[:200]) from None
    safe = parts.scheme == "https" or (parts.scheme == "http" and is_loopback(host))
    if not safe or not host or parts.username is not None or not address.isprintable():
        raise Unreachable("bad-address", address=address[:200])


class _SafeRedirects(HTTPRedirectHandler):
    """Follows a few redirections, never to a less safe place."""

    max_redirections = 5

    def redirect_request(
        self,
        req: Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: HTTPMessage,
        newurl: str,
    ) -> Request | None:
        _refuse_unsafe(newurl)
        here, there = urlsplit(req.full_url), urlsplit(newurl)
        if is_loopback(there.hostname or "") and not is_loopback(here.hostname or ""):
            raise Unreachable("bad-address", address=newurl[:200])
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _bounded(response: HTTPResponse, size: int) -> bytes:
    parts, length = [], 0
    while chunk := response.read1(_CHUNK):
        length += len(chunk)
        if length > size:
            raise Unreachable("too-large", megabytes=f"{size / 1024 / 1024:g}")
        parts.append(chunk)
    return b"".join(parts)


def _decompressed(content: bytes, headers: Mapping[str, str], size: int) -> bytes:
    """Some servers compress although they were asked not to; a bomb stops at the same limit."""
    if headers.get("Content-Encoding", "").lower() not in ("gzip", "x-gzip"):
        return content
    plain = zlib.decompressobj(wbits=31).decompress(content, size + 1)
    if len(plain) > size:
        raise Unreachable("too-large", megabytes=f"{size / 1024 / 1024:g}")
    return plain


def _in_our_words(problem: BaseException | None, limits: Limits) -> Unreachable:
    if isinstance(problem, Unreachable):
        return problem
    if isinstance(problem, HTTPError):
        return Unreachable("http-status", status=str(problem.code))
    if isinstance(problem, URLError):
        problem = problem.reason if isinstance(problem.reason, BaseException) else problem
    if isinstance(problem, TimeoutError):
        return Unreachable("too-slow", seconds=f"{limits.silence:g}")
    if isinstance(problem, OSError | HTTPException | zlib.error):
        return Unreachable("no-answer", detail=str(problem)[:200] or type(problem).__name__)
    assert problem is not None
    raise problem
