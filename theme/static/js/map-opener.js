/* A map on a page about something else. Until its button is used the page has only a drawing and
   this file; then the map's style and scripts are fetched from the site itself, in order. The last
   of them says how this map is filled: `learningCityMapFill(canvas, frame)`. */
"use strict";
for (const frame of document.querySelectorAll("[data-opens-map]")) {
  const canvas = frame.querySelector("[data-canvas]");
  const drawing = frame.querySelector("[data-drawing]");
  const open = frame.querySelector("[data-open]");
  const trouble = frame.querySelector("[data-map-trouble]");

  const arrived = (element) => new Promise((resolve, reject) => {
    element.addEventListener("load", resolve);
    element.addEventListener("error", () => { element.remove(); reject(new Error(element.src || element.href)); });
    document.head.append(element);
  });
  const fetchStyle = (href) => arrived(Object.assign(document.createElement("link"), { rel: "stylesheet", href }));
  const fetchScript = (src) => arrived(Object.assign(document.createElement("script"), { src }));

  open.hidden = false;
  open.addEventListener("click", async () => {
    open.disabled = true;
    trouble.hidden = true;
    try {
      if (!canvas.dataset.loaded) {
        await Promise.all(canvas.dataset.styles.split(" ").map(fetchStyle));
        canvas.hidden = false;
        for (const address of canvas.dataset.scripts.split(" ")) await fetchScript(address);
        canvas.dataset.loaded = "";
      }
      await window.learningCityMapFill(canvas, frame);
      canvas.dataset.ready = "";
      if (drawing) drawing.remove();
      open.remove();
      canvas.focus({ preventScroll: true });
    } catch {
      canvas.hidden = true;
      trouble.hidden = false;
      open.disabled = false;
    }
  });
}
