"""What the explorer's script says and knows by name, from catalogues and vocabularies.

A sentence about a number is lent once for each plural form; the script puts its number in place of
the example's. Other slots stay open, as `{name}`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

from ..city.city import City
from ..model.place import Transit
from ..words.phrases import Phrases
from .site import Site

_EXAMPLES = {"zero": 0, "one": 1, "two": 2, "few": 3, "many": 11, "other": 100}
"""A number for each plural category of CLDR."""


def explorer_words(city: City, site: Site, language: str) -> Mapping[str, Any]:
    """Names of kinds, districts, fields and audiences that have places, and every phrase."""
    t = site.phrases[language]
    modes = get_args(Transit.model_fields["mode"].annotation)
    return {
        "language": language,
        "icons": site.asset("icons.svg"),
        **_vocabulary(city, site, language),
        "modes": {mode: t(f"choice.mode.{mode}") for mode in modes},
        "count": _forms(t, "count.places"),
        "more": _forms(t, "map.list.more"),
        "drop": _forms(t, "map.nothing.drop"),
        "unknown": _forms(t, "map.filter.unknown"),
        "unknownCost": _forms(t, "map.filter.unknown_cost"),
        "unknownHours": _forms(t, "map.filter.unknown_hours"),
        "toList": _forms(t, "map.to_list"),
        "used": _forms(t, "map.filter.used"),
        "question": {
            "q": t("map.question.q"),
            "cost": t("choice.cost.free"),
            "theme": t("map.filter.theme"),
            "audience": t("map.filter.audience"),
            "kind": t("map.filter.kind"),
            "district": t("map.filter.district"),
            "age": t("map.filter.age"),
            "access": t("map.filter.access"),
            "open": t("map.filter.open"),
            "stations": t("map.filter.stations"),
            "event": t("map.filter.event"),
        },
        "any": {
            "kind": t("map.filter.any_kind"),
            "district": t("map.filter.any_district"),
            "age": t("map.filter.any_age"),
            "near": t("map.near.nowhere"),
        },
        "age": t("map.filter.age.years", age="{age}", first="{first}", last="{last}"),
        "ages": t("map.filter.age.range", least="{least}", most="{most}"),
        "older": t("map.filter.age.older", least="{least}"),
        "metres": t("distance.metres", n="{n}"),
        "kilometres": t("distance.kilometres", n="{n}"),
        "minutes": t("map.near.minutes", n="{n}"),
        "order": {
            "near": t("map.order.near", place="{place}"),
            "q": t("map.order.q"),
        },
        "near": {
            "me": t("map.near.you"),
            "middle": t("map.near.map"),
            "seats": t("map.near.seats"),
            "stops": t("map.near.stops"),
            "refused": t("map.near.refused"),
            "looking": t("map.near.looking"),
        },
        "pan": {
            "open": t("map.pan.open"),
            "up": t("map.pan.up"),
            "down": t("map.pan.down"),
            "left": t("map.pan.left"),
            "right": t("map.pan.right"),
        },
        "say": {
            "zoom": t("map.cluster.zoom"),
            "here": t("map.cluster.here"),
            "close": t("map.popup.close"),
            "show": t("map.list.show"),
            "locate": t("map.near.me"),
            "trouble": t("map.trouble"),
            "partTrouble": t("map.trouble.part"),
            "slipped": t("map.slipped", words="{words}"),
            "searchTrouble": t("map.search.trouble"),
        },
    }


def _vocabulary(city: City, site: Site, language: str) -> dict[str, Any]:
    return {
        "kinds": {
            kind.id: {
                "label": kind.label.words(language),
                "many": kind.plural.words(language),
                "icon": kind.icon,
            }
            for kind in city.kinds.values()
            if ("place-kinds", kind.id) in city.places_under
        },
        "districts": {
            district.id: {
                "label": district.label.words(language),
                "href": site.link(("district", district.id), language),
            }
            for district in city.districts.values()
            if ("districts", district.id) in city.places_under
        },
        "themes": {
            theme.id: {"label": theme.label.words(language), "icon": theme.icon}
            for theme in city.themes.values()
        },
        "audiences": {
            audience.id: {"label": audience.label.words(language)}
            for audience in city.audiences.values()
        },
    }


def _forms(t: Phrases, key: str) -> dict[str, str]:
    """The sentence in each form that differs from the usual one."""
    forms = {category: t(key, n=number) for category, number in _EXAMPLES.items()}
    usual = forms["other"].replace("100", "")
    return {
        category: form
        for category, form in forms.items()
        if category == "other" or form.replace(str(_EXAMPLES[category]), "") != usual
    }
