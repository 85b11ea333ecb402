"""What reviewers read about a change: its own mistakes first, its pages, nothing that runs."""

from __future__ import annotations

import io
import re
import subprocess
from pathlib import Path

import pytest

from learning_city.edges.change_summary import (
    Change,
    changes_since,
    split,
    summarise,
    weighed,
    whereabouts,
)
from learning_city.ground.problems import Level, Problem
from tests.city_project import CATALOGUES, Project

KITAPLIK = "places/konak/kitaplik.yaml"
EVENT = "events/2026/hikaye-saati.yaml"


def git(project: Project, *arguments: str) -> None:
    identity = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(
        ["git", *identity, *arguments], cwd=project.folder, check=True, capture_output=True
    )


@pytest.fixture
def repository(small_city: Project) -> Project:
    git(small_city, "init", "--quiet", "--initial-branch=main")
    git(small_city, "add", "--all")
    git(small_city, "commit", "--quiet", "--message=a")
    return small_city


def told(project: Project, tmp_path: Path, **environment: str) -> tuple[int, str, str, Path]:
    """Exit code, what was printed, the Markdown and the folder of the report."""
    out, markdown, report = io.StringIO(), tmp_path / "summary.md", tmp_path / "report"
    git(project, "add", "--all")
    code = summarise(
        project.folder,
        CATALOGUES,
        {**project.environment, **environment},
        "HEAD",
        markdown=markdown,
        report=report,
        out=out,
    )
    return code, out.getvalue(), markdown.read_text(encoding="utf-8"), report


def test_git_says_what_changed_whatever_the_names(repository: Project) -> None:
    repository.change(KITAPLIK, "sanat]", "sanat, stem]")
    repository.write("places/konak/çok garip\tad.yaml", "name: A\n")
    (repository.folder / EVENT).unlink()
    git(repository, "add", "--all")
    assert changes_since(repository.folder, "HEAD") == [
        Change(EVENT, "removed"),
        Change(KITAPLIK, "changed"),
        Change("places/konak/çok garip\tad.yaml", "added"),
    ]


def test_a_commit_that_is_not_there_is_told(repository: Project) -> None:
    with pytest.raises(subprocess.CalledProcessError):
        changes_since(repository.folder, "nobody")


def test_only_files_of_contributions_have_pages() -> None:
    assert Change(KITAPLIK, "changed").key == ("place", "kitaplik")
    assert Change("events/2026/a.yml", "added").key == ("event", "a")
    assert Change("content/organizers/imece.yaml", "added").key == ("organizer", "imece")
    for path in ("places/README.md", "content/vocabulary/themes.yaml", "placesX/a.yaml"):
        assert Change(path, "changed").key is None


def test_mistakes_of_this_change_come_first_and_errors_before_doubts() -> None:
    here = [Problem("a", "x.yaml", level=Level.DOUBT), Problem("b", "x.yaml")]
    problems = [Problem("c", "a.yaml"), *here]
    assert split(problems, [Change("x.yaml", "changed")]) == (here, problems[:1])
    assert [problem.code for problem in weighed(here)] == ["b", "a"]


def test_a_good_change_shows_its_pages_and_points(repository: Project, tmp_path: Path) -> None:
    repository.change(KITAPLIK, "sanat]", "sanat, stem]")
    code, printed, page, report = told(repository, tmp_path, LIVE_SITE="https://example.org/site/")
    assert (code, printed) == (0, "")
    assert "✅ Veride hata yok." in page
    assert "[önizleme (tr)](http://127.0.0.1:8000/yerler/kitaplik/)" in page
    assert "[önizleme (en)](http://127.0.0.1:8000/en/places/kitaplik/)" in page
    assert "[yayındaki hâli (tr)](https://example.org/site/yerler/kitaplik/)" in page
    assert "?mlat=38.41920&mlon=27.12870" in page
    assert "<summary>English</summary>" in page
    assert "✅ The data has no error." in page
    assert (report / "tr.txt").read_text(encoding="utf-8") == ""


