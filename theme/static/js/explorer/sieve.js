/* Which places pass what is chosen, and how many would pass each further choice. One walk over the
   columns answers both: a place that fails nothing is shown; one that fails a single question would
   be shown if that question were dropped, and counts for the question's other answers. */

/** The questions, each a bit of what a place fails. */
export const QUESTIONS = ["q", "theme", "audience", "kind", "district", "age", "cost", "access", "open", "stations", "event"];
const BIT = Object.freeze(Object.fromEntries(QUESTIONS.map((question, number) => [question, 1 << number])));

/** From 18 on ages go together, as in `outputs/explorer_data.py`. */
export const GROWN_UP = [[18, 29], [30, 64], [65, 120]];

/** The bit of an age in years; 0 for what is no age. */
export const ageBit = (age) => {
  if (!Number.isInteger(age) || age < 0) return 0;
  if (age < GROWN_UP[0][0]) return 1 << age;
  const band = GROWN_UP.findIndex(([, most]) => age <= most);
  return band < 0 ? 0 : 1 << (GROWN_UP[0][0] + band);
};

/** An age in years from an age or a year of birth; this year's birthday counts as passed. */
export const ageFrom = (text, year) => {
  const number = Number(text);
  if (text === "" || !Number.isInteger(number)) return null;
  const age = number > 1900 ? year - number : number;
  return age >= 0 && age <= 120 ? age : null;
};

/** One more for each bit that is set. */
const count1s = (counts, bits) => {
  for (let left = bits; left; left &= left - 1) counts[31 - Math.clz32(left & -left)] += 1;
};

/** Sift the roll. `asked` has, for each question that is asked, what passes: a number of the roll
    for theme, audience, kind and district, an age in years, names of access answers, and true for
    the rest. `known` has the columns that come later or change: `found` (q), `access`, `open` and
    `event`, each a 1 for places that pass; where one is missing its question lets everything pass.
    With `open` comes `hours`, a 1 for places of which it is not known. */
export const sift = (roll, asked, known = {}) => {
  const { count, theme, audience, kind, district, ages, free, unpriced, stations } = roll;
  const { found, open, hours, event } = known;
  const has = (question) => asked[question] !== undefined;
  const [asksTheme, asksAudience, asksKind, asksDistrict, asksCost, asksStations] =
    ["theme", "audience", "kind", "district", "cost", "stations"].map(has);
  const themeBit = 1 << asked.theme;
  const audienceBit = 1 << asked.audience;
  const age = has("age") ? ageBit(asked.age) : 0;
  const { names, usable, refused } = known.access ?? { names: [] };
  const wanted = (asked.access ?? []).reduce((bits, name) => bits | (names.includes(name) ? 1 << names.indexOf(name) : 0), 0);
  const sought = has("q") && found;
  const atOpen = has("open") && open;
  const atEvent = has("event") && event;

  const passes = new Uint8Array(count);
  const shown = [];
  const without = new Uint32Array(QUESTIONS.length);
  const counts = {
    theme: new Uint32Array(roll.themes.length),
    audience: new Uint32Array(roll.audiences.length),
    kind: new Uint32Array(roll.kinds.length),
    district: new Uint32Array(roll.districts.length),
    age: new Uint32Array(GROWN_UP[0][0] + GROWN_UP.length),
    access: {},
    cost: 0,
    open: open ? 0 : undefined, // not known is not none
    stations: 0,
    event: event ? 0 : undefined,
    unknownCost: 0,
    unknownAccess: 0,
    unknownHours: 0,
  };
  const access = new Uint32Array(names.length);

  for (let place = 0; place < count; place += 1) {
    let fails = 0;
    if (sought && !found[place]) fails |= BIT.q;
    if (asksTheme && !(theme[place] & themeBit)) fails |= BIT.theme;
    if (asksAudience && !(audience[place] & audienceBit)) fails |= BIT.audience;
    if (asksKind && kind[place] !== asked.kind) fails |= BIT.kind;
    if (asksDistrict && district[place] !== asked.district) fails |= BIT.district;
    if (age && !(ages[place] & age)) fails |= BIT.age;
    if (asksCost && !free[place]) fails |= BIT.cost;
    if (asksStations && !stations[place]) fails |= BIT.stations;
    if (atOpen && !open[place]) fails |= BIT.open;
    if (atEvent && !event[place]) fails |= BIT.event;
    if (wanted && (usable[place] & wanted) !== wanted) fails |= BIT.access;
    if (fails === 0) {
      passes[place] = 1;
      shown.push(place);
      if (usable) count1s(access, usable[place]);
    } else if (fails & (fails - 1)) {
      continue; // fails more than one question: no single answer would let it pass
    } else {
      without[31 - Math.clz32(fails)] += 1;
      if (fails === BIT.cost && unpriced[place]) counts.unknownCost += 1;
      if (fails === BIT.access && !(refused[place] & wanted)) counts.unknownAccess += 1;
      if (fails === BIT.open && hours[place]) counts.unknownHours += 1;
    }
    const may = fails === 0 ? -1 : fails;
    if (may & BIT.theme) count1s(counts.theme, theme[place]);
    if (may & BIT.audience) count1s(counts.audience, audience[place]);
    if (may & BIT.age) count1s(counts.age, ages[place]);
    if (may & BIT.kind) counts.kind[kind[place]] += 1;
    if (may & BIT.district) counts.district[district[place]] += 1;
    if (free[place] && may & BIT.cost) counts.cost += 1;
    if (stations[place] && may & BIT.stations) counts.stations += 1;
    if (open && open[place] && may & BIT.open) counts.open += 1;
    if (event && event[place] && may & BIT.event) counts.event += 1;
  }
  names.forEach((name, number) => { counts.access[name] = access[number]; });
  return {
    passes,
    shown,
    counts,
    /** How many more there would be without this one question. */
    without: Object.fromEntries(QUESTIONS.map((question, number) => [question, without[number]])),
  };
};
