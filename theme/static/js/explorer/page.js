/* The explorer: one roll of places, a list and a map that show the same, in step with the address.
   List and filters work without the map; the map's markers need no names. */

import { keepChosen, readChosen, several } from "../filter/address.js";
import { addDays, cityNow, dayOf, weekOf } from "../time/city-clock.js";
import { statesAt } from "../time/opening.js";
import { controls } from "./controls.js";
import { placeList } from "./list.js";
import { namesOfFiles, namesOfRows } from "./names.js";
import { onMap } from "./on-map.js";
import { readAnswers } from "./roll.js";
import { ageFrom, GROWN_UP, QUESTIONS, sift } from "./sieve.js";
import { addresses, begun, breath, fetched, painted, words } from "./start.js";

const FILTERS = QUESTIONS;
const NAMES = [...FILTERS, "near", "place"];
const SAID_AFTER = 600;
const REHEARSALS = 3;

const root = document.querySelector("[data-explorer]");
const find = root.querySelector("[data-find]");
const total = root.querySelector("[data-total]");
const status = root.querySelector("[data-status]");
const nothing = root.querySelector("[data-nothing]");
const drop = root.querySelector("[data-drop]");
const order = root.querySelector("[data-order]");
const toList = root.querySelector("[data-to-list]");
const toListWords = root.querySelector("[data-to-list-words]");
const heading = root.querySelector(".explorer__title");
const clears = [...root.querySelectorAll("[data-clear]")];
const wide = matchMedia("(min-width: 60em)");

/** What is chosen, as in the address. */
let chosen = readChosen(NAMES);
/** Columns that come later or change with the day or the query. */
const known = {};
let answers = null;
let sifted = null;
let sought = null;
let origin = null;
/** The map, where Leaflet could be had. */
let opened;
let roll;
let names;
let list;
let knobs;
let shownOnMap = null;
let finding = null;

/* What takes time is numbered: a later choice overtakes an earlier one, whichever is answered first. */
let [searching, placing, following] = [0, 0, 0];
let unanswered = false;
/** Whether the first answer stands. */
let answered = false;

/** Tell everybody, below the map, of what did not come; nothing when all is well again. */
const tellTrouble = (text = "") => {
  const note = root.querySelector("[data-map-trouble]");
  if (text) note.querySelector("span").textContent = text;
  note.hidden = !text;
};
const partMissing = () => tellTrouble(words.say.partTrouble);

let saying = 0;
/** Tell a screen reader, once nothing has changed for a moment. */
const say = (text) => {
  clearTimeout(saying);
  saying = setTimeout(() => { status.textContent = text; }, SAID_AFTER);
};

/** The finder is fetched when somebody searches. */
const finderReady = () => {
  finding ??= import("../search/finder.js").then(({ finder }) => finder({
    starts: addresses.shards,
    count: roll.count,
    language: words.language,
    read: (name) => fetched(`${addresses.folder}/${name}.json`),
    labels: [
      ...roll.kinds.flatMap((id, number) => [words.kinds[id].label, words.kinds[id].many]
        .map((text) => [text, (place) => roll.kind[place] === number])),
      ...roll.districts.map((id, number) => [words.districts[id].label, (place) => roll.district[place] === number]),
      ...roll.themes.map((id, number) => [words.themes[id].label, (place) => roll.theme[place] & (1 << number)]),
    ],
  })).catch((reason) => { finding = null; throw reason; });
  return finding;
};

const now = () => cityNow(document.documentElement.dataset.timeZone);
const today = () => dayOf(now());

let toldAt = "";
/** Columns of the places that are open at this minute of the city's clock, and of those of which nobody
    knows it. */
const openNow = () => {
  const moment = now();
  if (moment === toldAt) return {};
  toldAt = moment;
  const states = statesAt(answers.opening, moment);
  const { rule } = answers.opening;
  const [open, hours] = [new Uint8Array(roll.count), new Uint8Array(roll.count)];
  for (let place = 0; place < roll.count; place += 1) {
    const state = states[rule[place]];
    if (state === "open") open[place] = 1;
    else if (state !== "closed") hours[place] = 1;
  }
  return { open, hours };
};

