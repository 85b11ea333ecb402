"""The site under construction: its addresses, words and assets, and what it is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Literal, Protocol, TypeVar
from urllib.parse import quote, urlsplit

from ..city.city import City
from ..city.indicators import Evidence, gather_evidence
from ..city.reach import Reach
from ..ground.clock import Clock
from ..words.local_text import LocalText
from ..words.phrases import Phrases
from ..words.prose import words_of
from .addresses import Key, address
from .assets import Assets

Result = TypeVar("Result")

Label = str | LocalText
Trail = tuple[tuple[Label, str | None], ...]


@dataclass(frozen=True, slots=True)
class File:
    """A file at an address relative to the site's root, without a leading slash.

    `kept` is where a large one lies ready, so that a site full of photos need not be in memory.
    """

    address: str
    content: bytes = b""
    kept: Path | None = None

    def read(self) -> bytes:
        """The content, wherever it is. Raises `OSError` when it is gone."""
        return self.content if self.kept is None else self.kept.read_bytes()


@dataclass(frozen=True, slots=True)
class Card:
    """What a preview picture says: a title, one line above it, and whose page it is."""

    title: str
    kicker: str
    icon: str
    site: str


@dataclass(frozen=True, slots=True)
class SharePicture:
    """A preview picture: its address relative to the site's root, and what it shows in words."""

    address: str
    alt: str


class Written(Protocol):
    """The other pages and files, once they are written."""

    def size(self, address: str) -> int:
        """Bytes of the file at an address."""

    def content(self, address: str) -> bytes:
        """What the file at an address holds."""


@dataclass(frozen=True, slots=True)
class Afterword:
    """A file that tells of others: how large they are, or what they hold. Made after them."""

    address: str
    make: Callable[[Written], bytes]


@dataclass(frozen=True, slots=True)
class Change:
    """What the history says about a file: when it last changed, and how often after its first."""

    last: datetime
    count: int


ChangeKind = Literal["new", "changed", "verified", "cancelled", "removed"]
Family = Literal["place", "event"]


@dataclass(frozen=True, slots=True)
class Recorded:
    """One thing the history says: when, what happened, and to which place or event.

    By whom is not asked.
    """

    moment: datetime
    kind: ChangeKind
    family: Family
    id: str


@dataclass(frozen=True, slots=True)
class Page:
    """An HTML page in one language. `key` is the same in all languages.

    `view` is called when the page is written, so that a large site never holds all of it.
    """

    key: Key
    language: str
    template: str
    title: str
    description: str
    view: Callable[[], Mapping[str, object]]
    section: str = ""
    trail: tuple[tuple[Label, Key | None], ...] = ()
    json_ld: tuple[Mapping[str, object], ...] = ()
    og_type: str = "website"
    has_map: bool = False
    has_frame: bool = False
    """Whether it shows another page of this site inside itself."""
    inside_others: bool = False
    """Made to be shown inside pages of other sites: nothing runs there."""
    noindex: bool = False
    listed: bool = True
    """Whether the site map names it."""
    picture: SharePicture | None = None
    """What chats and networks show of a link to it."""


@dataclass(frozen=True, slots=True)
class Head:
    """What `base.html` says about a page."""

    title: str
    description: str
    language: str
    locale: str
    direction: str
    canonical: str
    alternates: tuple[tuple[str, str, str, str], ...]
    breadcrumbs: Trail
    json_ld: tuple[Mapping[str, object], ...]
    section: str
    og_type: str
    csp: str
    noindex: bool
    picture: tuple[str, str] | None
    """Absolute address and description of the preview picture."""


@dataclass(frozen=True, slots=True)
class ProsePage:
    """A page or news post of Pelican's, as far as the rest of the site must know it."""

    key: Key
    language: str
    title: str
    path: str
    summary: str = ""
    date: datetime | None = None

    @property
    def is_news(self) -> bool:
        """Whether it is a post rather than a page."""
        return self.key[0] == "article"

    @property
    def newest_first(self) -> float:
        """Sorts later posts before earlier ones."""
        return -self.date.timestamp() if self.date else 0.0


