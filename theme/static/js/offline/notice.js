/* On a kept copy, and only there: asks whether the site has a newer one, and offers it. */

import { watchForNewer } from "./asking.js";

const notice = document.querySelector("[data-kept]");
const part = (name) => notice.querySelector(`[data-kept-${name}]`);

const offerNewer = () => {
  part("said").hidden = true;
  part("newer").hidden = false;
  part("show").hidden = false;
  notice.classList.add("kept--newer");
};
part("show").addEventListener("click", () => location.reload());

const compare = watchForNewer(offerNewer);
// The copy is what the site has: nothing more to say.
const look = async () => {
  if (await compare() && part("newer").hidden) notice.remove();
};
look();
addEventListener("online", look);
