"""The cloud of ideas: what the city's places and its founding thoughts are about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..city.city import City
from ..ground.lettering import sort_key
from .site import File, Page, Site

_STEPS = 5


def build(city: City, site: Site) -> Iterator[Page | File]:
    """One page per language."""
    for language in site.languages:
        t = site.phrases[language]
        yield Page(
            key=("ideas",),
            language=language,
            template="pages/ideas.html",
            section="about",
            title=t("title.ideas"),
            description=t("description.ideas"),
            trail=((t("title.ideas"), None),),
            view=lambda language=language: _view(city, site, language),  # type: ignore[misc]
        )


def _view(city: City, site: Site, language: str) -> Mapping[str, object]:
    return {"ideas": list(city.ideas.values()), "cloud": cloud(city, site, language)}


def cloud(city: City, site: Site, language: str) -> list[tuple[str, str, int, int]]:
    """Label, path, weight from 1 to 5 and number of places: fields, audiences, kinds, districts.

    Weights follow ranks, not raw counts: one large district must not shrink all other words.
    """
    words: list[tuple[str, str, int]] = []
    for name, family in (("theme", "themes"), ("audience", "audiences"), ("district", "districts")):
        for identifier, entry in getattr(city, family).items():
            words.append(
                (
                    entry.label.words(language),
                    site.link((name, identifier), language),
                    len(city.places_under.get((family, identifier), ())),
                )
            )
    for identifier, kind in city.kinds.items():
        count = len(city.places_under.get(("place-kinds", identifier), ()))
        words.append(
            (
                kind.plural.words(language),
                f"{site.link(('map',), language)}?kind={identifier}",
                count,
            )
        )
    used = [word for word in words if word[2]]
    ranks = {count: rank for rank, count in enumerate(sorted({count for _, _, count in used}))}
    return [
        (label, path, 1 + ranks[count] * _STEPS // max(1, len(ranks)), count)
        for label, path, count in sorted(used, key=lambda word: sort_key(word[0], language))
    ]
