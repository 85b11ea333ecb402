"""Pages become HTML: the few functions that templates may use, and the rendering itself.

Templates place things, they do not calculate. Every function takes the page's language from its
surroundings, so that a template cannot mix languages by mistake. Pelican renders its own pages in
one environment, where that is the context; ours have an environment for each language, to which
the functions are bound: what is the same on every page is worked out when the template is compiled.
Jinja's and MarkupSafe's door.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time
from functools import lru_cache, partial
from hashlib import sha256
from importlib.metadata import version
from itertools import count
from pathlib import Path
from typing import Any, cast

from jinja2 import (
    BytecodeCache,
    Environment,
    FileSystemBytecodeCache,
    StrictUndefined,
    TemplateError,
    UndefinedError,
    nodes,
    pass_context,
)
from jinja2.ext import Extension
from jinja2.parser import Parser
from jinja2.runtime import Context
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

from ..city.city import City
from ..city.open_spans import Span, Spans
from ..city.opening_rules import DAY, State
from ..city.opening_week import hours_on_holidays, ordinary_week
from ..city.schedule import Occurrence
from ..model.fields import Ages
from ..words import prose
from ..words.local_text import LocalText
from ..words.phrases import Phrases
from . import calendar_feed
from .addresses import file_of
from .event_words import ages_in_words, when_in_words
from .site import Page, Site

Surroundings = Context | Mapping[str, Any]
"""Where `city`, `site` and `language` are: a page's context, or what a language is bound to."""


_TOLD_BY_VALUE = (str, int, float, date, type(None))


class Once(Extension):
    """`{% once place, level %}…{% endonce %}`: what is inside is rendered once for each key.

    The key names everything that the inside depends on, but for the city, the site and, in our
    own pages, the language. Texts, numbers and days are told apart by their value, all else by
    identity.
    """

    tags = {"once"}  # noqa: RUF012 (declared so by Jinja)
    MOST = 20_000
    """Pieces kept of one tag, about 20 MB; those beyond are rendered each time."""

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        self._tags = count()
        self._kept: dict[str, dict[object, tuple[tuple[object, ...], Markup]]] = {}

    def parse(self, parser: Parser) -> nodes.Node:
        """The tag as a call of `piece` with the inside as its caller."""
        line = next(parser.stream).lineno
        # Code that was kept from another build has its own numbers, but never for this template.
        place = f"{parser.name}:{line}:{next(self._tags)}"
        key = parser.parse_tuple()
        parts = key if isinstance(key, nodes.Tuple) else nodes.Tuple([key], "load")
        inside = parser.parse_statements(("name:endonce",), drop_needle=True)
        where = nodes.Const(place)
        return nodes.CallBlock(
            self.call_method("piece", [where, parts], lineno=line), [], [], inside, lineno=line
        )

    def piece(self, where: str, key: tuple[object, ...], caller: Callable[[], Markup]) -> Markup:
        """The inside, from the first time."""
        name = _told_apart(key)
        pieces = self._kept.setdefault(where, {})
        found = pieces.get(name)
        if found is not None:
            return found[1]
        made = caller()
        if len(pieces) < self.MOST:
            pieces[name] = key, made  # with its key: an identity is one only while it lives
        return made


def _told_apart(part: object) -> object:
    if isinstance(part, tuple):
        return tuple([_told_apart(each) for each in part])
    return (type(part), part if isinstance(part, _TOLD_BY_VALUE) else id(part))


JINJA_SETTINGS: dict[str, Any] = {
    "autoescape": True,
    "trim_blocks": False,
    "lstrip_blocks": False,
    "extensions": [Once],
}
"""Escaping is off by default in Jinja; here only rendered prose is let through."""


def _phrases(context: Surroundings) -> Phrases:
    spoken: Phrases = context["site"].phrases[context["language"]]
    return spoken


@pass_context
def t(context: Surroundings, key: str, **values: object) -> str:
    """A phrase in the page's language."""
    return _phrases(context)(key, **values)


@pass_context
def say(context: Surroundings, text: LocalText | str | None) -> Markup | str:
    """A text of the data; marked with its language when that is not the page's."""
    if isinstance(text, LocalText):
        spoken = text.spoken(context["language"])
        if spoken.language == context["language"]:
            return escape(spoken.text)
        return Markup('<span lang="{}">{}</span>').format(spoken.language, spoken.text)
    return escape(text or "")


