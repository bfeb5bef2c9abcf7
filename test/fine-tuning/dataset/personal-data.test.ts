import fc from 'fast-check';
import { findPersonalData } from '../../../domain/fine-tuning/dataset/record/personal-data';
import { Screen } from '../../../domain/fine-tuning/dataset/record/screen';

/** With the check digit that ISO/IEC 7812 asks for. */
function card(digits: readonly number[]): string {
  const sum = digits
    .toReversed()
    .map((digit, index) => (index % 2 === 0 ? digit * 2 : digit))
    .reduce((total, digit) => total + (digit > 9 ? digit - 9 : digit), 0);
  return [...digits, (10 - (sum % 10)) % 10].join('');
}

const digit = fc.integer({ min: 0, max: 9 });
const cards = fc.array(digit, { minLength: 12, maxLength: 18 }).map(card);
/** As they are printed: 4-4-4-4 and so on, or Amex's 4-6-5. */
const printed = fc.tuple(cards, fc.constantFrom('', ' ', '-')).map(([number, separator]) => {
  const groups = number.length === 15 ? /^(\d{4})(\d{6})(\d{5})$/ : undefined;
  if (groups) return number.replace(groups, `$1${separator}$2${separator}$3`);
  const all = number.match(/\d{4}/g) ?? [];
  return [...all.slice(0, -1), (all.at(-1) ?? '') + number.slice(all.length * 4)].join(separator);
});
const ids = fc
  .tuple(...([3, 2, 4] as const).map((length) => fc.array(digit, { minLength: length, maxLength: length })))
  .map((groups) => groups.map((group) => group.join('')).join('-'));
const around = fc.stringMatching(/^[a-z ]{0,40}$/);

test.each([
  ['card-number', printed],
  ['id-number', ids],
  ['e-mail', fc.constantFrom('one@example.org', 'a.b+c@mail.example.com')],
] as const)('%s is found wherever it stands, and lets no line through unseen', (code, numbers) => {
  fc.assert(
    fc.property(around, numbers, around, (before, number, after) => {
      const text = `${before} ${number} ${after}`;
      expect(findPersonalData(text)).toContain(code);
      const bytes = Buffer.from(`${text}\n`);
      const screen = new Screen(bytes, `${text}\n`, []);
      expect(screen.mayHoldPersonalData(0, text.length)).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test.each(['in 2026 and 1999', 'call 12', '4111 1111 1111 1112', '078-05-112', 'at@home', '1234567890123456'])(
  '%s is none',
  (text) => {
    expect(findPersonalData(text)).toEqual([]);
  },
);
