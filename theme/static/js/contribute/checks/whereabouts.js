/* Points lie in the city and in the district they name (`whereabouts.py`). */

import { districtAt, metresOutside } from "./geography.js";

/** The point lies in the city and is exact enough. */
export function* whereabouts({ location }, { bounds }) {
  if (!location) return;
  const [lat, lon] = [Number(location.lat), Number(location.lon)];
  const inside = (north, east) => north >= bounds.south && north <= bounds.north && east >= bounds.west && east <= bounds.east;
  if (!inside(lat, lon)) {
    const path = ["location"];
    if (inside(lon, lat)) {
      const swapped = { lat: location.lon, lon: location.lat };
      yield {
        path, code: "swapped-coordinates", repaired: swapped,
        values: { lat: location.lat, lon: location.lon, repaired: `location: {lat: ${swapped.lat}, lon: ${swapped.lon}}` },
      };
    } else {
      const edges = Object.fromEntries(Object.entries(bounds).map(([side, degrees]) => [side, asFloat(degrees)]));
      yield { path, code: "out-of-bounds", values: { lat: location.lat, lon: location.lon, ...edges } };
    }
    return;
  }
  for (const axis of ["lat", "lon"]) {
    if ((location[axis].split(".")[1] || "").length < 4) {
      yield { path: ["location", axis], code: "rough-coordinates", doubt: true, values: { value: location[axis] } };
    }
  }
}

/* Python writes whole degrees as `39.0`. */
const asFloat = (number) => (Number.isInteger(number) ? number.toFixed(1) : String(number));

/** The point lies in the district that was chosen, by outlines that a quay may miss a little. */
export function* otherDistrict({ location, district }, { districts, edgeMetres }, { shapes }) {
  if (!location || !district || !shapes) return;
  const [lat, lon] = [Number(location.lat), Number(location.lon)];
  const found = districtAt(shapes, lat, lon);
  if (!found || found === district || metresOutside(shapes, district, lat, lon) <= edgeMetres) return;
  yield {
    path: ["district"], code: "other-district", doubt: true, repaired: found, values: { district, found },
    shown: { district: districts[district] || district, found: districts[found] || found },
  };
}
