"""A source on loopback that answers as it is told, and the command run on the small city."""

from __future__ import annotations

import argparse
import io
import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from learning_city.edges.importing.command import Desk
from learning_city.edges.importing.fetching import Fetcher, Limits
from learning_city.edges.importing.options import add_arguments

PROJECT = Path(__file__).resolve().parents[3]
CATALOGUES = PROJECT / "theme" / "translations"
SHAPES = Path(__file__).resolve().parent / "shapes"

IMPORTERS = """
importers:
  etkinlikler:
    label: Örnek belediye, etkinlikler
    form: events
    base: https://api.example.org/api
    path: etkinlikler
    page: "https://example.org/etkinlik/{page}"
    scheduled: yes
    source: {title: Örnek belediye açık verisi, url: "https://example.org/veri", license: CC BY 4.0}
    fields:
      id: [Id]
      title: [Adi]
      kind: [Tur]
      start: [EtkinlikBaslamaTarihi]
      end: [EtkinlikBitisTarihi]
      venue: [EtkinlikMerkezi]
      description: [KisaAciklama]
      tickets: [BiletSatisLinki]
      free: [UcretsizMi]
      page: [EtkinlikUrl]
    kinds:
      SERGİ: {themes: [sanat], audiences: [cocuk, veli]}
      KONSER: {themes: [sanat], audiences: [veli]}
      SÖYLEŞİ: {themes: [kitap-felsefe], audiences: [veli]}
      TİYATRO: {themes: [sanat], audiences: [veli]}
    venues: {Örnek Kitaplık (Bahçe): kitaplik}
  yerler:
    label: Örnek belediye, yerler
    form: places
    base: https://api.example.org/api
    path: "cbs/{layer}"
    under: onemliyer
    source: {title: Örnek belediye açık verisi, url: "https://example.org/veri", license: CC BY 4.0}
    fields:
      title: [Adi]
      lat: [Enlem]
      lon: [Boylam]
      district: [IlceAdi, Ilce]
      neighbourhood: [Mahalle]
      street: [Yol]
      number: [KapiNo]
      phone: [Telefon]
      website: [WebAdresi]
      description: [Aciklama]
    layers:
      kutuphaneler: {kind: library, themes: [kitap-felsefe], audiences: [cocuk, veli]}
      muzeler: {kind: museum, themes: [sanat], audiences: [veli]}
    address: ["{neighbourhood} Mah.", "{street}", "No: {number}", "{district}"]
    numbered_street: "{street} Sokak"
"""


@dataclass
class Reply:
    """What the source says at one address: `body` may write to the connection itself."""

    body: bytes | Callable[[BaseHTTPRequestHandler], None]
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Source:
    """A server of foreign data."""

    base: str
    replies: dict[str, Reply] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def says(self, path: str, body: object, status: int = 200, **headers: str) -> None:
        data = body if isinstance(body, bytes) else json.dumps(body, ensure_ascii=False).encode()
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.replies[path] = Reply(data, status, named)

    def does(self, path: str, act: Callable[[BaseHTTPRequestHandler], None]) -> None:
        self.replies[path] = Reply(act)


@pytest.fixture
def source() -> Iterator[Source]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            here.asked.append((self.path, dict(self.headers)))
            reply = here.replies.get(self.path, Reply(b"<h1>404</h1>", 404))
            if callable(reply.body):
                reply.body(self)
                return
            self.send_response(reply.status)
            for name, value in {"Content-Type": "application/json", **reply.headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            self.wfile.write(reply.body)

        def log_message(self, *_args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    here = Source(f"http://127.0.0.1:{server.server_port}")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield here
    server.shutdown()
    server.server_close()


@dataclass
class Run:
    code: int
    text: str

    def line(self, word: str) -> str:
        """The one line that speaks of `word`."""
        found = [line for line in self.text.splitlines() if word in line]
        assert len(found) == 1, self.text
        return found[0]


@pytest.fixture
def bring(small_city, source) -> Callable[..., Run]:
    """Runs the command on the small city, with the source of this test behind every name."""
    small_city.write("content/importers.yaml", IMPORTERS)

    def run(*arguments: str, project=small_city, limits: Limits | None = None, **environment: str):
        parser = argparse.ArgumentParser()
        add_arguments(parser)
        out = io.StringIO()
        desk = Desk(
            project.folder,
            CATALOGUES,
            {**project.environment, "OPENAPI_BASE": source.base, **environment},
            parser.parse_args(arguments),
            out,
            Fetcher(limits=limits or Limits(silence=5, total=10)),
        )
        code = desk.run()
        return Run(code, out.getvalue())

    return run


@pytest.fixture
def events() -> list[dict[str, object]]:
    return json.loads((SHAPES / "events.json").read_text(encoding="utf-8"))


@pytest.fixture
def layer() -> dict[str, list[dict[str, object]]]:
    return json.loads((SHAPES / "layer.json").read_text(encoding="utf-8"))
