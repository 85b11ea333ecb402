"""Each page offers the ways to correct it that the city has, and each link is filled in rightly."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from learning_city.city.city import City
from learning_city.model.place import Place
from learning_city.outputs.assets import Assets
from learning_city.outputs.contribution_links import (
    Action,
    actions,
    best_edit_link,
    form_link,
    new_place_link,
)
from learning_city.outputs.site import Site
from learning_city.words.phrases import read_phrases
from tests.city_project import CATALOGUES, PROJECT, Project

REPOSITORY = "https://github.com/ornek/ogrenen-sehir"
BASE = "https://example.org/ogrenen-sehir"
NAME = "Işık & Gölge: 100% “açık” #1?"


def city_of(project: Project, *, email: str = "") -> City:
    project.change("places/konak/kitaplik.yaml", "tr: Örnek Kitaplık", f"tr: '{NAME}'")
    if email:
        project.change("content/city.yaml", "zoom: 11", f"zoom: 11\ncontact: {{email: {email}}}")
    city = project.assemble().city
    assert city is not None, project.problems()
    return city


def site_of(city: City, *, repository: str | None = REPOSITORY, form: bool = True) -> Site:
    phrases = read_phrases(CATALOGUES, city.settings.languages)
    for spoken in phrases.values():
        if form:
            spoken.catalogue.entries.setdefault("address.contribute", "katki")
        else:
            spoken.catalogue.entries.pop("address.contribute", None)
    return Site(
        base=BASE,
        phrases=phrases,
        assets=Assets({}, "0"),
        clock=city.clock,
        site_title=city.settings.site_title,
        repository=repository,
    )


def by_purpose(found: tuple[Action, ...]) -> dict[str, Action]:
    return {action.purpose: action for action in found}


def channels(action: Action) -> list[str]:
    return [way.channel for way in action.ways]


def test_a_place_can_be_edited_confirmed_and_reported(small_city: Project) -> None:
    city = city_of(small_city, email="bilgi@example.org")
    found = by_purpose(actions(city.places[0], city, site_of(city), "tr"))
    assert {purpose: channels(action) for purpose, action in found.items()} == {
        "edit": ["form", "github"],
        "confirm": ["form", "github", "mail", "message"],
        "report": ["form", "github", "mail", "message"],
    }


def test_an_event_has_no_visit_to_confirm(small_city: Project) -> None:
    city = city_of(small_city)
    found = by_purpose(actions(city.events[0], city, site_of(city), "tr"))
    assert set(found) == {"edit", "report"}


def test_without_repository_contact_and_form_mail_and_message_remain(small_city: Project) -> None:
    city = city_of(small_city)
    found = by_purpose(
        actions(city.places[0], city, site_of(city, repository=None, form=False), "tr")
    )
    assert {purpose: channels(action) for purpose, action in found.items()} == {
        "confirm": ["mail", "message"],
        "report": ["mail", "message"],
    }
    assert all(action.ways[0].href.startswith("mailto:?") for action in found.values())
    assert all(action.message for action in found.values())


def test_the_form_opens_with_the_file_in_every_language(small_city: Project) -> None:
    city = city_of(small_city)
    site = site_of(city)
    place, event = city.places[0], city.events[0]
    address = site.link(("contribute",), "tr")
    assert form_link(place, site, "tr") == f"{address}?duzelt=place/kitaplik"
    assert form_link(place, site, "tr", "confirm") == f"{address}?duzelt=place/kitaplik#verified"
    assert form_link(event, site, "tr", field="cost") == f"{address}?duzelt=event/hikaye-saati#cost"
    english = form_link(place, site, "en")
    assert english is not None
    assert english.startswith("/ogrenen-sehir/en/")
    assert urlsplit(english).query == "edit=place/kitaplik"


def test_github_opens_the_file_on_the_branch_of_the_city(small_city: Project) -> None:
    city = city_of(small_city)
    place = city.places[0]
    site = site_of(city, form=False)
    expected = f"{REPOSITORY}/edit/main/places/konak/kitaplik.yaml"
    assert best_edit_link(place, city, site, "tr", "cost") == expected
    other = replace(city, settings=city.settings.model_copy(update={"branch": "yayin/ana"}))
    assert "/edit/yayin/ana/places/" in best_edit_link(place, other, site, "tr", "cost")


def test_a_place_for_a_district_starts_in_the_form_or_in_its_folder(small_city: Project) -> None:
    city = city_of(small_city)
    query = urlsplit(new_place_link("konak", city, site_of(city), "tr") or "").query
    assert parse_qs(query) == {"ekle": ["place"], "district": ["konak"]}
    assert new_place_link("konak", city, site_of(city, form=False), "tr") == (
        f"{REPOSITORY}/new/main/places/konak"
    )
    nothing = site_of(city, form=False, repository=None)
    assert new_place_link("konak", city, nothing, "tr") is None


@pytest.mark.parametrize("language", ["tr", "en"])
def test_an_issue_mail_and_message_keep_every_letter(small_city: Project, language: str) -> None:
    city = city_of(small_city, email="bilgi@example.org")
    place = city.places[0]
    title = place.name.words(language)
    action = by_purpose(actions(place, city, site_of(city), language))["report"]
    ways = {way.channel: way.href for way in action.ways}
    page = "en/places/kitaplik/" if language == "en" else "yerler/kitaplik/"

    issue = urlsplit(ways["github"])
    values = parse_qs(issue.query, strict_parsing=True)
    assert issue.path == "/ornek/ogrenen-sehir/issues/new"
    assert values["template"] == ["correction.yml"]
    assert values["record"] == [f"/{page}"]
    assert values["title"][0].endswith(title)

    mail = urlsplit(ways["mail"])
    assert (mail.scheme, unquote(mail.path)) == ("mailto", "bilgi@example.org")
    assert "+" not in mail.query, "RFC 6068 knows no plus for a blank"
    assert parse_qs(mail.query)["body"] == [action.message]
    assert parse_qs(urlsplit(ways["message"]).query)["text"] == [action.message]
    assert title in action.message
    assert f"{BASE}/{page}" in action.message


def test_no_prefilled_address_is_longer_than_servers_take(small_city: Project) -> None:
    city = city_of(small_city)
    place = city.places[0]
    longest = {"tr": "ğ" * 120, "en": "w" * 120}
    name = type(place.name)(longest)
    long_named = place.model_copy(update={"name": name})
    assert isinstance(long_named, Place)
    long_named.place_at(place.id, place.path)
    for action in actions(long_named, city, site_of(city), "tr"):
        assert all(len(way.href) < 4000 for way in action.ways)


def test_the_issue_form_has_the_field_that_links_fill_in() -> None:
    form = (PROJECT / ".github/ISSUE_TEMPLATE/correction.yml").read_text(encoding="utf-8")
    assert "id: record\n" in form
