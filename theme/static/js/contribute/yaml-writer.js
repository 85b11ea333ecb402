/* Data becomes YAML, and a file is changed line by line: the twin of `source/yaml_writer.py`, whose
   docstring has the rules. Both are tested with the same table, `tests/source/yaml_examples.json`. */

const INLINE_KEYS = new Set(["location", "repeat"]);
const INLINE_ITEM_KEYS = new Set(["materials", "transit"]);

const DROPPED = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\u202a-\u202e\u2066-\u2069\p{Cs}]/gu;
const PLAIN_KEY = /^[A-Za-z][A-Za-z0-9_-]*$/;
const DECIMAL = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?$/;
const OTHER_NUMBER = /^(?:0o[0-7]+|0x[0-9A-Fa-f]+|[0-9]+(?:\.[0-9]*)?(?:[eE][-+]?[0-9]+)?)$/;
const SAFE_START = /^[A-Za-z0-9\u{80}-\u{10ffff}]/u;
const UNSAFE = /: |:$| #|\t/;
const UNSAFE_INLINE = /[,[\]{}:#]/;

const isMapping = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

/** The whole file. With `schema`, its first line tells editors where the JSON Schema is. */
export const toYaml = (data, order = [], schema = "") => {
  const lines = schema ? [schemaLine(schema)] : [];
  const kept = keptMapping(data);
  for (const key of ordered(kept, order)) lines.push(...entry(key, kept[key], 0));
  return lines.map((line) => `${line}\n`).join("");
};

/** The comment by which editors with a YAML language server find the schema. */
export const schemaLine = (schema) => `# yaml-language-server: $schema=${schema}`;

/** Where `schema/<kind>.schema.json` is, seen from the file `path`. */
export const schemaAddress = (path, kind) =>
  `${"../".repeat(path.split("/").length - 1)}schema/${kind}.schema.json`;

/** The text as a file may hold it. */
export const cleanText = (text) => text.replace(/\r\n?/g, "\n").replace(DROPPED, "").trim();

/** The value with its scalars as texts and whatever is empty left out; null when nothing is left. */
export const keptValue = (value) => {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) {
    const items = value.map(keptValue).filter((item) => item !== null);
    return items.length ? items : null;
  }
  if (isMapping(value)) {
    const mapping = keptMapping(value);
    return Object.keys(mapping).length ? mapping : null;
  }
  return cleanText(asText(value)) || null;
};

const keptMapping = (value) => Object.fromEntries(
  Object.entries(value).map(([key, item]) => [key, keptValue(item)]).filter(([, item]) => item !== null));

const asText = (value) => {
  if (typeof value === "string") return value;
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "number" && Number.isFinite(value)) return withoutExponent(value);
  throw new TypeError(`no YAML for ${typeof value}`);
};

const withoutExponent = (number) => {
  const [digits, exponent] = String(number).split("e");
  if (exponent === undefined) return digits;
  const [, sign, whole, fraction = ""] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(digits);
  const point = whole.length + Number(exponent);
  const all = whole + fraction;
  if (point <= 0) return `${sign}0.${"0".repeat(-point)}${all}`;
  return sign + (all.length <= point ? all.padEnd(point, "0") : `${all.slice(0, point)}.${all.slice(point)}`);
};

const ordered = (data, order) => [
  ...order.filter((key) => Object.hasOwn(data, key)),
  ...Object.keys(data).filter((key) => !order.includes(key)),
];

/* Lines */

const entry = (key, value, indent) => {
  const start = `${" ".repeat(indent)}${keyText(key)}:`;
  if (INLINE_KEYS.has(key) || isShort(value)) return [`${start} ${inline(value)}`];
  if (typeof value === "string") return textLines(start, value, indent);
  return [start, ...block(value, indent + 2, key)];
};

const block = (value, indent, key = "") => Array.isArray(value)
  ? value.flatMap((one) => item(one, indent, key))
  : Object.entries(value).flatMap(([name, inner]) => entry(name, inner, indent));

const item = (value, indent, key) => {
  const dash = `${" ".repeat(indent)}-`;
  if (isShort(value) || (INLINE_ITEM_KEYS.has(key) && typeof value !== "string")) return [`${dash} ${inline(value)}`];
  if (typeof value === "string") return textLines(dash, value, indent);
  const [first, ...others] = block(value, indent + 2);
  return [`${dash} ${first.replace(/^ +/, "")}`, ...others];
};

const textLines = (start, text, indent) => {
  if (!text.includes("\n")) return [`${start} ${isPlain(text) ? text : quoted(text)}`];
  const margin = " ".repeat(indent + 2);
  return [`${start} |`, ...text.split("\n").map((line) => (line ? margin + line : ""))];
};

const isShort = (value) => Array.isArray(value) && value.every(isWord);
const isWord = (value) => typeof value === "string" && !value.includes(" ") && isPlainInline(value);

const inline = (value) => {
  if (Array.isArray(value)) return `[${value.map(inline).join(", ")}]`;
  if (isMapping(value)) {
    return `{${Object.entries(value).map(([key, inner]) => `${keyText(key)}: ${inline(inner)}`).join(", ")}}`;
  }
  return isPlainInline(value) ? value : quoted(value);
};

const keyText = (key) => (PLAIN_KEY.test(key) ? key : quoted(cleanText(key)));

