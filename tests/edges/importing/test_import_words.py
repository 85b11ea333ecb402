"""Foreign words: cleaned, calmed, cut; names that mean one place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learning_city.edges.importing.cleaning import (
    calmed,
    first_sentence,
    one_line,
    shortened,
    to_markdown,
)
from learning_city.edges.importing.matching import Places, alike, words_of
from learning_city.edges.importing.records import Spot
from learning_city.words.prose import to_html, to_plain
from tests.conftest import CATALOGUES


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("", ""),
        ("tek satır", "tek satır"),
        ("bir\n\niki", "bir\n\niki"),
        ("<p>bir</p><p>iki</p>", "bir\n\niki"),
        ("bir<br/>iki<BR>üç", "bir\n\niki\n\nüç"),
        ("<ul><li>a</li><li>b</li></ul>son", "- a\n- b\n\nson"),
        ('<a href="https://example.org/?a=1&amp;b=2">x</a>', "[x](https://example.org/?a=1&b=2)"),
        ('<a href="http://example.org">x</a>', "x"),
        ("<style>p{}</style>a<script>b</script>", "a"),
        ("&lt;b&gt; &amp; &nbsp; Ç&#305;", "<b> & Çı"),
        ("2 * 3 _x_ snake_case [a](b)", "2 \\* 3 \\_x\\_ snake_case \\[a\\](b)"),
        ("# başlık\n1. madde\n- tire", "\\# başlık\n\n1\\. madde\n\n- tire"),
        ("<p>kapanmayan <b>etiket", "kapanmayan etiket"),
        ("<", "<"),
    ],
)
def test_markup_becomes_markdown(text, markdown):
    assert to_markdown(text) == markdown


@given(st.text(max_size=200))
def test_whatever_comes_no_text_raises_or_keeps_a_tag(text):
    to_html(to_markdown(f"<p>{text}</p>"))
    assert "\n" not in one_line(text)


@given(st.text(alphabet=st.characters(categories=("L", "N", "P", "Zs")), max_size=80))
def test_plain_words_survive_the_way_through_markdown(text):
    words = " ".join(text.split())
    if not any(mark in words for mark in "<&") and not words.startswith("-"):
        assert to_plain(to_markdown(words)).replace(" ", "") == one_line(words).replace(" ", "")


@pytest.mark.parametrize(
    ("text", "calm"),
    [
        ("KENT TARİHİ VE SANAT", "Kent Tarihi ve Sanat"),
        ("II. ULUSLARARASI IŞIK GÜNLERİ", "II. Uluslararası Işık Günleri"),
        ("İZMİR'İN ÇOCUKLARI", "İzmir'in Çocukları"),
        ("AASSM", "AASSM"),
        ("Karışık YAZI", "Karışık YAZI"),
    ],
)
def test_capitals_calm_down(text, calm):
    assert calmed(text, "tr") == calm


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Kısa bir cümle. İkincisi.", "Kısa bir cümle."),
        ("Prof. Dr. Ayşe Yılmaz anlatıyor. Gelin.", "Prof. Dr. Ayşe Yılmaz anlatıyor."),
        ("Yapı 19. Yüzyılda yapıldı. Sonra onarıldı.", "Yapı 19. Yüzyılda yapıldı."),
        ("Noktası olmayan", ""),
        ("Soru mu? Evet.", "Soru mu?"),
        ("a" * 300 + ". Sonra.", ""),
    ],
)
def test_a_first_sentence_is_a_whole_one(text, sentence):
    assert first_sentence(text) == sentence


def test_a_cut_is_shown_and_falls_between_words():
    assert shortened("bir iki üç", 8) == "bir iki…"
    assert shortened("bir", 8) == "bir"


@pytest.fixture
def places(shipped_copy):
    from learning_city.city.assemble import read_draft

    draft, _ = read_draft(shipped_copy.folder, CATALOGUES, {})
    return Places(
        draft.places,
        ["İzmir", "Büyükşehir", "Belediyesi"],
        {"Kültürpark Atatürk Açıkhava Tiyatrosu": "kulturpark"},
    )


@pytest.mark.real_data
def test_the_names_of_venues_find_our_places(places):
    expected = {
        "Ahmed Adnan Saygun Sanat Merkezi": "ahmed-adnan-saygun-sanat-merkezi-aassm",
        "AASSM": "ahmed-adnan-saygun-sanat-merkezi-aassm",
        "İzmir Büyükşehir Belediyesi AASSM Büyük Salon": None,
        "Belediyesi Ahmed Adnan Saygun Sanat Merkezi Büyük Salon": (
            "ahmed-adnan-saygun-sanat-merkezi-aassm"
        ),
        "AHMET PİRİŞTİNA KENT ARŞİVİ VE MÜZESİ": "ahmet-piristina-kent-arsivi-ve-muzesi-apikam",
        "Ahmet Priştina Kent Arşivi ve Müzesi": "ahmet-piristina-kent-arsivi-ve-muzesi-apikam",
        "Tarihi Havagazı Fabrikası": "tarihi-havagazi-fabrikasi-kultur-merkezi-fikrimiz",
        "Kültürpark": "kulturpark",
        "Kültürpark Atatürk Açıkhava Tiyatrosu": "kulturpark",
        "Bostanlı Suat Taşer Tiyatrosu": None,
        "Açıkhava": None,
        "Müze": None,
        "": None,
    }
    assert {name: places.venue(name) for name in expected} == expected


@pytest.mark.real_data
def test_no_shipped_place_is_taken_for_another(places):
    """Every one of ours, told again by a source, is itself."""
    for parsed in places.places:
        facts = parsed.facts
        found = places.same([facts.name.texts["tr"]], Spot(facts.location.lat, facts.location.lon))
        assert found is not None, facts.id
        assert found.facts.id == facts.id


def test_numbers_tell_names_apart():
    assert alike(words_of("2. Okuma Günü"), words_of("3. Okuma Günü")) == 0
    assert alike(words_of("Okuma Günü"), words_of("okuma günü")) == 1


@pytest.mark.real_data
def test_the_shipped_sources_are_described_rightly(shipped_copy):
    from learning_city.city.assemble import read_draft
    from learning_city.edges.importing.command import _read_importers

    draft, _ = read_draft(shipped_copy.folder, CATALOGUES, {})
    importers, problems = _read_importers(shipped_copy.folder, draft)
    assert problems == []
    assert [name for name, one in importers.items() if one.scheduled] == ["ibb-etkinlikler"]
    assert all(one.source.license == "CC BY 4.0" for one in importers.values())
