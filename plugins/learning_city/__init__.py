"""The learning city as a Pelican plugin: one YAML file per place and event becomes a site."""

from __future__ import annotations


def register() -> None:
    """Called by Pelican."""
    from .edges.pelican_side import connect

    connect()
