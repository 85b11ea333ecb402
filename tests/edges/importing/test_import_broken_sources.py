"""A source that is broken, slow or changed is told by name, and no file changes."""

from __future__ import annotations

import gzip
import re
import time

import pytest

from learning_city.edges.importing.fetching import Limits


@pytest.fixture
def nothing_changes(small_city):
    yield
    folder = small_city.folder / "events/2026"
    assert [path.name for path in folder.iterdir()] == ["hikaye-saati.yaml"]
    assert not (small_city.folder / "content/imports").exists()


@pytest.mark.usefixtures("nothing_changes")
class TestNothingIsWritten:
    @pytest.mark.parametrize(
        ("body", "words"),
        [
            (b"<!doctype html><h1>Bak\xc4\xb1mday\xc4\xb1z</h1>", "web sayfası"),
            (b"", "boş bir yanıt"),
            (b"{oops", "JSON olarak okunamıyor"),
            (b"[" * 100_000, "JSON olarak okunamıyor"),
            ({"Message": "An error has occurred."}, "kayıt listesi değil"),
            ("sadece metin", "kayıt listesi değil"),
            (b"null", "kayıt listesi değil"),
        ],
        ids=["page", "empty", "broken", "deep", "wrapped", "text", "null"],
    )
    def test_an_answer_of_another_kind(self, bring, source, body, words):
        source.says("/etkinlikler", body)
        answer = bring("etkinlikler")
        assert answer.code == 1
        assert words in answer.text
        assert "hiç kayıt yok" not in answer.text, "who could not read does not know"
        assert "Hiçbir dosya değişmedi." in answer.text
        assert not re.search(r"\b(dict|str|list|NoneType)\b", answer.text)

    @pytest.mark.parametrize("status", [403, 404, 500, 503])
    def test_an_error_status(self, bring, source, status):
        source.says("/etkinlikler", b"<h1>Server Error</h1>", status)
        answer = bring("etkinlikler")
        assert answer.code == 1
        assert f"{status} durumuyla" in answer.text
        assert "hiç kayıt yok" not in answer.text

    def test_an_empty_list_is_no_mistake(self, bring, source):
        source.says("/etkinlikler", [])
        answer = bring("etkinlikler")
        assert answer.code == 0
        assert "hiç kayıt yok" in answer.text

    def test_missing_fields_and_changed_types(self, bring, source, events):
        source.says(
            "/etkinlikler",
            [
                {},
                {"Adi": "Yalnız adı"},
                {**events[0], "Adi": {"tr": "Sözlük oldu"}},
                {**events[0], "Adi": "Tarihi sayı", "EtkinlikBaslamaTarihi": 1764921600},
                {**events[0], "Adi": "Tarihi sözcük", "EtkinlikBaslamaTarihi": "yakında"},
                {**events[0], "Adi": "Ters", "EtkinlikBitisTarihi": "2026-12-01T00:00:01"},
                {**events[0], "Adi": "Yeri liste", "EtkinlikMerkezi": ["a"]},
                "bir metin",
                None,
            ],
        )
        answer = bring("etkinlikler")
        assert answer.code == 0
        assert "9 kayıt atlandı" in answer.text
        assert "Başlangıç tarihi yok" in answer.line("Yalnız adı")
        assert "Tarihi okunamıyor" in answer.line("Tarihi sayı")
        assert "Tarihi okunamıyor" in answer.line("Tarihi sözcük")
        assert "başlangıcından" in answer.line("Ters")
        assert "beklenen türde değil" in answer.line("Yeri liste")

    def test_a_silent_source(self, bring, source):
        source.does("/etkinlikler", lambda _handler: time.sleep(3))
        answer = bring("etkinlikler", limits=Limits(silence=0.3, total=5))
        assert answer.code == 1
        assert "saniyede bitiremedi" in answer.text

    def test_a_source_that_drips(self, bring, source):
        def drip(handler):
            handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n")
            for _ in range(50):
                handler.wfile.write(b"X-Slow: yes\r\n")
                handler.wfile.flush()
                time.sleep(0.1)

        source.does("/etkinlikler", drip)
        began = time.monotonic()
        answer = bring("etkinlikler", limits=Limits(silence=2, total=0.5))
        assert time.monotonic() - began < 3
        assert answer.code == 1
        assert "saniyede bitiremedi" in answer.text

    def test_a_source_without_end(self, bring, source):
        source.says("/etkinlikler", b" " * 200_000)
        answer = bring("etkinlikler", limits=Limits(size=100_000))
        assert answer.code == 1
        assert "sınırını aşıyor" in answer.text

    def test_a_compressed_bomb(self, bring, source):
        source.says("/etkinlikler", gzip.compress(b" " * 5_000_000), Content_Encoding="gzip")
        answer = bring("etkinlikler", limits=Limits(size=1_000_000))
        assert answer.code == 1
        assert "sınırını aşıyor" in answer.text

    def test_a_connection_that_breaks(self, bring, source):
        def hang_up(handler):
            handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n[{")
            handler.connection.close()

        source.does("/etkinlikler", hang_up)
        assert bring("etkinlikler").code == 1

    def test_nobody_there(self, bring):
        answer = bring("etkinlikler", OPENAPI_BASE="http://127.0.0.1:9")
        assert answer.code == 1
        assert "yanıt vermedi" in answer.text

    @pytest.mark.parametrize(
        "address",
        [
            "http://example.org/a",
            "ftp://example.org/a",
            "file:///etc/hostname",
            "https://kisi:sifre@example.org/a",
            "http://127.0.0.1.example.org/a",
            "https:///a",
            "https://[::1/a",
        ],
    )
    def test_only_https_or_this_computer(self, bring, address):
        answer = bring(address)
        assert answer.code == 1
        assert "Yalnızca https" in answer.text

    def test_a_redirection_to_a_less_safe_place(self, bring, source):
        source.says("/etkinlikler", b"", 302, Location="http://example.org/etkinlikler")
        answer = bring("etkinlikler")
        assert answer.code == 1
        assert "Yalnızca https" in answer.text

    def test_redirections_without_end(self, bring, source):
        source.says("/etkinlikler", b"", 302, Location=f"{source.base}/etkinlikler")
        assert bring("etkinlikler").code == 1


def test_a_broken_importers_file_is_told_with_its_line(bring, small_city, source):
    small_city.write("content/importers.yaml", "importers:\n  a:\n    lable: x\n")
    answer = bring("a")
    assert answer.code == 1
    assert "content/importers.yaml:3:5" in answer.text
    assert source.asked == []


def test_an_unknown_name_lists_the_known_ones(bring):
    answer = bring("etkinlik")
    assert answer.code == 2
    assert "etkinlikler — Örnek belediye, etkinlikler" in answer.text


def test_the_source_hears_who_asks_and_nothing_else(bring, source, events):
    source.says("/etkinlikler", events)
    bring("etkinlikler")
    headers = source.asked[0][1]
    assert headers["User-Agent"].startswith("learning-city-importer")
    assert "Cookie" not in headers
    assert "Authorization" not in headers
