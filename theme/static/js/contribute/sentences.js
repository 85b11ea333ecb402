/* The catalogue's own sentences about mistakes, their slots filled: the words of `make check`. */

/* What a line of a file should look like helps in an editor; a form has the answer's own hint. */
const ABOUT_LINES = new Set([
  "missing-key", "no-setting", "no-source", "swapped-coordinates", "stale-verified",
  "likely-duplicate", "twin-event", "duplicate-id", "former-id-taken", "other-folder", "other-year",
]);

const filled = (template, values) =>
  template.replace(/%\((\w+)\)s|%%/g, (whole, name) => (name ? values[name] ?? whole : "%"));

/** What is wrong. With `label`, the sentence names the answer as the form does, not the key of the file,
    and says the name of what the file names by its id. */
export const whatIsWrong = (sentences, problem, label = "") =>
  filled(sentences[`problem.${problem.code}`] || problem.code, { ...problem.values, ...(label && { ...problem.shown, key: label }) });

/** What to write instead; empty where it speaks of lines of a file. */
export const remedyFor = (sentences, problem) => {
  if (ABOUT_LINES.has(problem.code)) return "";
  const template = sentences[`remedy.${problem.remedy || problem.code}`] || "";
  return filled(template, problem.values).replace(/\s*\n\s*/g, " ");
};

/** A sentence with a number in the page's language. */
export const counted = (forms, number, language) => {
  const chosen = forms[new Intl.PluralRules(language).select(number)] || forms.other;
  return chosen.replace(/\d+/, new Intl.NumberFormat(language).format(number));
};
