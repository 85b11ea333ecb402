"""Two files for one place are found; neighbours that only share words are left in peace."""

from __future__ import annotations

import pytest

from tests.city_project import Project

PLACE = """\
name: {name}
kind: {kind}
district: konak
location: {{lat: {lat:.5f}, lon: 27.12870}}
themes: [sanat]
audiences: [cocuk]
summary: {{tr: Bir yer., en: A place.}}
sources: [{{title: {{tr: Örnek kaynak, en: Example source}}}}]
"""
NEAR, FAR = 38.42960, 38.43020  # 67 and 133 metres from 38.42900


def doubts(
    city: Project,
    one: str,
    other: str,
    *,
    kinds: tuple[str, str] = ("museum", "museum"),
    lat: float = NEAR,
    reverse: bool = False,
) -> list[str]:
    names = ("a-yeri", "b-yeri")[:: -1 if reverse else 1]
    for file, name, kind, north in zip(names, (one, other), kinds, (38.42900, lat), strict=True):
        city.write(f"places/konak/{file}.yaml", PLACE.format(name=name, kind=kind, lat=north))
    return city.codes()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Çınaraltı Müzesi", "ÇINARALTI MÜZESİ"),
        ("Çınaraltı Müzesi", "Cinaralti Muzesi"),
        ("Çınaraltı Müzesi", "Çınar Altı Müzesi"),
        ("Çınaraltı Müzesi", "Çınaraltı Müze"),
        ("Çınaraltı Müzesi", "Çınarlatı Müzesi"),
        ("Çınaraltı Müzesi", "Müzesi, Çınaraltı"),
        ("Çınaraltı Müzesi", "Çınaraltı Müzesi (eski hamam)"),
        ("Örnekşehir Çınaraltı Müzesi", "Konak Çınaraltı Müzesi"),
        (
            "{tr: Çınaraltı Müzesi, en: Plane Tree Museum}",
            "{tr: Eski Hamam, en: Plane-tree Museum}",
        ),
    ],
)
@pytest.mark.parametrize("reverse", [False, True])
def test_one_place_under_two_spellings_is_doubted(
    small_city: Project, one: str, other: str, reverse: bool
) -> None:
    found = [
        code
        for code in doubts(small_city, one, other, reverse=reverse)
        if code == "likely-duplicate"
    ]
    assert len(found) == 2, "both files are told, so that a reviewer meets it in the change"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Arkeoloji Müzesi", "Etnografya Müzesi"),
        ("Örnekşehir Müzesi", "Örnekşehir Kadın Müzesi"),
        ("Çakaloğlu Hanı", "Kızlarağası Hanı"),
        ("1 Nolu İşlik", "2 Nolu İşlik"),
        ("Deniz Müzesi", "Demir Müzesi"),
    ],
)
def test_neighbours_that_share_words_are_not_doubted(
    small_city: Project, one: str, other: str
) -> None:
    assert doubts(small_city, one, other) == []


def test_a_square_and_the_tower_on_it_are_two_places(small_city: Project) -> None:
    kinds = ("museum", "library")
    assert doubts(small_city, "Saat Meydanı", "Saat Meydanı Kulesi", kinds=kinds) == []


def test_words_too_many_are_forgiven_within_one_kind(small_city: Project) -> None:
    found = doubts(small_city, "Saat Kulesi", "Tarihî Saat Kulesi")
    assert found == ["likely-duplicate"] * 2


def test_the_same_name_a_street_further_is_another_place(small_city: Project) -> None:
    assert doubts(small_city, "Çınaraltı Müzesi", "Çınaraltı Müzesi", lat=FAR) == []


def test_a_file_names_its_nearest_twin(small_city: Project) -> None:
    for number, lat in enumerate((38.42900, 38.42930, 38.42940)):
        text = PLACE.format(name="Çınaraltı Müzesi", kind="museum", lat=lat)
        small_city.write(f"places/konak/yer-{number}.yaml", text)
    said = {problem.path: problem.values["other"] for problem in small_city.problems()}
    assert said == {
        "places/konak/yer-0.yaml": "places/konak/yer-1.yaml",
        "places/konak/yer-1.yaml": "places/konak/yer-2.yaml",
        "places/konak/yer-2.yaml": "places/konak/yer-1.yaml",
    }


def test_a_file_without_a_readable_name_or_point_keeps_the_rule_silent(
    small_city: Project,
) -> None:
    codes = doubts(small_city, "Çınaraltı Müzesi", "{fr: Musée}")
    assert "likely-duplicate" not in codes
    codes = doubts(small_city, "Çınaraltı Müzesi", "Çınaraltı Müzesi", lat=938.4)
    assert "likely-duplicate" not in codes


def test_the_dense_old_town_that_we_ship_gives_no_false_alarm(shipped_copy: Project) -> None:
    found = {"likely-duplicate", "twin-event", "same-identifier"} & set(shipped_copy.codes())
    assert found == set()
