/* Every text of a file, and the patterns that the page lends for them. */

import { lengthOf } from "../../search/lettering.js";

/** Every text with the way to it (`source/walk.py`). */
export function* textsOf(value, path = []) {
  if (typeof value === "string") yield [path, value];
  else if (Array.isArray(value)) for (const [number, item] of value.entries()) yield* textsOf(item, [...path, number]);
  else for (const [key, item] of Object.entries(value)) yield* textsOf(item, [...path, key]);
}

/** All matches of a lent pattern; one that an old browser cannot read is left to `make check`. */
export const matches = ({ source, flags }, text) => {
  try { return [...text.matchAll(new RegExp(source, flags))]; } catch { return []; }
};
/** What a lent pattern finds. */
export const found = (rule, text) => matches(rule, text).map(([whole]) => whole);
/** Whether a lent pattern is all of a text. */
export const isWholly = (rule, text) => found({ ...rule, source: `^(?:${rule.source})$` }, text).length > 0;

/** As much of a text as a sentence can quote. */
export const clipped = (text, most) => (lengthOf(text) <= most ? text : `${[...text].slice(0, most).join("")}…`);
