/* Where distances are told from: the visitor's position, the middle of the map, a district's seat, a
   transit stop or a place. The position is asked for at a tap, used in this window, and goes nowhere:
   neither into the address nor to a server. */

import { readStops } from "./roll.js";

/** Along the ground in metres (WGS84 degrees), for distances within a city. */
export const metresBetween = ([lat, lon], [otherLat, otherLon]) => {
  const middle = (lat + otherLat) / 2 * Math.PI / 180;
  // 47 CFR 73.208 (c), as in `city/geography.py`
  const north = 111132.09 - 566.05 * Math.cos(2 * middle) + 1.2 * Math.cos(4 * middle);
  const east = 111415.13 * Math.cos(middle) - 94.55 * Math.cos(3 * middle) + 0.12 * Math.cos(5 * middle);
  return Math.hypot((lat - otherLat) * north, (lon - otherLon) * east);
};

/** Ways are longer than the straight line by about a third; 75 metres a minute are 4.5 km an hour. */
const DETOUR = 1.3;
const METRES_A_MINUTE = 75;
/** Nearer than this one is there; further nobody is told to walk. */
const [STEP, WALK] = [50, 3000];

export const walkingMinutes = (metres) => (metres < STEP || metres > WALK ? null : Math.max(1, Math.round(metres * DETOUR / METRES_A_MINUTE)));

/** "850 m, about 15 minutes on foot", in the page's words. */
export const inWords = (metres, words) => {
  const far = metres < 1000
    ? words.metres.replace("{n}", words.figures(Math.round(metres / 10) * 10))
    : words.kilometres.replace("{n}", words.figures(Math.round(metres / 100) / 10));
  const minutes = walkingMinutes(metres);
  return minutes === null ? far : `${far}, ${words.minutes.replace("{n}", words.figures(minutes))}`;
};

/** The origins of the panel. `set(origin)` hears of a choice: {id, point, label}, or null for none;
    only districts, stops and places have an id, which may stand in an address. */
export const origins = ({ root, words, addresses, middle, set, say }) => {
  const select = root.querySelector("[data-from]");
  const named = new Map();
  const put = (label, some) => {
    if (!some.length) return;
    const group = document.createElement("optgroup");
    group.label = label;
    for (const origin of some) {
      named.set(origin.id, origin);
      group.append(new Option(origin.label, origin.id));
    }
    select.append(group);
  };
  select.append(new Option(words.any.near, ""));
  put(words.near.seats, Object.entries(addresses.seats).filter(([id]) => words.districts[id])
    .map(([id, point]) => ({ id, point, label: words.districts[id].label })));
  const stops = fetch(addresses.stops).then((answer) => answer.json()).then((all) => put(words.near.stops,
    readStops(all).map(({ id, mode, name, point }) => ({ id, point, label: `${name} (${words.modes[mode]})` })))).catch(() => {});
  select.addEventListener("change", () => set(named.get(select.value) ?? null));
  root.querySelector("[data-from-middle]").addEventListener("click", () => {
    select.value = "";
    set({ id: "", point: middle(), label: words.near.middle });
  });
  let turn = 0; // a position that comes after another choice is not wanted any more
  const locate = () => {
    turn += 1;
    const mine = turn;
    say(words.near.looking);
    const refused = () => { if (mine === turn) say(words.near.refused); };
    if (!navigator.geolocation) { refused(); return; }
    navigator.geolocation.getCurrentPosition(({ coords }) => {
      if (mine !== turn) return;
      select.value = "";
      set({ id: "", point: [coords.latitude, coords.longitude], label: words.near.me });
    }, refused, { maximumAge: 60_000, timeout: 15_000 });
  };
  root.querySelector("[data-locate]").addEventListener("click", locate);
  return {
    locate,
    /** The origin with this id, once stops are known; undefined for a place's or an unknown one. */
    byId: async (id) => {
      if (!named.has(id)) await stops;
      return named.get(id);
    },
    show: (id) => {
      turn += 1;
      select.value = named.has(id) ? id : "";
    },
  };
};
