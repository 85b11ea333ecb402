/* The form: what a visitor answers becomes a place's or an event's file, on this device.

   The page lends all words and addresses; the rules come from the site's schemas. Nothing is sent:
   at the end there are links and buttons, and the visitor chooses. */

import { problemsAcross } from "./across.js";
import { eventCard, placeCard, spoken } from "./card.js";
import { draftOf } from "./draft.js";
import { Answers } from "./fields.js";
import { copy, editAddress, mailAddress, messageAddress, newFileAddress } from "./hand-over.js";
import { fold, identifier, lengthOf } from "./lettering.js";
import { inOrder, limitAt, problemsOf } from "./rules.js";
import { counted, remedyFor, whatIsWrong } from "./sentences.js";
import { districtAt, startWhere } from "./where.js";
import { editYaml, keptValue, same, schemaAddress, toYaml } from "./yaml-writer.js";

const about = JSON.parse(document.getElementById("form-data").textContent);
const { words, sentences, language, languages, sourceLanguage } = about;
const desk = document.querySelector("[data-desk]");
const find = (selector, root = desk) => root.querySelector(selector);
const all = (selector, root = desk) => [...root.querySelectorAll(selector)];

about.today = new Intl.DateTimeFormat("sv-SE", { timeZone: about.timeZone }).format(new Date());

const MOST_FOUND = 8;
const LONGEST_NAME = 80;

const later = (wait, act) => {
  let waiting = 0;
  const put = () => { clearTimeout(waiting); waiting = setTimeout(act, wait); };
  put.now = () => { if (waiting) { clearTimeout(waiting); waiting = 0; act(); } };
  return put;
};

const announce = (text) => { find("[data-announce]").textContent = text; };
const show = (element, text) => {
  element.hidden = !text;
  const room = element.querySelector("span") || element;
  room.textContent = text;
};

