"""Every text of a file with the way to it, for rules that read whatever somebody wrote."""

from __future__ import annotations

from .yaml_nodes import Mapping, Node, Scalar, Sequence

Path = tuple[str | int, ...]


def texts_of(node: Node) -> list[tuple[Path, str]]:
    """Each scalar under `node` in the order of the file, with its keys and positions."""
    found: list[tuple[Path, str]] = []
    _gather(node, (), found)
    return found


def _gather(node: Node, path: Path, found: list[tuple[Path, str]]) -> None:
    if isinstance(node, Scalar):
        found.append((path, node.text))
    elif isinstance(node, Mapping):
        for key, value in node.entries.items():
            _gather(value, (*path, key), found)
    elif isinstance(node, Sequence):
        for number, item in enumerate(node.items):
            _gather(item, (*path, number), found)
