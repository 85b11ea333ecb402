/* What a visitor chose is kept in the page's address, so that it can be passed on, bookmarked and
   gone back to. The names of the parameters are the same on every page that filters:
   q, theme, audience, kind, district, age, cost, access (several, with commas between), open,
   stations, event; place is the one that is looked at, near the id of a place, district or stop that
   distances are told from. A visitor's own position never becomes part of an address. */

/** What an address says about each of `names`: a text, empty where it says nothing. */
export const readChosen = (names, search = location.search) => {
  const asked = new URLSearchParams(search);
  return Object.fromEntries(names.map((name) => [name, (asked.get(name) ?? "").trim()]));
};

/** The address `href` with what is chosen in it; what it says beside `names` stays. */
export const addressWith = (chosen, names, href) => {
  const address = new URL(href);
  for (const name of names) {
    if (chosen[name]) address.searchParams.set(name, chosen[name]);
    else address.searchParams.delete(name);
  }
  // A comma needs no escape in a query (RFC 3986 §3.4), and people read addresses.
  address.search = address.search.replaceAll("%2C", ",");
  return address.href;
};

/** Put what is chosen into the page's address. With `newStep` the way back leads to what was before. */
export const keepChosen = (chosen, names, { newStep = false } = {}) => {
  const address = addressWith(chosen, names, location.href);
  if (address === location.href) return;
  if (newStep) history.pushState(null, "", address);
  else history.replaceState(null, "", address);
};

/** The values of a parameter that holds several. */
export const several = (text) => text.split(",").filter(Boolean);
