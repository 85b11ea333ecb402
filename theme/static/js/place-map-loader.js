/* A place's own map. Until its button is used the page has only a drawing and this file; then the
   map's style and scripts are fetched from the site itself, in order. */
"use strict";
for (const frame of document.querySelectorAll("[data-place-map]")) {
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

  const fill = () => {
    const { map, streets } = window.learningCityMaps[canvas.id];
    const parts = window.learningCityMapParts;
    const { lat, lon, name, icon, icons } = canvas.dataset;
    const point = [Number(lat), Number(lon)];
    map.setView(point, 12, { animate: false });
    parts.gentleTouch(map, frame);
    parts.outlines(map, canvas.dataset.districts);
    L.marker(point, { icon: parts.pin(icons, icon, name), title: name, keyboard: false, interactive: false }).addTo(map);
    parts.streetSwitch(map, streets, frame, (on) => map.setView(point, on ? 16 : 12, { animate: !parts.calm.matches }));
    canvas.dataset.ready = "";
  };

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
      fill();
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
