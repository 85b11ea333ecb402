"""The kinds of value that fields are made of, and what is said when a value is not one.

pydantic's door. Everything arrives as text (`source/yaml_nodes.py`), so each type here reads text
strictly: what it accepts means one thing only. A refusal is a `PydanticCustomError` whose type is
the code of a `Problem`; a repaired value travels along whenever there is one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import cached_property, lru_cache
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    PlainValidator,
    PrivateAttr,
    TypeAdapter,
    ValidationInfo,
    WithJsonSchema,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import PydanticCustomError, core_schema

from ..ground.lettering import nearest
from ..words.languages import is_language
from ..words.local_text import LocalText


@dataclass(frozen=True)
class Known:
    """What a file is read against: languages, time zone, and every id that may be named.

    `ids` maps a family (`themes`, `places`, …) to its ids, each with the words people may write
    for it. `choices` does the same for fixed values such as `free`. `named`, where there is one,
    gathers the references that were followed: family and id.
    """

    languages: tuple[str, ...] = ("tr", "en")
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("UTC"))
    ids: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    named: set[tuple[str, str]] | None = None

    def suggestion(self, family: str, word: str) -> str | None:
        """The id of `family` that `word` most likely means."""
        return suggest(word, self.ids.get(family, {}))


def suggest(word: str, known: Mapping[str, tuple[str, ...]]) -> str | None:
    """The key whose own spelling or one of whose labels is nearest to `word`."""
    by_word = {label: identifier for identifier, labels in known.items() for label in labels}
    by_word.update({identifier: identifier for identifier in known})
    found = nearest(word, by_word)
    return by_word[found] if found else None


def _known(info: ValidationInfo) -> Known:
    return info.context if isinstance(info.context, Known) else Known()


def refuse(code: str, remedy: str = "", **values: object) -> PydanticCustomError:
    """A refusal that `model/reading.py` turns into a `Problem` with this code."""
    context = {key: str(value) for key, value in values.items()}
    return PydanticCustomError(code, "{remedy}", {"remedy": remedy, **context})


class Part(BaseModel):
    """A group of fields. Unknown keys are errors; nothing changes after reading."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, str_strip_whitespace=True, arbitrary_types_allowed=True
    )


class Contribution(Part):
    """The root of a file: knows its id (the file name) and where it stands."""

    _id: str = PrivateAttr(default="")
    _path: str = PrivateAttr(default="")

    def place_at(self, identifier: str, path: str) -> None:
        """Told once, by the reader of the file."""
        self._id, self._path = identifier, path

    @cached_property
    def id(self) -> str:
        """ASCII, lower case, hyphens; unique in its kind; permanent."""
        return self._id

    @cached_property
    def path(self) -> str:
        """The file, relative to the project, with `/`."""
        return self._path

    def __hash__(self) -> int:
        return hash((type(self).__name__, self._id))


# --- Text ---------------------------------------------------------------------------------------


