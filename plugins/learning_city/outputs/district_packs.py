"""What a visitor may take along: a district's pages as a list, and how large each list is.

`data/offline/<language>.json` says what keeping takes to begin with and what each district takes;
`data/offline/<language>/<district>.json` names a district's pages: its own, all of its places with
what belongs to them, and its coming events. For the site's own scripts, and no contract.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping

from ..city.city import City
from .addresses import file_of
from .service_worker import MOST_BYTES, MOST_PAGES, file_at, kept_assets, kept_set
from .site import Afterword, File, Page, Site, Written


def build(
    city: City, site: Site, pages: Iterable[Page], files: Iterable[File]
) -> Iterator[File | Afterword]:
    """For each language the sizes, and a list for each district that has a place."""
    if not city.settings.offline:
        return
    start = kept_set(site, files)
    of_language: dict[str, list[Page]] = {code: [] for code in site.languages}
    for page in pages:
        of_language[page.language].append(page)
    for language, found in of_language.items():
        packs = _packs(city, site, language, found)
        for district, addresses in packs.items():
            yield File(f"data/offline/{language}/{district}.json", _as_bytes({"pages": addresses}))
        yield Afterword(
            f"data/offline/{language}.json",
            lambda written, packs=packs: _sizes(site, start, packs, written),  # type: ignore[misc]
        )


def _packs(city: City, site: Site, language: str, pages: Iterable[Page]) -> dict[str, list[str]]:
    """District → the addresses of its pages, in the order of the site."""
    packs: dict[str, list[str]] = {
        district: [site.address(("district", district), language)]
        for district in city.districts
        if city.places_under.get(("districts", district))
    }
    district_of = {place.id: place.district for place in city.places}
    places = site.address(("places",), language)
    for page in pages:
        address = site.address(page.key, language)
        place = address.removeprefix(places).partition("/")[0]
        if address.startswith(places) and place in district_of:
            packs[district_of[place]].append(address)
    for district, addresses in packs.items():
        coming = city.coming_under.get(("districts", district), ())
        addresses += [site.address(("event", one.event.id), language) for one in coming]
    return packs


def _sizes(site: Site, start: list[str], packs: Mapping[str, list[str]], written: Written) -> bytes:
    at_first = sum(map(len, kept_assets(site).values()))
    at_first += sum(written.size(file_at(address)) for address in start)
    return _as_bytes(
        {
            "start": at_first,
            "most": {"pages": MOST_PAGES, "bytes": MOST_BYTES},
            "packs": {
                district: {
                    "pages": len(addresses),
                    "bytes": sum(written.size(file_of(address)) for address in addresses),
                }
                for district, addresses in packs.items()
            },
        }
    )


def _as_bytes(told: Mapping[str, object]) -> bytes:
    return (json.dumps(told, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