@dataclass
class Site:
    """One build. `base` is the site's absolute address without a trailing slash."""

    base: str
    phrases: Mapping[str, Phrases]
    assets: Assets
    clock: Clock
    site_title: LocalText
    author: LocalText | None = None
    tile_host: str | None = None
    repository: str | None = None
    offline: bool = True
    """Whether visitors may keep pages on their device."""
    outline: object = None
    project: Path | None = None
    """Where the contributed files lie, for what shows them as they were written."""
    cache: Path | None = None
    """Where pictures are kept from build to build; without it no picture is made."""
    theme: Path | None = None
    share_pictures: bool = False
    """Whether links to places and events get a preview picture."""
    prose: Sequence[ProsePage] = ()
    event_changes: Mapping[str, Change] = field(default_factory=dict)
    """By event; empty where the data has no history to read."""
    history: Sequence[Recorded] | None = None
    """What happened to places and events, oldest first; None where there is no history to read."""
    reach: Reach = field(default_factory=Reach)
    """What was measured of distances; empty where nobody measured."""
    _memory: dict[tuple[str, ...], Any] = field(default_factory=dict, repr=False)

    def with_prose(self, pages: Iterable[ProsePage]) -> Site:
        """The same site, knowing Pelican's pages and news."""
        return replace(self, prose=tuple(pages), _memory={})

    def once(self, make: Callable[[], Result], *name: str) -> Result:
        """What is the same on every page is worked out once."""
        if name not in self._memory:
            self._memory[name] = make()
        result: Result = self._memory[name]
        return result

    def evidence(self, city: City) -> Evidence:
        """The city's indicators, counted once for all that show them."""
        return self.once(lambda: gather_evidence(city, self.reach), "evidence")

    @property
    def languages(self) -> tuple[str, ...]:
        """Codes, the source language first."""
        return tuple(self.phrases)

    @property
    def source_language(self) -> str:
        """The language at the root of the site."""
        return self.languages[0]

    @property
    def base_path(self) -> str:
        """`/ogrenen-sehir/` for `https://example.org/ogrenen-sehir`, `/` at a domain's root."""
        return self.once(
            lambda: quote(urlsplit(self.base).path.rstrip("/"), safe="/%~") + "/", "base-path"
        )

    def path(self, relative: str) -> str:
        """The root-relative path of an address of this site, right under any base path."""
        return self.base_path + relative

    def url(self, relative: str) -> str:
        """The absolute address."""
        return f"{self.base}/{relative}"

    def address(self, key: Key, language: str) -> str:
        """Where the page `key` lies, relative to the root. Raises `KeyError` for unknown prose."""
        return self.once(lambda: self._address(key, language), "address", language, *key)

    def _address(self, key: Key, language: str) -> str:
        written = self._prose_paths.get((key, language)) if len(key) == 1 else None
        return written or address(key, self.phrases[language], self.source_language)

    @property
    def _prose_paths(self) -> dict[tuple[Key, str], str]:
        return self.once(
            lambda: {(page.key, page.language): page.path for page in self.prose}, "prose"
        )

    def link(self, key: Key, language: str) -> str:
        """The root-relative path of a page in a language."""
        return self.path(self.address(key, language))

    def news_feed(self, language: str) -> str:
        """Where the news of a language can be subscribed to, relative to the root."""
        return f"feeds/news.{language}.atom.xml"

    def event_feed(self, language: str) -> str:
        """Where the coming events of a language can be followed, relative to the root."""
        return f"feeds/events.{language}.atom.xml"

    def changes_feed(self, language: str) -> str:
        """Where what changed can be followed in a language, relative to the root."""
        return f"feeds/changes.{language}.atom.xml"

    def manifest(self, language: str) -> str:
        """What a phone must know to keep the site among its apps, relative to the root."""
        return f"manifest.{'' if language == self.source_language else f'{language}.'}webmanifest"

    def asset(self, name: str) -> str:
        """The path of an asset inside the hashed folder. Raises `KeyError` when there is none."""
        return self.path(self.assets.address(name))

    def has_prose(self, key: Key, language: str) -> bool:
        """Whether somebody wrote this page in this language."""
        return (key, language) in self._prose_paths

    def navigation(self, language: str) -> list[tuple[str, str, str, str]]:
        """Section, label, path and icon of the main navigation."""
        return self.once(lambda: self._navigation(language), "navigation", language)

    def _navigation(self, language: str) -> list[tuple[str, str, str, str]]:
        t = self.phrases[language]
        entries = [("home", "home"), ("map", "map"), ("places", "places"), ("events", "events")]
        if self.has_prose(("about",), language):
            entries.append(("about", "info"))
        return [
            (section, t(f"nav.{section}"), self.link((section,), language), icon)
            for section, icon in entries
        ]

    def footer(self, language: str) -> list[tuple[str, str]]:
        """Label and path of the links at the foot of every page."""
        return self.once(lambda: self._footer(language), "footer", language)

    def _footer(self, language: str) -> list[tuple[str, str]]:
        t = self.phrases[language]
        indexes = (
            "themes",
            "audiences",
            "districts",
            "organizers",
            "board",
            "routes",
            "ideas",
            "mind_map",
            "news",
            "sources",
            "learning-city",
            "changes",
            "weather",
            "passport",
            "data",
            "quests",
            "contribute",
            *(("offline",) if self.offline else ()),
        )
        written = [
            (page.title, self.path(page.path))
            for page in self.prose
            if page.language == language and len(page.key) == 1
        ]
        made = [
            (t(f"title.{name}"), self.link((name.replace("_", "-"),), language)) for name in indexes
        ]
        return [*made, *written]

    def content_security_policy(self, *, has_map: bool, has_frame: bool = False) -> str:
        """Nothing but this site's own files; a page with a map may show the tile host's images.

        Who may frame our pages cannot be said here: `frame-ancestors` works in a header only.
        """
        images = "'self' data:"
        if has_map and self.tile_host:
            images += f" https://{self.tile_host}"
        frames = "frame-src 'self'; " if has_frame else ""
        return (
            "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; "
            f"img-src {images}; connect-src 'self'; manifest-src 'self'; worker-src 'self'; "
            f"{frames}base-uri 'none'; form-action 'none'"
        )

    @property
    def policy_inside_others(self) -> str:
        """For pages made to be shown inside pages of other sites: styles and pictures of ours."""
        return (
            "default-src 'none'; style-src 'self'; img-src 'self' data:; "
            "base-uri 'none'; form-action 'none'"
        )

    def page_title(self, title: str, language: str) -> str:
        """`Konak İskelesi · Öğrenen Şehir`."""
        return self.phrases[language](
            "title.page", page=title, site=self.site_title.words(language)
        )

    def head(self, page: Page) -> Head:
        """The head of one of our own pages."""
        home = self.phrases[page.language]("nav.home")
        trail: list[tuple[Label, str | None]] = [(home, self.link(("home",), page.language))]
        trail += [
            (label, self.link(key, page.language) if key else None) for label, key in page.trail
        ]
        at_home = page.key == ("home",)
        return self._head(
            title=page.title if at_home else self.page_title(page.title, page.language),
            description=page.description,
            language=page.language,
            relative=self.address(page.key, page.language),
            others=[(code, self.address(page.key, code)) for code in self.languages],
            trail=() if at_home or page.noindex else tuple(trail),
            json_ld=page.json_ld,
            section=page.section,
            og_type=page.og_type,
            csp=self.policy_inside_others
            if page.inside_others
            else self.content_security_policy(has_map=page.has_map, has_frame=page.has_frame),
            noindex=page.noindex,
            picture=(self.url(page.picture.address), page.picture.alt) if page.picture else None,
        )

    def head_of(self, content: object) -> Head:
        """The head of one of Pelican's pages or articles."""
        from_pelican = _PelicanContent(content)
        language = from_pelican.language
        t = self.phrases[language]
        is_news = from_pelican.is_article
        trail: list[tuple[Label, str | None]] = [(t("nav.home"), self.link(("home",), language))]
        if is_news:
            trail.append((t("title.news"), self.link(("news",), language)))
        trail.append((from_pelican.title, None))
        others = sorted(
            from_pelican.addresses.items(), key=lambda item: self.languages.index(item[0])
        )
        return self._head(
            title=self.page_title(from_pelican.title, language),
            description=from_pelican.summary,
            language=language,
            relative=from_pelican.addresses[language],
            others=others,
            trail=tuple(trail),
            json_ld=(),
            section="about" if from_pelican.key == "about" else "",
            og_type="article" if is_news else "website",
            csp=self.content_security_policy(has_map=False),
            noindex=False,
        )

    def _head(
        self,
        *,
        title: str,
        description: str,
        language: str,
        relative: str,
        others: list[tuple[str, str]],
        trail: Trail,
        json_ld: tuple[Mapping[str, object], ...],
        section: str,
        og_type: str,
        csp: str,
        noindex: bool,
        picture: tuple[str, str] | None = None,
    ) -> Head:
        crumbs = (
            (breadcrumb_list(trail, self.url(relative), language, self._absolute),) if trail else ()
        )
        return Head(
            title=title,
            description=description,
            language=language,
            locale=self.phrases[language].language.open_graph_locale,
            direction=self.phrases[language].language.direction,
            canonical=self.url(relative),
            alternates=()
            if noindex
            else tuple(
                (code, self.url(where), self.path(where), self.phrases[code].language.own_name)
                for code, where in others
            ),
            breadcrumbs=trail,
            json_ld=(*json_ld, *crumbs),
            section=section,
            og_type=og_type,
            csp=csp,
            noindex=noindex,
            picture=picture,
        )

    def _absolute(self, path: str) -> str:
        return self.base + "/" + path.removeprefix(self.base_path)


