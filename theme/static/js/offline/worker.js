/* The worker: hears of visits and of builds, and lets answers.js say what to do. It lives only where
   a visitor switched keeping on, touches no other origin, and can take itself away. */
"use strict";
{
  const build = self.learningCityBuild;
  const shelf = self.learningCityShelf(build.base, build.limits);
  const answers = self.learningCityAnswers(build, shelf);
  let leaving = false;

  const tellPages = async (message) => {
    for (const page of await self.clients.matchAll({ type: "window" })) page.postMessage(message);
  };

  // A new worker takes over at once: pages come from the network first, and an asset of the former
  // build is answered with its successor, so an open page loses nothing.
  self.addEventListener("install", (event) => {
    event.waitUntil(answers.install().then(() => self.skipWaiting()));
  });

  self.addEventListener("activate", (event) => {
    event.waitUntil((async () => {
      if (self.registration.navigationPreload) await self.registration.navigationPreload.enable();
      const followed = await answers.activate();
      await self.clients.claim();
      if (followed) await tellPages({ build: build.stamp });
    })());
  });

  self.addEventListener("fetch", (event) => {
    const answer = leaving ? null : answers.answer(event);
    if (answer) event.respondWith(answer);
  });

  const leave = async () => {
    leaving = true;
    shelf.close();
    await self.registration.unregister();
    await shelf.forget();
    return true;
  };

  /** Have everything at hand. A browser may take this very worker again that has just left. */
  const stay = async () => {
    leaving = false;
    shelf.open();
    await answers.install();
    return true;
  };

  self.addEventListener("message", (event) => {
    const { id, url } = event.source || {};
    const asked = {
      shown: () => answers.shownTo(id),
      newest: () => answers.newest(id, url),
      leave,
      stay,
    }[event.data];
    if (asked) event.waitUntil(asked().catch(() => null).then((answer) => event.ports[0].postMessage(answer)));
  });
}
