"""The real site and the tiny city in Chromium, served from this computer, watched at every step.

The real site lies at the root of its server, the tiny city below a path, as on GitHub Pages.
"""

import functools
import json
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar
from urllib.parse import urlsplit

import pytest

from tests.site.building import REPOSITORY, SUB_PATH_ADDRESS, shared, tiny_city_as_published

BROWSERS = (
    "chromium-headless-shell",
    *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"),
)
"""In the order of choice. The first is the same browser without its own windows and menus, which
nobody sees in a test: a window opens in a third of the time.
"""
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 800}

# Every context tells of what its policy refused, in the order it happened.
TELL_VIOLATIONS = """
addEventListener("securitypolicyviolation", (event) => console.error(
  `policy: ${event.violatedDirective} refused ${event.blockedURI}`));
"""


NO_BROWSER = (
    "NO CHROMIUM ON THIS COMPUTER: {number} TESTS WERE NOT TRIED IN A BROWSER. "
    "Install one (Debian, Ubuntu: sudo apt install chromium)."
)


def chromium_path() -> str | None:
    """The computer's own Chromium, if it has one."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def pytest_collection_modifyitems(config, items):
    """Without a browser one of them is left, to say so in a line that cannot be overlooked."""
    ours = [item for item in items if item.path.parent.name == "browser"]
    for item in ours:
        item.add_marker(pytest.mark.browser)
    if ours and chromium_path() is None and os.environ.get("REQUIRE_BROWSER") != "1":
        first, *others = ours
        first.add_marker(pytest.mark.skip(NO_BROWSER.format(number=len(ours))))
        config.hook.pytest_deselected(items=others)
        items[:] = [item for item in items if item not in others]


@pytest.fixture(scope="session")
def chromium(playwright):
    """A running browser; where one is required and absent, a failure."""
    found = chromium_path()
    if found is None:
        pytest.fail(NO_BROWSER.format(number="THE"), pytrace=False)
    browser = playwright.chromium.launch(
        executable_path=found, args=["--no-sandbox", "--disable-dev-shm-usage"]
    )
    yield browser
    browser.close()


# ── The sites ─────────────────────────────────────────────────────────────────────────────────────


class _Handler(SimpleHTTPRequestHandler):
    """A plain static server that knows the page for lost addresses, as GitHub Pages does."""

    protocol_version = "HTTP/1.1"
    extensions_map: ClassVar[dict[str, str]] = {
        **SimpleHTTPRequestHandler.extensions_map,
        ".woff2": "font/woff2",
        ".geojson": "application/geo+json",
        ".js": "text/javascript",
    }
    base_path = "/"

    def translate_path(self, path: str) -> str:
        inside = "/" + path.removeprefix(self.base_path) if path.startswith(self.base_path) else "!"
        return super().translate_path(inside)

    def send_error(self, code, message=None, explain=None):
        body = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(code, message)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *_):
        pass


@dataclass(frozen=True)
class Served:
    """A built site and where it can be visited."""

    folder: Path
    address: str
    """With a slash at its end."""

    @property
    def origin(self) -> str:
        parts = urlsplit(self.address)
        return f"{parts.scheme}://{parts.netloc}/"

    @property
    def places(self) -> list[dict]:
        text = (self.folder / "data" / "places.geojson").read_text(encoding="utf-8")
        return json.loads(text)["features"]

    @property
    def has_outlines(self) -> bool:
        return (self.folder / "data" / "districts.geojson").is_file()

    def file(self, url: str) -> Path:
        path = urlsplit(url.removeprefix(self.address)).path
        return self.folder / (f"{path}index.html" if not path or path.endswith("/") else path)


def serve(folder: Path, base_path: str = "/") -> Iterator[Served]:
    handler = type("Handler", (_Handler,), {"base_path": base_path})
    server = ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(handler, directory=str(folder))
    )
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield Served(folder, f"http://127.0.0.1:{server.server_port}{base_path}")
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture(scope="session")
def real(tmp_path_factory, chromium):
    """The site of this repository's data."""
    yield from serve(shared(tmp_path_factory, "real-local", REPOSITORY).output)


@pytest.fixture(scope="session")
def tiny(tmp_path_factory, chromium):
    """The tiny city as published, below a path."""
    output = tiny_city_as_published(tmp_path_factory).output
    yield from serve(output, urlsplit(SUB_PATH_ADDRESS).path + "/")


