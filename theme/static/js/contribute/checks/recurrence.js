/* The days of a repeating event: the twin of `city/schedule.py`, as far as its rules need them. There
   a library follows RFC 5545; a test compares the two over thousands of rules.

   A day is a number, counted from 1 January 1970; weekdays are 0 to 6 from Monday. */

const DAY = 86400000;
const WEEKDAYS = ["mo", "tu", "we", "th", "fr", "sa", "su"];

/** The number of a day such as 2026-12-05. */
export const dayNumber = (text) => Math.round(Date.parse(`${text.slice(0, 10)}T00:00:00Z`) / DAY);
/** The text of a day's number. */
export const dayText = (number) => new Date(number * DAY).toISOString().slice(0, 10);

const numberOf = (year, month, day) => {
  const moment = new Date(0);
  moment.setUTCFullYear(year, month - 1, day);
  return Math.round(moment.getTime() / DAY);
};
const parts = (number) => {
  const moment = new Date(number * DAY);
  return { year: moment.getUTCFullYear(), month: moment.getUTCMonth() + 1, day: moment.getUTCDate() };
};
const rest = (number, by) => ((number % by) + by) % by;
const weekdayOf = (number) => rest(number + 3, 7);
const range = (from, to) => Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);

/* A rule: { every, interval, count, weekdays: [{ weekday, nth }], months, monthDays, yearDays, weeks,
   positions, weekStart }; lists that say nothing are empty. */

/** A rule in plain words: `repeat` of an event. */
export const ruleOfRepeat = ({ every, interval = "1", on = [] }) => ({
  ...SILENT, every, interval: Number(interval), weekdays: on.map((name) => ({ weekday: WEEKDAYS.indexOf(name), nth: 0 })),
});

/** The parts of an `rrule` as a rule. */
export const ruleOfParts = ({ FREQ, INTERVAL = "1", COUNT, BYDAY, WKST = "MO", ...others }) => {
  const numbers = (name) => (others[name] ? others[name].split(",").map(Number) : []);
  return {
    every: { DAILY: "day", WEEKLY: "week", MONTHLY: "month", YEARLY: "year" }[FREQ],
    interval: Number(INTERVAL), count: COUNT ? Number(COUNT) : Infinity,
    weekdays: (BYDAY ? BYDAY.split(",") : []).map((text) => ({
      weekday: WEEKDAYS.indexOf(text.slice(-2).toLowerCase()), nth: Number(text.slice(0, -2)),
    })),
    months: numbers("BYMONTH"), monthDays: numbers("BYMONTHDAY"), yearDays: numbers("BYYEARDAY"),
    weeks: numbers("BYWEEKNO"), positions: numbers("BYSETPOS"), weekStart: WEEKDAYS.indexOf(WKST.toLowerCase()),
  };
};

const SILENT = { count: Infinity, months: [], monthDays: [], yearDays: [], weeks: [], positions: [], weekStart: 0 };

/** The days from `start` to `last` on which a rule holds, at most `most` of them. */
export const daysOf = (given, start, last, most) => {
  const rule = withDefaults(given, start);
  const found = [];
  let counted = 0;
  for (const period of periodsOf(rule, start, last)) {
    const days = chosen(period.filter((day) => holdsOn(rule, day)), rule.positions);
    for (const day of days) {
      if (day < start) continue;
      counted += 1;
      if (day > last || counted > rule.count || found.length >= most) return found;
      found.push(day);
    }
  }
  return found;
};

/* What the first day decides where the rule says nothing (RFC 5545 §3.3.10). */
const withDefaults = (rule, start) => {
  const { month, day } = parts(start);
  if (["weekdays", "monthDays", "yearDays", "weeks"].some((name) => rule[name].length)) return rule;
  if (rule.every === "week") return { ...rule, weekdays: [{ weekday: weekdayOf(start), nth: 0 }] };
  if (rule.every === "month") return { ...rule, monthDays: [day] };
  if (rule.every === "year") return { ...rule, months: rule.months.length ? rule.months : [month], monthDays: [day] };
  return rule;
};

