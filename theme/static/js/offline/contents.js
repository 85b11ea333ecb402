/* The page for times without a network: what is kept on this device, and the districts to take along.
   It is shown in place of a page that is not kept, too, and says so then. */

import { ask } from "./asking.js";
import { keepingOf } from "./keeping.js";
import { packOf } from "./packs.js";
import { inBytes, sizesAt } from "./sizes.js";

const words = JSON.parse(document.getElementById("offline-words").textContent);
const panel = document.querySelector("[data-offline]");
const contents = document.querySelector("[data-offline-contents]");
const districts = document.querySelector("[data-offline-districts]");
const { base } = panel.dataset;
const keeping = keepingOf({ base, script: panel.dataset.worker });
const { shelf } = keeping;

const size = (bytes) => inBytes(bytes, words.language);
const dayOf = (moment) => new Intl.DateTimeFormat(words.language, { dateStyle: "long", timeZone: words.zone })
  .format(new Date(moment));
const filled = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (slot, name) => values[name] ?? slot);
const figure = (number) => number.toLocaleString(words.language);
const total = (entries) => entries.reduce((sum, { bytes }) => sum + bytes, 0);

// ── Shown in place of another page ──

const here = new URL(document.querySelector("link[rel=canonical]").href).pathname;
if (location.pathname !== here) {
  const missed = document.querySelector("[data-offline-missed]");
  missed.hidden = false;
  missed.querySelector("[data-offline-again]").addEventListener("click", () => location.reload());
  // A device that says it has a network may still not reach the site: then what is read here stays.
  addEventListener("online", async () => { if (await ask("newest")) location.reload(); });
}

// ── What is kept ──

const packCaches = async () => (await shelf.ours()).filter((name) => name.startsWith(shelf.names.pack("", "").trimEnd()));

const sizeOfStart = async () => {
  let bytes = 0;
  for (const name of await shelf.ours()) {
    if (!name.startsWith(shelf.names.assets("")) && !name.startsWith(shelf.names.set(""))) continue;
    for (const kept of await (await caches.open(name)).matchAll()) bytes += (await kept.blob()).size;
  }
  return bytes;
};

const rowOf = ({ url, title, on }) => {
  const row = document.createElement("li");
  const link = document.createElement("a");
  const day = document.createElement("span");
  link.href = url;
  const ending = words.endings.find((one) => title.endsWith(one));
  link.textContent = (ending ? title.slice(0, -ending.length) : title) || url;
  day.className = "soft small";
  day.textContent = filled(words.day, { day: dayOf(on) });
  row.append(link, " ", day);
  return row;
};

const showContents = async () => {
  const on = Boolean(await keeping.registration());
  contents.hidden = !on;
  if (!on) return;
  const pages = await shelf.listOf(shelf.names.pages);
  const inPacks = (await Promise.all((await packCaches()).map(shelf.listOf))).flat().filter(({ title }) => title);
  const say = (part, text) => { contents.querySelector(`[data-offline-${part}]`).textContent = text; };
  say("start", size(await sizeOfStart()));
  say("pages", filled(words.pages, { pages: figure(pages.length), size: size(total(pages)) }));
  say("packs", filled(words.pages, { pages: figure(inPacks.length), size: size(total(inPacks)) }));
  contents.querySelector("[data-offline-none]").hidden = pages.length > 0;
  contents.querySelector("[data-offline-fold]").hidden = !pages.length && !inPacks.length;
  const list = contents.querySelector("[data-offline-list]");
  const made = list.cloneNode();
  made.append(...[...pages, ...inPacks].map(rowOf));
  // Who is about to follow a link of the same list keeps it.
  if (made.innerHTML !== list.innerHTML) list.replaceChildren(...made.children);
};

// ── Districts ──

const told = districts?.querySelector("[data-offline-pack-told]");
const rows = [...districts?.querySelectorAll("[data-pack]") ?? []].map((row) => ({
  row,
  keep: row.querySelector("[data-keep]"),
  remove: row.querySelector("[data-remove]"),
  pack: packOf(shelf, base, words.language, { id: row.dataset.pack, list: row.dataset.packList }),
}));

const showPack = async ({ row, keep, remove, pack }, on, sizes) => {
  const kept = on ? await pack.kept() : null;
  const takes = sizes?.packs[row.dataset.pack];
  const parts = takes ? [filled(words.size, { pages: figure(takes.pages), size: size(takes.bytes) })] : [];
  if (kept) parts.push(filled(words.kept, { day: dayOf(kept.on) }));
  row.querySelector("[data-size]").textContent = parts.join(" · ");
  row.querySelector("[data-keep-word]").textContent = kept ? words.renew : words.keep;
  row.classList.toggle("pack--kept", Boolean(kept));
  keep.disabled = !on;
  remove.hidden = !kept;
};

let sizes = null;
const showPacks = async () => {
  if (!districts) return;
  const on = Boolean(await keeping.registration());
  districts.querySelector("[data-offline-first]").hidden = on;
  sizes = await sizesAt(panel.dataset.sizes);
  for (const one of rows) await showPack(one, on, sizes);
  districts.hidden = false;
};

const takeAlong = async ({ row, keep, pack }) => {
  const name = row.querySelector(".pack__name").textContent;
  const takes = sizes?.packs[row.dataset.pack]?.bytes ?? 0;
  if (!await keeping.hasRoom(takes)) { told.textContent = words.full; return; }
  for (const one of rows) one.keep.disabled = true;
  let outcome = words.done;
  try {
    await pack.keep((done, all) => {
      row.querySelector("[data-size]").textContent = filled(words.working, { done: figure(done), all: figure(all) });
    });
  } catch {
    outcome = words.failed;
  }
  await show();
  told.textContent = filled(outcome, { name }); // once the page shows it
  keep.focus({ preventScroll: true });
};

const show = () => shelf.alone(async () => {
  await showContents();
  await showPacks();
});

for (const one of rows) {
  one.keep.addEventListener("click", () => takeAlong(one));
  one.remove.addEventListener("click", async () => { await one.pack.remove(); await show(); one.keep.focus(); });
}
contents.querySelector("[data-offline-remove]").addEventListener("click", () => {
  panel.querySelector("[data-offline-switch][aria-checked=true]")?.click();
  panel.scrollIntoView({ block: "center" });
});
panel.addEventListener("keeping", show);
if (await keeping.possible()) await show();
