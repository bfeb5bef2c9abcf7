import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { TestsJudge } from './judge-tests';
import { Modules } from './modules';
import { type CodeMutant, mutated } from './operators';
import { ROWS_JUDGE, TARGETS, type Target, testsOf } from './targets';
import { type CodeAnswer, type Judge, NO_EFFECT, type Verdict } from './verdict';

/** Mutants of a target that a worker judges. */
export interface CodeShare {
  readonly target: Target['name'];
  readonly mutants: readonly CodeMutant[];
}

/** News of a worker: the mutant that it begins, or its answer. */
export type CodeNews = { readonly begins: CodeMutant } | CodeAnswer;

interface RowsModule {
  readonly originals: () => Readonly<Record<string, string>>;
  readonly judge: (original: Readonly<Record<string, string>>, first?: string) => Promise<Verdict>;
}

/** Judges by rows: first by the row that saw the last mutant of the same file. */
function rowsJudge(modules: Modules): Judge {
  const load = () => modules.load(ROWS_JUDGE) as RowsModule;
  const original = load().originals();
  const last = new Map<string, string>();
  return {
    async judge({ file }) {
      const verdict = await withoutPlaces(() => load().judge(original, last.get(file)));
      if (verdict.by !== undefined) last.set(file, verdict.by);
      return verdict;
    },
  };
}

/** The CDK records the place in the code of each construct, which takes long and which no template has. */
async function withoutPlaces<T>(run: () => Promise<T>): Promise<T> {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 1;
  return await run().finally(() => {
    Error.stackTraceLimit = stackTraceLimit;
  });
}

/** Judges by tests; what they do not see and a row shows, such as the name of a variable, by the proofs too. */
async function testsJudge(target: Target, modules: Modules): Promise<Judge> {
  const rows = rowsJudge(modules);
  const tests = await TestsJudge.of(testsOf(target), modules);
  return {
    async judge(mutant) {
      const verdict = await tests.judge(mutant);
      if (verdict.killer !== undefined || !modules.files.closure(ROWS_JUDGE).has(mutant.file)) return verdict;
      const shown = await rows.judge(mutant);
      return shown.killer === NO_EFFECT ? {} : shown;
    },
  };
}

async function work({ target: name, mutants }: CodeShare): Promise<void> {
  const target = TARGETS.find((one) => one.name === name);
  if (!target) throw new Error(`${name} is no target`);
  const modules = new Modules();
  const judge = name === 'policies' ? rowsJudge(modules) : await testsJudge(target, modules);
  const tell = (news: CodeNews) => parentPort?.postMessage(news);
  for (const mutant of mutants) {
    tell({ begins: mutant });
    const code = mutated(readFileSync(mutant.file, 'utf8'), mutant);
    const verdict = await modules.with(mutant.file, code, () => judge.judge(mutant)).catch(failedToLoad);
    tell({ mutant, verdict });
  }
}

const failedToLoad = (error: unknown): Verdict => ({
  killer: 'load',
  says: String((error as Error).message).split('\n')[0] ?? '',
});

// What a judged mutant left behind decides nothing.
process.on('unhandledRejection', () => undefined);
void work(workerData as CodeShare).then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
