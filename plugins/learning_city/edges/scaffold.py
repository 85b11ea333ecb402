"""`make new`: begins a file with a sensible name and asks for what every file needs.

What to ask, and in which words, is read from `schema/<kind>.schema.json`; nothing has to be read
but that, so a mistake elsewhere in the data keeps nobody from beginning. The new file is then
checked like any other.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..ground.lettering import identifier, nearest

if TYPE_CHECKING:
    from ..words.phrases import Phrases

KINDS = {
    "place": "places",
    "event": "events",
    "organizer": "content/organizers",
    "route": "content/routes",
    "notice": "content/board",
}
"""What can be begun, and the folder it lies in."""

_WANTED = {
    "place": ("kind", "district", "location", "address", "themes", "audiences", "summary", "cost"),
    "event": ("start", "end", "place", "themes", "audiences", "summary", "cost"),
    "organizer": ("kind", "summary", "website"),
    "route": ("themes", "audiences", "summary"),
    "notice": ("kind", "themes", "summary", "posted", "until", "district", "website", "email"),
}
"""What is asked for after the name: what is required, and what most people know."""

_LIMIT = 80
_POINT = re.compile(r"-?[0-9]{1,3}\.[0-9]+")
_POINT_WITH_COMMAS = re.compile(r"-?[0-9]{1,3},[0-9]+")

Answer = str | list[str] | dict[str, str]
Ask = Callable[[str], str]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`new place "Örnek Kitaplık" district=konak themes=stem,sanat`."""
    parser.add_argument("words", nargs="*", metavar="KIND NAME FIELD=VALUE")
    parser.add_argument("--lang", default="tr", choices=("tr", "en"))


def begin_file(
    options: argparse.Namespace,
    project: Path,
    catalogues: Path,
    environment: Mapping[str, str],
    ask: Ask | None = None,
) -> int:
    """Write one new file and say what it still needs. Never overwrites.

    0 when the file is there and right as far as it goes, 1 when something given is wrong, 2 when
    there is not enough to begin. `ask` puts a question to a person; without one, a terminal is.
    """
    from .check import speak

    if ask is None and sys.stdin.isatty():
        ask = input
    scaffold = _Scaffold(project, speak(catalogues, options.lang), ask)
    try:
        scaffold.begin(options.words, environment)
    except _Refused as refusal:
        print(refusal, file=sys.stderr)
        return 2
    except (EOFError, KeyboardInterrupt):
        print()
        return 130
    return scaffold.tell(catalogues, environment)


class _Refused(Exception):
    """Nothing was written; the message says why."""


