import fc from 'fast-check';
import { evaluate } from '../../proofs/decisions/evaluator';
import { simulate } from '../../proofs/decisions/simulator';
import { randomRequest } from '../../proofs/differential/random-policies';
import { realRequests } from '../../proofs/differential/real-requests';
import type { Request } from '../../proofs/model/request';
import { subjects } from '../../proofs/subjects';

/** More of them on a day with time: `PROOF_RUNS=20000 npx jest test/proofs/differential.test.ts`. */
const numRuns = Number(process.env.PROOF_RUNS ?? 200);

/** Counts of each answer: a generator that only ever hears "denied" would prove little. */
const heard: Record<string, number> = {};

async function agree(request: Request): Promise<void> {
  const [first, second] = [await simulate(request), evaluate(request)];
  heard[first] = (heard[first] ?? 0) + 1;
  expect([first, request]).toEqual([second, request]);
}

test.each(subjects().map((subject) => [subject.name, subject] as const))(
  'the two evaluators agree on requests around the policies of %s',
  async (_, subject) => {
    await fc.assert(fc.asyncProperty(await realRequests(subject), agree), { numRuns, seed: 4, verbose: 1 });
  },
  600_000,
);

test('they agree on policies that nobody would write', async () => {
  await fc.assert(fc.asyncProperty(randomRequest, agree), { numRuns: 2 * numRuns, seed: 4, verbose: 1 });
}, 600_000);

afterAll(() => {
  // Every kind of answer was among theirs.
  expect(Object.keys(heard).sort()).toEqual(['allowed', 'explicitly denied', 'implicitly denied']);
  for (const count of Object.values(heard)) expect(count).toBeGreaterThan(numRuns / 20);
  process.stdout.write(`differential: ${JSON.stringify(heard)}\n`);
});
