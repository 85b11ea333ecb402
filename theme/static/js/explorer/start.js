/* The beginning of the explorer: the roll is read and the map has its markers before anything else is
   loaded. Where the address filters, the markers wait for the filter, which then comes at once. */

import { facesOf, roughly } from "./faces.js";
import { beginRoll, readRoll } from "./roll.js";

const page = (name) => JSON.parse(document.getElementById(name).textContent);

/** Addresses of the explorer's files, and the page's words with ways to say numbers. */
export const addresses = page("map-addresses");
export const words = page("map-words");
const figures = new Intl.NumberFormat(words.language);
const plurals = new Intl.PluralRules(words.language);
words.figures = (number) => figures.format(number);
words.place = addresses.place;
/** "12 places" in the page's language: the page lends one sentence for each plural form. */
words.plural = (forms, number) => (forms[plurals.select(number)] ?? forms.other).replace(/\d+/, figures.format(number));

/** Fetch JSON; fails for anything but an answer. */
export const fetched = async (address) => {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(answer.statusText);
  return answer.json();
};

/** Let the browser paint and listen before the next piece of work. */
export const breath = () => new Promise((resolve) => { setTimeout(resolve); });

/** The first markers' places, each with what tells its marker a name. */
export const unnamed = [];

/** The roll, once the first markers are there. */
export const begun = (async () => {
  const core = await fetched(addresses.core);
  const roll = beginRoll(core);
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
  return readRoll(core, roll);
})();

/* On a slow line each request takes something from those before it. All are named together, so that
   none waits until another has been read. */
const goOn = async () => {
  document.head.append(...addresses.later.map((href) => Object.assign(document.createElement("link"), { rel: "modulepreload", href })));
  await import("./page.js");
  if (document.querySelector("[data-offline]")) await import("../offline/switch.js");
};
if (location.search) goOn();
else begun.catch(() => {}).then(goOn); // the page tells of what went wrong
