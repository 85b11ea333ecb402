"""Forms and workflows of the repository: the fields are the models', the rights are few."""

from __future__ import annotations

import base64
import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import get_args

import pytest
import yaml

from learning_city.city.assemble import assemble
from learning_city.edges.form_choices import REPLACEABLE, refreshed_form
from learning_city.edges.issue_form import (
    FORMS,
    IssueForm,
    choice_id,
    event_data,
    place_data,
    read_answers,
    read_form,
)
from learning_city.model.event import Event
from learning_city.model.place import Place
from learning_city.words.phrases import read_phrases
from tests.city_project import CATALOGUES, PROJECT
from tests.edges.test_issue_form import TODAY

GITHUB = PROJECT / ".github"
WORKFLOWS = {path.stem: path for path in sorted((GITHUB / "workflows").glob("*.yml"))}

NOT_ASKED = {
    "place": {
        *("group", "sdg", "transit", "photos", "osm", "wikidata", "former_ids"),
    },
    "event": {
        *("rrule", "status", "status_note", "free_for", "languages", "photos", "access"),
        *("sample", "former_ids", "changes"),
    },
}
"""Fields that a form for five minutes leaves to the file itself."""

MODELS = {"place": Place, "event": Event}


def keys_of(model) -> set[str]:
    return {info.alias or name for name, info in model.model_fields.items()}


def part_of(model, field: str) -> set[str]:
    """The keys below a field, through lists and options."""

    def inner(kind):
        if hasattr(kind, "model_fields"):
            return keys_of(kind)
        return set().union(*(inner(part) for part in get_args(kind)))

    info = next(i for n, i in model.model_fields.items() if (i.alias or n) == field)
    return inner(info.annotation)


@pytest.fixture(scope="module", params=FORMS)
def form(request) -> IssueForm:
    return read_form(PROJECT, request.param)


@pytest.mark.parametrize("name", ["place", "event"])
def test_a_form_asks_for_the_fields_of_its_model(name: str) -> None:
    asked = {field.id.partition("-")[0] for field in read_form(PROJECT, name).fields} - {"consent"}
    assert asked == keys_of(MODELS[name]) - NOT_ASKED[name]


@pytest.mark.parametrize("name", ["place", "event"])
def test_what_follows_a_hyphen_is_a_language_or_a_part(name: str) -> None:
    for field in read_form(PROJECT, name).fields:
        base, hyphen, part = field.id.partition("-")
        if base == "access":
            assert part in ("yes", "limited", "no")
        elif hyphen:
            assert part in {"en"} | part_of(MODELS[name], base), field.id


@pytest.mark.parametrize("name", ["place", "event"])
def test_what_the_model_needs_the_form_needs(name: str) -> None:
    required = {field.id for field in read_form(PROJECT, name).fields if field.required}
    needed = {
        info.alias or key for key, info in MODELS[name].model_fields.items() if info.is_required()
    }
    assert needed <= required


@pytest.mark.parametrize("name", ["place", "event"])
def test_every_answer_reaches_the_file(name: str) -> None:
    """No question is asked in vain."""
    form = read_form(PROJECT, name)
    whole = {
        field.id: choice_id(field.options[number % len(field.options)])
        if field.options
        else "38.41234, 27.12345"
        for number, field in enumerate(form.fields)
        if field.kind != "checkboxes"
    }
    make = place_data if name == "place" else event_data
    everything = make(whole, TODAY, ("tr", "en"))
    for field in whole:
        without = make(
            {key: one for key, one in whole.items() if key != field}, TODAY, ("tr", "en")
        )
        assert without != everything, field


def test_a_correction_names_fields_that_exist() -> None:
    assert set(REPLACEABLE) <= keys_of(Place) | keys_of(Event)
    form = read_form(PROJECT, "correction")
    field = next(field for field in form.fields if field.id == "field")
    assert tuple(map(choice_id, field.options)) == REPLACEABLE


def test_ids_and_labels_are_used_once(form: IssueForm) -> None:
    assert len({field.id for field in form.fields}) == len(form.fields)
    assert len({field.label for field in form.fields}) == len(form.fields)
    for field in form.fields:
        assert re.fullmatch("[a-z0-9_-]+", field.id)
        assert len(set(field.options)) == len(field.options)


