"""The form that writes a place or an event, and the written files it starts a correction from.

The form knows no rule and no sentence of its own. Its script reads the JSON Schemas at
`schema/<kind>.json`, which are made from the validator's models, and speaks of mistakes with the
catalogue's `problem.` and `remedy.` entries, which the page hands over with their slots open.

What no schema says and the form therefore checks by itself, from data of this page: the point lies
in the city (with the repaired pair), dates follow each other, an event has one setting, a file name
is free. Personal data, capitals and links are judged with the constants of the checks themselves
(`text_rules`); a sentence about a missing answer names it as the form does, not as the file does.

Left to `make check`: opening hours, rules of repetition, photos, unknown former ids, near
duplicates, links of look-alike letters, with other words than their target or without encryption,
and whether a district fits (the form proposes it instead).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from ..city.checks.capitals import _FEW_LETTERS, _LABELS, _NEARLY_ALL, _TEXTS, _WORD_LETTERS
from ..city.checks.links import _ADDRESS, _MAX_QUOTED, _NUMERIC, _SHORTENERS
from ..city.checks.privacy import _ELEVEN, _IBAN, _MAIL, _MOBILE
from ..city.city import City
from ..city.schedule import WEEKDAYS
from ..ground.lettering import _JOINING
from ..model.event import Event
from ..model.place import Place
from ..model.plain import plain
from ..words.local_text import LocalText
from ..words.phrases import Phrases
from .contribution_links import mail_link
from .site import File, Page, Site

WRITTEN = "data/source"
"""Folder of what was written: `place/<id>.json`, `event/<id>.json`, and an index of both."""

LONGEST_ADDRESS = 7000
"""Bytes of a prefilled address; GitHub refuses more than about 8,000."""

CODES = (
    *("missing-key", "empty-list", "too-long", "not-a-choice", "not-a-flag", "unknown-reference"),
    *("not-a-number", "not-a-whole-number", "number-out-of-range", "number-too-small"),
    *("bad-date", "no-such-day", "no-such-time", "bad-ages", "bad-address", "bad-phone"),
    *("bad-email", "bad-id", "bad-pattern", "bad-osm-id", "bad-wikidata-id", "bad-file-name"),
    *("not-a-language", "wrong-shape", "swapped-coordinates", "out-of-bounds", "rough-coordinates"),
    *("no-setting", "two-settings", "end-before-start", "mixed-dates", "until-before-start"),
    *("registration-after-event", "verified-in-future", "duplicate-id", "reserved-id"),
    *("identity-number", "bank-account", "mobile-number", "private-mail", "no-source"),
    *("only-capitals", "shouted-sentence", "shortened-link", "numeric-link", "disguised-link"),
)
"""The problems that can arise in the form."""


def build(city: City, site: Site) -> Iterator[Page | File]:
    """One form per language; once for all, the files as they were written."""
    for language in site.languages:
        t = site.phrases[language]
        yield Page(
            key=("contribute",),
            language=language,
            template="pages/contribute.html",
            section="contribute",
            title=t("title.contribute"),
            description=t("description.contribute"),
            trail=((t("title.contribute"), None),),
            has_map=True,
            view=lambda language=language: _view(city, site, language),  # type: ignore[misc]
        )
    if site.project is not None:
        yield from _written_files(city, site.project)


def _view(city: City, site: Site, language: str) -> Mapping[str, object]:
    contact = city.settings.contact
    t = site.phrases[language]
    return {
        "languages": spoken_first(city, language),
        "repository": site.repository,
        "email": contact.email if contact else None,
        "mail_to_anyone": mail_link(
            "", t("form.message.new_place"), site.url(site.address(("contribute",), language))
        ),
        "outline": site.outline,
        "weekdays": [
            (day, site.phrases[language].language.weekday_name(number), None)
            for number, day in enumerate(WEEKDAYS)
        ],
        "form_data": _form_data(city, site, language),
    }


def spoken_first(city: City, language: str) -> list[str]:
    """The city's languages, the page's own in front."""
    return [language, *(code for code in city.settings.languages if code != language)]


def _form_data(city: City, site: Site, language: str) -> dict[str, object]:
    """Everything the script needs to know; it is read as JSON and shown as text only."""
    t = site.phrases[language]
    settings = city.settings
    every = list(site.phrases.values())
    return {
        "language": language,
        "languages": spoken_first(city, language),
        "sourceLanguage": site.source_language,
        "page": site.link(("contribute",), language),
        "icons": site.asset("icons.svg"),
        "schemas": {kind: site.path(f"schema/{kind}.json") for kind in ("place", "event")},
        "written": site.path(WRITTEN),
        "districtShapes": site.path("data/districts.geojson") if city.outlines else None,
        "queryEdit": t("contribute.query.edit"),
        "queryAdd": t("contribute.query.add"),
        "query": {
            "edit": sorted({said("contribute.query.edit") for said in every}),
            "add": sorted({said("contribute.query.add") for said in every}),
        },
        "repository": site.repository,
        "branch": settings.branch,
        "email": settings.contact.email if settings.contact else None,
        "longestAddress": LONGEST_ADDRESS,
        "timeZone": settings.time_zone,
        "bounds": settings.bounds.model_dump(),
        "textRules": text_rules(settings.languages),
        "reserved": [said("address.archive") for said in every],
        "kinds": {
            kind.id: {"label": kind.label.words(language), "icon": kind.icon}
            for kind in city.kinds.values()
        },
        "districts": {
            district.id: district.label.words(language) for district in city.districts.values()
        },
        "sentences": sentences(t, site.phrases[site.source_language]),
        "words": _words(t),
    }


def text_rules(languages: tuple[str, ...]) -> dict[str, object]:
    """What the checks look for in every text, for JavaScript."""
    return {
        "eleven": _for_javascript(_ELEVEN),
        "iban": _for_javascript(_IBAN),
        "mobile": _for_javascript(_MOBILE),
        "mail": _for_javascript(_MAIL),
        "address": _for_javascript(_ADDRESS),
        "numeric": _for_javascript(_NUMERIC),
        "shorteners": sorted(_SHORTENERS),
        "mostQuoted": _MAX_QUOTED,
        "capitals": {
            "texts": sorted(_TEXTS),
            "labels": sorted(_LABELS),
            "fewLetters": _FEW_LETTERS,
            "wordLetters": _WORD_LETTERS,
            "nearlyAll": _NEARLY_ALL,
            "languages": list(languages),
            "joining": {language: sorted(words) for language, words in _JOINING.items()},
        },
    }


def _for_javascript(pattern: re.Pattern[str]) -> dict[str, str]:
    r"""The same pattern for `new RegExp(source, flags)`.

    There, `\w` knows ASCII only (all of ours stand in brackets), quotes are not escaped, and
    letters whose case does not matter are written out, as not every browser reads `(?i:…)`.
    """
    source = pattern.pattern.replace(r"\w", r"\p{L}\p{N}_").replace(r"\"", '"')
    source = re.sub(
        r"\(\?i:([A-Z]+)\)",
        lambda match: "".join(f"[{letter}{letter.lower()}]" for letter in match[1]),
        source,
    )
    return {"source": source, "flags": "giu" if pattern.flags & re.IGNORECASE else "gu"}


def sentences(t: Phrases, source: Phrases) -> dict[str, str]:
    """The catalogue's own entries for `CODES`, slots open; remedies with all their variants."""
    wanted = set(CODES)
    found: dict[str, str] = {}
    for key in source.catalogue.entries:
        family, _, rest = key.partition(".")
        if family in ("problem", "remedy") and rest.partition("/")[0] in wanted:
            found[key] = str(t.catalogue.entries.get(key) or source.catalogue.entries[key])
    return found


