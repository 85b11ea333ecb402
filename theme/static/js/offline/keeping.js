/* Keeping, switched on and off: the worker's registration is the only mark of it, there is no other. */

import "./shelf.js";
import { ask } from "./asking.js";

/** Keeping for the site below `base`, with the worker at `script`. */
export const keepingOf = ({ base, script }) => {
  const shelf = globalThis.learningCityShelf(base);
  const scope = new URL(base, location.href).href;

  /** Whether this browser can keep anything; a private window often cannot. */
  const possible = async () => {
    try {
      await caches.keys();
      return Boolean(navigator.serviceWorker && crypto.subtle);
    } catch { return false; }
  };

  /** Our own registration, or undefined: a site above this path may have one, too. */
  const registration = async () => {
    const all = await navigator.serviceWorker.getRegistrations();
    return all.find((one) => one.scope === scope && one.active);
  };

  /** Resolves with the worker once it is at work. Rejects when something could not be fetched. */
  const atWork = (found) => new Promise((resolve, reject) => {
    const coming = found.installing || found.waiting;
    if (!coming) { resolve(found.active); return; }
    coming.addEventListener("statechange", () => {
      if (coming.state === "activated") resolve(coming);
      if (coming.state === "redundant") reject(new Error("not installed"));
    });
  });

  /** Whether there is room for so many bytes, as far as the browser tells. */
  const hasRoom = async (bytes) => {
    const { quota, usage } = await (navigator.storage?.estimate?.() ?? {});
    return quota === undefined || quota - usage > bytes;
  };

  /** Switch keeping on. Rejects, and leaves nothing behind, when that does not work. */
  const start = async () => {
    try {
      const found = await navigator.serviceWorker.register(script, { scope: base });
      if (!await ask("stay", await atWork(found))) throw new Error("not everything came");
      await ask("newest", found.active); // this page is the first one
    } catch (trouble) {
      await stop();
      throw trouble;
    }
  };

  /** Switch it off: registration and caches are gone then, also when the worker does not answer. */
  const stop = () => shelf.alone(async () => {
    const all = await navigator.serviceWorker.getRegistrations();
    for (const one of all.filter((each) => each.scope === scope)) {
      if (one.active) await ask("leave", one.active);
      await one.unregister();
    }
    await shelf.forget();
  });

  return { shelf, possible, registration, hasRoom, start, stop };
};