@pass_context
def words(context: Surroundings, text: LocalText | str | None) -> str:
    """The same as bare words, for attributes."""
    return text.words(context["language"]) if isinstance(text, LocalText) else (text or "")


@pass_context
def rendered_prose(context: Surroundings, text: LocalText | None) -> Markup:
    """Sanitised HTML of a Markdown text."""
    if text is None:
        return Markup("")
    spoken = text.spoken(context["language"])
    html = Markup(prose.to_html(spoken.text))
    if spoken.language == context["language"]:
        return html
    return Markup('<div lang="{}">{}</div>').format(spoken.language, html)


@pass_context
def sanitised(context: Surroundings, markup: str) -> Markup:
    """HTML that Pelican made of Markdown, behind the same wall."""
    site: Site = context["site"]
    return Markup(prose.sanitised(markup, site.base))


@pass_context
def link(context: Surroundings, *key: str) -> str:
    """The path of a page in the page's language."""
    site: Site = context["site"]
    return site.link(key, context["language"])


@pass_context
def asset(context: Surroundings, name: str) -> str:
    """The path of an asset."""
    site: Site = context["site"]
    return site.asset(name)


@pass_context
def icon(context: Surroundings, name: str) -> Markup:
    """An icon of the sprite; decorative, so hidden from assistive technology."""
    return _icon(asset(context, "icons.svg"), name)


@lru_cache(maxsize=512)
def _icon(sprite: str, name: str) -> Markup:
    return Markup('<svg class="icon" aria-hidden="true"><use href="{}#{}"/></svg>').format(
        sprite, name
    )


def _formatted(name: str) -> Callable[..., str]:
    @pass_context
    def formatted(context: Surroundings, value: Any) -> str:
        return str(getattr(_phrases(context).language, name)(value))

    return formatted


@pass_context
def day(context: Surroundings, value: date | datetime) -> str:
    """`22 Kasım 2026 Pazar`, with the time where there is one."""
    language = _phrases(context).language
    if isinstance(value, datetime) and value.time() != time(0):
        return t(context, "when.day-and-time", day=language.day(value), time=language.time(value))
    return language.day(value)


@pass_context
def when(context: Surroundings, occurrence: Occurrence) -> str:
    """The day or days of an occurrence and its time, in words."""
    return when_in_words(occurrence, _phrases(context))


@pass_context
def ages(context: Surroundings, value: Ages | None) -> str:
    """`7–12 yaş`."""
    return ages_in_words(value, _phrases(context))


@pass_context
def distance(context: Surroundings, metres: float) -> str:
    """`850 m`, `1,4 km`, `23 km`: as exact as a straight line over the ground deserves."""
    if metres < 995:
        return t(context, "distance.metres", n=round(metres / 10) * 10)
    kilometres = round(metres / 1000, 1) if metres < 9950 else round(metres / 1000)
    return t(context, "distance.kilometres", n=_phrases(context).language.number(kilometres))


@pass_context
def opening(context: Surroundings, hours: str) -> list[str]:
    """The ordinary week in words: `Salı–Pazar: 09:00–17:00`, then what is said of holidays."""
    city: City = context["city"]
    language = _phrases(context).language
    lines = []
    for days in ordinary_week(hours, city.monday, city.sky):
        names = [language.weekday_name(days.first), language.weekday_name(days.last)]
        named = (
            t(context, "hours.every-day")
            if (days.first, days.last) == (0, 6)
            else names[0]
            if days.first == days.last
            else t(context, "hours.days", first=names[0], last=names[1])
        )
        lines.append(t(context, "hours.line", days=named, hours=_spans(context, days.spans)))
    on_holidays = hours_on_holidays(hours, city.monday, city.sky)
    if on_holidays is not None:
        holidays = t(context, "hours.holidays")
        lines.append(t(context, "hours.line", days=holidays, hours=_spans(context, on_holidays)))
    return lines


def _spans(context: Surroundings, spans: Spans) -> str:
    return ", ".join(_span(context, span) for span in spans) or t(context, "hours.closed")


