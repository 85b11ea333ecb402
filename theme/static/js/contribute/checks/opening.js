/* Opening hours that nobody could read (`opening.py`). */

import { isReadable } from "./opening-hours.js";
import { repairedHours } from "./written-hours.js";

/** What is wrong with `opening_hours`; hours as on a door come with the same hours in the syntax. */
export function* opening({ opening_hours: text }, { hoursWords, mostQuoted }) {
  if (!text || isReadable(text)) return;
  const path = ["opening_hours"];
  const value = [...text].slice(0, mostQuoted).join("");
  const repaired = repairedHours(text, hoursWords);
  if (repaired === null || !isReadable(repaired)) yield { path, code: "bad-opening-hours", values: { value } };
  else yield { path, code: "bad-opening-hours", remedy: "bad-opening-hours/repaired", repaired, values: { value, repaired } };
}
