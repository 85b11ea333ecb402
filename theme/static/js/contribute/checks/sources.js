/* Whoever reads can trace where a place's facts come from (`sources.py`). */

/** A place that nobody vouches for. */
export function* untraced(data) {
  if (!data.sources && !data.verified) yield { path: [], code: "no-source", doubt: true, values: {} };
}