class _Checked:
    """A text with one more demand on it, and what the JSON Schema says of that demand."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.with_info_after_validator_function(self.check, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {**handler(schema), **self.described()}

    def check(self, value: str, info: ValidationInfo) -> str:
        """The text itself when it is right; raises a refusal when it is not."""
        raise NotImplementedError

    def described(self) -> JsonSchemaValue:
        """The demand in the words of JSON Schema."""
        raise NotImplementedError


@dataclass(frozen=True)
class _AtMost(_Checked):
    """Refuses a text longer than `limit` characters."""

    limit: int

    def described(self) -> JsonSchemaValue:
        return {"minLength": 1, "maxLength": self.limit}

    def check(self, value: str, info: ValidationInfo) -> str:
        if len(value) > self.limit:
            raise refuse("too-long", length=len(value), limit=self.limit)
        return value


FreeText = Annotated[str, _AtMost(300)]
"""One language-neutral line: an address, a credit."""

LANGUAGE = re.compile(r"[a-z]{2,3}\Z")


def _spread(value: object, info: ValidationInfo) -> object:
    """A plain string means the source language."""
    return {_known(info).languages[0]: value} if isinstance(value, str) else value


def _language_key(value: str, info: ValidationInfo) -> str:
    languages = _known(info).languages
    if value not in languages:
        raise refuse("unknown-language", language=value, known=", ".join(languages))
    return value


def language_code(value: str) -> str:
    """An ISO 639 code such as `tr`, of a language that has a name."""
    if not LANGUAGE.match(value) or not is_language(value):
        raise refuse("not-a-language", language=value)
    return value


LanguageCode = Annotated[
    str,
    AfterValidator(language_code),
    WithJsonSchema({"type": "string", "pattern": "^[a-z]{2,3}$", "x-code": "not-a-language"}),
]


@dataclass(frozen=True)
class _Local:
    """Reads a text, or texts by language, of at most `limit` characters each."""

    limit: int

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.with_info_plain_validator_function(self.read)

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        text = {"type": "string", "minLength": 1, "maxLength": self.limit}
        return {
            "anyOf": [text, {"type": "object", "minProperties": 1, "additionalProperties": text}]
        }

    def read(self, value: object, info: ValidationInfo) -> LocalText:
        spread = _spread(value, info)
        if not isinstance(spread, dict):
            raise refuse("wrong-shape", "wrong-shape/local-text", expected="text")
        if not spread:
            raise refuse("empty-value")
        known = _known(info)
        stripped = {
            key: text.strip() if isinstance(text, str) else text for key, text in spread.items()
        }
        checked = _texts(self.limit).validate_python(stripped, context=known)
        # Source language first, whatever the order in the file: fallbacks must not depend on it.
        return LocalText({code: checked[code] for code in known.languages if code in checked})


@lru_cache(maxsize=16)
def _texts(limit: int) -> TypeAdapter[dict[str, str]]:
    return TypeAdapter(
        dict[Annotated[str, AfterValidator(_language_key)], Annotated[str, _AtMost(limit)]]
    )


LocalName = Annotated[LocalText, _Local(120)]
LocalSentence = Annotated[LocalText, _Local(200)]
Prompt = Annotated[LocalText, _Local(240)]
LongText = Annotated[LocalText, _Local(8000)]


# --- Numbers ------------------------------------------------------------------------------------


def whole(least: int, most: int) -> PlainValidator:
    """Reads a whole number between two bounds, both allowed."""

    def read(value: object) -> int:
        if isinstance(value, str) and re.fullmatch("[0-9]{1,9}", value.strip()):
            number = int(value)
            if least <= number <= most:
                return number
            raise refuse("number-out-of-range", value=value, least=least, most=most)
        raise refuse("not-a-whole-number", value=value)

    return PlainValidator(read, json_schema_input_type=Annotated[int, Field(ge=least, le=most)])


_DECIMAL = re.compile(r"[+-]?[0-9]{1,9}(?:\.[0-9]{1,20})?\Z")


def _decimal(value: object, remedy: str = "") -> float:
    text = value.strip() if isinstance(value, str) else ""
    if _DECIMAL.match(text):
        return float(text)
    repaired = text.replace(",", ".").rstrip("°NSEWKGDB ")
    if text and _DECIMAL.match(repaired):
        raise refuse("not-a-number", "not-a-number/repaired", value=text, repaired=repaired)
    raise refuse("not-a-number", remedy, value=value)


def _degrees(limit: float) -> PlainValidator:
    def read(value: object) -> float:
        number = _decimal(value, "not-a-number/degrees")
        if abs(number) > limit:
            raise refuse("number-out-of-range", value=value, least=-limit, most=limit)
        return number

    rule = Field(ge=-limit, le=limit, json_schema_extra={"x-remedy": "not-a-number/degrees"})
    return PlainValidator(read, json_schema_input_type=Annotated[float, rule])


Latitude = Annotated[float, _degrees(90)]
"""WGS84 degrees north."""
Longitude = Annotated[float, _degrees(180)]
"""WGS84 degrees east."""


def _amount(value: object) -> float:
    return _decimal(value)


Amount = Annotated[
    float, PlainValidator(_amount), Field(ge=0), WithJsonSchema({"type": "number", "minimum": 0})
]


_FLAGS = {"yes": True, "true": True, "no": False, "false": False}


def _flag(value: object) -> bool:
    if isinstance(value, str) and value.strip().lower() in _FLAGS:
        return _FLAGS[value.strip().lower()]
    raise refuse("not-a-flag", value=value)


Flag = Annotated[
    bool,
    PlainValidator(_flag),
    WithJsonSchema({"enum": ["yes", "no", True, False], "x-code": "not-a-flag"}),
]


# --- Ids ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Reference(_Checked):
    """The id of something else in the city; `family` says of what."""

    family: str

    def described(self) -> JsonSchemaValue:
        return {"x-family": self.family}

    def check(self, value: str, info: ValidationInfo) -> str:
        known = _known(info)
        ids = known.ids.get(self.family)
        if ids is None or value in ids:
            if known.named is not None:
                known.named.add((self.family, value))
            return value
        # What it may have meant is looked up when it is told: a search, and files can be hostile.
        raise refuse("unknown-reference", value=value, family=self.family)


ThemeId = Annotated[str, _Reference("themes")]
AudienceId = Annotated[str, _Reference("audiences")]
StrandId = Annotated[str, _Reference("strands")]
KindId = Annotated[str, _Reference("place-kinds")]
DistrictId = Annotated[str, _Reference("districts")]
OrganizerId = Annotated[str, _Reference("organizers")]
PlaceId = Annotated[str, _Reference("places")]
SdgId = Annotated[str, _Reference("sdg")]
RoleId = Annotated[str, _Reference("educator-roles")]
WeekdayId = Annotated[str, _Reference("weekdays")]


# --- Dates --------------------------------------------------------------------------------------

FIRST_YEAR, LAST_YEAR = 1900, 2200
"""Dates outside are slips of the pen."""

# ASCII digits only: `\d` would also take those of other scripts.
_DAY = re.compile("([0-9]{4})-([0-9]{2})-([0-9]{2})\\Z")
_MOMENT = re.compile(
    "([0-9]{4}-[0-9]{2}-[0-9]{2})[ T]([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?"
    " ?(Z|[+-][0-9]{2}:?[0-9]{2})?\\Z"
)
_CLOCK = "(?:[ T]+([0-9]{1,2})[.:]([0-9]{2}))?\\Z"
_DAY_FIRST = re.compile(f"([0-9]{{1,2}})[./-]([0-9]{{1,2}})[./-]([0-9]{{4}}){_CLOCK}")
_YEAR_FIRST = re.compile(f"([0-9]{{4}})[./-]([0-9]{{1,2}})[./-]([0-9]{{1,2}}){_CLOCK}")


def _repaired_day(text: str) -> str | None:
    """`5.12.2026 14.00` is `2026-12-05 14:00`: the way Turkish writes dates, turned round."""
    if match := _DAY_FIRST.match(text):
        day, month, year, hour, minute = match.groups()
    elif match := _YEAR_FIRST.match(text):
        year, month, day, hour, minute = match.groups()
    else:
        return None
    try:
        written = date(int(year), int(month), int(day)).isoformat()
        if hour:
            written += time(int(hour), int(minute)).strftime(" %H:%M")
    except ValueError:
        return None
    return written if FIRST_YEAR <= int(year) <= LAST_YEAR else None


def _day(value: object) -> date:
    text = value.strip() if isinstance(value, str) else ""
    if match := _DAY.match(text):
        try:
            day = date(*map(int, match.groups()))
        except ValueError:
            raise refuse("no-such-day", value=text) from None
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise refuse("number-out-of-range", value=day.year, least=FIRST_YEAR, most=LAST_YEAR)
        return day
    repaired = _repaired_day(text)
    if repaired:
        raise refuse("bad-date", "bad-date/repaired", value=text, repaired=repaired[:10])
    raise refuse("bad-date", value=value)


def _moment(value: object, info: ValidationInfo) -> date | datetime:
    text = value.strip() if isinstance(value, str) else ""
    if _DAY.match(text):
        return _day(text)
    if not (match := _MOMENT.match(text)):
        repaired = _repaired_day(text)
        if repaired:
            raise refuse("bad-date", "bad-date/repaired", value=text, repaired=repaired)
        raise refuse("bad-date", "bad-date/moment", value=value)
    day, hour, minute, second, offset = match.groups()
    start = _day(day)
    try:
        moment = datetime.combine(start, time(int(hour), int(minute), int(second or 0)))
    except ValueError:
        raise refuse("no-such-time", value=f"{hour}:{minute}") from None
    zone = _known(info).zone
    if not offset:
        return moment.replace(tzinfo=zone)
    if offset == "Z":
        return moment.replace(tzinfo=UTC).astimezone(zone)
    sign = -1 if offset[0] == "-" else 1
    away = timedelta(hours=int(offset[1:3]), minutes=int(offset[-2:]))
    if away >= timedelta(hours=24):
        raise refuse("no-such-time", value=offset)
    return moment.replace(tzinfo=timezone(sign * away)).astimezone(zone)


_DAY_PATTERN = "(?:19[0-9]{2}|2[01][0-9]{2}|2200)-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
_TIME_PATTERN = "(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?"
_OFFSET_PATTERN = "(?: ?(?:Z|[+-](?:[01][0-9]|2[0-3]):?[0-5][0-9]))?"

_YEARS = {"type": "string", "x-years": [FIRST_YEAR, LAST_YEAR]}

Day = Annotated[
    date,
    PlainValidator(_day),
    WithJsonSchema({**_YEARS, "pattern": f"^{_DAY_PATTERN}$", "x-code": "bad-date"}),
]
Moment = Annotated[
    date | datetime,
    PlainValidator(_moment),
    WithJsonSchema(
        {
            **_YEARS,
            "pattern": f"^{_DAY_PATTERN}(?:[ T]{_TIME_PATTERN}{_OFFSET_PATTERN})?$",
            "x-code": "bad-date",
            "x-remedy": "bad-date/moment",
        }
    ),
]
"""A calendar day, or a time in the city's zone unless an offset is written (RFC 3339)."""


