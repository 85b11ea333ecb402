"""What the form decides by itself, compared with the validator over large tables.

Where the browser has its own reader (opening hours) or engine (repetition, likeness), thousands of
made-up answers go through both. A false alarm in the form is worse than a miss: it would stop
somebody who is right.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, datetime, timedelta
from itertools import combinations
from types import SimpleNamespace

import pytest

from learning_city.city import schedule
from learning_city.city.checks.duplicates import _alike, _names, _similar, words_of_everything
from learning_city.city.geography import Outlines, distance_metres
from learning_city.city.opening_hours import is_readable
from learning_city.city.schedule import RuleNotUnderstood, occurrences
from learning_city.city.written_hours import repaired_hours
from learning_city.model.event import Event, Pause, Repeat
from learning_city.outputs.form_rules import form_rules, holiday_hours, schedule_rules
from tests.city.test_written_hours import PIECES, TURNED, UNCLEAR, WORDS

TODAY = date(2026, 12, 1)
DAYS = "Mo Tu We Th Fr Sa Su".split()
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


# ── Opening hours ─────────────────────────────────────────────────────────────────────────────────


class HoursWriter:
    """Writes texts that look like opening hours; a part of them with a slip of the pen."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.any = self.random.choice

    def few(self, make: Callable[[], str], separators: str = ",|, ") -> str:
        return self.any(separators.split("|")).join(
            make() for _ in range(self.any((1, 1, 1, 2, 3)))
        )

    def clock(self) -> str:
        hour = self.random.randrange(27 if self.random.random() < 0.9 else 50)
        return f"{hour:{self.any(('', '02'))}}:{self.any((0, 15, 30, 59, 60)):02}"

    def moment(self) -> str:
        if self.random.random() < 0.8:
            return self.clock()
        sun = self.any(("sunrise", "sunset", "dawn", "dusk"))
        return self.any((sun, f"({sun}{self.any('+-')}{self.clock()})"))

    def span(self) -> str:
        if self.random.random() < 0.07:
            return self.moment() + self.any(("+", ""))
        dash = self.any(("-", "-", "-", " - ", "- ", " -"))
        tail = self.any(("", "", "", "", "+", "/30", "/01:30", "/90"))
        return f"{self.moment()}{dash}{self.moment()}{tail}"

    def moved(self) -> str:
        return self.any((" +1 day", " -2 days", " +10 days", " -1day"))

    def weekday(self) -> str:
        number = self.any(("1", "5", "-1", "1-3", "6", "1,3"))
        forms = ("", "", f"-{self.any(DAYS)}", f"-{self.any(DAYS)}", f"[{number}]")
        return self.any(DAYS) + self.any((*forms, f"[{number}]{self.moved()}"))

    def days(self) -> str:
        def one() -> str:
            rare = self.any(("PH", "SH", "PH +1 day"))
            return self.weekday() if self.random.random() < 0.75 else rare

        return self.few(one, ",|, | ")

    def date(self) -> str:
        year = self.any(("", "", "2026 ", "1850 "))
        month = f"{year}{self.any(MONTHS)}"
        if self.random.random() < 0.4:
            return month + self.any(("", f"-{self.any(MONTHS)}", f" - {self.any(MONTHS)}"))
        day = self.any((f"{month} {self.random.randrange(33)}", f"{year}easter"))
        last = self.any((str(self.random.randrange(33)), f"{self.any(MONTHS)} 3", "easter"))
        return day + self.any(("", "", "+", f"-{last}", f" - {last}", self.moved()))

    def part_of_year(self) -> str:
        years = ("2026", "2026-2028", "2026-2030/2", "2026+", "2027-2026")
        weeks = ("week 1", "week 05-10", "week 1-53/2", "week 54", "week 10-2")
        parts = [
            self.any(years) if self.random.random() < 0.2 else "",
            self.few(self.date) if self.random.random() < 0.7 else "",
            self.any(weeks) if self.random.random() < 0.2 else "",
        ]
        return " ".join(part for part in parts if part) + self.any(("", "", ":"))

    def state(self) -> str:
        return self.any(("off", "closed", "open", "unknown", 'off "a"', '"a ğ"', "OFF"))

    def rule(self) -> str:
        if self.random.random() < 0.1:
            return self.any(("24/7", self.state(), f"24/7 {self.state()}"))
        parts = [
            self.part_of_year() if self.random.random() < 0.3 else "",
            self.days() if self.random.random() < 0.8 else "",
            self.few(self.span) if self.random.random() < 0.8 else "",
            self.state() if self.random.random() < 0.3 else "",
        ]
        return self.any((" ", " ", " ", "")).join(part for part in parts if part)

    def text(self) -> str:
        written = self.few(self.rule, "; |;| ; |, | || |,")
        return (written if self.random.random() < 0.6 else self.slipped(written)).strip()

    def slipped(self, text: str) -> str:
        at = self.random.randrange(len(text) + 1)
        letter = self.any('MoTuFrPH0129:-,;| ./+"[]()')
        return self.any(
            (text[:at] + text[at + 1 :], text[:at] + letter + text[at:], text[:at] + text[at + 2 :])
        )