/** Places with something on from today to Sunday, by the city's clock. */
const eventsThisWeek = () => {
  const day = today();
  const [, sunday] = weekOf(day);
  const wanted = new Set();
  for (let number = 0, at = answers.from; at <= sunday; number += 1, at = addDays(answers.from, number)) {
    if (at >= day) wanted.add(number);
  }
  const column = new Uint8Array(roll.count);
  for (const [place, days] of answers.days) if (days.some((one) => wanted.has(one))) column[place] = 1;
  return column;
};

/** An address may be old or mistyped: what is unknown is left out. */
const tidied = (asked) => {
  const age = ageFrom(asked.age, Number(today().slice(0, 4)));
  const band = age === null ? -1 : GROWN_UP.findIndex(([least, most]) => age >= least && age <= most);
  const among = (value, all) => (all.includes(value) ? value : "");
  return {
    ...asked,
    theme: among(asked.theme, roll.themes),
    audience: among(asked.audience, roll.audiences),
    kind: among(asked.kind, roll.kinds),
    district: among(asked.district, roll.districts),
    age: age === null ? "" : String(band < 0 ? age : GROWN_UP[band][0]),
    cost: among(asked.cost, ["free"]),
    open: among(asked.open, ["now"]),
    stations: among(asked.stations, ["1"]),
    event: among(asked.event, ["week"]),
    access: several(asked.access).filter((name) => find.querySelector(`[data-choose=access][data-value="${CSS.escape(name)}"]`)).join(","),
  };
};

const questions = () => {
  const asked = {};
  if (chosen.q) asked.q = true;
  if (chosen.theme) asked.theme = roll.themes.indexOf(chosen.theme);
  if (chosen.audience) asked.audience = roll.audiences.indexOf(chosen.audience);
  if (chosen.kind) asked.kind = roll.kinds.indexOf(chosen.kind);
  if (chosen.district) asked.district = roll.districts.indexOf(chosen.district);
  if (chosen.age) asked.age = Number(chosen.age);
  if (chosen.cost) asked.cost = true;
  if (chosen.open) asked.open = true;
  if (chosen.stations) asked.stations = true;
  if (chosen.event) asked.event = true;
  if (chosen.access) asked.access = several(chosen.access);
  return asked;
};

let nearModule = null;
const nearReady = () => {
  nearModule ??= import("./near.js").catch((reason) => { nearModule = null; throw reason; }).then((module) => ({
    ...module,
    panel: module.origins({
      root: root.querySelector("[data-near]"), words, addresses, say,
      middle: () => { const { lat, lng } = shownOnMap?.map.getCenter() ?? {}; return [lat, lng]; },
      set: (from) => setOrigin(from),
    }),
  }));
  return nearModule;
};

/** Places in the order of the list, how far each is, and whether districts head it. */
const inOrder = () => {
  if (origin) {
    const far = new Map(sifted.shown.map((place) => [place, origin.metresTo(roll.pointOf(place))]));
    return { places: [...sifted.shown].sort((a, b) => far.get(a) - far.get(b)), far, flat: true };
  }
  if (sought) {
    const { points } = sought;
    return { places: [...sifted.shown].sort((a, b) => points[b] - points[a] || a - b), flat: true };
  }
  return { places: sifted.shown, flat: false };
};

/** Bring list, map, controls and counts to what is chosen. `change` is the question that changed. */
const apply = (change = "", { keepList = false, keepMap = false } = {}) => {
  known.found = sought?.points;
  if (answers) Object.assign(known, openNow());
  sifted = sift(roll, questions(), known);
  const { shown, counts } = sifted;
  knobs.show(chosen, counts);
  const told = words.plural(words.count, shown.length);
  total.textContent = told;
  toListWords.textContent = words.plural(words.toList, shown.length);
  showWayToList();
  if (change) say(told);
  const any = FILTERS.some((name) => chosen[name]);
  for (const clear of clears) clear.hidden = !any;
  showNothing(shown.length === 0);

  if (!keepList) showList();
  if (!keepMap) showOnMap(change);
};

