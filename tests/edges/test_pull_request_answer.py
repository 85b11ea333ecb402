"""The comment under a pull request: our words, GitHub's addresses, the report as plain text."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from learning_city.edges.github_markdown import code, fenced, joined
from learning_city.edges.pull_request_answer import Label, answer, labels_for, read_labels
from tests.city_project import PROJECT

RUN = "https://github.com/a/b/actions/runs/1"
PLACE = "places/konak/kitaplik.yaml"


@pytest.fixture
def report(tmp_path: Path) -> Path:
    (tmp_path / "report").mkdir()
    for language in ("tr", "en"):
        (tmp_path / "report" / f"{language}.txt").write_text("", encoding="utf-8")
    return tmp_path / "report"


def say(report: Path, outcome: str, *paths: str) -> str:
    return answer(PROJECT, report, outcome, RUN, paths)


def test_a_good_change_is_thanked_for(report: Path) -> None:
    said = say(report, "success", PLACE)
    assert said.startswith("Teşekkürler!")
    assert f"[Özet ve önizleme]({RUN})" in said
    assert "$" not in said


def test_a_change_without_data_that_went_well_gets_no_comment(report: Path) -> None:
    assert say(report, "success", "plugins/a.py", "README.md") == ""


def test_mistakes_are_quoted_in_both_languages(report: Path) -> None:
    (report / "tr.txt").write_text("satır 7: yanlış\n", encoding="utf-8")
    (report / "en.txt").write_text("line 7: wrong\n", encoding="utf-8")
    said = say(report, "failure", PLACE)
    assert "```text\nsatır 7: yanlış\n```" in said
    assert "```text\nline 7: wrong\n```" in said


def test_doubts_are_told_although_the_change_may_pass(report: Path) -> None:
    (report / "tr.txt").write_text("kuşku", encoding="utf-8")
    assert "gözden geçirenin bakması gereken" in say(report, "success", PLACE)


def test_a_run_that_stopped_for_another_reason_is_nobodys_mistake(tmp_path: Path) -> None:
    assert "yazdığınız veri değil" in say(tmp_path / "none", "failure", PLACE)


def test_a_report_cannot_leave_its_block_or_fill_the_page(report: Path) -> None:
    evil = "```\n@everyone [x](http://evil.example) $run\n" + "`" * 50 + "\n" + "x" * 100_000
    (report / "tr.txt").write_text(evil, encoding="utf-8")
    said = say(report, "failure", PLACE)
    fence = "`" * 51
    assert said.count(f"{fence}text\n") == 1
    assert said.count(f"\n{fence}\n") == 1
    assert len(said) < 50_000


def test_a_report_that_is_no_plain_file_is_not_read(report: Path, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret", encoding="utf-8")
    (report / "tr.txt").unlink()
    (report / "tr.txt").symlink_to(tmp_path / "secret")
    (report / "en.txt").write_bytes(b"\xff\xfe\x00")
    assert "secret" not in say(report, "failure", PLACE)


def test_labels_follow_the_folders() -> None:
    labels = [
        Label("a", "0", "", ("places/", "events/")),
        Label("b", "0", ""),
        Label("c", "0", "", ("run.py",)),
    ]
    assert labels_for([PLACE, "events/2026/a.yaml"], labels) == ["a"]
    assert labels_for(["run.py", "README.md"], labels) == ["c"]
    assert labels_for([], labels) == []


def test_every_folder_of_a_label_is_there() -> None:
    labels = read_labels(PROJECT)
    assert len({label.name for label in labels}) == len(labels)
    for label in labels:
        assert len(label.description) <= 100, label.name
        for folder in label.folders:
            parent, _, start = folder.rpartition("/")
            assert any(one.name.startswith(start) for one in (PROJECT / parent).iterdir()), folder


@pytest.mark.parametrize(
    "command", [["labels"], ["answer", "--report", "x", "--outcome", "success", "--run", RUN]]
)
def test_nothing_has_to_be_installed_where_there_is_a_right_to_write(command: list[str]) -> None:
    """`-S` leaves out every installed package."""
    done = subprocess.run(
        [sys.executable, "-S", "-m", "learning_city", *command],
        cwd=PROJECT,
        input=f"{PLACE}\n",
        env={"PYTHONPATH": str(PROJECT / "plugins"), "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    assert "yerler" in done.stdout or "Teşekkürler" in done.stdout


# ── Markdown ──────────────────────────────────────────────────────────────────────────────────────


def test_a_fence_is_longer_than_what_it_holds() -> None:
    assert fenced("a ```` b") == "`````text\na ```` b\n`````\n"
    assert fenced("a\x1b[2J\u202eb\r\nc") == "```text\na\ufffd[2J\ufffdb\nc\n```\n"


def test_code_keeps_letters_and_nothing_that_means_something() -> None:
    assert code("Çınar_*x*") == "<code>Çınar&#95;&#42;x&#42;</code>"
    assert code("a\nb") == "<code>a b</code>"


def test_an_address_cannot_be_left() -> None:
    joined_up = joined("https://example.org/a/", "b c)d", "e\nf", fragment="L7")
    assert joined_up == "https://example.org/a/b%20c%29d/e%0Af#L7"
