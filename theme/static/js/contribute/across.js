/* What a schema cannot say, because it needs the city, the calendar or two fields at once. Each rule
   has its twin in `city/checks/`, named beside it. */

import { problemsOf } from "./rules.js";

const day = (moment) => moment.slice(0, 10);
const hasTime = (moment) => moment.length > 10;

/** All problems of kept data, those of single answers first. */
export const allProblems = (kind, schema, data, about) => {
  const found = problemsOf(schema, data);
  // What is wrong on its own is not compared with anything.
  const wrong = new Set(found.map(({ path }) => path[0]));
  const sound = Object.fromEntries(Object.entries(data).filter(([key]) => !wrong.has(key)));
  return [...found, ...whereabouts(sound, about), ...(kind === "place" ? verified(sound, about) : timing(sound))];
};

/** The point lies in the city and is exact enough (`whereabouts.py`). */
function* whereabouts({ location }, { bounds }) {
  if (!location) return;
  const [lat, lon] = [Number(location.lat), Number(location.lon)];
  const inside = (north, east) => north >= bounds.south && north <= bounds.north && east >= bounds.west && east <= bounds.east;
  if (!inside(lat, lon)) {
    const path = ["location"];
    if (inside(lon, lat)) {
      const swapped = { lat: location.lon, lon: location.lat };
      yield {
        path, code: "swapped-coordinates", repaired: swapped,
        values: { lat: location.lat, lon: location.lon, repaired: `location: {lat: ${swapped.lat}, lon: ${swapped.lon}}` },
      };
    } else {
      const edges = Object.fromEntries(Object.entries(bounds).map(([side, degrees]) => [side, asFloat(degrees)]));
      yield { path, code: "out-of-bounds", values: { lat: location.lat, lon: location.lon, ...edges } };
    }
    return;
  }
  for (const axis of ["lat", "lon"]) {
    if ((location[axis].split(".")[1] || "").length < 4) {
      yield { path: ["location", axis], code: "rough-coordinates", doubt: true, values: { value: location[axis] } };
    }
  }
}

/* Python writes whole degrees as `39.0`. */
const asFloat = (number) => (Number.isInteger(number) ? number.toFixed(1) : String(number));

/** Nobody has checked a place tomorrow (`timing.py`). */
function* verified(data, { today }) {
  if (data.verified && /^\d{4}-\d{2}-\d{2}$/.test(data.verified) && data.verified > today) {
    yield { path: ["verified"], code: "verified-in-future", values: { value: data.verified, today } };
  }
}

/** Dates follow each other (`timing.py`). */
function* timing({ start, end, registration, repeat, rrule }) {
  if (!start) return;
  if (end && hasTime(start) !== hasTime(end)) {
    yield { path: ["end"], code: "mixed-dates", values: { start, end } };
  } else if (end && end < start) {
    yield { path: ["end"], code: "end-before-start", values: { start, end } };
  }
  if (registration?.until && !repeat && !rrule && day(registration.until) > day(end || start)) {
    yield { path: ["registration", "until"], code: "registration-after-event", values: { until: registration.until, start } };
  }
  if (repeat?.until && repeat.until < day(start)) {
    yield { path: ["repeat", "until"], code: "until-before-start", values: { until: repeat.until, start: day(start) } };
  }
}
