/* What a visitor takes along from a page: a text to pass on. Nothing happens before a tap. */

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
