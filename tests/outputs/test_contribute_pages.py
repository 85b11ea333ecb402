"""The form's scripts say what the validator says, and write what the writer writes."""

from __future__ import annotations

import json

import pytest

from learning_city.city.checks.privacy import _is_iban, _is_identity_number
from learning_city.edges.report import sentences as spoken
from learning_city.ground.lettering import identifier
from learning_city.ground.problems import Level
from learning_city.model.event import Event
from learning_city.model.place import Place
from learning_city.model.plain import plain
from learning_city.model.reading import read_model
from learning_city.outputs.contribute_pages import CODES, sentences
from learning_city.source.yaml_nodes import Mapping, Sequence, read_yaml
from learning_city.source.yaml_writer import to_yaml
from tests.city_project import PROJECT, TESTS, Project
from tests.outputs.form_in_node import form_says

# ── Writing ───────────────────────────────────────────────────────────────────────────────────────

EXAMPLES = json.loads((TESTS / "source" / "yaml_examples.json").read_text(encoding="utf-8"))


def test_the_form_writes_every_example_like_the_writer(ask):
    wrote = ask("return asked.map((one) => writer.toYaml(one.data, one.order));", EXAMPLES["write"])
    for example, text in zip(EXAMPLES["write"], wrote, strict=True):
        assert text == example["yaml"], example["name"]


def test_the_form_changes_every_example_like_the_writer(ask):
    wrote = ask(
        "return asked.map((one) => writer.editYaml(one.text, one.changes, one.order));",
        EXAMPLES["edit"],
    )
    for example, text in zip(EXAMPLES["edit"], wrote, strict=True):
        assert text == example["result"], example["name"]


def test_a_line_that_says_the_same_keeps_its_quotes_and_its_comment(ask):
    text = (
        "stations:\n  # ilk durak\n  - title:\n      tr: \"Bir\"  # not\n      en: 'One'\n"
        "    ages: 7-12\n  - title:\n      tr: 'İki'\n"
    )
    before = {
        "stations": [
            {"title": {"tr": "Bir", "en": "One"}, "ages": "7-12"},
            {"title": {"tr": "İki"}},
        ]
    }
    after = {"stations": [{**before["stations"][0], "ages": "8+"}, *before["stations"][1:]]}
    edited = ask(
        "return writer.editYaml(asked.text, asked.after, [], asked.before);",
        {"text": text, "before": before, "after": after},
    )
    assert edited == text.replace("ages: 7-12", "ages: 8+")


def test_the_file_name_is_made_of_the_name_as_by_the_scaffold(ask):
    names = [
        "Kızlarağası Hanı", "İZMİR IŞIK Çeşmesi", "Ödemiş’te gün", "Kemeraltı'nda 3. durak",
        "Café Été ½", "  --a  b-- ", "مكتبة", "Straße",
    ]  # fmt: skip
    assert ask("return asked.map(lettering.identifier);", names) == [
        identifier(name) for name in names
    ]


# ── Rules ─────────────────────────────────────────────────────────────────────────────────────────

PLACE = {
    "name": {"tr": "Örnek Kitaplık"},
    "kind": "library",
    "district": "konak",
    "location": {"lat": "38.41920", "lon": "27.12870"},
    "themes": ["sanat"],
    "audiences": ["cocuk"],
    "summary": {"tr": "Küçük bir kitaplık."},
    "verified": "2026-11-20",
    "stations": [{"title": {"tr": "Bir"}, "ages": "7-12", "prompt": {"tr": "Sayın."}}],
}
EVENT = {
    "title": {"tr": "Örnek Atölye"},
    "place": "konak-iskelesi",
    "start": "2026-12-05 14:00",
    "themes": ["sanat"],
    "audiences": ["cocuk"],
}
LONG = "ğ" * 241

