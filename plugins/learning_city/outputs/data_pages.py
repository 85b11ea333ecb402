"""Open data: a page that names every file with its fields, and the table's columns for machines.

Both are made of `open_data.DATA_FILES`. Sizes are those of this build.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..city.city import City
from ..words.phrases import Phrases
from .open_data import DATA_FILES, VERSION, DataFile, Field
from .site import File, Page, Site

METADATA = "data/places.csv-metadata.json"

_SLOT = "<language>"
_MOST_LINKS = 4
_CSVW_TYPES = {"degrees": "decimal", "day": "date", "address": "anyURI"}


def build(city: City, site: Site, files: Sequence[File]) -> Iterator[Page | File]:
    """One page per language, and the metadata of the table of places."""
    metadata = File(METADATA, _metadata(site))
    yield metadata
    for language in site.languages:
        t = site.phrases[language]
        yield Page(
            key=("data",),
            language=language,
            template="pages/data.html",
            title=t("title.data"),
            description=t("description.data"),
            trail=((t("title.data"), None),),
            view=lambda t=t: _view(city, site, t, [*files, metadata]),  # type: ignore[misc]
        )


@dataclass(frozen=True, slots=True)
class Told:
    """What the page says of a file or of a family of files."""

    about: DataFile
    links: tuple[tuple[str, str, int | None], ...]
    """Path, address and bytes of each; of a large family only one, as an example."""
    count: int
    bytes: int
    fields: tuple[tuple[str, str, str, str], ...]
    explained_in: tuple[tuple[str, str], ...]
    """Path and address of what explains the fields, where they are not listed."""


def _view(city: City, site: Site, t: Phrases, files: Sequence[File]) -> Mapping[str, object]:
    told = []
    for one in DATA_FILES:
        sizes: dict[str, int | None] = {
            file.address: len(file.content) for file in files if one.is_at(file.address)
        }
        if one.name == "news-feed":  # written by Pelican, after us
            sizes = {site.news_feed(language): None for language in site.languages}
        if sizes:
            told.append(_told(one, sizes, files, site, t))
    return {
        "version": VERSION,
        "files": told,
        "examples": examples(site, next(iter(city.themes), "")),
        "boundaries": city.settings.boundaries,
    }


def _told(
    one: DataFile,
    sizes: Mapping[str, int | None],
    files: Sequence[File],
    site: Site,
    t: Phrases,
) -> Told:
    explaining = DataFile("", one.explained_in, "", "", "ours")
    listed = sorted(sizes)[: 1 if len(sizes) > _MOST_LINKS else None]
    return Told(
        one,
        tuple((site.path(address), address, sizes[address]) for address in listed),
        len(sizes),
        sum(size or 0 for size in sizes.values()),
        tuple(row_of(field, t) for field in one.fields),
        tuple(
            (site.path(file.address), file.address)
            for file in files
            if one.explained_in and explaining.is_at(file.address)
        ),
    )


def row_of(field: Field, t: Phrases) -> tuple[str, str, str, str]:
    """Path, kind, meaning, and what stands there when it is not known."""
    unknown = "" if field.unknown == "never" else t(f"data.unknown.{field.unknown}")
    return field.path, t(f"data.kind.{field.kind}"), t(f"data.field.{field.meaning}"), unknown


def examples(site: Site, theme: str) -> Mapping[str, str]:
    """Three lines in each of the tools that people have; `theme` is a field to look for."""
    places = site.url("data/places.geojson")
    return {
        "python": "\n".join(
            (
                "import geopandas",
                f'places = geopandas.read_file("{places}")',
                'print(places["district"].value_counts())',
            )
        ),
        "javascript": "\n".join(
            (
                f'const {{ features }} = await (await fetch("{places}")).json();',
                "const rows = features.map(({ properties }) => properties);",
                f'console.log(rows.filter(({{ themes }}) => themes.includes("{theme}")));',
            )
        ),
        "spreadsheet": f'=IMPORTDATA("{site.url("data/places.csv")}")',
    }


def _metadata(site: Site) -> bytes:
    """Names, kinds and meanings of the columns (W3C, Metadata Vocabulary for Tabular Data)."""
    (table,) = (one for one in DATA_FILES if one.name == "places-table")
    metadata = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": site.source_language}],
        "url": "places.csv",
        "dc:title": site.phrases[site.source_language]("data.file.places-table"),
        "dc:hasVersion": VERSION,
        "dialect": {"encoding": "utf-8", "lineTerminators": ["\r\n"], "header": True},
        "tableSchema": {
            "primaryKey": "id",
            "columns": [_column(name, field, site) for name, field in _columns(table, site)],
        },
    }
    return (json.dumps(metadata, ensure_ascii=False, indent=1) + "\n").encode()


def _columns(table: DataFile, site: Site) -> Iterator[tuple[str, Field]]:
    """Name and field of each column in the order of the file."""
    yield from ((one.path, one) for one in table.fields if _SLOT not in one.path)
    for code in site.languages[1:]:
        for one in table.fields:
            if _SLOT in one.path:
                yield one.path.replace(_SLOT, code), one


def _column(name: str, field: Field, site: Site) -> Mapping[str, object]:
    column: dict[str, object] = {
        "name": name,
        "titles": name,
        "datatype": _CSVW_TYPES.get(field.kind, "string"),
        "required": field.unknown == "never",
        "dc:description": [
            {"@value": t(f"data.field.{field.meaning}"), "@lang": code}
            for code, t in site.phrases.items()
        ],
    }
    if field.kind == "ids":
        column["separator"] = ";"
    return column
