/* Whether two names are likely those of one place: the words of `duplicates.py`. */

import { fold } from "../../search/lettering.js";

const wordsOf = (text) => fold(text).match(/[\p{L}\p{N}_]+/gu) || [];

/** The words of a name that count, without what everything here is called. */
const telling = (name, blank) => {
  const outside = wordsOf(name.replace(/\([^)]*\)/g, " "));
  const words = outside.length ? outside : wordsOf(name);
  const left = words.filter((word) => !blank.includes(word));
  return left.length ? left : words;
};

/** Whether two names, texts by language, are alike in a language both have. With `forgiving`, words that
    the longer name has beyond the shorter are forgiven. */
export const areAlike = (one, other, forgiving, rules) => Object.keys(one).some((language) => Object.hasOwn(other, language)
  && isSameName(telling(one[language], rules.blank), telling(other[language], rules.blank), forgiving, rules));

const isSameName = (one, other, forgiving, rules) => {
  const [shorter, longer] = one.length <= other.length ? [one, other] : [other, one];
  if (!shorter.length || numbersIn(shorter) !== numbersIn(longer)) return false;
  if (similarity(shorter.join(""), longer.join("")) >= rules.sameName) return true;
  if (!eachHasAPartner(shorter, longer, rules)) return false;
  if (shorter.length === longer.length) return true;
  return forgiving && (shorter.length >= rules.enoughWords || isSameWord(shorter[0], longer[0], rules));
};

const numbersIn = (words) => words.filter((word) => /\p{Nd}/u.test(word)).sort().join(" ");

const eachHasAPartner = (shorter, longer, rules) => {
  const left = [...longer];
  return shorter.every((word) => {
    const at = left.findIndex((candidate) => isSameWord(word, candidate, rules));
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
};

const isSameWord = (one, other, { sameWord, slipLetters, longestEnding, shortestStem }) => {
  const [stem, whole] = one.length <= other.length ? [one, other] : [other, one];
  const isStem = whole.startsWith(stem) && stem.length >= Math.min(shortestStem, whole.length);
  if (isStem && whole.length - stem.length <= longestEnding) return true;
  return stem.length >= slipLetters && similarity(stem, whole) >= sameWord;
};

/** How much of two texts is the same, 0 to 1: Ratcliff and Obershelp's measure, as Python's difflib has it. */
export const similarity = (one, other) => {
  const [first, second] = [[...one], [...other]];
  const length = first.length + second.length;
  return length ? (2 * shared(first, second)) / length : 1;
};

const shared = (first, second) => {
  const [begin, match, size] = longestMatch(first, second);
  if (!size) return 0;
  return size + shared(first.slice(0, begin), second.slice(0, match)) + shared(first.slice(begin + size), second.slice(match + size));
};

/* The longest run that both have; of equal ones the earliest in the first, then in the second. */
const longestMatch = (first, second) => {
  let best = [0, 0, 0];
  let before = [];
  first.forEach((letter, i) => {
    const lengths = [];
    second.forEach((other, j) => {
      if (letter !== other) return;
      lengths[j] = (before[j - 1] || 0) + 1;
      if (lengths[j] > best[2]) best = [i - lengths[j] + 1, j - lengths[j] + 1, lengths[j]];
    });
    before = lengths;
  });
  return best;
};
