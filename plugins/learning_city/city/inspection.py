"""Every problem of a project, without a `City`: only files that changed are read again."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import cast

from ..ground.problems import Problem, in_reading_order
from ..model.reading import read_model
from ..source.folders import SourceFile
from ..source.yaml_nodes import read_yaml
from .checks import FAMILIES, compare, judge
from .draft import Contributed
from .kept_verdicts import KeptVerdicts
from .project_reader import (
    CITY_FILE,
    CONTRIBUTED,
    VOCABULARY_FOLDER,
    Described,
    Project,
    ProjectReader,
)
from .verdict import Verdict
from .yearly_report import read_reports

KEPT = ".cache/check/verdicts.json"
"""Where `make check` keeps its verdicts."""

LIBRARIES = (
    "Babel",
    "holidays",
    "opening-hours-py",
    "pydantic",
    "pydantic-core",
    "python-dateutil",
    "PyYAML",
    "tzdata",
)
"""What a verdict depends on besides our own code."""

_PROGRAM = Path(__file__).resolve().parents[1]


def inspect(
    project: Path, catalogues: Path, environment: Mapping[str, str], kept: Path | None
) -> list[Problem]:
    """All that `assemble` would report, sample events included, in reading order.

    `kept` is the file in which verdicts are kept from one time to the next; None keeps and trusts
    nothing. Raises as `assemble` does.
    """
    reader = ProjectReader(project, environment, catalogues)
    read = reader.read_project()
    problems = reader.problems
    if read is not None:
        known = KeptVerdicts.open(kept, _fingerprint(reader, read))
        verdicts = list(_Judge(reader, read, known).verdicts())
        known.write([verdict.path for verdict in verdicts])
        for verdict in verdicts:
            problems += verdict.problems
        problems += compare(verdicts, read.circumstances)
    return in_reading_order([*problems, *read_reports(project).problems])


@dataclass(frozen=True, slots=True)
class _Judge:
    reader: ProjectReader
    read: Project
    kept: KeptVerdicts

    def verdicts(self) -> Iterator[Verdict]:
        """On each contributed file, remembered or new."""
        ids = self.read.circumstances.known.ids
        for folder, model in CONTRIBUTED.items():
            family = FAMILIES[model]
            for file in self.read.listings[folder].files:
                data = self.reader.content(file)
                if data is None:
                    yield Verdict(family, file.path, file.id, readable=False)
                    continue
                digest = hashlib.blake2b(data, digest_size=16).hexdigest()
                verdict = self.kept.verdict(family, file.path, digest, ids)
                if verdict is None:
                    verdict, named = self.judged(model, file, data)
                    self.kept.keep(verdict, digest, named)
                yield verdict

    def judged(
        self, model: type[Described], file: SourceFile, data: bytes
    ) -> tuple[Verdict, set[tuple[str, str]]]:
        """What is said of these bytes, and the references that were followed for it."""
        around = self.read.circumstances
        named: set[tuple[str, str]] = set()
        reading = read_yaml(data, file.path)
        if reading.root is None:
            verdict = Verdict(FAMILIES[model], file.path, file.id, readable=False)
            verdict.problems += reading.problems
            return verdict, named
        known = replace(around.known, named=named)
        parsed = read_model(model, reading.root, file.path, file.id, known)
        verdict = judge(cast("Contributed", parsed), around)
        verdict.problems[:0] = [*reading.problems, *parsed.problems]
        return verdict, named


def _fingerprint(reader: ProjectReader, read: Project) -> str:
    """Of everything that all files are judged against, but for the ids that contributions add."""
    made_of = hashlib.sha256()
    files = [
        *sorted(_PROGRAM.rglob("*.py")),
        *sorted(reader.catalogues.glob("*.po") if reader.catalogues else ()),
        reader.project / CITY_FILE,
        *(file.location for file in read.listings[VOCABULARY_FOLDER].files),
        *filter(None, (reader.outline_file,)),
    ]
    for file in files:
        made_of.update(file.name.encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    spoken = [
        read.circumstances.clock.today.isoformat(),
        platform.python_version(),
        *(version(library) for library in LIBRARIES),
    ]
    made_of.update("\0".join(spoken).encode())
    return made_of.hexdigest()
