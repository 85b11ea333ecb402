"""What holds for any input at all."""

from __future__ import annotations

import os
import random
import re
import tempfile
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cache
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any
from unittest.mock import patch
from zoneinfo import ZoneInfo

from dateutil import rrule as recurrence
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from learning_city.city.assemble import Assembly
from learning_city.city.opening_hours import is_readable
from learning_city.city.schedule import HORIZON_DAYS, RuleNotUnderstood, occurrences
from learning_city.edges.report import for_github, for_terminal
from learning_city.ground.lettering import fold, identifier, lower, nearest, sort_key, upper
from learning_city.ground.problems import Problem
from learning_city.model.event import Event
from learning_city.model.fields import Known
from learning_city.model.organizer import Organizer
from learning_city.model.place import Place
from learning_city.model.reading import read_model
from learning_city.model.settings import CitySettings
from learning_city.model.vocabulary import VOCABULARIES
from learning_city.source.yaml_nodes import Mapping, Scalar, read_yaml
from learning_city.words.phrases import Phrases, read_phrases
from learning_city.words.prose import sanitised, to_html, to_plain
from tests.city_project import CATALOGUES, TESTS, Project

TODAY = date(2026, 12, 1)
ZONE = ZoneInfo("Europe/Istanbul")
MODELS = (Place, Event, Organizer, CitySettings, *VOCABULARIES.values())

TURKISH_LETTERS = "abcçdefgğhıijklmnoöprsştuüvyzABCÇDEFGĞHIİJKLMNOÖPRSŞTUÜVYZ 0123456789-’."
YAMLISH = st.lists(
    st.sampled_from(
        [
            "a",
            "b: ",
            ": ",
            "- ",
            "\n",
            "\n  ",
            "[",
            "]",
            "{",
            "}",
            ",",
            "'",
            '"',
            "&x ",
            "*x",
            "!t ",
            "<<: ",
            "|\n",
            ">\n",
            "#",
            "---\n",
            "...\n",
            "%",
            "@",
            "`",
            "\t",
            "? ",
            "~",
            "null",
            "ş",
            "\u202e",
            "\x00",
            "\ufeff",
            "\r\n",
            "\\",
            "name: ",
            "location: ",
            "themes: ",
            "repeat: ",
            "start: 2026-12-05\n",
            "stations:\n",
            "cost: ",
            "rrule: FREQ=DAILY\n",
        ]
    ),
    max_size=40,
).map("".join)


@cache
def spoken(language: str) -> Phrases:
    return read_phrases(CATALOGUES, ("tr", "en"))[language]


def tell(problem: Problem, data: bytes) -> None:
    """Both languages can say it, and it lies inside the file."""
    for language in ("tr", "en"):
        assert "%(" not in re.sub("“[^”]*”", "", for_terminal(problem, spoken(language)))
        assert "\n" not in for_github(problem, spoken(language))
    lines = re.split(r"\r\n|\r|\n", data.decode("utf-8-sig", "replace"))
    assert 1 <= problem.line <= len(lines)
    assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1


# ── Reading ───────────────────────────────────────────────────────────────────────────────────────


@given(
    st.one_of(
        st.binary(max_size=400),
        YAMLISH.map(str.encode),
        st.text(max_size=300).map(lambda text: text.encode("utf-8", "surrogatepass")),
    )
)
@example(b"? [a, b]\n: 1\n")
@example(b"\xef\xbb\xbf\xef\xbb\xbfa: 1")
def test_no_bytes_crash_the_reader(data: bytes) -> None:
    reading = read_yaml(data, "a.yaml")
    for problem in reading.problems:
        tell(problem, data)
    assert reading.root is not None or reading.problems


