/* The events somebody starred: their ids, on this device only, and only once a star was tapped. */

const KEY = "starred-events";
const changed = new EventTarget();

const read = () => {
  try { return new Set(JSON.parse(localStorage.getItem(KEY) || "[]").filter((id) => typeof id === "string")); } catch { return new Set(); }
};
const keep = (ids) => {
  try {
    if (ids.size) localStorage.setItem(KEY, JSON.stringify([...ids].sort()));
    else localStorage.removeItem(KEY);
  } catch { /* a browser that keeps nothing: the stars last as long as the page */ }
};

let ids = read();

/** The ids of the starred events. */
export const starred = () => new Set(ids);

/** Call `act` whenever the stars change, in this or another tab. */
export const whenStarsChange = (act) => changed.addEventListener("change", act);

const tell = () => {
  for (const button of document.querySelectorAll("[data-star]")) show(button);
  changed.dispatchEvent(new Event("change"));
};

/** Star an event, or take its star away. */
export const turn = (id) => {
  if (!ids.delete(id)) ids.add(id);
  keep(ids);
  tell();
};

/** Take all stars away; nothing of them is left on the device. */
export const forgetAll = () => {
  ids = new Set();
  keep(ids);
  tell();
};

addEventListener("storage", ({ key }) => { if (key === KEY || key === null) { ids = read(); tell(); } });

const show = (button) => button.setAttribute("aria-pressed", String(ids.has(button.dataset.star)));

/** A button that stars the event `id`; `words` are `{ star, icons }`, `title` is the event's. */
export const starButton = (id, title, words) => {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "star";
  button.dataset.star = id;
  button.title = words.star;
  const drawing = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  drawing.setAttribute("class", "icon");
  drawing.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `${words.icons}#star`);
  drawing.append(use);
  const name = document.createElement("span");
  name.className = "visually-hidden";
  name.textContent = `${words.star}: ${title}`;
  button.append(drawing, name);
  button.addEventListener("click", () => turn(id));
  show(button);
  return button;
};
