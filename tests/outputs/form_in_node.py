"""The form's scripts as visitors get them, run in Node: what they say about answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from learning_city.city.city import City
from learning_city.outputs.contribute_pages import sentences
from learning_city.outputs.form_rules import form_rules
from learning_city.outputs.schemas import schemas
from learning_city.words.phrases import Phrases
from tests.city_project import PROJECT
from tests.in_node import run_in_node

SCRIPTS = PROJECT / "theme" / "static" / "js" / "contribute"

ANSWER = """
import * as writer from "%(scripts)s/yaml-writer.js";
import * as checks from "%(scripts)s/checks/all.js";
import * as privacy from "%(scripts)s/checks/privacy.js";
import * as reader from "%(scripts)s/checks/opening-hours.js";
import * as door from "%(scripts)s/checks/written-hours.js";
import * as time from "%(scripts)s/checks/timing.js";
import * as likeness from "%(scripts)s/checks/likeness.js";
import * as geography from "%(scripts)s/checks/geography.js";
import * as lettering from "%(scripts)s/../search/lettering.js";
import * as said from "%(scripts)s/sentences.js";
import { readFileSync } from "node:fs";
const asked = JSON.parse(readFileSync(0, "utf8"));
const answer = (() => { %(code)s })();
process.stdout.write(JSON.stringify(answer));
"""

Ask = Callable[[str, object], Any]


def ask_node(code: str, asked: object) -> Any:
    """Run some lines of JavaScript beside the form's modules; `asked` is theirs to read."""
    return run_in_node(ANSWER % {"scripts": SCRIPTS.as_uri(), "code": code}, asked)


def lent(city: City, phrases: Mapping[str, Phrases]) -> dict[str, object]:
    """What the page lends to the checks."""
    return {
        "bounds": city.settings.bounds.model_dump(),
        "today": city.clock.today.isoformat(),
        "timeZone": city.settings.time_zone,
        "sourceLanguage": city.settings.languages[0],
        "reserved": [t("address.archive") for t in phrases.values()],
        "districts": {},
        **form_rules(city, phrases),
    }


def form_says(
    city: City,
    phrases: Mapping[str, Phrases],
    language: str,
    cases: Iterable[tuple[str, object]],
    beside: Iterable[Mapping[str, object]] | None = None,
) -> list[list[dict[str, Any]]]:
    """What the form says about each of `cases` (kind and answers), each with its `beside`."""
    cases = list(cases)
    asked = {
        "cases": cases,
        "beside": list(beside) if beside is not None else [{} for _ in cases],
        "schemas": schemas(city, dict(phrases)),
        "sentences": sentences(phrases[language], next(iter(phrases.values()))),
        "about": lent(city, phrases),
    }
    code = """
      const { cases, beside, schemas, sentences, about } = asked;
      return cases.map(([kind, given], number) => {
        const data = writer.keptValue(given);
        const found = checks.allProblems(kind, schemas[kind], data, about, beside[number]);
        return found.map((problem) => ({
          code: problem.code,
          level: problem.note ? "note" : problem.doubt ? "doubt" : "error",
          field: problem.path.map((step) => (step >= 0 ? step + 1 : step)).join("."),
          what: said.whatIsWrong(sentences, problem),
          remedy: said.remedyFor(sentences, problem),
          repaired: problem.repaired ?? null,
          twin: problem.twin ?? null,
        }));
      });"""
    found: list[list[dict[str, Any]]] = ask_node(code, asked)
    return found
