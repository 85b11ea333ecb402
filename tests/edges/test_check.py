"""`make check`: everything at once, in the reader's language, and nothing written."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest

from tests.city_project import PROJECT, Project


def test_the_shipped_data_is_silent(shipped_copy: Project) -> None:
    before = shipped_copy.snapshot()
    assert shipped_copy.check() == (0, "")
    assert shipped_copy.snapshot() == before


def with_ten_mistakes(project: Project) -> Project:
    """Ten different mistakes in six files; the one that stops YAML itself stands alone."""
    project.change("places/konak/konak-iskelesi.yaml", "district: konak", "district: Konakk")
    project.change("places/konak/konak-iskelesi.yaml", "kind: ferry", "kind: vapur iskelesı")
    project.change("places/konak/kadifekale.yaml", "cost: ", "ucret: ")
    project.change("places/konak/kadifekale.yaml", "{lat: ", "{lat: enlem ")
    project.change("places/tire/tire-muzesi.yaml", "district: tire", "district:tire")
    project.change("events/2026/su-gunu.yaml", "start: 2026-03-22", "start: 22.03.2026")
    project.change("events/2026/su-gunu.yaml", "city_wide: ", "city_wide: evet #")
    project.change("events/2026/cevre-gunu.yaml", "start: 2026-06-05", "start: 2026-06-31")
    project.change("events/2026/cevre-gunu.yaml", "every: year", "every: asır")
    project.change("content/organizers/izek.yaml", "founded: 2018", "founded: 20218")
    return project


def test_ten_mistakes_in_six_files_are_all_told_at_once(shipped_copy: Project) -> None:
    project = with_ten_mistakes(shipped_copy)
    before = project.snapshot()
    code, said = project.check()
    assert code == 1
    assert project.snapshot() == before
    problems = project.problems()
    assert {problem.path for problem in problems} == {
        "content/organizers/izek.yaml",
        "events/2026/cevre-gunu.yaml",
        "events/2026/su-gunu.yaml",
        "places/konak/kadifekale.yaml",
        "places/konak/konak-iskelesi.yaml",
        "places/tire/tire-muzesi.yaml",
    }
    assert sorted(problem.code for problem in problems) == [
        "bad-date",
        "missing-space",
        "no-such-day",
        "not-a-choice",
        "not-a-flag",
        "not-a-number",
        "number-out-of-range",
        "unknown-key",
        "unknown-reference",
        "unknown-reference",
    ]
    blocks = said.strip().split("\n\n")
    assert len(blocks) == len(problems) + 1
    for problem, block in zip(problems, blocks, strict=False):
        heading, *sentences = block.splitlines()
        assert heading.startswith(f"{problem.path}:{problem.line}:{problem.column} — hata, ")
        assert len(sentences) >= 2, block
    assert blocks[-1] == "10 hata bulundu."


def test_the_nearest_right_word_and_the_repaired_value_are_given(shipped_copy: Project) -> None:
    _, said = with_ten_mistakes(shipped_copy).check()
    for repaired in ("“konak”", "“cost”", "“ferry”", "    2026-03-22", "    district: tire", "yes"):
        assert repaired in said, repaired


def test_english_is_spoken_when_asked_for(shipped_copy: Project) -> None:
    code, said = with_ten_mistakes(shipped_copy).check("en")
    assert code == 1
    assert "10 errors" in said
    assert "error, line " in said
    assert not re.search(r"\b(hata|satır|Şunu|yazın|deneyin)\b", said)


def test_a_broken_city_file_does_not_hide_other_mistakes(small_city: Project) -> None:
    small_city.change("content/city.yaml", "zoom: 11", "zoom: 99")
    small_city.change("places/konak/kitaplik.yaml", "kind: library", "kind: librari")
    assert small_city.codes() == ["number-out-of-range", "unknown-reference"]


def test_doubts_are_shown_but_do_not_fail(small_city: Project) -> None:
    small_city.change("places/konak/kitaplik.yaml", "lat: 38.41920", "lat: 38.42")
    code, said = small_city.check()
    assert code == 0
    assert " — kuşku, satır 4, sütun 17 — " in said
    assert said.strip().endswith("1 kuşkulu nokta var.")


def test_notes_are_shown_only_when_asked_for(small_city: Project) -> None:
    small_city.change("places/konak/kitaplik.yaml", ", en: Example Library", "")
    assert small_city.check() == (0, "")


def test_an_annotation_stands_beside_each_problem_on_github(small_city: Project) -> None:
    small_city.change("places/konak/kitaplik.yaml", "kind: library", "kind: librari")
    _, plain = small_city.check()
    assert "::error" not in plain
    _, said = small_city.check(GITHUB_ACTIONS="true")
    commands = [line for line in said.splitlines() if line.startswith("::")]
    assert len(commands) == 1
    assert commands[0].startswith("::error file=places/konak/kitaplik.yaml,line=2,col=7,title=")
    assert "“librari”" in commands[0]
    assert "“library”" in commands[0]


HOSTILE = "x\\n::stop-commands::abc\\n##[add-mask]konak %0A,line=1::"


@pytest.mark.parametrize(
    ("field", "line"),
    [("kind", f'kind: "{HOSTILE}"'), ("key", f'"{HOSTILE}": x\nkind: library')],
)
def test_no_text_of_a_file_becomes_a_command(small_city: Project, field: str, line: str) -> None:
    small_city.change("places/konak/kitaplik.yaml", "kind: library", line)
    code, said = small_city.check(GITHUB_ACTIONS="true")
    assert code == 1
    for printed in said.splitlines():
        if printed.lstrip().startswith("::"):
            assert re.match(r"::(error|warning|notice) file=places/konak/kitaplik\.yaml,", printed)
            assert "%0A,line=1" not in printed.replace("%250A", "")
        else:
            assert "##[" not in printed


def test_the_command_answers_without_pelican_or_maps() -> None:
    """The real command on the real data, in a process of its own."""
    program = (
        "import sys; from learning_city.edges.commands import main; code = main(['check']);"
        "heavy = {'pelican', 'folium', 'geopandas', 'pandas', 'numpy'} & sys.modules.keys();"
        "print(code, sorted(heavy))"
    )
    environment = {**os.environ, "PYTHONPATH": str(PROJECT / "plugins")}
    environment.pop("GITHUB_ACTIONS", None)
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=PROJECT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "0 []"
