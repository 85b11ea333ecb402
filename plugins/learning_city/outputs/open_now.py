"""What a place's page lends its script, so that it can say whether the place is open.

The days are those of `data/opening.json`, for one place; the sentences have their slots open
(`{when}`). Times stand in brackets or before a colon: a suffix on a number (17.00’ye, 09.00’da)
would need the number's sound.
"""

from __future__ import annotations

from collections.abc import Mapping

from ..city.city import City
from ..model.place import Place
from ..words.phrases import Phrases
from .opening_table import Plans

SENTENCES = (
    *("now", "at", "tomorrow", "tomorrow-at", "day-at", "after"),
    *("open", "open-until", "open-then-unknown", "closed", "closed-until", "closed-then-unknown"),
    *("unknown", "unknown-words", "holiday", "half-holiday", "beyond"),
)
_SLOTS = {slot: f"{{{slot}}}" for slot in ("state", "when", "day", "time", "holiday", "words")}


def hours_for_script(place: Place, city: City, language: str) -> Mapping[str, object] | None:
    """The days of a place with the holidays among them; None where its hours are not known."""
    hours = city.open_spans(place)
    if hours is None:
        return None
    plans = Plans()
    days = plans.numbers(hours)
    return {
        "from": hours.first.isoformat(),
        "days": days,
        "plans": plans.all,
        "holidays": {
            day.isoformat(): (holiday.begins_minute, holiday.names.get(language, ""))
            for day, holiday in city.holidays_ahead.items()
        },
    }


def sentences_for_script(t: Phrases) -> Mapping[str, str]:
    """The sentences, by what they say, and the language of their dates."""
    said = {name: t(f"open_now.{name}", **_SLOTS) for name in SENTENCES}
    return {"locale": t.language.open_graph_locale.replace("_", "-"), **said}
