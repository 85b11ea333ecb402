/* What stands on the map: a place's sign is its learning field, a gathering's is its number. */

/** How large a place's sign is, and a gathering's of so many places, in pixels. The style sheet has the
    same (`.map-cluster__face--0` and on): a size that is a class changes without a new marker. */
const SIDE = 36;
const SIDES = [[1000, 58], [100, 52], [10, 46], [2, 40]];
export const sideOf = ({ size }) => SIDES.find(([least]) => size >= least)?.[1] ?? SIDE;

/** Faces in the page's words. `spoken(place, tell)` tells what a place is called, as far as it is known;
    `field` is the learning field that is filtered by, or -1: then a place shows its first.
    A face is made once and turned to one group after another: what stays is neither made nor styled
    nor laid out again. What is only heard is an attribute for the same reason. */
export const facesOf = (roll, words, spoken, field = -1) => {
  const { element, icon } = window.learningCityMapParts;
  const pin = {
    make() {
      const [face, drawing] = [element("span"), icon(words.icons, "")];
      face.append(drawing);
      return { face, drawing: drawing.firstChild };
    },
    turn(one, { first }, marker) {
      const theme = field >= 0 ? field : roll.firstTheme[first];
      one.face.className = `map-pin__face map-field--${theme % 8}`;
      one.drawing.setAttribute("href", `${words.icons}#${words.themes[roll.themes[theme]].icon}`);
      // A name may come late, when the face has been turned to another place.
      spoken(first, (text) => { if (one.place === first) marker.setAttribute("aria-label", text); });
    },
  };
  const cluster = {
    make: () => ({ face: element("span") }),
    turn(one, { size }, marker) {
      one.face.className = `map-cluster__face map-cluster__face--${SIDES.findIndex(([least]) => size >= least)}`;
      one.face.textContent = words.figures(size);
      marker.setAttribute("aria-label", `${words.plural(words.count, size)}. ${words.say.zoom}`);
    },
  };
  const shape = ({ size }) => (size === 1 ? pin : cluster);
  return {
    /** Whether the face of one group would do for the other. */
    alike: (group, other) => shape(group) === shape(other),
    /** A face for a group, and the icon of its marker. */
    made(group) {
      const one = shape(group).make();
      const single = group.size === 1;
      one.icon = L.divIcon({
        className: `${single ? "map-pin" : "map-cluster"} leaflet-interactive${group.chosen ? " map-pin--chosen" : ""}`,
        html: one.face, iconSize: single ? [SIDE, SIDE] : null, popupAnchor: [0, -16],
      });
      return one;
    },
    /** Turn a face to a group; `marker` is the marker's element. */
    turn(one, group, marker) {
      one.place = group.first;
      shape(group).turn(one, group, marker);
    },
  };
};

/** A place's kind and district: what can be said before its name is here. */
export const roughly = (roll, words) => (place) =>
  `${words.kinds[roll.kinds[roll.kind[place]]].label}, ${words.districts[roll.districts[roll.district[place]]].label}`;
