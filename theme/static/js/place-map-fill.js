/* What a place's own map shows: the place, its surroundings, and streets when they are switched on. */
"use strict";
window.learningCityMapFill = (canvas, frame) => {
  const { map, streets } = window.learningCityMaps[canvas.id];
  const parts = window.learningCityMapParts;
  const { lat, lon, name, icon, icons } = canvas.dataset;
  const point = [Number(lat), Number(lon)];
  map.setView(point, 12, { animate: false });
  parts.gentleTouch(map, frame);
  parts.outlines(map, canvas.dataset.districts);
  L.marker(point, { icon: parts.pin(icons, icon, name), title: name, keyboard: false, interactive: false }).addTo(map);
  parts.streetSwitch(map, streets, frame, (on) => map.setView(point, on ? 16 : 12, { animate: !parts.calm.matches }));
};