const fetched = async (address) => {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${answer.status} ${address}`);
  return answer.json();
};
const once = (make) => {
  let made = null;
  return () => { made ??= make().catch((error) => { made = null; throw error; }); return made; };
};
const index = once(() => fetched(`${about.written}/index.json`));
const shapes = once(() => (about.districtShapes ? fetched(about.districtShapes) : Promise.resolve({ features: [] })));
const schemas = Object.fromEntries(Object.entries(about.schemas).map(([kind, address]) => [kind, once(() => fetched(address))]));

/** Those whose name holds every word that was typed, the ones beginning with it first. */
const matching = (entries, typed) => {
  const sought = fold(typed).split(/\s+/).filter(Boolean);
  if (!sought.length) return [];
  return entries
    .map((entry) => ({ ...entry, folded: fold(`${entry.name} ${entry.remark}`) }))
    .filter(({ folded }) => sought.every((word) => folded.includes(word)))
    .sort((one, other) => other.folded.startsWith(sought[0]) - one.folded.startsWith(sought[0]));
};

const row = (name, remark, make) => {
  const item = document.createElement("li");
  item.className = "row";
  const text = document.createElement("p");
  text.className = "row__text";
  const way = make();
  way.classList.add("row__link");
  way.textContent = name;
  const facts = document.createElement("span");
  facts.className = "row__facts";
  facts.textContent = remark;
  text.append(way, " ", facts);
  item.append(text);
  return item;
};

/* One sheet: a form with what belongs to it */

class Sheet {
  constructor(kind) {
    this.kind = kind;
    this.form = find(`[data-form="${kind}"]`);
    this.schema = null;
    this.source = null;
    this.named = false;
    this.tried = false;
    this.placeNames = {};
    this.answers = new Answers(this.form, {
      languages, sourceLanguage,
      changed: (what) => { announce(words[what]); this.answered(); },
      prepared: (item) => this.prepare(item),
    });
    this.fileName = find("[data-file-name]", this.form);
    this.settings = find("[data-setting]", this.form);
    this.wire();
  }

  wire() {
    this.form.addEventListener("input", (event) => {
      const control = this.controlOf(event.target);
      if (control) control.used = true;
      if (this.fileName.contains(event.target)) this.named = event.target.value.trim() !== "";
      this.answered();
    });
    this.form.addEventListener("change", (event) => {
      if (this.settings?.contains(event.target)) this.showSetting();
    });
    this.form.addEventListener("focusout", (event) => {
      const control = this.controlOf(event.target);
      if (!control || control.element.contains(event.relatedTarget)) return;
      if (control.used) control.left = true;
      this.check();
    });
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.finish();
    });
    for (const box of all("[data-also]", this.form)) box.addEventListener("change", () => this.showLanguages());
    find("[data-verified-today]", this.form)?.addEventListener("click", () => {
      find("[data-moment=verified] [data-day]", this.form).value = about.today;
      this.answered();
    });
    if (find("[data-place-finder]", this.form)) this.wirePlaceFinder();
  }

  controlOf(target) {
    for (const [, control] of this.answers.all()) if (control.element.contains(target)) return control;
    return null;
  }

  async open(values, source) {
    this.schema ??= await schemas[this.kind]();
    this.source = source;
    this.named = false;
    this.tried = false;
    this.answers.fill(values);
    this.before = keptValue(this.collect()) || {};
    this.showSetting(true);
    this.form.hidden = false;
    this.fileName.closest("details").hidden = source !== null;
    for (const part of all("[data-only-corrections]", this.form)) part.hidden = source === null;
    this.prepare(this.answers);
  }

  /* Counts beside texts that have a limit; another language's fields only when they are wanted. */
  prepare(group) {
    for (const [path, control] of group.all(this.pathOf(group))) {
      const room = control.element.querySelector("[data-count]");
      if (!room || !this.schema) continue;
      const limit = limitAt(this.schema, path) ?? limitAt(this.schema, path.slice(0, -1));
      if (limit === null || limit > 2000) { room.hidden = true; continue; }
      const say = () => {
        const left = limit - lengthOf(control.read());
        // A short text need not be counted before it becomes a long one.
        room.hidden = control.target.localName === "input" && left > limit / 3;
        room.textContent = counted(left < 0 ? words.over : words.left, Math.abs(left), language);
        room.classList.toggle("field__count--over", left < 0);
      };
      if (!control.counting) {
        control.counting = true;
        const speak = later(1200, () => announce(room.textContent));
        control.target.addEventListener("input", () => { control.say(); speak(); });
      }
      control.say = say;
      say();
    }
    this.showLanguages();
  }

  pathOf(group) {
    for (const list of this.answers.lists) {
      const number = list.items.indexOf(group);
      if (number >= 0) return [...list.path, number];
    }
    return [];
  }

  showLanguages() {
    for (const box of all("[data-also]", this.form)) {
      const code = box.dataset.also;
      const parts = all(`[data-language="${code}"]`, this.form);
      const written = parts.some((part) => all("input, textarea", part).some((field) => field.value));
      if (written) box.checked = true;
      for (const part of parts) part.hidden = !box.checked;
    }
  }

  /* Where an event happens: one choice, and the answers that go with it. */

  get setting() { return find("[name=event-setting]:checked", this.form)?.value || ""; }

  showSetting(fromValues = false) {
    if (!this.settings) return;
    if (fromValues) {
      const { place, location, online, city_wide: everywhere } = this.answers.original;
      const chosen = place ? "place" : location ? "location" : ["yes", "true"].includes(everywhere) ? "city_wide" : online ? "online" : "";
      this.chooseSetting(chosen);
      this.firstSetting = chosen;
    }
    for (const part of all("[data-setting-part]", this.form)) part.hidden = part.dataset.settingPart !== this.setting;
  }

  chooseSetting(chosen) {
    for (const button of all("[name=event-setting]", this.form)) button.checked = button.value === chosen;
    for (const part of all("[data-setting-part]", this.form)) part.hidden = part.dataset.settingPart !== chosen;
  }

  wirePlaceFinder() {
    const input = find("[data-place-text]", this.form);
    const hidden = find("[data-path=place]", this.form);
    const list = find("[data-place-found]", this.form);
    const status = find("[data-place-status]", this.form);
    const look = later(150, async () => {
      const { place } = await index().catch(() => ({ place: {} }));
      const entries = Object.entries(place).map(([id, [, name, remark]]) => ({ id, name, remark }));
      const found = matching(entries, input.value);
      status.textContent = input.value.trim() ? counted(words.found, found.length, language) : "";
      list.replaceChildren(...found.slice(0, MOST_FOUND).map(({ id, name, remark }) => row(name, remark, () => {
        const button = Object.assign(document.createElement("button"), { type: "button", className: "text-button" });
        button.addEventListener("click", () => {
          hidden.value = id;
          input.value = name;
          this.placeNames[id] = name;
          list.replaceChildren();
          status.textContent = remark;
          input.focus();
          this.answered();
        });
        return button;
      })));
    });
    input.addEventListener("input", () => {
      hidden.value = "";
      look();
    });
  }

  async namePlace() {
    const id = find("[data-path=place]", this.form)?.value;
    if (!id) return;
    const { place } = await index().catch(() => ({ place: {} }));
    if (!place[id]) return;
    this.placeNames[id] = place[id][1];
    const input = find("[data-place-text]", this.form);
    if (!input.value) input.value = place[id][1];
    this.preview();
  }

  /* From answers to a file */

  collect() {
    const data = this.answers.collect();
    if (this.settings && this.setting !== (this.firstSetting || "")) {
      const kept = { place: ["place"], location: ["location", "address"], online: ["online"], city_wide: [] }[this.setting] || [];
      for (const key of ["place", "location", "address", "online", "city_wide"]) if (!kept.includes(key)) delete data[key];
      if (this.setting === "city_wide") data.city_wide = "yes";
    }
    if (data.cost && typeof data.cost === "object") {
      const { kind, ...others } = data.cost;
      if (!Object.keys(others).length) data.cost = kind;
      else if (kind === "paid" && !Object.hasOwn(this.answers.original.cost ?? {}, "kind")) data.cost = others;
    }
    return inOrder(this.schema, data);
  }

  get name() { return spoken(this.data[this.kind === "place" ? "name" : "title"], [sourceLanguage, ...languages]); }

  get id() {
    const input = find("input", this.fileName);
    if (!this.named) input.value = identifier(this.name).slice(0, LONGEST_NAME).replace(/-+$/, "");
    return input.value.trim();
  }

  get path() {
    if (this.source) return this.source.path;
    const { district, start } = this.data;
    return this.kind === "place" ? `places/${district || "…"}/${this.id || "…"}.yaml`
      : `events/${/^\d{4}/.exec(start || "")?.[0] || "…"}/${this.id || "…"}.yaml`;
  }

  get yaml() {
    const order = Object.keys(this.schema.properties);
    if (!this.source) return toYaml(this.data, order, schemaAddress(this.path, this.kind));
    return editYaml(this.source.text, this.changes, order, this.before);
  }

  /** Top-level fields that differ from the file; null where one was taken away. */
  get changes() {
    const now = this.data;
    const keys = [...new Set([...Object.keys(this.before), ...Object.keys(now)])];
    return Object.fromEntries(keys.filter((key) => !same(keptValue(now[key]), keptValue(this.before[key]))).map((key) => [key, now[key] ?? null]));
  }

  /* Mistakes */

  problems() {
    const found = [...problemsOf(this.schema, this.data), ...problemsAcross(this.kind, this.data, about)];
    const rules = this.schema.properties.former_ids?.items;
    if (!this.source && this.id && rules && !new RegExp(rules.pattern).test(this.id)) {
      found.push({ path: ["file"], code: rules["x-code"], values: { value: this.id } });
    } else if (!this.source && this.id) {
      if (this.kind === "event" && (about.reserved.includes(this.id) || /^\d{4}-\d{2}$/.test(this.id))) {
        found.push({ path: ["file"], code: "reserved-id", values: { id: this.id } });
      } else if (this.taken?.[this.id]) {
        found.push({ path: ["file"], code: "duplicate-id", values: { id: this.id, other: this.taken[this.id][0] } });
      }
    } else if (!this.source && this.name) {
      found.push({ path: ["file"], code: rules["x-code"], values: { value: "" } });
    }
    return found;
  }

  /** Where a problem is shown: its part of the page and what gets the focus. */
  placeOf(problem) {
    if (problem.path[0] === "file") return { element: this.fileName, target: find("input", this.fileName), left: true };
    if (!problem.path.length) return { element: this.settings, target: find("input", this.settings), left: this.tried };
    if (problem.path[0] === "place" && this.settings) {
      return { element: find("[data-place-finder]", this.form), target: find("[data-place-text]", this.form), left: this.tried };
    }
    return this.answers.controlAt(problem.path);
  }

  check() {
    if (!this.schema) return [];
    const shown = new Map();
    const found = this.problems().map((problem) => ({ ...problem, at: this.placeOf(problem) })).filter(({ at }) => at);
    for (const problem of found) {
      const missing = problem.code === this.schema["x-codes"].required || problem.code === this.schema["x-codes"].minItems;
      const due = this.tried || problem.at.left || (problem.at.used && missing && problem.at.left);
      if (due && !shown.has(problem.at.element)) shown.set(problem.at.element, problem);
    }
    for (const room of all("[data-error]", this.form)) {
      const element = room.closest("[data-field], [data-setting]");
      this.mark(room, element, shown.get(element));
    }
    return found;
  }

  mark(room, element, problem) {
    const text = problem ? [whatIsWrong(sentences, problem), remedyFor(sentences, problem)].filter(Boolean).join(" ") : "";
    if (room.dataset.said === text) return;
    room.dataset.said = text;
    show(room, text);
    element.classList.toggle("field--wrong", Boolean(text));
    for (const field of all("input:not([type=hidden]), textarea, select", element)) {
      if (text) field.setAttribute("aria-invalid", "true");
      else field.removeAttribute("aria-invalid");
    }
    room.querySelector("button")?.remove();
    if (problem?.repaired) room.append(this.repairButton(problem));
  }

  repairButton({ at, repaired }) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "text-button" });
    const text = typeof repaired === "string" ? repaired : Object.values(repaired).join(", ");
    button.textContent = `${words.repair} ${text}`;
    button.addEventListener("click", () => {
      if (typeof repaired === "string") at.write(repaired);
      else for (const [key, value] of Object.entries(repaired)) this.answers.controlAt(["location", key]).write(value);
      this.answered();
      at.target.focus();
    });
    return button;
  }

  /* After every answer */

  answered() {
    if (!this.schema) return;
    this.refresh();
    keepDraft();
  }

  refresh() {
    this.data = keptValue(this.collect()) || {};
    for (const [, control] of this.answers.all()) control.say?.();
    this.check();
    this.preview();
    hideSending();
  }

  preview() {
    if (!this.data) return;
    const stations = (number) => counted(words.stations, number, language);
    find("[data-card]").replaceChildren(this.kind === "place" ? placeCard(this.data, about, stations)
      : eventCard(this.data, about, this.placeNames[this.data.place]));
    find("[data-yaml]").textContent = this.yaml;
    find("[data-yaml-path]").textContent = this.path;
  }

  async finish() {
    this.tried = true;
    this.refresh();
    const serious = this.check().filter((problem) => !problem.doubt);
    const summary = find("[data-summary]");
    summary.hidden = !serious.length;
    if (serious.length) {
      find("h2", summary).textContent = counted(words.summary, serious.length, language);
      find("ul", summary).replaceChildren(...serious.map((problem) => this.summaryLine(problem)));
      summary.focus();
      return;
    }
    if (this.source && !Object.keys(this.changes).length) {
      trouble(words.nothingChanged);
      find("[data-trouble]").scrollIntoView({ block: "center" });
      return;
    }
    offerSending(this);
  }

  summaryLine(problem) {
    const line = document.createElement("li");
    const link = document.createElement("a");
    const { target, element } = problem.at;
    link.href = `#${target.id}`;
    const label = element.querySelector(".field__label, legend")?.firstChild?.textContent.trim();
    link.textContent = [label, whatIsWrong(sentences, problem)].filter(Boolean).join(": ");
    link.addEventListener("click", (event) => {
      event.preventDefault();
      reveal(target);
    });
    line.append(link);
    return line;
  }
}

