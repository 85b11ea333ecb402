"""A list of JSON records, as open data services give it, read by the names in `importers.yaml`.

Services change without a word: a key may be spelt in capitals, a number come as text, a list be
wrapped, an error page stand where data stood. Each such change is told by name; a guess is none.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from urllib.parse import quote

from ...ground.lettering import fold, identifier
from ...model.fields import PHONE, web_address_parts
from ...model.importers import FieldName, Importer
from .cleaning import NAME_LENGTH, calmed, one_line, shortened, to_markdown
from .fetching import Answer
from .records import Batch, EventRecord, PlaceRecord, Spot, Unusable, WrongShape

MAX_RECORDS = 5000

_TRUE = {"true", "1", "evet", "yes", "e"}
_FALSE = {"false", "0", "hayir", "no", "h"}
_DAY_FIRST = re.compile(
    r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})(?:[ T]+([0-9]{1,2}):([0-9]{2})(?::[0-9]{2})?)?\Z"
)


def read_events(answer: Answer, importer: Importer, language: str) -> Batch:
    """The events of an answer. Raises `WrongShape` when it is not a list of records."""
    return _read(
        answer,
        importer,
        lambda record, batch: batch.events.append(_event(record, importer, language)),
    )


def read_places(answer: Answer, importer: Importer, language: str, layer: str) -> Batch:
    """The places of one layer. Raises `WrongShape` when the answer is not a list of records."""
    return _read(
        answer,
        importer,
        lambda record, batch: batch.places.append(_place(record, importer, language, layer)),
    )


class Record:
    """One record, asked by our names of its fields."""

    def __init__(
        self, data: Mapping[str, object], names: Mapping[FieldName, tuple[str, ...]]
    ) -> None:
        self._values = {fold(key): value for key, value in data.items()}
        self._names = names

    def value(self, name: FieldName) -> object:
        """The first value that is there, or None."""
        for theirs in self._names.get(name, ()):
            value = self._values.get(fold(theirs))
            if value is not None and value != "":
                return value
        return None

    def text(self, name: FieldName) -> str:
        """A text or number as one line. Raises `Unusable` for any other type."""
        value = self.value(name)
        if value is None:
            return ""
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            raise Unusable("wrong-type", field=name)
        return one_line(f"{value:.15g}" if isinstance(value, float) else str(value))

    def long_text(self, name: FieldName) -> str:
        """A text with its markup; any other type is none."""
        value = self.value(name)
        return value if isinstance(value, str) else ""

    def answer(self, name: FieldName) -> bool | None:
        """Yes, no, or not known."""
        value = self.value(name)
        word = fold(str(value).strip()) if isinstance(value, bool | str | int) else ""
        return True if word in _TRUE else False if word in _FALSE else None

    def number(self, name: FieldName) -> float | None:
        """A decimal number, also one written as text or with a comma."""
        value = self.value(name)
        if isinstance(value, bool):
            return None
        if isinstance(value, int | float):
            return float(value)
        text = value.strip().replace(",", ".") if isinstance(value, str) else ""
        return float(text) if re.fullmatch(r"-?[0-9]{1,3}(\.[0-9]{1,20})?", text) else None

    @property
    def title(self) -> str:
        """What to call the record when speaking about it, whatever is wrong with it."""
        value = self.value("title")
        return shortened(one_line(str(value)), 80) if isinstance(value, str | int) else ""


def _read(answer: Answer, importer: Importer, take: Callable[[Record, Batch], None]) -> Batch:
    records = _records(answer, importer.under)
    batch = Batch()
    for number, data in enumerate(records[:MAX_RECORDS], start=1):
        if not isinstance(data, dict):
            batch.skip(f"{number}.", Unusable("not-a-record"))
            continue
        record = Record(data, importer.fields)
        try:
            take(record, batch)
        except Unusable as refusal:
            batch.skip(record.title or f"{number}.", refusal)
    if len(records) > MAX_RECORDS:
        batch.skip("…", Unusable("too-many-records", limit=str(MAX_RECORDS)))
    return batch


def _records(answer: Answer, under: str | None) -> list[object]:
    text = answer.content.decode("utf-8-sig", "replace").strip()
    if not text:
        raise WrongShape("empty-answer")
    if text.startswith("<"):
        raise WrongShape("page-instead-of-data")
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        raise WrongShape("not-json") from None
    if isinstance(data, dict) and under is not None:
        wrapped = {fold(str(key)): value for key, value in data.items()}
        if fold(under) not in wrapped:
            raise WrongShape("no-list", key=under, keys=", ".join(map(str, data))[:100])
        data = wrapped[fold(under)]
        if data is None:
            return []
    if not isinstance(data, list):
        raise WrongShape("not-a-list")
    return data


def _event(record: Record, importer: Importer, language: str) -> EventRecord:
    title = record.text("title")
    if not title:
        raise Unusable("no-title")
    start = _moment(record.text("start"), "start")
    if start is None:
        raise Unusable("no-start")
    end = _moment(record.text("end"), "end")
    start, end = _without_hours(start, end)
    tickets = record.text("tickets")
    return EventRecord(
        key=record.text("id") or f"{title}@{start}",
        title=shortened(calmed(title, language), NAME_LENGTH),
        start=start,
        end=None if end == start else end,
        kinds=tuple(filter(None, [record.text("kind")])),
        venue=record.text("venue"),
        spot=_spot(record),
        description=to_markdown(record.long_text("description")),
        page=_page(record.text("page"), importer),
        tickets=tickets if web_address_parts(tickets) else "",
        free=record.answer("free"),
    )


def _moment(text: str, field: str) -> date | datetime | None:
    """A day, or a time without seconds; ISO 8601, or the way Turkish writes dates."""
    if not text:
        return None
    if match := _DAY_FIRST.match(text):
        day, month, year, hour, minute = match.groups()
        text = f"{year}-{int(month):02}-{int(day):02}" + (
            f"T{int(hour):02}:{minute}" if hour else ""
        )
    try:
        if len(text) == 10:
            return date.fromisoformat(text)
        return datetime.fromisoformat(text).replace(second=0, microsecond=0)
    except ValueError:
        raise Unusable("unreadable-date", field=field, value=text[:40]) from None


def _without_hours(
    start: date | datetime, end: date | datetime | None
) -> tuple[date | datetime, date | datetime | None]:
    """Midnight to midnight is how a day without hours looks in a database."""
    if not isinstance(start, datetime):
        return start, end.date() if isinstance(end, datetime) else end
    if end is not None and not isinstance(end, datetime):
        end = datetime.combine(end, time(23, 59), start.tzinfo)
    edges = (time(0), time(23, 59))
    if start.time() == time(0) and (end is None or end.time() in edges):
        return start.date(), end.date() if end is not None else None
    return start, end


def _page(page: str, importer: Importer) -> str:
    """The record's own page: an address, or what is left of one put into the pattern."""
    if page and importer.page and "://" not in page:
        page = importer.page.replace("{page}", quote(page, safe=""))
    return page if web_address_parts(page) else ""


