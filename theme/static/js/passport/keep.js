/* Where the passport is kept: in this browser, on this device, and nowhere else. Written to only after
   a tap; a browser that keeps nothing is told of by the answer false. */

import { emptyBook, readBook } from "./book.js";

/** What is kept under `name`; an empty passport when there is none. */
export const open = (name) => {
  try { return readBook(localStorage.getItem(name) ?? "") ?? emptyBook(); } catch { return emptyBook(); }
};

/** Keep it; an empty one leaves nothing behind. Answers whether that worked. */
export const keep = (name, book) => {
  try {
    if (Object.keys(book.stamps).length) localStorage.setItem(name, JSON.stringify(book));
    else localStorage.removeItem(name);
    return true;
  } catch { return false; }
};

/** Today on the clocks of `zone`. */
export const today = (zone) => new Intl.DateTimeFormat("sv-SE", { timeZone: zone }).format(new Date());

/** A day in the words of a language. */
export const inWords = (day, language) => {
  try { return new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" }).format(new Date(`${day}T12:00:00Z`)); } catch { return day; }
};
