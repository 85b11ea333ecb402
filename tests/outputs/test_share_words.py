"""A text to pass on says what is known, in the reader's language, and opens no one's address."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from learning_city.city.city import City
from learning_city.outputs.share_words import invitation_to_event, invitation_to_place
from tests.city_project import TESTS
from tests.outputs.test_calendar_feed import whole_city
from tests.outputs.test_contribution_links import BASE, site_of


@pytest.fixture(scope="module")
def city() -> City:
    return whole_city(TESTS / "tiny_city")


def to_event(city: City, name: str, language: str = "tr"):
    event = next(event for event in city.events if event.id == name)
    dated = city.occurrences_of(event)
    ahead = [found for found in dated if found.on_or_after(city.clock.today)]
    return invitation_to_event(ahead[0] if ahead else dated[-1], city, site_of(city), language)


def test_an_event_is_told_with_date_place_age_price_and_link(city: City) -> None:
    assert to_event(city, "ahsap-atolyesi").text.splitlines() == [
        "Ahşap Atölyesi",
        "Ne zaman: 5 Aralık 2026 Cumartesi, 14:00–16:00",
        "Nerede: Merkez Kitaplık, Yukarı Mahalle",
        "Kimler için: 7–12 yaş",
        "Ücret: 50 TL",
        f"{BASE}/etkinlikler/ahsap-atolyesi/",
    ]


def test_the_same_in_the_other_language(city: City) -> None:
    assert to_event(city, "ahsap-atolyesi", "en").text.splitlines() == [
        "Woodwork Workshop",
        "When: Saturday, 5 December 2026, 14:00–16:00",
        "Where: Central Library, Yukarı Mahalle",
        "For: ages 7–12",
        "Cost: 50 TL",
        f"{BASE}/en/events/ahsap-atolyesi/",
    ]


def test_what_nobody_knows_is_left_out(city: City) -> None:
    assert to_event(city, "ornek-etkinlik").text.splitlines() == [
        "Uydurma Etkinlik",
        "Ne zaman: 20 Aralık 2026 Pazar, 10:00",
        "Nerede: Çınar Parkı, Aşağı Mahalle",
        f"{BASE}/etkinlikler/ornek-etkinlik/",
    ]


def test_a_place_is_told_with_kind_district_and_price(city: City) -> None:
    place = city.place("merkez-kitaplik")
    assert invitation_to_place(place, city, site_of(city), "tr").text.splitlines() == [
        "Merkez Kitaplık",
        "Kitaplık · Yukarı Mahalle",
        "Sessiz bir okuma salonu ve gürültülü bir çocuk köşesi.",
        "Ücretsiz",
        f"{BASE}/yerler/merkez-kitaplik/",
    ]


def test_the_link_opens_a_chat_with_nobody_and_the_whole_text_in_it(city: City) -> None:
    for invitation in (
        to_event(city, "kotu-niyetli-etkinlik"),
        invitation_to_place(city.place("kotu-niyetli"), city, site_of(city), "en"),
    ):
        parts = urlsplit(invitation.whatsapp)
        assert (parts.scheme, parts.netloc, parts.path) == ("https", "wa.me", "/")
        assert parse_qs(parts.query, strict_parsing=True) == {"text": [invitation.text]}
        assert invitation.text.endswith(invitation.url)
        assert invitation.url.startswith(f"{BASE}/")
