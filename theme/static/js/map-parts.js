/* What every map of the site shares: outlines, the switch of the street map, pins, gentle touch.
   Text is put on the page as text nodes only. */
"use strict";
{
  const svg = "http://www.w3.org/2000/svg";
  const remembered = "street-map";
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const fingers = matchMedia("(pointer: coarse)");

  /** An element with a class and, if given, a text. */
  const element = (name, className, text) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  };

  /** A drawing of the icon sprite; it says nothing to a screen reader. */
  const icon = (sprite, name) => {
    const drawing = document.createElementNS(svg, "svg");
    drawing.setAttribute("class", "icon");
    drawing.setAttribute("aria-hidden", "true");
    drawing.setAttribute("focusable", "false");
    const use = document.createElementNS(svg, "use");
    use.setAttribute("href", `${sprite}#${name}`);
    drawing.append(use);
    return drawing;
  };

  /** A marker's face: the drawing of its kind, and its name for those who do not see it. */
  const pin = (sprite, iconName, name) => {
    const face = element("span", "map-pin__face");
    face.append(icon(sprite, iconName), element("span", "visually-hidden", name));
    return L.divIcon({ className: "map-pin", html: face, iconSize: [36, 36], popupAnchor: [0, -16] });
  };

  /** Let the browser paint and listen before the next piece of work. */
  const breath = () => new Promise((resolve) => { setTimeout(resolve); });

  /** The districts under everything else. Resolves to id → layer; without the file to an empty map. */
  const outlines = async (map, address) => {
    const layers = new Map();
    if (!address) return layers;
    const answer = await fetch(address).catch(() => null);
    if (!answer || !answer.ok) return layers;
    const districts = await answer.json();
    map.createPane("districts").classList.add("map-districts");
    map.createPane("names").classList.add("map-names");
    await breath();
    if (districts.surroundings) {
      L.geoJSON(districts.surroundings, {
        interactive: false, pane: "districts", style: { className: "map-beyond", stroke: false, fillOpacity: 1 },
      }).addTo(map);
      await breath();
    }
    const named = [];
    const shown = L.geoJSON({ type: "FeatureCollection", features: districts.features }, {
      interactive: false,
      pane: "districts",
      style: { className: "map-district", weight: 1.5, fillOpacity: 1 },
      onEachFeature: (feature, layer) => {
        layers.set(feature.id, layer);
        const [lon, lat] = feature.properties.label;
        const text = element("span", "map-name", feature.properties.name);
        text.setAttribute("aria-hidden", "true");
        const label = L.marker([lat, lon], {
          icon: L.divIcon({ className: "map-name__anchor", html: text, iconSize: [0, 0] }),
          interactive: false, keyboard: false, pane: "names",
        });
        named.push({ label, text, bounds: layer.getBounds() });
      },
    });
    await breath();
    shown.addTo(map);
    await breath();
    const placeNames = () => {
      for (const { label, text, bounds } of named) {
        const room = map.latLngToLayerPoint(bounds.getSouthEast()).x - map.latLngToLayerPoint(bounds.getNorthWest()).x;
        if (room > text.textContent.length * 9 + 16) label.addTo(map);
        else label.remove();
      }
    };
    placeNames();
    map.on("zoomend", placeNames);
    /** Names step up or down where one of these markers, each with its `side` in pixels, would cover them. */
    layers.stepAside = (markers) => {
      const taken = markers.map(({ marker, side }) => {
        const { x, y } = map.latLngToLayerPoint(marker.getLatLng());
        return { x, y, half: side / 2 };
      });
      for (const { label, text } of named) {
        if (!label._map) continue;
        const { x, y } = map.latLngToLayerPoint(label.getLatLng());
        const half = text.textContent.length * 4.75;
        const free = (step) => taken.every((other) =>
          Math.abs(other.x - x) > other.half + half || Math.abs(other.y - y - step) > other.half + 9);
        const step = [0, 20, -20, 34, -34, 48, -48].find(free);
        const aside = step ? `0 ${step}px` : "";
        if (text.dataset.aside !== aside) { text.dataset.aside = aside; text.style.translate = aside; }
      }
    };
    return layers;
  };

  const recall = () => {
    try { return localStorage.getItem(remembered) === "on"; } catch { return false; }
  };
  const remember = (on) => {
    try {
      if (on) localStorage.setItem(remembered, "on");
      else localStorage.removeItem(remembered);
    } catch { /* a browser that keeps nothing: the switch still works */ }
  };

  /** The switch of the street map: its host is asked for nothing before the switch is on. */
  const streetSwitch = (map, streets, frame, whenSwitched = () => {}) => {
    const button = frame.querySelector("[data-street-switch]");
    if (!button || !streets) return;
    const credit = frame.querySelector("[data-street-credit]");
    const trouble = frame.querySelector("[data-street-trouble]");
    const show = (on) => {
      button.setAttribute("aria-checked", String(on));
      // The outlines step back when the first street is really there, not when it was asked for:
      // with the host out of reach they are all there is.
      if (!on) frame.classList.remove("map-frame--streets");
      credit.hidden = !on;
      trouble.hidden = true;
      if (on) streets.addTo(map);
      else streets.remove();
    };
    streets.on("tileerror", () => { trouble.hidden = false; });
    streets.on("tileload", () => {
      trouble.hidden = true;
      frame.classList.add("map-frame--streets");
    });
    button.addEventListener("click", () => {
      const on = button.getAttribute("aria-checked") !== "true";
      show(on);
      remember(on);
      whenSwitched(on);
    });
    frame.querySelector("[data-streets]").hidden = false;
    if (recall()) { show(true); whenSwitched(true); }
  };

  /** One finger scrolls the page, two move the map; a button lends the map one finger.
      A wheel scrolls the page too, until the map is clicked. */
  const gentleTouch = (map, frame) => {
    const lend = frame.querySelector("[data-one-finger]");
    if (fingers.matches) {
      map.dragging.disable();
      if (lend) {
        frame.querySelector("[data-touch]").hidden = false;
        lend.addEventListener("click", () => {
          const on = lend.getAttribute("aria-pressed") !== "true";
          lend.setAttribute("aria-pressed", String(on));
          if (on) map.dragging.enable();
          else map.dragging.disable();
        });
      }
    }
    map.on("click focus", () => map.scrollWheelZoom.enable());
    map.on("mouseout blur", () => map.scrollWheelZoom.disable());
  };

  /** Nothing glides where less motion is wished: neither for an arrow key nor to make room for a popup. */
  const calmMoves = (map) => {
    const { panBy } = map;
    map.panBy = (offset, options) => panBy.call(map, offset, calm.matches ? { ...options, animate: false } : options);
    if (calm.matches) map.options.inertia = false;
  };

  /** Popups say "close" in the page's language, and the keyboard finds its way in and back. */
  const politePopups = (map, closeWord) => {
    let byKeyboard = false;
    map.getContainer().addEventListener("keydown", (event) => {
      byKeyboard = true;
      if (event.key === "Escape") map.closePopup();
    }, true);
    map.getContainer().addEventListener("pointerdown", () => { byKeyboard = false; }, true);
    map.on("popupopen", ({ popup }) => {
      const box = popup.getElement();
      const close = box.querySelector(".leaflet-popup-close-button");
      if (close) { close.setAttribute("aria-label", closeWord); close.title = closeWord; }
      if (byKeyboard) box.querySelector("a[href]:not(.leaflet-popup-close-button)")?.focus();
    });
    map.on("popupclose", ({ popup }) => {
      const opener = popup._source && popup._source.getElement && popup._source.getElement();
      if (byKeyboard && opener) opener.focus();
    });
  };

  window.learningCityMapParts = { calm, element, icon, pin, outlines, streetSwitch, gentleTouch, calmMoves, politePopups };
}
