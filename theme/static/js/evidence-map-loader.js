/* The map of the evidence page that can be moved. Until its button is used the page has only a
   drawing; then the map's style and scripts are fetched from the site itself, in order, and the
   districts are shaded by the published record. */
"use strict";
for (const frame of document.querySelectorAll("[data-evidence-map]")) {
  const canvas = frame.querySelector("[data-canvas]");
  const drawing = frame.querySelector("[data-drawing]");
  const open = frame.querySelector("[data-open]");
  const trouble = frame.querySelector("[data-map-trouble]");
  const { language, unit, unknown, close } = canvas.dataset;
  const figures = new Intl.NumberFormat(language, { minimumFractionDigits: 2, maximumFractionDigits: 2 });

  const arrived = (element) => new Promise((resolve, reject) => {
    element.addEventListener("load", resolve);
    element.addEventListener("error", () => { element.remove(); reject(new Error(element.src || element.href)); });
    document.head.append(element);
  });
  const fetched = async (address) => {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(answer.statusText);
    return answer.json();
  };

  const numbers = (text) => text.split(" ").filter(Boolean).map(Number);
  const breaks = numbers(canvas.dataset.breaks);
  const shades = numbers(canvas.dataset.shades);
  /** The shade of a value: the last that begins at or below it; 0 where nothing is known. */
  const shadeOf = (value) => {
    if (value === null || value === undefined) return 0;
    return shades[breaks.findLastIndex((least) => value >= least)] ?? 0;
  };

  const popup = (parts, feature, value) => {
    const box = parts.element("div", "map-popup");
    const name = parts.element("p", "map-popup__name");
    const row = document.querySelector(`tr[data-district="${CSS.escape(feature.id)}"] th a`);
    const link = parts.element("a", "", row ? row.textContent : feature.properties.name);
    if (row) link.href = row.href;
    name.append(link);
    const said = value === null || value === undefined ? unknown : figures.format(value);
    box.append(name, parts.element("p", "map-popup__district", `${unit}: ${said}`));
    return box;
  };

  const fill = (districts, report) => {
    const { map, streets, shades: layer } = window.learningCityMaps[canvas.id];
    const parts = window.learningCityMapParts;
    const values = new Map(report.districts.map((row) => [row.id, row.places_per_10000]));
    parts.gentleTouch(map, frame);
    parts.politePopups(map, close);
    if (districts.surroundings) {
      L.geoJSON(districts.surroundings, { interactive: false, style: { className: "map-beyond", stroke: false, fillOpacity: 1 } }).addTo(map);
    }
    for (const feature of districts.features) feature.properties.shade = shadeOf(values.get(feature.id));
    layer.addData(districts.features).addTo(map);
    layer.eachLayer((shape) => {
      shape.bindPopup(() => popup(parts, shape.feature, values.get(shape.feature.id)), { minWidth: 140, maxWidth: 240 });
    });
    map.fitBounds(layer.getBounds(), { padding: [8, 8], animate: false });
    parts.streetSwitch(map, streets, frame);
    canvas.dataset.ready = "";
  };

  open.hidden = false;
  open.addEventListener("click", async () => {
    open.disabled = true;
    trouble.hidden = true;
    try {
      const data = Promise.all([fetched(canvas.dataset.districts), fetched(canvas.dataset.report)]);
      if (!canvas.dataset.loaded) {
        await Promise.all(canvas.dataset.styles.split(" ").map((href) =>
          arrived(Object.assign(document.createElement("link"), { rel: "stylesheet", href }))));
        canvas.hidden = false;
        for (const src of canvas.dataset.scripts.split(" ")) await arrived(Object.assign(document.createElement("script"), { src }));
        canvas.dataset.loaded = "";
      }
      fill(...await data);
      canvas.hidden = false;
      drawing.classList.add("evidence__figure--paper");
      open.remove();
      canvas.focus({ preventScroll: true });
    } catch {
      canvas.hidden = true;
      trouble.hidden = false;
      open.disabled = false;
    }
  });
}
