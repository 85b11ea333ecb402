/* What stands on the map: a place's sign is its learning field, a gathering's is its number. */

/** Faces in the page's words. `spoken(place)` is what a place is called, as far as it is known;
    `field` is the learning field that is filtered by, or -1: then a place shows its first. */
export const facesOf = (roll, words, spoken, field = -1) => {
  const { element, icon } = window.learningCityMapParts;
  const pin = (place, chosen) => {
    const theme = field >= 0 ? field : roll.firstTheme[place];
    const face = element("span", `map-pin__face map-field--${theme % 8}`);
    const name = element("span", "visually-hidden");
    spoken(place, (text) => { name.textContent = text; });
    face.append(icon(words.icons, words.themes[roll.themes[theme]].icon), name);
    return L.divIcon({ className: `map-pin leaflet-interactive${chosen ? " map-pin--chosen" : ""}`, html: face, iconSize: [36, 36], popupAnchor: [0, -16] });
  };
  const cluster = (size) => {
    const face = element("span", "map-cluster__face");
    const figure = element("span", "", words.figures(size));
    figure.setAttribute("aria-hidden", "true");
    face.append(figure, element("span", "visually-hidden", `${words.plural(words.count, size)}. ${words.say.zoom}`));
    const side = size < 10 ? 40 : size < 100 ? 46 : size < 1000 ? 52 : 58;
    return L.divIcon({ className: "map-cluster leaflet-interactive", html: face, iconSize: [side, side] });
  };
  return ({ size, first, chosen }) => ({ icon: size === 1 ? pin(first, chosen) : cluster(size) });
};

/** A place's kind and district: what can be said before its name is here. */
export const roughly = (roll, words) => (place) =>
  `${words.kinds[roll.kinds[roll.kind[place]]].label}, ${words.districts[roll.districts[roll.district[place]]].label}`;
