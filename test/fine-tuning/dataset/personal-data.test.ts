import fc from 'fast-check';
import { NATIONAL_NUMBERS } from '../../../domain/fine-tuning/dataset/personal-data/national-numbers';
import { findPersonalData } from '../../../domain/fine-tuning/dataset/personal-data/personal-data';
import { Screen } from '../../../domain/fine-tuning/dataset/record/screen';
import { BEDROCK_REGIONS } from '../../../domain/models/regions';

/** Appends the check digit of ISO/IEC 7812. */
function card(digits: readonly number[]): string {
  const sum = digits
    .toReversed()
    .map((digit, index) => (index % 2 === 0 ? digit * 2 : digit))
    .reduce((total, digit) => total + (digit > 9 ? digit - 9 : digit), 0);
  return [...digits, (10 - (sum % 10)) % 10].join('');
}

const digit = fc.integer({ min: 0, max: 9 });
/** First digits and lengths, without the check digit, that issuers use. */
const issued = fc.constantFrom([4, 12], [3, 13], [3, 14], [2, 15], [5, 15], [6, 18], [4, 18]);
const cards = issued.chain(([first = 4, length = 12]) =>
  fc.array(digit, { minLength: length - 1, maxLength: length - 1 }).map((rest) => card([first, ...rest])),
);
/** Cards as printed: 4-4-4-4 and so on, or 4-6-5. */
const printed = fc.tuple(cards, fc.constantFrom('', ' ', '-')).map(([number, separator]) => {
  if (number.length === 15) return number.replace(/^(\d{4})(\d{6})(\d{5})$/, `$1${separator}$2${separator}$3`);
  const all = number.match(/\d{4}/g) ?? [];
  return [...all.slice(0, -1), (all.at(-1) ?? '') + number.slice(all.length * 4)].join(separator);
});

const PUBLISHED = {
  'Social Security number': ['078-05-1120', '219-09-9999'],
  'Korean resident number': ['900101-1234568', '9001011234568', '211005-3123456'],
  'Japanese My Number': ['1234 5678 9018', '1234-5678-9018'],
  'Aadhaar number': ['2341 2341 2346'],
  'NRIC or FIN': ['S1234567D'],
  'Australian tax file number': ['123 456 782'],
  'Australian Medicare number': ['2123 45670 1'],
  'Indonesian NIK': ['3171011708450001'],
  'Malaysian MyKad number': ['950101-14-5678'],
  'New Zealand IRD number': ['49-091-850'],
  'Thai identity number': ['1-1037-02071-81-1'],
  'Taiwanese identity number': ['A123456789'],
  'South African identity number': ['8001015009087'],
  'Canadian social insurance number': ['193-456-787'],
  'German tax number': ['86095742719', '86 095 742 719'],
  'Swiss AHV number': ['756.9217.0769.85', '7569217076985'],
  'Swedish personal number': ['811228-9874', '19811228-9874'],
  'codice fiscale': ['RSSMRA85T10A562S', 'rssmra85t10a562s'],
  'DNI or NIE': ['12345678Z', '12345678-Z', 'X1234567L'],
  'Irish PPS number': ['1234567T', '1234567FA'],
  'UK National Insurance number': ['AB123456C', 'AB 12 34 56 C'],
  'NHS number': ['943 476 5919'],
  'French NIR': ['2 55 08 14 168 025 38', '255081416802538'],
  'Israeli identity number': ['12345678-2'],
  'Emirates ID': ['784-1980-1234567-8'],
  CURP: ['HEGG560427MVZRRL04'],
  CPF: ['529.982.247-25', '52998224725'],
  IBAN: ['DE89 3704 0044 0532 0130 00', 'GB82WEST12345698765432', 'FR14 2004 1010 0505 0001 3M02 606'],
} as const satisfies Record<string, readonly string[]>;

const ids = fc.constantFrom(...Object.values(PUBLISHED).flat());
const phones = fc.constantFrom(
  '+82-10-1234-5678',
  '010-1234-5678',
  '01012345678',
  '02-123-4567',
  '+1 206 555 0100',
  '(206) 555-0100',
  '206-555-0100',
  '090-1234-5678',
  '03-1234-5678',
  '+44 20 7946 0958',
  '020 7946 0958',
  '01 23 45 67 89',
  '030/901820-11',
  '+65 6123 4567',
  '98765 43210',
  '(11) 91234-5678',
  '0412 345 678',
  '0612345678',
  '07700900123',
  '09012345678',
  '01712345678',
  '0912345678',
  '622 345 678',
  '347 123 4567',
);
const around = fc.stringMatching(/^[a-z ]{0,40}$/);

test.each([
  ['card-number', printed],
  ['id-number', ids],
  ['phone-number', phones],
  ['e-mail', fc.constantFrom('one@example.org', 'a.b+c@mail.example.com', 'one@b\u00fccher.example')],
] as const)('%s is found wherever it is, and no screen hides its line', (code, numbers) => {
  fc.assert(
    fc.property(around, numbers, around, (before, number, after) => {
      const text = Buffer.from(`${before} ${number} ${after}`).toString('latin1');
      expect(findPersonalData(text).map((found) => found.code)).toContain(code);
      const bytes = Buffer.from(`${text}\n`, 'latin1');
      expect(new Screen(bytes, `${text}\n`).mayHoldPersonalData(0, text.length)).toBe(true);
    }),
    { numRuns: 500 },
  );
});

describe.each(NATIONAL_NUMBERS)('$name', ({ region, name, isValid }) => {
  const examples: readonly string[] = PUBLISHED[name as keyof typeof PUBLISHED] ?? [];

  test('belongs to a Region of Amazon Bedrock', () => {
    expect(BEDROCK_REGIONS).toContain(region);
  });

  test('is named by the finding', () => {
    expect(examples.length).toBeGreaterThan(0);
    for (const example of examples)
      expect(findPersonalData(`it is ${example}.`)).toContainEqual({ code: 'id-number', name });
  });

  test('has a check digit that a wrong digit breaks', () => {
    for (const example of examples.slice(0, isValid ? 1 : 0)) {
      // The last digit of a Medicare number is not its check digit.
      const last = name.includes('Medicare') ? 9 : example.search(/\d(?!.*\d)/);
      const others = [...'0123456789'].filter((other) => other !== example[last]);
      const valid = others.filter((other) => isValid?.(example.slice(0, last) + other + example.slice(last + 1)));
      expect(valid).toEqual([]);
    }
  });
});

test.each([
  'in 2026 and 1999',
  'call 12',
  '4111 1111 1111 1112',
  '078-05-112',
  '666-12-3456',
  'at@home',
  '1234567890123456',
  '900101-1234567',
  '991301-1234568',
  '2026-11-27 17:40:22',
  'order 202611271740',
  '01-02-2026 10:11:12',
  '03.04.2026 1745',
  '27/11/2026 10:11',
  'GB83WEST12345698765432',
  'rows 100 200 300 400 500',
  'account 123456789012',
  '1764265222123',
  '550e8400-e29b-41d4-a716-446655440000',
  '192.168.100.200',
  '3.14159265358979',
  '12,345,678.90',
  'from 1000-2000 to 3000-4000',
  '978-3-16-148410-0',
])('%s is not personal data', (text) => {
  expect(findPersonalData(text)).toEqual([]);
});
