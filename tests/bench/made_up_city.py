"""A city of made-up places on the real city's ground: the same number and seed, the same places.

Words are syllables put together by the rules of Turkish vowel harmony, used as often as words are
(Zipf), with endings; places lie around the seats of their districts, more where more people live.
"""

from __future__ import annotations

import dataclasses
import random

from learning_city.city.city import City
from learning_city.ground.lettering import identifier
from learning_city.model.fields import Ages, Point, Station
from learning_city.model.place import Access, Place, Transit
from learning_city.words.local_text import LocalText

ANSWERS = ("yes", "limited", "no")
COSTS = ("free", "low-cost", "paid", "varies", "unknown")
AGES = [
    Ages(4, 7),
    Ages(6, 10),
    Ages(7, 12),
    Ages(8, 13),
    Ages(11, 15),
    Ages(15, None),
    Ages(5, 99),
]
STEMS, STOPS = 4000, 300


class Words:
    """A language of its own, with frequencies like those of a real one."""

    def __init__(self, draw: random.Random) -> None:
        self.draw = draw
        stems = {self._stem() for _ in range(STEMS * 2)}
        self.stems = sorted(stems)[:]
        draw.shuffle(self.stems)
        self.stems = self.stems[:STEMS]
        self.weights = [1 / (rank + 3) for rank in range(len(self.stems))]

    def _stem(self) -> str:
        vowels = self.draw.choice(("aıou", "eiöü"))
        onset = "b c ç d f g h k l m n p r s ş t v y z".split()
        coda = ["", "", "n", "r", "k", "l", "ş", "t", "z", "m"]
        return "".join(
            self.draw.choice(onset) + self.draw.choice(vowels) + self.draw.choice(coda)
            for _ in range(self.draw.choice((1, 2, 2, 2, 3)))
        )

    def some(self, count: int) -> list[str]:
        """Words as they stand in a sentence, with and without endings."""
        chosen = self.draw.choices(self.stems, self.weights, k=count)
        return [self._with_ending(word) if self.draw.random() < 0.4 else word for word in chosen]

    def _with_ending(self, word: str) -> str:
        last = next(letter for letter in reversed(word) if letter in "aıoueiöü")
        soft = last in "eiöü"
        return word + self.draw.choice(
            ("ler", "de", "den", "in", "i") if soft else ("lar", "da", "dan", "ın", "ı")
        )

    def sentence(self, count: int) -> str:
        return " ".join(self.some(count)).capitalize() + "."

    def name(self) -> str:
        return " ".join(
            word.capitalize()
            for word in self.draw.choices(self.stems, k=self.draw.choice((1, 2, 2)))
        )


def made_up(real: City, count: int, seed: int = 35) -> City:
    """The real city's settings and vocabularies, with `count` places that do not exist."""
    draw = random.Random(seed)
    words = Words(draw)
    districts = list(real.districts.values())
    weights = [district.population.value if district.population else 1 for district in districts]
    stops = [(draw.choice(("metro", "tram", "bus", "ferry")), words.name()) for _ in range(STOPS)]
    kinds = list(real.kinds.values())
    usual = [1 / (rank + 2) for rank in range(len(kinds))]
    places, taken = [], set()
    while len(places) < count:
        district = draw.choices(districts, weights)[0]
        kind = draw.choices(kinds, usual)[0]
        stem = words.name()
        place = Place.model_construct(
            name=LocalText(
                {"tr": f"{stem} {kind.label.words('tr')}", "en": f"{stem} {kind.label.words('en')}"}
            ),
            kind=kind.id,
            district=district.id,
            address=f"{words.name()} Mah., {draw.randint(1, 9000)}. Sokak",
            location=_somewhere(draw, real, district),
            themes=tuple(draw.sample(list(real.themes), draw.choice((1, 2, 2, 3)))),
            audiences=tuple(name for name in real.audiences if draw.random() < 0.5) or ("cocuk",),
            summary=LocalText({"tr": words.sentence(12), "en": words.sentence(12)}),
            cost=draw.choices(COSTS, (5, 1, 2, 1, 4))[0],
            access=Access.model_construct(
                **{
                    name: draw.choices(ANSWERS, (6, 2, 2))[0]
                    for name in Access.model_fields
                    if draw.random() < 0.35
                }
            ),
            stations=tuple(_station(draw, words) for _ in range(draw.choice((0, 1, 2, 3)))),
            transit=tuple(
                Transit.model_construct(mode=mode, name=name)
                for mode, name in draw.sample(stops, draw.choice((0, 0, 1)))
            ),
        )
        base = name = identifier(place.name.words("tr"))
        number = 1
        while name in taken:
            number += 1
            name = f"{base}-{number}"
        taken.add(name)
        place.place_at(name, f"places/{district.id}/{name}.yaml")
        places.append(place)
    # What names the real places is left out with them.
    return dataclasses.replace(
        real, places=tuple(places), events=(), occurrences=(), routes=(), notices=()
    )


def _station(draw: random.Random, words: Words) -> Station:
    return Station.model_construct(
        title=LocalText({"tr": words.sentence(2), "en": words.sentence(2)}),
        ages=draw.choice(AGES),
        minutes=draw.choice((10, 15, 20, 30)),
        themes=(),
        prompt=LocalText({"tr": words.sentence(18), "en": words.sentence(18)}),
        materials=(),
    )


def _somewhere(draw: random.Random, city: City, district) -> Point:
    """A point inside the city's bounds, mostly around where people live."""
    bounds = city.settings.bounds
    middle = district.seat or city.settings.center
    spread = draw.choice((0.006, 0.02, 0.06))
    lat = min(bounds.north, max(bounds.south, draw.gauss(middle.lat, spread)))
    lon = min(bounds.east, max(bounds.west, draw.gauss(middle.lon, spread)))
    return Point.model_construct(lat=round(lat, 5), lon=round(lon, 5))
