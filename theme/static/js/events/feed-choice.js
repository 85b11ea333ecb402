/* The calendar that comes nearest to what is chosen, in every way it can be followed. */

let address = "";

/** Show `feed` (as `nearestFeed` found it) in `finder`; nothing unless something `isChosen`. */
export const showFeed = (finder, feed, isChosen, words) => {
  const part = (name) => finder.querySelector(`[data-feed${name}]`);
  part("").hidden = !isChosen;
  if (!isChosen) return;
  const file = feed.family ? `${feed.family}/${encodeURIComponent(feed.id)}.ics` : "events.ics";
  address = words.calendar + file;
  const webcal = address.replace(/^https?:/, "webcal:");
  const select = feed.family && finder.elements[feed.family.slice(0, -1)];
  const name = select ? select.selectedOptions[0]?.textContent : words.feedAll;
  part("-words").textContent = `${feed.exact ? words.feedExact : words.feedNear} ${name}.`;
  part("-webcal").href = webcal;
  part("-google").href = `https://calendar.google.com/calendar/r?cid=${encodeURIComponent(webcal)}`;
  part("-copied").textContent = "";
  part("-copy").onclick = async () => {
    try {
      await navigator.clipboard.writeText(address);
      part("-copied").textContent = words.copied;
    } catch { part("-copied").textContent = address; }
  };
};
