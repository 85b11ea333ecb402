"""A city's data in a folder that a test may change, and what the validator says about it."""

from __future__ import annotations

import io
import shutil
from dataclasses import dataclass, field
from pathlib import Path

from learning_city.city.assemble import Assembly, assemble
from learning_city.edges.check import check
from learning_city.ground.problems import Level, Problem

TESTS = Path(__file__).resolve().parent
PROJECT = TESTS.parent
CATALOGUES = PROJECT / "theme" / "translations"
TODAY = "2026-12-01T12:00"


@dataclass
class Project:
    """A copy of some city's data in a folder that a test may change."""

    folder: Path
    environment: dict[str, str] = field(default_factory=lambda: {"LEARNING_CITY_NOW": TODAY})

    def write(self, path: str, content: str | bytes) -> None:
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        data = content.encode() if isinstance(content, str) else content
        target.write_bytes(data)

    def change(self, path: str, old: str, new: str) -> None:
        text = (self.folder / path).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
        self.write(path, text.replace(old, new))

    def lay_over(self, folder: Path) -> None:
        """Copy a folder of files over this one."""
        shutil.copytree(folder, self.folder, dirs_exist_ok=True)

    def assemble(self, *, samples: bool = True) -> Assembly:
        return assemble(self.folder, CATALOGUES, self.environment, samples=samples)

    def problems(self) -> list[Problem]:
        """Errors and doubts."""
        return [problem for problem in self.assemble().problems if problem.level is not Level.NOTE]

    def codes(self) -> list[str]:
        return [problem.code for problem in self.problems()]

    def check(self, language: str = "tr", **environment: str) -> tuple[int, str]:
        """Exit code and everything that `make check` prints."""
        out = io.StringIO()
        code = check(
            self.folder, CATALOGUES, {**self.environment, **environment}, language, out=out
        )
        return code, out.getvalue()

    def snapshot(self) -> dict[str, tuple[int, bytes]]:
        """Every file with its time of change, to see that nothing was written."""
        return {
            path.relative_to(self.folder).as_posix(): (path.stat().st_mtime_ns, path.read_bytes())
            for path in sorted(self.folder.rglob("*"))
            if path.is_file()
        }