def _spot(record: Record) -> Spot | None:
    lat, lon = record.number("lat"), record.number("lon")
    if lat is None or lon is None or (lat == 0 and lon == 0):
        return None
    return Spot(round(lat, 6), round(lon, 6))


def _place(record: Record, importer: Importer, language: str, layer: str) -> PlaceRecord:
    name = record.text("title")
    if not name:
        raise Unusable("no-title")
    spot = _spot(record)
    if spot is None:
        raise Unusable("no-position")
    website = record.text("website")
    if website and "://" not in website:
        website = f"https://{website}"
    phone = record.text("phone")
    return PlaceRecord(
        key=f"{layer}/{record.text('id') or _made_key(name, record)}",
        name={language: shortened(calmed(name, language), NAME_LENGTH)},
        spot=spot,
        district=record.text("district"),
        kinds=(layer,),
        description=to_markdown(record.long_text("description")),
        address=_address(record, importer, language),
        facts={
            "website": website if web_address_parts(website) else None,
            "phone": phone if re.fullmatch(PHONE, phone) else None,
        },
    )


def _made_key(name: str, record: Record) -> str:
    """Of a record without an id: what stays when its position is measured anew."""
    parts = (name, record.text("district"), record.text("neighbourhood"))
    return "/".join(identifier(part) for part in parts)


def _address(record: Record, importer: Importer, language: str) -> str:
    """The parts of the pattern whose value is known, joined by commas."""
    street = record.text("street")
    if importer.numbered_street and re.fullmatch(r"[0-9]+(/[0-9A-Z]+)*", street):
        street = importer.numbered_street.replace("{street}", street)
    values = {
        "neighbourhood": calmed(record.text("neighbourhood"), language, 1),
        "street": calmed(street, language, 1),
        "number": record.text("number"),
        "district": calmed(record.text("district"), language, 1),
    }
    parts = []
    for pattern in importer.address:
        slots = re.findall(r"\{([a-z]+)\}", pattern)
        if all(values.get(slot) for slot in slots):
            parts.append(re.sub(r"\{([a-z]+)\}", lambda slot: values[slot[1]], pattern))
    return shortened(", ".join(parts), 300)
