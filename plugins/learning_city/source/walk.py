"""Every text of a file with the way to it, for rules that read whatever somebody wrote."""

from __future__ import annotations

from collections.abc import Iterator

from .yaml_nodes import Mapping, Node, Scalar, Sequence

Path = tuple[str | int, ...]


def texts_of(node: Node, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Each scalar under `node` in the order of the file, with its keys and positions."""
    if isinstance(node, Scalar):
        yield path, node.text
    elif isinstance(node, Mapping):
        for key, value in node.entries.items():
            yield from texts_of(value, (*path, key))
    elif isinstance(node, Sequence):
        for number, item in enumerate(node.items):
            yield from texts_of(item, (*path, number))