@dataclass(frozen=True, slots=True)
class Ages:
    """From `least` to `most` years; `most` is None for "and older"."""

    least: int
    most: int | None

    def overlaps(self, other: Ages) -> bool:
        """Whether one person can be in both."""
        return (self.most is None or other.least <= self.most) and (
            other.most is None or self.least <= other.most
        )


def _ages(value: object) -> Ages:
    text = value.strip() if isinstance(value, str) else ""
    if match := re.fullmatch(r"([0-9]{1,3})(?: ?[-–] ?([0-9]{1,3})|(\+))?", text):
        least = int(match[1])
        most = None if match[3] else int(match[2] or match[1])
        if most is not None and most < least:
            raise refuse("bad-ages", "bad-ages/repaired", value=text, repaired=f"{most}-{least}")
        if least <= 120 and (most or 0) <= 120:
            return Ages(least, most)
    raise refuse("bad-ages", value=value)


AgesField = Annotated[
    Ages,
    PlainValidator(_ages),
    WithJsonSchema(
        {
            "type": ["string", "integer"],  # `7` alone is a number to a YAML editor
            "pattern": r"^(?:[0-9]|[1-9][0-9]|1[01][0-9]|120)(?: ?[-–] ?[0-9]{1,3}|\+)?$",
            "minimum": 0,
            "maximum": 120,
            "x-code": "bad-ages",
        }
    ),
]


