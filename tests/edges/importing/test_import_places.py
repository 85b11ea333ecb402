"""Places of the municipality's layers: matched with ours, filed, or told why not."""

from __future__ import annotations

import re
import textwrap

import pytest

SHORE = "places/karsiyaka/kiyi-kitapligi.yaml"


@pytest.fixture
def first(bring, source, layer):
    source.says("/cbs/kutuphaneler", layer)
    source.says("/cbs/muzeler", {"onemliyer": None})
    return bring("yerler")


def read(city, path):
    return (city.folder / path).read_text(encoding="utf-8")


def test_a_place_becomes_a_file(first, small_city):
    assert first.code == 0, first.text
    text = re.sub("(?<= açıktır. ).*", "…", read(small_city, SHORE))
    assert text == textwrap.dedent("""\
        # yaml-language-server: $schema=../../schema/place.schema.json
        name:
          tr: Kıyı Kitaplığı
        kind: library
        district: karsiyaka
        address: "İskele Mah., 1047 Sokak, No: 4/1, Karşıyaka"
        location: {lat: 38.459956, lon: 27.118066}
        themes: [kitap-felsefe]
        audiences: [cocuk, veli]
        summary:
          tr: Deniz kıyısında, çocuk kitapları ağırlıklı bir kitaplıktır.
        description:
          tr: Pazar günü hariç, kış döneminde 08.00–17.00 saatleri arasında {} açıktır. …
        cost: unknown
        website: https://kitaplik.example.org
        phone: 0232 000 00 00
        sources:
          - title:
              tr: Örnek belediye açık verisi
            url: https://example.org/veri
            license: CC BY 4.0
            accessed: 2026-12-01
        """).replace("{}", "ücretsiz olarak ziyarete")


def test_what_was_brought_in_passes_the_check(first, small_city):
    assert small_city.problems() == []


def test_a_place_without_a_text_gets_the_plain_fact_in_every_language(first, small_city):
    text = read(small_city, "places/cigli/mahalle-kitapligi.yaml")
    assert "tr: Çiğli ilçesinde bir kütüphane." in text
    assert 'en: "A place in Çiğli: library."' in text
    assert "İnşaat" not in text, "one word is no summary"
    assert "location: {lat: 38.491200, lon: 27.070000}" in text


def test_every_skipped_place_is_explained(first):
    assert "Zaten var: places/konak/kitaplik.yaml" in first.line("Örnek Kitaplık")
    assert "Konumu yok" in first.line("Konumsuz Kitaplık")
    assert "şehrin dışında" in first.line("Başka Şehrin Kitaplığı")
    assert "“NEREDE”" in first.line("İlçesi Bilinmeyen Kitaplık")
    assert "Adı yok" in first.line("- atlandı: 7.")
    assert "2 kayıt eklendi, 5 kayıt atlandı" in first.text


def test_importing_twice_changes_nothing(first, bring, small_city):
    before = small_city.snapshot()
    assert "2 kayıt aynı" in bring("yerler").text
    assert small_city.snapshot() == before


def test_a_persons_edit_stays(first, bring, source, layer, small_city):
    small_city.change(SHORE, "cost: unknown", "cost: free")
    edited = read(small_city, SHORE)
    layer["onemliyer"][0]["TELEFON"] = "0232 111 11 11"
    source.says("/cbs/kutuphaneler", layer)
    answer = bring("yerler")
    assert read(small_city, SHORE) == edited
    assert "karşılaştırın" in answer.line("Kıyı Kitaplığı")


def test_one_broken_layer_does_not_spoil_the_others(bring, source, layer, small_city):
    source.says("/cbs/kutuphaneler", layer)
    source.says("/cbs/muzeler", b"<h1>Server Error</h1>", 500)
    answer = bring("yerler")
    assert answer.code == 1
    assert "/cbs/muzeler" in answer.text
    assert (small_city.folder / SHORE).exists()


def test_one_layer_can_be_asked_for(bring, source):
    source.says("/cbs/muzeler", {"onemliyer": []})
    assert bring("yerler", "--layer", "muzeler").code == 0
    assert [path for path, _ in source.asked] == ["/cbs/muzeler"]


def test_a_changed_wrapping_is_named(bring, source, layer):
    source.says("/cbs/muzeler", {"yerler": []})
    answer = bring("yerler", "--layer", "muzeler")
    assert answer.code == 1
    assert "“onemliyer” yok; olanlar: yerler" in answer.text
