"""Problems are values: ordered, told once, and without words."""

from __future__ import annotations

from learning_city.ground.problems import Level, Problem, errors_in, in_reading_order


def test_problems_are_told_in_the_order_one_reads() -> None:
    problems = [
        Problem("b", "b.yaml"),
        Problem("a", "a.yaml", 9),
        Problem("c", "a.yaml", 2, 5),
        Problem("d", "a.yaml", 2, 1),
    ]
    assert [problem.code for problem in in_reading_order(problems)] == ["d", "c", "a", "b"]
    assert in_reading_order(reversed(problems)) == in_reading_order(problems)


def test_the_same_problem_is_told_once() -> None:
    problem = Problem("a", "a.yaml", values={"key": "x"})
    assert in_reading_order([problem, Problem("a", "a.yaml", values={"key": "x"})]) == [problem]


def test_two_keys_at_one_place_are_two_problems() -> None:
    missing = [Problem("missing-key", "a.yaml", values={"key": key}) for key in ("name", "kind")]
    assert len(in_reading_order(missing)) == 2


def test_only_errors_stop_the_build() -> None:
    problems = [Problem("a", "a", level=level) for level in Level]
    assert [problem.level for problem in errors_in(problems)] == [Level.ERROR]


def test_the_remedy_is_the_codes_own_unless_a_variant_was_chosen() -> None:
    assert Problem("a", "a").remedy_key == "remedy.a"
    assert Problem("a", "a", remedy="a/nearest").remedy_key == "remedy.a/nearest"
