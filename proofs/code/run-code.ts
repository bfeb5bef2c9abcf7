import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import type { Progress } from '../../cli/terminal/progress';
import { EXIT, type ExitCode } from '../../domain/operator-error';
import { CODE_PAGE, codePage, type Scope } from './code-page';
import { judgedByCodeWorkers } from './code-workers';
import { explanationsOf } from './explained';
import { KeptVerdicts } from './kept-verdicts';
import { SourceFiles } from './source-files';
import { mutantsOfTarget, TARGETS, type Target } from './targets';
import type { CodeAnswer } from './verdict';

const KEPT = 'build/code-mutants.jsonl';

/**
 * Attacks the code that builds policies and requests, and writes docs/code-mutants.md.
 *
 * @param options.percent places of each file and kind that are attacked, chosen by a hash
 * @param options.onlyJudged judges nothing: takes of each target the largest share that earlier runs have judged
 * @param options.ignoresEarlier judges every mutant again, also what an earlier or a stopped run has judged
 */
export async function proveCode(
  options: { readonly percent: number; readonly ignoresEarlier: boolean; readonly onlyJudged: boolean },
  progress: Progress,
): Promise<ExitCode> {
  const answers: CodeAnswer[] = [];
  const kept = new KeptVerdicts(KEPT, new SourceFiles(), options);
  const scope: Scope[] = [];
  for (const target of TARGETS) {
    const percent = options.onlyJudged ? judgedShare(target, kept, options.percent) : options.percent;
    const mutants = mutantsOfTarget(target, percent);
    scope.push({ target: target.name, percent, places: mutantsOfTarget(target).length });
    await progress.step(`${target.name}: ${mutants.length} mutants of the code`, async (note) => {
      const known = mutants.flatMap((mutant): readonly CodeAnswer[] => {
        const verdict = kept.of(target, mutant);
        return verdict ? [{ mutant, verdict }] : [];
      });
      answers.push(...known);
      const isKnown = new Set(known.map(({ mutant }) => mutant));
      const left = mutants.filter((mutant) => !isKnown.has(mutant));
      const started = Date.now();
      let judged = 0;
      await judgedByCodeWorkers({ target: target.name, mutants: left }, availableParallelism(), (answer) => {
        answers.push(answer);
        kept.keep(target, answer);
        judged += 1;
        const minutes = ((Date.now() - started) / judged) * ((left.length - judged) / 60_000);
        note(`${known.length + judged} of ${mutants.length}, about ${Math.ceil(minutes)} min to go`);
      });
    });
  }
  const { survivors, explained, stale } = explanationsOf(
    answers,
    scope.every(({ percent }) => percent >= 100),
  );
  writeFileSync(CODE_PAGE, codePage(answers, explained, survivors, scope));
  for (const name of survivors) console.error(`  ✗ nothing sees ${name}`);
  for (const pattern of stale)
    console.error(`  ✗ proofs/code/explained.ts explains ${pattern}, which does not survive`);
  console.log(
    `${answers.length} mutants of the code, ${survivors.length} survive without a reason. ${CODE_PAGE} is written.`,
  );
  return survivors.length + stale.length > 0 ? EXIT.failed : EXIT.ok;
}

/** Returns the largest share, in whole percent, whose mutants all have a verdict. */
function judgedShare(target: Target, kept: KeptVerdicts, most: number): number {
  for (let percent = most; percent > 0; percent -= 1)
    if (mutantsOfTarget(target, percent).every((mutant) => kept.of(target, mutant))) return percent;
  return 0;
}