SLIPS_OF_PEOPLE = (
    *("09.00-17.00", "9-17", "Mo-Fr 9-17", "Mo-Fr 09.00-17.00", "Pzt-Cum 09:00-17:00"),
    *("Mo-Fr 25:00-26:00", "Mo-Fr 09:00-17:60", "Mo-Fr 09:00", "Mo-Fr 0900-1700", "Mo-Fr 9h-17h"),
    *("Mo-Fr: 09:00-17:00", "Mo - Fr 09:00-17:00", "Mo–Fr 09:00–17:00", "Mo-Fr  09:00-17:00"),
    *("Mo-Fr09:00-17:00", "Mo Tu We 09:00-17:00", "Mo/Tu 09:00-17:00", "Mon-Fri 09:00-17:00"),
    *("Mo-Fr 09:00-12:00 13:00-17:00", "Mo-Fr 09:00-17:00 Sa 10:00-14:00", "Mo-Fr,"),
    *("Mo-Fr 09:00-17:00;", "; Mo-Fr 09:00-17:00", "Mo-Fr 09:00-17:00 PH off", "7/24", "24 saat"),
    *("her gün", "Mo-Fr 09:00-17:00 'randevuyla'", 'Mo-Fr 09:00-17:00 "randevuyla', "kapalı", "-"),
    *("Nisan-Ekim 09:00-17:00", "1 Apr-1 Oct off", "Mo-Fr 09:00-17:00 (öğle arası)", "9.00-17.00"),
    *("Apr 1, 5 off", "2027-2026 off", "Mo-Fr 24/7", "Mo[6] off", "Mo-"),
)


def test_hours_that_the_form_refuses_the_validator_refuses_too(ask) -> None:
    writer = HoursWriter(seed=3)
    texts = [writer.text() for _ in range(10_000)]
    read = [is_readable(text) for text in texts]
    answers = ask("return asked.map(reader.isReadable);", texts)
    both = list(zip(texts, read, answers, strict=True))
    assert sum(read) > 1_000
    assert [text for text, by_library, by_form in both if by_library and not by_form] == []
    missed = [text for text, by_library, by_form in both if by_form and not by_library]
    assert len(missed) < len(texts) / 500, missed[:20]


def test_no_slip_that_people_make_is_missed(ask) -> None:
    assert [text for text in SLIPS_OF_PEOPLE if is_readable(text)] == []
    answers = ask("return asked.map(reader.isReadable);", SLIPS_OF_PEOPLE)
    assert [text for text, read in zip(SLIPS_OF_PEOPLE, answers, strict=True) if read] == []


@pytest.mark.real_data
def test_the_hours_that_are_published_can_be_read(ask, shipped_copy) -> None:
    city = shipped_copy.assemble().city
    hours = [place.opening_hours for place in city.places if place.opening_hours]
    assert len(hours) > 20
    assert all(ask("return asked.map(reader.isReadable);", hours))