def _span(context: Surroundings, span: Span) -> str:
    """`09:00–17:00`, with what the place says of it where it does: `(“by appointment”)`."""
    unknown = span.state == State.UNKNOWN
    remark = t(context, "hours.unknown") if unknown else ""
    if span.words:
        remark = t(context, "hours.said", words=span.words)
    if (span.begin, span.end) == (0, DAY):
        hours = "" if unknown else t(context, "hours.open-all-day")
    else:
        language = _phrases(context).language
        start, end = (time(*divmod(minute % DAY, 60)) for minute in (span.begin, span.end))
        hours = t(context, "when.span", start=language.time(start), end=language.time(end))
    if hours and remark:
        return t(context, "hours.with-remark", hours=hours, remark=remark)
    return hours or remark


@pass_context
def subscription(context: Surroundings, *filed: str) -> Mapping[str, str]:
    """The ways to the calendar of `("places", id)` or another family, or of everything."""
    site: Site = context["site"]
    address = calendar_feed.calendar_address(*filed) if filed else calendar_feed.EVERYTHING
    return calendar_feed.subscription(site, address)


TEMPLATE_GLOBALS: dict[str, Callable[..., object]] = {
    "t": t,
    "link": link,
    "asset": asset,
    "icon": icon,
    "subscription": subscription,
}
TEMPLATE_FILTERS: dict[str, Callable[..., object]] = {
    "say": say,
    "words": words,
    "prose": rendered_prose,
    "sanitised": sanitised,
    "day": day,
    "when": when,
    "ages": ages,
    "opening": opening,
    "clock": _formatted("time"),
    "distance": distance,
    "short_day": _formatted("short_day"),
    "short_month": _formatted("short_month"),
    "weekday": _formatted("weekday"),
    "month": _formatted("month"),
    "plain_day": _formatted("plain_day"),
    "figure": _formatted("number"),
    "rate": _formatted("rate"),
    "percent": _formatted("percent"),
    "language_name": _formatted("name_of"),
}


class _ForeseeingEnvironment(Environment):
    """Knows nothing of the city, and of the site only what `_FORESEEABLE` names."""


class _SpeakingEnvironment(Environment):
    """Speaks one language. Knows each page's words, links and icons when it compiles a template."""

    foreseeing: _ForeseeingEnvironment

    def _generate(self, source: nodes.Template, *rest: Any, **options: Any) -> str:
        """Jinja's hook between reading a template and making code of it."""
        return super()._generate(_Foreseen(self, source).visit(source), *rest, **options)


class _Foreseen(NodeTransformer):
    """Calls whose answer is known become the answer: `{{ t("place.map") }}` is just a word then.

    So it is with our functions, and with parts that are imported without context.
    """

    def __init__(self, environment: _SpeakingEnvironment, source: nodes.Template) -> None:
        given_here = {
            name.name for name in source.find_all(nodes.Name) if name.ctx in ("store", "param")
        }
        self.foreseeing = environment.foreseeing
        self.known = {name for name in TEMPLATE_GLOBALS if name not in given_here}
        self.parts = dict(_imported(source))
        self.with_body: list[nodes.Call] = []

    def visit_CallBlock(self, block: nodes.CallBlock) -> nodes.Node:  # noqa: N802 (Jinja's name)
        self.with_body.append(block.call)
        return self.generic_visit(block)

    def visit_Call(self, call: nodes.Call) -> nodes.Node:  # noqa: N802 (Jinja's name)
        self.generic_visit(call)
        given = [*call.args, *(word.value for word in call.kwargs)]
        if (
            not isinstance(call.node, nodes.Name)
            or not all(isinstance(each, nodes.Const) for each in given)
            or any(call is other for other in self.with_body)
            or call.dyn_args
            or call.dyn_kwargs
        ):
            return call
        words = {word.key: word.value.as_const() for word in call.kwargs}
        try:
            function = self.function(call.node.name)
            answer = function(*(each.as_const() for each in call.args), **words)
        except (LookupError, TemplateError):
            return call  # perhaps never asked; if it is, it fails then and there
        return nodes.Const(answer, lineno=call.lineno)

    def function(self, name: str) -> Callable[..., object]:
        """What a template calls by `name`. Raises `LookupError` for what only a page knows."""
        if name in self.known:
            return cast("Callable[..., object]", self.foreseeing.globals[name])
        part, macro = self.parts[name]
        return cast("Callable[..., object]", vars(self.foreseeing.get_template(part).module)[macro])


