/* Whether opening hours can be read: OpenStreetMap's syntax as the validator's library reads it.

   Each piece of the syntax is a function from the places in the text where it may begin to those where
   it may end, put together in the order of the specification (`Key:opening_hours/specification` in
   OpenStreetMap's wiki). Following all ways at once keeps every text cheap: one expression for the
   whole would try them one after the other, and a comma begins both the next day and the next rule.
   Where the two could differ this reader is the milder one: what it refuses the library refuses too,
   and a test asks both about many thousands of texts. */

const once = (places) => [...new Set(places)];
/** One of some expressions; each is tried, so that a shorter one does not hide a longer one. */
const token = (...expressions) => {
  const tried = expressions.map((expression) => new RegExp(expression, "y"));
  return (text, places) => once(places.flatMap((place) => tried.flatMap((one) => {
    one.lastIndex = place;
    return one.test(text) ? [one.lastIndex] : [];
  })));
};
const piece = (part) => (typeof part === "string" ? token(part) : part);
const row = (...parts) => {
  const pieces = parts.map(piece);
  return (text, places) => pieces.reduce((reached, part) => (reached.length ? part(text, reached) : reached), places);
};
const either = (...parts) => {
  const pieces = parts.map(piece);
  return (text, places) => once(pieces.flatMap((part) => part(text, places)));
};
const maybe = (...parts) => either("", row(...parts));
const several = (part, comma) => {
  const [item, between] = [piece(part), piece(comma)];
  return (text, places) => {
    const ends = new Set();
    for (let reached = item(text, places); reached.length;) {
      for (const place of reached) ends.add(place);
      reached = item(text, between(text, reached)).filter((place) => !ends.has(place));
    }
    return [...ends];
  };
};
const anyCase = (...words) =>
  token(...words.map((word) => word.replace(/[a-z]/gi, (letter) => `[${letter.toUpperCase()}${letter.toLowerCase()}]`)));

const gap = token("", " ");
const wideGap = token("", " ", "  ");
const comma = row(",", gap);

/* Times of day; an end may lie on the next day, up to 48:00. */
const clock = token("(?:[01]?\\d|2[0-3]):[0-5]\\d");
const longClock = token("(?:[0-3]?\\d|4[0-7]):[0-5]\\d", "48:00");
const sun = anyCase("dawn", "sunrise", "sunset", "dusk");
const bySun = either(sun, row("\\(", sun, "[+-]", either(clock, "24:00"), "\\)"));
const begin = either(clock, bySun);
const end = either(longClock, bySun);
const span = row(begin, either(
  "\\+", row(gap, "-", gap, end, maybe("\\+")), row(gap, "-", end, gap, "/", gap, either(clock, "[0-5]\\d", "24:00")),
));
const times = several(span, ", *");

/* Days: of the week, of holidays, of a month, of a year. */
const moved = row(gap, "[+-]\\d+ days?");
const day = anyCase("mo", "tu", "we", "th", "fr", "sa", "su");
const nth = token("[1-5]", "[1-5]-[1-5]", "-[1-5]");
const weekday = row(day, maybe(either(row("-", day), row("\\[", several(nth, ","), "\\]", maybe(moved)))));
const weekdays = several(weekday, comma);
const holiday = either(row("PH", maybe(moved)), "SH");
const holidays = several(holiday, comma);
const beside = either(comma, " ");
const days = either(weekdays, holidays, row(holidays, beside, weekdays), row(weekdays, beside, holidays));
const month = anyCase("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
const dayOfMonth = token("[1-9]", "0[1-9]", "[12]\\d", "3[01]");
const year = token("(?:19|[2-9]\\d)\\d\\d");
const maybeYear = maybe(year, gap);
const shifted = row(maybe("[+-]", day), maybe(moved));
const date = row(
  maybeYear, either(row(month, gap, dayOfMonth), row(month, " ", day, "\\[", nth, "\\]"), anyCase("easter")), shifted,
);
const lastDate = either(date, row(dayOfMonth, maybe(moved)));
const dates = several(either(
  row(date, either("", "\\+", row(gap, "-", gap, lastDate))), row(maybeYear, month, maybe("-", month)),
), comma);
const years = several(row(year, either("", "\\+", row("-", year, maybe("/", "\\d+")))), comma);
const week = token("[1-9]", "0[1-9]", "[1-4]\\d", "5[0-3]");
const weeks = row("week", gap, several(row(week, maybe("-", week, maybe("/", "\\d+"))), ","));

/* A rule: when in the year, when in the week, at which hours, and what then. */
const comment = token('"[^"]+"');
const state = anyCase("off", "closed", "open", "unknown");
const then = either(row(state, maybe(" ", comment)), comment);
const partOfYear = either(":", row(maybe(":"), either(
  row(years, wideGap, maybe(dates), maybe(wideGap, weeks)), row(dates, maybe(wideGap, weeks)), weeks,
), gap, maybe(":")));
const partOfWeek = either(row(days, maybe(" ", times)), times);
const selected = either(
  "24/7", partOfWeek, row(partOfYear, wideGap, maybe(partOfWeek)), row(comment, ":", maybe(partOfWeek)),
);
const rule = either(row(selected, wideGap, maybe(then)), then);
const rules = several(rule, either(row(wideGap, ";", " *"), row(gap, ", +"), row(wideGap, "\\|\\| +")));

/* Years and weeks go forward; days, months and hours may go round. */
const ranges = /\b\d{4}-\d{4}\b|\bweek ?[\d,/-]+/g;
const goesBack = (text) => (text.match(ranges) || [])
  .flatMap((found) => found.replace("week", "").split(","))
  .some((range) => { const [from, to] = range.split("-").map(parseFloat); return to < from; });

/** Whether `text` is written in OpenStreetMap's syntax for opening hours. */
export const isReadable = (text) => {
  const trimmed = text.trim();
  return trimmed !== "" && rules(trimmed, [0]).includes(trimmed.length) && !goesBack(trimmed.replace(/"[^"]*"/g, '""'));
};
