/* Events in any list of the site, held against the city's clock: what is over leaves, what is running
   says so. The page was right when it was built; this keeps it right. */
import { cityNow, dayOf, occurrenceOf, stateAt } from "../time/city-clock.js";

const words = JSON.parse(document.getElementById("event-words").textContent);
const zone = document.documentElement.dataset.timeZone;

/** The occurrence that a card or a line is about. */
export const occurrenceIn = (element) => occurrenceOf(element.dataset.start, element.dataset.end);

/** What the city's clocks show. */
export const now = () => cityNow(zone);

const running = (found) => (found.allDay ? words.today : found.end > found.start ? words.running : words.began);

/* A card says at its top that it is running; a line of dates at its end. */
const mark = (element, state) => {
  element.dataset.state = state;
  const shown = element.querySelector("[data-running]");
  if (state !== "running" || element.matches(".event-card--off")) { shown?.remove(); return; }
  if (shown) return;
  const badge = document.createElement("p");
  badge.className = "badges";
  badge.dataset.running = "";
  const text = document.createElement("span");
  text.className = "badge badge--now";
  text.textContent = running(occurrenceIn(element));
  badge.append(text);
  (element.querySelector(".card__body") || element).prepend(badge);
};

/** Bring every dated thing inside `root` to the present moment. Lists marked `data-kept` keep what is over. */
export const refresh = (root = document) => {
  const moment = now();
  for (const element of root.querySelectorAll("[data-start]")) {
    const state = stateAt(occurrenceIn(element), moment);
    mark(element, state);
    if (!element.closest("[data-kept]")) element.toggleAttribute("data-over", state === "over");
  }
  for (const card of root.querySelectorAll("[data-waits]")) {
    const dates = card.closest("[data-dates]").querySelectorAll(`[data-event="${CSS.escape(card.dataset.event)}"]:not([data-over])`);
    card.hidden = dates[0] !== card;
  }
  for (const day of root.querySelectorAll("[data-day]")) {
    if (day.dataset.day === dayOf(moment)) day.setAttribute("aria-current", "date");
    else day.removeAttribute("aria-current");
  }
  for (const group of root.querySelectorAll("[data-group]")) {
    const empty = !group.querySelector("[data-start]:not([data-over]):not([hidden])");
    const instead = group.querySelector("[data-instead]");
    if (instead) instead.hidden = !empty;
    else group.hidden = empty;
  }
};

/** Call `act` now, at every minute of the clock, and when somebody comes back to the page. */
export const everyMinute = (act) => {
  let timer;
  const again = () => {
    clearTimeout(timer);
    act();
    timer = setTimeout(again, 60_050 - (Date.now() % 60_000));
  };
  document.addEventListener("visibilitychange", () => { if (!document.hidden) again(); });
  addEventListener("pageshow", ({ persisted }) => { if (persisted) again(); });
  again();
};

everyMinute(() => refresh());
