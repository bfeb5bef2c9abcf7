import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { TestsJudge } from './judge-tests';
import { Modules } from './modules';
import { type CodeMutant, mutated } from './operators';
import { ROWS_JUDGE, TARGETS, type Target, testsOf } from './targets';
import type { CodeAnswer, Judge, Verdict } from './verdict';

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
  // The CDK records the place in the code of each construct, which no template has.
  Error.stackTraceLimit = 1;
  const load = () => modules.load(ROWS_JUDGE) as RowsModule;
  const original = load().originals();
  const last = new Map<string, string>();
  return {
    async judge({ file }) {
      const verdict = await load().judge(original, last.get(file));
      if (verdict.by !== undefined) last.set(file, verdict.by);
      return verdict;
    },
  };
}

async function work({ target: name, mutants }: CodeShare): Promise<void> {
  const target = TARGETS.find((one) => one.name === name);
  if (!target) throw new Error(`${name} is no target`);
  const modules = new Modules();
  const judge = name === 'policies' ? rowsJudge(modules) : await TestsJudge.of(testsOf(target), modules);
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
