import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CodeMutant, mutantsOfCode } from './operators';

/** Files that are attacked, and the module that judges a mutant of them. */
export interface Target {
  readonly name: 'policies' | 'requests';
  readonly folders: readonly string[];
  /** Entry points of a bundle: a module with `judge`, or files of tests. */
  readonly judges: readonly string[];
}

export const TARGETS: readonly Target[] = [
  {
    name: 'policies',
    folders: [
      ...[
        'access',
        'bedrock',
        'encryption',
        'fine-tuning',
        'functions',
        'iam',
        'inference',
        'network',
        'storage',
        'stacks',
      ].map((room) => `lib/${room}`),
    ],
    judges: ['proofs/code/judge-rows.ts'],
  },
  {
    name: 'requests',
    folders: [
      ...['lambda/inference', 'lambda/inference/bedrock', 'lambda/inference/request', 'lambda/shared'],
      ...['lambda/shared/failures', 'lambda/fine-tuning', 'lib/fine-tuning/workflow', 'lib/workflow'],
    ],
    judges: ['test/contracts', 'test/fine-tuning/workflow', 'test/inference/function'],
  },
];

/** Wiring and the protocol of AWS, which only tests with a process of its own reach: test/inference/bundle. */
const ELSEWHERE = /\/(handler|bedrock-protocol|bodies|event-stream|numbers|unknown-members)\.ts$/;

/**
 * Returns the mutants of a target, file by file.
 *
 * @param most of each file, evenly spread: for a look in between
 */
export function mutantsOfTarget({ folders }: Target, most = Number.POSITIVE_INFINITY): readonly CodeMutant[] {
  return folders.flatMap(filesIn).flatMap((file) => {
    const all = mutantsOfCode(file, readFileSync(file, 'utf8'));
    const step = Math.max(1, all.length / most);
    return all.filter((_, index) => Math.floor(index / step) !== Math.floor((index - 1) / step));
  });
}

const filesIn = (folder: string) =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !ELSEWHERE.test(`/${entry.name}`))
    .map(({ name }) => join(folder, name))
    .sort();

/** Files of tests below the judges of a target. */
export const testsOf = ({ judges }: Target): readonly string[] =>
  judges.flatMap((judge) =>
    judge.endsWith('.ts')
      ? [judge]
      : readdirSync(judge)
          .filter((name) => name.endsWith('.test.ts'))
          .map((name) => join(judge, name)),
  );