SCALARS = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        [
            "yes",
            "no",
            "konak",
            "stem",
            "2026-12-05",
            "2026-12-05 14:00",
            "7-12",
            "15+",
            "free",
            "4",
            "-1",
            "1e9",
            "https://example.org",
            "FREQ=WEEKLY",
            "mo",
            "Mo-Fr 09:00-17:00",
            "38.41920",
            "27.12870",
            "tr",
            "kitaplik",
            "week",
            "٣",
            "99999999999",
            "a@b.example",
            "TRY",
        ]
    ),
)
FIELD_NAMES = sorted(
    {info.alias or name for model in MODELS for name, info in model.model_fields.items()}
    | {
        "tr",
        "en",
        "lat",
        "lon",
        "title",
        "prompt",
        "ages",
        "every",
        "on",
        "until",
        "from",
        "to",
        "amount",
        "url",
        "file",
        "alt",
        "size",
        "mode",
        "value",
        "year",
        "label",
        "targets",
    }
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.sampled_from(FIELD_NAMES), inner, max_size=5),
    ),
    max_leaves=12,
)
FILES = st.dictionaries(
    st.one_of(st.sampled_from(FIELD_NAMES), st.text(max_size=8)), VALUES, max_size=10
)
KNOWN = Known(
    languages=("tr", "en"),
    zone=ZONE,
    ids={
        "themes": {"stem": ("STEM",)},
        "places": {"kitaplik": ()},
        "weekdays": {"mo": ("Pazartesi",)},
    },
)


def written(value: object) -> str:
    """A value in YAML's flow style with every scalar quoted: nothing for YAML to guess."""
    if isinstance(value, dict):
        inner = (f"{written(key)}: {written(item)}" for key, item in value.items())
        return "{" + ", ".join(inner) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(written, value)) + "]"
    return (
        '"'
        + "".join(
            letter if letter.isalnum() or letter in " .,:;/+-@=" else f"\\U{ord(letter):08x}"
            for letter in str(value)
        )
        + '"'
    )


@given(FILES)
@settings(max_examples=80, suppress_health_check=[HealthCheck.too_slow])
def test_no_values_crash_the_models(values: dict[str, object]) -> None:
    data = "\n".join(f"{written(key)}: {written(item)}" for key, item in values.items()).encode()
    reading = read_yaml(data, "a.yaml")
    assume(reading.root is not None)
    assert reading.root is not None
    for model in MODELS:
        parsed = read_model(model, reading.root, "a.yaml", "a", KNOWN)
        assert parsed.whole or parsed.problems
        for problem in parsed.problems:
            tell(problem, data)


SMALL_FILES = (
    "places/konak/kitaplik.yaml",
    "events/2026/hikaye-saati.yaml",
    "content/organizers/imece.yaml",
    "content/city.yaml",
    "content/vocabulary/themes.yaml",
    "content/vocabulary/place-kinds.yaml",
)


@given(
    st.sampled_from(SMALL_FILES),
    st.integers(0, 800),
    st.integers(0, 30),
    st.one_of(st.text(max_size=12), YAMLISH, SCALARS),
)
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_no_change_of_one_file_crashes_the_whole(
    path: str, start: int, length: int, typed: str
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        city = Project(Path(folder) / "city")
        city.lay_over(TESTS / "small_city")
        text = (city.folder / path).read_text(encoding="utf-8")
        data = (text[:start] + typed + text[start + length :]).encode("utf-8", "surrogatepass")
        city.write(path, data)
        result = city.assemble()
        assert (result.city is None) == any(problem.level == "error" for problem in result.problems)
        for problem in result.problems:
            if problem.path == path:
                tell(problem, data)


# ── Letters ───────────────────────────────────────────────────────────────────────────────────────


@given(st.text())
@example("𝐀ℌ™İı\u0307")
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet=TURKISH_LETTERS))
def test_a_search_does_not_mind_capitals(text: str) -> None:
    assert fold(upper(text)) == fold(lower(text)) == fold(text)
    assert lower(upper(text)) == lower(text)


DISTRICTS = """Aliağa Balçova Bayındır Bayraklı Bergama Beydağ Bornova Buca Çeşme Çiğli Dikili Foça
Gaziemir Güzelbahçe Karabağlar Karaburun Karşıyaka Kemalpaşa Kınık Kiraz Konak Menderes Menemen
Narlıdere Ödemiş Seferihisar Selçuk Tire Torbalı Urla""".split()
"""In the order of ICU's collation for Turkish."""


