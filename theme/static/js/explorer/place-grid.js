/* The places on the map: near ones gathered by the cells of a grid, markers only for what is in view.
   One walk over the columns a view; nothing is indexed, so a filter costs no more than a move. The
   layer is put on the map by the script that Folium writes (`outputs/maps.py`). */

/** Gather the visible places of a view. `view` has its edges in the world's square (0 to 1); `cell`
    is a cell's side and `apart` the least distance of two groups, both in the same measure. Cells at
    the edge are gathered whole, so that a group does not change as the map moves.
    A group: how many (`size`), its middle (`x`, `y`), one of its places (`first`), its `cells`. */
export const gather = ({ count, x, y }, passes, view, cell, apart, leaveOut = -1) => {
  const west = Math.floor(view.west / cell);
  const east = Math.floor(view.east / cell);
  const north = Math.floor(view.north / cell);
  const south = Math.floor(view.south / cell);
  const columns = east - west + 1;
  const rows = south - north + 1;
  const [least, most, top, bottom] = [west * cell, (east + 1) * cell, north * cell, (south + 1) * cell];
  const groups = new Map();
  for (let place = 0; place < count; place += 1) {
    const [atX, atY] = [x[place], y[place]];
    if (!passes[place] || atX < least || atX >= most || atY < top || atY >= bottom || place === leaveOut) continue;
    const column = Math.floor(atX / cell) - west;
    const row = Math.floor(atY / cell) - north;
    const at = row * columns + column;
    const group = groups.get(at);
    if (group) {
      group.size += 1;
      group.x += atX;
      group.y += atY;
    } else {
      groups.set(at, { size: 1, x: atX, y: atY, first: place, cells: [`${column + west}/${row + north}`] });
    }
  }
  for (const group of groups.values()) {
    group.x /= group.size;
    group.y /= group.size;
  }
  return merged(groups, columns, rows, apart);
};

/** Groups of neighbouring cells that would cover each other become one, the larger taking the other. */
const merged = (groups, columns, rows, apart) => {
  const order = [...groups.keys()].sort((a, b) => groups.get(b).size - groups.get(a).size || a - b);
  for (const at of order) {
    const group = groups.get(at);
    if (!group) continue;
    const [column, row] = [at % columns, Math.floor(at / columns)];
    for (let down = -1; down <= 1; down += 1) {
      for (let right = -1; right <= 1; right += 1) {
        const [c, r] = [column + right, row + down];
        if ((!down && !right) || c < 0 || c >= columns || r < 0 || r >= rows) continue;
        const other = groups.get(r * columns + c);
        if (!other || Math.hypot(other.x - group.x, other.y - group.y) >= apart) continue;
        join(group, other);
        groups.delete(r * columns + c);
      }
    }
  }
  return apartFromEachOther([...groups.values()], apart);
};

const join = (group, other) => {
  const size = group.size + other.size;
  group.x = (group.x * group.size + other.x * other.size) / size;
  group.y = (group.y * group.size + other.y * other.size) / size;
  group.size = size;
  group.cells.push(...other.cells);
};

/* A group that took others has a new middle, which may lie on a group further away: the few that are
   left are compared until none covers another. */
const apartFromEachOther = (groups, apart) => {
  for (let one = 0; one < groups.length; one += 1) {
    for (let other = one + 1; other < groups.length; other += 1) {
      if (Math.hypot(groups[other].x - groups[one].x, groups[other].y - groups[one].y) >= apart) continue;
      join(groups[one], groups[other]);
      groups.splice(other, 1);
      one = -1;
      break;
    }
  }
  return groups;
};

const WORLD_PIXELS = 256;
const COVERED = 8;
/** From so many places on the grid is this much coarser. */
const [CROWDED, CROWDED_CELL] = [2000, 1.5];

/** The layer. `closest` is the zoom from which only places at one spot are gathered; `cell`, `spot`
    and `apart` are in pixels. The explorer gives it faces and learns from it what was chosen. */