/** Whether the window has come to the list, or gone past it. */
let atList = false;
/** The way to the list is offered until one is there. */
const showWayToList = () => { toList.hidden = atList || !sifted?.shown.length; };

const showList = () => {
  const { places, far, flat } = inOrder();
  order.hidden = (!origin && !sought) || !places.length;
  order.textContent = origin ? words.order.near.replace("{place}", origin.label)
    : sought?.slipped.length ? words.say.slipped.replace("{words}", sought.slipped.join(", ")) : words.order.q;
  list.show(places, { flat, dress: (row, place) => dress(row, place, far, flat), later: answered });
};

const showNothing = (empty) => {
  nothing.hidden = !empty;
  if (!empty) return;
  nothing.querySelector("[data-nothing-unknown]").textContent = knobs.unknown().join(" ");
  const [best, more] = Object.entries(sifted.without).sort((a, b) => b[1] - a[1])[0];
  drop.hidden = !more;
  drop.textContent = words.plural(words.drop, more).replace("{filter}", words.question[best]);
  drop.onclick = () => { choose(best, ""); heading.focus({ preventScroll: true }); }; // the button is gone now
};

/** What a row says beside its name: its district where no heading does, and how far it is. */
const dress = (row, place, far, flat) => {
  const kind = row.querySelector("[data-kind]");
  const said = [words.kinds[roll.kinds[roll.kind[place]]].label];
  if (flat) said.push(words.districts[roll.districts[roll.district[place]]].label);
  if (far) said.push(origin.inWords(far.get(place)));
  kind.textContent = said.join(" · ");
  if (chosenPlace === place) row.dataset.chosen = "";
  else delete row.dataset.chosen;
};

/** A row's button, and its company with the marker. */
const equip = (row, place) => {
  if (!opened) return;
  const button = document.createElement("button");
  button.className = "map-entry__show";
  button.type = "button";
  button.title = words.say.show;
  button.append(window.learningCityMapParts.icon(words.icons, "pin"),
    window.learningCityMapParts.element("span", "visually-hidden", `${words.say.show}: ${row.querySelector("[data-name]").textContent.trim()}`));
  button.addEventListener("click", () => choosePlace(place, { fromList: true }));
  row.append(button);
  for (const [event, on] of [["pointerenter", true], ["focusin", true], ["pointerleave", false], ["focusout", false]]) {
    row.addEventListener(event, () => shownOnMap?.light(place, on));
  }
};

const choose = async (name, value) => {
  if (chosen[name] === value && !(name === "q" && unanswered)) return;
  chosen = { ...chosen, [name]: value };
  keepChosen(chosen, NAMES);
  if (name === "q") await search();
  else apply(name);
};

/** Find what is asked for in words, then apply it; without an answer the other questions still hold. */
const search = async (change = "q") => {
  searching += 1;
  const mine = searching;
  const { q } = chosen;
  let found = null;
  let trouble = false;
  if (q) {
    try {
      found = await (await finderReady()).find(q);
    } catch {
      trouble = true;
    }
  }
  if (mine !== searching) return;
  sought = found;
  unanswered = trouble;
  apply(change);
  if (!trouble) return;
  say(words.say.searchTrouble);
  order.hidden = false;
  order.textContent = words.say.searchTrouble;
};

const clearAll = () => {
  searching += 1;
  unanswered = false;
  sought = null;
  chosen = { ...chosen, ...Object.fromEntries(FILTERS.map((name) => [name, ""])) };
  keepChosen(chosen, NAMES);
  apply("all");
  knobs.search.focus({ preventScroll: true });
};