BROKEN_PLACES = [
    {"name": None},
    {"name": {"tr": LONG}},
    {"name": {"en": LONG, "tr": "A"}},
    {"kind": None},
    {"kind": "kitaplık"},
    {"district": None},
    {"location": None},
    {"location": {"lat": "38.41920"}},
    {"location": {"lat": "38,41920", "lon": "27.12870"}},
    {"location": {"lat": "38.41920°", "lon": "27.12870"}},
    {"location": {"lat": "kuzey", "lon": "27.12870"}},
    {"location": {"lat": "138.4192", "lon": "27.12870"}},
    {"location": {"lat": "27.12870", "lon": "38.41920"}},
    {"location": {"lat": "41.01234", "lon": "28.97654"}},
    {"location": {"lat": "38.42", "lon": "27.12870"}},
    {"themes": None},
    {"themes": ["sanat", "resim"]},
    {"audiences": None},
    {"summary": None},
    {"summary": {"tr": LONG}},
    {"address": "a" * 301},
    {"phone": "0532 000 00 00"},
    {"address": "Arayın: +90 (532) 000-00-00"},
    {"address": "Kimlik 10000000146"},
    {"address": "Sicil 10000000147"},
    {"address": "tr33 0006 1005 1978 6457 8413 26 hesabına"},
    {"address": "TR34 0006 1005 1978 6457 8413 26"},
    {"address": "GB82 WEST 1234 5698 7654 32"},
    {"email": "ornek.kisi@gmail.com"},
    {"summary": {"tr": "Yazın: çiğdem@hotmail.com ya da 05320000000"}},
    {"verified": None},
    {"name": {"tr": "İZMİR IŞIK KİTAPLIĞI VE BAHÇESİ’NDE"}},
    {"name": {"tr": "Örnek", "en": "THE ISLAND OF LIBRARIES"}},
    {"summary": {"tr": "BURADA HER GÜN KİTAP OKUNUR."}},
    {"website": "https://bit.ly/abc"},
    {"summary": {"tr": "Bakın (https://www.tinyurl.com/abc)."}},
    {"website": "http://192.168.1.10/yer"},
    {"summary": {"tr": "Bakın: https://ornek.org@kotu.example/yer."}},
    {"cost": "bedava"},
    {"website": "ornek.org"},
    {"website": "www.ornek.org/yer"},
    {"website": "ornek"},
    {"website": "ftp://ornek.org"},
    {"website": "http://ornek.org/yer"},
    {"website": f"http://ornek.org/{'yer' * 40}"},
    {"summary": {"tr": "Bakın: http://ornek.org."}},
    {"website": "https://ornеk.org"},  # its e is Cyrillic
    {"website": "https://οrnek.org"},  # its o is Greek
    {"website": "https://ｏrnek.org"},
    {"website": "https://xn--ornk-hzd.org"},
    {"website": "https://xn--.org"},
    {"website": "https://ornek..org"},
    {"website": f"https://{'a' * 64}.org"},
    {"website": "https://çeşme.example.org"},
    {"website": "https://مثال.example.org"},
    {"website": "https://örnek.example.org", "email": "a@b.org", "sources": [
        {"title": {"tr": "A"}, "url": "https://www.ornek.example.org/"}
    ]},
    {"website": "https://ornek.org/%C3%A7"},
    {"description": {"tr": "Bakın: [ornek.org](https://kotu.example/yer) ve [www.ornek.org](https://ornek.org)."}},
    {"description": {"tr": "Bakın: <b>burası</b> ve `<i>` güzel."}},
    {"description": {"tr": "5 < 6 ve 7 > 6, <3, <!-- not -->"}},
    {"description": {"tr": "Bakın: [şura](javascript:alert(1)), [bura](#a), [ora](tel:112)"}},
    {"description": {"tr": "[şura](java&#115;cript&colon;alert%281%29)"}},
    {"description": {"tr": "Bir satır\n\n[şura]: data:text/html,a\n"}},
    {"summary": {"tr": "[şura](/yerler/)"}},
    {"stations": [{**PLACE["stations"][0], "prompt": {"tr": "Sayın: <em>üç</em> kez."}}]},
    {"verified": "2025-11-30"},
    {"verified": "2025-12-01"},
    {"opening_hours": "Pzt-Cum 09.00-17.00"},
    {"opening_hours": "Mo-Fr 9-17"},
    {"opening_hours": "09.00-17.00"},
    {"opening_hours": "Mo-Fr 25:00-26:00"},
    {"opening_hours": "sabahtan akşama kadar, " + "uzun " * 20},
    {"opening_hours": "Tu-Su 09:00-17:00; PH off"},
    {"opening_hours": "24/7"},
    {"website": "https://ornek"},
    {"website": "https://kişi@ornek.org"},
    {"phone": "0232"},
    {"phone": "telefonu yok"},
    {"email": "ornek"},
    {"verified": "20.11.2026"},
    {"verified": "2026-02-30"},
    {"verified": "30.2.2026"},
    {"verified": "dün"},
    {"verified": "2099-01-01"},
    {"access": {"toilets": "belki"}},
    {"group": {"size": "çok"}},
    {"group": {"size": "0"}},
    {"group": {"size": "20,5"}},
    {"transit": [{"mode": "metro"}]},
    {"transit": [{"name": "Konak"}]},
    {"sdg": ["4", "99"]},
    {"osm": "123"},
    {"wikidata": "123"},
    {"sources": [{"url": "https://example.org"}]},
    {"sources": [{"title": {"tr": "A"}, "accessed": "1/12/2026"}]},
    *({"stations": [{**PLACE["stations"][0], **wrong}]} for wrong in (
        {"title": None},
        {"title": {"tr": "b" * 121}},
        {"ages": None},
        {"ages": "12-7"},
        {"ages": "7 - 12 yaş"},
        {"ages": "7-130"},
        {"ages": "130"},
        {"minutes": "yirmi"},
        {"minutes": "481"},
        {"minutes": "0"},
        {"themes": ["resim"]},
        {"prompt": None},
        {"prompt": {"tr": LONG}},
        {"materials": ["b" * 121]},
    )),
]  # fmt: skip
BROKEN_EVENTS = [
    {"title": None},
    {"start": None},
    {"start": "5.12.2026"},
    {"start": "5.12.2026 14.00"},
    {"start": "2026/12/5 9:05"},
    {"start": "5.12.2026 25.00"},
    {"start": "5.12.1026"},
    {"start": "0026-12-05"},
    {"start": "2026-12-05 14:00", "end": "2926-12-05 15:00"},
    {"registration": {"until": "4.12.2026 18.00"}},
    {"repeat": {"every": "week", "until": "4.2.2027 18.00"}},
    {"start": "yarın"},
    {"start": "2026-13-01"},
    {"start": "2027-02-29 14:00"},
    {"start": "2027-02-28 24:30"},
    {"start": "2027-02-28 14:00:00+03:00"},
    {"place": None},
    {"city_wide": "yes"},
    {"place": None, "city_wide": "yes", "online": "https://example.org"},
    {"end": "2026-12-05 13:00"},
    {"end": "2026-12-04"},
    {"end": "2026-12-06"},
    {"registration": {"until": "2026-12-06"}},
    {"registration": {"capacity": "yok"}},
    {"registration": {"required": "belki"}},
    {"repeat": {"every": "week", "until": "2026-11-01"}},
    {"repeat": {"every": "hafta"}},
    {"repeat": {"every": "day"}, "rrule": "FREQ=DAILY"},
    {"repeat": {"every": "day", "until": "2026-12-06", "except": ["2026-12-05", "2026-12-06"]}},
    {"repeat": {"every": "day", "until": "2026-12-06", "except": ["2026-12-05"]}},
    {"repeat": {"every": "week", "on": ["mo"], "until": "2026-12-06"}},
    {"repeat": {"every": "week", "on": ["mo"], "until": "2026-12-06", "also": ["2027-01-01"]}},
    {"repeat": {"every": "week", "pause": [{"from": "2026-12-10", "to": "2026-12-01"}]}},
    {"repeat": {"every": "week", "pause": [{"from": "2026-12-01", "to": "2030-12-01"}]}},
    {"repeat": {"every": "week", "pause": [{"from": "2026-12-01"}]}},
    {"start": "2020-01-01", "repeat": {"every": "day"}},
    {
        "start": "2027-01-01",
        "repeat": {"every": "year", "until": "2027-06-01", "skip_holidays": "yes"},
    },
    {"repeat": {"every": "week", "interval": "60"}},
    {"repeat": {"every": "week", "except": ["5.12.2026"]}},
    {"rrule": "FREQ=MONTHLY;BYDAY=1SA"},
    {"rrule": "FREQ=HOURLY"},
    {"rrule": "her ay"},
    {"rrule": "FREQ=WEEKLY;BYDAY=1SA"},
    {"rrule": "FREQ=DAILY;COUNT=3;UNTIL=20270101"},
    {"rrule": "FREQ=DAILY;UNTIL=20261204T235959"},
    {"rrule": "FREQ=DAILY;UNTIL=20261205T110000Z"},
    {"rrule": "FREQ=DAILY;UNTIL=20261205T105959Z"},
    {"rrule": "FREQ=DAILY;UNTIL=20270230"},
    {"rrule": "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"},
    {"start": "2020-01-01 10:00", "rrule": "RRULE:freq=daily"},
    {"registration": {"url": "http://ornek.org/kayit"}},
    {"place": None, "online": "http://ornek.org/oda"},
    {"end": "2026-12-05T13:00:00"},
    {"end": "2026-12-05 10:30Z"},
    {"repeat": {"every": "week", "on": ["cumartesi"]}},
    {"cost": {"kind": "bedava"}},
    {"cost": {"amount": "elli"}},
    {"cost": {"amount": "-5"}},
    {"cost": {"amount": "12,50"}},
    {"free_for": ["herkes"]},
    {"status": "iptal"},
    {"strand": "resim"},
    {"languages": ["Türkçe"]},
    {"ages": "15+ yaş"},
]
CASES = [
    *(("place", {**PLACE, **wrong}) for wrong in [{}, *BROKEN_PLACES]),
    *(("event", {**EVENT, **wrong}) for wrong in [{}, *BROKEN_EVENTS]),
]
MODELS = {"place": Place, "event": Event}
PATHS = {"place": "places/konak/deneme.yaml", "event": "events/2026/deneme.yaml"}

