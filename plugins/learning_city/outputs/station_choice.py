"""What one can choose by among the stations of a place, in words: age, field, time and company."""

from __future__ import annotations

from dataclasses import dataclass

from ..city.city import City
from ..city.stations import AGE_BANDS, bands_of, offered
from ..model.place import Place
from ..words.local_text import LocalText
from ..words.phrases import Phrases
from .site import Site

TIMES = (10, 20, 30)
"""Minutes that somebody may have: those are the steps in which stations are written."""

Options = list[tuple[str, LocalText | str]]
"""Values with their labels; those that no station answers to are left out."""


@dataclass(frozen=True, slots=True)
class Offer:
    """The options of each choice, as the page's script knows them (`data-for`)."""

    bands: Options
    themes: Options
    times: Options
    company: Options


def offer(place: Place, city: City, site: Site, language: str) -> Offer | None:
    """What there is to choose by, or None where there is one station at most."""
    stations = offered(place, city)
    if len(stations) < 2:
        return None
    t = site.phrases[language]
    bands = {band for station in stations for band in bands_of(station.ages)}
    themes = {theme for station in stations for theme in station.themes}
    company = {one for station in stations for one in station.company}
    shortest = min((one.minutes for one in stations if one.minutes), default=TIMES[-1] + 1)
    return Offer(
        [(f"a{number}", _band(number, t)) for number in sorted(bands)],
        [(theme, city.themes[theme].label) for theme in city.themes if theme in themes],
        [(str(time), t(f"choose.time.{time}")) for time in TIMES if time >= shortest],
        [(one, t(f"choice.company.{one}")) for one in ("family", "class", "alone")]
        if company
        else [],
    )


def _band(number: int, t: Phrases) -> str:
    """`7 yaşa kadar`, `8–12 yaş`, `18 yaş ve üstü`."""
    band = AGE_BANDS[number]
    if number == 0:
        return t("ages.up_to", most=band.most)
    if band.most is None:
        return t("ages.older", least=band.least)
    return t("ages.range", least=band.least, most=band.most)
