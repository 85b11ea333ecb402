"""From the text of a filled form to the data of a file."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learning_city.edges.issue_form import (
    FORMS,
    event_data,
    form_of,
    place_data,
    place_id,
    point,
    read_answers,
    read_form,
    source_list,
)
from tests.city_project import PROJECT
from tests.filled_form import filled

TODAY = date(2026, 11, 22)
PLACE = {
    "name": "Örnek Bahçe",
    "kind": "nature",
    "district": "konak",
    "location": "38.41920, 27.12870",
    "themes": ["stem", "gezi"],
    "audiences": ["cocuk"],
    "summary": "Bir bahçe.",
}


def answers_of(name: str, answers) -> dict[str, str]:
    body = filled(name, answers)
    form = form_of(PROJECT, body)
    assert form is not None
    assert form.name == name
    return read_answers(form, body)


def test_what_was_left_empty_is_not_there() -> None:
    answers = answers_of("place", PLACE)
    assert set(answers) == set(PLACE)
    assert answers["themes"].split() == ["stem", "gezi"]


def test_line_ends_of_browsers_are_no_part_of_an_answer() -> None:
    body = filled("place", {**PLACE, "description": "Bir.\n\nİki."}).replace("\n", "\r\n")
    assert read_answers(read_form(PROJECT, "place"), body)["description"] == "Bir.\n\nİki."


def test_a_heading_inside_an_answer_is_text() -> None:
    answers = answers_of("place", {**PLACE, "description": "### Başlık\n\n### Türü · Kind\n\nson"})
    assert answers["description"] == "### Başlık\n\n### Türü · Kind\n\nson"
    assert answers["kind"] == "nature"


def test_choices_with_commas_in_their_labels_are_told_apart() -> None:
    form = read_form(PROJECT, "place")
    for field in form.fields:
        for option in field.options if field.kind == "dropdown" else ():
            shown = ", ".join((*field.options[:2], option))
            body = f"### {field.label}\n\n{shown}"
            assert option.endswith(f"({read_answers(form, body)[field.id].split()[-1]})") or (
                option in field.options[:2]
            )


def test_an_ordinary_issue_belongs_to_no_form() -> None:
    assert form_of(PROJECT, "Merhaba, bir yer önermek istiyorum.") is None
    assert form_of(PROJECT, "") is None


@pytest.mark.parametrize("name", FORMS)
@given(text=st.text(max_size=300))
def test_no_text_breaks_the_reading(name: str, text: str) -> None:
    form = read_form(PROJECT, name)
    field = next(one for one in form.fields if one.kind == "textarea")
    read_answers(form, text)
    read_answers(form, f"### {field.label}\n\n{text}")
    place_data(read_answers(form, f"### {field.label}\n\n{text}"), TODAY, ("tr", "en"))


def test_a_place_has_the_fields_of_its_file() -> None:
    data = place_data(
        answers_of(
            "place",
            {
                **PLACE,
                "name-en": "Example Garden",
                "access-yes": ["toilets", "shade"],
                "access-no": ["wheelchair"],
                "stations-title": "Yaprak avı",
                "stations-ages": "5-8",
                "stations-prompt": "Üç yaprak bulun.",
                "sources": "Örnek sayfa https://example.org/a\n- Kapıdaki levha",
            },
        ),
        TODAY,
        ("tr", "en"),
    )
    assert data["name"] == {"tr": "Örnek Bahçe", "en": "Example Garden"}
    assert data["summary"] == "Bir bahçe."
    assert data["location"] == {"lat": "38.41920", "lon": "27.12870"}
    assert data["access"] == {"toilets": "yes", "shade": "yes", "wheelchair": "no"}
    assert data["stations"] == [
        {"title": "Yaprak avı", "ages": "5-8", "prompt": "Üç yaprak bulun."}
    ]
    assert data["sources"] == [
        {"title": "Örnek sayfa", "url": "https://example.org/a", "accessed": "2026-11-22"},
        {"title": "Kapıdaki levha", "accessed": "2026-11-22"},
    ]
    assert "opening_hours" not in data


def test_an_event_has_the_fields_of_its_file() -> None:
    data = event_data(
        answers_of(
            "event",
            {
                "title": "Hikâye saati",
                "place": "https://example.org/yerler/kitaplik/",
                "start": "2026-12-05 14:00",
                "repeat-every": "week",
                "repeat-on": ["sa", "su"],
                "themes": ["sanat"],
                "audiences": ["cocuk"],
                "cost": "paid",
                "cost-amount": "50",
                "registration-required": "yes",
                "registration-url": "https://example.org/kayit",
                "organizers": "Örnek Derneği, imece",
                "sources": "https://example.org/duyuru",
            },
        ),
        TODAY,
        ("tr", "en"),
    )
    assert data["place"] == "kitaplik"
    assert data["repeat"] == {"every": "week", "on": ["sa", "su"]}
    assert data["cost"] == {"amount": "50"}
    assert data["registration"] == {"required": "yes", "url": "https://example.org/kayit"}
    assert data["organizers"] == ["Örnek Derneği", "imece"]


@pytest.mark.parametrize(
    ("written", "lat", "lon"),
    [
        ("38.41920, 27.12870", "38.41920", "27.12870"),
        ("38,41920  27,12870", "38,41920", "27,12870"),
        ("38.4192° N, 27.1287° E", "38.4192", "27.1287"),
        ("https://www.google.com/maps/@38.41920012345,27.1287,17z", "38.419200", "27.1287"),
        ("38.4192/27.1287", "38.4192", "27.1287"),
    ],
)
def test_a_point_is_read_as_maps_show_it(written: str, lat: str, lon: str) -> None:
    assert point(written) == {"lat": lat.replace(",", "."), "lon": lon.replace(",", ".")}


def test_what_is_no_point_stays_for_the_rules_to_refuse() -> None:
    assert point("Konak Meydanı") == "Konak Meydanı"
    assert point(None) is None


@pytest.mark.parametrize(
    "written", ["kitaplik", "/yerler/kitaplik/", "https://example.org/x/en/places/kitaplik/?a#b"]
)
def test_a_place_is_named_by_its_page(written: str) -> None:
    assert place_id(written) == "kitaplik"


def test_a_long_source_keeps_a_title_that_fits() -> None:
    (source,) = source_list("uzun " * 60, TODAY)
    assert len(str(source["title"])) == 120
