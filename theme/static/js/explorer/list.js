/* The list beside the map: by district and name, or in an order that is handed in. It shows some
   places at a time; a city's rows that stand in the page are used again, others are made when shown. */

import { compare } from "./language.js";
import { breath, painted } from "./start.js";

const PAGE = 40;
/** The least height of a row, in pixels; the fewest rows that come at once, and how many of the others
    are made before the browser may listen again. */
const [ROW, AT_ONCE, TOGETHER] = [56, 4, 12];

/** `root` holds the list; `names` knows the places' names, `words` how things are called. `added`
    is told of each row that is made or found, once. */
export const placeList = (root, roll, names, words, added) => {
  const rows = new Map();
  const shelf = root.querySelector("[data-rows]");
  const more = root.querySelector("[data-more]");
  const blank = root.querySelector("[data-blank-row]");
  const trouble = root.querySelector("[data-list-trouble]");
  const standing = [...shelf.querySelectorAll("[data-place]")];
  for (const row of standing) {
    rows.set(Number(row.dataset.at), row);
    added(row, Number(row.dataset.at));
  }
  const [page, together] = standing.length ? [roll.count, roll.count] : [PAGE, TOGETHER];
  const headings = new Map();
  for (const group of shelf.querySelectorAll("[data-group]")) headings.set(group.dataset.group, group.querySelector("h3"));
  let turn = 0;
  // How far the window reaches into the list, in pixels. It is measured when the page is laid out
  // anyway: in the middle of a change the browser would lay it out for the answer.
  let reach = 0;
  const measure = () => { reach = innerHeight - shelf.getBoundingClientRect().top; };
  addEventListener("scroll", measure, { passive: true });
  new IntersectionObserver((seen) => { reach = innerHeight - seen.at(-1).boundingClientRect.top; }).observe(shelf);

  const made = (place) => {
    const { name, id, lang } = names.of(place);
    const row = blank.content.firstElementChild.cloneNode(true);
    const kind = words.kinds[roll.kinds[roll.kind[place]]];
    row.dataset.place = id;
    row.dataset.at = place;
    row.querySelector("use").setAttribute("href", `${words.icons}#${kind.icon}`);
    const link = row.querySelector("[data-name]");
    link.href = words.place.replace("__", id);
    link.textContent = name;
    if (lang) link.lang = lang;
    row.querySelector("[data-kind]").textContent = kind.label;
    added(row, place);
    return row;
  };
  const rowOf = (place) => {
    if (!rows.has(place)) rows.set(place, made(place));
    return rows.get(place);
  };

  const section = (district) => {
    const made = document.createElement("section");
    made.className = "explorer__group";
    made.dataset.group = district;
    made.setAttribute("aria-labelledby", `map-${district}`);
    if (!headings.has(district)) {
      const heading = document.createElement("h3");
      heading.className = "explorer__district";
      heading.id = `map-${district}`;
      const link = document.createElement("a");
      link.href = words.districts[district].href;
      link.textContent = words.districts[district].label;
      heading.append(link);
      headings.set(district, heading);
    }
    const list = document.createElement("ul");
    list.setAttribute("role", "list");
    made.append(headings.get(district), list);
    return made;
  };

  /** Districts in order, each with its places by name; names are fetched district by district. */
  async function* byDistrict(places) {
    const grouped = new Map();
    for (const place of places) {
      const district = roll.district[place];
      if (!grouped.has(district)) grouped.set(district, []);
      grouped.get(district).push(place);
    }
    for (const district of [...grouped.keys()].sort((a, b) => a - b)) {
      const some = grouped.get(district);
      await names.fetch(some);
      yield* some.map((place) => [place, names.of(place).name]).sort((a, b) => compare(a[1], b[1])).map(([place]) => place);
    }
  }
  async function* inOrder(places) {
    for (let first = 0; first < places.length; first += PAGE / 2) {
      const some = places.slice(first, first + PAGE / 2);
      await names.fetch(some);
      yield* some;
    }
  }

  /** Put so many of the next places of `order` on the shelf, on an empty one if `anew`. Tells which, and
      whether the names of the others `failed` to come; null once overtaken. */
  const fill = async (order, flat, mine, size, anew) => {
    const piece = [];
    let failed = false;
    while (piece.length < size) {
      const { value, done } = await order.next().catch(() => { failed = true; return { done: true }; });
      if (mine !== turn) return null;
      if (done) break;
      piece.push(value);
    }
    // Until the first names are here the list from before stays.
    if (anew && (piece.length || !failed)) shelf.replaceChildren();
    let list = flat ? shelf.querySelector(":scope > ul") : null;
    let current = flat ? "" : shelf.lastElementChild?.dataset.group;
    if (!flat) list = shelf.lastElementChild?.querySelector("ul");
    for (const place of piece) {
      const district = flat ? "" : roll.districts[roll.district[place]];
      if (!list || district !== current) {
        if (flat) {
          list = document.createElement("ul");
          list.setAttribute("role", "list");
          shelf.append(list);
        } else {
          const group = section(district);
          list = group.querySelector("ul");
          shelf.append(group);
        }
        current = district;
      }
      list.append(rowOf(place));
    }
    return { piece, failed };
  };

  return {
    rowOf: (place) => rows.get(place),
    /** Show these places: in the given order when `flat`, otherwise by district and name. `dress` is
        told of each row as it is shown. With `later` the browser paints first what else has changed. */
    show(places, { flat, dress, later = false }) {
      turn += 1;
      const mine = turn;
      let order = null;
      let shown = 0;
      /** Go to where the list stands: to its beginning, or on after names that did not come. */
      const begin = async () => {
        const source = (flat ? inOrder : byDistrict)(places);
        let ahead = await source.next();
        for (let past = 0; past < shown; past += 1) ahead = await source.next();
        order = {
          next: async () => {
            const given = ahead ?? await source.next();
            ahead = null;
            return given;
          },
        };
      };
      const put = async (many, atOnce) => {
        const filled = await fill(order, flat, mine, many, !shown);
        for (const place of filled?.piece ?? []) {
          rows.get(place).toggleAttribute("data-at-once", atOnce);
          dress(rows.get(place), place);
        }
        shown += filled?.piece.length ?? 0;
        return filled;
      };
      const tellMore = (left) => {
        more.hidden = left <= 0;
        if (left > 0) more.textContent = words.plural(words.more, left);
      };
      const next = async (focus) => {
        if (!order) await begin();
        if (mine !== turn) return true;
        const many = Math.min(page, places.length - shown);
        tellMore(places.length - shown - many);
        // What can be in the window comes at once, the rest when that has been painted.
        const atOnce = Math.min(many, Math.max(AT_ONCE, Math.ceil(reach / ROW)));
        const filled = await put(atOnce, true);
        if (focus) rows.get(filled?.piece[0])?.querySelector("a").focus();
        if (!filled || filled.failed || many === atOnce) return !filled?.failed;
        await painted();
        measure();
        for (let left = many - atOnce; left > 0; left -= together) {
          if (mine !== turn) return true;
          if ((await put(Math.min(left, together), false))?.failed) return false;
          await breath();
        }
        return true;
      };
      const attempt = async (focus) => {
        root.setAttribute("aria-busy", "true");
        if (later && !focus) await painted();
        if (mine !== turn) return;
        const came = await next(focus).catch(() => false);
        if (mine !== turn) return;
        if (!came) {
          order = null;
          tellMore(places.length - shown);
        }
        trouble.hidden = came;
        root.removeAttribute("aria-busy");
      };
      let running = attempt(false);
      let asked = false;
      more.onclick = () => {
        if (asked) return; // a second tap on a slow line asks for the same rows
        asked = true;
        running = running.then(() => attempt(true)).finally(() => { asked = false; });
      };
    },
  };
};
