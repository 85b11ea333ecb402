/* The ways a finished text leaves the device: each a link or a button that the visitor taps. */

const bytes = (text) => new TextEncoder().encode(text).length;
const pathOf = (path) => path.split("/").map(encodeURIComponent).join("/");

/** GitHub's page for a new file, filled in; `complete` is false when the text had to stay behind. */
export const newFileAddress = ({ repository, branch, longestAddress }, path, yaml) => {
  const folder = path.split("/").slice(0, -1).join("/");
  const name = path.split("/").at(-1);
  const bare = `${repository}/new/${pathOf(branch)}/${pathOf(folder)}?filename=${encodeURIComponent(name)}`;
  const whole = `${bare}&value=${encodeURIComponent(yaml)}`;
  return bytes(whole) <= longestAddress ? { href: whole, complete: true } : { href: bare, complete: false };
};

/** GitHub's editor for a file; it cannot be filled in, so the text is copied. */
export const editAddress = ({ repository, branch }, path) => `${repository}/edit/${pathOf(branch)}/${pathOf(path)}`;

/* Mail programs and messengers are given less than GitHub: what is cut would not be noticed. */
const LONGEST_MESSAGE = 1800;

const fitting = (start, message, fallback) => {
  const whole = start + encodeURIComponent(message);
  return bytes(whole) <= LONGEST_MESSAGE ? { href: whole, complete: true }
    : { href: start + encodeURIComponent(fallback), complete: false };
};

/** A mail ready to be sent (RFC 6068); without `to` the visitor chooses to whom. */
export const mailAddress = (to, subject, message, fallback) =>
  fitting(`mailto:${encodeURIComponent(to).replace("%40", "@")}?subject=${encodeURIComponent(subject)}&body=`, message, fallback);

/** A message for a chat. */
export const messageAddress = (message, fallback) => fitting("https://wa.me/?text=", message, fallback);

/** Put a text on the clipboard. Resolves to whether that worked. */
export const copy = async (text) => {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
};
