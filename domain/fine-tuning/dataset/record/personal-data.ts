import type { FindingCode } from '../dataset-finding';

const E_MAIL = /[\w.%+-]@[\w-]+\.[A-Za-z]/;
/** US Social Security number. */
const ID_NUMBER = /(?<!\d)\d{3}-\d{2}-\d{4}(?!\d)/;
/** Card number as printed: 13 to 19 digits, in groups of four or more. */
const DIGITS = /\d{4}(?:[ -]?\d){9,15}/g;

/** Finds personal data by its form. A hint only: most personal data has no form, and other numbers can look alike. */
export function findPersonalData(text: string): FindingCode[] {
  const found: FindingCode[] = [];
  if (E_MAIL.test(text)) found.push('e-mail');
  if (ID_NUMBER.test(text)) found.push('id-number');
  if (text.match(DIGITS)?.some((digits) => isCardNumber(digits.replace(/\D/g, '')))) found.push('card-number');
  return found;
}

/** Verifies the check digit (ISO/IEC 7812, Luhn). */
function isCardNumber(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index++) {
    const digit = Number(digits.at(-1 - index)) * (index % 2 === 0 ? 1 : 2);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return sum % 10 === 0;
}
