/* The answers of a form, as data and back.

   A control knows the field of the file it stands for. What a visitor did not touch keeps exactly
   what the file said, also where the form has no control for it. */

import { goTo } from "./page.js";

const isGroup = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

const valueAt = (data, path) => path.reduce((inner, step) => (isGroup(inner) ? inner[step] : undefined), data);

const setAt = (data, path, value) => {
  const [step, ...rest] = path;
  if (rest.length) {
    if (!isGroup(data[step])) data[step] = {};
    setAt(data[step], rest, value);
    if (!Object.keys(data[step]).length) delete data[step];
  } else if (value === null || value === undefined || value === "" || (Array.isArray(value) && !value.length)) delete data[step];
  else data[step] = value;
};

/** A control: `element` has the label, `read` and `write` translate between answer and value. */
class Control {
  constructor(element, path, target, read, write) {
    Object.assign(this, { element, path, target, read, write, left: false, used: false });
    this.begin();
  }

  begin() { this.beginning = JSON.stringify(this.read()); }

  get changed() { return JSON.stringify(this.read()) !== this.beginning; }
}

const split = (path) => path.split(".");
const inputs = (element, kind) => [...element.querySelectorAll(kind)];

const textControl = (input) => new Control(
  input.closest("[data-field]"), split(input.dataset.path), input,
  () => input.value.trim(),
  (value) => { input.value = value === undefined || value === null ? "" : String(value); },
);

const choicesControl = (element) => {
  const boxes = inputs(element, "input[type=checkbox]");
  let before = [];
  const control = new Control(
    element, split(element.dataset.choices), boxes[0],
    () => {
      const ticked = boxes.filter((box) => box.checked).map((box) => box.value);
      // The order of the file is kept; what is new comes after it.
      return [...before.filter((one) => ticked.includes(one) || !boxes.some((box) => box.value === one)),
        ...ticked.filter((one) => !before.includes(one))];
    },
    (value) => {
      before = Array.isArray(value) ? value.map(String) : [];
      for (const box of boxes) box.checked = before.includes(box.value);
    },
  );
  return control;
};

const choiceControl = (element) => {
  const buttons = inputs(element, "input[type=radio]");
  return new Control(
    element, split(element.dataset.choice), buttons[0],
    () => buttons.find((button) => button.checked)?.value ?? "",
    (value) => { for (const button of buttons) button.checked = button.value === String(value ?? ""); },
  );
};

const flagControl = (box) => new Control(
  box.closest("[data-field]"), split(box.dataset.flag), box,
  () => (box.checked ? "yes" : ""),
  (value) => { box.checked = value === "yes" || value === "true"; },
);

const momentControl = (element) => {
  const day = element.querySelector("[data-day]");
  const time = element.querySelector("[data-time]");
  return new Control(
    element, split(element.dataset.moment), day,
    () => [day.value || (day.validity.badInput ? "?" : ""), time?.value || ""].filter(Boolean).join(" "),
    (value) => {
      const [, date, clock] = /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}:\d{2}))?/.exec(String(value ?? "")) || [];
      day.value = date || "";
      if (time) time.value = clock || "";
    },
  );
};

const linesControl = (element, sourceLanguage) => {
  const areas = inputs(element, "[data-line-language]");
  return new Control(
    element.querySelector("[data-field]"), split(element.dataset.lines), areas[0],
    () => {
      const lines = areas.map((area) => area.value.split("\n").map((line) => line.trim()));
      const count = Math.max(...lines.map((texts) => texts.length));
      const items = [];
      for (let number = 0; number < count; number += 1) {
        const texts = {};
        areas.forEach((area, index) => {
          if (lines[index][number]) texts[area.dataset.lineLanguage] = lines[index][number];
        });
        const codes = Object.keys(texts);
        if (codes.length) items.push(codes.length === 1 && codes[0] === sourceLanguage ? texts[sourceLanguage] : texts);
      }
      return items;
    },
    (value) => {
      for (const area of areas) {
        const code = area.dataset.lineLanguage;
        area.value = (value || []).map((item) => (isGroup(item) ? item[code] || "" : code === sourceLanguage ? item : ""))
          .join("\n").trimEnd();
      }
    },
  );
};

const texts = (value, sourceLanguage) => (typeof value === "string" ? { [sourceLanguage]: value } : value);

