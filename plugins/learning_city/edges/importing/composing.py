"""A record becomes the data of one of our files; only what the source said and what we know.

Required fields that a source does not have come from `importers.yaml` (learning fields, audiences)
or are a plain statement of fact (a summary from kind and district). Texts are taken over only under
a licence; without one the facts alone are: name, time, place, link.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from ...city.draft import Draft
from ...ground.lettering import fold, lower
from ...model.event import Event
from ...model.importers import Filing, Importer
from ...model.place import Place
from ...words.phrases import Phrases
from ...words.prose import to_plain
from .cleaning import DESCRIPTION_LENGTH, SUMMARY_LENGTH, first_sentence, one_line, shortened
from .matching import Places
from .records import EventRecord, PlaceRecord, Spot, Unusable

EVENT_ORDER = tuple(info.alias or name for name, info in Event.model_fields.items())
PLACE_ORDER = tuple(info.alias or name for name, info in Place.model_fields.items())

_SHORTEST_SUMMARY = 15

Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Terms:
    """What the files say of their source, and how records are filed. `title` is by language."""

    title: Texts
    url: str = ""
    license: str = ""
    note: Texts = field(default_factory=dict)
    language: str = ""
    organizers: tuple[str, ...] = ()
    filing: Filing = field(default_factory=Filing)
    filings: Mapping[str, Filing] = field(default_factory=dict)

    @classmethod
    def of(cls, importer: Importer, language: str) -> Terms:
        """The terms of a source in `importers.yaml`."""
        origin = importer.source
        return cls(
            title=origin.title.texts,
            url=origin.url or "",
            license=origin.license or "",
            note=origin.note.texts if origin.note else {},
            language=importer.language or language,
            organizers=importer.organizers,
            filing=importer.otherwise or Filing(),
            filings={
                fold(word): filing for word, filing in {**importer.kinds, **importer.layers}.items()
            },
        )

    def file_under(self, kinds: Iterable[str]) -> Filing:
        """The words for a record of just these kinds. Raises `Unusable` when it is left out."""
        for kind in kinds:
            if (filing := self.filings.get(fold(kind))) is not None:
                if filing.skip:
                    raise Unusable("unwanted-kind", kind=kind)
                return filing
        return Filing()

    def source(self, accessed: date, page: str = "") -> dict[str, object]:
        """The entry for `sources:`."""
        return {
            "title": dict(self.title),
            "url": page or self.url,
            "license": self.license,
            "accessed": accessed,
            "note": dict(self.note),
        }


@dataclass(frozen=True, slots=True)
class Composer:
    """Writes for one city, with one source's terms."""

    draft: Draft
    phrases: Mapping[str, Phrases]
    places: Places
    terms: Terms

    @property
    def zone(self) -> ZoneInfo:
        """The city's time zone."""
        return self.draft.known.zone

    # --- Events ---

    def event(self, record: EventRecord, accessed: date) -> dict[str, object]:
        """The data of an event's file. Raises `Unusable`."""
        filing = self.terms.file_under(record.kinds)
        themes, audiences = self._filed(filing, record.kinds, record.kinds)
        language = self.terms.language
        start, end = self.local(record.start), self.local(record.end)
        if end is not None and _written(end) < _written(start):
            raise Unusable("end-before-start", start=_written(start), end=_written(end))
        description = record.description if self.terms.license else ""
        summary, rest = _told(description)
        return {
            "title": {language: record.title},
            **self._setting(record),
            "start": _written(start),
            "end": _written(end) if end is not None else None,
            "repeat": dict(record.repeat),
            "rrule": record.rrule,
            "status": record.status,
            "themes": themes,
            "audiences": audiences,
            "strand": filing.strand or self.terms.filing.strand,
            "cost": _cost(record),
            "registration": {"url": record.tickets},
            "organizers": list(self.terms.organizers),
            "summary": {language: summary},
            "description": {language: rest},
            "sources": [self.terms.source(accessed, record.page)],
        }

    def local(self, moment: date | datetime | None) -> date | datetime | None:
        """The moment on the city's clocks."""
        if isinstance(moment, datetime) and moment.tzinfo is not None:
            return moment.astimezone(self.zone).replace(tzinfo=None)
        return moment

    def _setting(self, record: EventRecord) -> dict[str, object]:
        if place := self.venue_of(record):
            return {"place": place, "online": record.online}
        if record.spot is not None:
            return {
                "online": record.online,
                "location": _point(record.spot),
                "address": shortened(record.venue, 300),
            }
        if record.online:
            return {"online": record.online}
        if record.venue:
            near = ", ".join(self.places.nearest(record.venue))
            reason = "unsure-venue" if near else "unknown-venue"
            raise Unusable(reason, venue=shortened(record.venue, 80), near=near)
        raise Unusable("no-setting")

    def venue_of(self, record: EventRecord) -> str | None:
        """The place of ours where the event happens."""
        return self.places.venue(record.venue) if record.venue else None

    def _filed(
        self, filing: Filing, theme_words: Iterable[str], audience_words: Iterable[str]
    ) -> tuple[list[str], list[str]]:
        """Learning fields and audiences: by kind, by words that are ours too, by the source."""
        general = self.terms.filing
        themes = filing.themes or self._ids("themes", theme_words) or general.themes
        audiences = filing.audiences or self._ids("audiences", audience_words) or general.audiences
        if not themes or not audiences:
            raise Unusable("not-filed", kind=", ".join(theme_words)[:80])
        return list(themes), list(audiences)

    def _ids(self, family: str, words: Iterable[str]) -> list[str]:
        known = {
            fold(word): identifier
            for identifier, labels in self.draft.known.ids.get(family, {}).items()
            for word in (identifier, *labels)
        }
        found = [known[fold(word)] for word in words if fold(word) in known]
        return list(dict.fromkeys(found))

    # --- Places ---

    def place(self, record: PlaceRecord, accessed: date) -> dict[str, object]:
        """The data of a place's file. Raises `Unusable`."""
        bounds = self.draft.settings.bounds
        spot = record.spot
        if not (
            bounds.south <= spot.lat <= bounds.north and bounds.west <= spot.lon <= bounds.east
        ):
            raise Unusable("outside-city", lat=f"{spot.lat}", lon=f"{spot.lon}")
        district = self.district(record)
        filing = self.terms.file_under(record.kinds)
        themes, audiences = self._filed(filing, record.themes, record.audiences)
        kind = self.kind(record)
        if kind is None:
            raise Unusable("unknown-kind", kind=", ".join(record.kinds)[:80])
        licence = record.source.get("license") or self.terms.license
        summary, description = self._place_texts(record, kind, district, licence)
        return {
            "name": dict(record.name),
            "kind": kind,
            "district": district,
            "address": record.address,
            "location": _point(spot),
            "themes": themes,
            "audiences": audiences,
            "summary": summary,
            "description": description,
            "cost": "unknown",
            **{key: value for key, value in record.facts.items() if value},
            "sources": [self._place_source(record, accessed)],
        }

    def kind(self, record: PlaceRecord) -> str | None:
        """The kind it is filed under, or that its own word for it names."""
        if filed := self.terms.file_under(record.kinds).kind:
            return filed
        return next(iter(self._ids("place-kinds", record.kinds)), None)

    def _place_texts(
        self, record: PlaceRecord, kind: str, district: str, licence: str
    ) -> tuple[dict[str, str], dict[str, str]]:
        """Summary and description: the source's where its licence allows, else the plain fact."""
        language = self.terms.language
        if licence and record.summary:
            summary = {
                code: shortened(text, SUMMARY_LENGTH) for code, text in record.summary.items()
            }
            return summary, {}
        told, rest = _told(record.description) if licence else ("", "")
        if len(told) >= _SHORTEST_SUMMARY:
            return {language: told}, {language: rest} if rest else {}
        return self._plain_summary(kind, district), {}

    def _plain_summary(self, kind: str, district: str) -> dict[str, str]:
        """What and where it is, in every language: `Konak ilçesinde bir kütüphane.`."""
        labels = {
            family: self.draft.known.ids.get(family, {}) for family in ("place-kinds", "districts")
        }
        languages = self.draft.settings.languages
        summary = {}
        for number, code in enumerate(languages):
            kinds = labels["place-kinds"].get(kind) or (kind,)
            districts = labels["districts"].get(district) or (district,)
            summary[code] = self.phrases[code](
                "import.plain_summary",
                kind=lower(kinds[min(number, len(kinds) - 1)], code),
                district=districts[0],
            )
        return summary

    def _place_source(self, record: PlaceRecord, accessed: date) -> dict[str, object]:
        if "source" not in record.source:
            return self.terms.source(accessed)
        return {
            "title": record.source["source"],
            "url": record.source.get("source_url", ""),
            "license": record.source.get("license", ""),
            "accessed": accessed,
        }

    def district(self, record: PlaceRecord) -> str:
        """The district the record names, or the one around its point. Raises `Unusable`."""
        named = self._ids("districts", [record.district]) if record.district else []
        outlines, spot = self.draft.outlines, record.spot
        around = outlines.district_at(spot.lat, spot.lon) if outlines is not None else None
        if named and outlines is not None and around is not None and around != named[0]:
            metres = outlines.metres_outside(named[0], spot.lat, spot.lon)
            if metres > _FAR_OUTSIDE_METRES:
                raise Unusable("other-district", named=named[0], around=around)
        district = named[0] if named else around
        if district is None:
            raise Unusable("unknown-district", district=record.district[:80])
        return district


