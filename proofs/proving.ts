import type { Progress } from '../cli/terminal/progress';
import { accountProofs } from './account/account-proofs';
import { accountSubjects } from './account/account-subject';
import { inspectAccount, proveRandomAccounts } from './account/prove-accounts';
import type { Review } from './bounds/bound-file';
import { accept, boundsOf } from './bounds/bounds';
import { evaluate } from './decisions/evaluator';
import { type Inspection, inspect } from './decisions/inspection';
import { simulate } from './decisions/simulator';
import { World } from './decisions/world';
import type { KeptResults } from './kept-results';
import { systemOf } from './model/system';
import { tableOf } from './mutants/kill-table';
import { ODD_ROW_WORDS, oddSubjects } from './mutants/odd-rows';
import { proofsOf } from './mutants/proofs';
import { judgedByWorkers } from './mutants/workers';
import { invocations, pointsOf, samples, wrong } from './profiles/profiles';
import type { Proof, Subject } from './proof';
import { matrixOf } from './report/capabilities';
import { notClaimed } from './report/not-claimed';
import type { Proven } from './report/proven';
import { reachPart } from './report/reach-part';
import { proveRandomRows } from './rows/random-rows';

/**
 * Proves everything there is to prove of these deployments, and breaks each of them on purpose.
 *
 * @param review the bounds that count as reviewed
 * @param random rows that are proved besides
 */
export async function prove(
  subjects: readonly Subject[],
  review: Review,
  random: { readonly seed: number; readonly count: number },
  kept: KeptResults,
  progress: Progress,
): Promise<Proven> {
  accept(review);
  const proofs = proofsOf(subjects);
  const look = `a first look: ${proofs.map(({ name }) => name).join(', ')}`;
  const accounts = accountSubjects();
  const seen = await progress.step(look, () =>
    kept.ofPromise('first look', async () => [
      ...(await brokenOf(subjects, proofs)),
      ...(await Promise.all(accounts.map((account) => brokenOf([account], accountProofs(account))))).flat(),
    ]),
  );
  // A deployment that already fails a proof cannot show that a mutant is killed.
  let judged = 0;
  const judging =
    seen.length > 0
      ? Promise.resolve([])
      : kept.ofPromise('mutants', () => judgedByWorkers(WORKER, review, (count) => (judged = count)));
  // Waited for below; a failure until then is not unhandled.
  judging.catch(() => undefined);

  const inspected: { subject: Subject; inspections: readonly Inspection[] }[] = [];
  // Bounds are files to review, one for each role of a row that is deployed: the odd row has none.
  for (const subject of [...subjects, ...oddSubjects()]) {
    const inspections = await progress.step(`who can do what in ${subject.name}`, (note) =>
      inspect(subject, kept, note),
    );
    inspected.push({ subject, inspections });
  }
  const ofAccounts = await progress.step('settings of the account', () =>
    Promise.all(
      accounts.map(async (account) => ({ name: account.name, inspections: await inspectAccount(account, kept) })),
    ),
  );
  const profiles = await progress.step('every model and profile, from every Region', () =>
    kept.ofPromise('profiles', proveProfiles),
  );
  const ofRandomRows = await progress.step('random rows', async (note) => [
    ...(await proveRandomRows(random.seed, random.count, kept, note)),
    ...(await proveRandomAccounts(random.seed, random.count, kept)),
  ]);
  const kills = await progress.step('mutants', async (note) => {
    const ticking = setInterval(() => note(`${judged} judged`), 200);
    return tableOf(await judging.finally(() => clearInterval(ticking)), seen.length > 0 ? [] : undefined);
  });
  const rows = await Promise.all(
    inspected.map(async ({ subject, inspections }) => ({
      name: subject.name,
      ...(subjects.includes(subject) ? {} : { words: ODD_ROW_WORDS[subject.name] ?? '' }),
      notClaimed: notClaimed(subject.config),
      inspections,
      matrix: await kept.ofPromise(`capabilities in ${subject.name}`, () => matrixOf(new World(subject))),
      reach: reachPart(subject),
    })),
  );
  const bound = await kept.ofPromise('bounds', () =>
    Promise.all([...subjects, ...accounts].map(({ templates }) => boundsOf(systemOf(templates)))),
  );
  const undecided = [
    ...inspected.map(({ subject, ...one }) => ({ ...one, name: subject.name })),
    ...ofAccounts,
  ].flatMap(({ name, inspections }) => inspections.flatMap((one) => one.broken.map((says) => `${name}: ${says}`)));
  return {
    rows,
    accounts: ofAccounts,
    profiles,
    bounds: bound.flat(),
    kills: { ...kills, proofs: proofs.map(({ name }) => name) },
    broken: [
      ...new Set([
        ...seen,
        ...undecided,
        ...profiles.broken,
        ...ofRandomRows,
        ...kills.survivors.map((name) => `no proof sees the mutant ${name}`),
      ]),
    ],
  };
}

/** Files that judge the mutants, beside this bundle: tools/build.mjs. */
const WORKER = 'build/proofs/mutants/worker.js';

async function brokenOf(subjects: readonly Subject[], proofs: readonly Proof[]): Promise<readonly string[]> {
  const broken = subjects.flatMap((subject) =>
    proofs.map(async (proof) => (await proof.broken(subject)).map((says) => `${subject.name}: ${says}`)),
  );
  return (await Promise.all(broken)).flat(2);
}

async function proveProfiles() {
  const all = invocations().map((invocation) => ({ invocation, points: pointsOf(invocation) }));
  const sampled = samples().flatMap(pointsOf);
  const differing: string[] = [];
  for (const { words, request } of sampled) {
    if ((await simulate(request)) !== evaluate(request)) differing.push(`the evaluators differ on ${words}`);
  }
  return {
    invocations: all.length,
    points: all.reduce((sum, { points }) => sum + points.length, 0),
    simulated: sampled.length,
    kinds: samples().map((sample): readonly string[] => [
      sample.words,
      sample.region,
      String(
        new Set(
          pointsOf(sample)
            .filter(({ expected }) => expected === 'allowed')
            .map(({ request }) => request.resource),
        ).size,
      ),
    ]),
    broken: [...all.flatMap(({ points }) => wrong(points, evaluate)), ...differing],
  };
}
