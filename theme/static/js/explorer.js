/* The explorer: one list, one map, in step. The list works without this file; the filters, the
   map's markers and their company with the list are added here. */
"use strict";
{
  const root = document.querySelector("[data-explorer]");
  const words = JSON.parse(document.getElementById("map-words").textContent);
  const status = root.querySelector("[data-status]");
  const nothing = root.querySelector("[data-nothing]");
  const filters = root.querySelector("[data-filters]");
  const controls = {
    theme: [...filters.querySelectorAll("[data-theme]")],
    kind: filters.querySelector("[name=kind]"),
    district: filters.querySelector("[name=district]"),
    q: filters.querySelector("[name=q]"),
  };
  const wide = matchMedia("(min-width: 60em)");
  const plural = new Intl.PluralRules(words.language);
  const figures = new Intl.NumberFormat(words.language);

  /** The letters a search compares: no case, no marks, dotted and dotless i alike. */
  const folded = (text) => text.replace(/[İIı]/g, "i").normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
    .replace(/ı/g, "i").normalize("NFKC").trim();

  /** "12 places" in the page's language: the page lends one sentence for each plural form. */
  const counted = (number) => (words.count[plural.select(number)] || words.count.other)
    .replace(/\d+/, figures.format(number));

  const entries = [...root.querySelectorAll("[data-place]")].map((item) => {
    const link = item.querySelector("[data-name]");
    return {
      item,
      link,
      id: item.dataset.place,
      kind: item.dataset.kind,
      district: item.dataset.district,
      themes: item.dataset.themes.split(" "),
      name: link.textContent.trim(),
      spokenIn: link.querySelector("[lang]")?.lang || "",
      text: folded(`${link.textContent} ${words.kinds[item.dataset.kind].label} ${words.districts[item.dataset.district]}`),
    };
  });
  const entryOf = new Map(entries.map((entry) => [entry.id, entry]));
  const groups = [...root.querySelectorAll("[data-group]")];

  const chosen = { theme: "", kind: "", district: "", q: "" };
  const matching = () => {
    const sought = folded(chosen.q).split(/\s+/).filter(Boolean);
    return entries.filter((entry) =>
      (!chosen.theme || entry.themes.includes(chosen.theme))
      && (!chosen.kind || entry.kind === chosen.kind)
      && (!chosen.district || entry.district === chosen.district)
      && sought.every((word) => entry.text.includes(word)));
  };

  let shown = entries;
  let showOnMap = () => {};

  const showControls = () => {
    for (const chip of controls.theme) chip.setAttribute("aria-pressed", String(chip.dataset.theme === chosen.theme));
    controls.kind.value = chosen.kind;
    controls.district.value = chosen.district;
    if (controls.q.value !== chosen.q) controls.q.value = chosen.q;
    const any = Object.values(chosen).some(Boolean);
    filters.querySelector("[data-clear]").hidden = !any;
    filters.classList.toggle("explorer__filters--used", any);
  };

  const keepInAddress = () => {
    const address = new URL(location.href);
    for (const [name, value] of Object.entries(chosen)) {
      if (value) address.searchParams.set(name, value);
      else address.searchParams.delete(name);
    }
    address.searchParams.delete("place");
    history.replaceState(null, "", address);
  };

  /** Bring list, map, controls and count to what is chosen. */
  const apply = (change) => {
    shown = matching();
    const visible = new Set(shown);
    for (const entry of entries) entry.item.hidden = !visible.has(entry);
    for (const group of groups) group.hidden = !group.querySelector("[data-place]:not([hidden])");
    status.textContent = counted(shown.length);
    nothing.hidden = shown.length > 0;
    showControls();
    showOnMap(change);
  };

  const choose = (name, value) => {
    chosen[name] = value;
    keepInAddress();
    apply(name);
  };

  const readAddress = () => {
    const asked = new URLSearchParams(location.search);
    const known = {
      theme: controls.theme.map((chip) => chip.dataset.theme),
      kind: [...controls.kind.options].map((option) => option.value),
      district: [...controls.district.options].map((option) => option.value),
    };
    for (const name of Object.keys(chosen)) {
      const value = asked.get(name) || "";
      chosen[name] = !known[name] || known[name].includes(value) ? value : "";
    }
  };

  for (const chip of controls.theme) {
    chip.addEventListener("click", () => choose("theme", chosen.theme === chip.dataset.theme ? "" : chip.dataset.theme));
  }
  for (const name of ["kind", "district"]) {
    controls[name].addEventListener("change", () => choose(name, controls[name].value));
  }
  controls.q.addEventListener("input", () => choose("q", controls.q.value));
  for (const clear of root.querySelectorAll("[data-clear], [data-clear-too]")) {
    clear.addEventListener("click", () => {
      for (const name of Object.keys(chosen)) chosen[name] = "";
      keepInAddress();
      apply("all");
      controls.q.focus({ preventScroll: true });
    });
  }
  addEventListener("popstate", () => { readAddress(); apply("all"); });

  /** Mark one entry of the list as the chosen one. */
  const mark = (entry) => {
    for (const other of root.querySelectorAll("[data-place][data-chosen]")) delete other.dataset.chosen;
    if (entry) entry.item.dataset.chosen = "";
  };

  readAddress();
  filters.open = wide.matches || Object.values(chosen).some(Boolean);
  filters.hidden = false;
  apply();

  const opened = window.learningCityMaps && window.learningCityMaps["city-map"];
  if (opened) fillMap(opened).catch(() => { root.querySelector("[data-map-trouble]").hidden = false; });
  else root.querySelector("[data-map-trouble]").hidden = false;

  async function fillMap({ map, places, streets }) {
    const parts = window.learningCityMapParts;
    const frame = root.querySelector("[data-map-frame]");
    const canvas = map.getContainer();
    const movement = () => ({ animate: !parts.calm.matches });
    parts.gentleTouch(map, frame);
    parts.politePopups(map, words.close);
    parts.streetSwitch(map, streets, frame);
    const outlined = parts.outlines(map, canvas.dataset.districts);

    places.options.iconCreateFunction = (cluster) => {
      const number = cluster.getChildCount();
      const face = parts.element("span", "map-cluster__face");
      const figure = parts.element("span", "", figures.format(number));
      figure.setAttribute("aria-hidden", "true");
      face.append(figure, parts.element("span", "visually-hidden", `${counted(number)}. ${words.zoom}`));
      const size = number < 10 ? 42 : number < 50 ? 50 : 58;
      return L.divIcon({ className: "map-cluster", html: face, iconSize: [size, size] });
    };

    const popup = (entry) => {
      const box = parts.element("div", "map-popup");
      const name = parts.element("p", "map-popup__name");
      const link = parts.element("a", "", entry.name);
      link.href = entry.link.href;
      if (entry.spokenIn) link.lang = entry.spokenIn;
      name.append(link);
      const kind = parts.element("p", "map-popup__kind");
      kind.append(parts.icon(words.icons, words.kinds[entry.kind].icon),
        parts.element("span", "", words.kinds[entry.kind].label));
      box.append(kind, name, parts.element("p", "map-popup__district", words.districts[entry.district]));
      return box;
    };

    const answer = await fetch(canvas.dataset.places);
    if (!answer.ok) throw new Error(answer.statusText);
    for (const feature of (await answer.json()).features) {
      const entry = entryOf.get(feature.id);
      if (!entry) continue;
      const [lon, lat] = feature.geometry.coordinates;
      const { icon, label } = words.kinds[entry.kind];
      entry.marker = L.marker([lat, lon], {
        icon: parts.pin(words.icons, icon, `${entry.name}, ${label}`), title: entry.name, riseOnHover: true,
      });
      entry.marker.bindPopup(() => popup(entry), { minWidth: 160, maxWidth: 250, autoPanPaddingTopLeft: [64, 12], autoPanPaddingBottomRight: [12, 12] });
      entry.marker.on("popupopen", () => {
        mark(entry);
        if (wide.matches) entry.item.scrollIntoView({ block: "center", behavior: parts.calm.matches ? "auto" : "smooth" });
      });
      entry.marker.on("popupclose", () => mark(null));
      const light = (on) => {
        const seen = places.getVisibleParent(entry.marker);
        for (const lit of canvas.querySelectorAll(".map-lit")) lit.classList.remove("map-lit");
        if (on && seen) seen.getElement()?.classList.add("map-lit");
      };
      for (const [event, on] of [["pointerenter", true], ["focusin", true], ["pointerleave", false], ["focusout", false]]) {
        entry.item.addEventListener(event, () => light(on));
      }
      offerMap(entry);
    }

    function offerMap(entry) {
      const button = parts.element("button", "map-entry__show");
      button.type = "button";
      button.append(parts.icon(words.icons, "pin"), parts.element("span", "visually-hidden", `${words.show}: ${entry.name}`));
      button.title = words.show;
      button.addEventListener("click", () => goTo(entry));
      entry.item.append(button);
    }

    function goTo(entry) {
      if (!wide.matches) frame.scrollIntoView({ block: "start", behavior: parts.calm.matches ? "auto" : "smooth" });
      map.setView(entry.marker.getLatLng(), Math.max(map.getZoom(), 14), { animate: false });
      // Places at one spot are spread out; without movement that is undone as the zoom ends, so it is
      // looked at again once everything has settled.
      places.zoomToShowLayer(entry.marker, () => setTimeout(() => {
        const seen = places.getVisibleParent(entry.marker);
        if (seen && seen !== entry.marker) seen.spiderfy();
        entry.marker.openPopup();
        entry.marker.getElement()?.focus({ preventScroll: true });
      }));
    }

    const fit = () => {
      const markers = shown.filter((entry) => entry.marker).map((entry) => entry.marker.getLatLng());
      if (!markers.length) return;
      outlined.then((layers) => {
        // A chosen district is shown whole: two pins on an empty field say nothing of where they are.
        const outline = layers.get(chosen.district)?.getBounds();
        const bounds = L.latLngBounds(markers);
        if (outline) bounds.extend(outline);
        map.fitBounds(bounds, { padding: [36, 36], maxZoom: outline ? 13 : 14, ...movement() });
      });
    };
    showOnMap = (change) => {
      map.closePopup();
      places.clearLayers();
      places.addLayers(shown.filter((entry) => entry.marker).map((entry) => entry.marker));
      outlined.then((layers) => layers.forEach((layer, id) =>
        layer.getElement()?.classList.toggle("map-district--chosen", id === chosen.district)));
      if (!change) return;
      const inView = shown.some((entry) => entry.marker && map.getBounds().contains(entry.marker.getLatLng()));
      if (change !== "q" || !inView) fit();
    };
    places.addTo(map);
    showOnMap(Object.values(chosen).some(Boolean) ? "address" : "");
    canvas.dataset.ready = "";

    const asked = entryOf.get(new URLSearchParams(location.search).get("place"));
    if (asked && asked.marker) goTo(asked);
  }
}