def breadcrumb_list(
    trail: Trail, here: str, language: str, absolute: Callable[[str], str]
) -> dict[str, object]:
    """The trail as schema.org's BreadcrumbList."""
    return {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": number,
                "name": label.words(language) if isinstance(label, LocalText) else label,
                "item": absolute(path) if path else here,
            }
            for number, (label, path) in enumerate(trail, start=1)
        ],
    }


@dataclass(frozen=True)
class _PelicanContent:
    """The few attributes of Pelican's content objects that the site uses, in one place."""

    content: object

    def _get(self, name: str) -> object:
        return getattr(self.content, name, None)

    @property
    def language(self) -> str:
        return str(self._get("lang"))

    @property
    def title(self) -> str:
        return str(self._get("title"))

    @property
    def key(self) -> str:
        return str(self._get("key") or self._get("slug"))

    @property
    def date(self) -> datetime | None:
        moment = self._get("date")
        return moment if isinstance(moment, datetime) else None

    @property
    def is_article(self) -> bool:
        return type(self.content).__name__ == "Article"

    @property
    def summary(self) -> str:
        metadata = self._get("metadata")
        assert isinstance(metadata, dict)
        return words_of(str(metadata.get("summary", "")))

    @property
    def addresses(self) -> dict[str, str]:
        translations = self._get("translations") or ()
        return {str(each.lang): str(each.url) for each in (self.content, *translations)}  # type: ignore[misc]


def prose_page(content: object) -> ProsePage:
    """What the site must know about one of Pelican's pages or articles."""
    found = _PelicanContent(content)
    key: Key = ("article", found.key) if found.is_article else (found.key,)
    return ProsePage(
        key,
        found.language,
        found.title,
        found.addresses[found.language],
        found.summary,
        found.date,
    )
