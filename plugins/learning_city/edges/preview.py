"""The site on this computer while one works on it: built, served, built again at every change.

It answers as GitHub Pages will (a folder without an index is not found, what is not found gets
`404.html` with status 404, the same content types), except that nothing may be kept by the browser.
Only this computer can reach it.
"""

from __future__ import annotations

import contextlib
import errno
import os
import socketserver
import sys
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from watchfiles import DefaultFilter, watch

LOOPBACK = "127.0.0.1"
PORTS_TO_TRY = 20
WATCHED = ("places", "events", "content", "theme", "plugins")
QUIET_MS = 250
"""How long, in milliseconds, changes are gathered: an editor saves a file in several steps."""

CONTENT_TYPES = {
    ".atom": "application/atom+xml; charset=utf-8",
    ".atom.xml": "application/atom+xml; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".geojson": "application/geo+json; charset=utf-8",
    ".gpx": "application/gpx+xml; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".ico": "image/vnd.microsoft.icon",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json; charset=utf-8",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml; charset=utf-8",
}
"""Told here, because what a computer believes about a suffix differs from one to the next."""


class Say(Protocol):
    """Words by their key, in the language of the person at the keyboard."""

    def __call__(self, key: str, /, **values: object) -> str:
        """The phrase with its slots filled."""
        ...


class PreviewServer(ThreadingHTTPServer):
    """Serves one folder to this computer alone."""

    daemon_threads = True
    # On Windows this option would let two programs answer at the same port.
    allow_reuse_address = os.name != "nt"

    def server_bind(self) -> None:
        """Take the port; unlike the parent, ask no name server who we are."""
        socketserver.TCPServer.server_bind(self)
        self.server_name = LOOPBACK
        self.server_port = self.server_address[1]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that leaves before the answer is complete is nothing to tell."""
        if not isinstance(sys.exception(), (ConnectionError, TimeoutError)):
            super().handle_error(request, client_address)

    @property
    def address(self) -> str:
        """What to type into the browser."""
        return f"http://{LOOPBACK}:{self.server_port}/"


class SiteFiles(SimpleHTTPRequestHandler):
    """One request for a file of the site."""

    protocol_version = "HTTP/1.1"
    server_version = "Preview"
    sys_version = ""
    timeout = 60

    def __init__(self, *args: Any, output: Path, say: Say) -> None:
        self.output = output.resolve()
        self.say = say
        super().__init__(*args, directory=str(self.output))

    def send_head(self) -> BytesIO | BinaryIO | None:
        """The answer's head, and the file to follow if it lies within the site."""
        try:
            asked = Path(self.translate_path(self.path)).resolve()
        except (OSError, ValueError):  # no file can have such a name
            asked = None
        if asked is None or not asked.is_relative_to(self.output):  # a link that leads out
            self.send_error(HTTPStatus.NOT_FOUND)
            return None
        return super().send_head()

    def list_directory(self, path: str | os.PathLike[str]) -> BytesIO | None:
        """A folder without an index is no page, here as on the public site."""
        del path
        self.send_error(HTTPStatus.NOT_FOUND)
        return None

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """The site's own page for what is not found; a plain word when there is no site yet."""
        if code != HTTPStatus.NOT_FOUND:
            super().send_error(code, message, explain)
            return
        page = self.output / "404.html"
        kind = CONTENT_TYPES[".html"]
        if page.is_file():
            body = page.read_bytes()
        elif (self.output / "index.html").is_file():
            body, kind = self.say("preview.page_not_found").encode(), CONTENT_TYPES[".txt"]
        else:
            code = HTTPStatus.SERVICE_UNAVAILABLE
            body, kind = self.say("preview.no_site").encode(), CONTENT_TYPES[".txt"]
        self.send_response(code)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def end_headers(self) -> None:
        """Nothing is kept by the browser: each visit shows the site as it is now."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def guess_type(self, path: str | os.PathLike[str]) -> str:
        """The content type by suffix, the longest known one first."""
        name = os.fspath(path).rpartition("/")[2].lower()
        for start in [at for at, letter in enumerate(name) if letter == "."]:
            if name[start:] in CONTENT_TYPES:
                return CONTENT_TYPES[name[start:]]
        return super().guess_type(path)

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Silent, but for what was asked and does not exist: mostly a wrong link."""
        del size
        if code == HTTPStatus.NOT_FOUND:
            _tell(self.say("preview.not_found", path=_printable(self.path)))

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the parent's name
        """Silent: a request is nothing that the person at the keyboard waits for."""


def open_server(output: Path, port: int, say: Say) -> PreviewServer:
    """A server of `output` at `port`, or at the next free one; not answering yet.

    Port 0 takes any free one. Raises `OSError` when none of the following ports is free either.
    """
    handler = partial(SiteFiles, output=output, say=say)
    last = min(port + PORTS_TO_TRY, 65535)
    for candidate in range(port, last + 1):
        try:
            return PreviewServer((LOOPBACK, candidate), handler)
        except OSError as problem:
            # a port may be in use, or be kept by the system
            if problem.errno not in (errno.EADDRINUSE, errno.EACCES) or candidate == last:
                raise
    raise AssertionError(port)


def watched_folders(project: Path) -> list[Path]:
    """The folders whose changes change the site, as far as they exist."""
    return [project / name for name in WATCHED if (project / name).is_dir()]


def serve(
    project: Path,
    port: int,
    build: Callable[[], bool],
    say: Say,
    *,
    stop: threading.Event | None = None,
) -> None:
    """Build, serve `project/output` and build again at every change, until Ctrl-C or `stop`.

    `build` makes the whole site and tells whether it could; it prints its own problems. When it
    could not, the last good site stays up. It should build in a process of its own, so that changed
    Python code counts too.
    """
    project, stop = project.resolve(), stop or threading.Event()
    with (
        contextlib.suppress(KeyboardInterrupt),
        open_server(project / "output", port, say) as server,
    ):
        _tell(say("preview.building"))
        good = _build(build, say, first=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            if port and server.server_port != port:
                _tell(say("preview.port_taken", port=str(port), other=str(server.server_port)))
            _tell(say("preview.serving", address=server.address))
            if not good:
                _tell(say("preview.first_build_failed"))
            for changed in _changes(project, stop):
                _tell(say("preview.changed", file=changed))
                _build(build, say, first=False)
        finally:
            server.shutdown()
    _tell(say("preview.stopped"))


def _build(build: Callable[[], bool], say: Say, *, first: bool) -> bool:
    """Build once and say how it went."""
    began = time.monotonic()
    good = build()
    if good:
        seconds = f"{time.monotonic() - began:.1f}"
        _tell(say("preview.built", seconds=seconds))
    elif not first:
        _tell(say("preview.build_failed"))
    return good


def _changes(project: Path, stop: threading.Event) -> Iterator[str]:
    """One changed file's path within the project for each bundle of changes."""
    bundles = watch(
        *watched_folders(project),
        watch_filter=DefaultFilter(),  # passes by node_modules, __pycache__ and editors' leftovers
        debounce=QUIET_MS,
        stop_event=stop,
        raise_interrupt=True,
        ignore_permission_denied=True,
    )
    for bundle in bundles:
        paths = sorted(path for _, path in bundle)
        shown = Path(os.path.relpath(paths[0], project)).as_posix()
        yield shown if len(paths) == 1 else f"{shown} +{len(paths) - 1}"


def _printable(text: str) -> str:
    """Text from a request, without what could steer the terminal."""
    return "".join(letter if letter.isprintable() else "�" for letter in text[:200])


def _tell(text: str) -> None:
    """A line on the terminal, at once."""
    print(text, flush=True)
