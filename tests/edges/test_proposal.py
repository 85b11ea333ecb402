"""An accepted issue becomes a file that the rules accept, or an answer that says why not."""

from __future__ import annotations

from pathlib import Path

import pytest

from learning_city.edges.proposal import from_issue
from tests.city_project import CATALOGUES, Project
from tests.filled_form import Given, filled, with_forms

PLACE: dict[str, Given] = {
    "name": "Örnek Çınaraltı",
    "kind": "library",
    "district": "konak",
    "location": "38.43000, 27.13500",
    "themes": ["stem", "sanat"],
    "audiences": ["cocuk"],
    "summary": "Çınarın altında oturulur.",
    "sources": "Örnek sayfa https://example.org/a",
}
EVENT: dict[str, Given] = {
    "title": "Örnek Atölye",
    "place": "Kitaplık",
    "start": "2026-12-12 14:00",
    "themes": ["sanat"],
    "audiences": ["cocuk"],
    "sources": "https://example.org/duyuru",
}
KITAPLIK = "places/konak/kitaplik.yaml"


class Desk:
    """A small city with our forms, to hand issues in to."""

    def __init__(self, project: Project, out: Path) -> None:
        self.project, self.out = with_forms(project), out

    def hand_in(self, form: str, answers: dict[str, Given]) -> int:
        return self.hand_in_text(filled(form, answers))

    def hand_in_text(self, body: str) -> int:
        environment = {
            **self.project.environment,
            "ISSUE_BODY": body,
            "ISSUE_NUMBER": "12",
            "ISSUE_AUTHOR": "ornek",
            "ISSUE_DATE": "2026-11-22T09:00:00Z",
        }
        return from_issue(self.project.folder, CATALOGUES, environment, self.out)

    def left(self, name: str) -> str:
        return (self.out / name).read_text(encoding="utf-8")

    def text(self) -> str:
        return (self.project.folder / self.left("path")).read_text(encoding="utf-8")


@pytest.fixture
def desk(small_city: Project, tmp_path: Path) -> Desk:
    return Desk(small_city, tmp_path / "proposal")


def test_a_place_becomes_a_file_that_the_check_accepts(desk: Desk) -> None:
    assert desk.hand_in("place", PLACE) == 0
    assert desk.left("path") == "places/konak/ornek-cinaralti.yaml"
    assert desk.left("title") == "Yeni yer: Örnek Çınaraltı"
    assert desk.project.problems() == []
    assert desk.text() == (
        "# yaml-language-server: $schema=../../schema/place.schema.json\n"
        "name: Örnek Çınaraltı\n"
        "kind: library\n"
        "district: konak\n"
        "location: {lat: 38.43000, lon: 27.13500}\n"
        "themes: [stem, sanat]\n"
        "audiences: [cocuk]\n"
        "summary: Çınarın altında oturulur.\n"
        "sources:\n"
        "  - title: Örnek sayfa\n"
        "    url: https://example.org/a\n"
        "    accessed: 2026-11-22\n"
    )


def test_an_event_becomes_a_file_and_its_place_is_understood(desk: Desk) -> None:
    assert desk.hand_in("event", {**EVENT, "start": "12.12.2026 14.00"}) == 0
    assert desk.left("path") == "events/2026/ornek-atolye.yaml"
    assert "place: kitaplik\nstart: 2026-12-12 14:00\n" in desk.text()
    assert desk.project.problems() == []
    assert "### Şöyle anladık" in desk.left("body.md")


def test_two_proposals_of_one_name_get_two_files(desk: Desk) -> None:
    paths = []
    for _ in range(3):
        assert desk.hand_in("place", PLACE) == 0
        paths.append(desk.left("path"))
    assert paths == [
        "places/konak/ornek-cinaralti.yaml",
        "places/konak/ornek-cinaralti-konak.yaml",
        "places/konak/ornek-cinaralti-konak-2.yaml",
    ]


