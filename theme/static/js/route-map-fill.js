/* What a route's map shows: the line from stop to stop and the numbered stops. Points come from the
   route's own GeoJSON; names are put on the page as text only. */
"use strict";
window.learningCityMapFill = async (canvas, frame) => {
  const { map, streets, route } = window.learningCityMaps[canvas.id];
  const parts = window.learningCityMapParts;
  const answer = await fetch(canvas.dataset.route);
  if (!answer.ok) throw new Error(canvas.dataset.route);
  const { features } = await answer.json();
  const name = `name_${document.documentElement.lang}`;
  const latLng = ([lon, lat]) => [lat, lon];

  route.clearLayers();
  for (const { geometry, properties } of features) {
    if (geometry.type === "LineString") {
      const className = properties.mode === "walk" ? "map-route" : "map-route map-route--carried";
      L.polyline(geometry.coordinates.map(latLng), { className, interactive: false, weight: 4 }).addTo(route);
      continue;
    }
    const said = `${properties.number}. ${properties[name] ?? properties.name}`;
    const face = parts.element("span", "map-pin__face map-pin__face--number", String(properties.number));
    face.setAttribute("aria-hidden", "true");
    const icon = L.divIcon({ className: "map-pin", html: face, iconSize: [36, 36], popupAnchor: [0, -16] });
    L.marker(latLng(geometry.coordinates), { icon, title: said, alt: said })
      .bindPopup(parts.element("span", "map-popup__name", said)).addTo(route);
  }
  parts.politePopups(map, canvas.dataset.close);
  parts.gentleTouch(map, frame);
  parts.outlines(map, canvas.dataset.districts);
  const show = () => map.fitBounds(route.getBounds(), { padding: [32, 32], maxZoom: 17, animate: false });
  show();
  parts.streetSwitch(map, streets, frame);
};
