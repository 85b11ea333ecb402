/* An event's own page: its next date is the next one now, and who wants to sign up learns whether
   that is still possible. */
import { everyMinute, now, occurrenceIn } from "./clock.js";
import { lastDayOf, stateAt } from "../time/city-clock.js";
import { starButton } from "./stars.js";

const page = document.querySelector("[data-event-page]");
const language = document.documentElement.lang;
const dates = [...page.querySelectorAll(".dates > [data-start]")];
const leaf = page.querySelector(".event-head .leaf");

/* Noon, so that a day stays itself in any time zone. */
const written = (day, form) => new Intl.DateTimeFormat(language, { ...form, timeZone: "UTC" }).format(new Date(`${day}T12:00:00Z`));

const showNext = (line) => {
  const found = occurrenceIn(line);
  const [first, last] = [found.start.slice(0, 10), lastDayOf(found)];
  for (const said of page.querySelectorAll("[data-next]")) {
    said.textContent = line.querySelector("time").textContent;
    if (said.dateTime) said.dateTime = line.dataset.start;
  }
  const [month, day, weekday] = leaf.querySelectorAll("span");
  month.textContent = written(first, { month: "short" });
  day.textContent = written(first, { day: "numeric" });
  weekday.textContent = first === last ? written(first, { weekday: "long" }) : `– ${written(last, { day: "numeric", month: "short" })}`;
};

const corner = page.querySelector("[data-star-here]");
corner.append(starButton(corner.dataset.event, page.querySelector("h1").textContent.trim(), { star: corner.dataset.word, icons: corner.dataset.icons }));

let shown = dates[0]?.dataset.start;
everyMinute(() => {
  const moment = now();
  const next = dates.find((line) => stateAt(occurrenceIn(line), moment) !== "over");
  page.querySelector("[data-event-over]").hidden = Boolean(next);
  if (next && next.dataset.start !== shown) {
    shown = next.dataset.start;
    showNext(next);
  }
  // What is said above about one date is not said of another.
  for (const note of page.querySelectorAll("[data-about]")) note.hidden = Boolean(next) && note.dataset.about !== shown;
  const left = dates.filter((line) => stateAt(occurrenceIn(line), moment) !== "over").length;
  const section = dates[0]?.closest("[data-group]");
  if (section) section.hidden = left < 2 && !section.querySelector(".badge--alert");
  const sign = (name) => page.querySelector(`[data-sign-up="${name}"]`);
  const until = sign("open")?.dataset.until;
  const closed = !next || Boolean(until && (until.length === 10 ? moment.slice(0, 10) > until : moment > until.slice(0, 16)));
  if (sign("open")) sign("open").hidden = closed;
  if (sign("over") && closed && next) sign("over").hidden = false;
});
