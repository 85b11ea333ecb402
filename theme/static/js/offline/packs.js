/* A district taken along: all its pages, fetched by the page itself, so that it can say how far it is.
   The list of a pack's pages is laid in last: a pack without it was interrupted, and goes. */

const AT_ONCE = 4; // requests on their way together

/** The pack of a district in a language; `list` is the address of its list. */
export const packOf = (shelf, base, language, { id, list }) => {
  const name = shelf.names.pack(language, id);
  const marker = new URL(list, location.href).href;

  const kept = async () => {
    if (!(await caches.has(name))) return null;
    const mark = await (await caches.open(name)).match(marker);
    if (mark) return { on: mark.headers.get(shelf.heading.on) };
    await caches.delete(name);
    return null;
  };

  /** Fetch all of it; `tell(done, all)` hears of each page. Rejects when one is missing. */
  const keep = async (tell) => {
    const before = await kept();
    try {
      const answer = await fetch(list, { cache: "no-cache" });
      if (!answer.ok) throw new Error(list);
      const { pages } = await answer.json();
      const cache = await caches.open(name);
      const waiting = [...pages];
      let done = 0;
      let failed = false;
      const fetchNext = async () => {
        while (waiting.length) {
          const url = new URL(base + waiting.shift(), location.href).href;
          const page = await fetch(url, { cache: "no-cache" });
          if (!shelf.isPage(page)) throw new Error(url);
          if (failed) return;
          await cache.put(url, await shelf.copyOf(await page.text(), new Date()));
          tell(done += 1, pages.length);
        }
      };
      // All have stopped before it is told: what came later would count on, and a retry would meet it.
      const ends = await Promise.allSettled(Array.from({ length: AT_ONCE }, () => fetchNext().catch((reason) => {
        failed = true;
        waiting.length = 0;
        throw reason;
      })));
      const broken = ends.find(({ status }) => status === "rejected");
      if (broken) throw broken.reason;
      const wanted = new Set(pages.map((address) => new URL(base + address, location.href).href));
      for (const { url } of await cache.keys()) if (!wanted.has(url)) await cache.delete(url);
      await cache.put(marker, await shelf.copyOf("", new Date()));
      await forgetTwins(wanted);
    } catch (trouble) {
      if (!before) await caches.delete(name);
      throw trouble;
    }
  };

  /** What is in a pack need not lie with the visited pages, too. */
  const forgetTwins = async (wanted) => {
    const cache = await caches.open(shelf.names.pages);
    for (const url of wanted) await cache.delete(url);
  };

  const remove = () => caches.delete(name);

  return { name, marker, kept, keep, remove };
};
