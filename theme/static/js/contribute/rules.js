/* What is wrong with an answer, by the rules of the site's own JSON Schema.

   The schema is made from the validator's models (`model/schema.py`) and names our problems in
   `x-code`, so no limit and no list stands here a second time. Three things no schema can say are
   written out below and compared with the validator in a test: the repaired value of a slip, days
   and years that cannot be meant, and ages in the wrong order. What needs more than one answer is
   in `checks/`. */

import { lengthOf } from "../search/lettering.js";

const MOST_QUOTED = 80;

/** All problems of kept data: `{ path, code, remedy, values }`, in the order of the fields. */
export const problemsOf = (schema, data) => {
  const found = [];
  checkValue(schema, schema, data, [], found);
  for (const rule of schema.allOf || []) {
    if (holds(rule, data)) continue;
    const values = rule["x-values"] || {};
    found.push({ path: values.second ? [values.second] : [], code: rule["x-code"], remedy: "", values });
  }
  return found;
};

/** Whether a rule between fields holds: the words of JSON Schema that such rules are made of. */
const holds = (rule, value) => {
  if (rule.enum) return rule.enum.map(String).includes(String(value));
  return (rule.required || []).every((key) => Object.hasOwn(value, key))
    && Object.entries(rule.properties || {}).every(([key, inner]) => !Object.hasOwn(value, key) || holds(inner, value[key]))
    && (rule.allOf || []).every((inner) => holds(inner, value))
    && (!rule.anyOf || rule.anyOf.some((inner) => holds(inner, value)))
    && !(rule.not && holds(rule.not, value));
};

/** The rule for the value under `path`, or null; list positions may be any number. */
export const ruleAt = (schema, path) => path.reduce((rule, step) => {
  if (!rule) return null;
  const options = resolved(schema, rule).anyOf || [rule];
  for (const option of options.map((one) => resolved(schema, one))) {
    if (typeof step === "number" && option.items) return option.items;
    if (option.properties && Object.hasOwn(option.properties, step)) return option.properties[step];
  }
  return null;
}, schema);

/** The most characters that a text under `path` may have, or null. */
export const limitAt = (schema, path) => {
  const rule = ruleAt(schema, path);
  return rule ? resolved(schema, rule).maxLength ?? null : null;
};

/** The data with the keys of every group of fields in the order of the model. */
export const inOrder = (schema, value, rule = schema) => {
  if (value === null || typeof value !== "object" || !rule) return value;
  const fitting = fittingOption(schema, rule, value);
  if (Array.isArray(value)) return value.map((item) => inOrder(schema, item, fitting.items));
  const known = Object.keys(fitting.properties || {});
  const keys = [...known.filter((key) => Object.hasOwn(value, key)), ...Object.keys(value).filter((key) => !known.includes(key))];
  return Object.fromEntries(keys.map((key) => [key, inOrder(schema, value[key], fitting.properties?.[key])]));
};

const resolved = (schema, rule) => {
  if (!rule.$ref) return rule;
  const { $ref, ...beside } = rule;
  return { ...schema.$defs[$ref.split("/").at(-1)], ...beside };
};

const shapeOf = (value) => (Array.isArray(value) ? "array" : typeof value === "object" ? "object" : "scalar");
const shapeOfRule = (rule) => (rule.type === "array" ? "array" : rule.type === "object" ? "object" : "scalar");

const fittingOption = (schema, given, value) => {
  const rule = resolved(schema, given);
  if (!rule.anyOf) return rule;
  const options = rule.anyOf.map((option) => resolved(schema, option));
  return options.find((option) => shapeOfRule(option) === shapeOf(value)) || options[0];
};

const checkValue = (schema, given, value, path, found) => {
  const rule = fittingOption(schema, given, value);
  if (given["x-texts"] && shapeOf(value) === "scalar") {
    const [sourceLanguage] = Object.keys(given.anyOf.find((option) => option.properties).properties);
    checkValue(schema, given, { [sourceLanguage]: value }, path, found);
  } else if (Array.isArray(value)) {
    value.forEach((item, number) => rule.items && checkValue(schema, rule.items, item, [...path, number], found));
  } else if (typeof value === "object") {
    checkGroup(schema, rule, value, path, found);
  } else {
    const problem = checkText(rule, value, path);
    if (problem) found.push({ path, remedy: "", ...problem, values: { key: keyOf(path), ...problem.values } });
  }
};

const checkGroup = (schema, rule, value, path, found) => {
  const codes = schema["x-codes"];
  for (const [key, inner] of Object.entries(rule.properties || {})) {
    if (Object.hasOwn(value, key)) checkValue(schema, inner, value[key], [...path, key], found);
    else if ((rule.required || []).includes(key)) {
      found.push({ path: [...path, key], code: codes.required, remedy: "", values: { key, example: "" } });
    }
  }
};

const keyOf = (path) => [...path].reverse().find((step) => typeof step === "string") || "";
const clipped = (text) => (lengthOf(text) <= MOST_QUOTED ? text : `${[...text].slice(0, MOST_QUOTED).join("")}…`);

