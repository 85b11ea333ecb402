/* The map's side of the explorer: faces for places and gatherings, what opens when one is chosen,
   buttons for moving without dragging. Text is put on the page as text nodes only. */

import { facesOf, roughly, sideOf } from "./faces.js";
import { unnamed } from "./start.js";

/** Milliseconds after which the names of new markers are asked for. */
const NAMED_AFTER = 200;

/** Dress the opened map. `tell` hears of a chosen place (`chosen`) and of a popup that was closed. */
export const onMap = (opened, roll, names, words, frame, tell) => {
  const { map, places, streets } = opened;
  const parts = window.learningCityMapParts;
  const { element, icon } = parts;
  const canvas = map.getContainer();
  const movement = () => ({ animate: !parts.calm.matches });
  parts.calmMoves(map);
  parts.gentleTouch(map, frame);
  parts.politePopups(map, words.say.close);
  parts.streetSwitch(map, streets, frame);
  let outlined = Promise.resolve(new Map());
  let outlines = null;
  let fits = 0;
  let origin = null;

  const kindOf = (place) => words.kinds[roll.kinds[roll.kind[place]]];
  const spoken = (place) => `${names.of(place).name}, ${kindOf(place).label}`;

  const roughlySpoken = roughly(roll, words);
  // Names are told one by one by a screen reader: they can wait until the answer stands, and come together.
  let unspoken = [];
  let asking = 0;
  const askNames = () => {
    const some = unspoken;
    [unspoken, asking] = [[], 0];
    names.fetch(some.map(([place]) => place))
      .then(() => { for (const [place, tell] of some) tell(spoken(place)); }, () => {});
  };
  const called = (place, tell) => {
    if (names.of(place)) { tell(spoken(place)); return; }
    tell(roughlySpoken(place));
    unspoken.push([place, tell]);
    asking ||= setTimeout(askNames, NAMED_AFTER);
  };
  for (const [place, tell] of unnamed.splice(0)) called(place, tell);

  const link = (place) => {
    const { name, id, lang } = names.of(place);
    const made = element("a", "", name);
    made.href = words.place.replace("__", id);
    if (lang) made.lang = lang;
    return made;
  };
  const placeBox = (place) => {
    const box = element("div", "map-popup");
    const kind = element("p", "map-popup__kind");
    kind.append(icon(words.icons, kindOf(place).icon), element("span", "", kindOf(place).label));
    const name = element("p", "map-popup__name");
    name.append(link(place));
    box.append(kind, name, element("p", "map-popup__district", words.districts[roll.districts[roll.district[place]]].label));
    return box;
  };
  const listBox = (some) => {
    const box = element("div", "map-popup");
    box.append(element("p", "map-popup__name", `${words.plural(words.count, some.length)} ${words.say.here}`));
    const list = element("ul", "map-popup__list");
    for (const place of some) {
      const row = element("li");
      row.append(link(place));
      list.append(row);
    }
    box.append(list);
    return box;
  };
  /* It belongs to a marker without being bound to it: Leaflet closes a bound one at a second press. */
  const popup = (marker, box) => {
    const made = L.popup({ minWidth: 160, maxWidth: 250, maxHeight: 220, autoPanPaddingTopLeft: [64, 12], autoPanPaddingBottomRight: [12, 12] }, marker);
    places.held = marker;
    marker.once("remove", () => made.close());
    made.once("remove", () => { if (places.held === marker) places.held = null; });
    made.setLatLng(marker.getLatLng()).setContent(box).openOn(map);
  };

  let opening = false;
  map.on("popupclose", () => {
    if (opening) return;
    const place = places.chosen;
    tell.closed();
    if (place < 0) return;
    // The chosen place's own marker is gone; who closed the popup goes on from the one that is there.
    const focus = document.activeElement;
    const here = focus === document.body || canvas.contains(focus);
    places.choose(-1);
    if (here) places.markerOf(place)?.getElement()?.focus({ preventScroll: true });
  });
  const quietly = (act) => { opening = true; try { act(); } finally { opening = false; } };

  places.on("chosen", async ({ group, marker }) => {
    if (group.size === 1) {
      tell.chosen(group.first);
      return;
    }
    const some = places.placesOf(group);
    const bounds = L.latLngBounds(roll.cornersOf(some));
    const atOneSpot = map.getZoom() >= map.getMaxZoom() || map.getBoundsZoom(bounds) <= map.getZoom();
    const far = bounds.getNorthEast().distanceTo(bounds.getSouthWest());
    if (far < 15 || atOneSpot) {
      const { first, size } = group;
      const came = await names.fetch(some).then(() => true, () => false);
      if (!came) tell.trouble();
      else if (places.standsFor(marker, { first, size })) popup(marker, listBox(some));
    } else {
      const byKeyboard = document.activeElement === marker.getElement();
      map.fitBounds(bounds, { padding: [48, 48], maxZoom: 17, ...movement() });
      if (byKeyboard) canvas.focus({ preventScroll: true });
    }
  });

  /** Names of districts step aside for what stands on them. */
  const stepAside = () => outlined.then((layers) => layers.stepAside?.(
    [...places.markers.values()].map(({ marker, group }) => ({ marker, side: sideOf(group) }))));
  places.on("drawn", stepAside);

  new ResizeObserver(() => map.invalidateSize({ pan: false })).observe(canvas);
  document.addEventListener("keydown", ({ key, target }) => {
    if (key === "Escape" && !target.closest?.("input, select, textarea")) map.closePopup();
  });

  const control = (position, make) => {
    const made = L.control({ position });
    made.onAdd = () => { const box = make(); L.DomEvent.disableClickPropagation(box); return box; };
    made.addTo(map);
    return made;
  };
  const button = (name, label, drawing) => {
    const made = element("button", `map-button ${name}`);
    made.type = "button";
    made.title = label;
    made.append(drawing, element("span", "visually-hidden", label));
    return made;
  };
  const start = document.dir === "rtl" ? "topright" : "topleft";
  control(start, () => {
    const locate = button("map-button--locate", words.say.locate, icon(words.icons, "locate"));
    locate.addEventListener("click", tell.locate);
    return locate;
  });
  // Moving the map needs no dragging (WCAG 2.2, 2.5.7): four buttons, folded away until asked for.
  control(start, () => {
    const pad = element("details", "map-pad");
    const open = element("summary", "map-button");
    open.title = words.pan.open;
    open.append(icon(words.icons, "move"), element("span", "visually-hidden", words.pan.open));
    const arrows = element("div", "map-pad__arrows");
    for (const [name, x, y] of [["up", 0, -1], ["left", -1, 0], ["right", 1, 0], ["down", 0, 1]]) {
      const arrow = button(`map-pad__${name}`, words.pan[name], icon(words.icons, "arrow-right"));
      arrow.addEventListener("click", () => map.panBy([x * map.getSize().x / 3, y * map.getSize().y / 3]));
      arrows.append(arrow);
    }
    pad.append(open, arrows);
    pad.addEventListener("toggle", () => { places.controlsChanged(); places.draw(); });
    return pad;
  });
  places.controlsChanged();

  return {
    map,
    /** Draw the districts; they come after the markers, which say more. */
    outline() {
      outlined = parts.outlines(map, canvas.dataset.districts);
      outlined.then((layers) => { outlines = layers; });
      stepAside();
    },
    /** Show these places; `field` is the learning field that is filtered by, or -1. */
    show(passes, field, later) {
      quietly(() => places.show(roll, passes, facesOf(roll, words, called, field), field, later));
    },
    /** Show a place by itself with its popup; the map moves there if it is out of sight. */
    choose(place, { move = true } = {}) {
      quietly(() => { map.closePopup(); if (place < 0) places.choose(-1); });
      if (place < 0) return;
      const at = roll.pointOf(place);
      if (move && (!map.getBounds().pad(-0.1).contains(at) || map.getZoom() < 13)) {
        map.setView(at, Math.max(map.getZoom(), 15), { animate: false });
      }
      quietly(() => places.choose(place));
      const marker = places.markerOf(place);
      if (marker) quietly(() => popup(marker, placeBox(place)));
    },
    light(place, on) {
      for (const lit of canvas.querySelectorAll(".map-lit")) lit.classList.remove("map-lit");
      if (on) places.markerOf(place)?.getElement()?.classList.add("map-lit");
    },
    /** Bring what is shown into view, at once: the answer is the markers. A chosen district is shown whole. */
    fit(shown, district) {
      if (!shown.length) return;
      fits += 1;
      const mine = fits;
      const show = () => {
        const bounds = L.latLngBounds(roll.cornersOf(shown));
        const outline = outlines?.get(district)?.getBounds();
        if (outline) bounds.extend(outline);
        map.fitBounds(bounds, { padding: [36, 36], maxZoom: outline ? 13 : 15, animate: false });
      };
      show();
      if (!district || outlines) return;
      // Who moves the map before the outlines come wants to stay there.
      const where = map.getBounds();
      outlined.then(() => { if (mine === fits && map.getBounds().equals(where)) show(); });
    },
    sees: (shown) => { const bounds = map.getBounds(); return shown.some((place) => bounds.contains(roll.pointOf(place))); },
    markDistrict: (district) => outlined.then((layers) => layers.forEach((layer, id) =>
      layer.getElement()?.classList.toggle("map-district--chosen", id === district))),
    /** Where distances are told from; null for nowhere. */
    setOrigin(point, label) {
      origin?.remove();
      origin = null;
      if (!point) return;
      const face = element("span", "map-here__face");
      face.append(element("span", "visually-hidden", label));
      origin = L.marker(point, { icon: L.divIcon({ className: "map-here", html: face, iconSize: [24, 24] }), interactive: false, keyboard: false, zIndexOffset: -1000 }).addTo(map);
    },
  };
};
