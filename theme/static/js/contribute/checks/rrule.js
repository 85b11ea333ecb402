/* The expert's `rrule`: whether it can be read, by the page's own table of parts (`city/schedule.py`). */

import { cityNow } from "../../time/city-clock.js";

const LONGEST_DETAIL = 80;
const clipped = (text) => [...text].slice(0, LONGEST_DETAIL).join("");

/** A rule that nobody can follow; `detail` says what of it. */
export class RuleNotUnderstood extends Error {
  constructor(detail) {
    super(detail);
    this.detail = detail;
  }
}

/** The parts by name, in capitals. Throws `RuleNotUnderstood`. */
export const readParts = (text, { parts: known, lists, notWith }) => {
  const read = {};
  for (const part of text.toUpperCase().replace(/^RRULE:/, "").split(";").map((one) => one.trim())) {
    const equals = part.indexOf("=");
    const [name, value] = equals < 0 ? [part, ""] : [part.slice(0, equals), part.slice(equals + 1)];
    const fits = (one) => new RegExp(`^(?:${known[name]})$`).test(one);
    const values = lists.includes(name) ? value.split(",") : [value];
    if (!Object.hasOwn(known, name) || Object.hasOwn(read, name) || !values.every(fits)) throw new RuleNotUnderstood(clipped(part));
    read[name] = value;
  }
  if (!read.FREQ) throw new RuleNotUnderstood(clipped(text));
  const [clash] = clashes(read, lists, notWith).sort();
  if (clash) throw new RuleNotUnderstood(`FREQ=${read.FREQ}; ${clash}`);
  return read;
};

/* Parts that mean nothing, or too much, together. */
const clashes = (read, lists, notWith) => {
  const found = notWith[read.FREQ].filter((name) => Object.hasOwn(read, name));
  if (read.COUNT && read.UNTIL) found.push("COUNT; UNTIL");
  if (read.BYSETPOS && !lists.some((name) => name !== "BYSETPOS" && read[name])) found.push("BYSETPOS");
  const allowed = { YEARLY: read.BYMONTH ? 5 : 53, MONTHLY: 5 }[read.FREQ] || 0;
  const most = read.BYWEEKNO ? 0 : allowed;
  if ((read.BYDAY?.match(/\d+/g) || []).some((number) => Number(number) > most)) found.push(`BYDAY=${read.BYDAY}`);
  return found;
};

/** UNTIL on the city's clock: "2026-12-05T23:59:59". `zone` is null for events of whole days. */
export const localUntil = (text, zone) => {
  const [, year, month, day, hour = "23", minute = "59", second = "59", utc] =
    /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z)?)?$/.exec(text);
  const moment = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  const parsed = new Date(`${moment}Z`);
  if (Number.isNaN(parsed.getTime()) || parsed.toISOString().slice(0, 19) !== moment) throw new RuleNotUnderstood(`UNTIL=${text}`);
  return utc && zone && year > 1 && year < 9999 ? `${cityNow(zone, parsed)}:${second}` : moment;
};
