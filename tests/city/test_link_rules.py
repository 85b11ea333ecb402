"""How a link is written says whether a reader can trust it; ordinary links are left alone."""

from __future__ import annotations

import pytest

from learning_city.city.checks.links import addresses_in
from learning_city.city.checks.markup import unsafe
from learning_city.ground.problems import Level, Problem
from tests.city_project import Project

PLACE = """\
name: {tr: Örnek Bahçe, en: Example Garden}
kind: museum
district: konak
location: {lat: 38.42900, lon: 27.12870}
themes: [sanat]
audiences: [cocuk]
summary: {tr: Küçük bir bahçe., en: A small garden.}
sources: [{title: {tr: Örnek kaynak, en: Example source}, url: https://www.ornek.example.org/}]
"""


def found(city: Project, line: str) -> list[Problem]:
    city.write("places/konak/bahce.yaml", PLACE + line + "\n")
    return city.assemble().problems


def codes(city: Project, line: str) -> list[str]:
    return [problem.code for problem in found(city, line)]


def prose(text: str) -> str:
    return f"description: {{tr: '{text}', en: '{text}'}}"


@pytest.mark.parametrize(
    "address",
    [
        "https://ornek.example.org/etkinlik?gun=1#saat",
        "https://tr.wikipedia.org/wiki/Konak_(ilçe)",
        "https://çeşme.example.org/",
        "https://xn--eme-1la51d.example.org/",
        "https://youtu.be/abc",
        "https://forms.gle/abc",
        "https://example.org:8443/",
        "https://مثال.example.org/",
    ],
)
def test_ordinary_and_international_addresses_are_fine(small_city: Project, address: str) -> None:
    assert codes(small_city, f"website: {address}") == []
    assert codes(small_city, prose(f"[site]({address})")) == []


@pytest.mark.parametrize(
    "host",
    ["bit.ly", "www.bit.ly", "BIT.LY", "t.co", "tinyurl.com"],
)
def test_a_shortened_link_is_doubted(small_city: Project, host: str) -> None:
    assert codes(small_city, f"website: https://{host}/3abc") == ["shortened-link"]


@pytest.mark.parametrize("host", ["203.0.113.7", "192.168.1.5:8080", "0x7f.1", "127.1"])
def test_a_number_instead_of_a_name_is_doubted(small_city: Project, host: str) -> None:
    assert codes(small_city, f"website: https://{host}/") == ["numeric-link"]


@pytest.mark.parametrize(
    "host",
    [
        "еxample.org",  # a Cyrillic е in a Latin word
        "xn--xample-2of.org",  # the same, as computers write it
        "раураӏ.example.org",  # Cyrillic throughout
        "ɡarden.example.org",  # a script g
        "www.örnek.example.org",  # another host of the data, with diacritics
    ],
)
def test_a_look_alike_is_doubted_and_its_real_name_told(small_city: Project, host: str) -> None:
    problems = found(small_city, f"website: https://{host}/")
    assert [problem.code for problem in problems] == ["disguised-link"]
    assert problems[0].values["real"].startswith(("xn--", "www.xn--"))


def test_a_link_that_shows_one_house_and_leads_to_another_is_doubted(small_city: Project) -> None:
    assert (
        codes(small_city, prose("[www.example.org](https://example.net/)"))
        == ["disguised-link"] * 2
    )
    assert codes(small_city, prose("[example.org](https://www.example.org/a)")) == []
    assert codes(small_city, prose("[Saat 14.00’te](https://example.org/a)")) == []


def test_a_name_before_the_host_is_doubted(small_city: Project) -> None:
    problems = found(small_city, prose("bkz. https://example.org@example.net/x"))
    assert [problem.code for problem in problems] == ["disguised-link"] * 2
    assert problems[0].values["real"] == "example.net"


def test_an_open_line_is_a_note_and_where_names_are_asked_a_doubt(small_city: Project) -> None:
    (note,) = found(small_city, "website: http://example.org/a")
    assert (note.code, note.level) == ("insecure-link", Level.NOTE)
    assert note.values["repaired"] == "https://example.org/a"
    small_city.change(
        "events/2026/hikaye-saati.yaml",
        "themes:",
        "registration: {url: http://example.org/k}\nthemes:",
    )
    assert "insecure-link" in small_city.codes()


def test_addresses_end_where_the_sentence_goes_on() -> None:
    text = (
        "Bkz. (https://a.example.org/x_(y)), https://b.example.org. “https://c.example.org/?q=1”!"
    )
    assert addresses_in(text) == [
        "https://a.example.org/x_(y)",
        "https://b.example.org",
        "https://c.example.org/?q=1",
    ]


# ── Markup ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java&#10;script:alert(1)",
        " data:text/html,x",
        "file:///etc/passwd",
    ],
)
def test_a_scheme_that_no_link_may_have_is_seen_however_it_is_spelt(target: str) -> None:
    assert unsafe(target)


@pytest.mark.parametrize(
    "target",
    [
        "https://a.example/x:y",
        "HTTP://a.example",
        "mailto:a@b.example",
        "tel:1",
    ],
)
def test_ordinary_targets_are_left_alone(target: str) -> None:
    assert not unsafe(target)


@pytest.mark.parametrize("target", ["/a", "a/b:c", "#x", "yerler/yok/", "{static}/../x"])
def test_a_relative_target_leads_astray_from_every_page(target: str) -> None:
    assert unsafe(target)