def test_every_choice_can_be_read_back(form: IssueForm) -> None:
    for field in form.fields:
        for option in field.options if field.kind == "dropdown" else ():
            answers = read_answers(form, f"### {field.label}\n\n{option}")
            assert answers == {field.id: choice_id(option)}


@pytest.mark.real_data
@pytest.mark.parametrize("name", FORMS)
def test_the_choices_are_those_of_the_data(name: str) -> None:
    """When this fails: `make schema`."""
    city = assemble(PROJECT, CATALOGUES, {}, samples=True).city
    assert city is not None
    phrases = read_phrases(CATALOGUES, city.settings.languages)
    text = (GITHUB / "ISSUE_TEMPLATE" / f"{name}.yml").read_text(encoding="utf-8")
    assert refreshed_form(PROJECT, name, city, phrases) == text


def test_forms_ask_for_the_permission_to_share(form: IssueForm) -> None:
    text = (GITHUB / "ISSUE_TEMPLATE" / f"{form.name}.yml").read_text(encoding="utf-8")
    consent = yaml.safe_load(text)["body"][-1]
    assert consent["id"] == "consent"
    assert consent["attributes"]["options"][0]["required"] is True


def test_the_labels_of_forms_and_workflows_are_kept() -> None:
    names = {entry["name"] for entry in json.loads((GITHUB / "labels.json").read_text("utf-8"))}
    for form in FORMS:
        text = (GITHUB / "ISSUE_TEMPLATE" / f"{form}.yml").read_text(encoding="utf-8")
        assert set(yaml.safe_load(text)["labels"]) <= names
    proposal = WORKFLOWS["proposal"].read_text(encoding="utf-8")
    (asked,) = re.findall(r"label\.name == '([^']+)'", proposal)
    (removed,) = re.findall(r"--remove-label (\S+)", proposal)
    assert asked == removed
    assert asked in names


# ── Rights ────────────────────────────────────────────────────────────────────────────────────────


def jobs_of(name: str):
    return yaml.safe_load(WORKFLOWS[name].read_text(encoding="utf-8"))["jobs"].items()


def test_what_runs_the_code_of_a_change_can_only_read() -> None:
    for name, path in WORKFLOWS.items():
        triggers = yaml.safe_load(path.read_text(encoding="utf-8"))[True]
        if "pull_request" in triggers:
            for _, job in jobs_of(name):
                assert set(job["permissions"].values()) == {"read"}, name


@pytest.mark.parametrize("name", ["comment", "proposal"])
def test_what_may_write_checks_out_the_default_branch_only(name: str) -> None:
    for _, job in jobs_of(name):
        checkouts = [step for step in job["steps"] if "checkout" in step.get("uses", "")]
        assert [step["with"] for step in checkouts] == [
            {
                "ref": "${{ github.event.repository.default_branch }}",
                "persist-credentials": False,
            }
        ]


def test_the_comment_installs_nothing_and_runs_nothing_of_the_change() -> None:
    ((_, job),) = jobs_of("comment")
    commands = "\n".join(step.get("run", "") for step in job["steps"])
    assert set(
        re.findall(r"(?m)(?:^|\| *|\$\()\s*(python\S*|pip|npm|make|bash|sh|node)\b", commands)
    ) == {"python3"}
    assert set(re.findall(r"python3 (.*?) (?:<|--)", commands)) == {
        "-m learning_city labels",
        "-m learning_city answer",
    }


def test_what_somebody_wrote_reaches_a_workflow_through_the_environment() -> None:
    written = re.compile(r"\$\{\{[^}]*\.(?:body|title|head_branch|head\.ref|login|label)\b")
    for path in WORKFLOWS.values():
        for line in path.read_text(encoding="utf-8").splitlines():
            if written.search(line):
                assert re.match(r"\s+[A-Z_]+: \$\{\{|\s+group: ", line), line


def test_the_token_is_known_only_to_steps_that_speak_to_github() -> None:
    ((_, job),) = jobs_of("proposal")
    for step in job["steps"]:
        if "run.py" in step.get("run", ""):
            assert "GH_TOKEN" not in {**job.get("env", {}), **step.get("env", {})}


def test_one_job_speaks_beside_the_lines(small_city) -> None:
    small_city.change("places/konak/kitaplik.yaml", "kind: library", "kind: librray")
    quiet = yaml.safe_load(WORKFLOWS["tests"].read_text(encoding="utf-8"))["env"]
    assert "::error " in small_city.check(GITHUB_ACTIONS="true")[1]
    assert "::error " not in small_city.check(GITHUB_ACTIONS="true", **quiet)[1]


