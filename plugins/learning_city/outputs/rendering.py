"""Pages become HTML: the few functions that templates may use, and the rendering itself.

Templates place things, they do not calculate. Every function takes the page's language from the
context, so that a template cannot mix languages by mistake. Jinja's and MarkupSafe's door.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

from jinja2 import Environment, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from ..city.city import City
from ..city.opening_hours import DayHours, closed_on_holidays, ordinary_week
from ..city.schedule import Occurrence
from ..model.fields import Ages
from ..words import prose
from ..words.local_text import LocalText
from ..words.phrases import Phrases
from .addresses import file_of
from .site import Page, Site

JINJA_SETTINGS: dict[str, object] = {
    "autoescape": True,
    "trim_blocks": False,
    "lstrip_blocks": False,
}
"""Escaping is off by default in Jinja; here only rendered prose is let through."""


def _phrases(context: Context) -> Phrases:
    spoken: Phrases = context["site"].phrases[context["language"]]
    return spoken


@pass_context
def t(context: Context, key: str, **values: object) -> str:
    """A phrase in the page's language."""
    return _phrases(context)(key, **values)


@pass_context
def say(context: Context, text: LocalText | str | None) -> Markup | str:
    """A text of the data; marked with its language when that is not the page's."""
    if isinstance(text, LocalText):
        spoken = text.spoken(context["language"])
        if spoken.language == context["language"]:
            return escape(spoken.text)
        return Markup('<span lang="{}">{}</span>').format(spoken.language, spoken.text)
    return escape(text or "")


@pass_context
def words(context: Context, text: LocalText | str | None) -> str:
    """The same as bare words, for attributes."""
    return text.words(context["language"]) if isinstance(text, LocalText) else (text or "")


@pass_context
def rendered_prose(context: Context, text: LocalText | None) -> Markup:
    """Sanitised HTML of a Markdown text."""
    if text is None:
        return Markup("")
    spoken = text.spoken(context["language"])
    html = Markup(prose.to_html(spoken.text))
    if spoken.language == context["language"]:
        return html
    return Markup('<div lang="{}">{}</div>').format(spoken.language, html)


@pass_context
def sanitised(context: Context, markup: str) -> Markup:
    """HTML that Pelican made of Markdown, behind the same wall."""
    site: Site = context["site"]
    return Markup(prose.sanitised(markup, site.base))


@pass_context
def link(context: Context, *key: str) -> str:
    """The path of a page in the page's language."""
    site: Site = context["site"]
    return site.link(key, context["language"])


@pass_context
def asset(context: Context, name: str) -> str:
    """The path of an asset."""
    site: Site = context["site"]
    return site.asset(name)


@pass_context
def icon(context: Context, name: str) -> Markup:
    """An icon of the sprite; decorative, so hidden from assistive technology."""
    return _icon(asset(context, "icons.svg"), name)


@lru_cache(maxsize=512)
def _icon(sprite: str, name: str) -> Markup:
    return Markup(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>'
    ).format(sprite, name)


def _formatted(name: str) -> Callable[..., str]:
    @pass_context
    def formatted(context: Context, value: Any) -> str:
        return str(getattr(_phrases(context).language, name)(value))

    return formatted


@pass_context
def day(context: Context, value: date | datetime) -> str:
    """`22 Kasım 2026 Pazar`, with the time where there is one."""
    language = _phrases(context).language
    if isinstance(value, datetime) and value.time() != time(0):
        return t(context, "when.day-and-time", day=language.day(value), time=language.time(value))
    return language.day(value)


@pass_context
def when(context: Context, occurrence: Occurrence) -> str:
    """The day or days of an occurrence and its time, in words."""
    language = _phrases(context).language
    start, end = occurrence.start, occurrence.end
    first, last = occurrence.first_day, occurrence.last_day
    if not isinstance(start, datetime):
        return language.day(first) if first == last else language.day_range(first, last)
    if not isinstance(end, datetime) or end == start:
        return t(context, "when.day-and-time", day=language.day(first), time=language.time(start))
    if first == last:
        span = t(context, "when.span", start=language.time(start), end=language.time(end))
        return t(context, "when.day-and-time", day=language.day(first), time=span)
    return t(
        context,
        "when.days-and-times",
        start=t(context, "when.day-and-time", day=language.day(first), time=language.time(start)),
        end=t(context, "when.day-and-time", day=language.day(end.date()), time=language.time(end)),
    )


@pass_context
def ages(context: Context, value: Ages | None) -> str:
    """`7–12 yaş`."""
    if value is None:
        return t(context, "ages.all")
    if value.most is None:
        return t(context, "ages.older", least=value.least)
    key = "ages.one" if value.least == value.most else "ages.range"
    return t(context, key, least=value.least, most=value.most)


@pass_context
def opening(context: Context, hours: str) -> list[str]:
    """The ordinary week in words: `Salı–Pazar: 09:00–17:00`, then what is said of holidays."""
    language = _phrases(context).language
    today = context["city"].clock.today
    lines = []
    for days in ordinary_week(hours, today - timedelta(days=today.weekday())):
        names = [language.weekday_name(days.first), language.weekday_name(days.last)]
        named = (
            t(context, "hours.every-day")
            if (days.first, days.last) == (0, 6)
            else names[0]
            if days.first == days.last
            else t(context, "hours.days", first=names[0], last=names[1])
        )
        lines.append(t(context, "hours.line", days=named, hours=_spans(context, days)))
    if closed_on_holidays(hours):
        lines.append(t(context, "hours.holidays-closed"))
    return lines


def _spans(context: Context, days: DayHours) -> str:
    language = _phrases(context).language
    if not days.spans:
        return t(context, "hours.closed")
    if days.spans == ((time(0), time(0)),):
        return t(context, "hours.open-all-day")
    return ", ".join(
        t(context, "when.span", start=language.time(start), end=language.time(end))
        for start, end in days.spans
    )


TEMPLATE_GLOBALS: dict[str, object] = {"t": t, "link": link, "asset": asset, "icon": icon}
TEMPLATE_FILTERS: dict[str, Callable[..., object]] = {
    "say": say,
    "words": words,
    "prose": rendered_prose,
    "sanitised": sanitised,
    "day": day,
    "when": when,
    "ages": ages,
    "opening": opening,
    "short_day": _formatted("short_day"),
    "short_month": _formatted("short_month"),
    "weekday": _formatted("weekday"),
    "month": _formatted("month"),
    "plain_day": _formatted("plain_day"),
    "figure": _formatted("number"),
    "language_name": _formatted("name_of"),
}


def render(page: Page, environment: Environment, city: City, site: Site) -> tuple[str, bytes]:
    """The file of a page and its HTML. `environment` is Pelican's, with the theme's templates."""
    template = environment.get_template(page.template)
    context: Mapping[str, object] = {
        **page.view(),
        "head": site.head(page),
        "language": page.language,
        "city": city,
        "site": site,
    }
    return (
        file_of(site.address(page.key, page.language)),
        template.render(context).encode("utf-8"),
    )
