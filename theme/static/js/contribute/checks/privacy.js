/* What belongs to a person must not be published by mistake (`privacy.py`). */

import { found } from "./texts.js";

/** Identity numbers and bank accounts are refused; a mobile number or a private address is doubted. */
export function* personal(path, text, { eleven, iban, mobile, mail }) {
  if (found(eleven, text).some(isIdentityNumber)) yield { path, code: "identity-number", values: {} };
  if (found(iban, text).some(isIban)) yield { path, code: "bank-account", values: {} };
  if (found(mobile, text).length) yield { path, code: "mobile-number", doubt: true, values: {} };
  if (found(mail, text).length) yield { path, code: "private-mail", doubt: true, values: {} };
}

/** A Turkish identity number by its two check digits. */
export const isIdentityNumber = (digits) => {
  const numbers = [...digits].map(Number);
  const sum = (some) => some.reduce((one, other) => one + other, 0);
  const odd = sum(numbers.filter((_, index) => index < 9 && index % 2 === 0));
  const even = sum(numbers.filter((_, index) => index < 8 && index % 2 === 1));
  return numbers[9] === (((7 * odd - even) % 10) + 10) % 10 && numbers[10] === sum(numbers.slice(0, 10)) % 10;
};

/** An account number by its check digits (ISO 7064, mod 97). */
export const isIban = (text) => {
  const compact = text.replaceAll(" ", "");
  const digits = [...compact.slice(4), ...compact.slice(0, 4)].map((letter) => parseInt(letter, 36)).join("");
  return [...digits].reduce((rest, digit) => (rest * 10 + Number(digit)) % 97, 0) === 1;
};