def test_the_pull_request_template_has_both_languages() -> None:
    text = (GITHUB / "pull_request_template.md").read_text(encoding="utf-8")
    assert text.index("Teşekkürler") < text.index("Thank you")
    assert "CC BY 4.0" in text


# ── The shell of the workflows, with a GitHub that only takes notes ───────────────────────────────

TAKES_NOTES = """#!/bin/sh
for word in "$@"; do printf '%s\\037' "$word"; done >> "$NOTES"
printf '\\036' >> "$NOTES"
case "$*" in
  *git/ref/heads/*) exit "${BRANCH_IS_THERE:-1}" ;;
  *"pr create"*) [ "${MAY_OPEN:-yes}" = yes ] || exit 1; echo https://github.com/a/b/pull/9 ;;
  *"/pulls"*"head="*) echo "${FOUND-7}" ;;
  *"/files"*) echo places/konak/kitaplik.yaml ;;
esac
"""


def run_of(name: str, step_name: str) -> str:
    ((_, job),) = jobs_of(name)
    return next(step["run"] for step in job["steps"] if step.get("name") == step_name)


@pytest.fixture
def shell(tmp_path):
    """Runs a step as the runner does; what it told GitHub, one list of words for each call."""
    tools = tmp_path / "tools"
    tools.mkdir()
    (tools / "gh").write_text(TAKES_NOTES, encoding="utf-8")
    (tools / "gh").chmod(0o755)
    notes = tmp_path / "notes"

    def run(script: str, folder=PROJECT, **environment: str) -> list[list[str]]:
        notes.write_text("", encoding="utf-8")
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
            cwd=folder,
            env={
                "PATH": f"{tools}:{os.environ['PATH']}",
                "NOTES": str(notes),
                "RUNNER_TEMP": str(tmp_path),
                "GITHUB_OUTPUT": str(tmp_path / "output"),
                "GITHUB_SERVER_URL": "https://github.com",
                "GH_REPO": "a/b",
                **environment,
            },
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        calls = notes.read_text(encoding="utf-8").split("\036")[:-1]
        return [call.split("\037")[:-1] for call in calls]

    return run


needs_bash = pytest.mark.skipif(
    shutil.which("bash") is None or os.name == "nt", reason="the runners of these jobs have bash"
)


@needs_bash
def test_every_step_is_good_shell() -> None:
    for name in WORKFLOWS:
        for _, job in jobs_of(name):
            for step in job["steps"]:
                subprocess.run(["bash", "-n", "-c", step.get("run", "")], check=True)


@needs_bash
def test_the_pull_request_is_found_by_branch_and_commit(shell, tmp_path) -> None:
    script = run_of("comment", "Which pull request")
    ((*_, query),) = shell(script, OWNER="ayse", BRANCH="x; y", SHA="1")
    assert "env.SHA" in query
    assert (tmp_path / "output").read_text(encoding="utf-8") == "number=7\n"


@needs_bash
def test_no_pull_request_is_nobody_to_speak_to(shell, tmp_path) -> None:
    shell(run_of("comment", "Which pull request"), OWNER="a", BRANCH="b", SHA="1", FOUND="7; rm")
    assert (tmp_path / "output").read_text(encoding="utf-8") == "number=\n"


@needs_bash
@pytest.mark.skipif(shutil.which("jq") is None, reason="the runners have jq")
def test_labels_are_put_on_in_one_call(shell, tmp_path) -> None:
    (tmp_path / "changed").write_text("places/konak/a.yaml\n", encoding="utf-8")
    environment = {"NUMBER": "7", "PYTHONPATH": "plugins"}
    ((*_, path),) = shell(run_of("comment", "Labels"), **environment)
    assert json.loads(Path(path).read_text(encoding="utf-8")) == {"labels": ["yerler"]}
    (tmp_path / "changed").write_text("LICENSE\n", encoding="utf-8")
    assert shell(run_of("comment", "Labels"), **environment) == []


