import type { Progress } from '../../lib/operations/progress';
import { boundsOf } from './bounds/bounds';
import { evaluate } from './decisions/evaluator';
import { type Inspection, inspect } from './decisions/inspection';
import { simulate } from './decisions/simulator';
import { World } from './decisions/world';
import { systemOf } from './model/system';
import { type KillTable, killTable } from './mutants/kill-table';
import { proofsOf } from './mutants/proofs';
import { judgedByWorkers } from './mutants/workers';
import { invocations, pointsOf, samples, wrong } from './profiles/profiles';
import type { Proof, Subject } from './proof';
import { matrixOf } from './report/capabilities';
import type { Proven } from './report/proven';
import { reachPart } from './report/reach-part';

/** Proves everything there is to prove of these deployments, and breaks each of them on purpose. */
export async function prove(subjects: readonly Subject[], progress: Progress): Promise<Proven> {
  const inspected: { subject: Subject; inspections: readonly Inspection[] }[] = [];
  for (const subject of subjects) {
    const inspections = await progress.step(`who can do what in ${subject.name}`, (note) => inspect(subject, note));
    inspected.push({ subject, inspections });
  }
  const profiles = await progress.step('every model and profile, from every Region', () => proveProfiles());
  const proofs = proofsOf(subjects);
  const others = await progress.step(`${proofs.map(({ name }) => name).join(', ')}`, () => brokenOf(subjects, proofs));
  const broken = [
    ...inspected.flatMap(({ subject, inspections }) =>
      inspections.flatMap((one) => one.broken.map((says) => `${subject.name}: ${says}`)),
    ),
    ...profiles.broken,
    ...others,
  ];
  // Of a deployment that is broken already, no mutant could be said to be killed.
  const kills =
    broken.length > 0
      ? NO_KILLS
      : await progress.step('mutants', (note) =>
          killTable(subjects, proofs, () => judgedByWorkers(WORKER, (judged) => note(`${judged} judged`))),
        );
  const rows = await Promise.all(
    inspected.map(async ({ subject, inspections }) => ({
      name: subject.name,
      inspections,
      matrix: await matrixOf(new World(subject)),
      reach: reachPart(subject),
    })),
  );
  const bound = await Promise.all(subjects.map(({ templates }) => boundsOf(systemOf(templates))));
  return {
    rows,
    profiles,
    bounds: bound.flat(),
    kills: { ...kills, proofs: proofs.map(({ name }) => name) },
    broken: [...broken, ...kills.survivors.map((name) => `no proof sees the mutant ${name}`)],
  };
}

/** What judges the mutants, beside this bundle: bin/build.mjs. */
const WORKER = 'build/proofs/mutants/worker.js';

const NO_KILLS: KillTable = { mutants: 0, killed: 0, refusedOnly: [], kinds: [], survivors: [], equivalent: [] };

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
