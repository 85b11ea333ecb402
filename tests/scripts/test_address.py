"""What is chosen is kept in the address, and read from it."""

import pytest

ADDRESS = "filter/address.js"
HERE = "https://example.org/ogrenen-sehir/harita/"


@pytest.mark.parametrize(
    ("search", "chosen"),
    [
        ("", {"q": "", "access": ""}),
        ("?q=ışık%20müze&baska=1", {"q": "ışık müze", "access": ""}),
        ("?access=wheelchair,toilets", {"q": "", "access": "wheelchair,toilets"}),
        ("?access=wheelchair%2Ctoilets&q=", {"q": "", "access": "wheelchair,toilets"}),
        ("?q=+iki++&q=ikinci", {"q": "iki", "access": ""}),
    ],
)
def test_an_address_says_what_is_chosen(run_script, search, chosen):
    code = "return script.readChosen(['q', 'access'], asked)"
    assert run_script(ADDRESS, code, search) == chosen


@pytest.mark.parametrize(
    ("before", "chosen", "after"),
    [
        (HERE, {}, HERE),
        (HERE, {"q": "ışık"}, f"{HERE}?q=%C4%B1%C5%9F%C4%B1k"),
        (f"{HERE}?q=a&baska=1", {"q": ""}, f"{HERE}?baska=1"),
        (
            f"{HERE}?q=a#liste",
            {"access": "wheelchair,quiet"},
            f"{HERE}?access=wheelchair,quiet#liste",
        ),
        (HERE, {"unknown": "stays out"}, HERE),
    ],
)
def test_what_is_chosen_becomes_the_address(run_script, before, chosen, after):
    code = "return script.addressWith(asked.chosen, ['q', 'access'], asked.before)"
    assert run_script(ADDRESS, code, {"chosen": chosen, "before": before}) == after


def test_what_was_kept_is_read_again(run_script):
    chosen = {"q": "a,b & c=d #e ğ", "access": "toilets,water"}
    code = """
      const kept = script.addressWith(asked, ["q", "access"], "https://example.org/?x=1");
      return script.readChosen(["q", "access"], new URL(kept).search);
    """
    assert run_script(ADDRESS, code, chosen) == chosen


def test_several_values_have_commas_between(run_script):
    assert run_script(ADDRESS, "return script.several(asked)", "a,,b") == ["a", "b"]
    assert run_script(ADDRESS, "return script.several(asked)", "") == []
