import fc from 'fast-check';
import { calculate } from '../../../lambda/knowledge/agent/calculate';
import { addToDate, dayOf, daysBetween } from '../../../lambda/knowledge/agent/dates';
import { PURE_TOOLS } from '../../../lambda/knowledge/agent/pure-tools';
import { inputSchema, readInput } from '../../../lambda/knowledge/agent/tool-input';

test.each([
  ['0.1 + 0.2', '0.3'],
  ['1250.50 - 3 * 99.90', '950.8'],
  ['(1250.50 - 3 * 99.90) / 4', '237.7'],
  ['2 + 3 * 4 - 5', '9'],
  ['8 / 4 / 2', '1'],
  ['-(2 - 5) * -.5', '-1.5'],
  ['1 / 3', '≈ 0.33333333333333333333'],
  ['2 / 3', '≈ 0.66666666666666666667'],
  ['-2 / 3', '≈ -0.66666666666666666667'],
  ['1 / 1024', '0.0009765625'],
  ['99999999999999999999 * 99999999999999999999', '9999999999999999999800000000000000000001'],
  ['000.500', '0.5'],
  ['0 * -1', '0'],
  [' 7 ', '7'],
])('%s is %s', (expression, value) => {
  expect(calculate(expression)).toBe(value);
});

test('50 brackets within brackets are calculated, and 51 are too many', () => {
  const within = (count: number) => `${'('.repeat(count)}1${')'.repeat(count)}`;
  expect(calculate(within(50))).toBe('1');
  expect(() => calculate(within(51))).toThrow('brackets within brackets');
  expect(() => calculate(`${'(1) + '.repeat(60)}${within(51)}`)).toThrow('brackets within brackets');
});

test.each([
  ['1 / (2 - 2)', 'division by zero'],
  ['', 'expected a number'],
  ['1 +', 'expected a number'],
  ['1 2', 'expected an operator or the end'],
  ['(1', 'expected a closing bracket'],
  ['1)', 'expected an operator or the end'],
  ['1,000', 'only numbers'],
  ['1e9', 'only numbers'],
  ['2 ** 3', 'expected a number'],
  ['process.exit()', 'only numbers'],
  ['9'.repeat(20).concat('^9'), 'only numbers'],
  ['('.repeat(99), 'brackets within brackets'],
])('%j is refused', (expression, words) => {
  expect(() => calculate(expression)).toThrow(words);
});

const decimal = fc
  .tuple(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), fc.integer({ min: 0, max: 6 }))
  .map(([value, digits]) => {
    const text = String(value < 0n ? -value : value).padStart(digits + 1, '0');
    const point = text.length - digits;
    return {
      value: value * 10n ** BigInt(6 - digits),
      text: `${value < 0n ? '-' : ''}${text.slice(0, point)}.${text.slice(point)}0`,
    };
  });

test('sums and differences of any decimals are exact', () => {
  fc.assert(
    fc.property(decimal, decimal, (one, other) => {
      const millionths = (text: string): bigint => {
        const [whole = '', decimals = ''] = text.replace('-', '').split('.');
        return BigInt(text.startsWith('-') ? -1 : 1) * BigInt(whole + decimals.padEnd(6, '0'));
      };
      expect(millionths(calculate(`${one.text} + ${other.text}`))).toBe(one.value + other.value);
      expect(millionths(calculate(`${one.text} - ${other.text}`))).toBe(one.value - other.value);
    }),
  );
});

test('an expression of any characters has a result or is refused in words', () => {
  const characters = fc.string({ unit: fc.constantFrom(...'0123456789.+-*/() '), maxLength: 200 });
  fc.assert(
    fc.property(characters, (expression) => {
      try {
        expect(calculate(expression)).toMatch(/^(≈ )?-?\d+(\.\d*[1-9])?$/);
      } catch (error) {
        expect((error as Error).name).toBe('ToolError');
      }
    }),
    { numRuns: 1_000 },
  );
});

test.each([
  ['2026-11-28', '2026-11-28', 0],
  ['2024-02-28', '2024-03-01', 2],
  ['2026-02-28', '2026-03-01', 1],
  ['2026-12-31', '2026-01-01', -364],
  ['2026-02-30', '2026-03-01', undefined],
  ['2026-13-01', '2026-03-01', undefined],
])('from %s to %s', (from, to, days) => {
  expect(daysBetween(from, to)).toBe(days);
});

test.each([
  ['2026-01-31', 1, 0, '2026-02-28'],
  ['2024-01-31', 1, 0, '2024-02-29'],
  ['2026-11-30', 3, 0, '2027-02-28'],
  ['2026-03-31', -1, -1, '2026-02-27'],
  ['2026-11-28', 0, 90, '2027-02-26'],
  ['0099-12-31', 0, 1, '0100-01-01'],
  ['9999-12-31', 0, 1, undefined],
  ['0000-01-01', 0, -1, undefined],
  ['2026-02-29', 0, 0, undefined],
])('%s, %i months and %i days later', (date, months, days, expected) => {
  expect(addToDate(date, months, days)).toBe(expected);
});

test('days added are days between', () => {
  const day = fc.integer({ min: -50_000, max: 50_000 }).map((days) => dayOf(days * 86_400_000));
  fc.assert(
    fc.property(day, fc.integer({ min: -36_500, max: 36_500 }), (date, days) => {
      expect(daysBetween(date, addToDate(date, 0, days) ?? '')).toBe(days);
    }),
  );
});

const tools = Object.entries(PURE_TOOLS);
const EXAMPLES: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  calculate: { expression: '1 + 1' },
  days_between: { from: '2026-11-28', to: '2026-12-24' },
  add_to_date: { date: '2026-11-28', months: 3 },
};

test.each(tools)('%s takes its example, and no input beside its schema', (name, { fields, run }) => {
  const example = EXAMPLES[name] ?? {};
  const input = readInput(fields, example);
  if (typeof input === 'string') throw new Error(input);
  expect(run(input)).toMatch(/^[\d-]+$/);
  const { required, properties } = inputSchema(fields);
  const described = Object.entries(fields).map(([name, { type, description }]) => [name, { type, description }]);
  expect(properties).toEqual(Object.fromEntries(described));
  for (const field of required) {
    const { [field]: _, ...rest } = example;
    expect(readInput(fields, rest)).toContain(`${field} must be`);
  }
  for (const field of Object.keys(fields)) {
    for (const wrong of [null, {}, [], true, 1.5, 'x'.repeat(1_001), '']) {
      const refused = readInput(fields, { ...example, [field]: wrong });
      expect(refused).toEqual(expect.stringContaining('must be'));
      expect(refused).not.toContain('xxx');
    }
  }
  expect(readInput(fields, { ...example, filter: {} })).toContain('no fields except');
  expect(readInput(fields, [example])).toBe('the input must be an object');
});