def test_hours_as_on_a_door_are_turned_alike(ask) -> None:
    chance = random.Random(5)
    parts = (
        *("Pzt-Cum", "Hafta içi", "her gün", "Salı", "Mo-Fr", "Sa", "PH", "Nisan-Ekim"),
        *("9-17", "09.00-17.00", "10.30-12.30", "13-17", "kapalı", "24 saat", "off"),
        *(", ", "; ", " ve ", " - ", ": ", " (", ")", '"a"'),
    )
    texts = [*TURNED, *UNCLEAR]
    for pieces in (PIECES, parts):
        texts += [
            chance.choice((" ", "")).join(chance.choices(pieces, k=chance.randrange(1, 9)))
            for _ in range(2_500)
        ]
    expected = [repaired_hours(text, WORDS) for text in texts]
    assert sum(turned is not None for turned in expected) > 150
    asked = {"texts": texts, "words": WORDS}
    answers = ask("return asked.texts.map((one) => door.repairedHours(one, asked.words));", asked)
    for text, turned, answer in zip(texts, expected, answers, strict=True):
        assert answer == turned, text


# ── Repetition ────────────────────────────────────────────────────────────────────────────────────


class RuleWriter:
    """Writes repetitions of every kind; some cannot be, some never happen, some never stop."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.any = self.random.choice

    def maybe(self, part: float) -> bool:
        return self.random.random() < part

    def listed(self, values: tuple[object, ...]) -> str:
        return ",".join(str(self.any(values)) for _ in range(self.any((1, 1, 2))))

    def start(self) -> str:
        year = self.any((2018, 2020, 2024, 2026, 2026, 2027, 2030))
        day = date(year, 1, 1) + timedelta(self.random.randrange(365))
        if self.maybe(0.05):
            day = date(2028, 2, 29)
        return day.isoformat() + self.any(("", " 14:00", " 00:00", " 23:59", " 13:59"))

    def rrule(self) -> str:
        days = [day.upper() for day in DAYS]
        untils = ("20260101", "20271231", "20270531T205900Z", "20261205T110000", "20270230")
        numbered = [
            f"{number}{day}" for number in ("1", "2", "-1", "5", "20", "+3") for day in days
        ]
        choices: dict[str, Callable[[], str]] = {
            "INTERVAL": lambda: str(self.any((1, 2, 3, 13, 60))),
            "COUNT": lambda: str(self.any((1, 2, 10, 2000))),
            "UNTIL": lambda: self.any(untils),
            "BYDAY": lambda: self.listed(self.any((tuple(days), tuple(numbered)))),
            "BYMONTH": lambda: self.listed(tuple(range(1, 13))),
            "BYMONTHDAY": lambda: self.listed((1, 13, 29, 30, 31, -1, -31)),
            "BYSETPOS": lambda: self.listed((1, 2, -1, 5, 300)),
            "BYYEARDAY": lambda: self.listed((1, 60, 366, -1, -366)),
            "BYWEEKNO": lambda: self.listed((1, 20, 53, -1)),
            "WKST": lambda: self.any(days),
        }
        parts = {"FREQ": self.any(("DAILY", "WEEKLY", "MONTHLY", "MONTHLY", "YEARLY", "YEARLY"))}
        parts |= {name: make() for name, make in choices.items() if self.maybe(0.2)}
        text = ";".join(f"{name}={value}" for name, value in parts.items())
        if self.maybe(0.08):
            text = text.replace(self.any(text), self.any(";=,X1 "), 1)
        return f"rrule:{text.lower()}" if self.maybe(0.05) else text

    def repeat(self, start: str) -> dict[str, object]:
        first = date.fromisoformat(start[:10])

        def near() -> str:
            return (first + timedelta(self.random.randrange(60))).isoformat()

        written: dict[str, object] = {"every": self.any(("day", "week", "month", "year"))}
        if self.maybe(0.4):
            written["interval"] = str(self.any((1, 2, 3, 12, 52)))
        if self.maybe(0.5):
            written["on"] = [day.lower() for day in self.random.sample(DAYS, self.any((1, 2, 7)))]
        if self.maybe(0.6):
            written["until"] = near()
        if self.maybe(0.5):
            written["except"] = [start[:10], *(near() for _ in range(self.any((1, 3))))]
        if self.maybe(0.15):
            written["also"] = [near()]
        if self.maybe(0.3):
            written["skip_holidays"] = "yes"
        if self.maybe(0.4):
            written["pause"] = [{"from": near(), "to": near()}]
        return written


def validators_days(case: dict[str, object]) -> list[str]:
    """The days of an event, or the reason and the detail why there are none."""
    start = str(case["start"])
    moment = datetime.fromisoformat(start) if len(start) > 10 else date.fromisoformat(start)
    repeat = case.get("repeat")
    event = Event.model_construct(
        start=moment,
        end=None,
        rrule=case.get("rrule"),
        repeat=model_of_repeat(repeat) if isinstance(repeat, dict) else None,
    )
    try:
        return [one.first_day.isoformat() for one in occurrences(event, TODAY, "TR")]
    except RuleNotUnderstood as refusal:
        return [refusal.reason, refusal.detail]


def model_of_repeat(written: dict[str, object]) -> Repeat:
    def days(name: str) -> tuple[date, ...]:
        return tuple(date.fromisoformat(day) for day in written.get(name, ()))

    until = written.get("until")
    return Repeat.model_construct(
        every=written["every"],
        interval=int(str(written.get("interval", "1"))),
        on=tuple(written.get("on", ())),
        until=date.fromisoformat(str(until)) if until else None,
        except_=days("except"),
        also=days("also"),
        skip_holidays=written.get("skip_holidays") == "yes",
        pause=tuple(
            Pause.model_construct(
                from_=date.fromisoformat(one["from"]), to=date.fromisoformat(one["to"])
            )
            for one in written.get("pause", ())
        ),
    )


SCHEDULE_IN_FORM = """
  return asked.cases.map((one) => {
    try {
      const days = time.daysOfEvent(one, asked.about);
      return days || ["too-many-occurrences", String(asked.about.schedule.most)];
    } catch (refusal) {
      return ["bad-rrule", refusal.detail];
    }
  });"""


def test_repeating_events_have_the_same_days_in_the_form(ask) -> None:
    writer = RuleWriter(seed=11)
    cases: list[dict[str, object]] = []
    for _ in range(400):
        start = writer.start()
        rule = {"rrule": writer.rrule()} if writer.maybe(0.6) else {"repeat": writer.repeat(start)}
        cases.append({"start": start, **rule})
    expected = [validators_days(case) for case in cases]
    kinds = {days[0] if days and not days[0][0].isdigit() else bool(days) for days in expected}
    assert kinds == {"bad-rrule", "too-many-occurrences", True, False}
    settings = SimpleNamespace(country="TR")
    city = SimpleNamespace(clock=SimpleNamespace(today=TODAY), settings=settings)
    rules = schedule_rules(city)
    rules["holidays"] = holiday_hours("TR", range(2017, 2034))
    about = {"today": TODAY.isoformat(), "timeZone": "UTC", "schedule": rules}
    answers = ask(SCHEDULE_IN_FORM, {"cases": cases, "about": about})
    for case, days, answer in zip(cases, expected, answers, strict=True):
        if "BYWEEKNO" in str(case.get("rrule")) and days and days[0][0].isdigit():
            # The library counts the weeks of the year before in its own way; that they are
            # some days and not none is all that a rule needs.
            assert answer
            continue
        assert answer == days, case


def test_holidays_of_years_that_the_page_does_not_know_are_no_false_alarm(ask) -> None:
    settings = SimpleNamespace(country="TR")
    city = SimpleNamespace(clock=SimpleNamespace(today=TODAY), settings=settings)
    about = {"today": TODAY.isoformat(), "timeZone": "UTC", "schedule": schedule_rules(city)}
    new_years = {"every": "year", "until": "2027-06-01", "skip_holidays": "yes"}
    cases = [
        {"start": "2027-01-01", "repeat": new_years},
        {"start": "1990-01-01", "repeat": {**new_years, "until": "1990-06-01"}},
    ]
    assert ask(SCHEDULE_IN_FORM, {"cases": cases, "about": about}) == [[], ["1990-01-01"]]
    assert about["schedule"]["most"] == schedule.MAX_OCCURRENCES


# ── Likeness and distance ─────────────────────────────────────────────────────────────────────────


def slipped_name(name: str, chance: random.Random) -> str:
    words = name.split()
    at = chance.randrange(len(words))
    word = words[at]
    letter = chance.randrange(len(word))
    words[at] = chance.choice(
        (
            word[:letter] + word[letter + 1 :],
            word[:letter] + word[letter : letter + 2][::-1] + word[letter + 2 :],
            word.upper(),
            f"{word}sı",
            f"{word} {chance.choice(('2', 'Konak', 'Parkı', '(eski)'))}",
            "",
        )
    )
    if chance.random() < 0.2:
        chance.shuffle(words)
    return " ".join(words).strip() or name


@pytest.mark.real_data
def test_names_are_alike_in_the_form_where_the_validator_says_so(
    ask, phrases, shipped_copy
) -> None:
    city = shipped_copy.assemble().city
    labels = [text for one in city.districts.values() for text in one.label.texts.values()]
    blank = words_of_everything([*city.settings.name.texts.values(), *labels])
    chance = random.Random(7)
    names = [place.name.words("tr") for place in city.places]
    pairs = [(name, slipped_name(name, chance)) for name in names for _ in range(5)]
    pairs += chance.sample(list(combinations(names, 2)), 2_000)

    def alike(pair: tuple[str, str], forgiving: bool) -> bool:
        one, other = (_names(SimpleNamespace(texts={"tr": name}), blank) for name in pair)
        return _alike(one, other, forgiving=forgiving)

    expected = [[alike(pair, forgiving) for forgiving in (False, True)] for pair in pairs]
    assert sum(map(any, expected)) > 150
    assert not all(map(any, expected))
    rules = form_rules(city, phrases)["likeness"]
    assert set(rules["blank"]) == blank
    answers = ask(
        "return asked.pairs.map(([one, other]) => [false, true].map((forgiving) =>"
        " likeness.areAlike({ tr: one }, { tr: other }, forgiving, asked.rules)));",
        {"pairs": pairs, "rules": rules},
    )
    for pair, both, answer in zip(pairs, expected, answers, strict=True):
        assert answer == both, pair


def test_words_are_measured_like_the_library_does(ask) -> None:
    chance = random.Random(9)
    pairs = [
        tuple("".join(chance.choices("abcdğ", k=chance.randrange(12))) for _ in range(2))
        for _ in range(4_000)
    ]
    shares = ask("return asked.map(([one, other]) => likeness.similarity(one, other));", pairs)
    for (one, other), share in zip(pairs, shares, strict=True):
        assert _similar(one, other, share), (one, other)
        assert not _similar(one, other, share + 1e-9), (one, other)


def test_a_point_lies_in_the_same_district_and_as_far_outside(ask) -> None:
    chance = random.Random(13)
    square = ((27.0, 38.0), (27.4, 38.0), (27.4, 38.3), (27.0, 38.3), (27.0, 38.0))
    hole = ((27.1, 38.1), (27.2, 38.1), (27.2, 38.2), (27.1, 38.2), (27.1, 38.1))
    island = ((27.5, 38.05), (27.6, 38.1), (27.55, 38.2), (27.5, 38.05))
    other = ((27.4, 38.0), (27.8, 37.9), (27.7, 38.3), (27.4, 38.3), (27.4, 38.0))
    rings = {"bir": ((square, hole), (island,)), "iki": ((other,),)}
    outlines = Outlines(rings=rings, labels={})
    points = [[chance.uniform(37.8, 38.4), chance.uniform(26.9, 27.9)] for _ in range(3_000)]
    features = [
        {"id": one, "geometry": {"type": "MultiPolygon", "coordinates": polygons}}
        for one, polygons in rings.items()
    ]
    answers = ask(
        "return asked.points.map(([lat, lon]) => [geography.districtAt(asked.shapes, lat, lon),"
        " geography.metresOutside(asked.shapes, 'bir', lat, lon),"
        " geography.metresBetween([lat, lon], [38.1, 27.1])]);",
        {"points": points, "shapes": {"features": features}},
    )
    for (lat, lon), (district, outside, metres) in zip(points, answers, strict=True):
        assert district == outlines.district_at(lat, lon)
        assert outside == pytest.approx(outlines.metres_outside("bir", lat, lon))
        here, there = SimpleNamespace(lat=lat, lon=lon), SimpleNamespace(lat=38.1, lon=27.1)
        assert metres == pytest.approx(distance_metres(here, there))