const checkText = (rule, text, path) => {
  const value = clipped(text);
  const code = rule["x-code"];
  if (rule.enum) return rule.enum.map(String).includes(text) ? null : notListed(rule, value);
  if (rule.type === "integer" || rule.type === "number") return checkNumber(rule, text);
  const refined = REFINEMENTS[code]?.(text, rule);
  if (refined) return refined;
  if (rule.pattern && !new RegExp(rule.pattern).test(text)) {
    return { code: code || "bad-pattern", remedy: rule["x-remedy"] || "", values: { value, language: value, pattern: rule.pattern }, ...slip(code, text, rule) };
  }
  if (rule.maxLength && lengthOf(text) > rule.maxLength) {
    return code === "bad-address" ? { code, values: { value } }
      : { code: "too-long", values: { length: String(lengthOf(text)), limit: String(rule.maxLength) } };
  }
  return null;
};

const notListed = (rule, value) => {
  const code = rule["x-code"] || "not-a-choice";
  const variant = code === "not-a-flag" ? "" : `${code}/list`;
  return { code, remedy: variant, values: { value, known: rule.enum.join(", ") } };
};

const DECIMAL = /^[+-]?[0-9]{1,9}(?:\.[0-9]{1,20})?$/;
const WHOLE = /^[0-9]{1,9}$/;

const checkNumber = (rule, text) => {
  const value = clipped(text);
  if (!(rule.type === "integer" ? WHOLE : DECIMAL).test(text)) {
    return { code: rule["x-code"], remedy: rule["x-remedy"] || "", values: { value }, ...slip(rule["x-code"], text) };
  }
  const number = Number(text);
  const { minimum: least, maximum: most } = rule;
  if (most === undefined && number < least) return { code: "number-too-small", values: { value, least: String(least) } };
  if (number < least || number > most) {
    return { code: "number-out-of-range", values: { value, least: String(least), most: String(most) } };
  }
  return null;
};

/* Slips of the pen with one likely meaning: code → text → the repaired text, or null. */
const SLIPS = {
  "bad-address": (text) => (/^(www\.)?[\p{L}\p{N}_-]+(\.[\p{L}\p{N}_-]+)+(\/\S*)?$/u.test(text) ? `https://${text}` : null),
  "not-a-number": (text) => {
    const repaired = text.replaceAll(",", ".").replace(/[°NSEWKGDB ]+$/, "");
    return DECIMAL.test(repaired) ? repaired : null;
  },
  "bad-date": (text, rule) => {
    const clock = "(?:[ T]+([0-9]{1,2})[.:]([0-9]{2}))?$";
    const [, last, middle, first, ...time] = new RegExp(`^([0-9]{1,2})[./-]([0-9]{1,2})[./-]([0-9]{4})${clock}`).exec(text) || [];
    const [, year, month, day, ...clockTime] = new RegExp(`^([0-9]{4})[./-]([0-9]{1,2})[./-]([0-9]{1,2})${clock}`).exec(text)
      || [null, first, middle, last, ...time];
    if (!year) return null;
    const padded = (part) => part.padStart(2, "0");
    const written = `${year}-${padded(month)}-${padded(day)}`;
    const [hour, minute] = clockTime;
    if (!isDay(written) || !isInYears(year, rule) || hour > 23 || minute > 59) return null;
    return hour && rule["x-remedy"] === "bad-date/moment" ? `${written} ${padded(hour)}:${minute}` : written;
  },
};

const isInYears = (year, { "x-years": [first, last] = [1, 9999] }) => year >= first && year <= last;

const slip = (code, text, rule) => {
  const repaired = SLIPS[code] ? SLIPS[code](text, rule) : null;
  return repaired === null ? {} : { remedy: `${code}/repaired`, repaired, values: { value: clipped(text), repaired } };
};

const isDay = (text) => {
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
};

/* What is written right and still cannot be: code → text → the problem, or null. */
const REFINEMENTS = {
  "bad-date": (text, rule) => {
    const [, day, hour, minute] = /^([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[ T]([0-9]{2}):([0-9]{2}))?/.exec(text) || [];
    if (!day) return null;
    if (!isDay(day)) return { code: "no-such-day", values: { value: day } };
    if (!isInYears(day.slice(0, 4), rule)) {
      const [least, most] = rule["x-years"].map(String);
      return { code: "number-out-of-range", values: { value: String(Number(day.slice(0, 4))), least, most } };
    }
    return hour > 23 || minute > 59 ? { code: "no-such-time", values: { value: `${hour}:${minute}` } } : null;
  },
  "bad-ages": (text) => {
    const [, least, most] = /^([0-9]{1,3}) ?[-–] ?([0-9]{1,3})$/.exec(text)?.map(Number) || [];
    if (most < least) {
      const repaired = `${most}-${least}`;
      return { code: "bad-ages", remedy: "bad-ages/repaired", repaired, values: { value: text, repaired } };
    }
    return most > 120 ? { code: "bad-ages", values: { value: text } } : null;
  },
};
