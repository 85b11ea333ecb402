"""A contribution as the texts its file would hold: what was written, nothing filled in.

The way back from a model: reading what `plain` gives makes the same model again.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal

from pydantic import BaseModel

from ..words.local_text import LocalText
from .event import Price
from .fields import Ages

Plain = str | list["Plain"] | dict[str, "Plain"]


def plain(value: object) -> Plain:
    """Texts, lists and groups of fields, in the order of the model. Fields left out stay out.

    Numbers lose zeros at their end and dates their offset (a time is the city's own).
    """
    if isinstance(value, Price) and value.model_fields_set == {"kind"}:
        return value.kind
    if isinstance(value, BaseModel):
        given = value.model_fields_set
        return {
            info.alias or name: plain(getattr(value, name))
            for name, info in type(value).model_fields.items()
            if name in given and getattr(value, name) is not None
        }
    if isinstance(value, LocalText):
        return dict(value.texts)
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    return _text(value)


def texts_within(value: Plain) -> Iterator[str]:
    """Every text of plain data, in its order."""
    if isinstance(value, str):
        yield value
    else:
        for item in value.values() if isinstance(value, dict) else value:
            yield from texts_within(item)


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return format(Decimal(repr(value)).normalize(), "f")
    if isinstance(value, datetime):
        return value.replace(tzinfo=None).isoformat(" ", "seconds" if value.second else "minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Ages):
        return _ages(value)
    return str(value)


def _ages(ages: Ages) -> str:
    if ages.most is None:
        return f"{ages.least}+"
    return str(ages.least) if ages.least == ages.most else f"{ages.least}-{ages.most}"
