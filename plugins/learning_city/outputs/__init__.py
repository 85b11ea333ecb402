"""Floor 5, the outputs: the whole site as a list of pages and files, before anything is written.

Each module has `build(city, site)`; the order of the list is the order of the site map.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..city.city import City
from . import (
    board_pages,
    calendar_feed,
    changes_pages,
    city_map,
    contribute_pages,
    data_pages,
    district_packs,
    embed_pages,
    event_archive,
    event_feed,
    event_months,
    event_pages,
    event_table,
    evidence_pages,
    facet_pages,
    guide_pages,
    home,
    idea_pages,
    map_data,
    mind_map,
    news_pages,
    not_found,
    offline_pages,
    opening_table,
    passport_pages,
    photographs,
    place_pages,
    place_table,
    poster_pages,
    quest_pages,
    redirects,
    report_files,
    report_schema,
    route_files,
    route_pages,
    schemas,
    service_worker,
    share_pictures,
    site_map,
    source_pages,
    stamp_sheets,
    weather_pages,
    web_manifest,
    written_files,
)
from .site import Afterword, File, Page, Site

OUTPUTS: tuple[Callable[[City, Site], Iterator[Page | File]], ...] = (
    home.build,
    city_map.build,
    place_pages.build,
    guide_pages.build,
    event_pages.build,
    event_months.build,
    event_archive.build,
    route_pages.build,
    facet_pages.build,
    poster_pages.build,
    weather_pages.build,
    board_pages.build,
    idea_pages.build,
    mind_map.build,
    source_pages.build,
    quest_pages.build,
    evidence_pages.build,
    changes_pages.build,
    contribute_pages.build,
    passport_pages.build,
    stamp_sheets.build,
    embed_pages.build,
    offline_pages.build,
    news_pages.build,
    not_found.build,
    redirects.build,
    map_data.build,
    route_files.build,
    place_table.build,
    opening_table.build,
    photographs.build,
    share_pictures.build,
    calendar_feed.build,
    event_feed.build,
    event_table.build,
    report_files.build,
    report_schema.build,
    schemas.build,
    written_files.build,
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
