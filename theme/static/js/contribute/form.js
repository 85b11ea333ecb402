/* The form: what a visitor answers becomes a place's or an event's file, on this device.

   The page lends all words and addresses; the rules come from the site's schemas. Nothing is sent:
   at the end there are links and buttons, and the visitor chooses. */

import { spoken } from "./card.js";
import { districtAt } from "./checks/geography.js";
import { draftOf, keptDrafts } from "./draft.js";
import { copy } from "./hand-over.js";
import { about, all, fetched, find, goTo, index, later, matching, MOST_FOUND, row, shapes, show } from "./page.js";
import { hideSending, offerSending, sayCopied } from "./sending.js";
import { reveal, Sheet } from "./sheet.js";
import { counted } from "./sentences.js";
import { startWhere } from "./where.js";

const { words, language, languages } = about;

/* The desk: which sheet lies on it, and its draft */

const sheets = {};
let sheet = null;
let draft = null;
const trouble = (text) => show(find("[data-trouble]"), text);
const reports = {
  answered: () => { trouble(""); keepDraft(); },
  finished: (done) => {
    const unchanged = done.source && !Object.keys(done.changes).length;
    trouble(unchanged ? words.nothingChanged : "");
    if (unchanged) goTo(find("[data-trouble]"));
    else offerSending(done);
  },
};

const where = (() => {
  const root = find("[data-where]");
  const field = (axis) => find(`[data-path="location.${axis}"]`, root);
  const number = (axis) => (field(axis).value.trim() && Number.isFinite(Number(field(axis).value)) ? Number(field(axis).value) : null);
  const take = (lat, lon) => {
    for (const [axis, value] of [["lat", lat], ["lon", lon]]) {
      field(axis).value = value;
      const control = sheet.answers.controlAt(["location", axis]);
      control.used = control.left = true;
    }
    sheet.answered();
    proposeDistrict();
  };
  const picker = startWhere(root, { words, take, point: () => ({ lat: number("lat"), lon: number("lon") }) });

  let proposed = "";
  const proposeDistrict = later(200, async () => {
    const select = find("[data-form=place] [data-path=district]");
    const [lat, lon] = [number("lat"), number("lon")];
    if (sheet?.kind !== "place" || lat === null || lon === null) return;
    const { south, north, west, east } = about.bounds;
    if (lat < south || lat > north || lon < west || lon > east) return;
    const found = districtAt(await shapes().catch(() => ({ features: [] })), lat, lon);
    if (!found || !about.districts[found] || select.value === found) return;
    if (select.value && select.value !== proposed) return;
    select.value = proposed = found;
    picker.say(`${words.districtProposed} ${about.districts[found]}`);
    sheet.answered();
  });

  root.addEventListener("input", (event) => {
    const pair = /^\s*([+-]?\d+[.,]\d+)\s*[,; ]\s*([+-]?\d+[.,]\d+)\s*$/.exec(event.target.value);
    if (pair && event.target === field("lat")) {
      field("lat").value = pair[1].replace(",", ".");
      field("lon").value = pair[2].replace(",", ".");
    }
    picker.show();
    proposeDistrict();
  });
  return { root, show: picker.show, say: picker.say };
})();

const keepDraft = later(300, () => {
  if (!draft || !sheet?.data) return;
  const kept = draft.keep({ data: sheet.data, setting: sheet.setting, file: sheet.named ? sheet.id : "" });
  if (kept) { find("[data-draft]").hidden = false; find("[data-draft-status]").textContent = words.draftKept; }
});
addEventListener("pagehide", () => keepDraft.now());

find("[data-delete-draft]").addEventListener("click", () => {
  if (!confirm(words.sureToDelete)) return;
  draft.delete();
  location.reload();
});

/** Lay a sheet on the desk: empty, or with a file to correct. */
const layOut = async (kind, source = null, name = kind) => {
  trouble("");
  hideSending();
  try {
    sheets[kind] ??= new Sheet(kind, reports);
    const next = sheets[kind];
    if (sheet && sheet !== next) sheet.form.hidden = true;
    find("[data-where-slot]", next.form).append(where.root);
    if (kind === "event" && !next.adopted) {
      next.answers.adopt(sheetOfPlaces().answers.fixed.filter((control) => control.path[0] === "location"));
      next.adopted = true;
    }
    sheet = next;
    await sheet.open(source?.values || {}, source);
  } catch {
    trouble(words.trouble);
    return;
  }
  draft = draftOf(about.page, name);
  const kept = draft.read();
  find("[data-draft]").hidden = !kept;
  if (kept?.data) {
    sheet.answers.show(kept.data);
    if (sheet.settings && kept.setting) sheet.chooseSetting(kept.setting);
    if (kept.file) { sheet.named = true; find("input", sheet.nameOfFile).value = kept.file; }
    sheet.prepare(sheet.answers);
    find("[data-draft-status]").textContent = words.draftBack;
  }
  find("[data-columns]").hidden = false;
  sheet.refresh();
  sheet.namePlace();
  where.show();
  if (!source) sheet.fetchBeside("index", index);
};

const sheetOfPlaces = () => (sheets.place ??= new Sheet("place", reports));

