/* Names, ids and addresses of places. A small city's whole list stands in the page and has them; a
   large city's come in files of some neighbours each, when they are shown. */

/** Names from the rows of the page's own list. */
export const namesOfRows = (rows) => {
  const known = [];
  for (const row of rows) {
    const link = row.querySelector("[data-name]");
    known[Number(row.dataset.at)] = {
      name: link.textContent.trim(), id: row.dataset.place, lang: link.querySelector("[lang]")?.lang ?? "",
    };
  }
  const at = new Map(known.map(({ id }, place) => [id, place]));
  return { of: (place) => known[place], fetch: async () => {}, find: async (id) => at.get(id) ?? -1 };
};

/** Names from files of `together` places in `folder`. `look` finds likely places of an id. */
export const namesOfFiles = (folder, together, look) => {
  const known = [];
  const files = new Map();
  const read = async (file) => {
    const answer = await fetch(`${folder}/names-${file}.json`);
    if (!answer.ok) throw new Error(answer.statusText);
    const { names, ids, in: spoken } = await answer.json();
    names.forEach((name, row) => { known[file * together + row] = { name, id: ids[row], lang: "" }; });
    for (const [lang, rows] of Object.entries(spoken)) {
      for (const row of rows) known[file * together + row].lang = lang;
    }
  };
  const names = {
    of: (place) => known[place],
    /** Resolves when the names of these places are known; fails without a connection. */
    fetch: async (places) => {
      const needed = new Set(places.filter((place) => !known[place]).map((place) => Math.floor(place / together)));
      await Promise.all([...needed].map((file) => {
        if (!files.has(file)) files.set(file, read(file).catch((reason) => { files.delete(file); throw reason; }));
        return files.get(file);
      }));
    },
    /** The place with this id, or -1. The search knows where: it has the words of ids. */
    find: async (id) => {
      const here = known.findIndex((one) => one?.id === id);
      if (here >= 0) return here;
      const likely = await look(id.replaceAll("-", " "));
      await names.fetch(likely);
      return likely.find((place) => known[place].id === id) ?? -1;
    },
  };
  return names;
};
