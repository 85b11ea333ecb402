/* How the worker answers. Pages: from the network, from the shelf when that is away or slow, and then
   they say so. Assets: from the shelf, their address says what they are. The map's data: as one set
   with the map's page, so that nothing of one build is ever read with something of another.
   A plain script, loaded by the worker after shelf.js; see plugins/README.md. */
"use strict";
self.learningCityAnswers = (build, shelf, { patience = 3000, now = () => new Date() } = {}) => {
  const { base, languages } = build;
  const origin = self.location.origin;
  const digests = new Map(build.set); // address → digest, of this build
  const setName = shelf.names.set(build.stamp);
  const assetsName = shelf.names.assets(build.assets);
  const shown = new Map(); // client → what it was shown
  const onTheWay = new Map(); // client → the digest of the page that is still awaited
  const slow = Symbol("slow");

  const full = (address) => `${origin}${base}${address}`;
  const addressOf = (url) => new URL(url).pathname.slice(base.length);
  const isPage = (address) => !address || address.endsWith("/");
  const languageOf = (address) => languages.find(({ prefix }) => address.startsWith(prefix));
  const after = (milliseconds) => new Promise((resolve) => { setTimeout(resolve, milliseconds, slow); });

  /** Of a few clients at most: tabs that were closed are not told of. */
  const remember = (map, client, value) => {
    map.set(client, value);
    if (map.size > 50) map.delete(map.keys().next().value);
  };

  // ── Coming and going of builds ──

  /** Fetch what a build needs that no earlier one left here. Rejects when anything is missing. */
  const install = async () => {
    const assets = await caches.open(assetsName);
    await Promise.all(build.names.map(async (name) => {
      const url = full(`assets/${build.assets}/${name}`);
      if (!(await assets.match(url))) await assets.put(url, await fetched(url));
    }));
    const set = await caches.open(setName);
    await Promise.all(build.set.map(async ([address, digest]) => {
      const url = full(address);
      await set.put(url, await keptBefore(url, digest) || await verified(url, digest));
    }));
  };

  /** A whole answer of the server, past the browser's own memory. */
  const fetched = async (url) => {
    const answer = await fetch(url, { cache: "no-cache" });
    if (!answer.ok) throw new Error(`${answer.status} ${url}`);
    return answer;
  };

  const keptBefore = async (url, digest) => {
    for (const name of await shelf.ours()) {
      if (!name.startsWith(shelf.names.set(""))) continue;
      const found = await shelf.inCache(name, url);
      if (found && found.headers.get(shelf.heading.digest) === digest) return found;
    }
    return null;
  };

  /** The file of this very build. While a site is being replaced another one may come: then not now. */
  const verified = async (url, digest) => {
    const answer = await fetched(url);
    const content = await answer.arrayBuffer();
    if (await shelf.digestOf(content) !== digest) throw new Error(`another build: ${url}`);
    if (isPage(addressOf(url))) return shelf.copyOf(new TextDecoder().decode(content), now());
    return new Response(content, {
      headers: {
        "content-type": answer.headers.get("content-type") || "application/json",
        [shelf.heading.on]: now().toISOString(),
        [shelf.heading.bytes]: String(content.byteLength),
        [shelf.heading.digest]: digest,
      },
    });
  };

  /** Take away what earlier builds left. Whether there was one. */
  const activate = async () => {
    const [sets, assets] = [shelf.names.set(""), shelf.names.assets("")];
    const old = (await shelf.ours()).filter((name) => (name.startsWith(sets) && name !== setName)
      || (name.startsWith(assets) && name !== assetsName));
    for (const name of old) await caches.delete(name);
    return old.some((name) => name.startsWith(sets));
  };

  // ── Pages ──

  const keptPage = async (url) => {
    const set = digests.has(addressOf(url)) && await shelf.inCache(setName, shelf.keyOf(url));
    return set || await shelf.pageAt(url) || null;
  };

  /** The network's answer to a visit; `noted` is the digest of its page, which is kept meanwhile. */
  const ask = (event) => {
    const network = (async () => await event.preloadResponse || await fetch(event.request))();
    const noted = network.then((answer) => takeNote(event, answer.clone())).catch(() => null);
    event.waitUntil(noted);
    return { network, noted };
  };

  const takeNote = async ({ request, resultingClientId }, answer) => {
    if (answer.status === 404 || answer.status === 410) await shelf.dropPage(request.url);
    if (!shelf.isPage(answer)) return null;
    const html = answer.text();
    const digest = html.then(shelf.digestOf);
    if (!shown.has(resultingClientId)) remember(shown, resultingClientId, digest);
    await lay(request.url, await html);
    return digest;
  };

  /** What belongs to the set is renewed with the set only. */
  const lay = async (url, html) => {
    if (!digests.has(addressOf(url))) await shelf.keepPage(url, html, now());
  };

  /** What a visitor who opens a page gets. */
  const page = async (event) => {
    const { network, noted } = ask(event);
    const kept = await keptPage(event.request.url).catch(() => null);
    if (!kept) return network.catch(() => sorry(event.request.url));
    const first = await Promise.race([network.catch(() => null), after(patience)]);
    if (first && first !== slow && (first.status < 500 || first.type === "opaqueredirect")) return first;
    const client = event.resultingClientId;
    remember(shown, client, Promise.resolve(kept.headers.get(shelf.heading.digest)));
    if (first === slow) remember(onTheWay, client, noted);
    return withNotice(kept, event.request.url, first === slow ? "slow" : "away");
  };

  const escaped = (text) => text.replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`);

  /** The kept copy with a line above it: that it is one, and of which day. */
  const withNotice = async (kept, url, why) => {
    const { code, words, offline } = languageOf(addressOf(url));
    const day = new Intl.DateTimeFormat(code, { dateStyle: "full", timeZone: build.zone })
      .format(new Date(kept.headers.get(shelf.heading.on)));
    const assets = `${base}assets/${build.assets}/`;
    const notice = `
<link rel="stylesheet" href="${assets}css/offline.css">
<aside class="kept" aria-label="${escaped(words.label)}" data-kept>
<div class="wrap kept__row"><p role="status"><span data-kept-said>${escaped(words[why].replace("{day}", day))}</span><b data-kept-newer hidden>${escaped(words.newer)}</b></p>
<p class="cluster"><button class="button kept__show" type="button" data-kept-show hidden>${escaped(words.show)}</button>
<a class="onward" href="${base}${offline}">${escaped(words.contents)}</a></p></div>
</aside>
<script type="module" src="${assets}js/offline/notice.js"></script>`;
    const html = await kept.text();
    return new Response(
      html.replace(/<body[^>]*>(?:\s*<a class="skip-link"[^>]*>[^<]*<\/a>)?/, (start) => start + notice),
      { headers: { "content-type": "text/html; charset=utf-8" } },
    );
  };

  /** For a page that is not on the shelf: what is. */
  const sorry = async (url) => {
    const { offline } = languageOf(addressOf(url));
    const kept = await shelf.inCache(setName, full(offline));
    if (!kept) throw new TypeError("nothing is kept");
    return new Response(await kept.text(), {
      status: 503, headers: { "content-type": "text/html; charset=utf-8" },
    });
  };

  // ── Assets and data ──

  /** An asset. Pages of an earlier build get the same thing of this one where theirs is gone. */
  const asset = async ({ request }) => {
    const kept = await shelf.inCache(assetsName, request.url);
    if (kept) return kept;
    const name = addressOf(request.url).split("/").slice(2).join("/");
    const successor = () => shelf.inCache(assetsName, full(`assets/${build.assets}/${name}`));
    try {
      const answer = await fetch(request);
      return answer.ok ? answer : await successor() || answer;
    } catch (away) {
      const found = await successor();
      if (!found) throw away;
      return found;
    }
  };

  /** Whether a client's page is the page of this set: then the set's data are its own. */
  const belongs = async (client) => {
    const digest = await shown.get(client);
    return Boolean(digest) && [...digests.values()].includes(digest);
  };

  /** A file of the set. At once where its name says what it holds, and for the set's own page; for
      other pages from the network first. */
  const data = async ({ request, clientId }) => {
    const kept = await shelf.inCache(setName, shelf.keyOf(request.url));
    if (!kept) return fetch(request);
    if (addressOf(request.url).startsWith(build.named) || await belongs(clientId)) return kept;
    const answer = await Promise.race([fetch(request).catch(() => null), after(patience)]);
    return answer && answer !== slow && answer.ok ? answer : kept;
  };

  /** A page that a script reads: the network's, or the kept one as it is. */
  const read = async ({ request }) => {
    try {
      return await fetch(request);
    } catch (away) {
      const kept = await keptPage(request.url);
      if (!kept) throw away;
      return kept;
    }
  };

  /** The answer to a request, or null where it is none of our business. */
  const answer = (event) => {
    const { request } = event;
    const url = new URL(request.url);
    if (request.method !== "GET" || url.origin !== origin || !url.pathname.startsWith(base)) return null;
    const address = addressOf(request.url);
    let how = null;
    if (request.mode === "navigate") how = request.destination === "document" ? page : null;
    else if (isPage(address)) how = read;
    else if (address.startsWith("assets/")) how = asset;
    else if (digests.has(address)) how = data;
    // Whatever goes wrong with the shelf, a visitor who has a network gets the page.
    return how ? how(event).catch(() => fetch(request)) : null;
  };

  // ── What pages ask ──

  /** What a client was shown: the digest of its page, and the set if its data are from there. */
  const shownTo = async (client) => ({
    page: await shown.get(client) || null,
    set: await belongs(client) ? build.stamp : null,
  });

  /** The digest of a page as the site has it now, null when that cannot be had; and keep it. */
  const newest = async (client, url) => {
    const awaited = onTheWay.get(client);
    onTheWay.delete(client);
    if (awaited) return awaited;
    const answer = await fetch(shelf.keyOf(url), { cache: "no-cache" }).catch(() => null);
    if (!answer || !shelf.isPage(answer)) return null;
    const html = await answer.text();
    await lay(url, html);
    return shelf.digestOf(html);
  };

  return { install, activate, answer, shownTo, newest };
};