const reveal = (target) => {
  for (let part = target.closest("details"); part; part = part.parentElement.closest("details")) part.open = true;
  target.focus();
};

/* The desk: which sheet lies on it, and its draft */

const sheets = {};
let sheet = null;
let draft = null;
const trouble = (text) => show(find("[data-trouble]"), text);

const where = (() => {
  const root = find("[data-where]");
  const field = (axis) => find(`[data-path="location.${axis}"]`, root);
  const number = (axis) => (field(axis).value.trim() && Number.isFinite(Number(field(axis).value)) ? Number(field(axis).value) : null);
  const take = (lat, lon) => {
    for (const [axis, value] of [["lat", lat], ["lon", lon]]) {
      field(axis).value = value;
      const control = sheet.answers.controlAt(["location", axis]);
      control.used = control.left = true;
    }
    sheet.answered();
    proposeDistrict();
  };
  const picker = startWhere(root, { words, take, point: () => ({ lat: number("lat"), lon: number("lon") }) });

  let proposed = "";
  const proposeDistrict = later(200, async () => {
    const select = find("[data-form=place] [data-path=district]");
    const [lat, lon] = [number("lat"), number("lon")];
    if (sheet?.kind !== "place" || lat === null || lon === null) return;
    const { south, north, west, east } = about.bounds;
    if (lat < south || lat > north || lon < west || lon > east) { picker.say(words.outsideCity); return; }
    const found = districtAt(await shapes().catch(() => ({ features: [] })), lat, lon);
    if (!found || !about.districts[found] || select.value === found) return;
    if (select.value && select.value !== proposed) return;
    select.value = proposed = found;
    picker.say(`${words.districtProposed} ${about.districts[found]}`);
    sheet.answered();
  });

  root.addEventListener("input", (event) => {
    const pair = /^\s*([+-]?\d+[.,]\d+)\s*[,; ]\s*([+-]?\d+[.,]\d+)\s*$/.exec(event.target.value);
    if (pair && event.target === field("lat")) {
      field("lat").value = pair[1].replace(",", ".");
      field("lon").value = pair[2].replace(",", ".");
    }
    picker.show();
    proposeDistrict();
  });
  return { root, show: picker.show, say: picker.say };
})();