_FAR_OUTSIDE_METRES = 1000.0


def _told(description: str) -> tuple[str, str]:
    """A one-sentence summary and the rest of a Markdown text; the summary may be empty.

    The sentence is taken out of the text only where the text begins with it, letter by letter.
    """
    description = _cut(description)
    plain = one_line(to_plain(description))
    if len(plain) <= SUMMARY_LENGTH and not any(sign in description for sign in ("\n", "](")):
        return plain, ""
    sentence = first_sentence(plain)
    if len(sentence) < _SHORTEST_SUMMARY or not description.startswith(sentence):
        return "", description
    return sentence, description[len(sentence) :].strip()


def _cut(description: str) -> str:
    """At most `DESCRIPTION_LENGTH` characters, in whole paragraphs if there are several."""
    if len(description) <= DESCRIPTION_LENGTH:
        return description
    whole = description[:DESCRIPTION_LENGTH].rpartition("\n\n")[0]
    return whole or shortened(description, DESCRIPTION_LENGTH)


def _cost(record: EventRecord) -> str | None:
    if record.free is None:
        return None
    return "free" if record.free else "paid"


def _written(moment: date | datetime | None) -> str:
    if isinstance(moment, datetime):
        return moment.strftime("%Y-%m-%d %H:%M")
    return moment.isoformat() if moment is not None else ""


def _point(spot: Spot) -> dict[str, str]:
    return {"lat": f"{spot.lat:.6f}", "lon": f"{spot.lon:.6f}"}
