/* The desk of the page with the line to copy: choose a list, see it, take its line along. What there
   is to choose stands on the page already; `?list=districts-…` in the address chooses, too. */

const desk = document.querySelector("[data-embed-desk]");
const part = (name) => desk.querySelector(`[data-embed-${name}]`);
const [what, language, height] = ["what", "language", "height"].map((name) => desk.querySelector(`#embed-${name}`));
const entries = new Map([...document.querySelectorAll("[data-embed]")].map((entry) => [entry.id, entry]));
const [line, frame, told] = [part("line"), part("frame"), part("told")];
let seen = frame.src;

for (const [id, entry] of entries) {
  const family = entry.dataset.embed;
  let group = [...what.children].find((one) => one.label === family);
  if (!group) {
    group = document.createElement("optgroup");
    group.label = family;
    what.append(group);
  }
  group.append(new Option(entry.querySelector("summary").textContent, id));
}

const show = () => {
  const entry = entries.get(what.value);
  const written = entry.querySelector(`[data-embed-code="${language.value}"]`).textContent;
  line.textContent = written.replace(/ height="\d+"/, ` height="${height.value}"`);
  const { href } = entry.querySelector(`[data-embed-path="${language.value}"]`);
  // In place of the list before, so that the way back leads out of this page and not through lists.
  if (seen !== href) frame.contentWindow.location.replace(href);
  seen = href;
  frame.height = height.value;
  told.textContent = "";
};

for (const field of [what, language, height]) field.addEventListener("change", show);
part("copy").addEventListener("click", async () => {
  try {
    await navigator.clipboard.writeText(line.textContent);
    told.textContent = told.dataset.copied;
  } catch {
    getSelection().selectAllChildren(line);
    told.textContent = told.dataset.failed;
  }
});
for (const chip of desk.querySelectorAll("[data-embed-width]")) {
  chip.addEventListener("click", () => {
    for (const other of desk.querySelectorAll("[data-embed-width]")) {
      other.setAttribute("aria-pressed", String(other === chip));
      frame.classList.toggle(`embed-frame--${other.dataset.embedWidth}`, other === chip);
    }
  });
}
for (const hidden of desk.querySelectorAll("[data-embed-fields]")) hidden.hidden = false;
const asked = new URLSearchParams(location.search).get("list");
what.value = entries.has(asked) ? asked : frame.dataset.embedFrame;
show();
