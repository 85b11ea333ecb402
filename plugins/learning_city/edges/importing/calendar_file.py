"""The events of an iCalendar file (RFC 5545). The door of icalendar when reading.

Who comes and who invites are persons: attendees and organizers of a calendar are never read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta, tzinfo
from typing import Any

from icalendar import Calendar
from icalendar.prop import vCategory, vDDDLists, vDDDTypes, vDuration, vGeo, vRecur

from ...model.fields import web_address_parts
from .cleaning import NAME_LENGTH, calmed, one_line, shortened, to_markdown
from .fetching import Answer
from .records import Batch, EventRecord, Spot, Unusable, WrongShape

MAX_EVENTS = 2000

_EVERY = {"DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year"}
_WEEKDAYS = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"}
_SIMPLE = {"FREQ", "INTERVAL", "UNTIL", "BYDAY", "WKST"}
_STATUS = {"": "", "CONFIRMED": "", "CANCELLED": "cancelled"}
_ONLINE = ("X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL", "CONFERENCE")

Component = Any
"""icalendar's components map names of properties to whatever was found."""


def read_calendar(answer: Answer, zone: tzinfo, language: str) -> Batch:
    """Every event of the file. Raises `WrongShape` when it is not a calendar."""
    batch = Batch()
    events = list(_components(answer))
    changed: dict[str, list[Component]] = defaultdict(list)
    for event in events:
        if "RECURRENCE-ID" in event:
            changed[_text(event, "UID")].append(event)
    for event in events[:MAX_EVENTS]:
        title = shortened(calmed(one_line(_text(event, "SUMMARY")), language), NAME_LENGTH)
        try:
            single = _taken_out(event, zone)
            others = () if single else changed[_text(event, "UID")]
            batch.events.append(_event(event, title, others, zone))
        except Unusable as refusal:
            batch.skip(title or _text(event, "UID")[:80], refusal)
    if len(events) > MAX_EVENTS:
        batch.skip("…", Unusable("too-many-records", limit=str(MAX_EVENTS)))
    return batch


def _components(answer: Answer) -> Iterator[Component]:
    start = answer.content.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not start:
        raise WrongShape("empty-answer")
    if start.startswith(b"<"):
        raise WrongShape("page-instead-of-data")
    try:
        calendars = Calendar.from_ical(start, multiple=True)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise WrongShape("not-a-calendar") from None
    if not calendars or any(calendar.name != "VCALENDAR" for calendar in calendars):
        raise WrongShape("not-a-calendar")
    for calendar in calendars:
        yield from calendar.walk("VEVENT")


def _event(
    event: Component, title: str, changed: list[Component] | tuple[()], zone: tzinfo
) -> EventRecord:
    uid = _text(event, "UID")
    if not title:
        raise Unusable("no-title")
    if not uid:
        raise Unusable("no-uid")
    if _text(event, "CLASS").upper() in ("PRIVATE", "CONFIDENTIAL"):
        raise Unusable("private")
    status = _text(event, "STATUS").upper()
    if status not in _STATUS:
        raise Unusable("not-decided", status=status[:20])
    start = _start(event, zone)
    single = _taken_out(event, zone)
    repetition = {} if single else _repetition(event, start, changed, zone)
    location = one_line(_text(event, "LOCATION"))
    online = next(
        (
            address
            for address in (location, *(_text(event, name) for name in _ONLINE))
            if web_address_parts(address)
        ),
        "",
    )
    page = _text(event, "URL")
    return EventRecord(
        key=f"{uid}#{single}" if single else uid,
        title=title,
        start=start,
        end=_end(event, start, zone),
        kinds=tuple(_categories(event)),
        venue="" if web_address_parts(location) else location,
        spot=_spot(event),
        online=online,
        description=to_markdown(_text(event, "DESCRIPTION")),
        page=page if web_address_parts(page) else "",
        status=_STATUS[status],
        **repetition,
    )


def _text(event: Component, name: str) -> str:
    value = event.get(name)
    if isinstance(value, list):
        value = value[0] if value else ""
    return str(value).strip() if value is not None else ""


def _taken_out(event: Component, zone: tzinfo) -> str:
    """The day of a repetition that this event stands for, or nothing."""
    if "RECURRENCE-ID" not in event:
        return ""
    moment = _moment(event["RECURRENCE-ID"], zone)
    if moment is None:
        raise Unusable("unreadable-date", field="RECURRENCE-ID", value="")
    return moment.strftime("%Y-%m-%dT%H:%M") if isinstance(moment, datetime) else str(moment)


def _moment(value: object, zone: tzinfo) -> date | datetime | None:
    """A day, or a wall-clock time of the city."""
    moment = value.dt if isinstance(value, vDDDTypes) else value
    if isinstance(moment, datetime):
        if moment.tzinfo is not None and 1 < moment.year < 9999:
            moment = moment.astimezone(zone)
        return moment.replace(tzinfo=None, second=0, microsecond=0)
    return moment if isinstance(moment, date) else None


def _start(event: Component, zone: tzinfo) -> date | datetime:
    if "DTSTART" not in event:
        raise Unusable("no-start")
    start = _moment(event["DTSTART"], zone)
    if start is None:
        raise Unusable("unreadable-date", field="DTSTART", value=str(event["DTSTART"])[:40])
    return start


