/* Where a point lies, and how far things are apart: `city/geography.py`. */

const polygonsOf = ({ geometry }) => (geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates);

/* Even-odd over all rings at once, so that holes count as outside. */
const isInside = (polygon, lat, lon) => {
  let inside = false;
  for (const ring of polygon) {
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
      const [x, y] = ring[i];
      const [u, v] = ring[j];
      if ((y > lat) !== (v > lat) && lon < x + ((lat - y) * (u - x)) / (v - y)) inside = !inside;
    }
  }
  return inside;
};
const holds = (feature, lat, lon) => polygonsOf(feature).some((polygon) => isInside(polygon, lat, lon));

/** The district whose outline holds the point, or null. */
export const districtAt = ({ features }, lat, lon) => features.find((feature) => holds(feature, lat, lon))?.id ?? null;

const radians = (degrees) => (degrees * Math.PI) / 180;
const metresNorth = (latitude) => 111132.09 - 566.05 * Math.cos(2 * latitude) + 1.2 * Math.cos(4 * latitude);
const metresEast = (latitude) => 111415.13 * Math.cos(latitude) - 94.55 * Math.cos(3 * latitude) + 0.12 * Math.cos(5 * latitude);

/** Metres between two points `[lat, lon]` along the ground. */
export const metresBetween = ([lat, lon], [otherLat, otherLon]) => {
  const middle = radians((lat + otherLat) / 2);
  return Math.hypot((lat - otherLat) * metresNorth(middle), (lon - otherLon) * metresEast(middle));
};

/** Metres from the point to a district: 0 inside, infinite for an unknown one. */
export const metresOutside = ({ features }, district, lat, lon) => {
  const feature = features.find(({ id }) => id === district);
  if (!feature) return Infinity;
  if (holds(feature, lat, lon)) return 0;
  const [north, east] = [metresNorth(radians(lat)), metresEast(radians(lat))];
  let nearest = Infinity;
  for (const ring of polygonsOf(feature).flat()) {
    const local = ring.map(([x, y]) => [(x - lon) * east, (y - lat) * north]);
    for (let i = 1; i < local.length; i += 1) nearest = Math.min(nearest, metresToLine(local[i - 1], local[i]));
  }
  return nearest;
};

const metresToLine = ([x, y], [u, v]) => {
  const [dx, dy] = [u - x, v - y];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : Math.max(0, Math.min(1, -(x * dx + y * dy) / length));
  return Math.hypot(x + along * dx, y + along * dy);
};
