"""The set-up: what a newcomer, a workflow and a second machine rely on."""

import ast
import http.client
import io
import json
import os
import re
import socket
import sys
import threading
import time
import tomllib
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path

import pytest
import yaml

import run

PROJECT = Path(__file__).resolve().parent.parent
WORKFLOWS = sorted((PROJECT / ".github" / "workflows").glob("*.yml"))
PYPROJECT = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
NPM_LOCK = json.loads((PROJECT / "theme" / "package-lock.json").read_text(encoding="utf-8"))


def declared_packages():
    groups = [PYPROJECT["dependencies"], *PYPROJECT["optional-dependencies"].values()]
    names = [re.match(r"[A-Za-z0-9._-]+", line).group() for group in groups for line in group]
    return [re.sub(r"[-_.]+", "-", name).lower() for name in names]


def makefile_targets():
    text = (PROJECT / "Makefile").read_text(encoding="utf-8")
    return dict(re.findall(r"(?m)^([a-z]+):  ## (.+)$", text))


# ── Locks ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("lock", ["requirements.txt", "theme/package-lock.json"])
def test_locks_name_no_address(lock):
    text = (PROJECT / lock).read_text(encoding="utf-8")
    assert "://" not in text
    assert not re.search(r"(?m)^\s*-(?!-hash=)", text), "an option line could name an index"


def test_every_dependency_is_locked_with_hashes():
    blocks = run.requirement_blocks()
    assert set(declared_packages()) <= set(blocks)
    versions = [
        (name, one)
        for name, text in blocks.items()
        for one in re.split(r"(?m)^(?=\w)", text)
        if one
    ]
    for name, block in versions:
        first, *hashes = block.strip().splitlines()
        assert re.match(r"[A-Za-z0-9._-]+==[^\s;]+", first), first
        assert hashes, f"{name} has no hash"
        for line in hashes:
            assert re.fullmatch(r"\s+--hash=sha256:[0-9a-f]{64}( \\)?", line), line


def test_locked_versions_are_within_the_declared_bounds():
    requirements = pytest.importorskip("packaging.requirements")
    locked = {
        name: re.search(r"==([^\s;]+)", block).group(1)
        for name, block in run.requirement_blocks().items()
    }
    groups = [PYPROJECT["dependencies"], *PYPROJECT["optional-dependencies"].values()]
    for line in (line for group in groups for line in group):
        wanted = requirements.Requirement(line)
        name = re.sub(r"[-_.]+", "-", wanted.name).lower()
        assert wanted.specifier.contains(locked[name], prereleases=True), line


def test_web_assets_are_exact_and_locked_with_hashes():
    declared = json.loads((PROJECT / "theme" / "package.json").read_text(encoding="utf-8"))
    for name, version in declared["dependencies"].items():
        locked = NPM_LOCK["packages"][f"node_modules/{name}"]
        assert locked["version"] == version
    for path, package in NPM_LOCK["packages"].items():
        if path:
            assert package["integrity"].startswith("sha512-"), path
            assert "resolved" not in package, path
            assert not package.get("hasInstallScript"), path


# ── Commands ──────────────────────────────────────────────────────────────────────────────────────


def test_make_and_run_py_offer_the_same_commands_in_the_same_words():
    commands = {
        name: f"{turkish} · {english}" for name, (_, _, turkish, english) in run.COMMANDS.items()
    }
    assert makefile_targets() == commands
    assert list(makefile_targets()) == list(commands)


def test_makefile_only_delegates():
    text = (PROJECT / "Makefile").read_text(encoding="utf-8")
    phony = re.search(r"(?m)^\.PHONY: (.+)$", text).group(1).split()
    assert phony == list(run.COMMANDS)
    for target in set(run.COMMANDS) - {"help"}:
        recipe = re.search(rf"(?m)^{target}:  ##.*\n((?:\t.*\n)+)", text).group(1)
        assert re.fullmatch(rf"\t@\$\(RUN\) {target}( \$\(ARGS\))?\n", recipe)
        assert recipe.endswith("$(ARGS)\n") == run.COMMANDS[target][1]


def test_help_names_every_command(capsys):
    assert run.main([]) == 0
    told = capsys.readouterr().out
    assert all(f"  {name} " in told for name in run.COMMANDS)


def test_an_unknown_command_is_answered_in_both_languages(capsys):
    assert run.main(["srve"]) == 2
    told = capsys.readouterr().err
    assert "diye bir komut yok" in told
    assert "There is no command" in told


