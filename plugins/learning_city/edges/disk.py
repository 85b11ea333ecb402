"""Writes the site, touching only files that differ, and takes away what is no longer made."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Disk:
    """One output folder; `ledger` remembers outside of it which files we made there."""

    folder: Path
    ledger: Path
    made: list[str] = field(default_factory=list)
    written: int = 0
    removed: int = 0

    def write(self, address: str, content: bytes) -> None:
        """Write one file. Raises `ValueError` for an address that leaves the folder or repeats."""
        parts = address.split("/")
        if not address or any(part in ("", ".", "..") for part in parts):
            raise ValueError(address)
        self.made.append(address)
        path = self.folder.joinpath(*parts)
        try:
            if path.read_bytes() == content:
                return
        except OSError:
            path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        self.written += 1

    def size(self, address: str) -> int:
        """Bytes of a file that was written. Raises `OSError` for one that was not."""
        return self.folder.joinpath(*address.split("/")).stat().st_size

    def content(self, address: str) -> bytes:
        """What a file that was written holds. Raises `OSError` for one that was not."""
        return self.folder.joinpath(*address.split("/")).read_bytes()

    def finish(self, others: Iterable[str] = ()) -> None:
        """Remove what an earlier build made here and this one did not; `others` are not ours."""
        kept = {*self.made, *others}
        if len(set(self.made)) != len(self.made):
            raise ValueError("two pages with one address")
        for address in sorted(self._before() - kept):
            path = self.folder / address
            if path.is_file():
                path.unlink()
                self.removed += 1
            for parent in path.parents:
                if parent == self.folder or not parent.is_dir() or any(parent.iterdir()):
                    break
                parent.rmdir()
        self.ledger.parent.mkdir(parents=True, exist_ok=True)
        self.ledger.write_text(
            json.dumps({"folder": str(self.folder), "made": sorted(self.made)}), encoding="utf-8"
        )

    def _before(self) -> set[str]:
        try:
            ledger = json.loads(self.ledger.read_text(encoding="utf-8"))
            return set(ledger["made"]) if ledger["folder"] == str(self.folder) else set()
        except (OSError, ValueError, LookupError, TypeError):  # none yet, or damaged
            return set()
