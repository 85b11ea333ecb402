"""Ways to correct what a page says: a form, GitHub, e-mail, a message. No account on our side.

Each way is a link that is filled in already; none is followed before somebody taps it. Without a
repository the ways to GitHub are left out; without a contact the mail has no recipient yet, and the
visitor chooses one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote, urlencode

from ..city.city import City
from ..model.event import Event
from ..model.place import Place
from .addresses import Key
from .site import Site

CORRECTION_FORM = "correction.yml"
"""The issue form in `.github/ISSUE_TEMPLATE/`; `record` is its field for the page."""

_MARK = "\0"
"""Holds the place of a title; no contributed text may contain it."""

_LONGEST_MAIL = 2000
"""Letters of an address that every mail program takes whole."""

Purpose = Literal["edit", "confirm", "report"]


@dataclass(frozen=True, slots=True)
class Way:
    """One link; `channel` is `form`, `github`, `mail` or `message`."""

    channel: str
    href: str

    @property
    def leaves(self) -> bool:
        """Whether it leads to somebody else's site."""
        return self.channel in ("github", "message")


@dataclass(frozen=True, slots=True)
class Action:
    """Something a visitor may want to do about a page, and the ways to do it, the easiest first."""

    purpose: Purpose
    about: str
    """`place` or `event`."""
    ways: tuple[Way, ...]
    message: str = ""
    """The same in words, to be copied into any message."""
    around_title: tuple[str, str] = ("", "")
    """What the message says before and after the title, which may be in another language."""


def actions(about: Place | Event, city: City, site: Site, language: str) -> tuple[Action, ...]:
    """Edit; "I was here and it is right" for places; "something is wrong"."""
    purposes: tuple[Purpose, ...] = (
        ("edit", "confirm", "report") if isinstance(about, Place) else ("edit", "report")
    )
    made = (_action(purpose, about, city, site, language) for purpose in purposes)
    return tuple(action for action in made if action.ways)


def _action(
    purpose: Purpose, about: Place | Event, city: City, site: Site, language: str
) -> Action:
    t = site.phrases[language]
    before, after = _around_title(purpose, about, site, language)
    message = f"{before}{_name(about, language)}{after}" if before or after else ""
    ways = [Way("form", href)] if (href := form_link(about, site, language, purpose)) else []
    if site.repository and purpose == "edit":
        ways.append(Way("github", edit_link(site.repository, city.settings.branch, about.path)))
    elif site.repository:
        ways.append(Way("github", _issue(site.repository, purpose, about, site, language)))
    if message:
        contact = city.settings.contact
        subject = t(f"contribute.{purpose}.subject", title=_name(about, language))
        ways.append(Way("mail", mail_link((contact and contact.email) or "", subject, message)))
        ways.append(
            Way("message", f"https://wa.me/?{urlencode({'text': message}, quote_via=quote)}")
        )
    return Action(purpose, _kind(about), tuple(ways), message, (before, after))


def form_link(
    about: Place | Event, site: Site, language: str, purpose: Purpose = "edit", field: str = ""
) -> str | None:
    """The form, opened with this file: `/katki/?duzelt=place/konak-iskelesi#opening_hours`.

    None while the site has no such form. To confirm is to edit the field `verified`.
    """
    t = site.phrases[language]
    if not t.has("address.contribute"):
        return None
    wanted = f"{_kind(about)}/{about.id}"
    fragment = "verified" if purpose == "confirm" else field
    path = site.link(("contribute",), language)
    query = urlencode({t("contribute.query.edit"): wanted}, safe="/")
    return f"{path}?{query}" + (f"#{fragment}" if fragment else "")


def new_place_link(
    district: str,
    city: City,
    site: Site,
    language: str,
    theme: str | None = None,
    audience: str | None = None,
) -> str | None:
    """The form for a new place in a district, else GitHub's page for a new file there.

    The form comes with what is known ticked: the district, a learning field, an audience.
    """
    t = site.phrases[language]
    if t.has("address.contribute"):
        values = {t("contribute.query.add"): "place", "district": district}
        values |= {"theme": theme} if theme else {}
        values |= {"audience": audience} if audience else {}
        return f"{site.link(('contribute',), language)}?{urlencode(values)}"
    if site.repository:
        branch = quote(city.settings.branch)
        return f"{site.repository}/new/{branch}/places/{quote(district)}"
    return None


def edit_link(repository: str, branch: str, path: str) -> str:
    """GitHub's editor for a file; who may not write there is offered a copy of their own."""
    return f"{repository}/edit/{quote(branch)}/{quote(path)}"


def best_edit_link(about: Place | Event, city: City, site: Site, language: str, field: str) -> str:
    """One link to add a fact: the form, else the file itself, else the ways on its page."""
    if form := form_link(about, site, language, field=field):
        return form
    if site.repository:
        return edit_link(site.repository, city.settings.branch, about.path)
    anchor = site.phrases[language]("contribute.anchor")
    return f"{site.link(_key(about), language)}#{anchor}"


def fact_links(
    about: Place, fields: Mapping[str, str], city: City, site: Site, language: str
) -> Iterable[tuple[str, str]]:
    """For each fact (with the field it is written in) the link that adds it."""
    return [
        (fact, best_edit_link(about, city, site, language, field)) for fact, field in fields.items()
    ]


def _kind(about: Place | Event) -> str:
    return "place" if isinstance(about, Place) else "event"


def _key(about: Place | Event) -> Key:
    return _kind(about), about.id


def _name(about: Place | Event, language: str) -> str:
    return (about.name if isinstance(about, Place) else about.title).words(language)


def _around_title(
    purpose: Purpose, about: Place | Event, site: Site, language: str
) -> tuple[str, str]:
    """What is said before and after the title; nothing is said of an edit, it speaks for itself."""
    if purpose == "edit":
        return "", ""
    address = site.url(site.address(_key(about), language))
    said = site.phrases[language](f"contribute.{purpose}.message", title=_MARK, address=address)
    before, _, after = said.partition(_MARK)
    return before, after


def _issue(
    repository: str, purpose: Purpose, about: Place | Event, site: Site, language: str
) -> str:
    t = site.phrases[language]
    values = {
        "template": CORRECTION_FORM,
        "title": t(f"contribute.{purpose}.subject", title=_name(about, language)),
        "record": "/" + site.address(_key(about), language),
    }
    return f"{repository}/issues/new?{urlencode(values, quote_via=quote)}"


def mail_link(address: str, subject: str, message: str) -> str:
    """A mail that is begun; without an address the visitor chooses to whom.

    RFC 6068: spaces and line breaks are percent-encoded, never `+`. Where both would be too long
    for a mail program, the subject is left to the visitor.
    """
    start = f"mailto:{quote(address)}?"
    whole = start + urlencode({"subject": subject, "body": message}, quote_via=quote)
    if len(whole) <= _LONGEST_MAIL:
        return whole
    return start + urlencode({"body": message}, quote_via=quote)