def test_an_old_python_is_refused_kindly(monkeypatch, capsys):
    monkeypatch.setattr(sys, "version_info", (3, 8, 18, "final", 0))
    assert run.main(["serve"]) == 2
    told = capsys.readouterr().err
    assert "Python 3.11 veya daha yenisini ister" in told
    assert "3.8.18" in told
    assert "make serve PYTHON=" in told


def test_run_py_speaks_both_languages_everywhere():
    for key, (turkish, english) in run.SAYINGS.items():
        assert turkish, key
        assert english, key
        slots = [set(re.findall(r"{(\w+)}", wording)) for wording in (turkish, english)]
        assert slots[0] == slots[1], key


def test_run_py_needs_nothing_but_the_standard_library():
    tree = ast.parse((PROJECT / "run.py").read_text(encoding="utf-8"))
    imported = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            imported |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0
            imported.add(node.module.split(".")[0])
    assert imported <= sys.stdlib_module_names


def test_run_py_can_be_read_by_the_pythons_it_refuses():
    source = (PROJECT / "run.py").read_text(encoding="utf-8")
    ast.parse(source, feature_version=(3, 7))


# ── The set-up's memory ───────────────────────────────────────────────────────────────────────────


def test_a_stamp_fits_only_the_content_it_was_made_for(tmp_path):
    lock, stamp = tmp_path / "lock.txt", tmp_path / "made" / "set-up.stamp"
    lock.write_text("one==1\n", encoding="utf-8")
    mark = run.fingerprint(lock, "3.11")
    assert not run.stamped(stamp, mark)
    run.put_stamp(stamp, mark)
    assert run.stamped(stamp, mark)
    assert not run.stamped(stamp, run.fingerprint(lock, "3.13"))
    lock.write_text("one==2\n", encoding="utf-8")
    assert not run.stamped(stamp, run.fingerprint(lock, "3.11"))


def test_a_stamp_does_not_mind_line_ends(tmp_path):
    unix, windows = tmp_path / "unix", tmp_path / "windows"
    unix.write_bytes(b"one\ntwo\n")
    windows.write_bytes(b"one\r\ntwo\r\n")
    assert run.fingerprint(unix) == run.fingerprint(windows)


@pytest.mark.parametrize("rubbish", [b"", b"\xff\xfe", b"half a sta"])
def test_a_damaged_stamp_means_set_up_again(tmp_path, rubbish):
    stamp = tmp_path / "set-up.stamp"
    stamp.write_bytes(rubbish)
    assert not run.stamped(stamp, run.fingerprint("content"))


def test_a_step_that_fails_shows_why_and_one_that_works_is_brief(capfd):
    shout = "import sys; print('kırmızı ışık'); sys.exit({})"
    assert run.step("assets", sys.executable, "-c", shout.format(0))
    assert "kırmızı ışık" not in capfd.readouterr().out
    assert not run.step("assets", sys.executable, "-c", shout.format(3))
    assert "kırmızı ışık" in capfd.readouterr().err


def test_a_step_whose_program_is_missing_fails_without_a_traceback(tmp_path, capfd):
    assert not run.step("assets", tmp_path / "no-such-program")
    assert "Traceback" not in capfd.readouterr().err


# ── Workflows ─────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(params=WORKFLOWS, ids=lambda path: path.name)
def workflow(request):
    return request.param


