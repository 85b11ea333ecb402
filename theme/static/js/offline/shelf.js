/* What is kept on a device for when there is no network, and how much of it: the shelf.
   The worker and the pages share this file, so it is a plain script. Nothing in it runs, and nothing
   is kept, before a visitor has switched keeping on. */
"use strict";
self.learningCityShelf = (base, limits) => {
  // One origin may hold several sites (organisation.example/one/, /two/): ours are told by the path.
  const prefix = `learning-city ${base} `;
  const pages = `${prefix}pages`;
  const packs = `${prefix}pack `;
  const heading = { on: "x-kept-on", title: "x-kept-title", bytes: "x-kept-bytes", digest: "x-kept-digest" };

  let closed = false; // while everything is taken away, nothing new is laid in
  const atHand = new Set(); // pages that are being laid in

  const names = {
    pages,
    assets: (stamp) => `${prefix}assets ${stamp}`,
    set: (stamp) => `${prefix}set ${stamp}`,
    pack: (language, district) => `${packs}${language} ${district}`,
  };

  /** The names of all our caches; those of other sites on this origin are not ours. */
  const ours = async () => (await caches.keys()).filter((name) => name.startsWith(prefix));

  /** What a cache holds, or undefined. Looking must not make the cache: it may just have been taken away. */
  const inCache = (name, url) => caches.match(url, { cacheName: name });

  /** The address that a page is kept under: what stands behind ? or # is the page's own business. */
  const keyOf = (url) => {
    const { origin, pathname } = new URL(url);
    return origin + pathname;
  };

  /** The first 16 letters of a text's or a file's SHA-256, as the build writes them. */
  const digestOf = async (content) => {
    const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
    const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    return [...hash.slice(0, 8)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  };

  const letters = { "&lt;": "<", "&gt;": ">", "&#34;": '"', "&#39;": "'", "&quot;": '"', "&amp;": "&" };
  const leadsOn = /<meta http-equiv="refresh"/; // a former address, not a page
  const titleOf = (html) => {
    const found = /<title>([^<]*)<\/title>/.exec(html);
    return found ? found[1].replace(/&(?:lt|gt|#34|#39|quot|amp);/g, (one) => letters[one]) : "";
  };

  /** A page as it is laid on the shelf: its bytes, and what the list of kept pages says of it. */
  const copyOf = async (html, now) => {
    const bytes = new TextEncoder().encode(html);
    return new Response(bytes, {
      headers: {
        "content-type": "text/html; charset=utf-8",
        [heading.on]: now.toISOString(),
        [heading.title]: encodeURIComponent(titleOf(html)),
        [heading.bytes]: String(bytes.length),
        [heading.digest]: await digestOf(bytes),
      },
    });
  };

  /** Whether an answer is a page that may be kept. */
  const isPage = (answer) => answer.status === 200 && answer.type === "basic"
    && (answer.headers.get("content-type") || "").startsWith("text/html");

  /** Caches that hold pages, a visitor's own first. */
  const pageCaches = async () => [pages, ...(await ours()).filter((name) => name.startsWith(packs)).sort()];

  /** The kept copy of a page, or undefined. */
  const pageAt = async (url) => {
    for (const name of await pageCaches()) {
      const found = await inCache(name, keyOf(url));
      if (found) return found;
    }
    return undefined;
  };

  /** Lay a page on the shelf: where it lies already, else with the visited pages. */
  const keepPage = async (url, html, now) => {
    if (closed || html.length > limits.page || leadsOn.test(html)) return;
    const laid = layIn(keyOf(url), html, now);
    atHand.add(laid);
    await laid.finally(() => atHand.delete(laid));
  };

  const layIn = async (key, html, now) => {
    for (const name of await pageCaches()) {
      if (name === pages || !(await inCache(name, key))) continue;
      await (await caches.open(name)).put(key, await copyOf(html, now));
      return;
    }
    const cache = await caches.open(pages);
    await cache.delete(key); // so that it comes last: a cache lists in the order of laying in
    await cache.put(key, await copyOf(html, now));
    await makeRoom(cache);
  };

  /** Take the oldest visited pages away until the others are within the limits. */
  const makeRoom = async (cache) => {
    const [keys, copies] = await Promise.all([cache.keys(), cache.matchAll()]);
    let bytes = 0;
    for (let number = keys.length - 1; number >= 0; number -= 1) {
      bytes += Number(copies[number].headers.get(heading.bytes));
      if (keys.length - number > limits.pages || bytes > limits.bytes) await cache.delete(keys[number]);
    }
  };

  /** A page that is gone from the site is gone from the shelf too. */
  const dropPage = async (url) => {
    for (const name of await pageCaches()) {
      if (await caches.has(name)) await (await caches.open(name)).delete(keyOf(url));
    }
  };

  /** Everything in a cache of pages, the newest first: address, title, day and bytes. */
  const listOf = async (name) => {
    if (!(await caches.has(name))) return [];
    const cache = await caches.open(name);
    const [keys, copies] = await Promise.all([cache.keys(), cache.matchAll()]);
    return keys.map((key, number) => {
      const told = copies[number].headers;
      return {
        url: key.url,
        title: decodeURIComponent(told.get(heading.title) || ""),
        on: told.get(heading.on),
        bytes: Number(told.get(heading.bytes)),
      };
    }).reverse();
  };

  /** Do something while no other page of ours looks through the caches or takes them away: looking into
      a cache that has just been taken away would make it anew. */
  const alone = (act) => (navigator.locks ? navigator.locks.request(prefix, act) : act());

  /** Everything away, what is just being laid in included. */
  const forget = async () => {
    await Promise.allSettled(atHand);
    for (const name of await ours()) await caches.delete(name);
  };

  const close = () => { closed = true; };
  const open = () => { closed = false; };

  return {
    close, open, heading, names, ours, inCache, keyOf, digestOf, copyOf, isPage, pageAt, keepPage, dropPage, listOf, alone, forget,
  };
};