@needs_bash
def test_the_comment_is_written_and_renewed(shell, tmp_path) -> None:
    (tmp_path / "changed").write_text("places/konak/a.yaml\n", encoding="utf-8")
    environment = {"NUMBER": "7", "RUN_PAGE": "https://github.com/a/b/actions/runs/1"}
    environment |= {"OUTCOME": "success", "PYTHONPATH": "plugins"}
    ((*words, path),) = shell(run_of("comment", "Comment"), **environment)
    assert words == ["pr", "comment", "7", "--edit-last", "--create-if-none", "--body-file"]
    assert Path(path).read_text(encoding="utf-8").startswith("Teşekkürler!")
    (tmp_path / "changed").write_text("LICENSE\n", encoding="utf-8")
    assert shell(run_of("comment", "Comment"), **environment) == []


@pytest.fixture
def proposed(small_city, tmp_path):
    """A repository with a written file, and the texts beside it, as the step before leaves them."""
    folder = small_city.folder
    identity = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    for arguments in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "a"]):
        subprocess.run(["git", *identity, *arguments], cwd=folder, check=True)
    shutil.copytree(GITHUB / "answers", folder / ".github" / "answers")
    (folder / "places" / "konak" / "yeni.yaml").write_text("name: Çınar\n", encoding="utf-8")
    texts = {"path": "places/konak/yeni.yaml", "title": 'Yeni yer: "$(id)"', "body.md": "B\n"}
    (tmp_path / "proposal").mkdir()
    for name, text in {**texts, "answer.md": "A\n"}.items():
        (tmp_path / "proposal" / name).write_text(text, encoding="utf-8")
    return folder


WHO = {"NUMBER": "12", "AUTHOR": "ayse", "AUTHOR_ID": "5", "BASE": "main"}


@needs_bash
def test_a_proposal_is_put_on_a_branch_and_opened(shell, proposed, tmp_path) -> None:
    calls = shell(run_of("proposal", "Pull request"), proposed, **WHO)
    _, branch, file, opened = calls
    assert "ref=refs/heads/istek-12" in branch
    assert "repos/a/b/contents/places/konak/yeni.yaml" in file
    fields = dict(word.split("=", 1) for word in file if "=" in word)
    assert base64.b64decode(fields["content"]).decode() == "name: Çınar\n"
    assert fields["message"] == (
        'Yeni yer: "$(id)" (#12)\n\nCo-authored-by: ayse <5+ayse@users.noreply.github.com>'
    )
    assert "sha" not in fields
    assert opened[:2] == ["pr", "create"]
    body = (tmp_path / "proposal" / "body.md").read_text(encoding="utf-8")
    assert body == "B\n\nCloses #12\n"
    answer = (tmp_path / "proposal" / "answer.md").read_text(encoding="utf-8")
    assert answer.endswith("https://github.com/a/b/pull/9\n")


@needs_bash
def test_a_changed_file_says_which_version_it_replaces(shell, proposed, tmp_path) -> None:
    (tmp_path / "proposal" / "path").write_text("places/konak/kitaplik.yaml", encoding="utf-8")
    file = shell(run_of("proposal", "Pull request"), proposed, **WHO)[2]
    (sha,) = [word for word in file if word.startswith("sha=")]
    assert re.fullmatch("sha=[0-9a-f]{40}", sha)


@needs_bash
def test_without_the_right_to_open_there_is_a_link(shell, proposed, tmp_path) -> None:
    shell(run_of("proposal", "Pull request"), proposed, **WHO, MAY_OPEN="no")
    answer = (tmp_path / "proposal" / "answer.md").read_text(encoding="utf-8")
    assert answer.endswith("https://github.com/a/b/compare/main...istek-12?expand=1\n")


@needs_bash
def test_an_issue_is_proposed_once(shell, proposed, tmp_path) -> None:
    calls = shell(run_of("proposal", "Pull request"), proposed, **WHO, BRANCH_IS_THERE="0")
    assert len(calls) == 1
    answer = (tmp_path / "proposal" / "answer.md").read_text(encoding="utf-8")
    assert answer.startswith("Bu istek daha önce dosyaya döküldü")


@needs_bash
def test_every_label_is_created(shell) -> None:
    ((_, job),) = jobs_of("labels")
    calls = shell(job["steps"][-1]["run"], PYTHONPATH="plugins")
    names = [entry["name"] for entry in json.loads((GITHUB / "labels.json").read_text("utf-8"))]
    assert [call[2] for call in calls] == names
