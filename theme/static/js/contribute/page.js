/* What every part of the form shares: the page's words and addresses, its elements, its files. */

import { cityNow, dayOf } from "../time/city-clock.js";
import { fold } from "../search/lettering.js";

export const about = JSON.parse(document.getElementById("form-data").textContent);
const desk = document.querySelector("[data-desk]");
/** Parts of the page. */
export const find = (selector, root = desk) => root.querySelector(selector);
export const all = (selector, root = desk) => [...root.querySelectorAll(selector)];

about.today = dayOf(cityNow(about.timeZone));

/** How many results a search shows. */
export const MOST_FOUND = 8;

/** Acts once the calls have stopped for `wait` milliseconds; `now` does not wait. */
export const later = (wait, act) => {
  let waiting = 0;
  const put = () => { clearTimeout(waiting); waiting = setTimeout(act, wait); };
  put.now = () => { if (waiting) { clearTimeout(waiting); waiting = 0; act(); } };
  return put;
};

/** Said by a screen reader. */
export const announce = (text) => { find("[data-announce]").textContent = text; };
/** A text in its place; without one the place is hidden. */
export const show = (element, text) => {
  element.hidden = !text;
  const room = element.querySelector("span") || element;
  room.textContent = text;
};

/** Bring a part of the page into view at once: a long smooth ride would be lost time, and ill for some. */
export const goTo = (part, { focus = null, block = "center" } = {}) => {
  focus?.focus({ preventScroll: true });
  part.scrollIntoView({ behavior: "instant", block });
};

/** A JSON file of the site. Rejects when it does not come. */
export const fetched = async (address) => {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${answer.status} ${address}`);
  return answer.json();
};
const once = (make) => {
  let made = null;
  return () => { made ??= make().catch((error) => { made = null; throw error; }); return made; };
};
/** Every contribution by kind and id: its path, name and a remark. */
export const index = once(() => fetched(`${about.written}/index.json`));
/** What makes a contribution likely the same as another: names, points, days. */
export const neighbours = once(() => fetched(`${about.written}/neighbours.json`));
export const shapes = once(() => (about.districtShapes ? fetched(about.districtShapes) : Promise.resolve({ features: [] })));
export const schemas = Object.fromEntries(Object.entries(about.schemas).map(([kind, address]) => [kind, once(() => fetched(address))]));

/** Those that hold every word that was typed: names that begin with it first, then other names. */
export const matching = (entries, typed) => {
  const whole = fold(typed).trim();
  const sought = whole.split(/\s+/).filter(Boolean);
  if (!sought.length) return [];
  return entries
    .map((entry) => ({ ...entry, folded: fold(entry.name), beside: fold(`${entry.name} ${entry.remark}`) }))
    .filter(({ beside }) => sought.every((word) => beside.includes(word)))
    .map((entry) => ({ ...entry, rank: entry.folded.startsWith(whole) ? 0 : entry.folded.includes(whole) ? 1 : 2 }))
    .sort((one, other) => one.rank - other.rank);
};

/** A search result; `make` gives its link or button. */
export const row = (name, remark, make) => {
  const item = document.createElement("li");
  item.className = "row";
  const text = document.createElement("p");
  text.className = "row__text";
  const way = make();
  way.classList.add("row__link");
  way.textContent = name;
  const facts = document.createElement("span");
  facts.className = "row__facts";
  facts.textContent = remark;
  text.append(way, " ", facts);
  item.append(text);
  return item;
};
