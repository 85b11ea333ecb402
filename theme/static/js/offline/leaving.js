/* The worker that takes itself away: published as /sw.js when a city does not offer keeping (any
   more). Browsers that had the other one fetch this, which empties the shelf and ends itself. */
"use strict";
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => {
  const ours = `learning-city ${new URL(self.registration.scope).pathname} `;
  event.waitUntil((async () => {
    for (const name of await caches.keys()) if (name.startsWith(ours)) await caches.delete(name);
    await self.registration.unregister();
  })());
});
