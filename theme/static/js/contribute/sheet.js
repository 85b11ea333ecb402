/* One sheet of the desk: a form, the file it becomes, and the mistakes in it. */

import { allProblems } from "./checks/all.js";
import { fileName } from "./checks/identity.js";
import { hasForeignHost } from "./checks/links.js";
import { textsOf } from "./checks/texts.js";
import { eventCard, placeCard, spoken } from "./card.js";
import { Answers } from "./fields.js";
import { lengthOf } from "../search/lettering.js";
import {
  about, all, announce, find, goTo, index, later, matching, MOST_FOUND, neighbours, row, schemas, shapes, show,
} from "./page.js";
import { inOrder, limitAt } from "./rules.js";
import { hideSending } from "./sending.js";
import { counted, remedyFor, whatIsWrong } from "./sentences.js";
import { editYaml, keptValue, same, schemaAddress, toYaml } from "./yaml-writer.js";

const { words, sentences, language, languages, sourceLanguage } = about;

/* How long the end waits for what answers are compared with; a slow line must not keep anyone. */
const PATIENCE = 4000;

/** A form with what belongs to it. `desk` hears of answers (`answered`) and of the end (`finished`). */
export class Sheet {
  constructor(kind, desk) {
    this.kind = kind;
    this.desk = desk;
    this.form = find(`[data-form="${kind}"]`);
    this.schema = null;
    this.source = null;
    this.named = false;
    this.tried = false;
    this.placeNames = {};
    this.beside = {};
    this.coming = new Map();
    this.answers = new Answers(this.form, {
      languages, sourceLanguage,
      changed: (what) => { announce(words[what]); this.answered(); },
      prepared: (item) => this.prepare(item),
    });
    this.nameOfFile = find("[data-file-name]", this.form);
    this.settings = find("[data-setting]", this.form);
    this.wire();
  }

