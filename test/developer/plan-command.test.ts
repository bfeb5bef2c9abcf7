import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { ActivityReport } from '../../domain/developer/usage/activity-report';
import { type LeavingPlan, leavingPlan } from '../../domain/developer/usage/leaving-plan';
import type { Seat } from '../../domain/developer/usage/seat-list';
import { SEAT_PRICES } from '../../domain/prices/seat-prices';
import { runMain } from '../support/run-main';
import { DAY, folder, line, written } from './report-run';
import { syntheticYear, writeReports } from './synthetic-year';

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const plan = (...args: readonly string[]) => runMain(['developer', 'plan', ...args]);
const ONE = written(line({ ...DAY, Chat_AICodeLines: 3 }));

test('the plan of a year has each seat of Amazon Q Developer once, and its Markdown each of its users', async () => {
  // Days around the beginning of Kiro.
  const place = writeReports(
    join(folder, 'year'),
    syntheticYear().filter((_, index) => index % 5 === 0),
  );
  const key = written('0123456789abcdef', 'key');
  const { stdout: json } = await plan(place, '--key', key, '--until', '2030-04-30', '--json');
  const { stdout: page } = await plan(place, '--key', key, '--until', '2030-04-30');
  const { cancel, alreadyInKiro, waves, months } = JSON.parse(json) as LeavingPlan;
  const users = [...cancel.map(({ user }) => user), ...alreadyInKiro, ...waves.flatMap((wave) => wave.users)];
  expect(new Set(users).size).toBe(users.length);
  expect(months[0]?.qSeats).toBe(users.length);
  expect(months.at(-1)?.qSeats).toBe(0);
  for (const user of users) expect(page).toContain(`- [ ] ${user}`);
});

const anySeat = fc.record({
  user: fc.constantFrom(...Array.from({ length: 12 }, (_, index) => `u${index}`)),
  product: fc.constantFrom('q' as const, 'kiro' as const),
  isActive: fc.boolean(),
  days: fc.nat(200),
});

test('any seats: each is cancelled, in Kiro already or moves once; nobody has two seats longer than a month', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(anySeat, { selector: ({ user, product }) => user + product, maxLength: 24 }),
      fc.integer({ min: 0, max: 8 }),
      (some, months) => {
        const seats = some.map(
          (seat): Seat => ({
            ...{
              ...seat,
              kind: seat.product,
              first: '2026-01-01',
              last: '2026-11-01',
              idleDays: 0,
              credits: 0,
              messages: 0,
            },
            usd: seat.product === 'q' ? 19 : 20,
          }),
        );
        const until = `2027-${String(months + 1).padStart(2, '0')}-15`;
        const report = { seats, findings: [], first: '', last: '', prices: {} } as unknown as ActivityReport;
        const result = leavingPlan(report, SEAT_PRICES, '2026-11-28', until);
        const moved = result.waves.flatMap(({ users }) => users);
        const all = [...result.cancel.map(({ user }) => user), ...result.alreadyInKiro, ...moved].sort();
        expect(all).toEqual(
          seats
            .filter(({ product }) => product === 'q')
            .map(({ user }) => user)
            .sort(),
        );
        expect(result.waves.every(({ month }) => month > '2026-11' && month < until)).toBe(true);
        expect(result.months.at(-1)).toMatchObject({ month: until.slice(0, 7), moving: 0, qSeats: 0 });
        expect(result.usd).toBe(result.months.reduce((sum, { qUsd, kiroUsd }) => sum + qUsd + kiroUsd, 0));
        for (const { qSeats, qUsd } of result.months) expect(qUsd).toBe(qSeats * 19);
      },
    ),
  );
});

test('a plan for this month has one wave, now', () => {
  const seat = { user: 'a', product: 'q', isActive: true, days: 1, usd: 19 } as Seat;
  const report = { seats: [seat], findings: [], prices: {} } as unknown as ActivityReport;
  const { waves } = leavingPlan(report, SEAT_PRICES, '2027-04-02', '2027-04-30');
  expect(waves).toEqual([{ month: '2027-04', users: ['a'], isPilot: false }]);
});

describe('--out', () => {
  const out = join(folder, 'plan.md');

  test('writes the file whole, and refuses to replace it without --force', async () => {
    expect(await plan(ONE, '--out', out, '--until', '2030-04-30')).toMatchObject({
      status: 0,
      stdout: `Wrote ${out}.\n`,
    });
    expect(readFileSync(out, 'utf8')).toContain('# Leaving Amazon Q Developer by 2030-04-30');
    writeFileSync(out, 'mine');
    const { status, stderr } = await plan(ONE, '--out', out, '--until', '2030-04-30');
    expect({ status, text: readFileSync(out, 'utf8') }).toEqual({ status: 2, text: 'mine' });
    expect(stderr).toContain('PB-REPORT-006');
    expect((await plan(ONE, '--out', out, '--force', '--until', '2030-04-30')).status).toBe(0);
    expect(readFileSync(out, 'utf8')).toContain('- [ ] user-');
  });

  test('writes nothing if no line of the reports counts', async () => {
    const none = join(folder, 'none.md');
    expect((await plan(written('name\nalice\n'), '--out', none, '--until', '2030-04-30')).stderr).toContain(
      'PB-REPORT-004',
    );
    expect(existsSync(none)).toBe(false);
    expect(readdirSync(folder).filter((name) => name.includes('.tmp'))).toEqual([]);
  });
});

test('lines that are lost are the first thing that the plan says', async () => {
  const report = written(`${line({ ...DAY, Chat_AICodeLines: 3 })}bob,10-30-2026\n`);
  expect((await plan(report, '--until', '2030-04-30')).stdout).toContain(
    '**Incomplete:** 1 line or file of the reports',
  );
});

test('a user id is no markup', async () => {
  const { stdout } = await plan(
    written(line({ ...DAY, UserId: '[x](http://evil) | <b>' })),
    '--names',
    '--until',
    '2030-04-30',
  );
  expect(stdout).toContain('- [ ] \\[x\\]\\(http://evil\\) \\| \\<b\\>');
  expect(stdout).toContain('**This page names people.**');
});

test.each(['2020-01-01', '2027-02-30', 'soon', '99999-01-01', '2999-01-01'])(
  '--until %s is no day for a plan',
  async (until) => {
    const { status, stderr } = await plan(ONE, '--until', until);
    expect({ status, code: stderr.slice(0, 13) }).toEqual({ status: 2, code: 'PB-REPORT-005' });
  },
);
