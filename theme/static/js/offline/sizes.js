/* How much keeping takes, as the build tells it, and bytes as people read them (1 kB is 1000). */

const told = new Map();

/** What the build says at an address, null where it cannot be had; asked for once. */
export const sizesAt = (address) => {
  if (!told.has(address)) {
    told.set(address, fetch(address).then((answer) => (answer.ok ? answer.json() : null)).catch(() => null));
  }
  return told.get(address);
};

const STEPS = [[1e9, "gigabyte"], [1e6, "megabyte"], [1e3, "kilobyte"]];

export const inBytes = (bytes, language) => {
  const [unit, name] = STEPS.find(([least]) => bytes >= least) || [1e3, "kilobyte"];
  const digits = unit === 1e3 ? 0 : 1;
  return new Intl.NumberFormat(language, {
    style: "unit", unit: name, unitDisplay: "short", maximumFractionDigits: digits,
  }).format(Math.max(bytes / unit, bytes ? 1 / 10 ** digits : 0));
};
