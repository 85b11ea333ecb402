"""A passport as data: what is stamped stays, what is strange is left behind, two become one."""

import json

import pytest

BOOK = "passport/book.js"
PLACE, OTHER = "place/konak-iskelesi", "place/ornek-bahce"


def book(stamps=None, notes=None):
    return {"version": 1, "stamps": stamps or {}, "notes": notes or {}}


def by_hand(day):
    return {"day": day, "by": "hand"}


def by_code(day):
    return {"day": day, "by": "code"}


def test_the_first_day_of_a_stamp_stays(run_script):
    code = """
      const first = script.stamped(asked, "place/a", "2026-12-05", "hand");
      return script.stamped(first, "place/a", "2027-01-01", "hand");
    """
    assert run_script(BOOK, code, book()) == book({"place/a": by_hand("2026-12-05")})


def test_a_stamp_by_code_is_not_lost_to_one_by_hand(run_script):
    code = "return script.stamped(asked, 'place/a', '2026-12-01', 'hand').stamps"
    before = book({"place/a": by_code("2026-12-05")})
    assert run_script(BOOK, code, before) == {"place/a": by_code("2026-12-01")}


def test_export_and_import_are_each_other_s_opposite(run_script):
    full = book(
        {PLACE: by_code("2026-12-05"), OTHER: by_hand("2026-11-01")},
        {PLACE: "İğne ile “kuyu”\n<b>"},
    )
    text = run_script(BOOK, "return script.asFile(asked)", full)
    assert run_script(BOOK, "return script.readBook(asked)", text) == full
    turned = {**full, "stamps": dict(reversed(full["stamps"].items()))}
    assert run_script(BOOK, "return script.asFile(asked)", turned) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "null",
        "[]",
        "7",
        '"a"',
        "{}",
        '{"version":2,"stamps":{}}',
        '{"version":1}',
        '{"version":1,"stamps":null}',
    ],
)
def test_what_is_no_passport_is_none(run_script, text):
    assert run_script(BOOK, "return script.readBook(asked)", text) is None


def test_strange_entries_are_left_behind_and_the_others_stay(run_script):
    strange = {
        "version": 1,
        "more": "x",
        "stamps": {
            PLACE: {"day": "2026-12-05", "by": "code", "more": 1},
            "place/A": by_hand("2026-12-05"),
            "__proto__": by_hand("2026-12-05"),
            "place/a": {"day": "2026-13-05"},
            "place/b": {"day": 7},
            "place/c": None,
            "place/d": {"day": "2026-12-05", "by": "magic"},
        },
        "notes": {PLACE: "x" * 600, "place/e": 7, "place/f": "  ", "javascript:x": "a"},
    }
    read = run_script(BOOK, "return script.readBook(JSON.stringify(asked))", strange)
    assert read == book(
        {PLACE: by_code("2026-12-05"), "place/d": by_hand("2026-12-05")}, {PLACE: "x" * 500}
    )


def test_two_passports_become_one_in_either_order(run_script):
    mine = book({PLACE: by_hand("2026-12-05")}, {PLACE: "benim"})
    theirs = book(
        {PLACE: by_code("2026-11-05"), OTHER: by_hand("2026-12-06")}, {PLACE: "onun", OTHER: "not"}
    )
    code = """
      const [mine, theirs] = asked;
      return [script.merged(mine, theirs), script.merged(theirs, mine), script.newIn(mine, theirs)];
    """
    one, other, fresh = run_script(BOOK, code, [mine, theirs])
    assert (
        one["stamps"]
        == other["stamps"]
        == {
            PLACE: by_code("2026-11-05"),
            OTHER: by_hand("2026-12-06"),
        }
    )
    assert one["notes"] == {PLACE: "benim\nonun", OTHER: "not"}
    assert fresh == 1
    assert run_script(BOOK, "return script.merged(asked, asked)", one) == one


def test_a_stamp_goes_with_its_note(run_script):
    full = book({PLACE: by_hand("2026-12-05")}, {PLACE: "not"})
    assert run_script(BOOK, f"return script.without(asked, '{PLACE}')", full) == book()
    assert run_script(BOOK, f"return script.noted(asked, '{PLACE}', '  ').notes", full) == {}


@pytest.mark.parametrize(
    ("fragment", "read"),
    [
        ("#konak-iskelesi.a7k2p", {"key": PLACE, "code": "a7k2p"}),
        ("#route/eski-sehir.a7k2p", {"key": "route/eski-sehir", "code": "a7k2p"}),
        ("", None),
        ("#alanlar", None),
        ("#konak-iskelesi.", None),
        ("#konak-iskelesi.A7K2P", None),
        ("#../../x.a7k2p", None),
        ("#a.b.c", None),
    ],
)
def test_a_link_is_read_strictly(run_script, fragment, read):
    assert run_script(BOOK, "return script.readLink(asked)", fragment) == read


def test_stamps_are_counted_by_what_they_are_filed_under(run_script):
    code = (
        "const filed = (key) => key.endsWith('bahce') ? ['stem', 'gezi'] : ['gezi'];"
        "return script.countBy(asked, filed)"
    )
    full = book({PLACE: by_hand("2026-12-05"), OTHER: by_hand("2026-12-05")})
    assert run_script(BOOK, code, full) == {"stem": 1, "gezi": 2}
    assert json.loads(json.dumps(full)) == full
