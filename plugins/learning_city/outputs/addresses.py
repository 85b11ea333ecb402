"""Where every page lies. Addresses are permanent (design §4); their words are in the catalogues.

The source language lives at the root, every other under its code; ids are the same in all.
"""

from __future__ import annotations

from ..words.phrases import Phrases

Key = tuple[str, ...]
"""What a page is about, in no language: `("place", "konak-iskelesi")`."""

_FOLDER = {
    "place": "places",
    "event": "events",
    "month": "events",
    "theme": "themes",
    "audience": "audiences",
    "district": "districts",
    "organizer": "organizers",
    "route": "routes",
    "stamps": "stamps",
}
"""Kinds of page that there are many of, by id. Others need only their entry in the catalogues.

What follows an id leads to a page below it: a word of the catalogues, or itself where there is
none: `("district", "konak", "poster", "2026-12")`.
"""

_INSIDE = {"archive": "events"}
"""Pages that lie in the folder of another, beside the many of it; so do theirs by id."""


def address(key: Key, t: Phrases, source_language: str) -> str:
    """The address of `key` relative to the site's root. Raises `KeyError` for an unknown key."""
    root = "" if t.language.code == source_language else f"{t.language.code}/"
    kind = key[0]
    if key == ("home",):
        return root
    if key == ("not-found",):
        return "404.html"
    if kind in _INSIDE and len(key) <= 2:
        folder = f"{root}{t(f'address.{_INSIDE[kind]}')}/{t(f'address.{kind}')}/"
        return folder if len(key) == 1 else f"{folder}{key[1]}/"
    if len(key) == 1 and t.has(f"address.{kind}"):
        return f"{root}{t(f'address.{kind}')}/"
    if len(key) >= 2 and kind in _FOLDER:
        steps = [t(f"address.{step}") if t.has(f"address.{step}") else step for step in key[2:]]
        return "/".join((f"{root}{t(f'address.{_FOLDER[kind]}')}", key[1], *steps, ""))
    if len(key) == 3 and kind == "embed":
        return f"{root}{t('address.embed')}/{t(f'address.{key[1]}')}/{key[2]}/"
    raise KeyError(key)


def file_of(address_of_page: str) -> str:
    """The file that a web server sends for an address."""
    return address_of_page if address_of_page.endswith(".html") else f"{address_of_page}index.html"