const keepDraft = later(300, () => {
  if (!draft || !sheet?.data) return;
  const kept = draft.keep({ data: sheet.data, setting: sheet.setting, file: sheet.named ? sheet.id : "" });
  if (kept) { find("[data-draft]").hidden = false; find("[data-draft-status]").textContent = words.draftKept; }
});
addEventListener("pagehide", () => keepDraft.now());

find("[data-delete-draft]").addEventListener("click", () => {
  if (!confirm(words.sureToDelete)) return;
  draft.delete();
  location.reload();
});

/** Lay a sheet on the desk: empty, or with a file to correct. */
const layOut = async (kind, source = null, name = kind) => {
  trouble("");
  hideSending();
  try {
    sheets[kind] ??= new Sheet(kind);
    const next = sheets[kind];
    if (sheet && sheet !== next) sheet.form.hidden = true;
    find("[data-where-slot]", next.form).append(where.root);
    if (kind === "event" && !next.adopted) {
      next.answers.adopt(sheetOfPlaces().answers.fixed.filter((control) => control.path[0] === "location"));
      next.adopted = true;
    }
    sheet = next;
    await sheet.open(source?.values || {}, source);
  } catch {
    trouble(words.trouble);
    return;
  }
  draft = draftOf(about.page, name);
  const kept = draft.read();
  find("[data-draft]").hidden = !kept;
  if (kept?.data) {
    sheet.answers.show(kept.data);
    if (sheet.settings && kept.setting) sheet.chooseSetting(kept.setting);
    if (kept.file) { sheet.named = true; find("input", sheet.fileName).value = kept.file; }
    sheet.prepare(sheet.answers);
    find("[data-draft-status]").textContent = words.draftBack;
  }
  find("[data-columns]").hidden = false;
  sheet.refresh();
  sheet.namePlace();
  where.show();
  if (!source) index().then((known) => { if (sheet.kind === kind) { sheet.taken = known[kind]; sheet.check(); } }).catch(() => {});
};

