"""What was brought in before: `content/imports/<importer>.json`, one line per record.

Kept with the data, so that every copy of the repository knows it. For each record of the source the
file it became, a hash of that file as we wrote it, and the day it was read. From it follows what a
later import may do: a file with the same hash is still ours to change; one with another hash was
edited by a person and stays; one that is gone was taken away by a person and does not come back.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

FOLDER = "content/imports"


class UnreadableLedger(Exception):
    """The file is not ours, or a merge left its marks in it; nothing may be concluded from it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One record: its file, the hash of what was written, the day it was read at the source.

    `told` is the hash of the source's last word on it, also where that was not written.
    """

    path: str
    written: str
    accessed: date
    told: str = ""


@dataclass(slots=True)
class Ledger:
    """The memory of one importer."""

    entries: dict[str, Entry] = field(default_factory=dict)

    def text(self) -> str:
        """The file, in an order that makes two branches merge."""
        lines = [
            f"  {json.dumps(key, ensure_ascii=False)}: {_line(self.entries[key])}"
            for key in sorted(self.entries)
        ]
        return "{\n" + ",\n".join(lines) + "\n}\n"


def ledger_path(importer: str) -> str:
    """Where the ledger lies, relative to the project."""
    return f"{FOLDER}/{importer}.json"


def content_hash(text: str) -> str:
    """The same for the same file, whatever a checkout made of its line ends."""
    plain = text.replace("\r\n", "\n").removeprefix("\ufeff")
    return hashlib.sha256(plain.encode()).hexdigest()[:16]


def read_ledger(location: Path) -> Ledger:
    """The ledger of an importer, empty before its first run. Raises `UnreadableLedger`."""
    try:
        text = location.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Ledger()
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableLedger(str(location)) from error
    try:
        data = json.loads(text)
        return Ledger({key: _entry(value) for key, value in data.items()})
    except (ValueError, TypeError, LookupError, AttributeError) as error:
        raise UnreadableLedger(str(location)) from error


def _entry(value: Mapping[str, str]) -> Entry:
    path = value["path"]
    if ".." in path.split("/") or path.startswith(("/", "\\")):
        raise ValueError(path)
    return Entry(
        path, value["written"], date.fromisoformat(value["accessed"]), value.get("told", "")
    )


def _line(entry: Entry) -> str:
    value = {
        "path": entry.path,
        "written": entry.written,
        "accessed": entry.accessed.isoformat(),
        "told": entry.told,
    }
    return json.dumps(value, ensure_ascii=False)
