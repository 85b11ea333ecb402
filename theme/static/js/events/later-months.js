/* What the list leaves out stands on the pages of the months: their cards are fetched when a range asks
   for them, and never twice. */
import { addDays } from "../time/city-clock.js";

const monthsBetween = (first, last) => {
  const found = [];
  for (let [year, month] = first.split("-").map(Number); ; month === 12 ? (year += 1, month = 1) : month += 1) {
    const name = `${year}-${String(month).padStart(2, "0")}`;
    if (name > last.slice(0, 7) || found.length === 36) return found;
    found.push(name);
  }
};

/** `list` is the element with the months' sections; `facts` gets those of events that are new. */
export const laterMonths = (list, facts) => {
  const asked = new Map();
  let completeUntil = list.dataset.completeUntil;

  const key = (card) => `${card.dataset.event} ${card.dataset.start}`;

  const add = (name, page) => {
    const section = page.querySelector(`[data-month="${name}"]`);
    if (!section) return;
    Object.assign(facts, { ...JSON.parse(page.getElementById("month-facts").textContent), ...facts });
    const here = list.querySelector(`[data-month="${name}"]`);
    const known = new Set([...list.querySelectorAll("[data-event]")].map(key));
    const cards = [...section.querySelectorAll("[data-event]")].filter((card) => !known.has(key(card)));
    if (!cards.length) return;
    if (!here) {
      section.querySelector("ul").replaceChildren(...cards);
      const later = [...list.querySelectorAll("[data-month]")].find((other) => other.dataset.month > name);
      const last = [...list.querySelectorAll("[data-month]")].at(-1);
      if (later) later.before(document.adoptNode(section));
      else if (last) last.after(document.adoptNode(section));
      else list.querySelector("[data-finder]").after(document.adoptNode(section));
      return;
    }
    const all = [...here.querySelectorAll("[data-event]"), ...cards];
    all.sort((one, other) => (one.dataset.start.slice(0, 16) < other.dataset.start.slice(0, 16) ? -1 : 1));
    here.querySelector("ul").replaceChildren(...all);
  };

  const fetchMonth = async (name) => {
    const answer = await fetch(list.dataset.monthPage.replace("0000-00", name));
    if (answer.status === 404) return;  // a month that the calendar does not reach
    if (!answer.ok) throw new Error(answer.statusText);
    add(name, new DOMParser().parseFromString(await answer.text(), "text/html"));
  };

  return {
    /** Make the list complete from `first` to `last`; whether that worked. */
    async until(first, last) {
      if (last <= completeUntil) return true;
      const start = first > completeUntil ? first : addDays(completeUntil, 1);
      const months = monthsBetween(start, last);
      try {
        await Promise.all(months.map((name) => {
          if (!asked.has(name)) asked.set(name, fetchMonth(name));
          return asked.get(name);
        }));
        return true;
      } catch {
        for (const name of months) asked.delete(name);
        return false;
      }
    },
  };
};
