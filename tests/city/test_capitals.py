"""Shouting is told from abbreviations, and names come back in ordinary Turkish letters."""

from __future__ import annotations

import pytest

from learning_city.city.checks.capitals import shouts
from learning_city.ground.lettering import in_title_case


@pytest.mark.parametrize(
    "text",
    ["İZMARİT ALANI", "KÜLTÜR VE SANAT GÜNLERİ", "ÇOCUKLARLA FELSEFE (7-12 yaş)", "STEM ATÖLYESİ!"],
)
def test_texts_in_capitals_shout(text: str) -> None:
    assert shouts(text)


@pytest.mark.parametrize(
    "text",
    [
        "TÜBİTAK",
        "TCDD 3. Bölge Müzesi",
        "STEM",
        "K2",
        "AASSM",
        "T.C. A.Ş.",
        "Sanat",
        "سوق المدينة",
        "",
    ],
)
def test_abbreviations_and_scripts_without_capitals_do_not(text: str) -> None:
    assert not shouts(text)


@pytest.mark.parametrize(
    ("written", "language", "repaired"),
    [
        ("IŞIKLI İSKELE VE ÇARŞI", "tr", "Işıklı İskele ve Çarşı"),
        ("ATATÜRK’ÜN EVİ", "tr", "Atatürk’ün Evi"),
        ("MÜZE (ESKİ HAMAM)", "tr", "Müze (Eski Hamam)"),
        ("VE SAHNE", "tr", "Ve Sahne"),
        ("ISLAND OF THE WINDS", "en", "Island of the Winds"),
    ],
)
def test_a_name_is_repaired_by_the_rules_of_its_language(
    written: str, language: str, repaired: str
) -> None:
    assert in_title_case(written, language) == repaired
