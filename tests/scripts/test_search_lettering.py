"""One folding: what Python writes into an index, the browser finds with the same letters."""

import sys
import unicodedata

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from learning_city.ground.lettering import fold, identifier, words_of

LETTERING = "search/lettering.js"
SENTENCES = [
    "İzmir izmir IZMIR ızmır İZMİR",
    "Işık ışık IŞIK isik İSİK",
    "Çeşme’de Ödemiş'in Güzelbahçe Kınık Âlî Hikâye",
    "Kütüphanesi KÜTÜPHANESİ kutuphanesi",
    "ağaç ağacı AĞACI çocuğun ŞİRİNYER",
    "ΟΔΟΣ οδός ΟΔΟΣ’ Straße ﬁnd ™ ½ Ⅷ Å ㎢ İ̇ i̇ ı̇",
    "مَكْتَبَة हिन्दी ประเทศ 한국어",
    "a_b-c.d/e’f’g 0232 12:30",
    "",
]


def assigned() -> list[str]:
    """Every character this Python knows; the browser may know newer ones."""
    return [
        chr(code)
        for code in range(sys.maxunicode + 1)
        if unicodedata.category(chr(code)) not in ("Cn", "Cs")
    ]


def test_every_letter_of_unicode_folds_alike(run_script):
    letters = assigned()
    answers = run_script(
        LETTERING, "return asked.map((text) => [script.fold(text), script.wordsOf(text)])", letters
    )
    differing = {
        letter: (expected, answer)
        for letter, answer in zip(letters, answers, strict=True)
        if answer != (expected := [fold(letter), words_of(letter)])
    }
    assert differing == {}


def test_sentences_have_the_same_words(run_script):
    folded, found = run_script(
        LETTERING, "return [asked.map(script.fold), asked.map(script.wordsOf)]", SENTENCES
    )
    assert folded == [fold(sentence) for sentence in SENTENCES]
    assert found == [words_of(sentence) for sentence in SENTENCES]


def test_any_text_folds_alike(run_script):
    texts = []

    @settings(max_examples=600, database=None, suppress_health_check=list(HealthCheck))
    @given(
        st.text(
            st.one_of(
                st.sampled_from("abcçdefgğhıijklmnoöprsştuüvyzIİÂîŞĞ'’ .-0123\u0307\u0306\u0327"),
                st.characters(codec="utf-8", exclude_categories=["Cn", "Cs"]),
            ),
            max_size=24,
        )
    )
    def gather(text):
        texts.append(text)

    gather()
    code = "const { fold, wordsOf, identifier } = script; return asked.map((one) => %s)"
    all_three = "[fold(one), wordsOf(one), identifier(one)]"
    answers = run_script(LETTERING, code % all_three, texts)
    assert len(texts) > 300
    for text, answer in zip(texts, answers, strict=True):
        assert answer == [fold(text), words_of(text), identifier(text)], repr(text)


def test_folding_twice_changes_nothing(run_script):
    twice = run_script(LETTERING, "return asked.map((t) => script.fold(script.fold(t)))", SENTENCES)
    assert twice == [fold(sentence) for sentence in SENTENCES]