def _words(t: Phrases) -> dict[str, object]:
    """What the script itself says."""
    return {
        "left": _by_number(t, "form.count.left"),
        "over": _by_number(t, "form.count.over"),
        "stations": _by_number(t, "count.stations"),
        "found": _by_number(t, "form.found"),
        "summary": _by_number(t, "form.mistakes"),
        "unnamedPlace": t("form.preview.unnamed.place"),
        "unnamedEvent": t("form.preview.unnamed.event"),
        "district": t("form.preview.district"),
        "kind": t("form.preview.kind"),
        "when": t("form.preview.when"),
        "where": t("form.preview.where"),
        "online": t("event.online"),
        "cityWide": t("event.city_wide"),
        "free": t("choice.cost.free"),
        "pointTaken": t("form.where.taken"),
        "asking": t("form.where.asking"),
        "notFound": t("form.where.not_found"),
        "districtProposed": t("form.where.district_proposed"),
        "repair": t("form.repair"),
        "removed": t("form.removed"),
        "added": t("form.added"),
        "remove": t("form.remove"),
        "copied": t("form.send.copied"),
        "notCopied": t("form.send.not_copied"),
        "draftKept": t("form.draft.kept"),
        "draftBack": t("form.draft.back"),
        "goOn": t("form.draft.go_on"),
        "deleteDraft": t("form.draft.delete"),
        "sureToDelete": t("form.draft.sure"),
        "nothingChanged": t("form.nothing_changed"),
        "loading": t("form.loading"),
        "trouble": t("form.trouble"),
        "noSuchFile": t("form.no_such_file"),
        "correcting": t("form.correcting"),
        "newPlace": t("form.message.new_place"),
        "newEvent": t("form.message.new_event"),
        "correction": t("form.message.correction"),
        "removedFields": t("form.message.removed"),
        "pasteBelow": t("form.message.paste"),
    }


def _by_number(t: Phrases, key: str) -> dict[str, str]:
    """One sentence for each plural form, its number to be put in: `{"one": …, "other": …}`."""
    examples = {"zero": 0, "one": 1, "two": 2, "few": 3, "many": 11, "other": 100}
    return {form: t(key, n=number) for form, number in examples.items()}


def _written_files(city: City, project: Path) -> Iterator[File]:
    index: dict[str, dict[str, list[str]]] = {"place": {}, "event": {}}
    for kind, contributions in (("place", city.places), ("event", city.events)):
        for one in contributions:
            yield File(f"{WRITTEN}/{kind}/{one.id}.json", _written(one, project))
            name, remark = _named(one, city)
            source = city.settings.languages[0]
            index[kind][one.id] = [one.path, name.words(source), remark]
    yield File(f"{WRITTEN}/index.json", _json(index))


def _named(one: Place | Event, city: City) -> tuple[LocalText, str]:
    """What a list of contributions shows of one."""
    if isinstance(one, Place):
        return one.name, city.districts[one.district].label.words(city.settings.languages[0])
    return one.title, str(plain(one.start))


def _written(one: Place | Event, project: Path) -> bytes:
    """The file byte for byte, and the same as data so that a form can be filled in."""
    text = (project / one.path).read_bytes().decode("utf-8")
    return _json({"path": one.path, "text": text, "values": plain(one)})


def _json(content: object) -> bytes:
    return (json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