def test_a_former_id_and_the_archive_are_taken(desk: Desk) -> None:
    old = (desk.project.folder / KITAPLIK).read_text(encoding="utf-8")
    desk.project.write(KITAPLIK, f"{old}former_ids: [ornek-cinaralti]\n")
    assert desk.hand_in("place", PLACE) == 0
    assert desk.left("path") == "places/konak/ornek-cinaralti-konak.yaml"
    assert desk.hand_in("event", {**EVENT, "title": "Arşiv"}) == 0
    assert desk.left("path") == "events/2026/arsiv-2026.yaml"


def test_what_can_be_repaired_is_repaired_and_told(desk: Desk) -> None:
    answers = {
        **PLACE,
        "location": "27.13500, 38.43000",
        "website": "www.example.org",
        "verified": "5.11.2026",
    }
    assert desk.hand_in("place", answers) == 0
    text, body = desk.text(), desk.left("body.md")
    assert "location: {lat: 38.43000, lon: 27.13500}" in text
    assert "website: https://www.example.org" in text
    assert "verified: 2026-11-05" in text
    assert body.count("- <code>") == 2 * 3


def test_hours_as_on_the_door_become_the_syntax_of_the_file(desk: Desk) -> None:
    answers = {**PLACE, "opening_hours": "Pzt-Cum 09.00-17.00, Cmt 10-14 (Pazar kapalı)"}
    assert desk.hand_in("place", answers) == 0
    assert "opening_hours: Mo-Fr 09:00-17:00; Sa 10:00-14:00; Su off\n" in desk.text()


def test_an_answer_no_rule_accepts_is_left_for_a_person(desk: Desk) -> None:
    answers = {**PLACE, "opening_hours": "salıdan cumaya", "phone": "yok"}
    assert desk.hand_in("place", answers) == 0
    assert "opening_hours" not in desk.text()
    assert "phone" not in desk.text()
    body = desk.left("body.md")
    assert "### Dosyaya kendiliğinden girmeyenler" in body
    assert "salıdan cumaya" in body
    assert "Mo-Fr 09:00-17:00" in body


def test_what_the_file_cannot_do_without_stops_it_in_both_languages(desk: Desk) -> None:
    before = desk.project.snapshot()
    assert desk.hand_in("place", {**PLACE, "location": "Konak"}) == 1
    assert desk.project.snapshot() == before
    assert not (desk.out / "path").exists()
    answer = desk.left("answer.md")
    assert "konum (location)" in answer
    assert "<summary>English</summary>" in answer
    assert "location (location)" in answer


def test_a_personal_number_is_refused_and_not_repeated(desk: Desk) -> None:
    number = "10000000146"
    assert desk.hand_in("place", {**PLACE, "description": f"Sorumlu: {number}"}) == 0
    assert number not in desk.text()
    assert number not in desk.left("body.md")
    assert "kimlik numarası" in desk.left("body.md")


def test_an_event_without_a_place_is_told_so(desk: Desk) -> None:
    answers = {key: value for key, value in EVENT.items() if key != "place"}
    assert desk.hand_in("event", answers) == 1
    assert "place" in desk.left("answer.md")


def test_an_ordinary_issue_is_left_to_a_person(desk: Desk) -> None:
    assert desk.hand_in_text("Merhaba!") == 1
    assert "formuyla yazılmamış" in desk.left("answer.md")


# ── Corrections ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "record",
    ["place/kitaplik", "/yerler/kitaplik/", "https://example.org/en/places/kitaplik/", "kitaplik"],
)
def test_a_correction_changes_one_line(desk: Desk, record: str) -> None:
    before = (desk.project.folder / KITAPLIK).read_text(encoding="utf-8").splitlines()
    answers: dict[str, Given] = {"record": record, "what": "wrong", "field": "location"}
    answers["value"] = "38.42001, 27.13001"
    assert desk.hand_in("correction", answers) == 0
    assert desk.left("path") == KITAPLIK
    assert desk.left("title") == "Düzeltme: Örnek Kitaplık"
    after = desk.text().splitlines()
    changed = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    assert changed == [
        ("location: {lat: 38.41920, lon: 27.12870}", "location: {lat: 38.42001, lon: 27.13001}")
    ]