@dataclass
class _Scaffold:
    project: Path
    t: Phrases
    ask: Ask | None
    kind: str = ""
    path: str = ""
    schema: dict[str, Any] = field(default_factory=dict)

    def begin(self, words: Sequence[str], environment: Mapping[str, str]) -> None:
        """Gather the answers and write the file."""
        given = dict(word.split("=", 1) for word in words if re.match("[a-z_.]+=", word))
        bare = [word for word in words if not re.match("[a-z_.]+=", word)]
        self.kind = self.chosen_kind(bare, environment)
        self.schema = self.read_schema()
        name = " ".join(bare) or environment.get("NAME", "") or self.asked(self.naming)
        if not name.strip():
            raise _Refused(self.t("scaffold.no_name"))
        data: dict[str, Any] = {self.naming: {self.source_language: name.strip()}}
        for key, text in given.items():
            self.put(data, key, text)
        file_id = identifier(name)[:_LIMIT].strip("-")
        if not file_id:
            raise _Refused(self.t("scaffold.no_id", name=name))
        self.refuse_taken(file_id)
        if self.ask is not None:
            for key in _WANTED[self.kind]:
                if key not in data and (answer := self.asked(key)):
                    data[key] = answer
        self.path = f"{self.folder(data)}/{file_id}.yaml"
        self.write(data)

    # --- Asking ---

    def chosen_kind(self, bare: list[str], environment: Mapping[str, str]) -> str:
        """The kind among the words, in the environment, or asked for; its word is taken away."""
        if bare and bare[0] in KINDS:
            return bare.pop(0)
        kind = environment.get("KIND", "")
        if not kind and self.ask is not None:
            labels = {one: self.t(f"part.{one}") for one in KINDS}
            kind = self.choose(self.t("scaffold.which_kind"), labels, several=False)[0]
        if kind not in KINDS:
            raise _Refused(self.t("scaffold.unknown_kind", known=", ".join(KINDS)))
        return kind

    def asked(self, key: str) -> Any:
        """What a person answers for a field; empty when they do not know or nobody is there."""
        if self.ask is None:
            return ""
        rule = self.rule(key)
        labels = self.labels(rule)
        if labels and "anyOf" not in rule:
            several = rule.get("type") == "array"
            answers = self.choose(self.heading(key), labels, several=several)
            return answers if several else "".join(answers)
        answer = self.ask(f"{self.heading(key)}\n> ").strip()
        return self.read(key, answer) if answer and key != self.naming else answer

    def heading(self, key: str) -> str:
        """Title, hint and whether one may pass."""
        rule = self.rule(key)
        language = self.t.language.code
        title = rule.get("x-titles", {}).get(language, rule["title"])
        hint = rule.get("x-hints", {}).get(language, rule.get("description", ""))
        return f"\n{title}: {hint} {self.t('scaffold.or_enter')}"

    def choose(self, heading: str, labels: Mapping[str, str], *, several: bool) -> list[str]:
        """Ids picked by number, id or name; asks again for what it does not know."""
        assert self.ask is not None
        ids = list(labels)
        lines = [f"  {number:>2}  {labels[one]}" for number, one in enumerate(ids, 1)]
        question = self.t("scaffold.several" if several else "scaffold.one")
        prompt = "\n".join([heading, *lines, f"{question} > "])
        while True:
            answer = self.ask(prompt).strip()
            words = [word.strip() for word in answer.split(",") if word.strip()]
            found = [self.meant(word, labels) for word in (words if several else words[:1])]
            if all(found):
                return list(dict.fromkeys(one for one in found if one))
            unknown = next(word for word, one in zip(words, found, strict=False) if not one)
            prompt = f"{self.t('scaffold.not_listed', word=unknown)} > "

    @staticmethod
    def meant(word: str, labels: Mapping[str, str]) -> str | None:
        """The id that a number, an id or a name stands for."""
        ids = list(labels)
        if word in labels:
            return word
        if re.fullmatch("[0-9]{1,3}", word):
            return ids[int(word) - 1] if 1 <= int(word) <= len(ids) else None
        by_name = {**{label: one for one, label in labels.items()}, **{one: one for one in ids}}
        close = nearest(word, by_name)
        return by_name[close] if close else None

    # --- Answers ---

    def put(self, data: dict[str, Any], key: str, text: str) -> None:
        """`name.en=…` reaches one language; any other key a whole field."""
        first, _, inner = key.partition(".")
        if first not in self.schema["properties"]:
            likely = nearest(first, self.schema["properties"])
            raise _Refused(self.t("scaffold.unknown_field", key=first, suggestion=likely or "…"))
        if inner:
            before = data.setdefault(first, {})
            if not isinstance(before, dict):
                before = data[first] = {self.source_language: before}
            before[inner] = text
        else:
            data[first] = self.read(first, text)

    def read(self, key: str, text: str) -> Answer:
        """A typed text in the shape of its field."""
        rule = self.rule(key)
        if rule.get("type") == "array":
            return [word for word in re.split(r"[,\s]+", text.strip("[] ")) if word]
        if rule.get("$ref", "").endswith("/Point"):
            numbers = _POINT.findall(text) or _POINT_WITH_COMMAS.findall(text)
            if len(numbers) == 2:
                latitude, longitude = (number.replace(",", ".") for number in numbers)
                return {"lat": latitude, "lon": longitude}
        if rule.get("x-texts"):
            return {self.source_language: text}
        return text

    def rule(self, key: str) -> dict[str, Any]:
        rule: dict[str, Any] = self.schema["properties"][key]
        return rule

    def labels(self, rule: Mapping[str, Any]) -> dict[str, str]:
        """Allowed values with their names, empty when anything may be written."""
        labels = rule.get("items", rule).get("x-labels", {})
        language = self.t.language.code
        return {one: said.get(language, one) for one, said in labels.items()}

    @property
    def naming(self) -> str:
        """The field that holds the name."""
        return "title" if self.kind in ("event", "route", "notice") else "name"

    @property
    def source_language(self) -> str:
        """The language that a text without one is in."""
        languages: dict[str, Any] = self.rule(self.naming)["anyOf"][1]["properties"]
        return next(iter(languages))

    # --- The file ---

    def read_schema(self) -> dict[str, Any]:
        path = self.project / "schema" / f"{self.kind}.schema.json"
        try:
            schema: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        except OSError:
            raise _Refused(self.t("scaffold.no_schema")) from None
        return schema

    def refuse_taken(self, file_id: str) -> None:
        """An id is unique in its kind, whatever the folder."""
        for suffix in ("yaml", "yml"):
            for found in sorted((self.project / KINDS[self.kind]).rglob(f"{file_id}.{suffix}")):
                path = found.relative_to(self.project).as_posix()
                raise _Refused(self.t("scaffold.exists", path=path))

    def folder(self, data: Mapping[str, Any]) -> str:
        """Where a file of this kind belongs, as far as the answers tell."""
        if self.kind == "place" and data.get("district") in self.rule("district")["x-labels"]:
            return f"{KINDS['place']}/{data['district']}"
        if self.kind == "event" and re.match("[0-9]{4}-", str(data.get("start", ""))):
            return f"{KINDS['event']}/{data['start'][:4]}"
        return KINDS[self.kind]

    def write(self, data: Mapping[str, Any]) -> None:
        from ..source.yaml_writer import schema_address, to_yaml

        order = list(self.schema["properties"])
        text = to_yaml(data, order, schema_address(self.path, self.kind))
        if missing := self.missing(data):
            text += "\n" + "".join(f"{line}\n" for line in self.still_open(missing))
        target = self.project / self.path
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)

    def missing(self, data: Mapping[str, Any]) -> list[str]:
        return [key for key in self.schema["required"] if not data.get(key)]

    def still_open(self, missing: Sequence[str]) -> Iterator[str]:
        """Comments in the file that show how each missing field is written."""
        from ..source.yaml_writer import to_yaml

        yield f"# {self.t('scaffold.still_open')}"
        for key in missing:
            examples = self.rule(key).get("examples", ["…"])
            yield from (f"# {line}".rstrip() for line in to_yaml({key: examples[0]}).splitlines())

    def tell(self, catalogues: Path, environment: Mapping[str, str]) -> int:
        """Say where the file is and what it still needs, in the validator's words."""
        from ..city.assemble import assemble
        from ..ground.problems import Level
        from .report import for_terminal

        found = [
            problem
            for problem in assemble(self.project, catalogues, environment, samples=True).problems
            if problem.path == self.path and problem.level is not Level.NOTE
        ]
        print(self.t("scaffold.made", path=self.path))
        for problem in found:
            print(for_terminal(problem, self.t))
        if not any(problem.level is Level.ERROR for problem in found):
            print(self.t("scaffold.ready"))
        unfinished = {"missing-key", "no-setting", "no-source", "other-folder", "other-year"}
        return int(any(p.level is Level.ERROR and p.code not in unfinished for p in found))