def _end(event: Component, start: date | datetime, zone: tzinfo) -> date | datetime | None:
    """The last moment, or the last day: a calendar writes the day after it (RFC 5545, 3.6.1)."""
    end: date | datetime | None = None
    if "DTEND" in event:
        end = _moment(event["DTEND"], zone)
    elif isinstance(length := event.get("DURATION"), vDDDTypes | vDuration):
        end = start + length.dt if isinstance(length.dt, timedelta) else None
    if end is None or isinstance(end, datetime) != isinstance(start, datetime):
        return None
    if not isinstance(end, datetime):
        end -= timedelta(days=1)
    return end if end > start else None


def _spot(event: Component) -> Spot | None:
    geo = event.get("GEO")
    return Spot(round(geo.latitude, 6), round(geo.longitude, 6)) if isinstance(geo, vGeo) else None


def _categories(event: Component) -> Iterator[str]:
    found = event.get("CATEGORIES") or []
    for group in found if isinstance(found, list) else [found]:
        if isinstance(group, vCategory):
            yield from (one_line(str(word)) for word in group.cats)


# --- Repetition -----------------------------------------------------------------------------------


def _repetition(
    event: Component, start: date | datetime, changed: list[Component] | tuple[()], zone: tzinfo
) -> dict[str, Any]:
    """In plain words where they suffice, else as the rule itself."""
    rules = event.get("RRULE")
    left_out = {_day(moment) for moment in _dates(event, "EXDATE", zone)}
    for other in changed:
        moment = _moment(other["RECURRENCE-ID"], zone)
        if moment is not None:
            left_out.add(_day(moment))
    also = _dates(event, "RDATE", zone)
    if rules is None and not also:
        return {}
    if "EXRULE" in event or (rules is not None and not isinstance(rules, vRecur)):
        raise Unusable("rule-too-rich")
    if any(_clock(moment) != _clock(start) for moment in also):
        raise Unusable("rule-too-rich")
    rule = rules if isinstance(rules, vRecur) else vRecur({"FREQ": ["DAILY"], "COUNT": [1]})
    more = {
        "except": [day.isoformat() for day in sorted(left_out)],
        "also": [_day(moment).isoformat() for moment in sorted(also, key=_day)],
    }
    plain = _plain_words(rule, start, zone)
    if plain is None and rules is None:
        # Only added days: a repetition that ends on its first day, and those days beside it.
        plain = {"every": "day", "until": _day(start).isoformat()}
    if plain is not None:
        last = plain.get("until")
        ends = date.fromisoformat(str(last)) if last else None
        if ends is not None:
            ends = max([ends, *(_day(moment) for moment in also)])
        return {"repeat": {**plain, **more}, "last_day": ends}
    if left_out or also:
        raise Unusable("rule-too-rich")
    text = bytes(rule.to_ical()).decode("utf-8", "replace")  # type: ignore[no-untyped-call]
    return {
        "rrule": text,
        "last_day": _until(rule, start, zone),
    }


def _plain_words(rule: vRecur, start: date | datetime, zone: tzinfo) -> dict[str, object] | None:
    """The rule as a volunteer would write it, or None when it says more than that."""
    parts: Mapping[str, Any] = {key.upper(): value for key, value in rule.items()}
    if set(parts) - _SIMPLE or str(_one(parts.get("FREQ"))) not in _EVERY:
        return None
    every = _EVERY[str(_one(parts["FREQ"]))]
    days = [str(day).upper() for day in _many(parts.get("BYDAY"))]
    if days and (every != "week" or not set(days) <= _WEEKDAYS):
        return None
    words: dict[str, object] = {"every": every}
    interval = _one(parts.get("INTERVAL"))
    if interval is not None and int(interval) != 1:
        # Every second week of several days depends on the day a week begins with.
        if int(interval) > 52 or (len(days) > 1 and str(_one(parts.get("WKST")) or "MO") != "MO"):
            return None
        words["interval"] = int(interval)
    if days:
        words["on"] = [day.lower() for day in days]
    if (until := _until(rule, start, zone)) is not None:
        words["until"] = until.isoformat()
    return words


def _until(rule: vRecur, start: date | datetime, zone: tzinfo) -> date | None:
    """The last day on which the rule may fall."""
    value = _one(rule.get("UNTIL"))
    if isinstance(value, datetime):
        if value.tzinfo is not None and 1 < value.year < 9999:
            value = value.astimezone(zone)
        early = isinstance(start, datetime) and value.time() < start.time()
        return value.date() - timedelta(days=1) if early else value.date()
    return value if isinstance(value, date) else None


def _dates(event: Component, name: str, zone: tzinfo) -> list[date | datetime]:
    found = event.get(name) or []
    lists = found if isinstance(found, list) else [found]
    moments = []
    for group in lists:
        if not isinstance(group, vDDDLists):
            raise Unusable("rule-too-rich")
        for value in group.dts:
            moment = _moment(value, zone)
            if moment is None:
                raise Unusable("rule-too-rich")
            moments.append(moment)
    return moments


def _day(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _clock(moment: date | datetime) -> str:
    return moment.strftime("%H:%M") if isinstance(moment, datetime) else ""


def _many(value: object) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _one(value: object) -> Any:
    values = _many(value)
    return values[0] if values else None
