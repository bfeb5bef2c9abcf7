/** Check digit algorithms of national identity numbers. Each returns whether the number is valid. */

const digitsOf = (text: string): number[] => [...text.replace(/\D/g, '')].map(Number);

const weightedSum = (digits: readonly number[], weights: readonly number[]): number =>
  weights.reduce((sum, weight, index) => sum + weight * (digits[index] ?? 0), 0);

/** Payment cards (ISO/IEC 7812) and many identity numbers. */
export function hasLuhnDigit(text: string): boolean {
  const sum = digitsOf(text)
    .reverse()
    .map((digit, index) => (index % 2 === 0 ? digit : digit * 2))
    .reduce((total, digit) => total + (digit > 9 ? digit - 9 : digit), 0);
  return sum % 10 === 0;
}

/** Checks that the first six digits are a day: year, month, day of the month. */
export function hasDate(text: string): boolean {
  const [, month = 0, day = 0] = (text.replace(/\D/g, '').match(/\d\d/g) ?? []).map(Number);
  return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

/** Resident number of the Republic of Korea. Numbers of those born since October 2020 have no check digit. */
export function isKoreanResidentNumber(text: string): boolean {
  const digits = digitsOf(text);
  if (!hasDate(text)) return false;
  const [year = 0, month = 0] = [(digits[0] ?? 0) * 10 + (digits[1] ?? 0), (digits[2] ?? 0) * 10 + (digits[3] ?? 0)];
  const generation = digits[6] ?? 0;
  if ([3, 4, 7, 8].includes(generation) && year * 100 + month >= 2010) return true;
  const rest = weightedSum(digits, [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5]) % 11;
  const isForeign = generation >= 5;
  return digits[12] === (11 - rest) % 10 || (isForeign && digits[12] === (13 - rest) % 10);
}

/** My Number of Japan. */
export function isMyNumber(text: string): boolean {
  const digits = digitsOf(text);
  const rest = weightedSum(digits, [6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11;
  return digits[11] === (rest <= 1 ? 0 : 11 - rest);
}

/** NHS number of the United Kingdom. */
export function isNhsNumber(text: string): boolean {
  const digits = digitsOf(text);
  return digits[9] === (11 - (weightedSum(digits, [10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11)) % 11;
}

/** CPF of Brazil. Equal digits are valid by their sum, and are never issued. */
export function isCpf(text: string): boolean {
  const digits = digitsOf(text);
  const check = (length: number) =>
    ((weightedSum(
      digits,
      Array.from({ length }, (_, index) => length + 1 - index),
    ) *
      10) %
      11) %
    10;
  return new Set(digits).size > 1 && digits[9] === check(9) && digits[10] === check(10);
}

/** Tax file number of Australia. */
export const isTaxFileNumber = (text: string): boolean =>
  weightedSum(digitsOf(text), [1, 4, 3, 7, 5, 8, 6, 9, 10]) % 11 === 0;

/** Medicare number of Australia. */
export function isMedicareNumber(text: string): boolean {
  const digits = digitsOf(text);
  return digits[8] === weightedSum(digits, [1, 3, 7, 9, 1, 3, 7, 9]) % 10;
}

/** IRD number of New Zealand. */
export function isIrdNumber(text: string): boolean {
  const digits = digitsOf(text.replace(/\D/g, '').padStart(9, '0'));
  const check = (weights: readonly number[]) => (11 - (weightedSum(digits, weights) % 11)) % 11;
  const first = check([3, 2, 7, 6, 5, 4, 3, 2]);
  return digits[8] === (first === 10 ? check([7, 4, 3, 2, 5, 2, 7, 6]) : first);
}

/** Identity number of Thailand. */
export function isThaiNumber(text: string): boolean {
  const digits = digitsOf(text);
  return digits[12] === (11 - (weightedSum(digits, [13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11)) % 10;
}

/** AHV number of Switzerland (EAN-13). */
export function isAhvNumber(text: string): boolean {
  const digits = digitsOf(text);
  return digits[12] === (10 - (weightedSum(digits, [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3]) % 10)) % 10;
}

/** Tax identification number of Germany (ISO 7064, MOD 11,10). One of its first ten digits occurs two or three times. */
export function isSteuerId(text: string): boolean {
  const digits = digitsOf(text);
  const counts = digits.slice(0, 10).map((digit, _, all) => all.filter((other) => other === digit).length);
  if (![2, 3].includes(Math.max(...counts)) || new Set(digits.slice(0, 10)).size < 8) return false;
  let product = 10;
  for (const digit of digits.slice(0, 10)) {
    const sum = (digit + product) % 10 || 10;
    product = (sum * 2) % 11;
  }
  return digits[10] === (11 - product) % 10;
}

/** International bank account number (ISO 13616, MOD 97). Letters count as 10 to 35. */
export function isIban(text: string): boolean {
  const compact = text.replaceAll(' ', '');
  const digits = (compact.slice(4) + compact.slice(0, 4)).replace(/[A-Z]/g, (letter) => `${letter.charCodeAt(0) - 55}`);
  return digits.split('').reduce((rest, digit) => (rest * 10 + Number(digit)) % 97, 0) === 1;
}

/** NIR of France. The departments of Corsica count as 19 and 18. */
export function isNir(text: string): boolean {
  const compact = text.replace(/\W/g, '').toUpperCase().replace('2A', '19').replace('2B', '18');
  return Number(compact.slice(13)) === 97 - (Number(compact.slice(0, 13)) % 97);
}

/** DNI and NIE of Spain. */
export function isDni(text: string): boolean {
  const compact = text.replace(/\W/g, '');
  const number = Number(compact.slice(0, -1).replace(/^[XYZ]/, (letter) => String('XYZ'.indexOf(letter))));
  return compact.at(-1) === 'TRWAGMYFPDXBNJZSQVHLCKE'[number % 23];
}

/** PPS number of Ireland. */
export function isPpsNumber(text: string): boolean {
  const second = Math.max(0, ' ABCDEFGHI'.indexOf(text[8] ?? ' '));
  const sum = weightedSum(digitsOf(text), [8, 7, 6, 5, 4, 3, 2]) + 9 * second;
  return text[7] === 'WABCDEFGHIJKLMNOPQRSTUV'[sum % 23];
}

const ODD_CODES = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];

/** Codice fiscale of Italy. */
export function isCodiceFiscale(text: string): boolean {
  const values = [...text].map((character) =>
    /\d/.test(character) ? Number(character) : character.charCodeAt(0) - 65,
  );
  const sum = values
    .slice(0, 15)
    .reduce((total, value, index) => total + (index % 2 === 0 ? (ODD_CODES[value] ?? 0) : value), 0);
  return values[15] === sum % 26;
}

/** CURP of Mexico. */
export function isCurp(text: string): boolean {
  const alphabet = '0123456789ABCDEFGHIJKLMN-OPQRSTUVWXYZ';
  const sum = [...text.slice(0, 17)].reduce(
    (total, letter, index) => total + alphabet.indexOf(letter) * (18 - index),
    0,
  );
  return Number(text[17]) === (10 - (sum % 10)) % 10;
}

const NRIC_LETTERS = {
  S: 'JZIHGFEDCBA',
  T: 'JZIHGFEDCBA',
  F: 'XWUTRQPNMLK',
  G: 'XWUTRQPNMLK',
  M: 'XWUTRQPNJLK',
} as const;
const NRIC_OFFSETS = { S: 0, T: 4, F: 0, G: 4, M: 3 } as const;

/** NRIC and FIN of Singapore. */
export function isNric(text: string): boolean {
  const kind = text[0] as keyof typeof NRIC_LETTERS;
  const sum = weightedSum(digitsOf(text), [2, 7, 6, 5, 4, 3, 2]) + NRIC_OFFSETS[kind];
  return text[8] === NRIC_LETTERS[kind][sum % 11];
}

const TAIWAN_LETTERS = 'ABCDEFGHJKLMNPQRSTUVXYWZIO';

/** Identity number of Taiwan. */
export function isTaiwanNumber(text: string): boolean {
  const code = TAIWAN_LETTERS.indexOf(text[0] ?? '') + 10;
  const digits = [Math.floor(code / 10), code % 10, ...digitsOf(text)];
  return weightedSum(digits, [1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1]) % 10 === 0;
}

const VERHOEFF_PERMUTATION = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];

/** Multiplies two elements of the dihedral group of the pentagon. */
function multiply(a: number, b: number): number {
  if (a < 5) return b < 5 ? (a + b) % 5 : 5 + ((a + b) % 5);
  return b < 5 ? 5 + ((a - b) % 5) : (a - b + 5) % 5;
}

/** Aadhaar number of India (Verhoeff). */
export function isAadhaar(text: string): boolean {
  const check = digitsOf(text)
    .reverse()
    .reduce((product, digit, index) => {
      let permuted = digit;
      for (let times = index % 8; times > 0; times--) permuted = VERHOEFF_PERMUTATION[permuted] as number;
      return multiply(product, permuted);
    }, 0);
  return check === 0;
}
