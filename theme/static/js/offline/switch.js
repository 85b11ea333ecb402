/* The switch: says what keeping is and how much it takes, before anything is kept. */

import { watchForNewer } from "./asking.js";
import { keepingOf } from "./keeping.js";
import { inBytes, sizesAt } from "./sizes.js";

const panel = document.querySelector("[data-offline]");
const words = JSON.parse(panel.querySelector("[data-offline-words]").textContent);
const button = panel.querySelector("[data-offline-switch]");
const told = panel.querySelector("[data-offline-told]");
const size = panel.querySelector("[data-offline-size]");
const newer = document.querySelector("[data-offline-newer]");
const keeping = keepingOf({ base: panel.dataset.base, script: panel.dataset.worker });

const tell = (sentence) => { told.textContent = sentence; };

/** How much it is to begin with: asked for when somebody looks at it. */
const tellSize = async () => {
  const sizes = await sizesAt(panel.dataset.sizes);
  if (!sizes) return;
  const { start, most } = sizes;
  const { lang } = document.documentElement;
  size.textContent = size.textContent.replace("{size}", inBytes(start, lang))
    .replace("{most}", inBytes(start + most.bytes, lang)).replace("{pages}", most.pages.toLocaleString(lang));
  size.hidden = false;
};

const show = (on) => {
  button.setAttribute("aria-checked", String(on));
  panel.dispatchEvent(new CustomEvent("keeping", { detail: { on } }));
};

const switchTo = async (on) => {
  button.disabled = true;
  try {
    tell(on ? words.fetching : "");
    if (on) await keeping.start();
    else await keeping.stop();
    tell(on ? words.on : words.off);
    show(on);
  } catch {
    tell(await keeping.hasRoom(5_000_000) ? words.failed : words.full);
    show(false);
  }
  button.disabled = false;
};

const begin = async () => {
  panel.classList.remove("offline--coming");
  if (!await keeping.possible()) {
    button.hidden = true;
    tell(words.impossible);
    return;
  }
  const on = Boolean(await keeping.registration());
  show(on);
  if (on) {
    watchForNewer(() => { newer.hidden = false; });
    newer.querySelector("button").addEventListener("click", () => location.reload());
  }
  button.addEventListener("click", () => switchTo(button.getAttribute("aria-checked") !== "true"));
  if (panel.open === undefined || panel.open) await tellSize();
  else panel.addEventListener("toggle", tellSize, { once: true });
};

if (panel) begin();
