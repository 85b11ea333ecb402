"""Builds a project through Pelican, as `make html` and `make publish` do, into folders of a test.

The project's own settings are used; only where data and output lie is another matter.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock

REPOSITORY = Path(__file__).resolve().parents[2]
TINY_CITY = REPOSITORY / "tests" / "tiny_city"
CATALOGUES = REPOSITORY / "theme" / "translations"
NOW = "2026-11-22T10:00"
"""A Sunday morning."""

SUB_PATH_ADDRESS = "https://example.org/ogrenen-sehir"

# Run by the child before Pelican: every listing of a folder comes in the opposite order.
REVERSED_LISTINGS = """
import os
listdir, scandir = os.listdir, os.scandir
os.listdir = lambda *given: sorted(listdir(*given), reverse=True)
class Reversed:
    def __init__(self, *given):
        with scandir(*given) as entries:
            self.entries = iter(sorted(entries, key=lambda entry: entry.name, reverse=True))
    def __iter__(self):
        return self
    def __next__(self):
        return next(self.entries)
    def __enter__(self):
        return self
    def __exit__(self, *_):
        self.close()
    def close(self):
        self.entries = iter(())
os.scandir = Reversed
"""


class WebPackagesMissing(Exception):
    """The theme cannot be built without what npm fetches for it."""


@dataclass(frozen=True)
class Build:
    """What one run of Pelican left behind."""

    project: Path
    output: Path
    exit_code: int
    told: str
    """What it printed, on both channels."""

    def files(self) -> dict[str, bytes]:
        """Address → content of everything in the output folder."""
        return {
            path.relative_to(self.output).as_posix(): path.read_bytes()
            for path in sorted(self.output.rglob("*"))
            if path.is_file()
        }


def copy_of(source: Path, folder: Path) -> Path:
    """A copy of a project's data, so that building and breaking it leaves the original alone.

    The cut fonts, which are the same for every city, come along; compiled templates are kept for
    all builds of a test run together.
    """
    for name in ("content", "places", "events"):
        shutil.copytree(source / name, folder / name)
    for kept in (source / ".cache" / "boundaries", REPOSITORY / ".cache" / "fonts"):
        if kept.is_dir():
            shutil.copytree(kept, folder / ".cache" / kept.name)
    run = next((one for one in folder.parents if one.parent.name.startswith("pytest-of-")), None)
    if run is not None:
        (run / "kept-templates").mkdir(exist_ok=True)
        (folder / ".cache").mkdir(exist_ok=True)
        (folder / ".cache" / "templates").symlink_to(run / "kept-templates")
    return folder


def restyled_theme(folder: Path) -> Path:
    """The theme with one more rule in its styles, so that its folder of assets has another name."""
    shutil.copytree(
        REPOSITORY / "theme", folder, ignore=shutil.ignore_patterns("node_modules"), symlinks=True
    )
    (folder / "node_modules").symlink_to(REPOSITORY / "theme" / "node_modules")
    style = folder / "static" / "css" / "utilities.css"
    style.write_text(
        style.read_text(encoding="utf-8") + "\n.kept { --of-another-build: 1; }\n", encoding="utf-8"
    )
    return folder


def require_web_packages() -> None:
    """Say loudly what is missing, instead of fifty tests failing for one reason."""
    if not (REPOSITORY / "theme" / "node_modules" / "leaflet" / "dist" / "leaflet.js").is_file():
        raise WebPackagesMissing(
            "theme/node_modules is missing. Run `make test`, which fetches it, "
            "or `npm ci` in the folder theme."
        )


def build(
    project: Path,
    output: Path,
    *,
    site_address: str = "",
    reversed_listings: bool = False,
    hash_seed: str = "1",
    now: str = NOW,
    theme: Path = REPOSITORY / "theme",
) -> Build:
    """Build `project` into `output`; with an address as the public sees it."""
    require_web_packages()
    settings = project.parent / f"{project.name}-settings.py"
    base = "publishconf" if site_address else "pelicanconf"
    settings.write_text(
        f"import sys\n"
        f"sys.path.insert(0, {str(REPOSITORY)!r})\n"
        f"from {base} import *\n"
        f"PATH = {str(project / 'content')!r}\n"
        f"LEARNING_CITY_PROJECT = {str(project)!r}\n"
        f"PLUGIN_PATHS = [{str(REPOSITORY / 'plugins')!r}]\n"
        f"THEME = {str(theme)!r}\n",
        encoding="utf-8",
    )
    start = "import sys\nfrom pelican import main\nmain(sys.argv[1:])\n"
    if reversed_listings:
        start = REVERSED_LISTINGS + start
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("GITHUB_", "PYTEST_", "LEARNING_CITY_", "SOURCE_DATE_EPOCH"))
    }
    environment |= {
        "LEARNING_CITY_NOW": now,
        "SITEURL": site_address,
        "PYTHONPATH": str(REPOSITORY / "plugins"),
        "PYTHONHASHSEED": hash_seed,
        "PYTHONUTF8": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    command = [sys.executable, "-c", start, str(project / "content"), "--settings", str(settings)]
    done = subprocess.run(
        [*command, "--output", str(output), "--fatal", "errors"],
        cwd=project,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    return Build(project, output, done.returncode, done.stdout + done.stderr)


def built(project: Path, output: Path, **options: object) -> Build:
    """The same, when anything but success is a mistake of the test's own making."""
    result = build(project, output, **options)
    assert result.exit_code == 0, result.told
    return result


def shared(
    factory: object,
    name: str,
    source: Path,
    change: Callable[[Path], None] | None = None,
    **options: object,
) -> Build:
    """A build that all processes of a test run have together: whoever needs it first makes it.

    `change` is given the copy of `source` before it is built. Nobody may change the build.
    """
    root = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        root = root.parent
    folder = root / f"shared-{name}"
    told = folder / "told.txt"
    with FileLock(f"{folder}.lock"):
        if not told.is_file():
            project = copy_of(source, folder / "town")
            if change is not None:
                change(project)
            result = built(project, folder / "output", **options)
            told.write_text(result.told, encoding="utf-8")
    return Build(folder / "town", folder / "output", 0, told.read_text(encoding="utf-8"))


def tiny_city_while_developing(factory: object) -> Build:
    """The tiny city as `make serve` shows it."""
    return shared(factory, "tiny-local", TINY_CITY)


def tiny_city_as_published(factory: object) -> Build:
    """The tiny city below a path."""
    return shared(factory, "tiny-published", TINY_CITY, site_address=SUB_PATH_ADDRESS)