const isPlain = (text) => DECIMAL.test(text) || (
  SAFE_START.test(text) && !UNSAFE.test(text) && !text.includes("\n")
  && text.toLowerCase() !== "null" && !OTHER_NUMBER.test(text));

const isPlainInline = (text) => isPlain(text) && !UNSAFE_INLINE.test(text);

const quoted = (text) =>
  `"${text.replace(/\\/g, "\\\\").replace(/"/g, '\\"').replace(/\t/g, "\\t").replace(/\n/g, "\\n")}"`;

/* Changing a file */

const KEY_LINE = /^(?:([A-Za-z0-9_-]+)|"([^"\\]+)"|'([^']+)') *:(?= |$)/;

/** The file with whole top-level keys changed (null removes) and nothing else touched.

    With `before`, the values that the file holds now, a key that already says the same keeps its
    bytes, and within a changed key every line that says what it said keeps its own. */
export const editYaml = (text, changes, order = [], before = null) => {
  const mark = text.startsWith("\ufeff") ? "\ufeff" : "";
  const end = text.includes("\r\n") ? "\r\n" : "\n";
  const lines = text.slice(mark.length).split(end);
  if (lines.at(-1) === "") lines.pop();
  for (const [key, given] of Object.entries(changes)) {
    const value = keptValue(given);
    const old = before && keptValue(before[key]);
    if (before && same(value, old)) continue;
    const found = spans(lines);
    if (found.has(key)) {
      const [first, last] = found.get(key);
      const written = value === null ? [] : entry(key, value, 0);
      if (written.length === 1 && last - first === 1) written[0] += trailingComment(lines[first]);
      const kept = old === null ? written : withOldLines(lines.slice(first, last), entry(key, old, 0), written);
      lines.splice(first, last - first, ...kept);
    } else if (value !== null) {
      lines.splice(placeFor(key, found, order, lines.length), 0, ...entry(key, value, 0));
    }
  }
  return mark + lines.map((line) => line + end).join("");
};

/** Whether two kept values say the same. */
export const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

const spans = (lines) => {
  const starts = lines.flatMap((line, number) => {
    const match = KEY_LINE.exec(line);
    return match ? [[match[1] || match[2] || match[3], number]] : [];
  });
  const found = new Map();
  starts.forEach(([key, first], index) => {
    let last = index + 1 < starts.length ? starts[index + 1][1] : lines.length;
    while (last > first + 1 && (!lines[last - 1].trim() || lines[last - 1][0] === "#")) last -= 1;
    found.set(key, [first, last]);
  });
  return found;
};

const placeFor = (key, found, order, end) => {
  if (!order.includes(key) || !found.size) return found.size ? Math.max(...[...found.values()].map(([, last]) => last)) : end;
  for (const earlier of order.slice(0, order.indexOf(key)).reverse()) {
    if (found.has(earlier)) return found.get(earlier)[1];
  }
  return Math.min(...[...found.values()].map(([first]) => first));
};

const trailingComment = (line) => {
  let quote = "";
  let previous = "";
  for (let position = 0; position < line.length; position += 1) {
    const letter = line[position];
    if (quote) {
      if (letter === "\\" && quote === '"') position += 1;
      else if (letter === quote) quote = "";
    } else if ((letter === '"' || letter === "'") && " [{,:".includes(previous)) {
      quote = letter;
    } else if (letter === "#" && (previous === " " || previous === "\t")) {
      return line.slice(line.slice(0, position).replace(/[ \t]+$/, "").length);
    }
    previous = letter;
  }
  return "";
};

const LINE_START = /^ *(?:- )*(?:[A-Za-z0-9_-]+:(?= |$))?/;

/** The new lines, with the file's own line (and the comments above it) wherever one says what it
    said before.

    Only when the file breaks its lines as we would: then its n-th line is the n-th of ours. */
const withOldLines = (lines, oldWritten, written) => {
  const own = withTheirComments(lines, oldWritten.length);
  const alike = own.length === oldWritten.length
    && own.every((one, number) => LINE_START.exec(one.at(-1))[0] === LINE_START.exec(oldWritten[number])[0]);
  if (!alike) return written;
  const common = Array.from({ length: oldWritten.length + 1 }, () => new Array(written.length + 1).fill(0));
  for (let i = oldWritten.length - 1; i >= 0; i -= 1) {
    for (let j = written.length - 1; j >= 0; j -= 1) {
      common[i][j] = oldWritten[i] === written[j] ? common[i + 1][j + 1] + 1 : Math.max(common[i + 1][j], common[i][j + 1]);
    }
  }
  const result = written.map((line) => [line]);
  for (let i = 0, j = 0; i < oldWritten.length && j < written.length;) {
    if (oldWritten[i] === written[j]) {
      result[j] = own[i];
      i += 1;
      j += 1;
    } else if (common[i + 1][j] >= common[i][j + 1]) i += 1;
    else j += 1;
  }
  return result.flat();
};

/** Each line with the comment lines above it, when setting those aside leaves `count` lines. */
const withTheirComments = (lines, count) => {
  if (lines.length === count) return lines.map((line) => [line]);
  const groups = [[]];
  for (const line of lines) {
    groups.at(-1).push(line);
    if (line.trim() && !line.trim().startsWith("#")) groups.push([]);
  }
  return groups.pop().length ? [] : groups;
};