def test_actions_are_official_and_pinned_to_a_commit_with_its_version(workflow):
    lines = [line for line in workflow.read_text(encoding="utf-8").splitlines() if "uses:" in line]
    pinned = re.compile(r"\s*(- )?uses: actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
    for line in lines:
        assert pinned.fullmatch(line), line


def test_an_action_is_the_same_everywhere():
    text = "\n".join(path.read_text(encoding="utf-8") for path in WORKFLOWS)
    used = set(re.findall(r"uses: (\S+)@(\S+)", text))
    assert len(used) == len({name for name, _ in used})


def test_workflows_have_no_right_that_a_job_did_not_ask_for(workflow):
    content = yaml.safe_load(workflow.read_text(encoding="utf-8"))
    assert content["permissions"] == {}
    for name, job in content["jobs"].items():
        assert "permissions" in job, name
        assert job["timeout-minutes"] <= 60, name


def test_only_the_deploying_job_may_publish_and_the_building_ones_only_read():
    jobs = {
        (path.stem, name): job["permissions"]
        for path in WORKFLOWS
        for name, job in yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"].items()
    }
    writers = {
        job: {right for right, level in rights.items() if level == "write"}
        for job, rights in jobs.items()
    }
    assert {job: rights for job, rights in writers.items() if rights} == {
        ("pages", "deploy"): {"pages", "id-token"},
        ("pages", "stay-awake"): {"actions"},
        ("comment", "comment"): {"pull-requests"},
        ("proposal", "propose"): {"contents", "issues", "pull-requests"},
        ("labels", "labels"): {"issues"},
        ("import", "propose"): {"contents", "pull-requests"},
        ("import", "stay-awake"): {"actions"},
    }


def test_workflows_know_no_secret_and_paste_nothing_into_a_shell(workflow):
    text = workflow.read_text(encoding="utf-8")
    assert "secrets." not in text
    assert "pull_request_target" not in text
    content = yaml.safe_load(text)
    for job in content["jobs"].values():
        for step in job["steps"]:
            assert "${{" not in step.get("run", "")


def test_the_site_is_published_only_after_the_check():
    content = yaml.safe_load(
        (PROJECT / ".github" / "workflows" / "pages.yml").read_text(encoding="utf-8")
    )
    commands = [step["run"] for step in content["jobs"]["build"]["steps"] if "run" in step]
    assert commands == ["make check", "make publish"]
    assert content["jobs"]["deploy"]["needs"] == "build"


def test_workflows_and_ci_call_only_commands_that_exist():
    files = [*WORKFLOWS, PROJECT / ".ci" / "run"]
    text = "\n".join(path.read_text(encoding="utf-8") for path in files)
    called = set(re.findall(r"(?:(?:part|exec|run:) make|run\.py) ([a-z]+)", text))
    assert called
    assert called <= set(run.COMMANDS)


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no such mark")
def test_ci_may_be_run():
    assert os.access(PROJECT / ".ci" / "run", os.X_OK)


# ── The preview ───────────────────────────────────────────────────────────────────────────────────


def say(key, /, **values):
    return " ".join([key, *(str(value) for value in values.values())])


@contextmanager
def running(output, port=0):
    from learning_city.edges import preview

    server = preview.open_server(output, port, say)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("preview")
    (folder / "secret.txt").write_text("secret", encoding="utf-8")
    output = folder / "output"
    (output / "yerler").mkdir(parents=True)
    (output / "data").mkdir()
    files = {
        "index.html": "<!doctype html><title>Açılış</title>",
        "404.html": "<!doctype html><title>Bulunamadı</title>",
        "yerler/index.html": "<!doctype html><title>Yerler</title>",
        "manifest.webmanifest": "{}",
        "data/places.geojson": "{}",
        "events.atom": "<feed/>",
        "events.tr.atom.xml": "<feed/>",
        "sitemap.xml": "<urlset/>",
        "site.js": "",
        "site.css": "",
        "events.ics": "BEGIN:VCALENDAR",
        "v1.2.gpx": "<gpx/>",
    }
    for name, text in files.items():
        (output / name).write_text(text, encoding="utf-8")
    if os.name != "nt":
        (output / "way-out.txt").symlink_to(folder / "secret.txt")
    return output


@pytest.fixture(scope="module")
def server(site):
    with running(site) as server:
        yield server


def ask(server, path, method="GET"):
    """The answer to a request whose path is sent exactly as written."""
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)
    try:
        connection.putrequest(method, path, skip_accept_encoding=True)
        connection.endheaders()
        answer = connection.getresponse()
        answer.body = answer.read()
        return answer
    finally:
        connection.close()


def test_preview_listens_to_this_computer_only(server):
    assert server.socket.getsockname()[0] == "127.0.0.1"
    assert server.address == f"http://127.0.0.1:{server.server_port}/"


def test_preview_shows_the_site_and_lets_the_browser_keep_nothing(server):
    answer = ask(server, "/")
    assert answer.status == 200
    assert "Açılış" in answer.body.decode()
    assert answer.headers.get_all("Cache-Control") == ["no-store"]


def test_preview_leads_to_the_address_with_the_slash(server):
    answer = ask(server, "/yerler")
    assert (answer.status, answer.headers["Location"]) == (301, "/yerler/")
    assert "Yerler" in ask(server, "/yerler/").body.decode()


def test_preview_answers_what_is_missing_with_the_sites_own_page(server):
    answer = ask(server, "/yok/")
    assert answer.status == 404
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "Bulunamadı" in answer.body.decode()
    assert answer.headers["Cache-Control"] == "no-store"


def test_preview_lists_no_folder(server):
    answer = ask(server, "/data/")
    assert answer.status == 404
    assert b"places.geojson" not in answer.body


