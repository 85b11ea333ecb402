/* Full text over the places: the shards that `outputs/search_shards.py` writes, read when a query
   needs them. What is asked for stays on this device; the server sees which shard was fetched. */

import { wordsOf } from "./lettering.js";
import { relativesIn, slipsAmong } from "./relatives.js";

/** Points for a word found in a name or a text, by how near it is (`nearness`), and by a slip. */
const IN_NAME = [12, 8, 6];
const IN_TEXT = [4, 3, 2];
const BY_LABEL = 5;
const SLIPPED = { name: 5, label: 4, text: 1 };
const SPAN = 4;
/** The shortest word that is read as another: alone, and beside others, which say more of what is meant. */
const SHORTEST_SLIP = { alone: 4, beside: 3 };
const MOST_SLIPS = 6;
/** Of what a name is written together, each part has at least so many letters. */
const SHORTEST_PART = 2;

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

  /** Points of every place for one word of a query; `usual` when the word is in most texts, `any` when it
      or a relative is anywhere, `written` when it is itself. */
  const pointsFor = async (word) => {
    const points = new Uint8Array(count);
    let usual = false;
    let any = false;
    let written = false;
    for (const { words, test } of called) {
      if (!words.some((one) => nearness(word, one) >= 0)) continue;
      any = true;
      written ||= words.includes(word);
      for (let place = 0; place < count; place += 1) if (test(place)) points[place] = BY_LABEL;
    }
    for (const [one, names, texts] of await entriesFrom(commonBeginning(word), word)) {
      const near = nearness(word, one);
      if (near < 0) continue;
      any = true;
      written ||= near === 0;
      add(points, names, IN_NAME[near]);
      if (texts) add(points, texts, IN_TEXT[near]);
      else if (near === 0) usual = true;
    }
    return { points, usual, any, written };
  };

  /** The words there are: those of `names`, and what is `near` a typed word by a slip, among names and
      labels first, then among the words of texts. */
  const words = async () => {
    vocabulary ??= read("slips").then((written) => {
      const [names, texts] = written.map(unpacked);
      const named = [...new Set([...called.flatMap((label) => label.words), ...names])];
      const [nearNames, nearTexts] = [slipsAmong(named), slipsAmong(texts)];
      return {
        names: new Set(names),
        near: (typed, shortest, onlyNames) => (
          [...nearNames(typed, shortest), ...(onlyNames ? [] : nearTexts(typed, shortest))]),
      };
    }).catch((reason) => { vocabulary = null; throw reason; });
    return vocabulary;
  };
  /** The same for the words one slip away from a word; `named` looks at words of names only. */
  const pointsForSlip = async (word, shortest, named) => {
    const points = new Uint8Array(count);
    const { near } = await words();
    let meant = [];
    for (const stem of stems(word)) {
      if (stem.length < shortest) break;
      meant = near(stem, shortest, named).filter((one) => one !== word);
      if (meant.length) break;
    }
    meant.sort((a, b) => Math.abs(a.length - word.length) - Math.abs(b.length - word.length));
    for (const one of meant.slice(0, MOST_SLIPS)) {
      const entry = (await shard(shardOf(one))).find(([known]) => known === one);
      if (entry) {
        add(points, entry[1], SLIPPED.name);
        if (!named) add(points, entry[2] ?? [], SLIPPED.text);
      }
      for (const { words: label, test } of called) {
        if (label.includes(one)) for (let place = 0; place < count; place += 1) if (test(place) && !points[place]) points[place] = SLIPPED.label;
      }
    }
    return { points, any: meant.length > 0 };
  };
  /** What was written together and is two words of names: `saatkulesi`. */
  const parted = async (word) => {
    const { names } = await words();
    for (let at = word.length - SHORTEST_PART; at >= SHORTEST_PART; at -= 1) {
      const parts = [word.slice(0, at), word.slice(at)];
      if (parts.every((part) => names.has(part))) return parts;
    }
    return [word];
  };

  /** Every word must be found; a word of every text asks nothing beside others, but tells what is nearer. */
  const together = (found) => {
    const usual = found.length > 1 ? found.filter((one) => one.usual) : [];
    let points = null;
    for (const { points: some } of found.filter((one) => !usual.includes(one))) {
      if (points === null) points = Uint16Array.from(some);
      else for (let place = 0; place < count; place += 1) points[place] = points[place] && some[place] ? points[place] + some[place] : 0;
    }
    points ??= new Uint16Array(count).fill(1);
    for (const { points: some } of usual) {
      for (let place = 0; place < count; place += 1) if (points[place]) points[place] += some[place];
    }
    return points;
  };
  /** Whether a place has all the words in its name or among what it is. */
  const someIsCalled = (found) => {
    const all = new Uint8Array(count).fill(1);
    for (const { points, usual, slip } of found) {
      const least = usual ? 0 : slip ? SLIPPED.label : BY_LABEL;
      for (let place = 0; place < count; place += 1) if (points[place] < least) all[place] = 0;
    }
    return all.includes(1);
  };

  return {
    /** What a query finds: `points` of each place (0 for those it does not find), and `slipped`, the
        words that were read as others. What a slip makes of a word may be the beginning of another:
        where no place is called so, names one slip away count, too. */
    async find(query) {
      const found = [];
      const slipped = [];
      const asked = wordsOf(query);
      const shortest = asked.length > 1 ? SHORTEST_SLIP.beside : SHORTEST_SLIP.alone;
      for (const word of asked) {
        const whole = await pointsFor(word);
        if (whole.any || word.length < shortest) { found.push({ word, ...whole }); continue; }
        const parts = await parted(word);
        if (parts.length > 1) {
          for (const part of parts) found.push({ word: part, ...await pointsFor(part) });
          continue;
        }
        const other = await pointsForSlip(word, shortest, false);
        if (other.any) slipped.push(word);
        found.push({ word, ...other, slip: true });
      }
      const points = together(found);
      if (!found.length || someIsCalled(found)) return { points, slipped };
      const slips = new Map();
      const slipOf = (word) => {
        if (!slips.has(word)) slips.set(word, pointsForSlip(word, shortest, true));
        return slips.get(word);
      };
      // First what is written nowhere else; where even that finds nothing, a word may be another by a slip.
      for (const real of [false, true]) {
        const meant = await Promise.all(found.map(async (one) => {
          if (one.slip || one.word.length < shortest || (one.written && !real)) return one;
          const { any, points: other } = await slipOf(one.word);
          return any ? { ...one, points: one.points.map((worth, place) => Math.max(worth, other[place])), other } : one;
        }));
        const wider = together(meant);
        let best = 0;
        for (let place = 1; place < count; place += 1) if (wider[place] > wider[best]) best = place;
        if (!wider[best]) continue;
        if (!points[best]) for (const { word, points: some, other } of meant) if (other && some[best] === other[best]) slipped.push(word);
        return { points: wider, slipped };
      }
      return { points, slipped };
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