const sheetOfPlaces = () => (sheets.place ??= new Sheet("place"));

const correct = async (wanted) => {
  const [, kind, id] = /^(place|event)\/([a-z0-9-]+)$/.exec(wanted) || [];
  let source = null;
  try { source = id ? await fetched(`${about.written}/${kind}/${id}.json`) : null; } catch { /* said below */ }
  if (!source) {
    trouble(words.noSuchFile);
    chooseStart("correction");
    return;
  }
  const named = source.values[kind === "place" ? "name" : "title"];
  show(find("[data-correcting]"), `${words.correcting} ${spoken(named, languages)}`);
  find("[data-start]").hidden = true;
  await layOut(kind, source, wanted);
  goToField(location.hash.slice(1));
};

const goToField = (key) => {
  if (!key || !sheet) return;
  const control = sheet.answers.controlAt([key]);
  const part = control?.element || document.getElementById(key);
  if (!part || !sheet.form.contains(part)) return;
  const target = control?.target || part.querySelector("input, textarea, select, [data-add]");
  if (target) reveal(target);
  part.scrollIntoView({ block: "start" });
};

const chooseStart = (what) => {
  for (const button of all("[name=what]")) button.checked = button.value === what;
  find("[data-finder]").hidden = what !== "correction";
  if (what === "correction") find("[data-columns]").hidden = true;
};

