/* Several calendars become one: every event once, and the time zone that reaches furthest back. */

const BLOCK = /BEGIN:(VEVENT|VTIMEZONE)\r\n[\s\S]*?END:\1\r\n/g;
const firstYear = (zone) => Number(/DTSTART:(\d{4})/.exec(zone)?.[1] ?? 9999);

/** One calendar of all events of `calendars` (texts of our own `data/events/<id>.ics`), called `name`. */
export const merged = (calendars, name) => {
  const events = new Set();
  let zone = "";
  for (const calendar of calendars) {
    for (const [block, kind] of calendar.matchAll(BLOCK)) {
      if (kind === "VEVENT") events.add(block);
      else if (!zone || firstYear(block) < firstYear(zone)) zone = block;
    }
  }
  const product = /^PRODID:.*\r\n/m.exec(calendars[0] || "")?.[0] ?? "PRODID:-//learning-city//EN\r\n";
  return `BEGIN:VCALENDAR\r\nVERSION:2.0\r\n${product}CALSCALE:GREGORIAN\r\n${folded(`X-WR-CALNAME:${escaped(name)}`)}${zone}${[...events].join("")}END:VCALENDAR\r\n`;
};

const escaped = (text) => text.replace(/\p{Cc}+/gu, " ").replace(/[\\;,]/g, "\\$&");

/* Lines of at most 75 octets (RFC 5545 §3.1). */
const folded = (line) => {
  const octets = (text) => new TextEncoder().encode(text).length;
  const lines = [""];
  for (const letter of line) {
    if (octets(lines.at(-1) + letter) > 74) lines.push("");
    lines[lines.length - 1] += letter;
  }
  return `${lines.join("\r\n ")}\r\n`;
};
