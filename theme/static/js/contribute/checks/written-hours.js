/* Opening hours as they are written on a door, turned into OpenStreetMap's syntax: the twin of
   `city/written_hours.py`, which explains what is turned and what is left to people. */

import { fold } from "../../search/lettering.js";

const DAYS = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const HOLIDAYS = ["PH", "SH"];
const NO_ENDS = [...HOLIDAYS, "Mo-Fr", "Sa-Su", "Mo-Su"];
const OFF = "off";
const ALWAYS = "24/7";
const OF_SYNTAX = {
  ...Object.fromEntries([...DAYS, ...MONTHS, ...HOLIDAYS].map((code) => [code.toLowerCase(), code])),
  off: OFF, closed: OFF, open: "",
};
const SEPARATORS = { ":": "", ",": ",", ";": ";", "||": ";", "(": ";", ")": ";", "/": ";", "&": ",", "-": "-" };
const MOST_WORDS = 4;
const MINUTES_OF_A_DAY = 24 * 60;
const ATOM = /"[^"]*"|(?:7\/24|24\/7)(?![0-9])|[0-9]{1,2}[.:][0-9]{2}(?![0-9])|[0-9]+|\p{L}+\.?|\|\||\S/gu;

/** The same hours in the syntax, or null; `words` maps folded phrases to codes. */
export const repairedHours = (text, words) => {
  const tokens = tokensOf(text, words);
  const rules = (tokens && new Reader(tokens).rules()) || [];
  return rules.some((rule) => rule.state !== OFF) ? written(rules) : null;
};

const isDigit = (letter) => letter >= "0" && letter <= "9";

