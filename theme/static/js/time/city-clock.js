/* The city's clock, for a visitor anywhere in the world.

   A moment is a text of the city's wall clock, "2026-12-05T14:00"; a day is "2026-12-05". Such texts
   sort as they follow each other, so they are compared as they are, and no offset is ever added.

   An occurrence is `{ start, end, allDay }` in such texts; `end` is empty where it is not known, and
   of whole days the last one, included (`city/schedule.py` says the same in Python). */

const pad = (number, length = 2) => String(number).padStart(length, "0");

/** What the clocks of `zone` (an IANA name) show at `moment`: "2026-12-05T14:00". */
export const cityNow = (zone, moment = new Date()) => {
  const shown = new Intl.DateTimeFormat("en", {
    timeZone: zone, calendar: "gregory", numberingSystem: "latn", hourCycle: "h23",
    year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit",
  }).formatToParts(moment);
  const part = Object.fromEntries(shown.map(({ type, value }) => [type, value]));
  return `${pad(part.year, 4)}-${part.month}-${part.day}T${part.hour}:${part.minute}`;
};

/** The day of a moment or of a day. */
export const dayOf = (text) => text.slice(0, 10);

/** The day `count` days later, or earlier. */
export const addDays = (day, count) => {
  const moved = new Date(`${dayOf(day)}T12:00:00Z`);
  moved.setUTCDate(moved.getUTCDate() + count);
  return moved.toISOString().slice(0, 10);
};

/** 1 for Monday to 7 for Sunday (ISO 8601). */
export const weekdayOf = (day) => new Date(`${dayOf(day)}T12:00:00Z`).getUTCDay() || 7;

/** Monday and Sunday of the week of `day`. */
export const weekOf = (day) => {
  const monday = addDays(day, 1 - weekdayOf(day));
  return [monday, addDays(monday, 6)];
};

/** Saturday and Sunday of the week of `day`; on a Sunday still these two. */
export const weekendOf = (day) => {
  const [, sunday] = weekOf(day);
  return [addDays(sunday, -1), sunday];
};

/** The occurrence that begins at `start`; ISO 8601, in the city's own zone, with or without its offset. */
export const occurrenceOf = (start, end = "") => (
  { start: start.slice(0, 16), end: (end || "").slice(0, 16), allDay: start.length === 10 });

/** The last day that an occurrence touches: ending at midnight belongs to the day before. */
export const lastDayOf = ({ start, end, allDay }) => {
  const [first, last] = [dayOf(start), dayOf(end || start)];
  return !allDay && end.endsWith("T00:00") && last > first ? addDays(last, -1) : last;
};

/** Whether an occurrence is "ahead", "running" or "over" at `now`. One of which nobody knows when it
    ends is over with its day. */
export const stateAt = (found, now) => {
  const knowsEnd = !found.allDay && found.end > found.start;
  if (knowsEnd ? now >= found.end : dayOf(now) > lastDayOf(found)) return "over";
  return (found.allDay ? dayOf(now) : now) >= found.start ? "running" : "ahead";
};

/** Whether an occurrence happens on any day from `first` to `last`; without `last` for ever after. */
export const touches = (found, [first, last]) =>
  lastDayOf(found) >= first && (!last || dayOf(found.start) <= last);

/** First and last day of "today", "tomorrow", "weekend", "week", "month" or "holiday" as asked at `now`: what
    is left of them. `holidays` are `[from, to]`; null without one to come. Anything else: from now on. */
export const daysOf = (when, now, holidays = []) => {
  const today = dayOf(now);
  const fromToday = ([first, last]) => [first > today ? first : today, last];
  if (when === "today") return [today, today];
  if (when === "tomorrow") return [addDays(today, 1), addDays(today, 1)];
  if (when === "weekend") return fromToday(weekendOf(today));
  if (when === "week") return fromToday(weekOf(today));
  if (when === "month") return [today, addDays(today, 30)];
  if (when === "holiday") {
    const coming = holidays.filter(([, last]) => last >= today).sort();
    return coming.length ? fromToday(coming[0]) : null;
  }
  return [today, ""];
};