/** A group of answers: a form, or one item of a repeated part. */
export class Answers {
  constructor(root, settings) {
    this.root = root;
    this.settings = settings;
    this.original = {};
    this.lists = inputs(root, "[data-list]").map((element) => new Repeated(element, settings));
    const own = (element) => !this.lists.some((list) => list.element.contains(element));
    const made = (selector, make) => inputs(root, selector).filter(own).map(make);
    this.fixed = [
      ...made("[data-path]", textControl),
      ...made("[data-choices]", choicesControl),
      ...made("[data-choice]", choiceControl),
      ...made("[data-flag]", flagControl),
      ...made("[data-moment]", momentControl),
      ...made("[data-lines]", (element) => linesControl(element, settings.sourceLanguage)),
    ].sort((one, other) => (one.target.compareDocumentPosition(other.target) & 4 ? -1 : 1));
  }

  /** Controls that can move between forms are asked for when they are needed. */
  get controls() { return this.fixed.filter((control) => this.root.contains(control.target)); }

  adopt(controls) { this.fixed.push(...controls); }

  /** Answer with what a file says. */
  fill(values) {
    this.show(values);
    this.original = structuredClone(values);
    for (const control of this.controls) control.begin();
    for (const list of this.lists) list.begin();
  }

  /** Answer with other values; what differs from the file counts as changed. */
  show(values) {
    for (const control of this.controls) {
      const { path } = control;
      let value = valueAt(values, path);
      if (value === undefined && this.settings.languages.includes(path.at(-1))) {
        value = texts(valueAt(values, path.slice(0, -1)), this.settings.sourceLanguage)?.[path.at(-1)];
      }
      control.write(value);
    }
    for (const list of this.lists) list.show(valueAt(values, list.path) || []);
  }

  /** The answers as data. */
  collect() {
    const data = structuredClone(this.original);
    for (const control of this.controls) {
      if (!control.changed) continue;
      const parent = valueAt(data, control.path.slice(0, -1));
      if (typeof parent === "string") setAt(data, control.path.slice(0, -1), texts(parent, this.settings.sourceLanguage));
      setAt(data, control.path, control.read());
    }
    for (const list of this.lists) if (list.changed) setAt(data, list.path, list.collect());
    return data;
  }

  /** Every control with its whole path, list positions included. */
  * all(prefix = []) {
    for (const control of this.controls) yield [[...prefix, ...control.path], control];
    for (const list of this.lists) {
      for (const [number, item] of list.items.entries()) yield* item.all([...prefix, ...list.path, number]);
    }
  }

  /** The control that a problem under `path` is about, or null. */
  controlAt(path) {
    const key = JSON.stringify;
    let best = null;
    let score = -1;
    for (const [whole, control] of this.all()) {
      const shared = whole.findIndex((step, index) => key(step) !== key(path[index]));
      const common = shared < 0 ? whole.length : shared;
      const exact = common === path.length || common === whole.length;
      if (common && exact && common > score && !control.element.closest("[data-language][hidden]")) {
        best = control;
        score = common;
      }
    }
    return best;
  }
}

/** A part that can be repeated. */
class Repeated {
  static serial = 0;

  constructor(element, settings) {
    this.element = element;
    this.settings = settings;
    this.path = split(element.dataset.list);
    this.single = "single" in element.dataset;
    this.place = element.querySelector("[data-items]");
    this.template = element.querySelector("[data-item]");
    this.items = [];
    this.beginning = "[]";
    element.querySelector("[data-add]").addEventListener("click", () => {
      const item = this.add();
      const first = item.root.querySelector("input, textarea, select");
      goTo(first, { focus: first, block: "nearest" });
      settings.changed("added");
    });
  }

  add() {
    Repeated.serial += 1;
    const holder = document.createElement("template");
    holder.innerHTML = this.template.innerHTML.replaceAll("{n}", String(Repeated.serial));
    const root = holder.content.firstElementChild;
    this.place.append(root);
    const item = new Answers(root, this.settings);
    this.items.push(item);
    root.querySelector("[data-remove]").addEventListener("click", () => {
      this.take(item);
      const button = this.element.querySelector("[data-add]");
      goTo(button, { focus: button, block: "nearest" });
      this.settings.changed("removed");
    });
    this.number();
    this.settings.prepared(item);
    return item;
  }

  take(item) {
    this.items.splice(this.items.indexOf(item), 1);
    item.root.remove();
    this.number();
  }

  number() {
    this.items.forEach((item, index) => {
      for (const mark of inputs(item.root, "[data-number]")) mark.textContent = String(index + 1);
    });
  }

  show(values) {
    for (const item of [...this.items]) this.take(item);
    for (const value of values) this.add().fill(this.single ? { value } : isGroup(value) ? value : {});
  }

  begin() { this.beginning = JSON.stringify(this.collect()); }

  get changed() { return JSON.stringify(this.collect()) !== this.beginning; }

  collect() {
    const values = this.items.map((item) => item.collect()).filter((value) => Object.keys(value).length);
    return this.single ? values.map(({ value }) => value) : values;
  }
}
