/* Letters compared as in `ground/lettering.py`: no case, no marks, dotted and dotless i alike. */

/** What a search compares. Step by step as `fold` in Python; a test compares the two. */
export const fold = (text) => {
  for (let round = 0; round < 4; round += 1) {
    const folded = text.normalize("NFKD").toLowerCase().replace(/ı/g, "i").replace(/ς/g, "σ")
      .normalize("NFKD").replace(/\p{M}/gu, "").normalize("NFKC");
    if (folded === text) break;
    text = folded;
  }
  return text;
};

/** The words of a text as a search knows them; an ending after an apostrophe is not one. */
export const wordsOf = (text) => fold(text).replace(/['’]\p{L}+/gu, "").match(/[\p{L}\p{N}]+/gu) ?? [];

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
