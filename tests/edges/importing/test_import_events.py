"""Municipal events become files: cleaned, matched, explained, and never over a person's work."""

from __future__ import annotations

import json
import textwrap

import pytest

EXHIBITION = "events/2026/kagit-ve-isik-sergisi.yaml"
CHOIR = "events/2026/kis-gecesi-cocuk-korosu.yaml"
LEDGER = "content/imports/etkinlikler.json"


@pytest.fixture
def first(bring, source, events):
    source.says("/etkinlikler", events)
    return bring("etkinlikler")


def read(city, path):
    return (city.folder / path).read_text(encoding="utf-8")


def test_an_event_becomes_a_file_as_a_volunteer_would_write_it(first, small_city):
    assert first.code == 0, first.text
    assert read(small_city, EXHIBITION) == textwrap.dedent("""\
        # yaml-language-server: $schema=../../schema/event.schema.json
        title:
          tr: Kâğıt ve Işık Sergisi
        place: kitaplik
        start: 2026-12-05 09:30
        end: 2026-12-20 17:30
        themes: [sanat]
        audiences: [cocuk, veli]
        cost: free
        summary:
          tr: Kâğıttan fenerler duvarda sergileniyor.
        description:
          tr: |
            Gelen herkes bir fener katlıyor ve kendi ışığını arıyor.

            Ayrıntı: [sergi sayfası](https://example.org/sergi)

            - Giriş her gün açık
            - Çocuklar velisiyle gelir, fenerlerini birlikte asarlar
        sources:
          - title:
              tr: Örnek belediye açık verisi
            url: https://example.org/etkinlik/kagit-ve-isik
            license: CC BY 4.0
            accessed: 2026-12-01
        """)


def test_capitals_tickets_and_named_venues_are_understood(first, small_city):
    choir = read(small_city, CHOIR)
    assert "tr: Kış Gecesi Çocuk Korosu" in choir
    assert "place: kitaplik" in choir
    assert "cost: paid" in choir
    assert "registration:\n  url: https://example.org/bilet" in choir
    assert "end:" not in choir, "an end that equals the start says nothing"


def test_what_was_brought_in_passes_the_check(first, small_city):
    assert small_city.problems() == []


def test_every_skipped_record_is_explained(first):
    assert "Etkinlik geçmiş (2025-12-12)" in first.line("Geçen yılın oyunu")
    assert "“Hiçbir Yer Salonu” bilinen bir yer değil" in first.line("Bilinmeyen yerde konser")
    assert "Zaten var: events/2026/hikaye-saati.yaml" in first.line("Hikâye Saati")
    assert "“PANAYIR”" in first.line("Panayır günü")
    assert "2 kayıt eklendi, 4 kayıt atlandı" in first.text


def test_importing_twice_changes_nothing(first, bring, small_city):
    before = small_city.snapshot()
    small_city.environment["LEARNING_CITY_NOW"] = "2026-12-03T12:00"
    again = bring("etkinlikler")
    assert again.code == 0
    assert small_city.snapshot() == before
    assert "2 kayıt aynı" in again.text


def test_the_order_at_the_source_does_not_matter(bring, source, events, small_city, tmp_path):
    source.says("/etkinlikler", list(reversed(events)))
    assert bring("etkinlikler").code == 0
    turned = {name: data for name, (_, data) in small_city.snapshot().items()}
    for name in (EXHIBITION, CHOIR, LEDGER):
        (small_city.folder / name).unlink()
    source.says("/etkinlikler", events)
    assert bring("etkinlikler").code == 0
    assert {name: data for name, (_, data) in small_city.snapshot().items()} == turned


def test_a_persons_edit_stays(first, bring, source, events, small_city):
    small_city.change(EXHIBITION, "cost: free", "cost: free\nages: 7-12")
    edited = read(small_city, EXHIBITION)
    again = bring("etkinlikler")
    assert read(small_city, EXHIBITION) == edited
    assert "bir gönüllünün düzenlediği 1 dosyaya dokunulmadı" in again.text

    events[0]["EtkinlikBitisTarihi"] = "2026-12-22T17:30:00"
    source.says("/etkinlikler", events)
    changed = bring("etkinlikler")
    assert read(small_city, EXHIBITION) == edited
    assert "karşılaştırın" in changed.line("Kâğıt ve Işık Sergisi")
    before = small_city.snapshot()
    assert "karşılaştırın" not in bring("etkinlikler").text, "told once"
    assert small_city.snapshot() == before


def test_an_untouched_file_follows_its_source(first, bring, source, events, small_city):
    events[0]["EtkinlikBitisTarihi"] = "2026-12-22T17:30:00"
    source.says("/etkinlikler", events)
    small_city.environment["LEARNING_CITY_NOW"] = "2026-12-03T12:00"
    again = bring("etkinlikler")
    assert "güncellendi" in again.line("Kâğıt ve Işık Sergisi")
    text = read(small_city, EXHIBITION)
    assert "end: 2026-12-22 17:30" in text
    assert "accessed: 2026-12-03" in text
    assert small_city.problems() == []


def test_line_ends_of_a_checkout_are_no_edit(first, bring, small_city):
    small_city.write(EXHIBITION, read(small_city, EXHIBITION).replace("\n", "\r\n"))
    assert "2 kayıt aynı" in bring("etkinlikler").text