def test_preview_answers_head_without_a_body(server):
    for path, status in [("/", 200), ("/yok", 404)]:
        answer = ask(server, path, "HEAD")
        assert (answer.status, answer.body) == (status, b"")
        assert int(answer.headers["Content-Length"]) > 0


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/index.html", "text/html; charset=utf-8"),
        ("/manifest.webmanifest", "application/manifest+json; charset=utf-8"),
        ("/data/places.geojson", "application/geo+json; charset=utf-8"),
        ("/events.atom", "application/atom+xml; charset=utf-8"),
        ("/events.tr.atom.xml", "application/atom+xml; charset=utf-8"),
        ("/sitemap.xml", "application/xml; charset=utf-8"),
        ("/events.ics", "text/calendar; charset=utf-8"),
        ("/v1.2.gpx", "application/gpx+xml; charset=utf-8"),
        ("/site.js?v=1", "text/javascript; charset=utf-8"),
        ("/site.css", "text/css; charset=utf-8"),
    ],
)
def test_preview_tells_the_content_type(server, path, kind):
    answer = ask(server, path)
    assert (answer.status, answer.headers["Content-Type"]) == (200, kind)


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/yerler/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/%2e%2e%2fsecret.txt",
        "/..\\secret.txt",
        "/..%5csecret.txt",
        "//secret.txt",
        "/way-out.txt",
        "/%00",
        "/" + "a" * 5000,
    ],
)
def test_preview_never_leaves_the_site(server, path):
    answer = ask(server, path)
    assert answer.status == 404
    assert b"secret" not in answer.body


def test_preview_takes_the_next_port_when_one_is_taken(site):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with running(site, port) as server:
            assert port < server.server_port <= port + 20


def test_preview_says_so_while_there_is_no_site(tmp_path):
    with running(tmp_path / "output") as server:
        answer = ask(server, "/")
    assert answer.status == 503
    assert answer.body == b"preview.no_site"


def test_preview_watches_what_makes_the_site(tmp_path):
    from learning_city.edges import preview

    for name in ("places", "events", "content", "theme", "plugins", "output", "tests"):
        (tmp_path / name).mkdir()
    names = [folder.name for folder in preview.watched_folders(tmp_path)]
    assert names == ["places", "events", "content", "theme", "plugins"]


def test_preview_builds_again_at_a_change_and_keeps_the_last_good_site(tmp_path, monkeypatch):
    from learning_city.edges import preview

    place = tmp_path / "places" / "konak.yaml"
    place.parent.mkdir()
    (tmp_path / "theme" / "node_modules").mkdir(parents=True)
    place.write_text("iyi", encoding="utf-8")
    page = tmp_path / "output" / "index.html"
    builds = []

    def build():
        text = place.read_text(encoding="utf-8")
        builds.append(text)
        if text == "bozuk":
            return False
        page.parent.mkdir(exist_ok=True)
        page.write_text(text, encoding="utf-8")
        return True

    terminal = io.StringIO()
    monkeypatch.setattr(sys, "stdout", terminal)
    stop = threading.Event()

    def until(words, repeat=lambda: None):
        end = time.monotonic() + 20
        while words not in terminal.getvalue():
            assert time.monotonic() < end, (words, terminal.getvalue())
            repeat()
            stop.wait(0.5)

    def save(text):
        # again and again: the first time may be before the watch has begun
        return lambda: place.write_text(text, encoding="utf-8")

    arguments = (tmp_path, 0, build, say)
    serving = threading.Thread(target=preview.serve, args=arguments, kwargs={"stop": stop})
    serving.start()
    try:
        until("preview.serving http://127.0.0.1:")
        (tmp_path / "theme" / "node_modules" / "library.js").write_text("", encoding="utf-8")
        until("preview.build_failed", save("bozuk"))
        assert page.read_text(encoding="utf-8") == "iyi"
        until("preview.changed places/konak.yaml\npreview.built", save("yeni"))
        assert page.read_text(encoding="utf-8") == "yeni"
    finally:
        stop.set()
        serving.join(timeout=20)
    assert not serving.is_alive()
    assert terminal.getvalue().rstrip().endswith("preview.stopped")
    assert [text for text, _ in groupby(builds)] == ["iyi", "bozuk", "yeni"]
    assert "library.js" not in terminal.getvalue()


def test_nothing_of_the_lock_is_lost_where_a_package_has_a_version_for_each_python():
    lock = run.REQUIREMENTS.read_text(encoding="utf-8")
    assert "".join(run.requirement_blocks().values()).count("==") == lock.count("==")
    assert "python_full_version < '3.12'" in run.requirement_blocks()["numpy"]
