/* The passport's page. All that it needs to know stands in the page; what it learns, it keeps here. */

import { asFile, countBy, emptyBook, merged, newIn, noted, readBook, readLink, stamped, without } from "./book.js";
import { inWords, keep, open, today } from "./keep.js";

const about = JSON.parse(document.getElementById("passport-data").textContent);
const { words, language } = about;
const root = document.querySelector("[data-passport]");
const find = (selector, within = root) => within.querySelector(selector);
const plural = new Intl.PluralRules(language);
const SVG = "http://www.w3.org/2000/svg";
const LARGEST_FILE = 2_000_000;

let book = open(about.name);

const say = (text, undo) => {
  const status = find("[data-status]");
  status.replaceChildren(text);
  if (!undo) return;
  const button = Object.assign(document.createElement("button"), { type: "button", className: "button button--quiet", textContent: words.undo });
  button.addEventListener("click", () => { undo(); say(words.undone); });
  status.append(button);
};

/** Keep what changed; where nothing can be kept, say so rather than pretend. */
const change = (next, text, undo) => {
  const before = book;
  book = next;
  const kept = keep(about.name, book);
  show();
  say(kept ? text : words.not_kept, undo && (() => change(before)));
};

const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
const counted = (number) => filled(words.stamps[plural.select(number)] ?? words.stamps.other, {}).replace(/\d+/, new Intl.NumberFormat(language).format(number));

// ── Impressions ─────────────────────────────────────────────────────────────────────────────────

const use = (href, className, box) => {
  const element = document.createElementNS(SVG, "use");
  element.setAttribute("href", href);
  element.setAttribute("class", className);
  for (const [name, value] of Object.entries(box ?? {})) element.setAttribute(name, value);
  return element;
};

const shapeOf = (theme) => find(`[data-theme="${CSS.escape(theme)}"]`)?.dataset.shape ?? "1";

/** A stamp with its day, laid a little askew, always the same for the same place. */
const impression = (key, day) => {
  const place = about.stamps[key];
  const shape = shapeOf(place?.themes[0] ?? "");
  const drawing = document.createElementNS(SVG, "svg");
  drawing.setAttribute("class", `stamp stamp--${shape} stamp--inked`);
  drawing.setAttribute("viewBox", "0 0 100 100");
  drawing.setAttribute("aria-hidden", "true");
  const askew = document.createElementNS(SVG, "g");
  const turn = [...key].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 21, 7) - 10;
  askew.setAttribute("transform", `rotate(${turn} 50 50)`);
  const date = document.createElementNS(SVG, "text");
  date.setAttribute("class", "stamp__day");
  date.setAttribute("x", "50");
  date.setAttribute("y", "76");
  date.textContent = new Intl.DateTimeFormat(language, { day: "2-digit", month: "2-digit", year: "numeric", timeZone: "UTC" }).format(new Date(`${day}T12:00:00Z`));
  askew.append(
    use(`#shape-${shape}`, "stamp__edge"),
    use(`#shape-${shape}`, "stamp__edge stamp__edge--inner", { x: 9, y: 9, width: 82, height: 82 }),
    use(`#sign-${place?.icon ?? "passport"}`, "stamp__sign", { x: 31, y: 24, width: 38, height: 38 }),
    date,
  );
  drawing.append(askew);
  return drawing;
};

// ── Showing ─────────────────────────────────────────────────────────────────────────────────────

const card = (key, { day, by }) => {
  const place = about.stamps[key];
  const item = find("[data-card]").content.cloneNode(true);
  find(".stamp-card__stamp", item).append(impression(key, day));
  const name = find(".stamp-card__name a", item);
  name.textContent = place?.name ?? key.split("/")[1];
  if (place) name.href = place.path;
  if (place?.language) name.lang = place.language;
  const district = about.districts[place?.district]?.[0];
  find("[data-when]", item).textContent = [inWords(day, language), district, place ? by === "code" && words.stamped_by_code : words.no_longer].filter(Boolean).join(" · ");
  const kept = find("[data-note]", item);
  kept.textContent = book.notes[key] ?? "";
  const note = find("textarea", item);
  note.value = book.notes[key] ?? "";
  note.addEventListener("input", () => {
    book = noted(book, key, note.value);
    kept.textContent = note.value.trim();
    if (!keep(about.name, book)) say(words.not_kept);
  });
  const remove = find("[data-remove]", item);
  remove.lastElementChild.textContent = `: ${name.textContent}`;
  remove.addEventListener("click", () => {
    change(without(book, key), words.removed, true);
    find("[data-status]").scrollIntoView({ block: "nearest" });
  });
  return item;
};