async function setOrigin(from, change = "near") {
  const { metresBetween, inWords, panel } = await nearReady();
  origin = from && { ...from, metresTo: (point) => metresBetween(from.point, point), inWords: (metres) => inWords(metres, words) };
  chosen = { ...chosen, near: from?.id ?? "" };
  keepChosen(chosen, NAMES);
  panel.show(chosen.near);
  shownOnMap?.setOrigin(origin?.point, origin?.label);
  apply(change);
  if (origin) say(`${words.order.near.replace("{place}", origin.label)} ${words.plural(words.count, sifted.shown.length)}`);
}

/** The place that is looked at, or -1. */
let chosenPlace = -1;
const choosePlace = async (place, { fromList = false, step = true } = {}) => {
  placing += 1;
  const mine = placing;
  if (place >= 0) {
    const came = await names.fetch([place]).then(() => true, () => false);
    if (mine !== placing) return;
    if (!came) { partMissing(); return; }
    if (opened) tellTrouble();
  }
  const before = list.rowOf(chosenPlace);
  if (before) delete before.dataset.chosen;
  chosenPlace = place;
  chosen = { ...chosen, place: place >= 0 ? names.of(place).id : "" };
  if (step) keepChosen(chosen, NAMES, { newStep: place >= 0 });
  const row = list.rowOf(place);
  if (row) row.dataset.chosen = "";
  if (row && !fromList && wide.matches) row.scrollIntoView({ block: "center", behavior: "instant" });
  if (!shownOnMap) return;
  if (fromList && !wide.matches) shownOnMap.map.getContainer().scrollIntoView({ block: "start", behavior: "instant" });
  const onMap = shownOnMap.map.getContainer().contains(document.activeElement);
  shownOnMap.choose(place);
  // A pin that was chosen is another element now.
  if (fromList || (onMap && document.activeElement === document.body)) root.querySelector(".map-pin--chosen")?.focus({ preventScroll: true });
};

const showOnMap = (change) => {
  if (!shownOnMap) return;
  const far = change === "near" && origin;
  // Who looks at a quarter and chooses a field wants to stay there, unless nothing of it is to be seen.
  const whole = change === "address" || (change === "district" && chosen.district);
  const fits = Boolean(change) && sifted.shown.length > 0 && (whole || !shownOnMap.sees(sifted.shown));
  shownOnMap.show(sifted.passes, chosen.theme ? roll.themes.indexOf(chosen.theme) : -1, far || fits);
  shownOnMap.markDistrict(chosen.district);
  if (far) shownOnMap.fit(inOrder().places.slice(0, 8));
  else if (fits) shownOnMap.fit(sifted.shown, chosen.district);
};

/** A place as the point that distances are told from. */
const originAt = async (id) => {
  const place = await names.find(id).catch(() => -1);
  return place < 0 ? null : { id, point: roll.pointOf(place), label: names.of(place).name };
};

/** The origin that the address names, in place of the one there was. */
const followOrigin = async (change) => {
  if (chosen.near === (origin?.id ?? "")) return;
  if (!chosen.near) {
    origin = null;
    shownOnMap?.setOrigin(null);
    if (nearModule) (await nearReady()).panel.show("");
    return;
  }
  const mine = following;
  const { panel } = await nearReady();
  const from = await panel.byId(chosen.near) ?? await originAt(chosen.near);
  if (from && mine === following) await setOrigin(from, change);
};

/** What the address says is chosen; at the start, and on the way back. A link to a part of the page leads
    here too: what is asked for as before is not answered again, so that list and map stay as they are. */
const follow = async (change) => {
  following += 1;
  const [mine, placed, before] = [following, placing, chosen];
  chosen = tidied(readChosen(NAMES));
  if (!sifted || [...FILTERS, "near"].some((name) => chosen[name] !== before[name])) {
    searching += 1;
    await followOrigin(change).catch(partMissing);
    if (mine !== following) return;
    if (chosen.q) await search(change);
    else { [sought, unanswered] = [null, false]; apply(change); }
    if (mine !== following) return;
  }
  const place = chosen.place ? await names.find(chosen.place).catch(() => -1) : -1;
  if (mine !== following || placed !== placing) return;
  if (place !== chosenPlace) await choosePlace(place, { step: false });
};