/* The days, weeks, months or years that the interval does not skip, each as all of its days. */
function* periodsOf({ every, interval, weekStart }, start, last) {
  const { year, month } = parts(start);
  const monday = start - rest(weekdayOf(start) - weekStart, 7);
  for (let step = 0; ; step += interval) {
    const [from, to] = {
      day: () => [start + step, start + step + 1],
      week: () => [monday + 7 * step, monday + 7 * step + 7],
      month: () => [numberOf(year, month + step, 1), numberOf(year, month + step + 1, 1)],
      year: () => [numberOf(year + step, 1, 1), numberOf(year + step + 1, 1, 1)],
    }[every]();
    if (from > last) return;
    yield range(from, to);
  }
}

const chosen = (days, positions) => {
  if (!positions.length) return days;
  const taken = positions.map((place) => days.at(place > 0 ? place - 1 : place)).filter((day) => day !== undefined);
  return [...new Set(taken)].sort((one, other) => one - other);
};

const holdsOn = (rule, number) => {
  const { year, month, day } = parts(number);
  const fromEnd = (one, end) => one - end - 1;
  if (rule.months.length && !rule.months.includes(month)) return false;
  if (rule.monthDays.length) {
    const lastDay = numberOf(year, month + 1, 0) - numberOf(year, month, 1) + 1;
    if (!rule.monthDays.includes(day) && !rule.monthDays.includes(fromEnd(day, lastDay))) return false;
  }
  if (rule.yearDays.length) {
    const [first, next] = [numberOf(year, 1, 1), numberOf(year + 1, 1, 1)];
    const ofYear = number - first + 1;
    if (!rule.yearDays.includes(ofYear) && !rule.yearDays.includes(fromEnd(ofYear, next - first))) return false;
  }
  if (rule.weeks.length && !inWeeks(rule, number, year)) return false;
  const plain = rule.weekdays.filter(({ nth }) => !nth);
  const counted = rule.weekdays.filter(({ nth }) => nth);
  return (!plain.length || plain.some(({ weekday }) => weekday === weekdayOf(number)))
    && (!counted.length || counted.some((one) => isNth(rule, one, number, year, month)));
};

/* The second Tuesday, the last Friday: of the month, or of the year in a rule of years without months. */
const isNth = ({ every, months }, { weekday, nth }, number, year, month) => {
  if (weekday !== weekdayOf(number)) return false;
  const ofYear = every === "year" && !months.length;
  const first = ofYear ? numberOf(year, 1, 1) : numberOf(year, month, 1);
  const next = ofYear ? numberOf(year + 1, 1, 1) : numberOf(year, month + 1, 1);
  return nth > 0 ? Math.floor((number - first) / 7) + 1 === nth : Math.floor((next - 1 - number) / 7) + 1 === -nth;
};

/* Week 1 is the first with four days in the year (ISO 8601, with the rule's own first day). */
const inWeeks = ({ weeks, weekStart }, number, year) => {
  const firstOf = (one) => {
    const newYear = numberOf(one, 1, 1);
    const into = rest(weekdayOf(newYear) - weekStart, 7);
    return into <= 3 ? newYear - into : newYear - into + 7;
  };
  const weekYear = number < firstOf(year) ? year - 1 : number >= firstOf(year + 1) ? year + 1 : year;
  const count = (firstOf(weekYear + 1) - firstOf(weekYear)) / 7;
  const week = Math.floor((number - firstOf(weekYear)) / 7) + 1;
  if (weekYear > year) return weeks.includes(1);
  if (weekYear < year) return weeks.includes(-1) || weeks.includes(count);
  return weeks.includes(week) || weeks.includes(week - count - 1);
};

/** The days of `repeat`, without what is left out and with what is added; null where they are too many. */
export const daysOfRepeat = (repeat, start, last, { most, holidays }, clock = "00:00") => {
  const until = repeat.until ? Math.min(last, dayNumber(repeat.until)) : last;
  const days = until < start ? [] : daysOf(ruleOfRepeat(repeat), start, until, most + 1);
  if (days.length > most) return null;
  const left = new Set(repeat.except || []);
  const kept = days.map(dayText).filter((day) => !left.has(day)
    && !(repeat.pause || []).some(({ from, to }) => from <= day && day <= to)
    && !(isYes(repeat.skip_holidays) && Object.hasOwn(holidays, day) && clock >= holidays[day]));
  return [...new Set([...kept, ...(repeat.also || [])])].sort();
};

const isYes = (flag) => ["yes", "true"].includes(String(flag).toLowerCase());
