/* How the page's language writes numbers and puts names in order. A browser reads its tables of all
   languages when the first of these is made: a tenth of a second on a cheap phone. The page runs this
   module by itself while Leaflet is still on its way, one piece after the other. */

const { lang } = document.documentElement;

/** Puts names in the order of the language. */
export const { compare } = new Intl.Collator(lang);

let [written, forms] = [null, null];
/** How numbers are written. */
export const figures = () => { written ??= new Intl.NumberFormat(lang); return written; };
/** Which form of a word a number asks for. */
export const plurals = () => { forms ??= new Intl.PluralRules(lang); return forms; };

setTimeout(figures);