# ── Visits ────────────────────────────────────────────────────────────────────────────────────────


@dataclass
class Visit:
    """One window on a site; what happens in it is written down."""

    site: Served
    page: object
    errors: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    @property
    def elsewhere(self) -> list[str]:
        """Requests to other hosts."""
        return [url for url in self.requests if not url.startswith((self.site.origin, "data:"))]

    def go(self, address: str) -> "Visit":
        """Open a page of the site and wait until nothing is on its way any more."""
        self.page.goto(self.site.address + address, wait_until="load")
        self.page.evaluate("document.fonts.ready.then(() => 0)")
        return self

    def map_is_ready(self) -> "Visit":
        self.page.wait_for_selector("#city-map[data-ready]", state="attached", timeout=15000)
        return self

    def nothing_went_wrong(self) -> None:
        assert self.errors == []
        assert self.dialogs == []
        assert self.elsewhere == []


@pytest.fixture
def visit(chromium) -> Iterator[Callable[..., Visit]]:
    """Opens windows: `visit(site, "yerler/", viewport=PHONE, color_scheme="dark")`."""
    contexts = []

    def start(site: Served, address: str | None = None, *, tiles=None, **options) -> Visit:
        options.setdefault("viewport", DESK)
        options.setdefault("reduced_motion", "reduce")
        options.setdefault("locale", "tr-TR")
        scripts = options.get("java_script_enabled", True)
        context = chromium.new_context(**options)
        context.set_default_timeout(10000)
        contexts.append(context)
        if scripts:
            context.add_init_script(TELL_VIOLATIONS)
        page = context.new_page()
        visit = Visit(site, page)

        def on_console(message):
            if message.type == "error":
                visit.errors.append(message.text)

        def on_dialog(dialog):
            visit.dialogs.append(dialog.message)
            dialog.dismiss()

        def on_route(route):
            if route.request.url.startswith(site.origin):
                route.fallback()
            elif tiles is not None:
                tiles(route)
            else:
                route.abort()

        context.route("**/*", on_route)
        page.on("console", on_console)
        page.on("pageerror", lambda error: visit.errors.append(str(error)))
        page.on("dialog", on_dialog)
        page.on("request", lambda request: visit.requests.append(request.url))
        return visit if address is None else visit.go(address)

    yield start
    for context in contexts:
        context.close()


# ── Kinds of page ─────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="session")
def addresses(real) -> dict[str, str]:
    """One page of each kind, those that ask most of the layout."""
    by_name = max(real.places, key=lambda place: (len(place["properties"]["name"]), place["id"]))
    districts = [place["properties"]["district"] for place in real.places]
    fullest = max(sorted(set(districts)), key=districts.count)
    events = sorted(path.parent.name for path in (real.folder / "etkinlikler").glob("*/index.html"))
    longest = max(events, key=len)
    posters = (real.folder / "ilceler" / fullest / "afis").iterdir()
    month = max(path.name for path in posters)
    return {
        "home": "",
        "map": "harita/",
        "place": f"yerler/{by_name['id']}/",
        "event": f"etkinlikler/{longest}/",
        "district": f"ilceler/{fullest}/",
        "places": "yerler/",
        "events": "etkinlikler/",
        "themes": "alanlar/",
        "ideas": "kavramlar/",
        "passport": "pasaport/",
        "mind map": "zihin-haritasi/",
        "cool places": "hava/serin/",
        "sources": "kaynaklar/",
        "about": "hakkinda/",
        "numbers": "ogrenen-sehir/",
        "changes": "neler-degisti/",
        "privacy": "gizlilik/",
        "offline": "cevrimdisi/",
        "embed": "yerlestir/",
        "data": "veri/",
        "lost": "404.html",
        "routes": "rotalar/",
        "route": "rotalar/iskeleden-iskeleye/",
        "guide": f"yerler/{by_name['id']}/rehber/",
        "class guide": f"en/places/{by_name['id']}/guide/class/",
        "poster": f"ilceler/{fullest}/afis/{month}/",
        "english place": f"en/places/{by_name['id']}/",
        "english map": "en/map/",
        "board": "pano/",
        "organizer": "duzenleyenler/izek/",
        "stamp sheets": f"pasaport/damgalar/{fullest}/",
        "quests": "gorevler/",
        "month": "etkinlikler/2027-04/",
        "archive": "etkinlikler/arsiv/",
        "news": "haberler/",
    }
