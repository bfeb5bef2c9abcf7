import type { FindingCode } from '../dataset-finding';
import { hasLuhnDigit } from './check-digits';
import { NATIONAL_NUMBERS } from './national-numbers';

export interface PersonalData {
  readonly code: FindingCode & ('e-mail' | 'id-number' | 'card-number' | 'phone-number');
  readonly name: string;
}

/** Bytes beyond ASCII belong to letters, which domains can have. */
const E_MAIL = /[\w.%+\x80-\xff-]@[\w\x80-\xff-]+\.[A-Za-z\x80-\xff]/;

/** Digits that any number needs, with at most three other characters between two of them. */
const DIGITS = /\d(?:\D{0,3}\d){5}/;

/** Card number as printed: 13 to 19 digits, in groups of four or more. */
const CARD = /(?<!\d)\d{4}(?:[ -]?\d){9,15}(?!\d)/g;

/** Phone numbers: international, with a trunk prefix, North American, Indian, Brazilian, Spanish and Italian, without separators. */
const PHONES = [
  /(?<![\w+])\+[1-9]\d{0,2}(?:[ .()/-]{0,2}\d){7,12}(?!\d)/g,
  /(?<![\w.-])\(?0\d{1,4}\)?(?:[ ./-]{1,2}\d{2,8}){1,4}(?![\w-]|\.\d)/g,
  /(?<![\w.-])(?:1[ .-])?(?:\([2-9]\d{2}\) ?|[2-9]\d{2}[ .-])[2-9]\d{2}[ .-]\d{4}(?![\w-]|\.\d)/g,
  /(?<![\w.-])[6-9]\d{4}[ -]\d{5}(?![\w-]|\.\d)/g,
  /(?<!\w)\(\d{2}\) ?9?\d{4}-\d{4}(?![\w-])/g,
  /(?<![\w.-]|\d[ ])(?:[67]\d{2}[ .-]\d{3}[ .-]\d{3}|3\d{2}[ .-]\d{3}[ .-]?\d{3,4})(?![\w-]|[ .-]?\d)/g,
  // Mobile numbers of Korea, Germany, Australia, France, the United Kingdom, Japan, Taiwan and South Africa.
  /(?<![\w.-])0(?:1[016-9]\d{7,8}|1[5-7]\d{8,9}|4\d{8}|[6-9]\d{8}|7\d{9}|[789]0\d{8})(?![\w-]|\.\d)/g,
];

/** Finds personal data by its form. A hint only: most personal data has no form, and other numbers can look alike. */
export function findPersonalData(text: string): readonly PersonalData[] {
  const found: PersonalData[] = [];
  if (E_MAIL.test(text)) found.push({ code: 'e-mail', name: 'e-mail address' });
  if (!DIGITS.test(text)) return found;
  const cards: Match[] = [];
  const ids: Match[] = [];
  if (addMatches(text, CARD, isCardNumber, cards)) found.push({ code: 'card-number', name: 'card number' });
  for (const { name, pattern, isValid } of NATIONAL_NUMBERS) {
    // A card number has a check digit, which is better evidence than a form.
    if (addMatches(text, pattern, isValid, ids, isValid ? [] : cards)) found.push({ code: 'id-number', name });
  }
  const phones: Match[] = [];
  for (const pattern of PHONES) addMatches(text, pattern, isPhoneNumber, phones);
  const others = [...ids, ...cards];
  if (phones.some((phone) => !others.some((other) => overlap(phone, other)))) {
    found.push({ code: 'phone-number', name: 'phone number' });
  }
  return found;
}

interface Match {
  readonly start: number;
  readonly end: number;
}

/** Adds what matches a pattern and is valid, unless it is part of another match. @returns whether there is any */
function addMatches(
  text: string,
  pattern: RegExp,
  isValid: ((match: string) => boolean) | undefined,
  matches: Match[],
  others: readonly Match[] = [],
): boolean {
  const before = matches.length;
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const found = { start: match.index, end: pattern.lastIndex };
    if (isValid && !isValid(match[0])) continue;
    if (![...matches, ...others].some((other) => overlap(found, other))) matches.push(found);
  }
  return matches.length > before;
}

const overlap = (one: Match, other: Match) => one.start < other.end && other.start < one.end;

/** Issuers by the first digit and the length (ISO/IEC 7812). */
const ISSUED = /^(?:4\d{12}|3\d{13,14}|[2-6]\d{15}|[4-6]\d{16,18})$/;

const isCardNumber = (text: string) => ISSUED.test(text.replace(/\D/g, '')) && hasLuhnDigit(text);

/** Day, month and year at the start, as in 01-02-2026 10:11. */
const DATE = /^0?\d[ ./-](?:0?[1-9]|[12]\d|3[01])[ ./-](?:19|20)\d{2}\b/;

/** ITU-T E.164 allows 15 digits; numbers with fewer than 9 digits look like dates. */
function isPhoneNumber(text: string): boolean {
  if (DATE.test(text)) return false;
  const digits = text.replace(/\D/g, '').length;
  return digits >= 9 && digits <= 15;
}
