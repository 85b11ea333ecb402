"""`make links` against a server on this computer: what is alive, dead, silent, moved or private."""

from __future__ import annotations

import io
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise

import pytest

from learning_city.edges.dead_links import Manners, Verdict, ask, check_links, mentions_in
from tests.city_project import CATALOGUES, Project

QUICK = Manners(patience=1.0, pause=0.0, ask_this_computer=True)


class Town(BaseHTTPRequestHandler):
    """Answers by the first word of the path."""

    asked: list[tuple[str, str, float]]

    def do_HEAD(self) -> None:
        self.asked.append((self.command, self.path, time.monotonic()))
        name = self.path.split("/")[1].partition("?")[0]
        if name == "yavas":
            time.sleep(10)
        status = {
            "olu": 404,
            "kalkti": 410,
            "hasta": 503,
            "robot": 403,
            "tasindi": 301,
            "gecici": 302,
            "dosya": 301,
            "yasak": 405 if self.command == "HEAD" else 200,
        }.get(name, 200)
        targets = {"tasindi": "/yeni", "gecici": "/yeni", "dosya": "file:///etc/passwd"}
        self.send_response(status)
        if name in targets:
            self.send_header("Location", targets[name])
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_HEAD  # noqa: N815 (the name that the library calls)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def town() -> Iterator[str]:
    Town.asked = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Town)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    ("path", "state", "detail"),
    [
        ("/", "alive", ""),
        ("/olu", "dead", "404"),
        ("/kalkti", "dead", "410"),
        ("/hasta", "silent", "503"),
        ("/robot", "alive", ""),
        ("/yasak", "alive", ""),
        ("/gecici", "alive", ""),
        ("/çeşme?ad=ışık", "alive", ""),
    ],
)
def test_an_answer_is_judged_as_a_reader_would(
    town: str, path: str, state: str, detail: str
) -> None:
    assert ask(town + path, QUICK) == Verdict(state, detail)


def test_a_page_that_moved_for_good_tells_where(town: str) -> None:
    assert ask(f"{town}/tasindi", QUICK) == Verdict("moved", f"{town}/yeni")


def test_a_redirection_out_of_the_web_is_not_followed(town: str) -> None:
    assert ask(f"{town}/dosya", QUICK).state in ("alive", "silent")
    assert [path for _, path, _ in Town.asked if path != "/dosya"] == []


def test_a_slow_server_is_silent_and_not_waited_for(town: str) -> None:
    begun = time.monotonic()
    assert ask(f"{town}/yavas", QUICK).state == "silent"
    assert time.monotonic() - begun < 8


def test_nobody_there_is_silent() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    assert ask(f"http://127.0.0.1:{port}/", QUICK).state == "silent"


@pytest.mark.parametrize("host", ["127.0.0.1", "192.168.1.1", "[::1]", "169.254.169.254"])
def test_this_computer_and_private_networks_are_never_asked(town: str, host: str) -> None:
    port = town.rpartition(":")[2]
    assert ask(f"http://{host}:{port}/", Manners(pause=0.0)) == Verdict("skipped")
    assert Town.asked == []


def test_the_heading_is_asked_for_and_the_page_only_when_that_is_refused(town: str) -> None:
    ask(f"{town}/", QUICK)
    ask(f"{town}/yasak", QUICK)
    assert [method for method, *_ in Town.asked] == ["HEAD", "HEAD", "GET"]


def test_every_dead_link_is_told_with_its_line_and_each_address_asked_once(
    small_city: Project, town: str
) -> None:
    small_city.change(
        "places/konak/kitaplik.yaml",
        "sources: [{title: {tr: Örnek kaynak, en: Example source}",
        f"website: {town}/olu\ndescription: 'Bkz. [site]({town}/olu), ({town}/canli).'\n"
        f"sources: [{{title: {{tr: Örnek kaynak, en: Example source}}, url: '{town}/hasta'",
    )
    out = io.StringIO()
    assert check_links(small_city.folder, CATALOGUES, {}, manners=QUICK, out=out) == 1
    told = out.getvalue()
    assert "places/konak/kitaplik.yaml:8:10" in told
    assert "places/konak/kitaplik.yaml:9:14" in told
    assert "1 bağlantı artık açılmıyor." in told
    assert "/canli" not in told
    assert sorted(path for _, path, _ in Town.asked) == ["/canli", "/hasta", "/olu"]


def test_one_host_is_asked_with_a_pause(small_city: Project, town: str) -> None:
    small_city.change(
        "places/konak/kitaplik.yaml",
        "sources:",
        f"description: {town}/a {town}/b {town}/c\nsources:",
    )
    manners = Manners(pause=0.2, ask_this_computer=True)
    assert check_links(small_city.folder, CATALOGUES, {}, manners=manners, out=io.StringIO()) == 0
    times = [moment for *_, moment in Town.asked]
    assert all(later - earlier >= 0.19 for earlier, later in pairwise(times))


def test_without_a_network_nothing_is_called_dead(
    small_city: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nowhere(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_AGAIN, "no network")

    monkeypatch.setattr(socket, "getaddrinfo", nowhere)
    small_city.change(
        "places/konak/kitaplik.yaml", "sources:", "website: https://example.org/\nsources:"
    )
    out = io.StringIO()
    assert check_links(small_city.folder, CATALOGUES, {}, "en", out=out) == 1
    assert "there seems to be no network" in out.getvalue()
    assert "no longer opens" not in out.getvalue()


def test_addresses_in_running_text_are_found_with_their_field(small_city: Project) -> None:
    small_city.change(
        "events/2026/hikaye-saati.yaml",
        "themes:",
        "registration: {url: https://example.org/k, note: 'Ya da https://example.org/l.'}\nthemes:",
    )
    found = {(mention.address, mention.field) for mention in mentions_in(small_city.folder)}
    assert {
        ("https://example.org/k", "registration.url"),
        ("https://example.org/l", "registration.note"),
    } <= found
