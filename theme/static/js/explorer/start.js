/* The beginning of the explorer: the places are read and the map has its markers before anything else is
   loaded. Where the address filters, the markers wait for the filter, which then comes at once. */

import { facesOf, roughly } from "./faces.js";
import { figures, plurals } from "./language.js";
import { beginRoll, readRoll } from "./roll.js";

const page = (name) => JSON.parse(document.getElementById(name).textContent);

/** Addresses of the explorer's files, and the page's words with ways to say numbers. */
export const addresses = page("map-addresses");
export const words = page("map-words");
words.figures = (number) => figures().format(number);
words.place = addresses.place;
/** "12 places" in the page's language: the page lends one sentence for each plural form. */
words.plural = (forms, number) => (forms[plurals().select(number)] ?? forms.other).replace(/\d+/, words.figures(number));

/** Fetch JSON; fails for anything but an answer. */
export const fetched = async (address) => {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(answer.statusText);
  return answer.json();
};

/** Let the browser paint and listen before the next piece of work. */
export const breath = () => new Promise((resolve) => { setTimeout(resolve); });

/** Resolves when the browser has painted. */
export const painted = () => new Promise((resolve) => { requestAnimationFrame(() => setTimeout(resolve)); });

/** The first markers' places, each with what tells its marker a name. */
export const unnamed = [];

let facets = null;
const askFacets = () => {
  facets ??= fetched(addresses.facets);
  facets.catch(() => {}); // who awaits it hears of it
};
const marked = (async () => {
  if (location.search) askFacets();
  const core = await fetched(addresses.core);
  askFacets();
  const roll = beginRoll(core);
  await breath();
  const opened = window.learningCityMaps?.["city-map"];
  if (opened && !location.search) {
    const say = roughly(roll, words);
    const called = (place, tell) => {
      tell(say(place));
      unnamed.push([place, tell]);
    };
    opened.places.show(roll, new Uint8Array(roll.count).fill(1), facesOf(roll, words, called), -1);
  }
  await breath();
  return [core, roll];
})();

/** The roll, after the first markers. */
export const begun = marked.then(async ([core, roll]) => readRoll(core, await facets, roll));

/* On a slow line each request takes something from those before it. All are named together, so that
   none waits until another has been read. */
const goOn = async () => {
  document.head.append(...addresses.later.map((href) => Object.assign(document.createElement("link"), { rel: "modulepreload", href })));
  await import("./page.js");
  if (document.querySelector("[data-offline]")) await import("../offline/switch.js");
};
if (location.search) goOn();
else marked.catch(() => {}).then(goOn); // the page tells of what went wrong
