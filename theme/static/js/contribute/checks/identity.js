/* A file's name is used once in its kind, now and ever; its folder says where or when (`identity.py`,
   `whereabouts.py` and `timing.py`, and `source/folders.py` for how a name looks). */

import { identifier } from "../../search/lettering.js";

const ID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const MONTH = /^[0-9]{4}-[0-9]{2}$/;

/** What is wrong with the name of a new file, or with the folder of a corrected one. */
export const identity = (kind, sound, about, beside) => {
  if (beside.isNew) return beside.named ? newName(kind, sound, about, beside) : [];
  return beside.path ? [...otherFolder(kind, sound, beside.path.split("/"))] : [];
};

/** The beginning of every name that a file may have. */
export const fileName = (text, { longestFileName }) => identifier(text).slice(0, longestFileName).replace(/^-+|-+$/g, "");

const newName = (kind, sound, about, { id, index }) => {
  const path = ["file"];
  if (!ID.test(id) || id.length > about.longestFileName) {
    const repaired = fileName(id, about) || about.anyFileName;
    return [{ path, code: "bad-file-name", repaired, values: { name: `${id}.yaml`, repaired: `${repaired}.yaml` } }];
  }
  if (kind === "event" && (about.reserved.includes(id) || MONTH.test(id))) return [{ path, code: "reserved-id", values: { id } }];
  if (!index) return [];
  const [taken] = index[kind][id] || [];
  const former = index.former[kind][id];
  if (!taken && !former) return [];
  const isFree = (name) => !index[kind][name] && !index.former[kind][name];
  const longer = fileName(`${id}-${kind === "place" ? sound.district || "" : sound.start?.slice(0, 4) || ""}`, about);
  const repaired = [longer, ...[2, 3, 4, 5].map((number) => fileName(`${longer}-${number}`, about))].find(isFree);
  return [{
    path, code: taken ? "duplicate-id" : "former-id-taken", repaired, values: { id, other: taken || former },
    twin: `${kind}/${(taken || former).split("/").at(-1).replace(/\.ya?ml$/, "")}`,
  }];
};

function* otherFolder(kind, { district, start }, [, folder, ...deeper]) {
  if (kind === "place" && district && deeper.length && folder !== district) {
    yield { path: ["district"], code: "other-folder", doubt: true, values: { folder, district } };
  }
  const year = start?.slice(0, 4);
  if (kind === "event" && year && /^[0-9]+$/.test(folder) && folder !== year) {
    yield { path: ["start"], code: "other-year", doubt: true, values: { folder, year } };
  }
}