def _imported(source: nodes.Template) -> Iterator[tuple[str, tuple[str, str]]]:
    """Each name imported without context, with its part and its name there."""
    for found in source.find_all(nodes.FromImport):
        if isinstance(found.template, nodes.Const) and not found.with_context:
            for name in found.names:
                theirs, ours = name if isinstance(name, tuple) else (name, name)
                yield ours, (found.template.value, theirs)


_FORESEEABLE = frozenset(
    {
        *("base", "base_path", "path", "url", "asset", "link", "address"),
        *("languages", "source_language", "phrases"),
    }
)
"""What a template may know of the site when it is compiled; `_fingerprint` covers all of it."""


class _ForeseeableSite:
    """The site as far as its pages have it in common with those of the next build."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def __getattr__(self, name: str) -> Any:
        if name not in _FORESEEABLE:
            raise UndefinedError(f"{name} is known only when a page is rendered")
        return getattr(self._site, name)


def _fingerprint(site: Site, language: str) -> str:
    """Names all that compiled templates depend on, beside their text."""
    package = Path(__file__).parents[1]
    digest = sha256()
    for module in sorted(package.rglob("*.py")):
        digest.update(module.read_bytes())
    spoken = {code: phrases.catalogue.entries for code, phrases in site.phrases.items()}
    prose = [(page.key, page.language, page.path) for page in site.prose]
    known = (version("jinja2"), language, site.base, site.assets.stamp, spoken, prose)
    digest.update(repr(known).encode())
    return digest.hexdigest()[:16]


_BUILDS_KEPT = 16


def _kept_code(cache: Path, site: Site, language: str) -> BytecodeCache:
    """Compiled templates of earlier builds: compiling takes longer than rendering a small city."""
    folder = cache / "templates" / _fingerprint(site, language)
    folder.mkdir(parents=True, exist_ok=True)
    folder.touch()
    by_age = sorted(folder.parent.iterdir(), key=lambda kept: kept.stat().st_mtime)
    for old in by_age[:-_BUILDS_KEPT]:
        shutil.rmtree(old, ignore_errors=True)
    return FileSystemBytecodeCache(str(folder))


class Renderer:
    """Renders the pages of one build. `environment` is Pelican's, with the theme's templates.

    With a folder `cache` what was compiled is kept there for the next build.
    """

    def __init__(
        self, environment: Environment, city: City, site: Site, cache: Path | None = None
    ) -> None:
        self.site = site
        self._speaking = {
            language: _speaking(environment, city, site, language, cache)
            for language in site.languages
        }

    def render(self, page: Page) -> tuple[str, bytes]:
        """The file of a page and its HTML."""
        template = self._speaking[page.language].get_template(page.template)
        return (
            file_of(self.site.address(page.key, page.language)),
            template.render(**page.view(), head=self.site.head(page)).encode("utf-8"),
        )


def _speaking(
    environment: Environment, city: City, site: Site, language: str, cache: Path | None
) -> Environment:
    """The environment of a language; templates do not change while it lives."""
    speaking = _SpeakingEnvironment(
        loader=environment.loader,
        auto_reload=False,
        bytecode_cache=_kept_code(cache, site, language) if cache else None,
        **JINJA_SETTINGS,
    )
    _equip(speaking, {"city": city, "site": site, "language": language})
    speaking.foreseeing = _ForeseeingEnvironment(
        loader=environment.loader, auto_reload=False, **JINJA_SETTINGS
    )
    unknown = StrictUndefined(name="city")
    foreseen = {"city": unknown, "site": _ForeseeableSite(site), "language": language}
    _equip(speaking.foreseeing, foreseen)
    return speaking


def _equip(environment: Environment, bound_to: Mapping[str, Any]) -> None:
    # JSON in a page as short as it can be: no blanks, and letters as they are, not as `\\u0131`.
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
    environment.globals.update(bound_to)
    environment.globals.update(_bound(TEMPLATE_GLOBALS, bound_to))
    environment.filters.update(_bound(TEMPLATE_FILTERS, bound_to))


def _bound(
    functions: Mapping[str, Callable[..., object]], bound_to: Mapping[str, Any]
) -> dict[str, Callable[..., Any]]:
    return {name: partial(function, bound_to) for name, function in functions.items()}