  wire() {
    this.form.addEventListener("input", (event) => {
      const control = this.controlOf(event.target);
      if (control) control.used = true;
      if (this.nameOfFile.contains(event.target)) this.named = event.target.value.trim() !== "";
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
    this.nameOfFile.closest("details").hidden = source !== null;
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
    const input = find("input", this.nameOfFile);
    if (!this.named) input.value = fileName(this.name, about);
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
    const { source } = this;
    return allProblems(this.kind, this.schema, this.data, about, {
      ...this.beside, isNew: !source, named: Boolean(this.id || this.name),
      path: source?.path, id: source ? source.path.split("/").at(-1).replace(/\.ya?ml$/, "") : this.id,
    });
  }

  /** Fetch what the answers are compared with, as soon as they have something to compare. */
  compare() {
    const { name, location, district, title, start } = this.data;
    const foreign = hasForeignHost([...textsOf(this.data)], about.textRules);
    if ((name && location) || (title && start) || foreign) {
      this.fetchBeside("index", index);
      this.fetchBeside("neighbours", neighbours);
    }
    if (location && district) this.fetchBeside("shapes", shapes);
  }

  /** Once; what does not come is left to `make check`. */
  fetchBeside(name, fetchIt) {
    if (this.beside[name] || this.coming.has(name)) return;
    this.coming.set(name, fetchIt().then((content) => { this.beside[name] = content; this.check(); })
      .catch(() => {}).finally(() => this.coming.delete(name)));
  }

  /** Where a problem is shown: its part of the page and what gets the focus. */
  placeOf(problem) {
    if (problem.path[0] === "file") return this.fieldOfFile(problem);
    if (problem.code === "no-source") return { ...this.answers.controlAt(["verified"]), left: this.tried };
    if (!problem.path.length) return { element: this.settings, target: find("input", this.settings), left: this.tried };
    if (problem.path[0] === "place" && this.settings) {
      return { element: find("[data-place-finder]", this.form), target: find("[data-place-text]", this.form), left: this.tried };
    }
    return this.answers.controlAt(problem.path);
  }

  /* A file's name that nobody wrote comes from the name above: there it is told that it is taken. */
  fieldOfFile(problem) {
    const input = find("input", this.nameOfFile);
    const write = (text) => { input.value = text; this.named = true; };
    const name = this.answers.controlAt([this.kind === "place" ? "name" : "title"]);
    if (!this.named && problem.twin && name) return { element: name.element, target: name.target, left: name.left, write };
    return { element: this.nameOfFile, target: input, left: true, write };
  }

  check() {
    if (!this.schema || !this.data) return [];
    const shown = new Map();
    const found = this.problems()
      .map((problem) => ({ ...problem, at: this.placeOf(problem) }))
      .filter(({ at }) => at)
      .sort((one, other) => {
        if (one.at.target === other.at.target) return 0;
        return one.at.target.compareDocumentPosition(other.at.target) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;
      });
    for (const problem of found) {
      const before = shown.get(problem.at.element);
      const first = !before || (before.doubt && !problem.doubt); // what stops comes before what may be right
      if ((this.tried || problem.at.left) && first) shown.set(problem.at.element, problem);
    }
    for (const room of all("[data-error]", this.form)) {
      const element = room.closest("[data-field], [data-setting]");
      this.mark(room, element, shown.get(element));
    }
    return found;
  }

  mark(room, element, problem) {
    // A button that repairs says the remedy itself.
    const remedy = problem && !problem.repaired ? remedyFor(sentences, problem) : "";
    const doubt = Boolean(problem?.doubt);
    const text = problem ? [whatIsWrong(sentences, problem, labelOf(element)), remedy, doubt ? words.doubt : ""].filter(Boolean).join(" ") : "";
    const said = JSON.stringify([text, problem?.repaired, problem?.twin]);
    if (room.dataset.said === said) return;
    room.dataset.said = said;
    show(room, text);
    const wrong = Boolean(text) && !doubt;
    element.classList.toggle("field--wrong", wrong);
    room.classList.toggle("field__error--doubt", doubt);
    for (const field of all("input:not([type=hidden]), textarea, select", element)) {
      if (wrong) field.setAttribute("aria-invalid", "true");
      else field.removeAttribute("aria-invalid");
    }
    const end = room.querySelector("span");
    while (end.nextSibling) end.nextSibling.remove();
    if (problem?.repaired) room.append(" ", this.repairButton(problem));
    if (problem?.twin) room.append(" ", this.linkToTwin(problem));
  }

  /* Where the other one is corrected; the draft of this one stays. */
  linkToTwin({ twin }) {
    const link = document.createElement("a");
    link.href = `${about.page}?${about.queryEdit}=${twin}`;
    link.textContent = this.kind === "place" ? words.twinPlace : words.twinEvent;
    return link;
  }

  repairButton({ at, repaired, path }) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "text-button" });
    const option = all("option", at.element).find(({ value }) => value === repaired);
    const text = typeof repaired === "string" ? option?.textContent || repaired : Object.values(repaired).join(", ");
    button.textContent = `${path[0] === "file" ? words.repairFile : words.repair} ${text}`;
    button.addEventListener("click", () => {
      if (typeof repaired === "string") at.write(repaired);
      else for (const [key, value] of Object.entries(repaired)) this.answers.controlAt(["location", key]).write(value);
      this.answered();
      goTo(at.target, { focus: at.target, block: "nearest" });
    });
    return button;
  }

  /* After every answer */

  answered() {
    if (!this.schema) return;
    this.refresh();
    this.desk.answered();
  }

  refresh() {
    this.data = keptValue(this.collect()) || {};
    for (const [, control] of this.answers.all()) control.say?.();
    this.compare();
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

  finish() {
    this.tried = true;
    this.refresh();
    if (!this.coming.size) this.conclude();
    else {
      const patience = new Promise((resolve) => { setTimeout(resolve, PATIENCE); });
      Promise.race([Promise.allSettled(this.coming.values()), patience]).then(() => this.conclude());
    }
  }

  conclude() {
    const found = this.check();
    const serious = found.filter((problem) => !problem.doubt);
    const summary = find("[data-summary]");
    summary.hidden = !serious.length;
    if (serious.length) {
      find("h2", summary).textContent = counted(words.summary, serious.length, language);
      find("ul", summary).replaceChildren(...serious.map((problem) => this.summaryLine(problem)));
      goTo(summary, { focus: summary, block: "start" });
      return;
    }
    const doubtful = found.filter((problem) => !problem.note);
    const doubts = find("[data-doubts]");
    doubts.hidden = !doubtful.length;
    find("ul", doubts).replaceChildren(...doubtful.map((problem) => this.summaryLine(problem)));
    this.desk.finished(this);
  }

  summaryLine(problem) {
    const line = document.createElement("li");
    const link = document.createElement("a");
    const { target, element } = problem.at;
    link.href = `#${target.id}`;
    const label = labelOf(element);
    const what = whatIsWrong(sentences, problem, label);
    link.textContent = [what.includes(label) ? "" : label, what].filter(Boolean).join(": ");
    link.addEventListener("click", (event) => {
      event.preventDefault();
      reveal(target);
    });
    line.append(link);
    return line;
  }
}

/** What the form calls an answer. */
const labelOf = (element) =>
  element.querySelector(".field__label, legend")?.firstChild?.textContent.trim().replace(/[?:]$/, "") || "";

/** Open what hides a field and go there. */
export const reveal = (target) => {
  for (let part = target.closest("details"); part; part = part.parentElement.closest("details")) part.open = true;
  goTo(target, { focus: target });
};
