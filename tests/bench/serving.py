"""A server that compresses as GitHub Pages does, and answers every tile with the same picture."""

from __future__ import annotations

import base64
import gzip
import mimetypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

TILE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJg"
    "gg=="
)
TYPES = {".js": "text/javascript", ".geojson": "application/geo+json", ".woff2": "font/woff2"}
COMPRESSED = {".png", ".woff2"}


@cache
def _packed(path: Path) -> bytes:
    content = path.read_bytes()
    return content if path.suffix in COMPRESSED else gzip.compress(content, 6, mtime=0)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The folder at an address of this computer, with a slash at its end."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            address = unquote(urlsplit(self.path).path)
            path = folder / address.lstrip("/")
            path = path / "index.html" if path.is_dir() else path
            if address.startswith("/tiles/"):
                self._answer(TILE, "image/png", packed=False)
            elif path.is_file() and path.resolve().is_relative_to(folder.resolve()):
                kind = TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "text/plain"
                self._answer(_packed(path), kind, packed=path.suffix not in COMPRESSED)
            else:
                self._answer(b"", "text/plain", packed=False, status=404)

        def _answer(self, content: bytes, kind: str, *, packed: bool, status: int = 200) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(content)))
            self.send_header("Cache-Control", "max-age=600")
            if packed:
                self.send_header("Content-Encoding", "gzip")
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
