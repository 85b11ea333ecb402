"""The quests: what is missing, as small tasks with a link to do each, the worthiest first.

A task is worth what its kind is worth to a visitor (`WORTH`), a little more where something is
about to happen, so that the next guests find it done. Among tasks of a district those come first
that wait for more residents; then the alphabet decides. The page shows the
best of each kind and of each district, so it stays small however large the city grows; a finished
task disappears with the next build.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..city.city import City
from ..city.freshness import freshness
from ..city.gaps import empty_cells, has_something_free, unserved_audiences, untranslated
from ..ground.lettering import sort_key
from ..model.event import Event
from ..model.place import Place
from ..model.vocabulary import District
from ..words.local_text import LocalText
from .contribution_links import best_edit_link, new_place_link
from .site import File, Page, Site

WORTH = {
    "hours": 60,
    "free": 55,
    "access": 50,
    "cost": 45,
    "visit": 40,
    "translation": 35,
    "station": 30,
    "gap": 20,
}
"""What a closed door costs a family is more than a missing sentence."""

ON_THE_SPOT = frozenset({"access", "visit", "station"})
"""Kinds that need somebody to go there; the others are a phone call or a search."""

_EVENT_WORTH = 3
_EVENT_WORTH_AT_MOST = 12
_PER_KIND = 4
_PER_DISTRICT = 10
_CELLS = 3
"""Gaps of a district that are asked for at a time, each in another field."""


@dataclass(frozen=True, slots=True)
class Quest:
    """One small task, about a place, an event or a district."""

    kind: str
    worth: int
    district: str | None
    about: Place | Event | District
    details: tuple[str, ...] = ()
    """Ids of what is missing: audiences, languages, or a field and an audience; the kind says."""
    field: str = ""
    """The field of the file to fill in."""
    residents: int = 0
    """How many people a task of a district waits for."""

    @property
    def on_the_spot(self) -> bool:
        """Whether somebody has to go there."""
        return self.kind in ON_THE_SPOT


@dataclass(frozen=True, slots=True)
class ShownQuest:
    """A task as one page shows it."""

    kind: str
    title: LocalText
    path: str
    details: tuple[LocalText, ...]
    href: str
    on_the_spot: bool


def build(city: City, site: Site) -> Iterator[Page | File]:
    """One page per language."""
    for language in site.languages:
        t = site.phrases[language]
        yield Page(
            key=("quests",),
            language=language,
            template="pages/quests.html",
            title=t("title.quests"),
            description=t("description.quests"),
            trail=((t("title.quests"), None),),
            view=lambda language=language: _view(city, site, language),  # type: ignore[misc]
        )


def quests(city: City) -> list[Quest]:
    """Every task there is, the worthiest first."""
    source = city.settings.languages[0]
    found = [*_of_places(city), *_of_events(city), *_of_districts(city)]
    return sorted(
        found,
        key=lambda quest: (
            -quest.worth,
            -quest.residents,
            sort_key(name_of(quest.about).words(source), source),
            quest.kind,
            quest.about.id,
        ),
    )


def name_of(about: Place | Event | District) -> LocalText:
    """What a place, an event or a district is called."""
    if isinstance(about, Place):
        return about.name
    return about.title if isinstance(about, Event) else about.label


def _of_places(city: City) -> Iterator[Quest]:
    for place in city.places:
        coming = len(city.coming_at.get(place.id, ()))
        extra = min(_EVENT_WORTH * coming, _EVENT_WORTH_AT_MOST)

        def quest(kind: str, field: str, details: Sequence[str] = ()) -> Quest:
            worth = WORTH[kind] + extra  # noqa: B023 (called at once)
            return Quest(kind, worth, place.district, place, tuple(details), field)  # noqa: B023

        if place.opening_hours is None:
            yield quest("hours", "opening_hours")
        if place.access.wheelchair is None or place.access.toilets is None:
            yield quest("access", "access")
        if place.cost == "unknown":
            yield quest("cost", "cost")
        if freshness(place.verified, city.clock.today) != "fresh":
            yield quest("visit", "verified")
        if languages := untranslated(place, city):
            yield quest("translation", "summary", languages)
        if audiences := unserved_audiences(place, city):
            yield quest("station", "stations", audiences)


def _of_events(city: City) -> Iterator[Quest]:
    """Coming events only: nobody goes to a past one."""
    for event in {found.event.id: found.event for found in city.upcoming}.values():
        district = city.district_of(event)
        if languages := untranslated(event, city):
            yield Quest("translation", WORTH["translation"], district, event, languages, "summary")
        if event.cost.kind == "unknown" and not event.city_wide:
            yield Quest("cost", WORTH["cost"], district, event, (), "cost")


def _of_districts(city: City) -> Iterator[Quest]:
    for district in city.districts.values():
        residents = district.population.value if district.population else 0
        if not has_something_free(district.id, city):
            yield Quest("free", WORTH["free"], district.id, district, residents=residents)
        for cell in _different_fields(empty_cells(district.id, city))[:_CELLS]:
            yield Quest("gap", WORTH["gap"], district.id, district, cell, residents=residents)


def _different_fields(cells: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """The first gap of each field, so that a district is not asked for one thing five times."""
    first: dict[str, tuple[str, str]] = {}
    for cell in cells:
        first.setdefault(cell[0], cell)
    return list(first.values())


def _view(city: City, site: Site, language: str) -> Mapping[str, object]:
    found = quests(city)

    def shown(some: Sequence[Quest]) -> list[ShownQuest]:
        return [_shown(quest, city, site, language) for quest in some]

    by_kind = {kind: [one for one in found if one.kind == kind] for kind in WORTH}
    first = _first_of_each(by_kind)
    by_district = {
        district: [one for one in found if one.district == district.id]
        for district in city.districts.values()
    }
    return {
        "total": len(found),
        "kinds": [
            (kind, kind in ON_THE_SPOT, len(all_of), shown(first[kind]))
            for kind, all_of in by_kind.items()
            if all_of
        ],
        "districts": [
            (district, len(all_of), shown(all_of[:_PER_DISTRICT]))
            for district, all_of in by_district.items()
            if all_of
        ],
    }


def _first_of_each(by_kind: Mapping[str, Sequence[Quest]]) -> dict[str, list[Quest]]:
    """The best of each kind; who lacks everything is asked about once, as far as possible.

    Districts may be asked for a place of two kinds: there the number of residents decides alone.
    """
    asked: set[Place | Event | District] = set()
    chosen: dict[str, list[Quest]] = {}
    for kind, quests_of_kind in by_kind.items():
        fresh: list[Quest] = []
        for quest in quests_of_kind:
            known = asked if not isinstance(quest.about, District) else ()
            if quest.about not in known and quest.about not in [one.about for one in fresh]:
                fresh.append(quest)
            if len(fresh) == _PER_KIND:
                break
        others = [quest for quest in quests_of_kind if quest not in fresh]
        chosen[kind] = [*fresh, *others[: _PER_KIND - len(fresh)]]
        asked.update(quest.about for quest in chosen[kind])
    return chosen


def _shown(quest: Quest, city: City, site: Site, language: str) -> ShownQuest:
    about = quest.about
    if isinstance(about, District):
        path = site.link(("district", about.id), language)
        theme, audience = quest.details if quest.kind == "gap" else (None, None)
        href = new_place_link(about.id, city, site, language, theme, audience) or path
    else:
        path = site.link(("place" if isinstance(about, Place) else "event", about.id), language)
        href = best_edit_link(about, city, site, language, quest.field)
    return ShownQuest(
        quest.kind, name_of(about), path, _labels(quest, city, site), href, quest.on_the_spot
    )


def _labels(quest: Quest, city: City, site: Site) -> tuple[LocalText, ...]:
    if quest.kind == "gap":
        theme, audience = quest.details
        return city.themes[theme].label, city.audiences[audience].label
    if quest.kind == "station":
        return tuple(city.audiences[one].label for one in quest.details)
    return tuple(
        LocalText({code: site.phrases[code].language.name_of(one) for code in site.languages})
        for one in quest.details
    )
