"""The form that writes a place or an event.

The form knows no rule and no sentence of its own. Its script reads the JSON Schemas at
`schema/<kind>.json`, which are made from the validator's models. What no schema says it checks with
twins of the modules in `city/checks/`: this page lends them their constants (`form_rules.py`), the
site what answers are compared with (`written_files.py`). It speaks of mistakes with the catalogue's
`problem.` and `remedy.` entries, which the page hands over with their slots open; where the file
has a key or an id, a sentence names the answer as the form does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..city.city import City
from ..city.schedule import WEEKDAYS
from ..words.phrases import Phrases
from .contribution_links import mail_link
from .form_rules import form_rules
from .site import Page, Site
from .written_files import WRITTEN

LONGEST_ADDRESS = 7000
"""Bytes of a prefilled address; GitHub refuses more than about 8,000."""

_SCRIPT = "js/contribute/form.js"
"""Begins everything. The modules it is made of are named by the page too, since a browser would
otherwise find them one after the other, a journey to the server for each step."""

CODES = (
    *("missing-key", "too-long", "not-a-choice", "not-a-flag", "unknown-reference"),
    *("not-a-number", "not-a-whole-number", "number-out-of-range", "number-too-small"),
    *("bad-date", "no-such-day", "no-such-time", "bad-ages", "bad-address", "bad-phone"),
    *("bad-email", "bad-id", "bad-pattern", "bad-osm-id", "bad-wikidata-id", "bad-file-name"),
    *("not-a-language", "swapped-coordinates", "out-of-bounds", "rough-coordinates"),
    *("other-district", "other-folder", "other-year", "bad-opening-hours", "likely-duplicate"),
    *("no-setting", "two-settings", "end-before-start", "mixed-dates", "until-before-start"),
    *("repeat-and-rrule", "bad-rrule", "never-happens", "too-many-occurrences", "twin-event"),
    *("registration-after-event", "verified-in-future", "stale-verified", "no-source"),
    *("duplicate-id", "former-id-taken", "reserved-id"),
    *("identity-number", "bank-account", "mobile-number", "private-mail"),
    *("only-capitals", "shouted-sentence", "raw-html", "unsafe-link", "insecure-link"),
    *("shortened-link", "numeric-link", "disguised-link"),
)
"""The problems that can arise in the form."""


def build(city: City, site: Site) -> Iterator[Page]:
    """One form per language."""
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
        "modules": [
            site.asset(name)
            for name in site.assets.files
            if name.startswith(("js/contribute/", "js/time/")) and name != _SCRIPT
        ],
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
        **form_rules(city, site.phrases),
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
        "doubt": t("form.doubt"),
        "repair": t("form.repair"),
        "repairFile": t("form.repair.file"),
        "twinPlace": t("form.twin.place"),
        "twinEvent": t("form.twin.event"),
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
