/* WRITTEN ENTIRELY IN CAPITALS (`capitals.py`). */

import { inTitleCase, lengthOf } from "../../search/lettering.js";

/** Texts that shout; a name comes with its ordinary letters. */
export function* capitals(path, text, { texts: fields, labels, fewLetters, wordLetters, nearlyAll, languages, joining }) {
  if (!path.some((step) => fields.includes(step))) return;
  const isUpper = (letter) => letter !== letter.toLowerCase();
  const letters = [...text].filter((letter) => /\p{L}/u.test(letter) && letter.toLowerCase() !== letter.toUpperCase());
  const shouted = (word) => lengthOf(word) >= wordLetters && word === word.toUpperCase() && word !== word.toLowerCase();
  if (letters.length < fewLetters || !text.split(/\s+/).some(shouted)) return;
  if (letters.filter(isUpper).length < nearlyAll * letters.length) return;
  const backwards = [...path].reverse();
  if (!labels.includes(backwards.find((step) => fields.includes(step)))) {
    yield { path, code: "shouted-sentence", doubt: true, values: {} };
    return;
  }
  const language = backwards.find((step) => languages.includes(step)) || languages[0];
  const repaired = inTitleCase(text, language, joining[language] || []);
  yield { path, code: "only-capitals", doubt: true, repaired, values: { repaired } };
}