const tokensOf = (text, words) => {
  const plain = text.replace(/[\u2010-\u2015\u2212]/g, "-").replace(/[“”„«»]/g, '"');
  const atoms = plain.split(/("[^"]*")/)
    .flatMap((piece) => (piece.startsWith('"') && piece.length > 1 ? [piece] : fold(piece).match(ATOM) || []));
  const tokens = [];
  let [byName, byCode, at] = [false, false, 0];
  while (at < atoms.length) {
    const named = phraseAt(atoms, at, words);
    const [token, count] = named || [tokenOf(atoms[at]), 1];
    if (token === null) return null;
    if (DAYS.includes(token.slice(0, 2))) [byName, byCode] = [byName || named !== null, byCode || named === null];
    if (token) tokens.push(token);
    at += count;
  }
  return byName && byCode ? null : tokens;
};

const tokenOf = (atom) => {
  const code = OF_SYNTAX[atom.replace(/\.+$/, "")] ?? SEPARATORS[atom];
  if (code !== undefined) return code;
  if (atom === "7/24" || atom === "24/7") return ALWAYS;
  return isDigit(atom[0]) || (atom[0] === '"' && atom.length > 2) ? atom : null;
};

const phraseAt = (atoms, at, words) => {
  for (let count = Math.min(MOST_WORDS, atoms.length - at); count > 0; count -= 1) {
    const parts = atoms.slice(at, at + count);
    if (!parts.every((part) => /^(?:\p{L}+\.?|[0-9]+)$/u.test(part))) continue;
    const phrase = parts.map((part) => part.replace(/\.$/, "")).join(" ");
    if (Object.hasOwn(words, phrase)) return [words[phrase], count];
  }
  return null;
};

const isDay = (token = "") => HOLIDAYS.includes(token) || DAYS.includes(token.split("-")[0]);
const isMonth = (token = "") => MONTHS.includes(token);
const isHour = (token = "") => isDigit(token[0] || " ") && token !== ALWAYS;
const isNarrow = (rule) => Boolean(rule.days.length || rule.months.length);

/** Reads tokens rule by rule; whatever does not fit makes the whole text unreadable. */
class Reader {
  constructor(tokens) { Object.assign(this, { tokens, at: 0 }); }

  get next() { return this.tokens[this.at]; }

  take(token) {
    const taken = this.next === token;
    if (taken) this.at += 1;
    return taken;
  }

  rules() {
    const found = [];
    for (;;) {
      while ([",", ";"].includes(this.next)) this.at += 1;
      if (this.next === undefined) return found;
      const rule = this.rule(!found.length);
      if (!rule) return null;
      const before = found.at(-1);
      if (before && !isNarrow(rule) && isNarrow(before) && before.spans.length) return null;
      found.push(rule);
    }
  }

  rule(first) {
    if (!first && ![",", ";"].includes(this.tokens[this.at - 1]) && !isDay(this.next)) return null;
    const closedFirst = this.take(OFF);
    const rule = { months: this.listed(isMonth), days: this.listed(isDay), state: "", spans: [], comment: "" };
    if (closedFirst || this.take(OFF)) rule.state = OFF;
    else if (this.take(ALWAYS)) rule.state = ALWAYS;
    else rule.spans = this.spans();
    if (!rule.spans.length && !rule.state) return null;
    if (rule.state === OFF && !rule.days.length) return null;
    if (this.next?.startsWith('"')) {
      rule.comment = this.next;
      this.at += 1;
    }
    return !rule.days.length && isDay(this.next) ? null : rule;
  }

  listed(belongs) {
    const items = [];
    while (belongs(this.next)) {
      let item = this.next;
      this.at += 1;
      const last = this.tokens[this.at + 1];
      if (this.next === "-" && belongs(last) && !NO_ENDS.includes(item) && !NO_ENDS.includes(last)) {
        item = `${item}-${last}`;
        this.at += 2;
      }
      items.push(item);
      if (this.next !== "," || !belongs(this.tokens[this.at + 1])) break;
      this.at += 1;
    }
    return items;
  }

  spans() {
    const spans = [];
    let freeFrom = 0;
    while (isHour(this.next)) {
      if (this.tokens[this.at + 1] !== "-") return [];
      const span = spanOf(this.next, this.tokens[this.at + 2] ?? "");
      if (!span || span[0] < freeFrom) return [];
      this.at += 3;
      freeFrom = span[1] > span[0] ? span[1] : MINUTES_OF_A_DAY;
      spans.push(span.map(clockOf).join("-"));
      if (this.next === "," && isHour(this.tokens[this.at + 1])) this.at += 1;
    }
    return spans;
  }
}

const two = (number) => String(number).padStart(2, "0");
const clockOf = (minutes) => `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;

const spanOf = (begin, end) => {
  const [first, last] = [minutesOf(begin), minutesOf(end)];
  if (first === null || last === null || first === last || first >= MINUTES_OF_A_DAY) return null;
  const bare = begin.length <= 2 || end.length <= 2;
  return bare && last < first ? null : [first, last];
};

const minutesOf = (token) => {
  const [, hours, minutes = "0"] = /^([0-9]{1,2})$/.exec(token) || /^([0-9]{1,2})[.:]([0-9]{2})$/.exec(token)
    || /^([0-9]{2})([0-9]{2})$/.exec(token) || [];
  if (hours === undefined) return null;
  const whole = Number(hours) * 60 + Number(minutes);
  return Number(minutes) < 60 && whole <= MINUTES_OF_A_DAY ? whole : null;
};

const daysBetween = (item) => {
  const [first, last = first] = item.split("-");
  return DAYS.includes(first) ? ((((DAYS.indexOf(last) - DAYS.indexOf(first)) % 7) + 7) % 7) + 1 : 0;
};

/* Later rules override earlier ones, so what speaks of more days comes first, closed days last. */
const widthOf = ({ days, months }) =>
  (days.length ? days.reduce((sum, item) => sum + daysBetween(item), 0) : 8) + (months.length ? 0 : 10);

const textOf = ({ months, days, state, spans, comment }) =>
  [months.join(), days.join(), state === ALWAYS ? "00:00-24:00" : spans.join() || state, comment].filter(Boolean).join(" ");

const written = (rules) => {
  const merged = [];
  const signOf = ({ months, days, state, comment }) => JSON.stringify([months, days, state, comment]);
  for (const rule of rules) {
    const same = merged.find((one) => signOf(one) === signOf(rule));
    if (same) same.spans.push(...rule.spans.filter((span) => !same.spans.includes(span)));
    else merged.push(rule);
  }
  merged.sort((one, other) => (one.state === OFF) - (other.state === OFF) || widthOf(other) - widthOf(one));
  const [only] = merged;
  if (merged.length === 1 && only.state === ALWAYS && widthOf(only) >= 17) return [ALWAYS, only.comment].filter(Boolean).join(" ");
  return merged.map(textOf).join("; ");
};
