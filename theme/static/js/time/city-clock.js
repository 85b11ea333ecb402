/* The city's clock, for a visitor anywhere in the world.

   A moment is a text of the city's wall clock, "2026-12-05T14:00"; a day is "2026-12-05". Such texts
   sort as they follow each other, so they are compared as they are, and no offset is ever added. */

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