# --- Addresses ----------------------------------------------------------------------------------


def web_address_parts(value: str) -> tuple[str, str] | None:
    """Scheme and host of an absolute http(s) address, or None when it is not a clean one."""
    if not re.fullmatch(r"[^\s<>\"\\^`{|}\x00-\x20]{1,2000}", value):
        return None
    try:
        parts = urlsplit(value)
        host = parts.hostname or ""
        parts.port  # noqa: B018 (raises for a port that is not a number)
    except ValueError:
        return None
    if (
        parts.scheme not in ("http", "https")
        or not value.lower().startswith((f"{parts.scheme}://",))
        or "." not in host
        or parts.username is not None
    ):
        return None
    return parts.scheme, host


def _web_address(value: str) -> str:
    if web_address_parts(value):
        return value
    if re.match(r"(www\.)?[\w-]+(\.[\w-]+)+(/\S*)?\Z", value):
        raise refuse(
            "bad-address", "bad-address/repaired", value=value, repaired=f"https://{value}"
        )
    raise refuse("bad-address", value=value[:200])


WebAddress = Annotated[
    str,
    AfterValidator(_web_address),
    WithJsonSchema(
        {
            "type": "string",
            "maxLength": 2000,
            "pattern": (
                r'^[Hh][Tt][Tt][Pp][Ss]?://[^\s<>"\\^`{|}/?#@]*\.[^\s<>"\\^`{|}/?#@]*'
                r'(?:[/?#][^\s<>"\\^`{|}]*)?$'
            ),
            "x-code": "bad-address",
        }
    ),
]


