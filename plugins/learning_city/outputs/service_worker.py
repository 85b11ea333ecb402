"""`/sw.js`: keeps pages on a visitor's device, for visitors who switched that on.

The file names a build; what it does is in `theme/static/js/offline/`. A build is a set of files
that belong together (the map's pages and data, the pages for times without a network), each with a
digest, so that nothing of one build is ever read with something of another. Where a city does not
offer keeping, another worker lies at the same address, which takes itself away.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping

from ..city.city import City
from . import explorer_data, map_data
from .addresses import file_of
from .site import Afterword, File, Site, Written

ADDRESS = "sw.js"

MOST_PAGES, MOST_BYTES = 150, 20_000_000
"""Visited pages that a device keeps; beyond either the oldest goes."""

_LARGEST_PAGE = 2_000_000
_SCRIPTS = ("shelf", "answers", "worker")
_DATA_FOLDER = f"{explorer_data.FOLDER}/"
"""What the map's page reads, in files named after what they hold."""
_NOT_KEPT = (
    "css/embed",
    "js/embed",
    "js/offline/leaving",
    "illustrations/icon-",
    "vendor/leaflet/images/",
)
"""Beginnings of assets that no page asks for that is read without a network."""
_DIGEST_LETTERS = 16


def build(city: City, site: Site, files: Iterable[File]) -> Iterator[File | Afterword]:
    """The worker of this build, or the one that takes itself away."""
    if not city.settings.offline:
        yield File(ADDRESS, site.assets.files["js/offline/leaving.js"])
        return
    addresses = kept_set(site, files)
    yield Afterword(ADDRESS, lambda written: _worker(city, site, addresses, written))


def kept_set(site: Site, files: Iterable[File]) -> list[str]:
    """The addresses of what is kept together, with every build."""
    data = {
        file.address
        for file in files
        if file.address == map_data.DISTRICTS or file.address.startswith(_DATA_FOLDER)
    }
    pages = [site.address((key,), code) for key in ("map", "offline") for code in site.languages]
    return [*pages, *sorted(data)]


def kept_assets(site: Site) -> dict[str, bytes]:
    """The assets that are kept with every build, by name."""
    return {
        name: content
        for name, content in site.assets.files.items()
        if not name.startswith(_NOT_KEPT)
    }


def _worker(city: City, site: Site, addresses: list[str], written: Written) -> bytes:
    told: dict[str, object] = {
        "base": site.base_path,
        "zone": city.settings.time_zone,
        "limits": {"pages": MOST_PAGES, "bytes": MOST_BYTES, "page": _LARGEST_PAGE},
        "assets": site.assets.stamp,
        "names": list(kept_assets(site)),
        "named": _DATA_FOLDER,
        "set": [(address, _digest(written.content(file_at(address)))) for address in addresses],
        "languages": _languages(site),
    }
    told["stamp"] = _digest(_as_json(told).encode())
    scripts = ", ".join(
        json.dumps(site.assets.address(f"js/offline/{name}.js")) for name in _SCRIPTS
    )
    return f"self.learningCityBuild = {_as_json(told)};\nimportScripts({scripts});\n".encode()


def file_at(address: str) -> str:
    """The file of a page or of data."""
    return file_of(address) if not address or address.endswith("/") else address


def _languages(site: Site) -> list[Mapping[str, object]]:
    """What the worker says on a kept copy; the language at the root comes last, it fits any."""
    return [
        {
            "code": code,
            "prefix": "" if code == site.source_language else f"{code}/",
            "offline": site.address(("offline",), code),
            "words": {
                "label": t("kept.label"),
                "away": t("kept.away"),
                "slow": t("kept.slow"),
                "newer": t("offline.newer"),
                "show": t("offline.show"),
                "contents": t("offline.contents"),
            },
        }
        for code in reversed(site.languages)
        for t in (site.phrases[code],)
    ]


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:_DIGEST_LETTERS]


def _as_json(told: Mapping[str, object]) -> str:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))
