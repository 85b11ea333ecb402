"""Where Pelican and the city meet. Pelican's door.

Pelican keeps making pages and news from Markdown; beside it one generator reads the city before
anything is written, stops the build when the data has errors, and writes the city's own pages.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Mapping
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from pelican import Pelican, signals
from pelican.generators import Generator

from ..city.assemble import assemble
from ..city.city import City
from ..city.reach import measure
from ..ground.problems import Problem, errors_in
from ..model.settings import CitySettings
from ..outputs import whole_site
from ..outputs.assets import gather
from ..outputs.fonts import everyday_letters
from ..outputs.outline_svg import draw_city
from ..outputs.rendering import JINJA_SETTINGS, TEMPLATE_FILTERS, TEMPLATE_GLOBALS, Renderer
from ..outputs.site import Afterword, Page, ProsePage, Site, prose_page
from ..words.phrases import Phrases, read_phrases
from ..words.prose import sanitised
from .data_history import read_history
from .disk import Disk
from .report import for_terminal, summary

LOCAL_ADDRESS = "http://localhost:8000"
"""Stands in for the site's address while developing: canonical links must be absolute."""


class DataHasErrors(SystemExit):
    """The data cannot be published; every error was printed before.

    Not an `Exception`: Pelican answers those with a stack trace, which a volunteer must not meet.
    """

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(1)
        self.problems = problems


class CityGenerator(Generator):
    """Reads the city into Pelican's context and writes its pages."""

    city: City
    site: Site

    def generate_context(self) -> None:
        """Build the city. Raises `DataHasErrors` before a single file is written."""
        project = Path(self.settings["LEARNING_CITY_PROJECT"])
        catalogues = _catalogues(self.settings)
        result = assemble(
            project, catalogues, os.environ, samples=not self.settings["LEARNING_CITY_PUBLISH"]
        )
        if result.city is None:
            t = read_phrases(catalogues, ("tr",))["tr"]
            for problem in errors_in(result.problems):
                print(for_terminal(problem, t), file=sys.stderr)
            lines = [
                t("build.stopped"),
                *summary(errors_in(result.problems), t),
                t("report.nothing-written"),
            ]
            print("\n".join(lines), file=sys.stderr)
            raise DataHasErrors(errors_in(result.problems))
        self.city = result.city
        self.site = self._site(self.city)
        self.context["city"] = self.city
        self.context["site"] = self.site

    @property
    def _cache(self) -> Path:
        return Path(self.settings["LEARNING_CITY_PROJECT"]) / ".cache"

    def _site(self, city: City) -> Site:
        settings = city.settings
        phrases = read_phrases(_catalogues(self.settings), settings.languages)
        history = read_history(Path(self.settings["LEARNING_CITY_PROJECT"]))
        organizer = city.organizers.get(settings.organizer or "")
        labels = {identifier: district.label for identifier, district in city.districts.items()}
        return Site(
            base=(self.settings["SITEURL"] or LOCAL_ADDRESS).rstrip("/"),
            phrases=phrases,
            clock=city.clock,
            site_title=settings.site_title,
            assets=gather(
                Path(self.settings["THEME"]),
                lambda: _map_scripts(settings, self._cache),
                everyday_letters(words for spoken in phrases.values() for words in spoken.texts()),
                self._cache,
            ),
            author=organizer.name if organizer else None,
            tile_host=settings.tiles.host if settings.tiles else None,
            repository=_repository(settings.repository),
            offline=settings.offline,
            outline=draw_city(city.outlines, labels),
            project=Path(self.settings["LEARNING_CITY_PROJECT"]),
            event_changes=history.events if history else {},
            history=history.records if history else None,
            reach=measure(city, self._cache),
            cache=self._cache,
            theme=Path(self.settings["THEME"]),
            share_pictures=self.settings["LEARNING_CITY_SHARE_PICTURES"],
        )

    def hear_of_prose(self) -> None:
        """Pelican's own pages are known now; every page may link to them."""
        self.site = self.context["site"] = self.site.with_prose(_prose(self.context))

    def generate_output(self, writer: Any) -> None:
        """Write what differs."""
        t = self.site.phrases[self.site.source_language]
        output = Path(self.output_path)
        disk = Disk(
            output, self._cache / f"made-{sha256(str(output).encode()).hexdigest()[:8]}.json"
        )
        renderer = Renderer(self.env, self.city, self.site, self._cache)
        pages = 0
        afterwords: list[Afterword] = []
        for made in whole_site(self.city, self.site):
            if isinstance(made, Page):
                pages += 1
                disk.write(*renderer.render(made))
            elif isinstance(made, Afterword):
                afterwords.append(made)
            else:
                disk.write(made.address, made.read())
        for address, content in self.site.assets.placed():
            disk.write(address, content)
        for afterword in afterwords:
            disk.write(afterword.address, afterword.make(disk))
        disk.finish()
        if self.city.outlines is None:
            print(t("build.no-outlines"))
        print(t("build.written", pages=pages, written=disk.written, removed=disk.removed))


