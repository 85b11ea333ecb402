/* The roll: all places as columns of numbers, read from what `outputs/explorer_data.py` writes. A
   place is a number here; its name and id come from elsewhere, when they are shown. */

const BASE = 91;

/** A letter of a column as a number: `#` to `~` without the backslash (`outputs/columns.py`). */
const digit = (text, at) => {
  const code = text.charCodeAt(at) - 35;
  return code > 57 ? code - 1 : code;
};

/** A column of values: the value of each place is `values[at[place]]`. */
export const readTable = ({ values, low, high }) => {
  const at = new Uint16Array(low.length);
  for (let place = 0; place < at.length; place += 1) {
    at[place] = digit(low, place) + (high ? BASE * digit(high, place) : 0);
  }
  return { values, at };
};

/** A column of whole numbers that were written as steps. */
export const readSteps = ({ start, low, high, far }) => {
  const numbers = new Int32Array(low.length);
  let number = start;
  let exception = 0;
  for (let place = 0; place < numbers.length; place += 1) {
    const upper = digit(high, place);
    if (upper === BASE - 1) {
      number += far[exception];
      exception += 1;
    } else {
      const folded = BASE * upper + digit(low, place);
      number += folded & 1 ? -(folded + 1) / 2 : folded / 2;
    }
    numbers[place] = number;
  }
  return numbers;
};

/** One number for each place, worked out once for each value. */
const column = (table, Kind, of) => {
  const { values, at } = readTable(table);
  const known = values.map(of);
  const numbers = new Kind(at.length);
  for (let place = 0; place < at.length; place += 1) numbers[place] = known[at[place]];
  return numbers;
};

const DEGREE = 1e5;

/** Latitude and longitude in degrees as a point of the world's square, 0 to 1 (Web Mercator). */
export const project = (lat, lon) => {
  const sine = Math.sin(lat * Math.PI / 180);
  return [lon / 360 + 0.5, 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)];
};

/** The columns of the core file that the first markers need. */
export const beginRoll = (core) => {
  const { count } = core;
  const lat = readSteps(core.lat);
  const lon = readSteps(core.lon);
  const x = new Float64Array(count);
  const y = new Float64Array(count);
  for (let place = 0; place < count; place += 1) {
    [x[place], y[place]] = project(lat[place] / DEGREE, lon[place] / DEGREE);
  }
  const district = new Uint16Array(count);
  let first = 0;
  core.districts.forEach(([, places], number) => {
    district.fill(number, first, first + places);
    first += places;
  });
  const kinds = core.kind.values;
  return {
    count,
    x,
    y,
    district,
    districts: core.districts.map(([id]) => id),
    kind: column(core.kind, Uint8Array, (kind) => kinds.indexOf(kind)),
    kinds,
    themes: core.themes,
    firstTheme: column(core.theme, Uint8Array, ([one]) => one),
    /** Where a place is, in WGS84 degrees. */
    pointOf: (place) => [lat[place] / DEGREE, lon[place] / DEGREE],
    /** The south-western and the north-eastern corner around some places. */
    cornersOf(places) {
      let [south, west, north, east] = [Infinity, Infinity, -Infinity, -Infinity];
      for (const place of places) {
        south = Math.min(south, lat[place]);
        north = Math.max(north, lat[place]);
        west = Math.min(west, lon[place]);
        east = Math.max(east, lon[place]);
      }
      return [[south / DEGREE, west / DEGREE], [north / DEGREE, east / DEGREE]];
    },
  };
};

/** All columns: what only questions need of the core file, and those of the facets file. */
export const readRoll = (core, facets, begun = beginRoll(core)) => Object.assign(begun, {
  theme: column(core.theme, Uint32Array, (all) => all.reduce((bits, one) => bits | (1 << one), 0)),
  audiences: facets.audiences,
  audience: column(facets.audience, Uint32Array, (bits) => bits),
  free: column(facets.cost, Uint8Array, (cost) => cost === "free"),
  /** What going in costs is not known. */
  unpriced: column(facets.cost, Uint8Array, (cost) => cost === "unknown"),
  stations: column(facets.stations, Uint8Array, (number) => number),
  ages: column(facets.ages, Uint32Array, (bits) => bits),
});

/** What the filters file adds. `access`: the names of the answers, and for each place a bit of those
    that are yes or partly (`usable`) and of those that are no (`refused`); neither is unknown.
    `opening`: the rules of hours, and the `rule` of each place, -1 where its hours are unknown.
    `days`: the places with something on, each with its day numbers from `from`. */
export const readAnswers = (filters) => {
  const names = Object.keys(filters.access);
  const count = Object.values(filters.access)[0]?.low.length ?? 0;
  const access = { names, usable: new Uint16Array(count), refused: new Uint16Array(count) };
  names.forEach((name, number) => {
    const { values, at } = readTable(filters.access[name]);
    const [usable, refused] = [1, 2].map((answer) => values.map((value) => (value === answer ? 1 << number : 0)));
    for (let place = 0; place < count; place += 1) {
      access.usable[place] |= usable[at[place]];
      access.refused[place] |= refused[at[place]];
    }
  });
  const { at: rules, ...opening } = filters.opening;
  return { access, opening: { ...opening, rule: column(rules, Int16Array, (rule) => rule) }, from: filters.from, days: new Map(filters.days.map(([place, ...days]) => [place, days])) };
};

/** The transit stops that distances can be told from. */
export const readStops = (stops) => stops.map(([mode, name, north, east]) => (
  { id: `${mode}:${name}`, mode, name, point: [north / DEGREE, east / DEGREE] }));