export const placeGrid = (options) => {
  const Grid = L.Layer.extend({
    initialize(given) {
      L.setOptions(this, given);
      this.markers = new Map();
      this.roll = { count: 0, x: [], y: [] };
      this.passes = new Uint8Array(0);
      this.chosen = -1;
      /** The marker that has the popup, or null: it stays with its group. */
      this.held = null;
    },
    onAdd() { this.draw(); },
    onRemove() { this.choose(-1); this.clear(); },
    getEvents() { return { moveend: this.draw, move: this.drawSoon, resize: this.controlsChanged }; },

    /** Show these places of the roll. Markers of another `look` are made anew. With `later` the map is
        about to move, and draws then. */
    show(roll, passes, faces, look, later = false) {
      Object.assign(this, { roll, passes, faces, look });
      if (this._map && !later) this.draw();
    },
    /** Show one place by itself, whatever lies around it; -1 for none. */
    choose(place) {
      if (place === this.chosen) return;
      this.chosen = place;
      if (this._map) this.draw();
    },
    clear() {
      for (const [key, { marker }] of this.markers) {
        this.markers.delete(key);
        marker.remove();
      }
    },
    drawSoon() {
      if (this.soon || !this.faces) return;
      this.soon = requestAnimationFrame(() => { this.soon = 0; if (this._map && !this._map._animatingZoom) this.draw(); });
    },
    scale() { return WORLD_PIXELS * 2 ** this._map.getZoom(); },
    /** A cell of the grid in pixels. Where every cell is full, larger ones are easier to take in. */
    cellPixels() { return this.options.cell * (this.roll.count > CROWDED ? CROWDED_CELL : 1); },
    cellOf() {
      const { closest, spot } = this.options;
      return (this._map.getZoom() >= closest ? spot : this.cellPixels()) / this.scale();
    },
    draw() {
      if (!this.faces) return;
      const map = this._map;
      const scale = this.scale();
      const { min, max } = map.getPixelBounds();
      const view = { west: min.x / scale, east: max.x / scale, north: min.y / scale, south: max.y / scale };
      const apart = map.getZoom() >= this.options.closest ? 0 : this.options.apart / scale;
      const groups = gather(this.roll, this.passes, view, this.cellOf(), apart, this.chosen);
      if (this.chosen >= 0) {
        const [x, y] = [this.roll.x[this.chosen], this.roll.y[this.chosen]];
        groups.push({ size: 1, x, y, first: this.chosen, cells: [], chosen: true });
      }
      const line = this.cellPixels() / scale;
      groups.sort((a, b) => Math.floor(a.y / line) - Math.floor(b.y / line) || a.x - b.x);
      const before = this.markers;
      this.markers = new Map();
      const missing = [];
      for (const group of groups) {
        const key = group.chosen ? `chosen:${group.first}`
          : `${map.getZoom()}:${group.cells[0]}:${group.size}:${group.first}:${this.look}`;
        const standing = before.get(key);
        this.markers.set(key, standing ? Object.assign(standing, { group }) : null);
        if (!standing) missing.push([key, group]);
        before.delete(key);
      }
      // Known before anything is changed: closing a popup may draw again in the middle.
      const [spare, going] = [[], []];
      for (const one of before.values()) (this.canMove(one) ? spare : going).push(one);
      for (const [key, group] of missing) this.markers.set(key, this.put(group, scale, this.sparedFor(group, spare)));
      for (const { marker } of [...going, ...spare]) marker.remove();
      this.inReadingOrder(view);
      this.fire("drawn", { groups });
    },
    /** Whether a marker can serve another group: nobody reads its popup, and no key would act on it. */
    canMove({ group, marker }) {
      return !group.chosen && marker !== this.held && marker.getElement() !== document.activeElement;
    },
    /** Whether a marker still stands for the group it stood for. */
    standsFor(marker, { first, size }) {
      return [...this.markers.values()].some((one) => one.marker === marker && one.group.first === first && one.group.size === size);
    },
    /** The first of the spare markers that does for a group, taken from them: in their order the fewest
        change their place in the document. */
    sparedFor(group, spare) {
      const at = group.chosen ? -1 : spare.findIndex((one) => this.faces.alike(group, one.group));
      return at < 0 ? undefined : spare.splice(at, 1)[0];
    },
    /** A marker for a group; `spare`, if there is one, goes there and turns its face, which is quicker. */
    put(group, scale, spare) {
      const at = this._map.unproject([group.x * scale, group.y * scale], this._map.getZoom());
      if (spare) {
        spare.marker.setLatLng(at);
        spare.marker.getElement().classList.remove("map-lit");
        this.faces.turn(spare.face, group, spare.marker.getElement());
        return Object.assign(spare, { group });
      }
      const face = this.faces.made(group);
      const marker = L.marker(at, { icon: face.icon, riseOnHover: true, zIndexOffset: group.chosen ? 10000 : 0 });
      const one = { group, marker, face };
      const choose = () => this.fire("chosen", { group: one.group, marker });
      marker.on("click", choose);
      marker.on("keydown", ({ originalEvent }) => {
        if (originalEvent.key !== "Enter" && originalEvent.key !== " ") return;
        originalEvent.preventDefault(); // a button's space does not scroll
        choose();
      });
      marker.addTo(this._map);
      this.faces.turn(face, group, marker.getElement());
      return one;
    },
    /** The Tab key meets markers line by line, and only those in view. */
    inReadingOrder({ west, east, north, south }) {
      const covered = this.underControls();
      const pane = this._map.getPane("markerPane");
      let before = null;
      for (const { group, marker } of this.markers.values()) {
        const element = marker.getElement();
        const seen = group.x >= west && group.x <= east && group.y >= north && group.y <= south;
        // What lies under a button can be neither seen nor tapped; it comes out as the map moves.
        const under = seen && covered(marker);
        // What is written is styled again, even where it is the same.
        if ((element.style.visibility === "hidden") !== under) element.style.visibility = under ? "hidden" : "";
        const turn = seen && !under ? 0 : -1;
        if (element.tabIndex !== turn) element.tabIndex = turn;
        // A focused element keeps its focus only while it is not moved.
        if (element.previousElementSibling !== before && element !== document.activeElement) {
          pane.insertBefore(element, before ? before.nextSibling : pane.firstChild);
        }
        before = element;
      }
    },
    /** The map's buttons are others now, or lie elsewhere: they are measured at the next drawing. */
    controlsChanged() { this.boxes = null; },
    /** Where the map's buttons lie, in pixels of the map. Measured rarely: it makes the browser lay out
        the page in the middle of a drawing. */
    controlBoxes() {
      const map = this._map.getContainer();
      const { left, top } = map.getBoundingClientRect();
      return [...map.querySelectorAll(".leaflet-control, .leaflet-control a, .leaflet-control button")]
        .map((button) => button.getBoundingClientRect())
        .map((box) => [box.left - left - COVERED, box.right - left + COVERED, box.top - top - COVERED, box.bottom - top + COVERED]);
    },
    /** Tells whether the middle of a marker lies under one of the map's buttons, or almost. */
    underControls() {
      this.boxes ??= this.controlBoxes();
      return (marker) => {
        const { x, y } = this._map.latLngToContainerPoint(marker.getLatLng());
        return this.boxes.some(([left, right, top, bottom]) => x > left && x < right && y > top && y < bottom);
      };
    },
    /** The places of a group. */
    placesOf(group) {
      if (!group.cells.length) return [group.first];
      const cell = this.cellOf();
      const cells = new Set(group.cells);
      const found = [];
      for (let place = 0; place < this.roll.count; place += 1) {
        if (this.passes[place] && place !== this.chosen
          && cells.has(`${Math.floor(this.roll.x[place] / cell)}/${Math.floor(this.roll.y[place] / cell)}`)) found.push(place);
      }
      return found;
    },
    /** The marker that stands for a place now, if it is in view. */
    markerOf(place) {
      if (place === this.chosen) return this.markers.get(`chosen:${place}`)?.marker;
      const cell = this.cellOf();
      const sought = `${Math.floor(this.roll.x[place] / cell)}/${Math.floor(this.roll.y[place] / cell)}`;
      for (const { group, marker } of this.markers.values()) if (group.cells.includes(sought)) return marker;
      return undefined;
    },
  });
  return new Grid(options);
};
