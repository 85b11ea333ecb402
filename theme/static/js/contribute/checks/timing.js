/* Dates that can be true (`timing.py`). */

import { addDays, cityNow } from "../../time/city-clock.js";
import { dayNumber, dayText, daysOf, daysOfRepeat, ruleOfParts } from "./recurrence.js";
import { localUntil, readParts, RuleNotUnderstood } from "./rrule.js";

const day = (moment) => moment.slice(0, 10);
const hasTime = (moment) => moment.length > 10;

/* A moment of a file on the city's clock, "2026-12-05 14:00:00"; a day stays a day. */
const local = (written, zone) => {
  const [, date, clock, seconds = ":00", offset] =
    /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2})(:\d{2})? ?(Z|[+-]\d{2}:?\d{2})?$/.exec(written) || [];
  if (!date) return written;
  if (!offset) return `${date} ${clock}${seconds}`;
  const known = new Date(`${date}T${clock}${seconds}${offset.replace(/(\d{2})(\d{2})$/, "$1:$2")}`);
  return Number.isNaN(known.getTime()) ? `${date} ${clock}${seconds}` : `${cityNow(zone, known).replace("T", " ")}${seconds}`;
};
const said = (moment) => moment.slice(0, 16);

/** Nobody has checked a place tomorrow, and after a year a visit no longer vouches for it (`visits.py`). */
export function* verified({ verified: seen }, { today, freshForDays }) {
  if (!seen) return;
  const values = { value: seen, today };
  if (seen > today) yield { path: ["verified"], code: "verified-in-future", values };
  else if (addDays(seen, freshForDays) < today) yield { path: ["verified"], code: "stale-verified", doubt: true, note: true, values };
}

/** Dates follow each other, and a rule gives days. */
export function* timing(data, about) {
  if (!data.start) return;
  const start = local(data.start, about.timeZone);
  const end = data.end && local(data.end, about.timeZone);
  const values = { start: said(start), end: said(end || "") };
  if (end && hasTime(start) !== hasTime(end)) yield { path: ["end"], code: "mixed-dates", values };
  else if (end && end < start) yield { path: ["end"], code: "end-before-start", values };
  const until = data.registration?.until && local(data.registration.until, about.timeZone);
  if (until && !data.repeat && !data.rrule && day(until) > day(end || start)) {
    yield { path: ["registration", "until"], code: "registration-after-event", values: { until: said(until), start: said(start) } };
  }
  yield* repetition(data, start, about);
}

function* repetition({ repeat, rrule }, start, about) {
  if (repeat && rrule) {
    yield { path: ["rrule"], code: "repeat-and-rrule", values: {} };
    return;
  }
  if (repeat?.until && repeat.until < day(start)) {
    yield { path: ["repeat", "until"], code: "until-before-start", values: { until: repeat.until, start: day(start) } };
    return;
  }
  for (const [number, { from, to }] of (repeat?.pause || []).entries()) {
    if (to < from) yield { path: ["repeat", "pause", number, "to"], code: "end-before-start", values: { start: from, end: to } };
  }
  if (!repeat && !rrule) return;
  const path = [rrule ? "rrule" : "repeat"];
  try {
    const found = daysOfEvent({ start, repeat, rrule }, about);
    if (!found) yield { path, code: "too-many-occurrences", values: { detail: String(about.schedule.most) } };
    else if (!found.length) yield { path, code: "never-happens", values: {} };
  } catch (refusal) {
    if (!(refusal instanceof RuleNotUnderstood)) throw refusal;
    yield { path, code: "bad-rrule", values: { detail: refusal.detail } };
  }
}

/** The days of a repeating event up to the horizon as texts, or null where they are too many. */
export const daysOfEvent = ({ start, repeat, rrule }, { today, timeZone, schedule }) => {
  const first = dayNumber(start);
  const horizon = `${dayText(Math.max(first, dayNumber(today)) + schedule.horizonDays)}T23:59:00`;
  if (repeat) return daysOfRepeat(repeat, first, lastDay(horizon, start), schedule, start.slice(11, 16) || "00:00");
  const { UNTIL, ...parts } = readParts(rrule, schedule);
  const until = UNTIL ? localUntil(UNTIL, hasTime(start) ? timeZone : null) : horizon;
  const last = lastDay(until < horizon ? until : horizon, start);
  const found = last < first ? [] : daysOf(ruleOfParts(parts), first, last, schedule.most + 1);
  return found.length > schedule.most ? null : found.map(dayText);
};

/* The last day on which something at the time of `start` is not after `moment`. */
const lastDay = (moment, start) => dayNumber(moment) - (moment.slice(11) < (start.slice(11) || "00:00:00") ? 1 : 0);