const show = () => {
  const keys = Object.keys(book.stamps);
  const some = keys.length > 0;
  keys.sort((one, other) => book.stamps[other].day.localeCompare(book.stamps[one].day) || one.localeCompare(other));
  find("[data-stamps]").hidden = !some;
  find("[data-empty]").hidden = some;
  find("[data-cards]").replaceChildren(...keys.map((key) => card(key, book.stamps[key])));
  const byTheme = countBy(book, (key) => about.stamps[key]?.themes ?? []);
  for (const item of root.querySelectorAll("[data-theme]")) {
    const count = byTheme[item.dataset.theme] ?? 0;
    find(".stamp", item).classList.toggle("stamp--inked", count > 0);
    const told = find("[data-count]", item);
    told.hidden = !count;
    told.textContent = counted(count);
  }
  const byDistrict = countBy(book, (key) => (about.stamps[key]?.district ? [about.stamps[key].district] : []));
  for (const item of root.querySelectorAll("[data-district]")) {
    const told = find("[data-count]", item);
    told.textContent = byDistrict[item.dataset.district] ?? 0;
  }
  for (const shape of root.querySelectorAll(".outline__district")) {
    const [district] = Object.entries(about.districts).find(([, [, path]]) => path === shape.getAttribute("href")) ?? [];
    shape.classList.toggle("outline__district--stamped", Boolean(byDistrict[district]));
  }
};

// ── A code read at a place ──────────────────────────────────────────────────────────────────────

const welcome = () => {
  const read = readLink(location.hash);
  const panel = find("[data-welcome]");
  panel.hidden = !read;
  if (!read) return;
  const place = about.stamps[read.key];
  const right = place?.code === read.code;
  const known = book.stamps[read.key];
  find("[data-welcome-title]").textContent = place?.name ?? words.unknown_code;
  find("[data-welcome-title]").lang = place?.language ?? "";
  find("[data-welcome-text]").textContent = right ? (known ? filled(words.known, { day: inWords(known.day, language) }) : words.welcome) : words.not_found;
  const take = find("[data-take]");
  take.hidden = !right || Boolean(known);
  take.onclick = () => {
    change(stamped(book, read.key, today(about.timeZone), "code"), filled(words.stamped, { name: place.name }), true);
    panel.hidden = true;
    history.replaceState(null, "", location.pathname);
  };
  const link = find("[data-welcome-place]");
  link.hidden = !place;
  if (place) link.href = place.path;
  panel.focus({ preventScroll: true });
  panel.scrollIntoView({ block: "center" });
};

// ── Taking it along ─────────────────────────────────────────────────────────────────────────────

find("[data-export]").addEventListener("click", () => {
  const address = URL.createObjectURL(new Blob([asFile(book)], { type: "application/json" }));
  const link = Object.assign(document.createElement("a"), { href: address, download: `${words.file_name}-${today(about.timeZone)}.json` });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
});

find("[data-import]").addEventListener("change", async ({ target }) => {
  const [file] = target.files;
  if (!file) return;
  const other = file.size > LARGEST_FILE ? null : readBook(await file.text());
  target.value = "";
  if (!other) { say(file.size > LARGEST_FILE ? words.too_large : words.not_a_passport); return; }
  const fresh = newIn(book, other);
  change(merged(book, other), fresh ? filled(words.merged, { stamps: counted(fresh) }) : words.nothing_new, true);
});

find("[data-delete]").addEventListener("click", () => change(emptyBook(), words.deleted, true));
find("[data-tools]").hidden = false;
const print = find("[data-print]");
print.hidden = false;
find("button", print).addEventListener("click", () => window.print());

show();
welcome();
addEventListener("hashchange", welcome);
// Another window stamped meanwhile.
addEventListener("storage", (event) => { if (event.key === about.name) { book = open(about.name); show(); } });
