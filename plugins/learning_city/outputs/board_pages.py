"""The board: who opens a place, who needs something, who can teach; each notice until its day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import quote

from ..city.city import City
from ..model.notice import Notice
from ..model.organizer import Organizer
from .site import File, Page, Site

KINDS = ("space", "need", "teach")
"""In the order of the page."""
SIGNS: Mapping[str, str] = {"space": "home", "need": "heart", "teach": "people"}


def build(city: City, site: Site) -> Iterator[Page | File]:
    """One page per language."""
    for language in site.languages:
        t = site.phrases[language]
        yield Page(
            key=("board",),
            language=language,
            template="pages/board.html",
            section="board",
            title=t("title.board"),
            description=t("description.board"),
            trail=((t("title.board"), None),),
            view=lambda: _view(city, site),
        )


def _view(city: City, site: Site) -> Mapping[str, object]:
    contact = city.settings.contact
    return {
        "groups": [
            (kind, SIGNS[kind], [shown(one, city) for one in city.notices if one.kind == kind])
            for kind in KINDS
        ],
        "new_file": new_notice_link(city, site),
        "email": contact.email if contact else None,
    }


def shown(notice: Notice, city: City) -> Mapping[str, object]:
    """A notice with whoever and whatever it names."""
    organizer: Organizer | None = city.organizers.get(notice.organizer or "")
    place = city.place(notice.place) if notice.place else None
    district = notice.district or (place.district if place else None)
    return {
        "notice": notice,
        "organizer": organizer,
        "place": place,
        "district": city.districts[district] if district else None,
    }


def new_notice_link(city: City, site: Site) -> str | None:
    """GitHub's page for a new file on the board; None without a repository."""
    if not site.repository:
        return None
    return f"{site.repository}/new/{quote(city.settings.branch)}/content/board"
