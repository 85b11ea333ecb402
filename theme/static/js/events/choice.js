/* Which events a choice means, which looser choice helps when none is left, and which calendar comes
   nearest to it. `facts` are as `outputs/event_facts.py` writes them. */
import { several } from "../filter/address.js";

/** What can be chosen, as in the address. */
export const NAMES = ["when", "from", "to", "theme", "audience", "district", "age", "cost", "language", "access", "starred"];

/* The steps in which a time is widened. */
const WIDER = { today: ["week", "month"], tomorrow: ["week", "month"], weekend: ["week", "month"], week: ["month"], holiday: [] };

/** The ages that a number may mean: an age, or the year of a birth. */
export const agesOf = (typed, today) => {
  const number = /^\d{1,4}$/.test(typed) ? Number(typed) : NaN;
  const year = Number(today.slice(0, 4));
  if (number <= 120) return [number, number];
  return number <= year && number >= year - 120 ? [year - number - 1, year - number] : null;
};

/** Whether an event is what was chosen, its time apart. `metresTo` tells how far away it is, if asked. */
export const fits = (id, facts, chosen, { today, starred = new Set(), metresTo = null }) => {
  const has = (name) => !chosen[name] || (facts[name] || []).includes(chosen[name]);
  const ages = chosen.age ? agesOf(chosen.age, today) : null;
  return has("theme") && has("audience") && has("language")
    && (!chosen.district || facts.district === chosen.district || Boolean(facts.everywhere))
    && (chosen.cost !== "free" || Boolean(facts.free))
    && several(chosen.access || "").every((name) => (facts.access || []).includes(name))
    && (!ages || (facts.ages || []).some(([least, most]) => ages[1] >= least && (most === null || ages[0] <= most)))
    && (!chosen.starred || starred.has(id))
    && (!metresTo || (facts.point && metresTo(facts.point) <= Number(chosen.within)));
};

/** Looser choices, the nearest first: the time wider by a step, then without one of the others. */
export const looser = (chosen) => {
  const wider = (WIDER[chosen.when] || []).map((when) => ({ gone: "when", when, chosen: { ...chosen, when, from: "", to: "" } }));
  const timeless = chosen.when || chosen.from || chosen.to
    ? [{ gone: "when", when: "", chosen: { ...chosen, when: "", from: "", to: "" } }] : [];
  const others = ["access", "within", "age", "language", "cost", "audience", "theme", "district", "starred"]
    .filter((name) => chosen[name]).map((gone) => ({ gone, chosen: { ...chosen, [gone]: "" } }));
  return [...wider, ...timeless, ...others];
};

/** The calendar that comes nearest to a choice: `{ family, id, exact }`; without a family all events. A
    calendar knows no time, and a district's has not what is on in the whole city. */
export const nearestFeed = (chosen) => {
  const narrowing = NAMES.filter((name) => chosen[name]);
  const name = ["district", "theme", "audience"].find((one) => chosen[one]);
  return name ? { family: `${name}s`, id: chosen[name], exact: name !== "district" && narrowing.length === 1 }
    : { family: "", id: "", exact: narrowing.length === 0 };
};

const EARTH_METRES = 6371008.8;

/** Metres between two points `[lat, lon]` in WGS84 degrees, on a sphere (haversine). */
export const metresBetween = ([lat, lon], [otherLat, otherLon]) => {
  const radians = (degrees) => (degrees * Math.PI) / 180;
  const [north, east] = [radians(otherLat - lat) / 2, radians(otherLon - lon) / 2];
  const half = Math.sin(north) ** 2 + Math.cos(radians(lat)) * Math.cos(radians(otherLat)) * Math.sin(east) ** 2;
  return 2 * EARTH_METRES * Math.asin(Math.sqrt(half));
};
