"""The list of news in each language; the posts themselves are Pelican's."""

from __future__ import annotations

from collections.abc import Iterator

from ..city.city import City
from .site import File, Page, Site


def build(city: City, site: Site) -> Iterator[Page | File]:
    """One list per language."""
    for language in site.languages:
        t = site.phrases[language]
        yield Page(
            key=("news",),
            language=language,
            template="pages/news.html",
            section="about",
            title=t("title.news"),
            description=t("description.news"),
            trail=((t("title.news"), None),),
            view=lambda language=language: {  # type: ignore[misc]
                "articles": [
                    (page.title, site.path(page.path), page.date, page.summary)
                    for page in site.prose
                    if page.key[0] == "article" and page.language == language
                ]
            },
        )
