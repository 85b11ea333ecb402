"""The one source of "now": passed in, never asked for, so that a build can be repeated.

`LEARNING_CITY_NOW` (ISO 8601, for instance `2026-12-05T14:00`) fixes it for tests and for
rebuilding an old commit; `SOURCE_DATE_EPOCH` (seconds since 1970, reproducible-builds.org) works
too. Only the day is used by pages, so builds of one commit on one day are identical.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Clock:
    """A moment in the time zone of the city."""

    now: datetime

    @property
    def today(self) -> date:
        """The calendar day in the city."""
        return self.now.date()

    @property
    def zone(self) -> ZoneInfo:
        """The city's time zone."""
        zone = self.now.tzinfo
        assert isinstance(zone, ZoneInfo)
        return zone


def clock_from(environment: Mapping[str, str], zone_name: str) -> Clock:
    """The clock that `environment` asks for, else the real one, in the zone `zone_name`.

    Raises `ValueError` when the environment holds something that is not a date and time.
    """
    zone = ZoneInfo(zone_name)
    if fixed := environment.get("LEARNING_CITY_NOW"):
        moment = datetime.fromisoformat(fixed)
        return Clock(moment.astimezone(zone) if moment.tzinfo else moment.replace(tzinfo=zone))
    if epoch := environment.get("SOURCE_DATE_EPOCH"):
        return Clock(datetime.fromtimestamp(int(epoch), zone))
    return Clock(datetime.now(zone))