const correct = async (wanted) => {
  const [, kind, id] = /^(place|event)\/([a-z0-9-]+)$/.exec(wanted) || [];
  let source = null;
  try { source = id ? await fetched(`${about.written}/${kind}/${id}.json`) : null; } catch { /* said below */ }
  if (!source) {
    trouble(words.noSuchFile);
    chooseStart("correction");
    return;
  }
  const named = source.values[kind === "place" ? "name" : "title"];
  show(find("[data-correcting]"), `${words.correcting} ${spoken(named, languages)}`);
  find("[data-start]").hidden = true;
  await layOut(kind, source, wanted);
  goToField(location.hash.slice(1));
};

const goToField = (key) => {
  if (!key || !sheet) return;
  const control = sheet.answers.controlAt([key]);
  const part = control?.element || document.getElementById(key);
  if (!part || !sheet.form.contains(part)) return;
  const target = control?.target || part.querySelector("input, textarea, select, [data-add]");
  if (target) reveal(target);
  goTo(part, { block: "start" });
};

/** Where a form opens: that of a place, of an event, or with a file to correct. */
const addressOf = (name) => `${about.page}?${name.includes("/") ? about.queryEdit : about.queryAdd}=${name}`;

/** What was begun before, each with the way on; for a visit that asks for nothing in particular. */
const offerDrafts = () => {
  const drafts = keptDrafts(about.page);
  find("[data-drafts]").hidden = !drafts.length;
  find("[data-drafts] ul").replaceChildren(...drafts.map(({ name, content }) => {
    const kind = name.split("/")[0];
    const said = spoken(content.data.name || content.data.title, languages)
      || (kind === "place" ? words.unnamedPlace : words.unnamedEvent);
    const what = name.includes("/") ? words.correction : kind === "place" ? words.newPlace : words.newEvent;
    const line = document.createElement("li");
    const on = Object.assign(document.createElement("button"), { type: "button", className: "button", textContent: words.goOn });
    const away = Object.assign(document.createElement("button"), { type: "button", className: "text-button", textContent: words.deleteDraft });
    for (const way of [on, away]) way.setAttribute("aria-label", `${way.textContent}: ${said}`);
    on.addEventListener("click", () => location.assign(addressOf(name)));
    away.addEventListener("click", () => {
      if (!confirm(words.sureToDelete)) return;
      draftOf(about.page, name).delete();
      offerDrafts();
    });
    line.append(Object.assign(document.createElement("p"), { textContent: `${what} ${said}` }), on, " ", away);
    return line;
  }));
};

const chooseStart = (what) => {
  for (const button of all("[name=what]")) button.checked = button.value === what;
  find("[data-finder]").hidden = what !== "correction";
  if (what === "correction") find("[data-columns]").hidden = true;
};

for (const button of all("[name=what]")) {
  button.addEventListener("change", () => {
    chooseStart(button.value);
    find("[data-drafts]").hidden = true;
    // The same form again after a reload, with its draft.
    history.replaceState(null, "", button.value === "correction" ? about.page : addressOf(button.value));
    if (button.value !== "correction") layOut(button.value);
    else { hideSending(); find("[data-draft]").hidden = true; }
  });
}

const lookFor = later(150, async () => {
  const typed = find("[data-find]").value;
  const known = await index().catch(() => ({ place: {}, event: {} }));
  const entries = ["place", "event"].flatMap((kind) =>
    Object.entries(known[kind]).map(([id, [, name, remark]]) => ({ id: `${kind}/${id}`, name, remark })));
  const found = matching(entries, typed);
  find("[data-find-status]").textContent = typed.trim() ? counted(words.found, found.length, language) : "";
  find("[data-found]").replaceChildren(...found.slice(0, MOST_FOUND).map(({ id, name, remark }) => row(name, remark, () => {
    const link = document.createElement("a");
    link.href = `${about.page}?${about.queryEdit}=${id}`;
    return link;
  })));
});
find("[data-find]").addEventListener("input", lookFor);

for (const button of all("[data-copy]")) button.addEventListener("click", () => copy(sheet.yaml).then(sayCopied));

/* The beginning: what the address asks for */

const asked = new URLSearchParams(location.search);
const askedFor = (names) => names.map((name) => asked.get(name)).find(Boolean) || "";
find("[data-desk]", document).hidden = false;
const toCorrect = askedFor(about.query.edit);
const toAdd = askedFor(about.query.add);
if (toCorrect) correct(toCorrect);
else if (toAdd === "place" || toAdd === "event") {
  chooseStart(toAdd);
  layOut(toAdd).then(() => {
    const select = find("[data-form=place] [data-path=district]");
    if (toAdd === "place" && about.districts[asked.get("district")] && !select.value) {
      select.value = asked.get("district");
      sheet.refresh();
    }
    // A quest knows which field and audience its district lacks; they come ticked, like the district.
    for (const [query, list] of [["theme", "themes"], ["audience", "audiences"]]) {
      const boxes = all(`[data-choices=${list}] input`, sheet.form);
      const wanted = boxes.find((box) => box.value === asked.get(query));
      if (wanted && !boxes.some((box) => box.checked)) wanted.click();
    }
  });
} else offerDrafts();
