"""The starred events as one file: every event once, one time zone, nothing in it from a name."""

from icalendar import Calendar

from learning_city.outputs.calendar_feed import build
from tests.city_project import PROJECT, TESTS
from tests.outputs.test_calendar_feed import site_of, whole_city

FILE = "events/calendar-file.js"


def calendars(city):
    made = {file.address: file.content for file in build(city, site_of(city))}
    return [made[f"data/events/{event.id}.ics"].decode() for event in city.events], made[
        "data/events.ics"
    ]


def test_the_starred_events_are_those_of_the_great_calendar(run_script):
    for folder in (PROJECT, TESTS / "tiny_city"):
        single, whole = calendars(whole_city(folder))
        file = run_script(FILE, "return script.merged(asked, 'Yıldızladıklarım')", single)
        ours, theirs = Calendar.from_ical(file), Calendar.from_ical(whole)

        def told(calendar):
            return sorted(event.to_ical(sorted=True) for event in calendar.events)

        assert told(ours) == told(theirs)
        assert file.count("BEGIN:VTIMEZONE") == 1
        (zone,) = ours.timezones
        assert zone.to_ical() == theirs.timezones[0].to_ical(), "the one that reaches furthest back"
        assert ours["X-WR-CALNAME"] == "Yıldızladıklarım"


def test_an_event_that_is_there_twice_is_taken_once(run_script):
    single, _ = calendars(whole_city(TESTS / "tiny_city"))
    file = run_script(FILE, "return script.merged([...asked, ...asked], 'a')", single)
    assert file.count("BEGIN:VEVENT") == "".join(single).count("BEGIN:VEVENT")


def test_a_name_cannot_begin_a_line_of_its_own(run_script):
    name = "a\r\nBEGIN:VEVENT\nb;c,d\\ " + "ğ" * 60
    file = run_script(FILE, "return script.merged([], asked)", name)
    assert "\nBEGIN:VEVENT" not in file
    assert all(len(line.encode()) <= 75 for line in file.split("\r\n"))
    assert "X-WR-CALNAME:a BEGIN:VEVENT b\\;c\\,d\\\\ ğ" in file.replace("\r\n ", "")
    assert not Calendar.from_ical(file).events
