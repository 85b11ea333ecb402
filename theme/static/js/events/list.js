/* The list of events and the questions asked of it. What is chosen stands in the address; a position
   and the stars stay on the device. */
import { keepChosen, readChosen, several } from "../filter/address.js";
import { dayOf, daysOf, stateAt, touches } from "../time/city-clock.js";
import { fits, looser, metresBetween, nearestFeed, NAMES } from "./choice.js";
import { everyMinute, now, occurrenceIn, refresh } from "./clock.js";
import { laterMonths } from "./later-months.js";
import { forgetAll, starButton, starred, whenStarsChange } from "./stars.js";
import { starFile } from "./star-file.js";
import { showFeed } from "./feed-choice.js";

const words = JSON.parse(document.getElementById("event-list").textContent);
const list = document.querySelector("[data-event-list]");
const finder = list.querySelector("[data-finder]");
const part = (name) => finder.querySelector(`[data-${name}]`);
const figures = new Intl.NumberFormat(words.language, { maximumFractionDigits: 1 });
const plural = new Intl.PluralRules(words.language);
const counted = (number) => (words.count[plural.select(number)] || words.count.other).replace(/\d+/, figures.format(number));

const months = laterMonths(list, words.facts);
const cards = () => [...list.querySelectorAll("[data-event]")];
let chosen = readChosen(NAMES);
let position = null;

// ── What fits ─────────────────────────────────────────────────────────────────────────────────────

const daysFor = (choice, moment) => {
  if (!choice.from && !choice.to) return daysOf(choice.when, moment, words.holidays);
  const first = choice.from > dayOf(moment) ? choice.from : dayOf(moment);
  return [first, choice.to && choice.to < first ? first : choice.to];
};

/* The cards that a choice leaves. Days are asked by the clock, not by the page's date. */
const matching = (choice) => {
  const moment = now();
  const days = daysFor(choice, moment);
  const about = {
    today: dayOf(moment), starred: starred(),
    metresTo: position && choice.within ? (point) => metresBetween(position, point) : null,
  };
  return cards().filter((card) => {
    const found = occurrenceIn(card);
    return days && stateAt(found, moment) !== "over" && touches(found, days)
      && fits(card.dataset.event, words.facts[card.dataset.event] || {}, choice, about);
  });
};

const withPlace = (choice) => ({ ...choice, within: position ? finder.elements.within.value : "" });
const eventsIn = (found) => new Set(found.map((card) => card.dataset.event)).size;

// ── What is shown ─────────────────────────────────────────────────────────────────────────────────

const pressed = (button, on) => button.setAttribute("aria-pressed", String(on));

const showControls = () => {
  const ranged = chosen.from || chosen.to;
  for (const button of finder.querySelectorAll("[data-when]")) pressed(button, !ranged && button.dataset.when === chosen.when);
  for (const name of ["from", "to", "age", "theme", "audience", "district", "language"]) {
    const field = finder.elements[name];
    if (field && field !== document.activeElement) field.value = chosen[name];
  }
  pressed(part("free"), chosen.cost === "free");
  pressed(part("starred"), Boolean(chosen.starred));
  for (const button of finder.querySelectorAll("[data-access]")) pressed(button, several(chosen.access).includes(button.dataset.access));
  pressed(part("near"), Boolean(position));
  finder.elements.within.hidden = !position;
  part("clear").hidden = !NAMES.some((name) => chosen[name]) && !position;
  part("star-ways").hidden = !starred().size || !chosen.starred;
};

const filtering = () => NAMES.filter((name) => chosen[name] && name !== "when").length + (position ? 1 : 0);

const showCounts = () => {
  part("filtering").textContent = filtering() ? `(${figures.format(filtering())})` : "";
  for (const button of finder.querySelectorAll("[data-when]")) {
    const count = button.querySelector("[data-count]");
    if (count) count.textContent = figures.format(eventsIn(matching(withPlace({ ...chosen, when: button.dataset.when, from: "", to: "" }))));
  }
  part("starred").querySelector("[data-count]").textContent = figures.format(starred().size);
};

const showLooser = () => {
  const ways = looser(withPlace(chosen))
    .map((way) => ({ ...way, number: eventsIn(matching(way.chosen)) }))
    .filter(({ number }) => number > 0)
    .slice(0, 3);
  part("looser").replaceChildren(...ways.map((way) => {
    const item = document.createElement("li");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "chip";
    const key = way.gone === "when" ? `when:${way.when}` : way.gone;
    const count = document.createElement("span");
    count.className = "chip__count";
    count.textContent = counted(way.number);
    button.append(`${words.looser[key]} `, count);
    button.addEventListener("click", () => {
      if (way.gone === "within") position = null;
      const { within, ...kept } = way.chosen;
      choose(kept);
      part("status").closest("p").scrollIntoView({ block: "nearest" });
    });
    item.append(button);
    return item;
  }));
};

