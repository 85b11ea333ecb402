"""An iCalendar file or address: repetition in plain words, persons left out."""

from __future__ import annotations

import shutil
import textwrap
from pathlib import Path

import pytest

SHAPES = Path(__file__).resolve().parent / "shapes"
READING = "events/2026/cumartesi-okumasi.yaml"


@pytest.fixture
def file(tmp_path):
    return shutil.copy(SHAPES / "calendar.ics", tmp_path / "dernek.ics")


@pytest.fixture
def first(bring, file):
    return bring(
        str(file),
        "--license",
        "CC BY 4.0",
        "--title",
        "Örnek Derneği takvimi",
        "--audiences",
        "veli",
    )


def read(city, path):
    return (city.folder / path).read_text(encoding="utf-8")


def test_a_repetition_is_written_in_plain_words(first, small_city):
    assert first.code == 0, first.text
    assert read(small_city, READING) == textwrap.dedent("""\
        # yaml-language-server: $schema=../../schema/event.schema.json
        title:
          tr: Cumartesi okuması
        place: kitaplik
        start: 2026-12-05 10:00
        end: 2026-12-05 11:30
        repeat: {every: week, on: [sa], until: 2027-02-27, except: [2026-12-19, 2027-01-02]}
        themes: [kitap-felsefe]
        audiences: [cocuk]
        summary:
          tr: Birlikte okuyoruz.
        description:
          tr: Yanınızda bir kitap getirin.
        sources:
          - title:
              tr: Örnek Derneği takvimi
            url: https://example.org/okuma
            license: CC BY 4.0
            accessed: 2026-12-01
        """)


def test_a_moved_occurrence_is_an_event_of_its_own(first, small_city):
    assert "start: 2026-12-19 14:00" in read(
        small_city, "events/2026/cumartesi-okumasi-ogleden-sonra.yaml"
    )


def test_whole_days_end_on_their_last_day(first, small_city):
    text = read(small_city, "events/2026/bilim-gunu.yaml")
    assert "start: 2026-12-10\nend: 2026-12-11\n" in text
    assert "location: {lat: 38.430000, lon: 27.140000}\naddress: Sahildeki çadır\n" in text or (
        "location: {lat: 38.430000, lon: 27.140000}" in text and "address: Sahildeki çadır" in text
    )
    assert "status: cancelled" in text


def test_an_address_as_location_is_online_and_utc_becomes_city_time(first, small_city):
    text = read(small_city, "events/2026/cevrim-ici-soylesi.yaml")
    assert "online: https://example.org/oda" in text
    assert "start: 2026-12-11 19:00\nend: 2026-12-11 20:30\n" in text


def test_a_rule_beyond_plain_words_stays_a_rule(first, small_city):
    text = read(small_city, "events/2026/ay-gozlemi.yaml")
    rule = next(line for line in text.splitlines() if line.startswith("rrule:"))
    assert set(rule.removeprefix("rrule: ").strip('"').split(";")) == {
        "FREQ=MONTHLY",
        "COUNT=4",
        "BYDAY=1SA",
    }


def test_private_undecided_and_broken_events_are_skipped(first, small_city):
    assert "özel olarak" in first.line("Doktor")
    assert "TENTATIVE" in first.line("Belki gezi")
    assert "Tarihi okunamıyor" in first.line("Tarihi bozuk")


def test_persons_of_a_calendar_are_never_read(first, small_city):
    for name, (_, data) in small_city.snapshot().items():
        assert b"gizli" not in data, name
        assert b"katilan" not in data, name


def test_what_was_brought_in_passes_the_check(first, small_city):
    assert small_city.problems() == []


def test_importing_twice_changes_nothing(first, bring, file, small_city):
    before = small_city.snapshot()
    again = bring(
        str(file),
        "--license",
        "CC BY 4.0",
        "--title",
        "Örnek Derneği takvimi",
        "--audiences",
        "veli",
    )
    assert "5 kayıt aynı" in again.text
    assert small_city.snapshot() == before


def test_without_a_licence_only_facts_are_taken(bring, file, small_city):
    bring(str(file), "--audiences", "veli")
    text = read(small_city, READING)
    assert "summary" not in text
    assert "description" not in text
    assert "tr: dernek.ics" in text


def test_an_address_is_read_as_well(bring, source, small_city):
    source.says(
        "/a/takvim.ics", (SHAPES / "calendar.ics").read_bytes(), Content_Type="text/calendar"
    )
    answer = bring(f"{source.base}/a/takvim.ics", "--audiences", "veli")
    assert answer.code == 0
    assert (small_city.folder / READING).exists()


def test_events_that_cannot_be_filed_are_told(bring, file):
    answer = bring(str(file))
    assert "--themes" in answer.line("Bilim günü")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"hello",
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:yar",
        b"BEGIN:VEVENT\r\nEND:VEVENT",
        b"\xff\xfe\x00BEGIN",
        b"BEGIN:VCALENDAR\r\n" * 5000,
    ],
    ids=["empty", "text", "cut", "part", "binary", "deep"],
)
def test_a_broken_calendar_is_told_and_changes_nothing(bring, tmp_path, content, small_city):
    path = tmp_path / "bozuk.ics"
    path.write_bytes(content)
    before = small_city.snapshot()
    answer = bring(str(path))
    assert answer.code == 1, answer.text
    assert small_city.snapshot() == before
