/* A passport as plain data: stamps and notes. Nothing here knows of pages or of where it is kept.

   { version: 1, stamps: { "place/id": { day: "2026-12-05", by: "hand" | "code" } }, notes: { "place/id": "…" } }

   What was stamped stays, even when the place has left the list: a visit is not undone. */

export const LONGEST_NOTE = 500;
export const MOST_STAMPS = 5000;
const KEY = /^[a-z]+\/[a-z0-9]+(?:-[a-z0-9]+)*$/;
const DAY = /^[12]\d{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;

export const emptyBook = () => ({ version: 1, stamps: {}, notes: {} });

const sorted = (entries) => Object.fromEntries([...entries].sort(([one], [other]) => (one < other ? -1 : 1)));

/** The passport in a text, or null when it is none. Whatever else the text holds is left behind. */
export const readBook = (text) => {
  let found;
  try { found = JSON.parse(text); } catch { return null; }
  if (found?.version !== 1 || typeof found.stamps !== "object" || !found.stamps) return null;
  const book = emptyBook();
  for (const [key, value] of Object.entries(found.stamps).slice(0, MOST_STAMPS)) {
    if (KEY.test(key) && DAY.test(value?.day)) {
      book.stamps[key] = { day: value.day, by: value.by === "code" ? "code" : "hand" };
    }
  }
  for (const [key, note] of Object.entries(found.notes ?? {}).slice(0, MOST_STAMPS)) {
    if (KEY.test(key) && typeof note === "string" && note.trim()) book.notes[key] = note.slice(0, LONGEST_NOTE);
  }
  return book;
};

/** The same passport with a stamp more; a second visit keeps the first day. */
export const stamped = (book, key, day, by) => {
  const before = book.stamps[key];
  const stamp = { day: before && before.day < day ? before.day : day, by: before?.by === "code" ? "code" : by };
  return { ...book, stamps: { ...book.stamps, [key]: stamp } };
};

/** The same passport without a stamp and its note. */
export const without = (book, key) => {
  const { [key]: stamp, ...stamps } = book.stamps;
  const { [key]: note, ...notes } = book.notes;
  return { ...book, stamps, notes };
};

/** The same passport with a note; an empty one is taken away. */
export const noted = (book, key, text) => {
  const { [key]: before, ...others } = book.notes;
  const note = text.slice(0, LONGEST_NOTE);
  return { ...book, notes: note.trim() ? { ...others, [key]: note } : others };
};

/** Two passports in one: all stamps with their first day, and both notes where they differ. */
export const merged = (book, other) => {
  let all = book;
  for (const [key, { day, by }] of Object.entries(other.stamps)) all = stamped(all, key, day, by);
  for (const [key, note] of Object.entries(other.notes)) {
    const mine = all.notes[key];
    if (!mine) all = noted(all, key, note);
    else if (!mine.includes(note)) all = noted(all, key, `${mine}\n${note}`);
  }
  return all;
};

/** How many stamps `other` brings that `book` has not. */
export const newIn = (book, other) => Object.keys(other.stamps).filter((key) => !(key in book.stamps)).length;

/** The passport as a file: the same stamps give the same bytes. */
export const asFile = (book) => `${JSON.stringify({
  version: 1, stamps: sorted(Object.entries(book.stamps)), notes: sorted(Object.entries(book.notes)),
}, null, 1)}\n`;

/** Stamps by what `filed` says of each: { "stem": 3, … }. */
export const countBy = (book, filed) => {
  const counts = {};
  for (const key of Object.keys(book.stamps)) for (const name of filed(key)) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
};

/** What a link says that was read off a code: { key, code }, or null. `#konak-iskelesi.a7k2p` means a place. */
export const readLink = (fragment) => {
  const found = /^#(?:([a-z]+)\/)?([a-z0-9]+(?:-[a-z0-9]+)*)\.([a-z0-9]{1,12})$/.exec(fragment);
  return found && { key: `${found[1] ?? "place"}/${found[2]}`, code: found[3] };
};
