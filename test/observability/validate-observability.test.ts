import { type Failing, problemsOf, remediesOf } from '../deployment/rows';

const alarms = (changes: object = {}) => ({ observability: changes });
const ADDRESS = 'on-call@example.com';

/** Mistakes, each with the path of its problem and a part of the remedy. One mistake is one problem. */
const FAILING: readonly Failing[] = [
  ['no object', { observability: true }, 'observability', '{ … }'],
  ['an unknown property', alarms({ email: [ADDRESS] }), 'observability.email', "'emails'"],
  ['an address that is no list', alarms({ emails: ADDRESS }), 'observability.emails', `['${ADDRESS}']`],
  ['an address twice', alarms({ emails: [ADDRESS, ADDRESS.toUpperCase()] }), 'observability.emails[1]', 'once'],
  [
    'more addresses than a topic should have',
    alarms({ emails: Array.from({ length: 11 }, (_, index) => `${index}@example.com`) }),
    'observability.emails',
    'Remove 1',
  ],
  ...[
    'on-call',
    '@example.com',
    'a b@example.com',
    'a@example',
    'Anna <a@example.com>',
    `${'a'.repeat(255)}@b.com`,
  ].map(
    (address): Failing => [
      `the address '${address}'`,
      alarms({ emails: [address] }),
      'observability.emails[0]',
      'address alone',
    ],
  ),
];

test.each(FAILING)('%s is one problem, with its place and remedy', (_, changes, path, remedy) => {
  expect(remediesOf(changes)).toEqual([[path, expect.stringContaining(remedy)]]);
});

test('an address is PB-CONFIG-150', () => {
  expect(problemsOf(alarms({ emails: ['on-call'] })).map(({ code }) => code)).toEqual(['PB-CONFIG-150']);
});

test.each([alarms(), alarms({ emails: [] }), alarms({ emails: [ADDRESS, 'o+n.call@mail.example.co.kr'] })])(
  '%j is valid',
  (changes) => {
    expect(problemsOf(changes)).toEqual([]);
  },
);

// A row has no spend yet, so that PB-CONFIG-004 comes along.
test('spend without observability is PB-CONFIG-151: nobody would be told', () => {
  const codesOf = (changes: object) => problemsOf({ spend: {}, ...changes }).map(({ code }) => code);
  expect(codesOf({})).toContain('PB-CONFIG-151');
  expect(codesOf(alarms())).not.toContain('PB-CONFIG-151');
});