const showDistances = (visible) => {
  for (const old of list.querySelectorAll("[data-away]")) old.remove();
  if (!position) return;
  for (const card of visible) {
    const point = words.facts[card.dataset.event]?.point;
    if (!point) continue;
    const metres = metresBetween(position, point);
    const far = metres < 1000 ? words.metres.replace("0", figures.format(Math.round(metres / 10) * 10))
      : words.kilometres.replace("0", figures.format(metres / 1000));
    const line = document.createElement("li");
    line.dataset.away = "";
    line.textContent = `${far} ${words.away}`;
    card.querySelector(".card__facts").append(line);
  }
};

let told = "";
const show = () => {
  const visible = new Set(matching(withPlace(chosen)));
  for (const card of cards()) card.hidden = !visible.has(card);
  refresh(list);
  showControls();
  showCounts();
  const answer = counted(eventsIn([...visible]));
  if (answer !== told) part("status").textContent = told = answer;
  part("nothing").hidden = visible.size > 0;
  if (!visible.size) showLooser();
  showDistances(visible);
  showFeed(finder, nearestFeed(chosen), NAMES.some((name) => chosen[name]), words);
};

/* A range that reaches further than the list is completed from the months' own pages. */
const complete = async () => {
  const days = daysFor(chosen, now());
  const whole = !days || !days[1] || await months.until(days[0], days[1]);
  part("more-trouble").hidden = Boolean(whole);
};

const choose = (change, { newStep = true } = {}) => {
  chosen = { ...chosen, ...change };
  keepChosen(chosen, NAMES, { newStep });
  show();
  complete().then(() => { addStars(); show(); });
};

// ── What is asked ─────────────────────────────────────────────────────────────────────────────────

finder.addEventListener("submit", (event) => event.preventDefault());
for (const button of finder.querySelectorAll("[data-when]")) {
  button.addEventListener("click", () => choose({ when: button.dataset.when, from: "", to: "" }));
}
for (const name of ["from", "to", "theme", "audience", "district", "language"]) {
  finder.elements[name]?.addEventListener("change", ({ target }) => choose({
    [name]: target.value, ...(name === "from" || name === "to" ? { when: "" } : {}),
  }));
}
finder.elements.age.addEventListener("input", ({ target }) => choose({ age: target.value.replace(/\D/g, "") }, { newStep: false }));
part("free").addEventListener("click", () => choose({ cost: chosen.cost === "free" ? "" : "free" }));
part("starred").addEventListener("click", () => choose({ starred: chosen.starred ? "" : "1" }));
for (const button of finder.querySelectorAll("[data-access]")) {
  button.addEventListener("click", () => {
    const names = new Set(several(chosen.access));
    if (!names.delete(button.dataset.access)) names.add(button.dataset.access);
    choose({ access: [...names].join(",") });
  });
}
part("clear").addEventListener("click", () => {
  position = null;
  choose(Object.fromEntries(NAMES.map((name) => [name, ""])));
  finder.querySelector('[data-when=""]').focus();
});
part("near").addEventListener("click", () => {
  part("near-trouble").hidden = true;
  if (position) { position = null; show(); return; }
  const failed = () => { part("near-trouble").hidden = false; };
  if (!navigator.geolocation) { failed(); return; }
  navigator.geolocation.getCurrentPosition(({ coords }) => {
    position = [coords.latitude, coords.longitude];
    // The smallest circle that holds anything.
    const circle = finder.elements.within;
    const holding = [...circle.options].find(({ value }) => matching({ ...chosen, within: value }).length);
    circle.value = (holding || [...circle.options].at(-1)).value;
    show();
  }, failed, { timeout: 20_000, maximumAge: 300_000 });
});
finder.elements.within.addEventListener("change", show);
part("star-file").addEventListener("click", () => starFile([...starred()], words, part("more-trouble")));
part("star-clear").addEventListener("click", () => { forgetAll(); part("starred").focus(); });
addEventListener("popstate", () => { chosen = readChosen(NAMES); show(); complete().then(show); });

// ── Begin ─────────────────────────────────────────────────────────────────────────────────────────

const addStars = () => {
  for (const card of cards()) {
    if (card.querySelector("[data-star]")) continue;
    card.append(starButton(card.dataset.event, card.querySelector(".card__title").textContent.trim(), words));
  }
};

// On a phone the answer comes first; how many filters are at work stands on the closed lid.
part("more").open = matchMedia("(min-width: 48em)").matches && filtering() > 0;
for (const element of list.querySelectorAll("[data-without-script]")) element.hidden = true;
finder.hidden = false;
addStars();
whenStarsChange(show);
everyMinute(show);
complete().then(() => { addStars(); show(); });