def test_a_new_page_has_no_published_address_and_a_removed_one_no_preview(
    repository: Project, tmp_path: Path
) -> None:
    text = (repository.folder / KITAPLIK).read_text(encoding="utf-8")
    repository.write("places/konak/yeni.yaml", text.replace("38.41920", "38.43920"))
    (repository.folder / EVENT).unlink()
    _, _, page, _ = told(repository, tmp_path, LIVE_SITE="https://example.org")
    new = next(line for line in page.splitlines() if "/yerler/yeni/" in line)
    gone = next(line for line in page.splitlines() if "silindi" in line)
    assert "example.org" not in new
    assert "127.0.0.1" not in gone
    assert "https://example.org/etkinlikler/hikaye-saati/" in gone


def test_a_bad_change_is_annotated_and_linked_to_its_lines(
    repository: Project, tmp_path: Path
) -> None:
    repository.change(KITAPLIK, "kind: library", "kind: librray")
    code, printed, page, report = told(
        repository,
        tmp_path,
        GITHUB_ACTIONS="true",
        GITHUB_REPOSITORY="a/b",
        HEAD_SHA="1234",
        HEAD_REPOSITORY="ayse/b",
        HEAD_BRANCH="ay şe) [x](http://evil.example",
    )
    assert code == 1
    assert f"::error file={KITAPLIK},line=2,col=7," in printed
    assert "❌" in page
    assert f"https://github.com/a/b/blob/1234/{KITAPLIK}#L2" in page
    edit = re.search(r"\[düzelt\]\((\S+)\)", page)
    assert edit
    assert edit[1].startswith(
        "https://github.com/ayse/b/edit/ay%20%C5%9Fe%29%20%5Bx%5D%28http%3A//"
    )
    assert edit[1].endswith(f"/{KITAPLIK}")
    assert "Hata varken sayfalar kurulmaz" in page
    assert "librray" in (report / "tr.txt").read_text(encoding="utf-8")
    assert "library" in (report / "en.txt").read_text(encoding="utf-8")


def test_what_a_change_breaks_elsewhere_is_told_apart(repository: Project, tmp_path: Path) -> None:
    git(repository, "mv", KITAPLIK, "places/konak/baska.yaml")
    code, _, page, _ = told(repository, tmp_path)
    assert code == 1
    assert "### Başka dosyalarda" in page
    assert "hikaye&#45;saati" in page


def test_no_name_or_value_has_an_effect_in_the_summary(repository: Project, tmp_path: Path) -> None:
    hostile = "</code>![x](http://evil.example/p.png) @everyone <b>{{ 7*7 }}"
    repository.write(
        "places/konak/]( _x_ `.yaml",
        f'name: "{hostile}"\nkind: "```{hostile}"\ndistrict: konak\n',
    )
    repository.change(KITAPLIK, "{tr: Örnek Kitaplık, en: Example Library}", f'"{hostile}"')
    _, _, page, _ = told(repository, tmp_path, GITHUB_REPOSITORY="a/b", HEAD_SHA="1")
    outside, fence = [], ""
    for line in page.splitlines():
        if fence:
            fence = "" if line == fence else fence
        elif line.startswith("```"):
            fence = line.removesuffix("text")
        else:
            outside.append(line)
    text = "\n".join(outside)
    assert fence == ""
    assert "evil.example" not in text
    assert "@everyone" not in text
    assert set(re.findall(r"</?[a-z]+", text)) <= {
        *("<code", "</code", "<details", "</details", "<summary", "</summary")
    }


def test_unknown_surroundings_leave_links_out() -> None:
    around = whereabouts({})
    assert (around.lines, around.editing, around.live) == ("", "", "")


def test_a_change_of_a_thousand_files_stays_readable(repository: Project, tmp_path: Path) -> None:
    text = (repository.folder / KITAPLIK).read_text(encoding="utf-8")
    for number in range(60):
        place = text.replace("38.41920", f"38.{5000 + 10 * number}")
        repository.write(f"places/konak/yer-{number}.yaml", place)
    _, _, page, _ = told(repository, tmp_path)
    assert page.count("/yerler/yer-") == 50 * 2
    assert "10 sayfa daha değişti." in page
