/* Links that a reader cannot trust at a glance (`links.py`, which gives the reasons). */

import { bare, disguised, isPlain } from "./hosts.js";
import { clipped, found, isWholly, matches } from "./texts.js";

/** Doubts about hidden and disguised targets; a note about lines that anyone can read. */
export function* links(texts, rules, { neighbours } = {}) {
  const withLinks = texts.filter(([, text]) => text.includes("://"))
    .map(([path, text]) => [path, text, [...new Set(found(rules.address, text).map(trimmed))]]);
  const hosts = withLinks.flatMap(([, , addresses]) => addresses.map(hostOf));
  const ordinary = new Set([...(neighbours?.hosts || []), ...hosts.filter(isPlain).map(bare)]);
  for (const [path, text, addresses] of withLinks) {
    for (const address of addresses) yield* judged(path, text, address, ordinary, rules);
    for (const [, shown, address] of matches(rules.named, text)) yield* otherThanShown(path, shown, address, rules);
  }
}

/** Whether any address asks to be compared with the hosts of the site's data. */
export const hasForeignHost = (texts, { address }) =>
  texts.some(([, text]) => text.includes("://") && found(address, text).some((one) => !isPlain(hostOf(trimmed(one)))));

const trimmed = (address) => {
  const withoutEnd = (text) => text.replace(/[.,;:!?…’”»*_]+$/, "");
  let kept = withoutEnd(address);
  while (kept.endsWith(")") && kept.split(")").length > kept.split("(").length) kept = withoutEnd(kept.slice(0, -1));
  return kept;
};

const netlocOf = (address) => /^https?:\/\/([^/?#]*)/i.exec(address)?.[1] || "";
const hostOf = (address) => netlocOf(address).split("@").at(-1).replace(/:.*$/, "").toLowerCase().replace(/\.+$/, "");

function* judged(path, text, address, ordinary, { numeric, shorteners, personalFields, mostQuoted }) {
  const host = hostOf(address);
  if (!host) return;
  const value = clipped(address, mostQuoted);
  const doubt = (code, values) => ({ path, code, doubt: true, values: { value, ...values } });
  if (netlocOf(address).includes("@")) yield doubt("disguised-link", { real: host });
  else if (isWholly(numeric, host)) yield doubt("numeric-link");
  else if (shorteners.includes(bare(host))) yield doubt("shortened-link");
  else if (disguised(host, ordinary) !== null) yield doubt("disguised-link", { real: disguised(host, ordinary) });
  else if (/^http:/i.test(address)) {
    const repaired = `https:${value.slice(value.indexOf(":") + 1)}`;
    yield {
      ...doubt("insecure-link", { repaired }), note: !path.some((step) => personalFields.includes(step)),
      // A button can put it right where the address is the whole answer.
      ...(text === address && value === address && { repaired }),
    };
  }
}

/* The words of the link are an address themselves, of another house. */
function* otherThanShown(path, shown, address, { looksLikeAHost, mostQuoted }) {
  const [, host] = matches(looksLikeAHost, shown.trim())[0] || [];
  if (!host) return;
  const [said, real] = [bare(host.toLowerCase()), bare(hostOf(address))];
  if (said === real || said.endsWith(`.${real}`) || real.endsWith(`.${said}`)) return;
  yield { path, code: "disguised-link", doubt: true, values: { value: [...shown.trim()].slice(0, mostQuoted).join(""), real } };
}