DOUBTS = {
    *("rough-coordinates", "mobile-number", "private-mail", "no-source", "only-capitals"),
    *("shouted-sentence", "shortened-link", "numeric-link", "disguised-link", "insecure-link"),
    *("raw-html", "unsafe-link", "stale-verified"),
}

# A remedy may name the nearest known word; the form, whose answers are chosen, names them all.
VARIANTS = {"unknown-reference", "not-a-choice", "not-a-flag"}
# The form leaves out what a line of the file should look like.
OF_LINES = {
    *("missing-key", "no-setting", "no-source", "swapped-coordinates", "stale-verified"),
    *("likely-duplicate", "twin-event", "duplicate-id", "former-id-taken"),
    *("other-folder", "other-year"),
}


@pytest.fixture(scope="module")
def shipped(tmp_path_factory):
    """The shipped vocabulary and city with one place, to try files in."""
    import shutil

    project = Project(tmp_path_factory.mktemp("shipped"))
    shutil.copytree(
        PROJECT / "content",
        project.folder / "content",
        ignore=shutil.ignore_patterns("routes"),  # they lead through many places
    )
    for path in ("places/konak/konak-iskelesi.yaml", "events/2026/kutuphane-haftasi.yaml"):
        project.write(path, (PROJECT / path).read_bytes())
    return project


