/* Where something is: a point on the map, the visitor's own position, or two numbers. The position is
   asked for on a tap, rounded, and goes nowhere but into the two fields. */

const DECIMALS = 5;
/* About a metre. */

const arrived = (element) => new Promise((resolve, reject) => {
  element.addEventListener("load", resolve);
  element.addEventListener("error", () => { element.remove(); reject(new Error(element.src || element.href)); });
  document.head.append(element);
});

/** Bring the picker to life. `point()` reads the fields, `take(lat, lon)` fills them in. */
export const startWhere = (root, { words, point, take }) => {
  const frame = root.querySelector("[data-pick-map]");
  const canvas = root.querySelector("#pick-map");
  const status = root.querySelector("[data-where-status]");
  const open = root.querySelector("[data-open-map]");
  let opened = null;

  const say = (text) => {
    status.hidden = !text;
    status.querySelector("span").textContent = text;
  };
  const use = (lat, lon) => {
    take(lat.toFixed(DECIMALS), lon.toFixed(DECIMALS));
    say(words.pointTaken);
    show();
  };

  /** Bring the map's marker to the point in the fields. */
  const show = () => {
    if (!opened) return;
    const { lat, lon } = point();
    const known = lat !== null && lon !== null;
    if (!known) opened.marker.remove();
    else {
      opened.marker.setLatLng([lat, lon]).addTo(opened.map);
      if (!opened.map.getBounds().contains([lat, lon])) opened.map.setView([lat, lon], Math.max(opened.map.getZoom(), 14), { animate: false });
    }
  };

  const openMap = async () => {
    if (opened) return;
    open.disabled = true;
    say(words.loading);
    try {
      await Promise.all(canvas.dataset.styles.split(" ").map((href) => arrived(Object.assign(document.createElement("link"), { rel: "stylesheet", href }))));
      frame.hidden = false;
      for (const src of canvas.dataset.scripts.split(" ")) await arrived(Object.assign(document.createElement("script"), { src }));
      const { map, streets } = window.learningCityMaps[canvas.id];
      const parts = window.learningCityMapParts;
      parts.gentleTouch(map, frame);
      parts.outlines(map, canvas.dataset.districts);
      parts.streetSwitch(map, streets, frame);
      const icon = L.divIcon({ className: "map-pin", html: parts.element("span", "map-pin__face where__pin"), iconSize: [36, 36] });
      opened = { map, marker: L.marker(map.getCenter(), { icon, draggable: true, keyboard: false, autoPan: true }) };
      map.on("click", ({ latlng }) => use(latlng.lat, latlng.lng));
      opened.marker.on("dragend", () => { const { lat, lng } = opened.marker.getLatLng(); use(lat, lng); });
      const { lat, lon } = point();
      if (lat !== null && lon !== null) map.setView([lat, lon], 15, { animate: false });
      show();
      say("");
      open.closest("p").querySelector("[data-open-map]").hidden = true;
      canvas.dataset.ready = "";
      canvas.focus({ preventScroll: true });
    } catch {
      frame.hidden = true;
      open.disabled = false;
      say(words.trouble);
    }
  };

  open.addEventListener("click", openMap);
  root.querySelector("[data-take-centre]").addEventListener("click", () => {
    const { lat, lng } = opened.map.getCenter();
    use(lat, lng);
  });

  const locate = root.querySelector("[data-locate]");
  locate.hidden = !("geolocation" in navigator);
  locate.addEventListener("click", () => {
    say(words.asking);
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => use(coords.latitude, coords.longitude),
      () => say(words.notFound),
      { enableHighAccuracy: true, timeout: 15000, maximumAge: 30000 },
    );
  });

  return { show, say };
};
