"""Floor 5, the outputs: the whole site as a list of pages and files, before anything is written.

Each module has `build(city, site)`; the order of the list is the order of the site map.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..city.city import City
from . import (
    calendar_feed,
    city_map,
    contribute_pages,
    data_pages,
    district_packs,
    embed_pages,
    event_feed,
    event_pages,
    event_table,
    facet_pages,
    home,
    idea_pages,
    map_data,
    news_pages,
    not_found,
    offline_pages,
    place_pages,
    place_table,
    quest_pages,
    redirects,
    schemas,
    service_worker,
    site_map,
    source_pages,
    web_manifest,
)
from .site import Afterword, File, Page, Site

OUTPUTS: tuple[Callable[[City, Site], Iterator[Page | File]], ...] = (
    home.build,
    city_map.build,
    place_pages.build,
    event_pages.build,
    facet_pages.build,
    idea_pages.build,
    source_pages.build,
    quest_pages.build,
    contribute_pages.build,
    embed_pages.build,
    offline_pages.build,
    news_pages.build,
    not_found.build,
    redirects.build,
    map_data.build,
    place_table.build,
    calendar_feed.build,
    event_feed.build,
    event_table.build,
    schemas.build,
    web_manifest.build,
)


def whole_site(city: City, site: Site) -> list[Page | File | Afterword]:
    """Every page and file of the city, in a fixed order."""
    made = [one for build in OUTPUTS for one in build(city, site)]
    made += data_pages.build(city, site, [one for one in made if isinstance(one, File)])
    pages = [one for one in made if isinstance(one, Page)]
    files = [one for one in made if isinstance(one, File)]
    return [
        *made,
        *site_map.build(site, pages),
        *service_worker.build(city, site, files),
        *district_packs.build(city, site, pages, files),
    ]