const focusSearch = () => {
  if (location.hash === `#${root.querySelector(".explorer__find").id}`) knobs.search.focus();
};

/** A browser learns a walk by walking it: after some rehearsals the first choice is answered as quickly as
    those after it. */
const rehearse = async () => {
  for (let theme = 0; theme < REHEARSALS; theme += 1) {
    await breath();
    sift(roll, { theme }, known);
  }
};

const begin = async () => {
  roll = await begun;
  opened = window.learningCityMaps?.["city-map"];
  await breath();
  const shelf = root.querySelector("[data-rows]");
  names = addresses.together
    ? namesOfFiles(addresses.folder, addresses.together, async (id) => {
      const { points } = await (await finderReady()).find(id);
      return [...points.keys()].filter((place) => points[place]).sort((a, b) => points[b] - points[a]).slice(0, 200);
    })
    : namesOfRows(shelf.querySelectorAll("[data-place]"));
  knobs = controls(find, roll, words, Number(today().slice(0, 4)), choose);
  await breath();
  list = placeList(root.querySelector("[data-list]"), roll, names, words, equip);
  await breath();

  if (opened) {
    shownOnMap = onMap(opened, roll, names, words, root.querySelector("[data-map-frame]"), {
      chosen: (place) => choosePlace(place),
      closed: () => { if (chosenPlace >= 0) choosePlace(-1); },
      locate: async () => {
        root.querySelector("[data-near]").open = true;
        await nearReady().then(({ panel }) => panel.locate(), partMissing);
      },
      trouble: partMissing,
    });
  } else {
    root.querySelector("[data-map-trouble]").hidden = false;
    root.querySelector("[data-from-middle]").hidden = true;
  }
  await breath();

  for (const clear of clears) clear.addEventListener("click", clearAll);
  root.querySelector("[data-near]").addEventListener("toggle", () => nearReady().catch(partMissing));
  knobs.search.addEventListener("focus", () => finderReady().catch(() => {}), { once: true });
  addEventListener("popstate", () => follow("address"));
  addEventListener("hashchange", focusSearch);

  chosen = tidied(chosen);
  if (chosen.district) shownOnMap?.outline(); // it will be shown whole
  const any = FILTERS.some((name) => chosen[name]);
  const drawers = find.querySelector("[data-filters]");
  drawers.open = wide.matches ? any : false;
  if (!any && !chosen.near && !chosen.place) {
    // A whole list stands in the page already, in this order, and all places are on the map.
    apply("", { keepList: !addresses.together, keepMap: true });
    await painted();
    showOnMap("");
  } else await follow("address");
  answered = true;
  document.getElementById("city-map").dataset.ready = "";
  await breath();
  if (!chosen.district) shownOnMap?.outline();
  new IntersectionObserver(([{ isIntersecting, boundingClientRect: { top } }]) => {
    atList = isIntersecting || top < 0;
    showWayToList();
  }, { rootMargin: "0px 0px -15% 0px" }).observe(root.querySelector("[data-list]"));

  // While a page loads, the browser itself still goes to the fragment, and takes the focus along.
  if (document.readyState === "complete") focusSearch();
  else addEventListener("load", () => setTimeout(focusSearch), { once: true });

  try {
    answers = readAnswers(await fetched(addresses.filters));
    await breath();
    Object.assign(known, { access: answers.access, event: eventsThisWeek(), ...openNow() });
    await breath();
    if (chosen.access || chosen.event || chosen.open) apply();
    else knobs.show(chosen, sift(roll, questions(), known).counts);
  } catch { /* without them these two filters let everything pass, and their counts stay away */ }
  await rehearse();
};

begin().catch(() => {
  // Without the roll there are neither map nor filters; the list stands in the page.
  tellTrouble(words.say.trouble);
  find.hidden = true;
});
