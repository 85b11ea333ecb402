/* Today, this weekend and what comes then, as of now. While the page is of today nothing is fetched; on
   any later day its cards come from the list of events, sorted by the city's calendar. */
import { dayOf, daysOf, stateAt, touches } from "../time/city-clock.js";
import { everyMinute, now, occurrenceIn, refresh } from "./clock.js";

const MOST_LATER = 6;
const section = document.querySelector("[data-home-events]");
const language = document.documentElement.lang;
const group = (name) => section.querySelector(`[data-days="${name}"] > ul`);

let pool = null;
const cardsOfList = () => {
  pool ??= fetch(section.dataset.list).then(async (answer) => {
    if (!answer.ok) throw new Error(answer.statusText);
    const list = new DOMParser().parseFromString(await answer.text(), "text/html");
    return [...list.querySelectorAll("[data-event]")].map((card) => document.adoptNode(card));
  });
  return pool;
};

/* Each card in one group only: today, else the weekend, else later, a repeating event once. The next date
   of what is near waits among the later ones until that is over (`clock.js`). */
const sorted = (cards, moment) => {
  const ahead = cards.filter((card) => !card.matches(".event-card--off") && stateAt(occurrenceIn(card), moment) !== "over");
  const within = (days) => ahead.filter((card) => touches(occurrenceIn(card), days));
  const today = within(daysOf("today", moment));
  const weekend = within(daysOf("weekend", moment)).filter((card) => !today.includes(card));
  const near = new Set([...today, ...weekend]);
  const nearby = new Set([...near].map((card) => card.dataset.event));
  const first = new Map();
  for (const card of ahead) {
    const { event } = card.dataset;
    if (near.has(card)) first.delete(event);
    else if (!first.has(event)) first.set(event, card);
  }
  let room = MOST_LATER;
  const later = [...first.values()].filter((card) => {
    card.toggleAttribute("data-waits", nearby.has(card.dataset.event));
    card.hidden = nearby.has(card.dataset.event);
    if (!card.hidden) room -= 1;
    return card.hidden || room >= 0;
  });
  return { today, weekend, later };
};

const renew = async (moment) => {
  const groups = sorted(await cardsOfList(), moment);
  for (const [name, cards] of Object.entries(groups)) group(name).replaceChildren(...cards);
  const said = section.querySelector("[data-today]");
  said.dateTime = dayOf(moment);
  said.textContent = new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, { dateStyle: "full", timeZone: "UTC" })
    .format(new Date(`${dayOf(moment)}T12:00:00Z`));
  section.dataset.built = dayOf(moment);
  refresh(section);
};

everyMinute(() => {
  const moment = now();
  if (dayOf(moment) > section.dataset.built) renew(moment).catch(() => { pool = null; });
});