@pytest.fixture(scope="module")
def city(shipped):
    city = shipped.assemble().city
    assert city is not None
    return city


def validator_says(project, t, kind, data):
    path = PATHS[kind]
    project.write(path, to_yaml(data, list(MODELS[kind].model_fields)))
    found = [
        problem
        for problem in project.assemble().problems
        if problem.path == path
        and (problem.level is Level.ERROR or problem.code in DOUBTS)
        and problem.code != "other-district"
    ]
    (project.folder / path).unlink()
    return {
        (problem.code, problem.field, problem.level.value): tuple(
            " ".join(sentence.split()) for sentence in spoken(problem, t)
        )
        for problem in found
    }


@pytest.mark.parametrize("language", ["tr", "en"])
def test_the_form_finds_what_the_validator_finds_and_says_it_in_the_same_words(
    shipped, city, phrases, language
):
    answers = form_says(city, phrases, language, CASES)
    for (kind, data), answer in zip(CASES, answers, strict=True):
        expected = validator_says(shipped, phrases[language], kind, data)
        said = {(one["code"], one["field"], one["level"]): one for one in answer}
        assert set(said) == set(expected), data
        for key, (what, remedy) in expected.items():
            assert said[key]["what"] == what
            if key[0] in OF_LINES:
                assert said[key]["remedy"] == ""
            elif key[0] not in VARIANTS:
                assert said[key]["remedy"] == remedy, data