def test_what_a_person_took_away_does_not_come_back(first, bring, small_city):
    (small_city.folder / EXHIBITION).unlink()
    again = bring("etkinlikler")
    assert not (small_city.folder / EXHIBITION).exists()
    assert "bir gönüllünün sildiği 1 kayıt geri getirilmedi" in again.text


def test_a_renamed_file_is_found_again(first, bring, small_city):
    text = read(small_city, EXHIBITION)
    (small_city.folder / EXHIBITION).unlink()
    small_city.write("events/2026/fenerler.yaml", text + "former_ids: [kagit-ve-isik-sergisi]\n")
    again = bring("etkinlikler")
    assert "dokunulmadı" in again.text
    assert not (small_city.folder / EXHIBITION).exists()


def test_an_event_that_vanished_at_the_source_is_told(first, bring, source, events):
    source.says("/etkinlikler", events[1:])
    again = bring("etkinlikler")
    assert "status: cancelled" in again.line("Kâğıt ve Işık Sergisi")


def test_two_events_of_one_name_get_two_ids(bring, source, events, small_city):
    other = {
        **events[0],
        "Id": 1,
        "EtkinlikBaslamaTarihi": "2027-01-05T09:30:00",
        "EtkinlikBitisTarihi": "2027-01-05T10:30:00",
    }
    source.says("/etkinlikler", [events[0], other])
    assert bring("etkinlikler").code == 0
    assert (small_city.folder / EXHIBITION).exists()
    assert (small_city.folder / "events/2027/kagit-ve-isik-sergisi-2027-01-05.yaml").exists()
    assert small_city.problems() == []


def test_the_same_record_twice_is_taken_once(bring, source, events):
    source.says("/etkinlikler", [events[0], events[0]])
    answer = bring("etkinlikler")
    assert "1 kayıt eklendi, 1 kayıt atlandı" in answer.text
    assert "iki kez" in answer.text


def test_a_dry_run_writes_nothing(bring, source, events, small_city):
    source.says("/etkinlikler", events)
    before = small_city.snapshot()
    assert "eklendi" in bring("etkinlikler", "--dry-run").text
    assert small_city.snapshot() == before


def test_scheduled_runs_bring_only_what_is_marked_so(bring, source, events):
    source.says("/etkinlikler", events)
    answer = bring("--scheduled")
    assert answer.code == 0
    assert [path for path, _ in source.asked] == ["/etkinlikler"]


def test_past_events_come_on_request(bring, source, events, small_city):
    source.says("/etkinlikler", events)
    bring("etkinlikler", "--past")
    assert (small_city.folder / "events/2025/gecen-yilin-oyunu.yaml").exists()


def test_days_without_hours_are_days(bring, source, events, small_city):
    source.says("/etkinlikler", [{**events[5], "Tur": "SERGİ"}])
    bring("etkinlikler")
    text = read(small_city, "events/2026/panayir-gunu.yaml")
    assert "start: 2026-12-30\nend: 2026-12-31\n" in text
    assert "cost" not in text


def test_a_damaged_ledger_stops_the_import(first, bring, small_city):
    small_city.write(LEDGER, "<<<<<<< HEAD\n{}\n")
    before = small_city.snapshot()
    answer = bring("etkinlikler")
    assert answer.code == 1
    assert LEDGER in answer.text
    assert small_city.snapshot() == before


def test_a_ledger_cannot_lead_out_of_the_project(first, bring, small_city):
    ledger = json.loads(read(small_city, LEDGER))
    ledger["5250"]["path"] = "../outside.yaml"
    small_city.write(LEDGER, json.dumps(ledger))
    assert bring("etkinlikler").code == 1


def test_a_personal_number_in_a_text_is_refused_with_the_checks_own_words(bring, source, events):
    events[0]["KisaAciklama"] = "Bilgi: 10000000146 numarası."
    source.says("/etkinlikler", events[:1])
    answer = bring("etkinlikler")
    assert "denetimden geçmezdi" in answer.line("Kâğıt ve Işık Sergisi")
    assert "1 kayıt atlandı" in answer.text


def test_hostile_words_stay_words(bring, source, events, small_city):
    events[0] |= {
        "Adi": "{{ 7*7 }} ${x}\u202e \x1b[31m<img src=x onerror=alert(1)>: # deneme - {static}a",
        "KisaAciklama": "<p onclick=a()>[x](javascript:alert(1)) <a href='javascript:alert(1)'>y"
        "</a> &lt;script&gt; <a href='//example.org'>z</a> {{ 7*7 }}</p>",
        "EtkinlikUrl": '../../x?y="><script>',
        "BiletSatisLinki": "javascript:alert(1)",
    }
    events[1] |= {"Adi": "::error::birdenbire", "EtkinlikMerkezi": "::set-output name=a::b\n::c"}
    source.says("/etkinlikler", events[:2])
    answer = bring("etkinlikler")
    assert "1 kayıt eklendi" in answer.text
    text = next(
        read(small_city, path) for path in small_city.snapshot() if path.startswith("events/2026/7")
    )
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "url: https://example.org/etkinlik/..%2F..%2Fx" in text
    assert "registration" not in text
    assert "onerror" not in text
    assert small_city.codes() == ["raw-html"], "the source itself spoke of a tag"
    assert not any(line.strip().startswith("::") for line in answer.text.splitlines())
