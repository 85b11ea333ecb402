"""Code and theme are no city's own, and every phrase is spoken and used."""

import re
from typing import Annotated, Any, Literal, get_args, get_origin

import pytest
from babel.localedata import locale_identifiers
from pydantic import BaseModel

from learning_city.city.gaps import LASTING_FACTS, VERIFIED
from learning_city.city.weather import WEATHERS
from learning_city.city.yearly_report import columns_of
from learning_city.model.event import Event
from learning_city.model.notice import Notice
from learning_city.model.organizer import Organizer
from learning_city.model.place import Place
from learning_city.model.route import Leg, Route
from learning_city.model.settings import CitySettings
from learning_city.model.vocabulary import VOCABULARIES, Indicator, KeyFeature, KindPrompts
from learning_city.outputs.board_pages import KINDS as NOTICES
from learning_city.outputs.open_data import DATA_FILES
from learning_city.outputs.open_now import SENTENCES
from learning_city.outputs.quest_pages import WORTH
from learning_city.outputs.site import ChangeKind, Family
from learning_city.outputs.sketches import COMPASS
from learning_city.outputs.station_choice import TIMES
from learning_city.words.languages import read_catalogue
from tests.site.building import CATALOGUES, REPOSITORY

PLUGIN = REPOSITORY / "plugins" / "learning_city"
TEMPLATES = REPOSITORY / "theme" / "templates"
STATIC = REPOSITORY / "theme" / "static"
CODE = sorted(PLUGIN.rglob("*.py"))
PAGES = sorted(TEMPLATES.rglob("*.html"))
STYLES_AND_SCRIPTS = sorted(path for path in STATIC.rglob("*") if path.is_file())
LANGUAGES = ("tr", "en")


# ── No city in the code ───────────────────────────────────────────────────────────────────────────


def test_code_templates_styles_and_scripts_name_no_city():
    """Comments too: who reads them builds another city's site."""
    named = []
    for path in (*CODE, *PAGES, *STYLES_AND_SCRIPTS):
        lines = path.read_text(encoding="utf-8").splitlines()
        named += [
            f"{path.relative_to(REPOSITORY)}:{number}: {line.strip()[:80]}"
            for number, line in enumerate(lines, start=1)
            if re.search(r"(?i)[iİ]zm[iİ]r|[iİ]zek\b|smyrna", line)
        ]
    assert not named, "\n".join(named)


def test_the_phrases_name_no_city():
    for language in LANGUAGES:
        entries = read_catalogue(CATALOGUES / f"{language}.po", language).entries
        named = [key for key, text in entries.items() if re.search("(?i)[iİ]zm[iİ]r", str(text))]
        assert named == []


def test_the_tiny_city_shows_nothing_of_another_one(local_build):
    """The words of the software's own repository may be on the page of sources, nowhere else."""
    for name, content in local_build.files().items():
        if name.endswith((".html", ".xml", ".geojson", ".txt")):
            assert not re.search(r"(?i)[iİ]zm[iİ]r|[iİ]zek\b", content.decode("utf-8")), name


# ── Phrases ───────────────────────────────────────────────────────────────────────────────────────

# What follows `t(` or `say(` in code and templates: an exact key, or the part before a value.
_SPOKEN = re.compile(
    r"""\b(?:t|say|has|_filled)\(\s*(?:(?:context|t),\s*)?"""
    r"""(?P<f>f?)(?P<quote>["'])(?P<key>[^"'{}]*)(?P<value>\{[^}]*\})?[^"']*(?P=quote)\s*(?P<more>~?)"""
)
_KEY = re.compile(r"[a-z_]+(?:\.[a-zA-Z0-9_/-]+)+\Z")


