"""How a problem is said: findable, in words, and unable to do anything but be read."""

from __future__ import annotations

from learning_city.edges.report import field_label, for_github, for_terminal, sentences, summary
from learning_city.ground.problems import Level, Problem
from learning_city.words.phrases import Phrases

WRONG = Problem(
    "unknown-reference",
    "places/konak/kitaplik.yaml",
    7,
    12,
    "themes.2",
    {"value": "sanaat", "suggestion": "sanat"},
    "unknown-reference/nearest",
)


def test_the_first_line_can_be_clicked(turkish: Phrases) -> None:
    first, *rest = for_terminal(WRONG, turkish).splitlines()
    assert first.startswith("places/konak/kitaplik.yaml:7:12 — hata, satır 7, sütun 12 — ")
    assert rest == ["  “sanaat” bilinmiyor.", "  Şunu mu demek istediniz: “sanat”?"]


def test_the_field_is_called_what_people_call_it(turkish: Phrases, english: Phrases) -> None:
    assert field_label(WRONG, turkish) == f"{turkish('field.themes')} (themes.2)"
    assert field_label(WRONG, english) == f"{english('field.themes')} (themes.2)"


def test_a_problem_of_a_whole_file_has_no_field(turkish: Phrases) -> None:
    assert field_label(Problem("empty-file", "a.yaml"), turkish) == ""
    assert (
        for_terminal(Problem("empty-file", "a.yaml"), turkish).splitlines()[0].endswith("sütun 1")
    )


def test_values_cannot_steer_the_terminal_or_begin_a_line(turkish: Phrases) -> None:
    value = "a\x1b[2J\u202eb\nc\r\td\u2028e\x85f\udcffg"
    problem = Problem("bad-phone", "a\n.yaml", values={"value": value})
    said = for_terminal(problem, turkish)
    assert len(said.splitlines()) == 3
    assert not set("\x1b\u202e\r\t\u2028\x85\udcff") & set(said)
    said.encode("utf-8")


def test_values_with_percent_signs_are_just_text(turkish: Phrases) -> None:
    problem = Problem("bad-phone", "a.yaml", values={"value": "%(value)s %s %% 100%"})
    assert "“%(value)s %s %% 100%”" in sentences(problem, turkish)[0]


def test_an_annotation_is_one_line_with_everything_escaped(turkish: Phrases) -> None:
    problem = Problem(
        "bad-date",
        "places/a,b::c%.yaml",
        3,
        4,
        "start",
        {"value": "5.12.2026", "repaired": "2026-12-05"},
        "bad-date/repaired",
        Level.DOUBT,
    )
    command = for_github(problem, turkish)
    assert "\n" not in command
    head, _, message = command.removeprefix("::").partition("::")
    assert head.startswith("warning file=places/a%2Cb%3A%3Ac%25.yaml,line=3,col=4,title=")
    assert head.count(",") == 3
    assert "%0A" in message
    assert message.endswith("2026-12-05")


def test_each_level_is_a_command_of_its_own(turkish: Phrases) -> None:
    commands = [for_github(Problem("empty-file", "a", level=level), turkish) for level in Level]
    assert [command.split()[0] for command in commands] == ["::error", "::warning", "::notice"]


def test_the_summary_counts_in_words(turkish: Phrases, english: Phrases) -> None:
    errors = [Problem("empty-file", f"{number}.yaml") for number in range(1234)]
    doubt = Problem("no-source", "a.yaml", level=Level.DOUBT)
    assert summary([*errors, doubt], turkish) == ["1.234 hata bulundu.", "1 kuşkulu nokta var."]
    assert summary([doubt], english)[0].startswith("1 ")
    assert summary([Problem("x", "a", level=Level.NOTE)], turkish) == []