def test_a_missing_answer_is_named_as_the_form_names_it(ask, phrases):
    for t in phrases.values():
        known = sentences(t, phrases["tr"])
        problem = {"code": "missing-key", "values": {"key": "name", "example": ""}}
        key, label = ask(
            "return ['', asked.label].map((one) =>"
            " said.whatIsWrong(asked.known, asked.problem, one));",
            {"known": known, "problem": problem, "label": "Yerin adı"},
        )
        assert "“name”" in key
        assert label == key.replace("“name”", "“Yerin adı”")


def test_check_digits_are_counted_like_the_validator(ask):
    numbers = ["10000000146", "10000000147", "11111111110", "12345678950", "98765432101"]
    accounts = [
        "TR330006100519786457841326",
        "TR34 0006 1005 1978 6457 8413 26",
        "GB82WEST12345698765432",
    ]
    assert ask("return asked.map(privacy.isIdentityNumber);", numbers) == [
        _is_identity_number(one) for one in numbers
    ]
    assert ask("return asked.map(privacy.isIban);", accounts) == [_is_iban(one) for one in accounts]


def test_forty_and_more_kinds_of_broken_answers_are_compared():
    assert len(CASES) > 80


def test_a_repaired_answer_is_right(city, phrases):
    answers = form_says(city, phrases, "tr", CASES)
    repaired = 0
    for (kind, data), answer in zip(CASES, answers, strict=True):
        for problem in answer:
            if problem["repaired"] is None:
                continue
            repaired += 1
            whole = json.loads(json.dumps(data))
            steps = [int(one) - 1 if one.isdigit() else one for one in problem["field"].split(".")]
            part = whole
            for step in steps[:-1]:
                part = part[step]
            part[steps[-1]] = problem["repaired"]
            (again,) = form_says(city, phrases, "tr", [(kind, whole)])
            assert [one["field"] for one in again] != [problem["field"]], whole
    assert repaired >= 8


def test_every_problem_of_the_form_has_its_sentences(phrases):
    for t in phrases.values():
        known = sentences(t, phrases["tr"])
        assert {code for code in CODES if f"problem.{code}" not in known} == set()


# ── What was written ──────────────────────────────────────────────────────────────────────────────


def texts(node):
    if isinstance(node, Mapping):
        return {key: texts(value) for key, value in node.entries.items()}
    if isinstance(node, Sequence):
        return [texts(item) for item in node.items]
    return node.text


@pytest.mark.real_data
@pytest.mark.parametrize(("model", "folder"), [(Place, "places"), (Event, "events")])
def test_a_contribution_as_plain_data_reads_back_as_itself(model, folder, city):
    from learning_city.model.fields import Known

    known = Known(languages=("tr", "en"))
    for path in sorted((PROJECT / folder).rglob("*.yaml"))[::7]:
        root = read_yaml(path.read_bytes(), path.name).root
        first = read_model(model, root, path.name, path.stem, known)
        assert first.whole, path
        again = read_yaml(to_yaml(plain(first.facts)).encode(), path.name).root
        second = read_model(model, again, path.name, path.stem, known)
        assert second.facts == first.facts, path
        assert list(plain(first.facts)) == [
            key for key in model.model_fields if key in texts(root)
        ], path
