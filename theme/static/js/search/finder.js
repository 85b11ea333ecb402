/* Full text over the places: the shards that `outputs/search_shards.py` writes, read when a query
   needs them. What is asked for stays on this device; the server sees which shard was fetched. */

import { wordsOf } from "./lettering.js";
import { isOneSlip, relativesIn } from "./relatives.js";

/** Points for a word found in a name or a text, by how near it is (`nearness`), and by a slip. */
const IN_NAME = [12, 8, 6];
const IN_TEXT = [4, 3, 2];
const BY_LABEL = 5;
const SLIPPED = { name: 3, text: 1 };
const SPAN = 4;
const SHORTEST_SLIP = 4;
const MOST_SLIPS = 6;

/** `starts` are the shards' first words; `labels` is a list of [text, test of a place]: kinds,
    districts and fields are found by their names without any shard. `read` fetches a file by name. */
export const finder = ({ starts, labels, count, language, read }) => {
  const { nearness, commonBeginning, stems } = relativesIn(language);
  const shards = new Map();
  let vocabulary = null;
  const called = labels.map(([text, test]) => ({ words: wordsOf(text), test }));

  const shard = (number) => {
    if (!shards.has(number)) {
      shards.set(number, read(`words-${number}`).catch((reason) => { shards.delete(number); throw reason; }));
    }
    return shards.get(number);
  };
  /** The shard in which a word would stand. */
  const shardOf = (word) => {
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle] <= word) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  /** The entries of all words that begin so; where they are too many, of the shards around the word. */
  const entriesFrom = async (beginning, word) => {
    let [first, last] = [shardOf(beginning), shardOf(`${beginning}\uffff`)];
    if (last - first >= SPAN) [first, last] = [shardOf(word), Math.min(last, shardOf(word) + 1)];
    const numbers = Array.from({ length: last - first + 1 }, (_, more) => first + more);
    return (await Promise.all(numbers.map(shard))).flat().filter(([one]) => one.startsWith(beginning));
  };

  const add = (points, gaps, worth) => {
    let place = 0;
    for (const gap of gaps) {
      place += gap;
      if (points[place] < worth) points[place] = worth;
    }
  };

  /** Points of every place for one word of a query; `usual` when the word is in most texts. */
  const pointsFor = async (word) => {
    const points = new Uint8Array(count);
    let usual = false;
    let any = false;
    for (const { words, test } of called) {
      if (!words.some((one) => nearness(word, one) >= 0)) continue;
      any = true;
      for (let place = 0; place < count; place += 1) if (test(place)) points[place] = BY_LABEL;
    }
    for (const [one, names, texts] of await entriesFrom(commonBeginning(word), word)) {
      const near = nearness(word, one);
      if (near < 0) continue;
      any = true;
      add(points, names, IN_NAME[near]);
      if (texts) add(points, texts, IN_TEXT[near]);
      else if (near === 0) usual = true;
    }
    return { points, usual, any };
  };

  const words = async () => {
    vocabulary ??= read("slips").then(unpacked).catch((reason) => { vocabulary = null; throw reason; });
    return vocabulary;
  };
  /** The same for a word that nothing has: for the words one slip away. */
  const pointsForSlip = async (word) => {
    const points = new Uint8Array(count);
    const meant = [];
    const all = [...await words(), ...called.flatMap((label) => label.words)];
    for (const stem of stems(word)) {
      if (stem.length < SHORTEST_SLIP) break;
      for (const one of all) if (one.length >= SHORTEST_SLIP && isOneSlip(stem, one) && !meant.includes(one)) meant.push(one);
      if (meant.length) break;
    }
    meant.sort((a, b) => Math.abs(a.length - word.length) - Math.abs(b.length - word.length));
    for (const one of meant.slice(0, MOST_SLIPS)) {
      const entry = (await shard(shardOf(one))).find(([known]) => known === one);
      if (entry) {
        add(points, entry[1], SLIPPED.name);
        add(points, entry[2] ?? [], SLIPPED.text);
      }
      for (const { words: label, test } of called) {
        if (label.includes(one)) for (let place = 0; place < count; place += 1) if (test(place)) points[place] = SLIPPED.name;
      }
    }
    return { points, meant: meant.slice(0, MOST_SLIPS) };
  };

  return {
    /** What a query finds: `points` of each place (0 for those it does not find), and `slipped`, the
        words that were read as others. Every word must be found; a word of every text asks nothing. */
    async find(query) {
      const asked = wordsOf(query);
      let points = null;
      const slipped = [];
      for (const word of asked) {
        let found = await pointsFor(word);
        if (!found.any && word.length >= SHORTEST_SLIP) {
          found = await pointsForSlip(word);
          if (found.meant.length) slipped.push(word);
        }
        if (found.usual && asked.length > 1) {
          if (points) found.points.forEach((worth, place) => { if (points[place]) points[place] += worth; });
          continue;
        }
        if (points === null) points = Uint16Array.from(found.points);
        else found.points.forEach((worth, place) => { points[place] = points[place] && worth ? points[place] + worth : 0; });
      }
      return { points: points ?? new Uint16Array(count).fill(1), slipped };
    },
  };
};

/** Front-coded words: a letter for what each shares with the one before, and its rest. */
export const unpacked = (text) => {
  let before = "";
  return text.split(" ").map((coded) => {
    before = before.slice(0, coded.charCodeAt(0) - 97) + coded.slice(1);
    return before;
  });
};

