/* On a place's page: is it open now, or at another time? Without script its ordinary week stands
   there. The page lends the days that were worked out and every sentence (outputs/open_now.py). */

import { addDays, cityNow, dayOf } from "./time/city-clock.js";
import { changeAfter, stateAt, wordsAt } from "./time/opening.js";

const frame = document.querySelector("[data-opening]");
const part = (name) => frame.querySelector(`[data-${name}]`);
const hours = JSON.parse(frame.dataset.opening);
const sentences = JSON.parse(frame.dataset.sentences);
const last = addDays(hours.from, hours.days.length - 1);
const now = () => cityNow(document.documentElement.dataset.timeZone);

const say = (name, values) => sentences[name].replace(/\{(\w+)\}/g, (slot, key) => values[key] ?? slot);
const days = new Intl.DateTimeFormat(sentences.locale, { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" });
const named = (day) => days.format(new Date(`${day}T12:00Z`));

/* When a change comes, seen from a moment: "17:00", "yarın 09:00", "13:00 sonrası", "yarın". */
const when = ({ at, state }, moment) => {
  const [day, time] = at.split("T");
  const tomorrow = day === addDays(moment, 1);
  if (time === "00:00") {
    if (state === "unknown") return tomorrow ? sentences.tomorrow : named(day);
    if (state === "closed" && tomorrow) return "24:00";
  }
  const told = day === dayOf(moment) ? time : say(tomorrow ? "tomorrow-at" : "day-at", { day: named(day), time });
  return state === "unknown" ? say("after", { when: told }) : told;
};

const told = (moment) => {
  const state = stateAt(hours, moment);
  const words = wordsAt(hours, moment);
  if (state === "unknown") return say(words ? "unknown-words" : state, { words });
  const change = changeAfter(hours, moment);
  if (!change || change.state === "beyond") return sentences[state];
  return say(`${state}-${change.state === "unknown" ? "then-unknown" : "until"}`, { when: when(change, moment) });
};

const show = (line, moment, sentence) => {
  const state = stateAt(hours, moment);
  const [minute, holiday] = hours.holidays[dayOf(moment)] || [];
  const text = [sentence, holiday ? say(minute ? "half-holiday" : "holiday", { holiday }) : ""];
  if (line.textContent === text.join("")) return;
  line.dataset.state = state;
  line.replaceChildren(...text.filter(Boolean).map((words) => Object.assign(document.createElement("span"), { textContent: words })));
};

const line = part("now");
const showNow = () => {
  const moment = now();
  if (stateAt(hours, moment) === "beyond") line.replaceChildren();
  else show(line, moment, say("now", { state: told(moment) }));
};
const everyMinute = () => {
  showNow();
  setTimeout(() => {
    line.setAttribute("aria-live", "off"); // said once; who looks again sees what has changed
    everyMinute();
  }, 60000 - (Date.now() % 60000));
};
everyMinute();
document.addEventListener("visibilitychange", showNow);

const other = part("ask");
const [day, time, answer] = ["ask-day", "ask-time", "answer"].map(part);
const showThen = () => {
  if (!day.value || !time.value) return;
  const moment = `${day.value}T${time.value}`;
  if (stateAt(hours, moment) === "beyond") answer.replaceChildren(say("beyond", { day: named(last) }));
  else show(answer, moment, say("at", { day: named(day.value), time: time.value, state: told(moment) }));
};
other.hidden = false;
other.addEventListener("toggle", () => {
  day.min = dayOf(now());
  day.max = last;
  if (!day.value) [day.value, time.value] = now().split("T");
  showThen();
});
for (const input of [day, time]) input.addEventListener("input", showThen);