@given(st.randoms(use_true_random=False))
def test_districts_stand_as_in_the_dictionary_however_they_came(dice: random.Random) -> None:
    shuffled = list(DISTRICTS)
    dice.shuffle(shuffled)
    assert sorted(shuffled, key=sort_key) == DISTRICTS


@given(st.lists(st.text(alphabet=TURKISH_LETTERS, max_size=8), max_size=8, unique=True))
def test_two_words_never_stand_in_two_orders(words: list[str]) -> None:
    """A total order: what is equal to the dictionary is equal but for capitals and signs."""
    ordered = sorted(words, key=sort_key)
    for one, other in pairwise(ordered):
        assert sort_key(one) <= sort_key(other)
        if sort_key(one) == sort_key(other):
            assert lower(one) == lower(other)


@given(st.text())
def test_an_id_is_always_an_address(text: str) -> None:
    assert re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*|", identifier(text))


@given(st.text(max_size=40), st.lists(st.text(max_size=12), max_size=6))
def test_a_suggestion_is_always_a_known_word(word: str, known: list[str]) -> None:
    assert nearest(word, known) in {*known, None}
    assert all(fold(nearest(one, known) or "") == fold(one) for one in known)


# ── Time ──────────────────────────────────────────────────────────────────────────────────────────


def event_of(text: str) -> Event | None:
    root = read_yaml(text.encode(), "events/2026/a.yaml").root
    assert root is not None
    parsed = read_model(Event, root, "events/2026/a.yaml", "a", Known(zone=ZONE))
    return parsed.facts if parsed.whole else None


HEAD = "title: a\ncity_wide: yes\nthemes: [stem]\naudiences: [cocuk]\n"
DATES = st.dates(date(1990, 1, 1), date(2040, 12, 31))
FREQUENCIES = {
    "DAILY": recurrence.DAILY,
    "WEEKLY": recurrence.WEEKLY,
    "MONTHLY": recurrence.MONTHLY,
    "YEARLY": recurrence.YEARLY,
}
RULES = st.builds(
    lambda frequency, parts: ";".join([f"FREQ={frequency}", *parts]),
    st.sampled_from(sorted(FREQUENCIES)),
    st.lists(
        st.sampled_from(
            [
                "INTERVAL=2",
                "INTERVAL=7",
                "COUNT=5",
                "UNTIL=20300101",
                "BYDAY=MO,TH",
                "BYDAY=1SA",
                "BYDAY=-1SU",
                "BYMONTH=2",
                "BYMONTH=3,9",
                "BYMONTHDAY=29",
                "BYMONTHDAY=-1,15",
                "BYMONTHDAY=31",
                "BYSETPOS=-1",
                "BYSETPOS=2",
                "BYYEARDAY=60",
                "BYYEARDAY=366",
                "BYWEEKNO=1",
                "BYWEEKNO=53",
                "WKST=SU",
                "UNTIL=20270305T210000Z",
                "BYDAY=5MO",
            ]
        ),
        max_size=4,
        unique_by=lambda part: part.partition("=")[0],
    ),
)


@given(DATES, RULES)
@settings(max_examples=250, suppress_health_check=[HealthCheck.too_slow])
@example(date(2026, 1, 24), "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29")
@example(date(2028, 2, 29), "FREQ=YEARLY;INTERVAL=2")
def test_occurrences_are_sorted_unique_and_within_the_horizon(start: date, rule: str) -> None:
    event = event_of(f'{HEAD}start: {start}\nrrule: "{rule}"\n')
    assert event is not None
    try:
        found = occurrences(event, TODAY, "TR")
    except RuleNotUnderstood:
        return
    days = [occurrence.first_day for occurrence in found]
    assert days == sorted(set(days))
    horizon = max(TODAY, start) + timedelta(days=HORIZON_DAYS)
    assert all(start <= day <= horizon for day in days)