for (const button of all("[name=what]")) {
  button.addEventListener("change", () => {
    chooseStart(button.value);
    if (button.value !== "correction") layOut(button.value);
    else { hideSending(); find("[data-draft]").hidden = true; }
  });
}

const lookFor = later(150, async () => {
  const typed = find("[data-find]").value;
  const known = await index().catch(() => ({ place: {}, event: {} }));
  const entries = ["place", "event"].flatMap((kind) =>
    Object.entries(known[kind]).map(([id, [, name, remark]]) => ({ id: `${kind}/${id}`, name, remark })));
  const found = matching(entries, typed);
  find("[data-find-status]").textContent = typed.trim() ? counted(words.found, found.length, language) : "";
  find("[data-found]").replaceChildren(...found.slice(0, MOST_FOUND).map(({ id, name, remark }) => row(name, remark, () => {
    const link = document.createElement("a");
    link.href = `${about.page}?${about.queryEdit}=${id}`;
    return link;
  })));
});
find("[data-find]").addEventListener("input", lookFor);

/* Sending */

const hideSending = () => { find("[data-send]").hidden = true; };

const offerSending = (finished) => {
  const send = find("[data-send]");
  const { yaml, path, name, source } = finished;
  const removed = Object.entries(finished.changes || {}).filter(([, value]) => value === null).map(([key]) => key);
  const intro = `${source ? words.correction : finished.kind === "place" ? words.newPlace : words.newEvent} ${name}`;
  const text = source ? toYaml(finished.changes, Object.keys(finished.schema.properties)) : yaml;
  const message = [intro, path, "", text, ...(removed.length ? [`${words.removedFields} ${removed.join(", ")}`] : [])].join("\n");
  const short = [intro, path, "", words.pasteBelow].join("\n");

  const github = find("[data-github]", send);
  if (github) {
    const made = source ? { href: editAddress(about, path), complete: false } : newFileAddress(about, path, yaml);
    github.href = made.href;
    github.onclick = made.complete ? null : () => { copy(yaml).then(sayCopied); };
    find("[data-github-new]", send).hidden = Boolean(source) || !made.complete;
    find("[data-github-edit]", send).hidden = !source;
    find("[data-github-long]", send).hidden = Boolean(source) || made.complete;
  }
  const mail = find("[data-mail]", send);
  if (mail) mail.href = mailAddress(about.email, intro, message, short);
  find("[data-message]", send).href = messageAddress(message, short);
  const share = find("[data-share]", send);
  share.hidden = !navigator.share;
  share.onclick = () => navigator.share({ title: intro, text: message }).catch(() => {});
  send.hidden = false;
  find("#send-heading", send).focus();
};

const sayCopied = (worked) => {
  for (const status of all("[data-copy-status]")) status.textContent = worked ? words.copied : words.notCopied;
  if (!worked) find("[data-yaml-fold]").open = true;
};
for (const button of all("[data-copy]")) button.addEventListener("click", () => copy(sheet.yaml).then(sayCopied));

/* The beginning: what the address asks for */

const asked = new URLSearchParams(location.search);
const askedFor = (names) => names.map((name) => asked.get(name)).find(Boolean) || "";
desk.hidden = false;
const toCorrect = askedFor(about.query.edit);
const toAdd = askedFor(about.query.add);
if (toCorrect) correct(toCorrect);
else if (toAdd === "place" || toAdd === "event") {
  chooseStart(toAdd);
  layOut(toAdd).then(() => {
    const select = find("[data-form=place] [data-path=district]");
    if (toAdd === "place" && about.districts[asked.get("district")] && !select.value) {
      select.value = asked.get("district");
      sheet.refresh();
    }
  });
}
