/* Markup that the site does not carry out (`markup.py`). */

import { clipped, found, matches } from "./texts.js";

/** HTML, and links that no browser should follow: at most one doubt of each kind per text. */
export function* markup(path, text, { markup: { texts, code, tag, target, safe }, mostQuoted }) {
  if (!path.some((step) => texts.includes(step))) return;
  const quoted = (value) => clipped(value.split(/\s+/).filter(Boolean).join(" "), mostQuoted);
  const words = text.replaceAll(new RegExp(code.source, code.flags), "");
  const [html] = found(tag, words);
  if (html) yield { path, code: "raw-html", doubt: true, values: { value: quoted(html) } };
  const unsafe = matches(target, words).map(([, first, second]) => first || second).find((one) => !isSafe(one, safe));
  if (unsafe) yield { path, code: "unsafe-link", doubt: true, values: { value: quoted(unsafe) } };
}

/* HTML's names of the characters that an address may begin with; letters have none. */
const NAMED = { colon: ":", Tab: "\t", NewLine: "\n", plus: "+", period: "." };
const unescaped = (text) => text
  .replace(/&#(?:[xX]([0-9a-fA-F]+)|([0-9]+));?/g, (whole, hex, decimal) => {
    const code = hex ? parseInt(hex, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : "";
  })
  .replace(/&(colon|Tab|NewLine|plus|period);/g, (whole, name) => NAMED[name]);

/* What browsers do not see in an address is no part of its scheme. */
const isSafe = (target, safe) => {
  const [, scheme] = /^([a-z][a-z0-9+.-]*):/i.exec(unescaped(target).replace(/[\0-\x20]/g, "")) || [];
  return scheme !== undefined && safe.includes(scheme.toLowerCase());
};