def test_a_corrected_text_keeps_its_other_languages(desk: Desk) -> None:
    answers = {"record": "place/kitaplik", "what": "wrong", "field": "name", "value": "Yeni Ad"}
    assert desk.hand_in("correction", answers) == 0
    assert "Yeni Ad" in desk.text()
    assert "Example Library" in desk.text()


def test_who_was_there_verifies_with_the_day_of_the_issue(desk: Desk) -> None:
    assert desk.hand_in("correction", {"record": "place/kitaplik", "what": "right"}) == 0
    assert "verified: 2026-11-22\n" in desk.text()


def test_a_source_is_added_to_the_others(desk: Desk) -> None:
    answers = {
        "record": "place/kitaplik",
        "what": "missing",
        "field": "website",
        "value": "https://example.org/",
        "sources": "Kapıdaki levha",
    }
    assert desk.hand_in("correction", answers) == 0
    assert "Örnek kaynak" in desk.text()
    assert "Kapıdaki levha" in desk.text()


def test_a_cancelled_event_says_so(desk: Desk) -> None:
    assert desk.hand_in("correction", {"record": "event/hikaye-saati", "what": "closed"}) == 0
    assert "status: cancelled\n" in desk.text()


@pytest.mark.parametrize(
    ("answers", "word"),
    [
        ({"record": "place/kitaplik", "what": "closed"}, "bir kişinin elle yazması"),
        ({"record": "place/kitaplik", "what": "other"}, "değişecek bir şey bulamadık"),
        (
            {"record": "place/kitaplik", "what": "wrong", "field": "start", "value": "bugün"},
            "bir kişinin elle yazması",
        ),
        ({"record": "/yerler/yok/", "what": "right"}, "Bu adreste bir yer ya da etkinlik"),
        (
            {"record": "place/kitaplik", "what": "wrong", "field": "website", "value": "bilmem ki"},
            "bir kişinin elle yazması",
        ),
    ],
)
def test_what_cannot_be_changed_by_itself_is_answered(
    desk: Desk, answers: dict[str, Given], word: str
) -> None:
    before = {path: content for path, (_, content) in desk.project.snapshot().items()}
    assert desk.hand_in("correction", answers) == 1
    assert {path: content for path, (_, content) in desk.project.snapshot().items()} == before
    assert word in desk.left("answer.md")


# ── Hostile text ──────────────────────────────────────────────────────────────────────────────────

HOSTILE = (
    "{{ 7*7 }} ${7*7} `x` @everyone #1 <img src=x onerror=alert(1)> [a](http://b.example) "
    "![p](http://c.example/p.png) $(touch /tmp/x) ::error:: --- &a *a !!python/object"
)


@pytest.mark.parametrize("field", ["name", "summary", "description", "address", "sources"])
def test_no_answer_does_anything_but_stand_in_the_file(desk: Desk, field: str) -> None:
    assert desk.hand_in("place", {**PLACE, field: HOSTILE[:110]}) == 0
    assert desk.left("path").startswith("places/konak/")
    assert desk.project.codes() == (["raw-html"] if field in ("summary", "description") else [])
    assert "\n" not in desk.left("title")


@pytest.mark.parametrize("field", ["opening_hours", "phone", "stations-ages"])
def test_what_is_quoted_in_the_pull_request_has_no_effect(desk: Desk, field: str) -> None:
    assert desk.hand_in("place", {**PLACE, field: f"```\n{HOSTILE}\n```"}) == 0
    outside = []
    fence = ""
    for line in desk.left("body.md").splitlines():
        if fence:
            fence = "" if line == fence else fence
        elif line.startswith("```"):
            fence = line.removesuffix("text")
        else:
            outside.append(line)
    assert fence == ""
    assert not any("@everyone" in line or "c.example" in line for line in outside)
