"""The passport: stamps for visited places, kept by the visitor's own device and by nobody else.

The page holds all that its script needs (names, fields, codes), so it works wherever it is open,
without a network. Which stamps there are, only the device knows. On paper it becomes a sheet to
fold, for children without a telephone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..city.city import City
from ..words.local_text import LocalText
from ..words.phrases import Phrases
from .counts import places_by
from .icon_strokes import elements_of
from .site import File, Page, Site
from .stamp_codes import stamp_code
from .stamp_shapes import SHAPES, shape_of

Elements = tuple[tuple[str, tuple[tuple[str, str], ...]], ...]

_WORDS = (
    *("stamped", "stamped_by_code", "welcome", "known", "unknown_code", "not_found", "removed"),
    *("undo", "undone", "deleted", "merged", "nothing_new", "not_a_passport", "too_large"),
    *("no_longer", "file_name", "not_kept"),
)
"""What the script says, each under `passport.`."""


def build(city: City, site: Site) -> Iterator[Page | File]:
    """One page per language."""
    for language in site.languages:
        t = site.phrases[language]
        yield Page(
            key=("passport",),
            language=language,
            template="pages/passport.html",
            section="passport",
            title=t("title.passport"),
            description=t("description.passport"),
            trail=((t("title.passport"), None),),
            view=lambda language=language: _view(city, site, language),  # type: ignore[misc]
        )


def book_name(site: Site) -> str:
    """The name under which a browser keeps the passport: sites that share a host keep theirs."""
    return f"passport {site.base_path}"


def _view(city: City, site: Site, language: str) -> Mapping[str, object]:
    return {
        "shapes": list(enumerate(SHAPES, start=1)),
        "themes": [
            (theme, shape_of(number) + 1, count)
            for number, (theme, count) in enumerate(places_by(city, "themes"))
        ],
        "districts": places_by(city, "districts"),
        "hosts": [one for one, count in places_by(city, "districts") if count],
        "outline": site.outline,
        "circles": range(4),
        "signs": _signs(city, site),
        "passport_data": _passport_data(city, site, language),
    }


def _signs(city: City, site: Site) -> list[tuple[str, Elements]]:
    """The icons of all stamps, in the page itself: a new stamp must not wait for a network."""
    if site.theme is None:
        return []
    names = {"passport", "route", *(kind.icon for kind in city.kinds.values() if kind.icon)}
    return [(name, elements_of(site.theme / "icons" / f"{name}.svg")) for name in sorted(names)]


def _passport_data(city: City, site: Site, language: str) -> dict[str, object]:
    """All that the script needs to know; it is read as JSON and shown as text only."""
    t = site.phrases[language]
    return {
        "name": book_name(site),
        "language": language,
        "timeZone": city.settings.time_zone,
        "themes": list(city.themes),
        "districts": {
            district.id: [
                district.label.words(language),
                site.link(("district", district.id), language),
            ]
            for district in city.districts.values()
        },
        "stamps": dict(_stamps(city, site, language)),
        "words": _words(t),
    }


def _stamps(city: City, site: Site, language: str) -> Iterator[tuple[str, dict[str, object]]]:
    """Everything that can be stamped: places, then routes, which lie in no one district."""
    for place in city.places:
        more: dict[str, object] = {
            "district": place.district,
            "icon": city.kinds[place.kind].icon,
        }
        yield (
            f"place/{place.id}",
            _stamp(("place", place.id), place.name, place.themes, city, site, language) | more,
        )
    for route in city.routes:
        stamp = _stamp(("route", route.id), route.title, route.themes, city, site, language)
        yield f"route/{route.id}", stamp | {"icon": "route"}


def _stamp(
    key: tuple[str, str],
    name: LocalText,
    themes: tuple[str, ...],
    city: City,
    site: Site,
    language: str,
) -> dict[str, object]:
    said: dict[str, object] = {
        "name": name.words(language),
        "path": site.link(key, language),
        "themes": list(themes),
        "code": stamp_code(*key, city.settings.passport_salt),
    }
    spoken = name.spoken(language).language
    return said if spoken == language else {**said, "language": spoken}


def _words(t: Phrases) -> dict[str, object]:
    slots = {name: f"{{{name}}}" for name in ("name", "day", "stamps")}
    words: dict[str, object] = {name: t(f"passport.{name}", **slots) for name in _WORDS}
    examples = {"zero": 0, "one": 1, "two": 2, "few": 3, "many": 11, "other": 100}
    words["stamps"] = {form: t("count.stamps", n=number) for form, number in examples.items()}
    return words
