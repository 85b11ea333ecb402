/* The same place or event told twice (`duplicates.py`). What the site has already arrives in `neighbours`,
   once a name and a point, or a day and a place, are there to be compared. */

import { metresBetween } from "./geography.js";
import { areAlike } from "./likeness.js";

const texts = (value, { sourceLanguage }) => (typeof value === "string" ? { [sourceLanguage]: value } : value);
const firstOf = (name, languages) => name[languages.find((code) => name[code])] || Object.values(name)[0];

/** A doubt at a place's name when one with a like name is near: the nearest of them. */
export function* likelyDuplicates({ name, kind, location }, about, { id, neighbours, index }) {
  if (!name || !location || !neighbours || !index) return;
  const { likeness, textRules } = about;
  const point = [Number(location.lat), Number(location.lon)];
  const near = Object.entries(neighbours.places)
    .filter(([other]) => other !== id)
    .map(([other, facts]) => ({ other, ...facts, path: index.place[other]?.[0] || other, metres: metresBetween(point, facts.at) }))
    .filter((one) => one.metres <= likeness.nearMetres && areAlike(texts(name, about), one.name, one.kind === kind, likeness))
    .sort((one, other) => one.metres - other.metres || (one.path < other.path ? -1 : 1));
  if (!near.length) return;
  const [twin] = near;
  yield {
    path: ["name"], code: "likely-duplicate", doubt: true, twin: `place/${twin.other}`,
    values: { name: firstOf(twin.name, textRules.capitals.languages), other: twin.path, metres: String(Math.round(twin.metres)) },
    shown: { other: index.place[twin.other]?.[2] || twin.path },
  };
}

/** A doubt at an event's title for each like one that starts on the same day in the same spot. */
export function* twinEvents({ title, start, ...setting }, about, { id, neighbours, index }) {
  const spot = spotOf(setting);
  if (!title || !start || !spot || !neighbours || !index) return;
  for (const [other, facts] of Object.entries(neighbours.events)) {
    if (other === id || facts.day !== start.slice(0, 10) || facts.spot !== spot) continue;
    if (!areAlike(texts(title, about), facts.title, true, about.likeness)) continue;
    yield {
      path: ["title"], code: "twin-event", doubt: true, twin: `event/${other}`,
      values: { title: firstOf(facts.title, about.textRules.capitals.languages), other: index.event[other]?.[0] || other },
      shown: { other: facts.day },
    };
  }
}

/** Where an event is, as a text to compare; empty when that is not said. */
export const spotOf = ({ place, location, online, city_wide: everywhere }) => {
  if (place) return `place ${place}`;
  if (location) return `point ${Number(location.lat).toFixed(3)} ${Number(location.lon).toFixed(3)}`;
  if (online) return `online ${online}`;
  return ["yes", "true"].includes(String(everywhere).toLowerCase()) ? "city" : "";
};
