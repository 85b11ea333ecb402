"""Calendars hold exactly the dates that the pages show, and nobody's text becomes a property."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest
import recurring_ical_events
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from learning_city.city.assemble import assemble
from learning_city.city.city import City
from learning_city.city.schedule import HORIZON_DAYS
from learning_city.model.event import Event
from learning_city.outputs.calendar_feed import EVERYTHING, build, subscription
from learning_city.outputs.site import Change, Site
from learning_city.words.local_text import LocalText
from tests.city_project import CATALOGUES, PROJECT, TESTS, TODAY, Project
from tests.outputs.test_contribution_links import site_of

EVENT = "events/2026/hikaye-saati.yaml"


def city_of(project: Project) -> City:
    city = project.assemble().city
    assert city is not None, project.problems()
    return city


@cache
def whole_city(folder: Path, now: str = TODAY) -> City:
    city = assemble(folder, CATALOGUES, {"LEARNING_CITY_NOW": now}, samples=True).city
    assert city is not None
    return city


def files(city: City, site: Site | None = None) -> dict[str, bytes]:
    made = [(file.address, file.content) for file in build(city, site or site_of(city))]
    assert len(dict(made)) == len(made)
    return dict(made)


def calendar_of(city: City, event: str, site: Site | None = None) -> Calendar:
    return Calendar.from_ical(files(city, site)[f"data/events/{event}.ics"])


def only(calendar: Calendar):
    (event,) = calendar.events
    return event


def as_shown(city: City, event: Event) -> list[tuple[date, date | None]]:
    """Our own dates, whole days with the day after the last one."""
    shown = []
    for found in city.occurrences_of(event):
        end = found.end if isinstance(found.start, datetime) else found.last_day + timedelta(1)
        shown.append((found.start, found.start if end is None else end))
    return shown


def expanded(content: bytes, city: City, event: Event) -> list[tuple[date, date | None]]:
    """The same by a library that knows nothing of ours, as far as we look ahead."""
    first = event.start.date() if isinstance(event.start, datetime) else event.start
    horizon = max(city.clock.today, first) + timedelta(days=HORIZON_DAYS)
    last = max([horizon, *(found.first_day for found in city.occurrences_of(event))])
    found = recurring_ical_events.of(Calendar.from_ical(content)).between(
        date(1990, 1, 1), last + timedelta(days=1)
    )
    return sorted((one.start, one.end) for one in found)


# ── Dates ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", ["shipped", "tiny_city", "small_city"])
@pytest.mark.parametrize("now", ["2026-11-22T10:00", "2028-02-29T23:59"])
def test_another_library_finds_exactly_the_dates_of_the_city(name: str, now: str) -> None:
    city = whole_city(PROJECT if name == "shipped" else TESTS / name, now)
    made = files(city)
    everything = Calendar.from_ical(made[EVERYTHING])
    whole = [event for event in everything.events if "RECURRENCE-ID" not in event]
    assert len(whole) == len(city.events)
    for event in city.events:
        content = made[f"data/events/{event.id}.ics"]
        assert expanded(content, city, event) == sorted(as_shown(city, event)), event.id
        for own in Calendar.from_ical(content).events:
            assert own.to_ical(sorted=False) in made[EVERYTHING], event.id


REPETITIONS = {
    "every-second-saturday": "start: 2026-12-05 14:00\nend: 2026-12-05 16:00\n"
    "repeat: {every: week, interval: 2, on: [sa], until: 2027-05-29}",
    "starts-on-another-day": "start: 2026-12-03 14:00\n"
    "repeat: {every: week, interval: 2, on: [tu, sa], until: 2027-05-29}",
    "except-also-pause": "start: 2026-12-05 14:00\nend: 2026-12-05 16:00\n"
    "repeat: {every: week, on: [sa], until: 2027-05-29, except: [2027-01-02], "
    "also: [2027-01-03, 2027-07-04], pause: [{from: 2027-01-18, to: 2027-02-05}]}",
    "first-one-left-out": "start: 2026-12-05 14:00\n"
    "repeat: {every: week, until: 2027-03-29, except: [2026-12-05]}",
    "added-before-the-first": "start: 2026-12-05 14:00\n"
    "repeat: {every: week, until: 2027-02-27, also: [2026-11-29]}",
    "no-end": "start: 2026-12-05 14:00\nrepeat: {every: month}",
    "no-end-without-holidays": "start: 2026-12-02 10:00\n"
    "repeat: {every: week, on: [mo, tu, we, th, fr], skip_holidays: true}",
    "until-long-after": "start: 2026-12-02 10:00\n"
    "repeat: {every: week, until: 2034-12-31, skip_holidays: true}",
    "whole-days": "start: 2026-12-05\nend: 2026-12-06\n"
    "repeat: {every: week, until: 2027-05-29, except: [2027-01-02], also: [2027-07-04]}",
    "thirty-first": "start: 2026-12-31 18:00\nrepeat: {every: month, until: 2027-12-31}",
    "leap-day": "start: 2024-02-29\nrepeat: {every: year, until: 2040-12-31}",
    "every-day": "start: 2026-12-01 09:00\nrepeat: {every: day, interval: 3, until: 2027-03-01}",
    "over-midnight": "start: 2026-12-31 22:00\nend: 2027-01-01 02:00\n"
    "repeat: {every: month, on: [fr], until: 2027-04-30}",
    "until-midnight": "start: 2026-12-04 20:00\nend: 2026-12-05 00:00",
    "several-days": "start: 2026-12-29\nend: 2027-01-02",
    "no-length": "start: 2026-12-05 14:00\nend: 2026-12-05 14:00",
    "other-offset": "start: 2026-12-05 14:00+01:00\nend: 2026-12-05 15:00+01:00",
    "summer-time": "start: 2015-03-14 14:00\nend: 2015-03-14 16:00\n"
    "repeat: {every: week, on: [sa], until: 2016-12-31}",
    "rule-with-a-day": 'start: 2026-11-03 20:00\nrrule: "FREQ=MONTHLY;BYDAY=1TU;UNTIL=20270302"',
    "rule-in-utc": "start: 2026-11-03 20:00\n"
    'rrule: "FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20270302T170000Z"',
    "rule-in-the-city": 'start: 2026-11-03 20:00\nrrule: "FREQ=DAILY;UNTIL=20261110T200000"',
    "rule-that-counts": 'start: 2026-11-04 20:00\nrrule: "RRULE:FREQ=WEEKLY;BYDAY=TU;COUNT=5"',
    "rule-of-whole-days": 'start: 2026-11-04\nrrule: "freq=monthly;bysetpos=-1;byday=MO,FR"',
    "one-date-cancelled": "start: 2026-12-05 14:00\nend: 2026-12-05 16:00\n"
    "repeat: {every: week, on: [sa], until: 2027-01-30}\n"
    "changes: [{date: 2026-12-12, status: cancelled}]",
    "dates-moved": "start: 2026-12-05 14:00\nend: 2026-12-05 16:00\n"
    "repeat: {every: week, on: [sa], until: 2027-01-30, also: [2027-02-07]}\n"
    "changes: [{date: 2026-12-05, status: moved, start: 2026-12-06}, "
    "{date: 2026-12-19, status: moved, start: 2026-12-21 18:00, end: 2026-12-21 19:00}, "
    "{date: 2027-02-07, status: moved, start: 2027-02-08 10:00}, "
    "{date: 2027-01-30, status: moved, place: kitaplik}]",
    "moved-past-the-next": "start: 2026-12-05\nrepeat: {every: week, until: 2027-01-30}\n"
    "changes: [{date: 2026-12-05, status: postponed, start: 2026-12-14, end: 2026-12-15}]",
    "rule-with-a-change": "start: 2026-11-03 20:00\n"
    'rrule: "FREQ=MONTHLY;BYDAY=1TU;COUNT=4"\n'
    "changes: [{date: 2026-12-01, status: full}, "
    "{date: 2027-01-05, status: moved, start: 2027-01-06 19:00}]",
    "rule-of-years": 'start: 2026-11-04\nrrule: "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU;COUNT=2"',
}


@pytest.mark.parametrize("repetition", REPETITIONS)
def test_every_kind_of_repetition_says_the_same_elsewhere(
    small_city: Project, repetition: str
) -> None:
    small_city.change(
        EVENT, "start: 2026-12-05 14:00\nend: 2026-12-05 15:30", REPETITIONS[repetition]
    )
    year = REPETITIONS[repetition].partition("start: ")[2][:4]
    (small_city.folder / f"events/{year}").mkdir(exist_ok=True)
    (small_city.folder / EVENT).rename(small_city.folder / f"events/{year}/hikaye-saati.yaml")
    city = city_of(small_city)
    (event,) = city.events
    content = files(city)["data/events/hikaye-saati.ics"]
    assert expanded(content, city, event) == sorted(as_shown(city, event))


def test_a_changed_date_is_known_by_the_day_it_was_planned_for(small_city: Project) -> None:
    small_city.change(
        EVENT,
        "start: 2026-12-05 14:00\nend: 2026-12-05 15:30",
        "start: 2026-12-05 14:00\nend: 2026-12-05 15:30\n"
        "repeat: {every: week, until: 2026-12-26}\n"
        "changes:\n  - {date: 2026-12-12, status: cancelled, note: Hava bozuk.}\n"
        "  - {date: 2026-12-19, status: moved, start: 2026-12-20 11:00}\n",
    )
    whole, cancelled, moved = calendar_of(city_of(small_city), "hikaye-saati").events
    assert "RECURRENCE-ID" not in whole
    assert whole["STATUS"] == "CONFIRMED"
    assert "EXDATE" not in whole, "a cancelled date is said, not left out"
    assert {one["UID"] for one in (whole, cancelled, moved)} == {"hikaye-saati@example.org"}
    assert cancelled["RECURRENCE-ID"].dt == cancelled["DTSTART"].dt
    assert cancelled["RECURRENCE-ID"].dt.isoformat() == "2026-12-12T14:00:00+03:00"
    assert cancelled["STATUS"] == "CANCELLED"
    assert cancelled["SUMMARY"] == "İptal edildi: Hikâye saati", "some clients hide the status"
    assert str(cancelled["DESCRIPTION"]).startswith("Hava bozuk.")
    assert moved["RECURRENCE-ID"].dt.isoformat() == "2026-12-19T14:00:00+03:00"
    assert moved["DTSTART"].dt.isoformat() == "2026-12-20T11:00:00+03:00"
    assert moved["DTEND"].dt.isoformat() == "2026-12-20T12:30:00+03:00", "it stays as long"
    assert moved["STATUS"] == "CONFIRMED"


def test_what_became_of_the_only_date_is_simply_the_event(small_city: Project) -> None:
    small_city.change(
        EVENT,
        "start: 2026-12-05 14:00",
        "changes: [{date: 2026-12-05, status: moved, start: 2026-12-06 14:00, "
        "end: 2026-12-06 15:00}]\nstart: 2026-12-05 14:00",
    )
    event = only(calendar_of(city_of(small_city), "hikaye-saati"))
    assert "RECURRENCE-ID" not in event
    assert event["DTSTART"].dt.isoformat() == "2026-12-06T14:00:00+03:00"


def test_a_rule_without_end_has_none_and_one_that_knows_holidays_ends_where_they_do(
    small_city: Project,
) -> None:
    once = "start: 2026-12-05 14:00\nend: 2026-12-05 15:30"
    small_city.change(EVENT, once, REPETITIONS["no-end"])
    assert "UNTIL" not in only(calendar_of(city_of(small_city), "hikaye-saati"))["RRULE"]
    small_city.change(EVENT, REPETITIONS["no-end"], REPETITIONS["no-end-without-holidays"])
    assert "UNTIL" in only(calendar_of(city_of(small_city), "hikaye-saati"))["RRULE"]


def test_days_end_with_the_day_after_and_a_bare_moment_has_no_end(small_city: Project) -> None:
    once = "start: 2026-12-05 14:00\nend: 2026-12-05 15:30"
    small_city.change(EVENT, once, REPETITIONS["several-days"])
    days = files(city_of(small_city))["data/events/hikaye-saati.ics"]
    assert b"\r\nDTSTART;VALUE=DATE:20261229\r\n" in days
    assert b"\r\nDTEND;VALUE=DATE:20270103\r\n" in days
    small_city.change(EVENT, REPETITIONS["several-days"], "start: 2026-12-05 14:00")
    moment = files(city_of(small_city))["data/events/hikaye-saati.ics"]
    assert b"\r\nDTSTART;TZID=Europe/Istanbul:20261205T140000\r\n" in moment
    assert b"DTEND" not in moment


def test_there_is_one_zone_without_the_years_nobody_needs() -> None:
    for content in files(whole_city(PROJECT)).values():
        assert content.count(b"BEGIN:VTIMEZONE") == 1
        assert content.count(b"BEGIN:STANDARD") == 1
        assert b"BEGIN:DAYLIGHT" not in content
        assert b"TZOFFSETTO:+0300" in content


# ── What a calendar says ──────────────────────────────────────────────────────────────────────────


def test_an_event_says_who_it_is_where_and_what_about(small_city: Project) -> None:
    event = only(calendar_of(city_of(small_city), "hikaye-saati"))
    assert event["UID"] == "hikaye-saati@example.org"
    assert event["SUMMARY"] == "Hikâye saati"
    assert str(event["DESCRIPTION"]).startswith("Bir hikâye dinleriz.\n\nhttps://example.org/")
    assert event["URL"] == "https://example.org/ogrenen-sehir/etkinlikler/hikaye-saati/"
    assert str(event["LOCATION"]).startswith("Örnek Kitaplık")
    assert event["GEO"].to_ical() == "38.4192;27.1287"
    assert [str(name) for name in event["CATEGORIES"].cats] != []
    assert event["STATUS"] == "CONFIRMED"


def test_a_calendar_has_a_name_and_says_how_often_to_look(small_city: Project) -> None:
    city = city_of(small_city)
    everything = Calendar.from_ical(files(city)[EVERYTHING])
    title = city.settings.site_title.words("tr")
    assert everything["X-WR-CALNAME"] == everything["NAME"] == title
    assert everything["X-WR-TIMEZONE"] == "Europe/Istanbul"
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT12H\r\n" in files(city)[EVERYTHING]
    place = Calendar.from_ical(files(city)["data/places/kitaplik.ics"])
    assert place["NAME"] == f"Örnek Kitaplık · {title}"


@pytest.mark.parametrize(
    ("status", "said", "title"),
    [
        ("cancelled", "CANCELLED", "İptal edildi: Hikâye saati"),
        ("postponed", "TENTATIVE", "Ertelendi: Hikâye saati"),
        ("moved", "CONFIRMED", "Yeri değişti: Hikâye saati"),
        ("full", "CONFIRMED", "Kontenjan doldu: Hikâye saati"),
    ],
)
def test_what_is_not_as_planned_stands_in_the_title_too(
    small_city: Project, status: str, said: str, title: str
) -> None:
    small_city.change(
        EVENT, "themes:", f"status: {status}\nstatus_note: {{tr: Kar yağdı., en: Snow.}}\nthemes:"
    )
    event = only(calendar_of(city_of(small_city), "hikaye-saati"))
    assert (event["STATUS"], event["SUMMARY"]) == (said, title)
    assert str(event["DESCRIPTION"]).startswith("Kar yağdı.\n")


def test_every_facet_and_place_has_a_calendar_with_its_events_only() -> None:
    city = whole_city(TESTS / "tiny_city")
    made = files(city)

    def events(address: str) -> set[str]:
        found = Calendar.from_ical(made[address]).events
        return {str(event["UID"]).partition("@")[0] for event in found}

    assert events("data/places/merkez-kitaplik.ics") == {"ahsap-atolyesi", "cumartesi-okumasi"}
    assert events("data/places/islik-cikmazi.ics") == set()
    assert events("data/districts/yukari.ics") == {"ahsap-atolyesi", "cumartesi-okumasi"}
    assert events("data/audiences/cocuk.ics") == {"ahsap-atolyesi", "cumartesi-okumasi"}
    assert {"bilim-gunu", "ahsap-atolyesi"} <= events("data/organizers/ornek-dernek.ics")
    assert "okuma-gunleri" in events("data/themes/okuma.ics")
    for family in ("themes", "audiences", "districts", "organizers"):
        for identifier in getattr(city, family):
            assert f"data/{family}/{identifier}.ics" in made


def test_the_ways_to_follow_name_the_calendar(small_city: Project) -> None:
    links = subscription(site_of(city_of(small_city)), EVERYTHING)
    assert links == {
        "address": "https://example.org/ogrenen-sehir/data/events.ics",
        "webcal": "webcal://example.org/ogrenen-sehir/data/events.ics",
        "google": "https://calendar.google.com/calendar/r"
        "?cid=webcal%3A%2F%2Fexample.org%2Fogrenen-sehir%2Fdata%2Fevents.ics",
        "file": "/ogrenen-sehir/data/events.ics",
    }


# ── What is new ───────────────────────────────────────────────────────────────────────────────────


def test_the_history_says_what_is_new(small_city: Project) -> None:
    city = city_of(small_city)
    changed = Change(datetime(2026, 11, 3, 9, 30, tzinfo=UTC), 4)
    site = replace(site_of(city), event_changes={"hikaye-saati": changed})
    event = only(calendar_of(city, "hikaye-saati", site))
    assert event["SEQUENCE"] == 4
    assert event["DTSTAMP"].dt == event["LAST-MODIFIED"].dt == changed.last


def test_without_a_history_nothing_is_said_of_changes(small_city: Project) -> None:
    event = only(calendar_of(city_of(small_city), "hikaye-saati"))
    assert "SEQUENCE" not in event
    assert "LAST-MODIFIED" not in event
    assert event["DTSTAMP"].dt == datetime(2025, 1, 1, tzinfo=UTC)


def test_the_bytes_depend_on_the_data_alone(small_city: Project) -> None:
    first = files(city_of(small_city))
    assert files(city_of(small_city)) == first
    small_city.environment["LEARNING_CITY_NOW"] = "2026-12-04T23:59"
    assert files(city_of(small_city)) == first, "a later day changes nothing"
    city = city_of(small_city)
    backwards = replace(city, events=city.events[::-1], places=city.places[::-1])
    assert files(backwards) == first


# ── Whatever people write ─────────────────────────────────────────────────────────────────────────

HOSTILE = (
    "a\r\nATTENDEE:mailto:kim@example.org",
    "a\nEND:VEVENT\nBEGIN:VALARM\nACTION:AUDIO",
    "a\rSTATUS:CANCELLED",
    "a\x85SUMMARY:b\u2028SUMMARY:c\u2029SUMMARY:d\x0bSUMMARY:e\x0cSUMMARY:f\x1eSUMMARY:g",
    "a\x00b\x07c\x7f",
    'noktalı; virgüllü, "tırnaklı" \\ ters \\n harf \\, ve: iki',
    "BEGIN:VCALENDAR",
    "ğ" * 400 + "👩‍👩‍👧" * 40,
    "=?utf-8?q?x?= ^n ^' %0D%0ASTATUS:CANCELLED",
)
PLAIN_TEXT = {"SUMMARY", "DESCRIPTION", "LOCATION", "CATEGORIES"}


def with_text(city: City, text: str) -> City:
    """The city with `text` in every field of its event that reaches a calendar."""
    said = LocalText({"tr": text})
    (event,) = city.events
    place = city.place("kitaplik").model_copy(update={"name": said, "address": text})
    written = event.model_copy(
        update={
            "title": said,
            "summary": said,
            "description": said,
            "status": "moved",
            "status_note": said,
        }
    )
    terms = {key: one.model_copy(update={"label": said}) for key, one in city.themes.items()}
    return replace(
        city,
        places=(place,),
        events=(written,),
        occurrences=tuple(replace(found, event=written) for found in city.occurrences),
        vocabulary={**city.vocabulary, "themes": terms},
    )


def shape(calendar: Calendar) -> list[tuple[str, list[str]]]:
    return [(part.name, sorted(part)) for part in calendar.walk()]


def check_text(text: str) -> None:
    city = whole_city(TESTS / "small_city")
    site = replace(site_of(city), site_title=LocalText({"tr": text}))
    plain = whole_city(TESTS / "small_city")
    expected = Calendar.from_ical(files(with_text(plain, "a"))["data/events/hikaye-saati.ics"])
    for address, content in files(with_text(city, text), site).items():
        lines = content.split(b"\r\n")
        assert lines[-1] == b""
        assert all(len(line) <= 75 for line in lines), address
        assert not re.search(rb"[\x00-\x08\x0a-\x1f\x7f]", b"".join(lines)), address
        text_lines = content.decode("utf-8").splitlines()
        assert len(text_lines) == len(lines) - 1, f"{address}: a line that only some readers see"
        calendar = Calendar.from_ical(content)
        assert calendar.to_ical(sorted=False) == content, address
        assert not [part.errors for part in calendar.walk() if part.errors]
        if address == "data/events/hikaye-saati.ics":
            assert shape(calendar) == shape(expected)
            summary = str(only(calendar)["SUMMARY"])
            one_line = " ".join(
                re.sub("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f]", "", text).split()
            )
            assert summary == f"Yeri değişti: {one_line}".strip()
            assert [str(one) for one in only(calendar)["CATEGORIES"].cats] == [one_line]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_stays_text(text: str) -> None:
    check_text(text)


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=120))
def test_any_text_stays_text(text: str) -> None:
    check_text(text)
