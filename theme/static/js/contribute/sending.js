/* The end of the form: the ways to send what was written, each filled in and waiting for a tap. */

import { copy, editAddress, mailAddress, messageAddress, newFileAddress } from "./hand-over.js";
import { about, all, find, goTo } from "./page.js";
import { toYaml } from "./yaml-writer.js";

const { words } = about;

/** Before the end, and again after every change. */
export const hideSending = () => { find("[data-send]").hidden = true; };

/** Fill in every way out and show them. */
export const offerSending = (finished) => {
  const send = find("[data-send]");
  const { yaml, path, name, source } = finished;
  const removed = Object.entries(finished.changes || {}).filter(([, value]) => value === null).map(([key]) => key);
  const intro = `${source ? words.correction : finished.kind === "place" ? words.newPlace : words.newEvent} ${name}`;
  const text = source ? toYaml(finished.changes, Object.keys(finished.schema.properties)) : yaml;
  const message = [intro, path, "", text, ...(removed.length ? [`${words.removedFields} ${removed.join(", ")}`] : [])].join("\n");
  const short = [intro, path, "", words.pasteBelow].join("\n");

  const github = find("[data-github]", send);
  if (github) {
    const made = source ? { href: editAddress(about, path), complete: false } : newFileAddress(about, path, yaml);
    github.href = made.href;
    copyFirst(github, made, yaml);
    find("[data-github-new]", send).hidden = Boolean(source) || !made.complete;
    find("[data-github-edit]", send).hidden = !source;
    find("[data-github-long]", send).hidden = Boolean(source) || made.complete;
  }
  const mail = find("[data-mail]", send);
  copyFirst(mail, mailAddress(about.email || "", intro, message, short), message);
  copyFirst(find("[data-message]", send), messageAddress(message, short), message);
  const share = find("[data-share]", send);
  share.hidden = !navigator.share;
  share.onclick = () => navigator.share({ title: intro, text: message }).catch(() => {});
  send.hidden = false;
  const heading = find("#send-heading", send);
  goTo(heading, { focus: heading, block: "start" });
};

/** A link that, when its address could not hold the text, puts it on the clipboard first. */
const copyFirst = (link, made, text) => {
  link.href = made.href;
  link.onclick = made.complete ? null : async (event) => {
    event.preventDefault();
    const copied = await copy(text);
    sayCopied(copied);
    // Who has to copy by hand does so first; the next tap goes on.
    link.onclick = null;
    if (copied) location.assign(made.href);
  };
};

/** Tell whether the text is on the clipboard. */
export const sayCopied = (worked) => {
  for (const status of all("[data-copy-status]")) status.textContent = worked ? words.copied : words.notCopied;
  if (!worked) find("[data-yaml-fold]").open = true;
};
