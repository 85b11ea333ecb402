"""Styles, scripts, pictures, fonts: one folder named after a hash of all it holds.

Pages cannot set cache headers on GitHub Pages; a folder that changes its name with its content
keeps a page and its assets together across deploys, and lets addresses inside the styles stay
relative.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from .fonts import EVERYDAY, cut_fonts

STYLE_ORDER = ("tokens", "reset", "base", "layout", "part-*", "utilities", "print")
"""The layers in the order they are declared; `part-*` is every part, by name."""
BUNDLED = {"embed.css": ("tokens", "embed"), "explorer.css": ("map", "explorer", "offline")}
"""Styles in one file: of pages that do without the site's own, and of the page with the most."""
JOINED = {"js/place-page.js": ("choose-stations", "map-opener", "keepsake")}
"""Scripts that a page has together, in one file: each request costs a phone more than its bytes.

Each keeps its names to itself, in a block of its own; none may import anything when it begins.
"""
LOADED_APART = frozenset(
    {
        *("data.css", "embed-code.css", "evidence.css", "finder.css", "form.css"),
        *("home.css", "map.css", "mind-map.css", "month.css", "offline.css", "paper.css"),
        *("passport.css", "photos.css", "quests.css", "route.css"),
        "stamp-sheets.css",
    }
)
"""Only the pages that need them load these."""

_MODULES = "node_modules"
_FONT = f"{_MODULES}/@fontsource/bricolage-grotesque/files"
_FONT_FILES = (
    "bricolage-grotesque-latin-700-normal.woff2",
    "bricolage-grotesque-latin-ext-700-normal.woff2",
)
_VENDOR = {
    "vendor/leaflet": (f"{_MODULES}/leaflet/dist", "leaflet.js leaflet.css"),
    "vendor/leaflet/images": (f"{_MODULES}/leaflet/dist/images", "*.png"),
    "fonts": (_FONT, " ".join(_FONT_FILES)),
}
"""Folder of assets → the folder of a web package and the files wanted of it."""


class AssetsMissing(Exception):
    """Web packages are not installed: `npm ci` in `theme/` was not run."""


@dataclass(frozen=True)
class Assets:
    """Names of assets with their content, and the hash of them all."""

    files: Mapping[str, bytes]
    stamp: str

    def address(self, name: str) -> str:
        """The address of an asset, relative to the site's root. Raises `KeyError`."""
        if name not in self.files:
            raise KeyError(name)
        return f"assets/{self.stamp}/{name}"

    def placed(self) -> Iterator[tuple[str, bytes]]:
        """Every address with its content."""
        for name, content in self.files.items():
            yield f"assets/{self.stamp}/{name}", content


def gather(
    theme: Path, scripts: Callable[[], Mapping[str, str]], letters: str, cache: Path
) -> Assets:
    """Collect the assets of a theme; `scripts` makes those that Folium writes.

    `letters` are those that headings are mostly made of; `cache` is a folder for what costs time.

    Raises `AssetsMissing` when a web package is absent.
    """
    vendored = _vendored(theme)
    fonts = cut_fonts([theme / _FONT / name for name in _FONT_FILES], letters, cache / "fonts")
    files: dict[str, bytes] = {
        "css/site.css": fonts.styles.encode() + _styles(theme),
        "icons.svg": _sprite(theme),
        f"fonts/{EVERYDAY}": fonts.everyday,
    }
    for name in sorted(LOADED_APART):
        if (theme / "static/css" / name).is_file():
            files[f"css/{name}"] = squeezed((theme / "static/css" / name).read_bytes())
    for name, sheets in BUNDLED.items():
        paths = [theme / "static/css" / f"{sheet}.css" for sheet in sheets]
        bundled = b"\n".join(path.read_bytes().strip() for path in paths) + b"\n"
        files[f"css/{name}"] = squeezed(bundled)
    for folder, name in (("static/js", "js"), ("illustrations", "illustrations")):
        for path in sorted((theme / folder).rglob("*.*")):
            files[f"{name}/{path.relative_to(theme / folder).as_posix()}"] = path.read_bytes()
    for name, parts in JOINED.items():
        files[name] = b"".join(b"{\n%s}\n" % files[f"js/{part}.js"] for part in parts)
    for name, script in scripts().items():
        files[name] = script.encode()
    files.update(vendored)
    digest = hashlib.sha256()
    for name in sorted(files):
        digest.update(name.encode() + b"\0" + hashlib.sha256(files[name]).digest())
    return Assets(dict(sorted(files.items())), digest.hexdigest()[:10])


def _styles(theme: Path) -> bytes:
    folder = theme / "static/css"
    parts = [path for pattern in STYLE_ORDER for path in sorted(folder.glob(f"{pattern}.css"))]
    return squeezed(b"\n".join(path.read_bytes() for path in parts))


_QUOTED = rb'("[^"\n]*"|\'[^\'\n]*\')'
_COMMENT = re.compile(_QUOTED + rb"|/\*.*?\*/", re.DOTALL)
_BLANK = re.compile(_QUOTED + rb"|[;\s]*(\})\s*|\s*([{;,])\s*|(:)\s+|\s+")


def squeezed(style: bytes) -> bytes:
    """A style without comments and spare blanks: a seventh of its bytes on their way, compressed.

    What stands in quotation marks is left alone.
    """
    bare = _COMMENT.sub(lambda found: found[1] or b" ", style).strip()
    return _BLANK.sub(lambda found: b"".join(filter(None, found.groups())) or b" ", bare) + b"\n"


_ROOT = re.compile(rb"<svg\b([^>]*)>(.*)</svg>", re.DOTALL)
_ATTRIBUTE = re.compile(
    rb'\b(viewBox|fill|stroke|stroke-width|stroke-linecap|stroke-linejoin)="[^"]*"'
)


def _sprite(theme: Path) -> bytes:
    """All icons as symbols of one file, named after their files."""
    symbols = []
    for path in sorted((theme / "icons").glob("*.svg")):
        match = _ROOT.search(path.read_bytes())
        if match is None:
            raise ValueError(f"{path.name}: not an SVG")
        attributes = b" ".join(found.group() for found in _ATTRIBUTE.finditer(match[1]))
        inside = re.sub(rb">\s+<", b"><", match[2].strip())
        symbols.append(b'<symbol id="%s" %s>%s</symbol>' % (path.stem.encode(), attributes, inside))
    return b'<svg xmlns="http://www.w3.org/2000/svg">\n' + b"\n".join(symbols) + b"\n</svg>\n"


def _vendored(theme: Path) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    for name, (folder, patterns) in _VENDOR.items():
        for pattern in patterns.split():
            found = sorted((theme / folder).glob(pattern))
            if not found:
                raise AssetsMissing(f"{folder}/{pattern}: npm ci")
            files.update({f"{name}/{path.name}": path.read_bytes() for path in found})
    return files