@dataclass(frozen=True)
class _Pattern(_Checked):
    """Refuses, with its own code, a text that does not match as a whole."""

    pattern: str
    code: str

    def described(self) -> JsonSchemaValue:
        return {"pattern": f"^{self.pattern}$", "x-code": self.code}

    def check(self, value: str, info: ValidationInfo) -> str:
        if not re.fullmatch(self.pattern, value):
            raise refuse(self.code, value=value[:100])
        return value


PHONE = r"(?:\+?[1-9]|0[ ()/-]{0,3}[0-9])(?:[ ()/-]{0,3}[0-9]){6,19}\)?"
"""Seven digits at least, as short numbers such as 444 0 000 have; a leading 0 does not count."""
Phone = Annotated[str, _Pattern(PHONE, "bad-phone")]
Email = Annotated[
    str,
    _Pattern(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+", "bad-email"),
]
OsmId = Annotated[str, _Pattern(r"(?:node|way|relation)/[0-9]{1,15}", "bad-osm-id")]
WikidataId = Annotated[str, _Pattern(r"Q[0-9]{1,12}", "bad-wikidata-id")]
FileId = Annotated[str, _Pattern(r"[a-z0-9]+(?:-[a-z0-9]+)*", "bad-id")]
PhotoFile = Annotated[
    str,
    # Cameras write IMG_0042.JPG.
    _Pattern(
        r"[A-Za-z0-9][A-Za-z0-9._-]{0,80}\.(?:[jJ][pP][eE]?[gG]|[pP][nN][gG]|[wW][eE][bB][pP])",
        "bad-photo-file",
    ),
]


# --- Groups of fields that several contributions share ------------------------------------------

AccessAnswer = Literal["yes", "limited", "no"]


class Point(Part):
    """A place on the Earth, WGS84 degrees."""

    lat: Latitude = Field(examples=["38.41920"])
    lon: Longitude = Field(examples=["27.12870"])


class Source(Part):
    """Where a fact comes from and under which licence."""

    title: LocalName = Field(examples=["Örnek Belediyesi, kütüphaneler sayfası"])
    url: WebAddress | None = None
    license: FreeText | None = Field(default=None, examples=["CC BY 4.0"])
    accessed: Day | None = None
    confidence: (
        Literal["two-sources", "two-datasets-same-publisher", "one-source", "general-knowledge"]
        | None
    ) = None
    note: LongText | None = None


class Photo(Part):
    """A picture lying beside the file."""

    file: PhotoFile
    alt: LocalSentence
    credit: FreeText
    license: FreeText


class Station(Part):
    """Something to do, ask or find out: what makes a place a semi-structured learning space."""

    title: LocalName
    ages: AgesField = Field(examples=["7-12"])
    minutes: Annotated[int, whole(1, 480)] | None = None
    themes: tuple[ThemeId, ...] = ()
    prompt: Prompt
    materials: tuple[LocalName, ...] = ()
    company: tuple[Literal["family", "class", "alone"], ...] = ()
    """With whom it works; empty where nobody has said, which rules nobody out."""
