/* What a visitor takes along from a page: a text to pass on, a stamp, the address of a calendar.
   Nothing happens before a tap. */

const text = (share) => share.querySelector("[data-text]").textContent.trim();

for (const share of document.querySelectorAll("[data-share]")) {
  const status = share.querySelector("[role=status]");
  const offer = (selector, act) => {
    const button = share.querySelector(selector);
    button.parentElement.hidden = false;
    button.addEventListener("click", act);
  };
  offer("[data-copy]", async () => {
    try {
      await navigator.clipboard.writeText(text(share));
      status.textContent = share.dataset.copied;
    } catch {
      share.querySelector("details").open = true;
      status.textContent = share.dataset.byHand;
    }
  });
  if (navigator.share) offer("[data-pass-on]", () => navigator.share({ text: text(share) }).catch(() => {}));
}

for (const offer of document.querySelectorAll("[data-stamp-offer]")) {
  const { book, key, taken, notKept } = offer.dataset;
  const button = offer.querySelector("button");
  const status = offer.querySelector("[role=status]");
  const { lang, dataset: { timeZone } } = document.documentElement;
  const stamp = async (take) => {
    const [{ stamped }, { inWords, keep, open, today }] = await Promise.all([import("./passport/book.js"), import("./passport/keep.js")]);
    let passport = open(book);
    if (take) passport = stamped(passport, key, today(timeZone), "hand");
    const mine = passport.stamps[key];
    const kept = !take || keep(book, passport);
    button.hidden = Boolean(mine) && kept;
    status.textContent = kept ? (mine ? taken.replace("{day}", inWords(mine.day, lang)) : "") : notKept;
  };
  button.hidden = false;
  button.addEventListener("click", () => stamp(true));
  // The passport's scripts are fetched only by those who have one.
  try { if (localStorage.getItem(book)?.includes(`"${key}"`)) stamp(false); } catch { /* nothing is kept here */ }
}

for (const button of document.querySelectorAll("[data-copy-address]")) {
  const { copyAddress, copied } = button.dataset;
  const status = button.nextElementSibling;
  button.parentElement.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(copyAddress);
      status.textContent = copied;
    } catch { status.textContent = copyAddress; } // to be copied by hand
  });
}