@given(DATES, RULES)
@settings(max_examples=120, suppress_health_check=[HealthCheck.too_slow])
def test_the_shifted_calendar_gives_the_days_of_the_rule(start: date, rule: str) -> None:
    """Rules are followed some centuries later, where the calendar is the same; it must not show."""
    event = event_of(f'{HEAD}start: {start}\nrrule: "{rule}"\n')
    assert event is not None
    try:
        found = [occurrence.first_day for occurrence in occurrences(event, TODAY, "TR")]
    except RuleNotUnderstood:
        return
    assume(found)  # an empty rule takes the library to the year 9999
    unbounded = rule.replace("UNTIL=20270305T210000Z", "UNTIL=20270306T000000")
    plain = recurrence.rrulestr(unbounded, dtstart=datetime(start.year, start.month, start.day))  # noqa: DTZ001
    for day, moment in zip(found, plain, strict=False):
        assert day == moment.date()


@given(
    DATES,
    st.sampled_from(["day", "week", "month", "year"]),
    st.integers(1, 52),
    st.lists(st.sampled_from(["mo", "tu", "sa", "su"]), max_size=3, unique=True),
    st.lists(DATES, max_size=3),
    st.booleans(),
)
@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow])
def test_what_is_excepted_does_not_happen_and_what_is_added_does(
    start: date, every: str, interval: int, on: list[str], days: list[date], skip: bool
) -> None:
    repeat = f"every: {every}, interval: {interval}, on: [{', '.join(on)}]"
    excepted = [start + timedelta(days=7)]
    repeat += f", except: [{excepted[0]}], also: [{', '.join(map(str, days))}]"
    repeat += f", skip_holidays: {'yes' if skip else 'no'}"
    event = event_of(f"{HEAD}start: {start} 14:00\nend: {start} 15:30\nrepeat: {{{repeat}}}\n")
    assert event is not None
    try:
        found = occurrences(event, TODAY, "TR")
    except RuleNotUnderstood:
        return
    happening = [occurrence.first_day for occurrence in found]
    assert happening == sorted(set(happening))
    assert not set(happening) & (set(excepted) - set(days))
    assert set(days) <= set(happening)
    for occurrence in found:
        assert isinstance(occurrence.start, datetime)
        assert isinstance(occurrence.end, datetime)
        assert (occurrence.start.hour, occurrence.end.hour) == (14, 15)


DATE_LIKE = (
    r"[0-9]{1,4}[-./][0-9]{1,2}[-./][0-9]{1,4}"
    r"([ T][0-9]{1,2}[:.][0-9]{2}(Z|[+-][0-9]{2}:?[0-9]{2})?)?"
)


@given(st.one_of(st.text(max_size=25), st.from_regex(DATE_LIKE, fullmatch=True)))
@example("2026-12-05T23:30:15-08:00")
@example("2026-12-05 14:00 +03:00")
@example("٢٠٢٦-12-05")
def test_every_accepted_date_means_one_thing(text: str) -> None:
    event = event_of(f"{HEAD}start: {written(text)}\n")
    if event is None:
        return
    typed = text.strip()
    if not isinstance(event.start, datetime):
        assert event.start.isoformat() == typed
        return
    meant = datetime.fromisoformat(typed.replace(" ", "T", 1).replace(" ", ""))
    assert event.start.tzinfo is ZONE
    assert event.start == (meant if meant.tzinfo else meant.replace(tzinfo=ZONE))


@given(st.text(alphabet='MoTuWehFrSaPH0123456789:-+,;/[]()" offunknweadyj|', max_size=40))
def test_no_opening_hours_crash_the_library(text: str) -> None:
    assert is_readable(text) in (True, False)


# ── Order ─────────────────────────────────────────────────────────────────────────────────────────


