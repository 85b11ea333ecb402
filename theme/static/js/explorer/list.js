/* The list beside the map: by district and name, or in an order that is handed in. It shows some
   places at a time; a city's rows that stand in the page are used again, others are made when shown. */

const PAGE = 40;

/** `root` holds the list; `names` knows the places' names, `words` how things are called. `added`
    is told of each row that is made or found, once. */
export const placeList = (root, roll, names, words, added) => {
  const rows = new Map();
  const shelf = root.querySelector("[data-rows]");
  const more = root.querySelector("[data-more]");
  const blank = root.querySelector("[data-blank-row]");
  const standing = [...shelf.querySelectorAll("[data-place]")];
  for (const row of standing) {
    rows.set(Number(row.dataset.at), row);
    added(row, Number(row.dataset.at));
  }
  const page = standing.length ? roll.count : PAGE;
  const headings = new Map();
  for (const group of shelf.querySelectorAll("[data-group]")) headings.set(group.dataset.group, group.querySelector("h3"));
  const compare = new Intl.Collator(words.language).compare;
  let turn = 0;

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

  /** Put the next places of `order` on the shelf, and say whether there are more. */
  const fill = async (order, flat, mine) => {
    const piece = [];
    while (piece.length < page) {
      const { value, done } = await order.next();
      if (mine !== turn) return null;
      if (done) break;
      piece.push(value);
    }
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
    return piece;
  };

  return {
    rowOf: (place) => rows.get(place),
    /** Show these places: in the given order when `flat`, otherwise by district and name. `dress` is
        told of each row as it is shown. */
    async show(places, { flat, dress }) {
      turn += 1;
      const mine = turn;
      const source = (flat ? inOrder : byDistrict)(places);
      // Until the first names are here the list from before stays.
      let first = await source.next();
      if (mine !== turn) return;
      const order = {
        next: async () => {
          const given = first ?? await source.next();
          first = null;
          return given;
        },
      };
      shelf.replaceChildren();
      let left = places.length;
      const next = async (focus) => {
        const keep = shelf.childElementCount;
        const piece = await fill(order, flat, mine);
        if (!piece) return;
        left -= piece.length;
        for (const place of piece) dress(rows.get(place), place);
        more.hidden = left <= 0;
        if (left > 0) more.textContent = words.plural(words.more, left);
        if (focus && keep) rows.get(piece[0])?.querySelector("a").focus();
      };
      more.onclick = () => next(true);
      await next(false);
    },
  };
};
