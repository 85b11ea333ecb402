"""`make schema`: the tables of DATA.md, from the list of what is published.

What stands around them is written by hand, for strangers, and so all of it is in English.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..outputs.data_pages import row_of
from ..outputs.open_data import DATA_FILES, DataFile
from ..words.phrases import Phrases, read_phrases

GUIDE = "DATA.md"
_BEGINNING, _END = "<!-- files: made by make schema -->", "<!-- /files -->"


def guide_with_tables(project: Path, catalogues: Path) -> str | None:
    """The guide with fresh tables; None for a project without one, or without their place in it."""
    path = project / GUIDE
    if not path.is_file():
        return None
    before, beginning, rest = path.read_text(encoding="utf-8").partition(_BEGINNING)
    _, end, after = rest.partition(_END)
    if not beginning or not end:
        return None
    t = read_phrases(catalogues, ("en",))["en"]
    tables = "\n".join(line for one in DATA_FILES for line in _section(one, t))
    return f"{before}{beginning}\n{tables}\n{end}{after}"


def _section(one: DataFile, t: Phrases) -> Iterator[str]:
    yield f"### {t(f'data.file.{one.name}')}: `{one.address}`"
    yield ""
    yield t(f"data.file.{one.name}.explained")
    yield ""
    licence = t(f"data.licence.{one.licence}").rstrip(":.")
    yield f"{one.standard}, `{one.media_type}`. {t('data.licence')}: {licence}."
    yield ""
    if one.explained_in:
        yield f"{t('data.fields')}: `{one.explained_in}`."
        yield ""
    if not one.fields:
        return
    heads = ("field", "meaning", "kind", "unknown")
    yield "| " + " | ".join(t(f"data.column.{head}") for head in heads) + " |"
    yield "|---|---|---|---|"
    for field in one.fields:
        path, kind, meaning, unknown = row_of(field, t)
        yield f"| `{path}` | {meaning} | {kind} | {unknown} |"
    yield ""
