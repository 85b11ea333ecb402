/* Words that mean the same thing with other endings, and words with one slip. All of them folded:
   no marks, one i. Turkish adds to the end of a word and softens its last letter, so `kütüphanesinde`,
   `kütüphaneler` and `kütüphane`, or `kitap` and `kitabı`, share a beginning and differ in what may
   follow it. A language without such a table has prefixes only. */

const ENDINGS = {
  tr: [
    "ler|lar", // several
    "im|um|in|un|i|u|si|su|imiz|umuz|iniz|unuz|leri|lari", // whose
    "yi|yu|ni|nu|e|a|ye|ya|ne|na|de|da|te|ta|nde|nda|den|dan|ten|tan|nden|ndan|nin|nun|le|la|yle|yla", // case
    "ki|ce|ca|lik|luk|li|lu|siz|suz|ci|cu", // made of it
  ].join("|"),
  en: "s|es|ing|ed|er|ers|ies|y",
};
const SHORTEST_STEM = 3;
const SOFT = { p: "b", c: "c", t: "d", k: "g", b: "p", d: "t", g: "k" };

/** What finds the relatives of words in a language. */
export const relativesIn = (language) => {
  const chain = ENDINGS[language] ? new RegExp(`^(?:${ENDINGS[language]})*$`) : /^$/;
  const known = new Map();
  const isEnding = (text) => {
    if (!known.has(text)) known.set(text, chain.test(text));
    return known.get(text);
  };

  /** Beginnings of a word that what follows may have been added to, the longest first. */
  const stems = (word) => {
    const found = [];
    for (let length = word.length; length >= SHORTEST_STEM; length -= 1) {
      if (isEnding(word.slice(length))) found.push(word.slice(0, length));
    }
    return found.length ? found : [word];
  };

  /** How near `word` of a text is to a `query`: 0 the same, 1 it begins so, 2 a relative; -1 neither. */
  const nearness = (query, word) => {
    if (word === query) return 0;
    if (word.startsWith(query)) return 1;
    for (const stem of stems(query)) {
      if (word.startsWith(stem) && isEnding(word.slice(stem.length))) return 2;
      const soft = SOFT[stem.at(-1)];
      if (soft && stem.length > SHORTEST_STEM) {
        const other = stem.slice(0, -1) + soft;
        if (word.startsWith(other) && isEnding(word.slice(stem.length))) return 2;
      }
    }
    return -1;
  };

  /** What all of a query's relatives begin with. */
  const commonBeginning = (query) => {
    const shortest = stems(query).at(-1);
    return shortest.length > SHORTEST_STEM && SOFT[shortest.at(-1)] ? shortest.slice(0, -1) : shortest;
  };
  return { stems, nearness, commonBeginning };
};

/** Finds which of `words` are one slip away from what was typed (three letters or more) and have at
    least so many letters themselves, in the order of `words`. A slip leaves the first letter as it is,
    or the two letters after it stand where the slip moved them: words are kept by these letters, so
    that few are compared. */
export const slipsAmong = (words) => {
  const begins = new Map();
  const keep = (key, number) => {
    if (begins.has(key)) begins.get(key).push(number);
    else begins.set(key, [number]);
  };
  words.forEach((word, number) => {
    keep(word[0], number);
    keep(word.slice(0, 2), number);
    keep(`-${word.slice(1, 3)}`, number);
  });
  return (typed, shortest) => {
    const [first, second, third] = typed;
    const keys = new Set([
      first, // the slip comes later
      `-${second}${third}`, // another letter in place of the first
      `${second}${third}`, // a first letter too many
      `-${first}${second}`, // the first letter is missing
      `${second}${first}`, // the first two are exchanged
    ]);
    const found = new Set();
    for (const key of keys) {
      for (const number of begins.get(key) ?? []) {
        const word = words[number];
        if (word.length >= shortest && isOneSlip(typed, word)) found.add(number);
      }
    }
    return [...found].sort((a, b) => a - b).map((number) => words[number]);
  };
};

/** Whether one slip (a letter wrong, missing, too many, or two exchanged) lies between `typed` and
    `word`, or, for a word of five letters or more, a beginning of `word`. */
export const isOneSlip = (typed, word) => {
  let at = 0;
  while (at < typed.length && typed[at] === word[at]) at += 1;
  if (at === typed.length) return word.length - typed.length === 1;
  const ends = (rest, from) => (typed.length > 4 ? word.startsWith(rest, from) : word.slice(from) === rest);
  return ends(typed.slice(at + 1), at + 1)
    || ends(typed.slice(at + 1), at)
    || ends(typed.slice(at), at + 1)
    || (typed[at] === word[at + 1] && typed[at + 1] === word[at] && ends(typed.slice(at + 2), at + 2));
};