def _catalogues(settings: Mapping[str, Any]) -> Path:
    return Path(settings["THEME"]) / "translations"


def _map_scripts(settings: CitySettings, cache: Path) -> dict[str, str]:
    """The maps' scripts, kept from build to build: loading Folium takes a second.

    What they are made of decides the name of the kept file: the module that makes them, the
    version of Folium and the city's numbers. An old file is never read again.
    """
    source = (Path(__file__).parents[1] / "outputs" / "maps.py").read_bytes()
    numbers = settings.model_dump_json(include={"center", "zoom", "bounds", "tiles"})
    recipe = b"\0".join((source, version("folium").encode(), numbers.encode()))
    kept = cache / f"maps-{sha256(recipe).hexdigest()[:16]}.json"
    try:
        scripts: dict[str, str] = json.loads(kept.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        from ..outputs.maps import map_scripts

        scripts = map_scripts(settings)
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(json.dumps(scripts), encoding="utf-8")
    return scripts


def _repository(written: str | None) -> str | None:
    """Where changes are proposed; in Actions the fork itself."""
    name = os.environ.get("GITHUB_REPOSITORY")
    server = os.environ.get("GITHUB_SERVER_URL", "https://github.com")
    return f"{server}/{name}" if name else written


def _prose(context: dict[str, Any]) -> list[ProsePage]:
    """Pelican's pages, then its news, the newest first."""
    contents = []
    for family in ("pages", "articles"):
        for content in context.get(family, ()):
            contents += [content, *content.translations]
    return sorted(
        (prose_page(content) for content in contents),
        key=lambda page: (page.is_news, page.newest_first, page.language, page.key),
    )


def add_settings(pelican: Pelican) -> None:
    """What the templates and addresses need from the first moment on."""
    settings = pelican.settings
    settings.setdefault("LEARNING_CITY_PROJECT", str(Path.cwd()))
    settings.setdefault("LEARNING_CITY_PUBLISH", False)
    settings.setdefault("LEARNING_CITY_SHARE_PICTURES", False)
    settings["JINJA_ENVIRONMENT"] = {**settings["JINJA_ENVIRONMENT"], **JINJA_SETTINGS}
    settings["JINJA_GLOBALS"] = {**settings["JINJA_GLOBALS"], **TEMPLATE_GLOBALS}
    settings["JINJA_FILTERS"] = {**settings["JINJA_FILTERS"], **TEMPLATE_FILTERS}
    language = settings["DEFAULT_LANG"]
    t: Phrases = read_phrases(_catalogues(settings), (language,))[language]
    settings["ARTICLE_URL"] = f"{t('address.news')}/{{slug}}/"
    settings["ARTICLE_SAVE_AS"] = f"{t('address.news')}/{{slug}}/index.html"


def add_generators(pelican: Pelican) -> type[Generator]:
    """Our generator, beside Pelican's."""
    return CityGenerator


def tell_of_prose(generators: Iterable[Generator]) -> None:
    """Every generator has read its sources, and none has written yet."""
    for generator in generators:
        if isinstance(generator, CityGenerator):
            generator.hear_of_prose()


def mend_feed(context: dict[str, Any], feed: Any) -> None:
    """Pelican's feeds with the site's name and an id of their own, and behind the same wall."""
    site: Site = context["site"]
    address = feed.feed["feed_url"]
    language = next(code for code in site.languages if address.endswith(site.news_feed(code)))
    author = site.author.words(language) if site.author else site.site_title.words(language)
    feed.feed.update(
        title=site.page_title(site.phrases[language]("title.news"), language),
        id=address,
        language=language,
        author_name=author,
    )
    for item in feed.items:
        item["author_name"] = author
        for part in ("content", "description"):
            if item.get(part):
                item[part] = sanitised(item[part], site.base)


def connect() -> None:
    """Connect the receivers. They are module-level functions because signals hold them weakly."""
    signals.initialized.connect(add_settings)
    signals.get_generators.connect(add_generators)
    signals.all_generators_finalized.connect(tell_of_prose)
    signals.feed_generated.connect(mend_feed)
