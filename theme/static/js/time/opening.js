/* Is a place open at a moment? Moments are texts of the city's wall clock (city-clock.js).

   `hours` are those of one place: {from: first day, days: [number of a plan, …], plans: [[[begin,
   end] or [begin, end, words], …], …]}, in minutes from midnight; what data/opening.json and a
   place's own page hold. Without words a stretch is open, with them unknown, between them closed.
   Of days that are not listed nothing is known. */

import { addDays, dayOf } from "./city-clock.js";

const DAY = 1440;
const time = (text) => Date.parse(`${text}Z`) / 60000;
const text = (hours, minute) => `${addDays(hours.from, Math.floor(minute / DAY))}T${
  new Date((minute % DAY) * 60000).toISOString().slice(11, 16)}`;

/** The hours of a place in the table data/opening.json; null where they are unknown. */
export const hoursOf = ({ from, plans, rules, places }, id) =>
  (Object.hasOwn(places, id) ? { from, plans, days: rules[places[id]] } : null);

/** The state of every rule of the table at a moment: that of a place is states[places[id]]. For
    filters over many places; a place without a rule is unknown, not closed. */
export const statesAt = ({ from, plans, rules }, moment) =>
  rules.map((days) => stateAt({ from, plans, days }, moment));

/* What holds at a minute since midnight of the first day: [state, minute it ends, words]. */
const stretch = (hours, minute) => {
  const day = Math.floor(minute / DAY);
  if (!(day in hours.days)) return ["beyond", Infinity, ""];
  const now = minute - day * DAY;
  const next = hours.plans[hours.days[day]].find(([, end]) => now < end);
  if (!next || now < next[0]) return ["closed", day * DAY + (next ? next[0] : DAY), ""];
  return [next.length > 2 ? "unknown" : "open", day * DAY + next[1], next[2] || ""];
};

const minuteOf = (hours, moment) => time(moment) - time(`${dayOf(hours.from)}T00:00`);

/** "open", "closed", "unknown", or "beyond" the days that are known. */
export const stateAt = (hours, moment) => stretch(hours, minuteOf(hours, moment))[0];

/** What the place says of an unknown moment ("by appointment"), or an empty text. */
export const wordsAt = (hours, moment) => stretch(hours, minuteOf(hours, moment))[2];

/** When the state changes next, and to what: {at, state}; state is "beyond" after the last day. */
export const changeAfter = (hours, moment) => {
  let [state, end] = stretch(hours, minuteOf(hours, moment));
  const before = state;
  while (state === before && end < Infinity) {
    const minute = end;
    [state, end] = stretch(hours, minute);
    if (state !== before) return { at: text(hours, minute), state };
  }
  return null;
};