def models(kind: Any, seen: set[type[BaseModel]]) -> None:
    """Every model that can be reached from one."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        if kind not in seen:
            seen.add(kind)
            for info in kind.model_fields.values():
                models(info.annotation, seen)
        return
    for part in get_args(kind):
        models(part, seen)


def literals(kind: Any) -> set[str]:
    if get_origin(kind) is Literal:
        return set(get_args(kind))
    if get_origin(kind) is Annotated:
        return literals(get_args(kind)[0])
    return set().union(*(literals(part) for part in get_args(kind)))


def everything_a_file_can_say() -> tuple[set[str], set[str]]:
    """All keys and all fixed values of contributed files."""
    found: set[type[BaseModel]] = set()
    for root in (
        Place,
        Event,
        Organizer,
        Route,
        Notice,
        CitySettings,
        KindPrompts,
        *VOCABULARIES.values(),
    ):
        models(root, found)
    keys = {info.alias or name for model in found for name, info in model.model_fields.items()}
    values = set().union(
        *(literals(info.annotation) for model in found for info in model.model_fields.values())
    )
    return keys, values


def parts_with_keys() -> dict[str, set[str]]:
    """The groups of fields that the schemas explain, each with its keys."""
    found: set[type[BaseModel]] = set()
    for root in (Place, Event, Organizer, Route, Notice):
        models(root, found)
    return {
        model.__name__.lower(): {info.alias or name for name, info in model.model_fields.items()}
        for model in found
    }


KEYS, VALUES = everything_a_file_can_say()
PARTS = parts_with_keys()
CODE_TEXT = "\n".join(path.read_text(encoding="utf-8") for path in CODE)
ALL_TEXT = CODE_TEXT + "\n".join(path.read_text(encoding="utf-8") for path in PAGES)
QUOTED = set(re.findall(r"""["']([a-z][a-z0-9/_-]*)["']""", CODE_TEXT))
FACETS = {"theme", "audience", "district", "organizer"}
FAMILIES = {f"{facet}s" for facet in FACETS}
ACCESS = set(Place.model_fields["access"].annotation.model_fields)
STATUSES = literals(Event.model_fields["status"].annotation)
ACTIONS = {"edit.place", "confirm.place", "report.place", "edit.event", "report.event"}
FACTS = {*LASTING_FACTS, VERIFIED}
QUESTS = set(WORTH)
COLUMNS = {
    column.family
    for column in columns_of(
        {
            "themes": {"t": {}},
            "audiences": {"a": {}},
            "ages": {"0-6": {}},
            "total": {"cost": {"free": 0}, "wheelchair": {"yes": 0}, "toilets": {"yes": 0}},
        }
    )
}
INDICATORS = set(get_args(Indicator))
EVIDENCE_PARTS = {
    *("districts", "equity", "fields", "people", "known", "reach", "events", "frames", "record")
}
COMPANY = {"family", "class", "alone"}
CHOICES = {"age", "theme", "time", "company"}
GUIDES = {"guide", "class"}

# Keys put together while building: family → what can follow. A prefix that is not here fails the
# test below; so does a key of the family that nothing can ever ask for.
DYNAMIC = {
    "problem.": QUOTED,
    "remedy.": QUOTED,
    "passport.": QUOTED,
    "field.": KEYS,
    "choice.": {
        f"{family}.{value}"
        for family in (
            "answer",
            "booking",
            "company",
            "confidence",
            "cost",
            "every",
            "free_for",
            "mode",
            "notice",
            "organizer",
            "status",
        )
        for value in VALUES | {"unknown"}
    },
    "choice.booking.": VALUES,
    "choice.confidence.": VALUES,
    "choice.cost.": VALUES,
    "choice.free_for.": VALUES,
    "choice.company.": COMPANY,
    "choice.mode.": literals(Leg.model_fields["mode"].annotation),
    "choice.status.": STATUSES,
    "hint.": {*PARTS, *KEYS, *(f"{part}.{key}" for part in PARTS for key in PARTS[part])},
    "part.": set(PARTS),
    "finder.": {"theme", "audience", "district"},
    "finder.any.": {"theme", "audience", "district"},
    "finder.looser.": {
        *("when", "access", "within", "age", "language", "cost"),
        *("audience", "theme", "district", "starred"),
    },
    "finder.when.": {"today", "tomorrow", "weekend", "week", "month"},
    "template.": {
        "required",
        "one_of",
        *(f"{one}.head" for one in ("place", "event", "organizer", "route", "notice")),
    },
    "report.level.": {"error", "doubt", "note"},
    "boundaries.unavailable.": QUOTED,
    "import.failed.": QUOTED,
    "import.skipped.": QUOTED,
    "import.fate.": QUOTED,
    "import.count.": QUOTED,
    "access.": ACCESS,
    "access.answer.": {"yes", "limited", "no", "unknown"},
    "event.status.": {f"{status}.explained" for status in STATUSES},
    "subscribe.explained.": {"events", "event"},
    "facet.": FACETS,
    "facet.others.": FACETS,
    "facets.": {f"{facet}.lead" for facet in FACETS},
    "title.": FAMILIES
    | {"ideas", "routes", "news", "sources", "quests", "learning-city", "changes"}
    | {"data"},
    "description.": FAMILIES,
    "nav.": {"home", "map", "places", "events", "about"},
    "choose.": {*CHOICES, "none"},
    "choose.any.": CHOICES,
    "choose.time.": {str(time) for time in TIMES},
    "guide.title.": GUIDES,
    "guide.kicker.": GUIDES,
    "guide.description.": GUIDES,
    "paper.compass.": set(COMPASS),
    "route.": {"rest", "water", "rest.unknown", "water.unknown"},
    "route.step_free.": {"yes", "limited", "no", "unknown"},
    "route.walking.": {"straight", "measured"},
    "address.": FAMILIES
    | {"places", "events", "map", "ideas", "sources", "news", "quests", "routes"}
    | {"learning-city", "changes", "passport", "weather", "cool-places", "dry-places", "board"}
    | {"stamps"}
    | {"guide", "class", "poster", "mind-map", "offline", "embed", "data"},
    "weather.": {f"{one}{part}" for one in WEATHERS for part in ("", ".lead")},
    "home.season.": set(WEATHERS),
    "embed.width.": {"narrow", "middle", "wide"},
    "data.column.": {"field", "meaning", "kind", "unknown"},
    "data.kind.": {field.kind for one in DATA_FILES for field in one.fields},
    "data.unknown.": {field.unknown for one in DATA_FILES for field in one.fields} - {"never"},
    "data.licence.": {one.licence for one in DATA_FILES},
    "data.field.": {field.meaning for one in DATA_FILES for field in one.fields},
    "data.file.": {f"{one.name}{part}" for one in DATA_FILES for part in ("", ".explained")},
    "data.example.": {
        f"{tool}{part}"
        for tool in ("python", "javascript", "spreadsheet")
        for part in ("", ".explained")
    },
    "board.": {f"{kind}.{part}" for kind in NOTICES for part in ("anchor", "none")},
    "choice.notice.": set(NOTICES),
    "choice.organizer.": VALUES,
    "language.": set(locale_identifiers()),
    "contribute.": {
        f"{purpose}.{part}" for purpose in ("confirm", "report") for part in ("subject", "message")
    },
    "contribute.action.": ACTIONS,
    "contribute.explained.": ACTIONS,
    "contribute.way.": {"form.edit", "github.edit"}
    | {
        f"{channel}.{purpose}"
        for channel in ("form", "github", "mail", "message")
        for purpose in ("confirm", "report")
    },
    "fact.": FACTS,
    "record.column.": COLUMNS,
    "indicator.": INDICATORS,
    "evidence.anchor.": EVIDENCE_PARTS,
    "evidence.part.": EVIDENCE_PARTS,
    "evidence.question.": {"free", "wheelchair", "toilets", "transit", "visit"},
    "evidence.answer.": {"yes", "limited", "no", "unknown"},
    "evidence.frames.part.": literals(KeyFeature.model_fields["part"].annotation),
    "changes.": {
        f"{family}.{kind}"
        for family in get_args(Family)
        for kind in get_args(ChangeKind)
        if (family, kind) not in (("place", "cancelled"), ("event", "verified"))
    },
    "changes.family.": set(get_args(Family)),
    "open_now.": set(SENTENCES),
    "quest.title.": QUESTS,
    "quest.why.": QUESTS,
    "quest.do.": QUESTS,
}
NEED_NOT_BE_COMPLETE = {"problem.", "remedy.", "field.", "choice.", "language."}
"""Not every value of every field has a word of its own; problems have a test of their own."""


def spoken() -> tuple[set[str], set[str]]:
    """Exact keys, and prefixes of keys that are put together."""
    exact, prefixes = set(), set()
    for path in (*CODE, *PAGES):
        for match in _SPOKEN.finditer(path.read_text(encoding="utf-8")):
            key = match["key"]
            if match["more"] or (match["f"] and match["value"]):
                prefixes.add(key)
            elif _KEY.match(key):
                exact.add(key)
    return exact, prefixes


EXACT, PREFIXES = spoken()


@pytest.fixture(scope="module", params=LANGUAGES)
def catalogue(request):
    return read_catalogue(CATALOGUES / f"{request.param}.po", request.param).entries


def test_the_search_for_phrases_finds_them():
    assert "page.skip_to_content" in EXACT
    assert "build.written" in EXACT
    assert "preview.serving" in EXACT
    assert "choice.cost." in PREFIXES
    assert "problem." in PREFIXES
    assert len(EXACT) > 200


def test_every_key_that_is_put_together_is_of_a_known_family():
    strange = sorted(PREFIXES - set(DYNAMIC))
    assert not strange, f"say in DYNAMIC what can follow: {strange}"


def test_every_phrase_that_is_asked_for_is_there(catalogue):
    missing = sorted(key for key in EXACT if not catalogue.get(key))
    assert not missing, "\n".join(missing)


def test_every_phrase_that_is_put_together_is_there(catalogue):
    needed = {
        f"{prefix}{name}"
        for prefix in (PREFIXES & set(DYNAMIC)) - NEED_NOT_BE_COMPLETE
        for name in DYNAMIC[prefix]
        if DYNAMIC[prefix] is not VALUES and DYNAMIC[prefix] is not QUOTED
    }
    needed -= {"event.status.scheduled.explained"}  # needs no explanation and is never asked for
    needed |= {f"choice.cost.{one}" for one in literals(Place.model_fields["cost"].annotation)}
    assert {key for key in needed if not catalogue.get(key)} == set()


def test_every_problem_that_is_raised_has_its_sentences(catalogue):
    raised = set(
        re.findall(
            r"(?:Problem|report|refuse|_refuse|problem|doubt|note|RuleNotUnderstood)\(\s*"
            r"[\"']([a-z]+(?:-[a-z]+)+)[\"']",
            CODE_TEXT,
        )
    )
    assert len(raised) > 40
    assert {code for code in raised if f"problem.{code}" not in catalogue} == set()
    remedies = {
        key.removeprefix("remedy.").partition("/")[0]
        for key in catalogue
        if key.startswith("remedy.")
    }
    assert raised - remedies == set()


def test_every_phrase_is_used(catalogue):
    def used(key):
        if key in EXACT or f'"{key}"' in ALL_TEXT or f"'{key}'" in ALL_TEXT:
            return True
        if key.startswith(tuple(PREFIXES - set(DYNAMIC))):
            return True  # of a family that the test above asks to be listed
        for prefix, names in DYNAMIC.items():
            if key.startswith(prefix):
                name = key.removeprefix(prefix)
                if name in names or (prefix == "remedy." and name.partition("/")[0] in names):
                    return True
        return False

    unused = sorted(key for key in catalogue if not used(key))
    assert not unused, "\n".join(unused)


def test_both_languages_have_the_same_keys_slots_and_plurals():
    turkish, english = (
        read_catalogue(CATALOGUES / f"{language}.po", language).entries for language in LANGUAGES
    )
    assert set(turkish) == set(english)

    def slots(text):
        return set(re.findall(r"%\((\w+)\)", " ".join(text) if isinstance(text, tuple) else text))

    assert {key for key in turkish if slots(turkish[key]) != slots(english[key])} == set()
    different = {
        key for key in turkish if isinstance(turkish[key], tuple) != isinstance(english[key], tuple)
    }
    assert different == set()
