"""When and where an event is, in words: the same on pages, in calendars and in feeds."""

from __future__ import annotations

from datetime import datetime

from ..city.city import City
from ..city.schedule import Occurrence
from ..model.event import Event
from ..model.fields import Ages
from ..words.phrases import Phrases


def when_in_words(occurrence: Occurrence, t: Phrases) -> str:
    """The day or days of an occurrence and its time."""
    language = t.language
    start, end = occurrence.start, occurrence.end
    first, last = occurrence.first_day, occurrence.last_day
    if not isinstance(start, datetime):
        return language.day(first) if first == last else language.day_range(first, last)
    if not isinstance(end, datetime) or end == start:
        return t("when.day-and-time", day=language.day(first), time=language.time(start))
    if first == last:
        span = t("when.span", start=language.time(start), end=language.time(end))
        return t("when.day-and-time", day=language.day(first), time=span)
    return t(
        "when.days-and-times",
        start=t("when.day-and-time", day=language.day(first), time=language.time(start)),
        end=t("when.day-and-time", day=language.day(end.date()), time=language.time(end)),
    )


def where_in_words(occurrence: Occurrence, city: City, t: Phrases) -> str:
    """The place with its address and district, the address of a meeting online, or the city."""
    code = t.language.code
    name = city.settings.name.words(code)
    event = occurrence.event
    if occurrence.place:
        place = city.place(occurrence.place)
        district = city.districts[place.district].label.words(code)
        said = [place.name.words(code), place.address or "", district, name]
        # Many addresses end with the district and the city already.
        return ", ".join(
            part
            for number, part in enumerate(said)
            if part and (number < 2 or part not in (place.address or ""))
        )
    if event.address:
        return event.address
    if event.online:
        return event.online
    if event.location:
        return t("event.where_unknown")
    return name


def place_in_words(occurrence: Occurrence, city: City, t: Phrases) -> str:
    """Where it is, as short as one says it: the place and its district, or how it is held."""
    code = t.language.code
    event = occurrence.event
    if event.city_wide:
        return t("event.city_wide")
    if event.online:
        return t("event.online")
    if occurrence.place:
        place = city.place(occurrence.place)
        district = city.districts[place.district].label.words(code)
        return t("event.place", place=place.name.words(code), district=district)
    return event.address or t("event.where_unknown")


def ages_in_words(value: Ages | None, t: Phrases) -> str:
    """`7–12 yaş`."""
    if value is None:
        return t("ages.all")
    if value.most is None:
        return t("ages.older", least=value.least)
    key = "ages.one" if value.least == value.most else "ages.range"
    return t(key, least=value.least, most=value.most)


def cost_in_words(event: Event, t: Phrases) -> str:
    """The amount with its currency, or the kind of price."""
    cost = event.cost
    if not cost.amount:
        return t(f"choice.cost.{cost.kind}")
    currency = t("currency.TRY") if cost.currency == "TRY" else cost.currency
    return f"{t.language.number(cost.amount)} {currency}"


def title_in_words(occurrence: Occurrence, t: Phrases) -> str:
    """The title, after the status unless all is as planned: some calendars show no status."""
    title = occurrence.event.title.words(t.language.code)
    if occurrence.status == "scheduled":
        return title
    return t("calendar.title", status=t(f"choice.status.{occurrence.status}"), title=title)


def status_in_words(occurrence: Occurrence, t: Phrases) -> str:
    """What its status means: the words of the file, else ours; nothing when all is as planned."""
    if occurrence.note:
        return occurrence.note.words(t.language.code)
    if occurrence.status == "scheduled":
        return ""
    return t(f"event.status.{occurrence.status}.explained")
