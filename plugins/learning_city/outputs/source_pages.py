"""Where everything comes from: sources and licences of data, boundaries and software."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..city.city import City
from ..model.event import Event
from ..model.fields import Source
from ..model.organizer import Organizer
from ..model.place import Place
from ..model.route import Route
from .site import File, Page, Site

SOFTWARE = (
    ("Pelican", "AGPL-3.0", "https://getpelican.com/"),
    ("Folium", "MIT", "https://python-visualization.github.io/folium/"),
    ("Leaflet", "BSD-2-Clause", "https://leafletjs.com/"),
    ("GeoPandas", "BSD-3-Clause", "https://geopandas.org/"),
    ("pydantic", "MIT", "https://docs.pydantic.dev/"),
    ("PyYAML", "MIT", "https://pyyaml.org/"),
    ("segno", "BSD-3-Clause", "https://segno.readthedocs.io/"),
    ("Pillow", "MIT-CMU", "https://python-pillow.github.io/"),
    ("fontTools", "MIT", "https://fonttools.readthedocs.io/"),
    ("Babel", "BSD-3-Clause", "https://babel.pocoo.org/"),
    ("Bricolage Grotesque", "OFL-1.1", "https://github.com/ateliertriay/bricolage"),
)
"""What visitors' browsers load or the site is built with; names and licences are not translated."""


def build(city: City, site: Site) -> Iterator[Page | File]:
    """One page per language."""
    for language in site.languages:
        t = site.phrases[language]
        yield Page(
            key=("sources",),
            language=language,
            template="pages/sources.html",
            title=t("title.sources"),
            description=t("description.sources"),
            trail=((t("title.sources"), None),),
            view=lambda language=language: _view(city, language),  # type: ignore[misc]
        )


def _view(city: City, language: str) -> Mapping[str, object]:
    counts: dict[tuple[str, str, str], int] = {}

    def count(source: Source) -> None:
        key = (source.title.words(language), source.url or "", source.license or "")
        counts[key] = counts.get(key, 0) + 1

    contributions: tuple[Place | Event | Organizer | Route, ...] = (
        *city.places,
        *city.events,
        *city.organizers.values(),
        *city.routes,
    )
    for contribution in contributions:
        for source in contribution.sources:
            count(source)
    for source in city.vocabulary_sources:
        count(source)
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return {
        "sources": [(title, url, licence, number) for (title, url, licence), number in ranked],
        "boundaries": city.settings.boundaries if city.outlines else None,
        "software": SOFTWARE,
    }
