"""Places, events and people as schema.org's vocabulary, for search engines (JSON-LD).

Only what a file says is said here: unknown stays absent.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from ..city.city import City
from ..city.schedule import Occurrence
from ..model.event import Event
from ..model.organizer import Organizer
from ..model.place import Place
from .opening_data import opening_data
from .photographs import pictures_of
from .site import Site

_STATUS = {
    "cancelled": "EventCancelled",
    "postponed": "EventPostponed",
    "moved": "EventRescheduled",
}

JsonLd = dict[str, object]


def _kept(values: Mapping[str, object]) -> JsonLd:
    return {key: value for key, value in values.items() if value not in (None, "", [], {})}


def place_data(place: Place, city: City, site: Site, language: str) -> JsonLd:
    """A `Place`, more precisely named by its kind where schema.org has a word."""
    kind = city.kinds[place.kind]
    access = place.access
    features = [
        {"@type": "LocationFeatureSpecification", "name": name, "value": answer == "yes"}
        for name, answer in (("wheelchair", access.wheelchair), ("toilets", access.toilets))
        if answer in ("yes", "no")
    ]
    return _kept(
        {
            "@context": "https://schema.org",
            "@type": kind.schema_type or "Place",
            "@id": site.url(site.address(("place", place.id), site.source_language)),
            "name": place.name.words(language),
            "description": place.summary.words(language),
            "url": site.url(site.address(("place", place.id), language)),
            "address": _address(place, city),
            "geo": {
                "@type": "GeoCoordinates",
                "latitude": place.location.lat,
                "longitude": place.location.lon,
            },
            "telephone": place.phone,
            "email": place.email,
            "sameAs": place.website,
            "image": [site.url(picture.address) for picture in pictures_of(place, site)],
            "isAccessibleForFree": True if place.cost == "free" else None,
            "amenityFeature": features,
            **opening_data(place, city),
        }
    )


def _address(place: Place, city: City) -> JsonLd:
    source = city.settings.languages[0]
    return _kept(
        {
            "@type": "PostalAddress",
            "streetAddress": place.address,
            "addressLocality": city.districts[place.district].label.words(source),
            "addressRegion": city.settings.name.words(source),
            "addressCountry": city.settings.country,
        }
    )


def _moment(value: date | datetime) -> str:
    return value.isoformat()


def event_data(event: Event, shown: Occurrence, city: City, site: Site, language: str) -> JsonLd:
    """An `Event` at the occurrence that the page shows first."""
    price = event.cost
    offer = (
        _kept(
            {
                "@type": "Offer",
                "price": price.amount,
                "priceCurrency": price.currency,
                "url": event.registration.url if event.registration else None,
            }
        )
        if price.amount is not None
        else None
    )
    return _kept(
        {
            "@context": "https://schema.org",
            "@type": "Event",
            "name": event.title.words(language),
            "description": event.summary.words(language) if event.summary else None,
            "url": site.url(site.address(("event", event.id), language)),
            "image": [site.url(picture.address) for picture in pictures_of(event, site)],
            "startDate": _moment(shown.start),
            "previousStartDate": _moment(shown.planned) if shown.planned != shown.start else None,
            "endDate": _moment(shown.end) if shown.end else None,
            "eventStatus": f"https://schema.org/{_STATUS.get(shown.status, 'EventScheduled')}",
            "eventAttendanceMode": "https://schema.org/"
            + (
                "OnlineEventAttendanceMode"
                if event.online and not event.place
                else "MixedEventAttendanceMode"
                if event.online
                else "OfflineEventAttendanceMode"
            ),
            "location": _event_location(shown, city, site, language),
            "organizer": [
                _kept(
                    {
                        "@type": "Organization",
                        "name": organizer.name.words(language),
                        "url": organizer.website,
                    }
                )
                for organizer in _organizers(event, city)
            ],
            "offers": offer,
            "isAccessibleForFree": True if price.kind == "free" else None,
            "inLanguage": list(event.languages),
            "typicalAgeRange": _age_range(event),
            "maximumAttendeeCapacity": event.registration.capacity if event.registration else None,
        }
    )


def _organizers(event: Event, city: City) -> list[Organizer]:
    return [city.organizers[one] for one in event.organizers if one in city.organizers]


def _age_range(event: Event) -> str | None:
    if event.ages is None:
        return None
    return f"{event.ages.least}-{'' if event.ages.most is None else event.ages.most}"


def _event_location(shown: Occurrence, city: City, site: Site, language: str) -> JsonLd:
    event = shown.event
    if shown.place:
        place = city.place(shown.place)
        return {
            "@type": "Place",
            "name": place.name.words(language),
            "url": site.url(site.address(("place", place.id), language)),
            "address": _address(place, city),
        }
    if event.online:
        return {"@type": "VirtualLocation", "url": event.online}
    if event.location:
        return _kept(
            {
                "@type": "Place",
                "address": event.address,
                "geo": {
                    "@type": "GeoCoordinates",
                    "latitude": event.location.lat,
                    "longitude": event.location.lon,
                },
            }
        )
    return {
        "@type": "City",
        "name": city.settings.name.words(language),
        "address": {
            "@type": "PostalAddress",
            "addressRegion": city.settings.name.words(language),
            "addressCountry": city.settings.country,
        },
    }


def organizer_data(organizer: Organizer, site: Site, language: str) -> JsonLd:
    """An `Organization`."""
    return _kept(
        {
            "@context": "https://schema.org",
            "@type": "Organization",
            "name": organizer.name.words(language),
            "description": organizer.summary.words(language),
            "url": organizer.website
            or site.url(site.address(("organizer", organizer.id), language)),
            "foundingDate": str(organizer.founded) if organizer.founded else None,
            "email": organizer.email,
            "telephone": organizer.phone,
        }
    )
