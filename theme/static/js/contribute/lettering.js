/* Letters compared as in `ground/lettering.py`: no case, no marks, dotted and dotless i alike. */

/** What a search compares. */
export const fold = (text) => text.replace(/[İIı]/g, "i").normalize("NFKD").toLowerCase()
  .normalize("NFKD").replace(/\p{M}/gu, "").replace(/ı/g, "i").normalize("NFKC");

/** A permanent id made of a name: ASCII lower case, digits and hyphens. */
export const identifier = (text) => fold(text).replace(/[^\x00-\x7f]/g, "").replace(/'/g, "")
  .replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");

/** A name in ordinary letters; words of `joining` stay small inside it. */
export const inTitleCase = (text, language, joining) =>
  text.toLocaleLowerCase(language).replaceAll("i\u0307", "i")
    .replace(/\p{L}+(?:['’]\p{L}+)*/gu, (word, start) => (start && joining.includes(word) ? word
      : [...word].map((letter, index) => (index ? letter : letter.toLocaleUpperCase(language))).join("")));

/** Characters as people and the validator count them. */
export const lengthOf = (text) => [...text].length;
