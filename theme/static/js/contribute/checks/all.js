/* Every rule that a schema cannot say, because it needs the city, the calendar, other files or two
   fields at once. Each module here has its twin of the same name in `city/checks/`. */

import { problemsOf } from "../rules.js";
import { capitals } from "./capitals.js";
import { likelyDuplicates, twinEvents } from "./duplicates.js";
import { identity } from "./identity.js";
import { links } from "./links.js";
import { markup } from "./markup.js";
import { opening } from "./opening.js";
import { personal } from "./privacy.js";
import { textsOf } from "./texts.js";
import { timing, verified } from "./timing.js";
import { untraced } from "./sources.js";
import { otherDistrict, whereabouts } from "./whereabouts.js";

/** All problems of kept data, those of single answers first: `{ path, code, remedy, values }`, with
    `doubt` or `note` for what passes, `repaired` for an answer to put in its place.

    `about` is what the page lends. `beside` is what the answers are compared with: the file's own
    `path` and `id`, and, once they have come, `index`, `neighbours` and `shapes` of the site's data. */
export const allProblems = (kind, schema, data, about, beside = {}) => {
  const found = problemsOf(schema, data);
  // What is wrong on its own is not compared with anything.
  const wrong = new Set(found.map(({ path }) => path[0]));
  const sound = Object.fromEntries(Object.entries(data).filter(([key]) => !wrong.has(key)));
  const ofKind = kind === "place" ? ofPlace : ofEvent;
  return [
    ...found, ...identity(kind, sound, about, beside), ...whereabouts(sound, about), ...ofKind(data, sound, about, beside),
    ...ofTexts(data, about, beside),
  ];
};

function* ofPlace(data, sound, about, beside) {
  yield* otherDistrict(sound, about, beside);
  yield* opening(sound, about);
  yield* verified(sound, about);
  yield* likelyDuplicates(sound, about, beside);
  yield* untraced(data);
}

function* ofEvent(data, sound, about, beside) {
  yield* timing(sound, about);
  yield* twinEvents(sound, about, beside);
}

/* Nothing personal, no hidden target, no shouting, no markup without effect: in every text. */
function* ofTexts(data, about, beside) {
  const texts = [...textsOf(data)];
  for (const [path, text] of texts) {
    yield* personal(path, text, about.textRules);
    yield* markup(path, text, about.textRules);
    yield* capitals(path, text, about.textRules.capitals);
  }
  yield* links(texts, about.textRules, beside);
}
