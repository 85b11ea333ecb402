/* The controls of the explorer: they show what is chosen and how many places each choice would have,
   and tell when something else is chosen. They decide nothing. */

import { several } from "../filter/address.js";
import { GROWN_UP } from "./sieve.js";

// What stays as it is is not written: it would be styled and laid out again.
const say = (element, text) => { if (element.textContent !== text) element.textContent = text; };
const set = (element, name, value) => { if (element.getAttribute(name) !== value) element.setAttribute(name, value); };

/** `root` holds the controls, `choose(name, value)` is told of every choice. */
export const controls = (root, roll, words, year, choose) => {
  const search = root.querySelector("[name=q]");
  const chips = [...root.querySelectorAll("[data-choose]")];
  const selects = [...root.querySelectorAll("[data-select]")];
  const figures = new Map(chips.map((chip) => [chip, chip.querySelector("[data-count]")]));
  const drawer = root.querySelector("[data-filters]");
  const used = root.querySelector("[data-used]");
  const remarks = Object.fromEntries(["cost", "access", "open"].map((name) => [name, root.querySelector(`[data-unknown=${name}]`)]));
  let typing = 0;

  const number = {
    theme: (id) => roll.themes.indexOf(id),
    audience: (id) => roll.audiences.indexOf(id),
    kind: (id) => roll.kinds.indexOf(id),
    district: (id) => roll.districts.indexOf(id),
    age: Number,
  };
  const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  const options = {
    kind: () => Object.entries(words.kinds).map(([id, { many }]) => [id, many]),
    district: () => Object.entries(words.districts).map(([id, { label }]) => [id, label]),
    age: () => [
      ...Array.from({ length: GROWN_UP[0][0] }, (_, age) => (
        [String(age), filled(words.age, { age, first: year - age - 1, last: year - age })])),
      ...GROWN_UP.map(([least, most]) => [String(least), filled(most > 110 ? words.older : words.ages, { least, most })]),
    ],
  };
  for (const select of selects) {
    const name = select.dataset.select;
    select.append(new Option(words.any[name], ""), ...options[name]().map(([value, label]) => {
      const option = new Option(label, value);
      option.dataset.label = label;
      return option;
    }));
    select.addEventListener("change", () => choose(name, select.value));
  }
  for (const chip of chips) {
    const { choose: name, value } = chip.dataset;
    chip.addEventListener("click", () => {
      const on = chip.getAttribute("aria-pressed") === "true";
      if (name !== "access") choose(name, on ? "" : value);
      else {
        const before = several(root.dataset.access ?? "");
        choose(name, (on ? before.filter((one) => one !== value) : [...before, value]).join(","));
      }
    });
  }
  root.querySelector("[data-search]").addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(typing);
    typing = 0;
    choose("q", search.value.trim());
  });
  search.addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(() => { typing = 0; choose("q", search.value.trim()); }, 120);
  });

  const counted = (name, value, counts) => {
    if (name === "access") return counts.access[value];
    if (number[name]) {
      const at = name === "age" && Number(value) >= GROWN_UP[0][0]
        ? GROWN_UP[0][0] + GROWN_UP.findIndex(([least]) => least === Number(value)) : number[name](value);
      return counts[name][at] ?? 0;
    }
    return counts[name];
  };

  // Some hundred choices: their counts are written when they can be seen.
  let latest = null;
  const showOptions = () => {
    const { chosen, counts } = latest;
    for (const select of selects) {
      const name = select.dataset.select;
      for (const option of select.options) {
        if (!option.value) continue;
        const shown = counted(name, option.value, counts);
        option.textContent = `${option.dataset.label} (${words.figures(shown)})`;
        option.disabled = shown === 0 && option.value !== chosen[name];
      }
    }
  };
  drawer.addEventListener("toggle", () => { if (drawer.open && latest) showOptions(); });

  return {
    search,
    /** What is said of places that may fit, though nobody knows it: not knowing is not no. */
    unknown: () => Object.values(remarks).filter((remark) => !remark.hidden).map((remark) => remark.textContent),
    /** Bring every control to what is chosen (texts, as in the address) and to the counts. */
    show(chosen, counts) {
      root.dataset.access = chosen.access;
      const access = several(chosen.access);
      for (const chip of chips) {
        const { choose: name, value } = chip.dataset;
        const on = name === "access" ? access.includes(value) : chosen[name] === value;
        set(chip, "aria-pressed", String(on));
        const shown = counted(name, value, counts);
        const said = shown === undefined ? "" : words.figures(shown);
        say(figures.get(chip), said);
        chip.classList.toggle("chip--none", shown === 0 && !on);
      }
      for (const select of selects) if (select.value !== chosen[select.dataset.select]) select.value = chosen[select.dataset.select];
      latest = { chosen, counts };
      if (drawer.open) showOptions();
      if (!typing && search.value.trim() !== chosen.q) search.value = chosen.q;
      const number = ["kind", "district", "age", "cost", "open", "stations", "event", "audience"]
        .filter((name) => chosen[name]).length + access.length;
      used.hidden = !number;
      say(used, words.plural(words.used, number));
      for (const [name, asked, unknown, said] of [
        ["cost", chosen.cost, counts.unknownCost, words.unknownCost],
        ["access", access.length, counts.unknownAccess, words.unknown],
        ["open", chosen.open, counts.unknownHours, words.unknownHours],
      ]) {
        remarks[name].hidden = !asked || !unknown;
        say(remarks[name], words.plural(said, unknown));
      }
    },
  };
};
