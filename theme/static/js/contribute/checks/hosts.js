/* Names of hosts that may deceive the eye (`links.py`): mixed scripts, a script whose letters pass for
   Latin ones (Unicode Technical Standard 39), and names that are another known one without its marks. */

import { fold } from "../../search/lettering.js";

const isAscii = (text) => /^[\0-\x7f]*$/.test(text);

/** Whether a host has nothing that could deceive: plain letters, and none in the guise of others. */
export const isPlain = (host) => isAscii(host) && !host.includes("xn--");

/** The host without what everybody's begins with. */
export const bare = (host) => host.replace(/^www\./, "");

/** The host as computers write it when its letters may deceive, else null. `ordinary` are known hosts. */
export const disguised = (host, ordinary) => {
  const labels = host.split(".").map((label) => (label.startsWith("xn--") ? readable(label) : label));
  const written = labels.includes(null) ? null : forComputers(labels);
  if (written === null) return host;
  const encoded = host.includes("%");
  if (labels.every(isAscii) && !encoded) return null;
  return encoded || labels.some(deceives) || ordinary.has(bare(fold(labels.join(".")))) ? written : null;
};

/* A label as people read it; null when that is written otherwise for computers. */
const readable = (label) => {
  const text = decoded(label.slice(4));
  return text !== null && forComputers([text]) === label ? text : null;
};

const LONGEST_LABEL = 63;

/* The name in ASCII (RFC 5890), or null when there can be no such name. */
const forComputers = (labels) => {
  const name = labels.join(".");
  if (labels.some((label) => !label || (isAscii(label) && label.length > LONGEST_LABEL))) return null;
  if (isAscii(name)) return name;
  try { return new URL(`https://${name}/`).hostname; } catch { return null; }
};

/* Of the scripts whose letters pass for Latin ones; each alone is enough to deceive. */
const PASSES_FOR_LATIN = /\p{Script=Cyrillic}|\p{Script=Greek}|\p{Script=Armenian}|\p{Script=Cherokee}|\p{Script=Coptic}|\p{Script=Lisu}/u;
/* Letters of Latin alphabets that cannot be taken apart into a plain one and a mark. */
const OWN_LETTERS = "ıßæœøłđþð";

const deceives = (label) => {
  const letters = [...label].filter((letter) => /\p{L}/u.test(letter));
  if (letters.some(standsForLatin)) return true;
  const latin = letters.filter((letter) => /\p{Script=Latin}/u.test(letter));
  if (latin.length) return latin.length < letters.length || latin.some(isOdd);
  return letters.some((letter) => PASSES_FOR_LATIN.test(letter));
};

/* A letter such as ｏ or ſ that every computer reads as a plain one. */
const standsForLatin = (letter) => !isAscii(letter) && /^[A-Za-z]+$/.test(letter.normalize("NFKC"));

/* A letter such as ɡ that is drawn like a plain one and is none, however it is taken apart. */
const isOdd = (letter) => !isAscii([...letter.normalize("NFKD")][0]) && !OWN_LETTERS.includes(letter);

/* Punycode (RFC 3492, section 6.2), or null when it is none. */
const decoded = (text) => {
  const [base, lowest, highest, skew, damp] = [36, 1, 26, 38, 700];
  const dash = text.lastIndexOf("-");
  const letters = [...text.slice(0, Math.max(dash, 0))].map((letter) => letter.codePointAt(0));
  let [code, place, bias] = [128, 0, 72];
  for (let at = dash < 0 ? 0 : dash + 1; at < text.length;) {
    const before = place;
    for (let [weight, step] = [1, base]; ; step += base) {
      const digit = parseInt(text[at], 36);
      if (Number.isNaN(digit)) return null;
      at += 1;
      // Here letters are worth 0 to 25 and digits 26 to 35; parseInt has it the other way round.
      const value = digit < 10 ? digit + 26 : digit - 10;
      place += value * weight;
      const threshold = Math.min(Math.max(step - bias, lowest), highest);
      if (value < threshold) break;
      weight *= base - threshold;
    }
    let delta = Math.floor((place - before) / (before ? 2 : damp));
    delta += Math.floor(delta / (letters.length + 1));
    let steps = 0;
    for (; delta > ((base - lowest) * highest) / 2; steps += base) delta = Math.floor(delta / (base - lowest));
    bias = steps + Math.floor(((base - lowest + 1) * delta) / (delta + skew));
    code += Math.floor(place / (letters.length + 1));
    place %= letters.length + 1;
    if (code > 0x10ffff) return null;
    letters.splice(place, 0, code);
    place += 1;
  }
  return String.fromCodePoint(...letters);
};