def test_the_order_of_files_does_not_matter(tmp_path: Path) -> None:
    city = Project(tmp_path / "city")
    city.lay_over(TESTS / "small_city")
    place = (city.folder / "places/konak/kitaplik.yaml").read_text(encoding="utf-8")
    for number in range(8):
        moved = place.replace("27.12870", f"27.1{number}870").replace("Örnek", f"Çınar {number}")
        city.write(f"places/konak/yer-{number}.yaml", moved)
    forwards = city.assemble()
    backwards = reversed_assembly(city)
    assert forwards.city is not None
    assert backwards.city is not None
    assert forwards.problems == backwards.problems
    assert forwards.city.places == backwards.city.places
    assert forwards.city.occurrences == backwards.city.occurrences
    city.write("places/konak/yer-1.yml", place)
    city.change("places/konak/yer-2.yaml", "kind: library", "kind: librari")
    assert city.assemble().problems == reversed_assembly(city).problems != []


def reversed_assembly(city: Project) -> Assembly:
    """The same on a disk that lists every folder from its end."""
    walk = os.walk

    def from_the_end(top: str, **options: Any) -> Iterator[tuple[str, list[str], list[str]]]:
        for directory, folders, names in walk(top, **options):
            folders.sort(reverse=True)
            yield directory, folders, sorted(names, reverse=True)

    with patch.object(os, "walk", from_the_end):
        return city.assemble()


# ── Prose ─────────────────────────────────────────────────────────────────────────────────────────


class Markup(HTMLParser):
    """Every element and attribute that a browser would see."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))


EVIL_PIECES = """<script> </script> <img•src=x•onerror=alert(1)> javascript:alert(1) [a]( ) " ' >
<svg/onload=x> ](javascript:x) <a•href=' '> &#106;avascript: \\ ` ** ¶ >• 1.• <http://a.example>
![x]( {{•7*7•}} ${x} \x00 [a]:• <!-- --> <style> &lt;script&gt; \x02 \x03 data:text/html,
//a.example"""
EVIL = st.lists(
    st.sampled_from(EVIL_PIECES.split()).map(
        lambda piece: piece.replace("•", " ").replace("¶", "\n\n")
    ),
    max_size=14,
).map("".join)
ALLOWED = {"p", "br", "strong", "em", "ul", "ol", "li", "a", "blockquote", "code", "h3", "h4"}


@given(st.one_of(EVIL, st.text(max_size=200)))
@example("[a](/&#9;/a.example)")
def test_no_prose_brings_anything_that_runs(text: str) -> None:
    for tag, attributes in Markup(to_html(text)).elements:
        assert tag in ALLOWED
        assert attributes.keys() <= {"href", "title", "rel"}
        href = re.sub(r"[\x00-\x20]", "", attributes.get("href") or "")
        assert not re.match(r"(?i)(javascript|data|vbscript|http):|[\\/]{2}|/\\", href), href
    to_plain(text)


@given(EVIL)
def test_no_page_brings_anything_that_runs(text: str) -> None:
    for tag, attributes in Markup(sanitised(text)).elements:
        assert tag not in {"script", "style", "iframe", "object", "svg", "form", "base", "link"}
        assert not any(name.startswith("on") or name == "style" for name in attributes)
        for address in (attributes.get("href"), attributes.get("src")):
            assert not re.match(r"(?i)\s*(javascript|data|vbscript):", address or "")


def test_the_parser_of_these_tests_sees_what_runs() -> None:
    seen = Markup("<img src=x onerror=alert(1)><a href='javascript:x'>").elements
    assert seen == [("img", {"src": "x", "onerror": "alert(1)"}), ("a", {"href": "javascript:x"})]


def test_nodes_hold_what_was_written() -> None:
    """The writer of these tests and the reader of the plugin agree."""
    root = read_yaml(f"a: {written({'ş': ['x y', 'no']})}".encode(), "a.yaml").root
    assert root is not None
    inner = root.entries["a"]
    assert isinstance(inner, Mapping)
    assert [getattr(item, "text", None) for item in getattr(inner.entries["ş"], "items", [])] == [
        "x y",
        "no",
    ]
    assert isinstance(next(iter(inner.keys.values())), Scalar)
