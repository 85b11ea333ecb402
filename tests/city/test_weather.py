"""What suits a hot or a wet day: told facts only, and what is untold is counted as untold."""

from __future__ import annotations

import pytest

from learning_city.city.weather import shelter, weather_of_the_month
from tests.city_project import Project

PLACE = "places/konak/kitaplik.yaml"


def with_access(city: Project, access: str):
    if access:
        text = (city.folder / PLACE).read_text(encoding="utf-8")
        lines = [line for line in text.splitlines() if not line.startswith("access:")]
        city.write(PLACE, "\n".join([*lines, f"access: {{{access}}}"]) + "\n")
    built = city.assemble().city
    assert built is not None, city.problems()
    return built


@pytest.mark.parametrize(
    ("access", "heat", "rain"),
    [
        ("shade: yes", "fits", "untold"),
        ("shade: limited", "fits", "untold"),
        ("indoor: yes", "fits", "fits"),
        ("indoor: no", "untold", "unfit"),
        ("shade: no, indoor: no", "unfit", "unfit"),
        ("shade: no, indoor: limited", "fits", "fits"),
        ("water: yes", "untold", "untold"),
        ("wheelchair: yes", "untold", "untold"),
    ],
)
def test_a_place_fits_does_not_or_is_untold(
    small_city: Project, access: str, heat: str, rain: str
) -> None:
    city = with_access(small_city, access)
    for weather, expected in (("heat", heat), ("rain", rain)):
        found = shelter(city, weather)
        counts = {
            "fits": len(found.fitting),
            "unfit": found.unfit,
            "untold": len(found.untold),
        }
        assert counts == {"fits": 0, "unfit": 0, "untold": 0} | {expected: 1}, weather


def test_what_makes_it_better_is_told_with_it(small_city: Project) -> None:
    city = with_access(small_city, "shade: limited, water: yes, seating: no")
    (found,) = shelter(city, "heat").fitting
    assert found.facts == (("shade", "limited"), ("water", "yes"))


@pytest.mark.parametrize(
    ("day", "weather"), [("2026-07-01", "heat"), ("2026-12-31", "rain"), ("2026-04-15", None)]
)
def test_the_month_speaks_by_the_city_s_clock(
    small_city: Project, day: str, weather: str | None
) -> None:
    text = (small_city.folder / "content/city.yaml").read_text(encoding="utf-8")
    small_city.write("content/city.yaml", text + "hot_months: [7, 8]\nwet_months: [12]\n")
    small_city.environment["LEARNING_CITY_NOW"] = f"{day}T00:30"
    assert weather_of_the_month(with_access(small_city, "")) == weather


def test_a_city_without_such_months_suggests_nothing(small_city: Project) -> None:
    assert weather_of_the_month(with_access(small_city, "")) is None
