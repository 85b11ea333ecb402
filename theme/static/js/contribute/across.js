/* What a schema cannot say, because it needs the city, the calendar or two fields at once. Each rule
   has its twin in `city/checks/`, named beside it. */

import { inTitleCase, lengthOf } from "../search/lettering.js";
import { problemsOf } from "./rules.js";

const day = (moment) => moment.slice(0, 10);
const hasTime = (moment) => moment.length > 10;

/** All problems of kept data, those of single answers first. */
export const allProblems = (kind, schema, data, about) => {
  const found = problemsOf(schema, data);
  // What is wrong on its own is not compared with anything.
  const wrong = new Set(found.map(({ path }) => path[0]));
  const sound = Object.fromEntries(Object.entries(data).filter(([key]) => !wrong.has(key)));
  return [
    ...found, ...whereabouts(sound, about), ...(kind === "place" ? verified(sound, about) : timing(sound)),
    ...(about.textRules ? texts(data, about.textRules) : []), ...(kind === "place" ? untraced(data) : []),
  ];
};

/* Every text with the way to it (`source/walk.py`). */
function* textsOf(value, path = []) {
  if (typeof value === "string") yield [path, value];
  else if (Array.isArray(value)) for (const [number, item] of value.entries()) yield* textsOf(item, [...path, number]);
  else for (const [key, item] of Object.entries(value)) yield* textsOf(item, [...path, key]);
}

/* A pattern of the page; one that an old browser cannot read is left to `make check`. */
const pattern = ({ source, flags }) => {
  try { return new RegExp(source, flags); } catch { return null; }
};
const found = (rule, text) => [...text.matchAll(pattern(rule) || [])].map(([whole]) => whole);

/** What holds for every text: nothing personal, no hidden target, no shouting. */
function* texts(data, rules) {
  for (const [path, text] of textsOf(data)) {
    yield* personal(path, text, rules);
    yield* addresses(path, text, rules);
    yield* capitals(path, text, rules.capitals);
  }
}

/* `privacy.py` */
function* personal(path, text, { eleven, iban, mobile, mail }) {
  if (found(eleven, text).some(isIdentityNumber)) yield { path, code: "identity-number", values: {} };
  if (found(iban, text).some(isIban)) yield { path, code: "bank-account", values: {} };
  if (found(mobile, text).length) yield { path, code: "mobile-number", doubt: true, values: {} };
  if (found(mail, text).length) yield { path, code: "private-mail", doubt: true, values: {} };
}

/** A Turkish identity number by its two check digits. */
export const isIdentityNumber = (digits) => {
  const numbers = [...digits].map(Number);
  const sum = (some) => some.reduce((one, other) => one + other, 0);
  const odd = sum(numbers.filter((_, index) => index < 9 && index % 2 === 0));
  const even = sum(numbers.filter((_, index) => index < 8 && index % 2 === 1));
  return numbers[9] === (((7 * odd - even) % 10) + 10) % 10 && numbers[10] === sum(numbers.slice(0, 10)) % 10;
};

/** An account number by its check digits (ISO 7064, mod 97). */
export const isIban = (text) => {
  const compact = text.replaceAll(" ", "");
  const digits = [...compact.slice(4), ...compact.slice(0, 4)].map((letter) => parseInt(letter, 36)).join("");
  return [...digits].reduce((rest, digit) => (rest * 10 + Number(digit)) % 97, 0) === 1;
};

/* `links.py`, as far as it looks at one address alone; doubts about look-alikes need Unicode's tables. */
function* addresses(path, text, { address, numeric, shorteners, mostQuoted }) {
  const judged = new Set();
  for (const written of found(address, text).map(trimmed)) {
    if (judged.has(written)) continue;
    judged.add(written);
    const netloc = /^https?:\/\/([^/?#]*)/i.exec(written)[1];
    const host = netloc.split("@").at(-1).replace(/:\d*$/, "").toLowerCase().replace(/\.+$/, "");
    if (!host) continue;
    const value = lengthOf(written) <= mostQuoted ? written : `${[...written].slice(0, mostQuoted).join("")}…`;
    const wholly = pattern({ ...numeric, source: `^(?:${numeric.source})$` });
    if (netloc.includes("@")) yield { path, code: "disguised-link", doubt: true, values: { value, real: host } };
    else if (wholly?.test(host)) yield { path, code: "numeric-link", doubt: true, values: { value } };
    else if (shorteners.includes(host.replace(/^www\./, ""))) yield { path, code: "shortened-link", doubt: true, values: { value } };
  }
}

const trimmed = (address) => {
  const bare = (text) => text.replace(/[.,;:!?…’”»*_]+$/, "");
  let kept = bare(address);
  while (kept.endsWith(")") && kept.split(")").length > kept.split("(").length) kept = bare(kept.slice(0, -1));
  return kept;
};

/* `capitals.py` */
function* capitals(path, text, { texts: fields, labels, fewLetters, wordLetters, nearlyAll, languages, joining }) {
  if (!path.some((step) => fields.includes(step))) return;
  const isUpper = (letter) => letter !== letter.toLowerCase();
  const letters = [...text].filter((letter) => /\p{L}/u.test(letter) && letter.toLowerCase() !== letter.toUpperCase());
  const shouted = (word) => lengthOf(word) >= wordLetters && word === word.toUpperCase() && word !== word.toLowerCase();
  if (letters.length < fewLetters || !text.split(/\s+/).some(shouted)) return;
  if (letters.filter(isUpper).length < nearlyAll * letters.length) return;
  const backwards = [...path].reverse();
  if (!labels.includes(backwards.find((step) => fields.includes(step)))) {
    yield { path, code: "shouted-sentence", doubt: true, values: {} };
    return;
  }
  const language = backwards.find((step) => languages.includes(step)) || languages[0];
  const repaired = inTitleCase(text, language, joining[language] || []);
  yield { path, code: "only-capitals", doubt: true, repaired, values: { repaired } };
}

/** Whoever reads can trace where a place's facts come from (`sources.py`). */
function* untraced(data) {
  if (!data.sources && !data.verified) yield { path: [], code: "no-source", doubt: true, values: {} };
}

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
