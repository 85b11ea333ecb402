/* How a page speaks with the worker. Each question is answered once, or with null where there is no
   worker or it says nothing. */

const PATIENCE = 10_000; // milliseconds

export const ask = (question, worker = navigator.serviceWorker?.controller) => new Promise((resolve) => {
  if (!worker) { resolve(null); return; }
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }) => resolve(data);
  worker.postMessage(question, [port2]);
  setTimeout(resolve, PATIENCE, null);
});

/** Call `found` when the site has something newer than this page shows. */
export const watchForNewer = (found) => {
  const worker = navigator.serviceWorker;
  const shown = ask("shown");
  const compare = async () => {
    const [{ page } = {}, newest] = [await shown || {}, await ask("newest")];
    if (newest && newest !== page) found();
    return Boolean(newest);
  };
  worker.addEventListener("message", async ({ data }) => {
    if (!data || !data.build) return;
    const { page, set } = await shown || {};
    // The map's data came from the set of an earlier build, though its page may be the same.
    if (!page || (set && set !== data.build)) found();
    else await compare();
  });
  // An open page comes back to the front: perhaps after days.
  document.addEventListener("visibilitychange", async () => {
    if (document.visibilityState !== "visible") return;
    const registration = await worker.getRegistration();
    if (registration) registration.update().catch(() => {}); // without a network there is no news
  });
  return compare;
};
