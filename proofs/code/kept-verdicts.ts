import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { hashOfFiles, sha256 } from '../kept-results';
import type { CodeMutant } from './operators';
import type { SourceFiles } from './source-files';
import { ROWS_JUDGE, type Target, testsOf } from './targets';
import type { CodeAnswer, Verdict } from './verdict';

interface Kept {
  readonly mutant: string;
  readonly inputs: string;
  readonly verdict: Verdict;
}

/**
 * Verdicts of earlier runs and of one that was stopped, a line each. A verdict counts as long as everything that it
 * depends on is the same: the attacked code, and the test that saw the mutant. A proof may have learned more since it
 * saw one. What nothing saw is judged again whenever a judge changes.
 */
export class KeptVerdicts {
  private readonly known = new Map<string, Kept>();
  private readonly hashes = new Map<string, string>();

  constructor(
    private readonly path: string,
    private readonly files: SourceFiles,
    { ignoresEarlier = false } = {},
  ) {
    const lines = existsSync(path) && !ignoresEarlier ? readFileSync(path, 'utf8').split('\n') : [];
    for (const kept of lines.flatMap(read)) this.known.set(kept.mutant, kept);
  }

  of(target: Target, mutant: CodeMutant): Verdict | undefined {
    const kept = this.known.get(this.keyOf(mutant));
    return kept && kept.inputs === this.inputsOf(target, mutant, kept.verdict) ? kept.verdict : undefined;
  }

  keep(target: Target, { mutant, verdict }: CodeAnswer): void {
    const kept: Kept = { mutant: this.keyOf(mutant), inputs: this.inputsOf(target, mutant, verdict), verdict };
    mkdirSync(dirname(this.path), { recursive: true });
    appendFileSync(this.path, `${JSON.stringify(kept)}\n`);
  }

  private keyOf({ file, start, end, to }: CodeMutant): string {
    return sha256([file, this.files.of(file).hash, start, end, to].join('\n'));
  }

  private inputsOf(target: Target, { file }: CodeMutant, { killer, by }: Verdict): string {
    if (target.name === 'policies')
      return killer === undefined
        ? this.once('rows and proofs', () => [this.files.hashOf([ROWS_JUDGE]), hashOfFiles(DATA)].join())
        : this.once('rows', () => this.files.hashOf([ROWS_JUDGE], (path) => !/^proofs\/(?!.*rows)/.test(path)));
    const tests = testsOf(target);
    if (by !== undefined) return this.once(by, () => (tests.includes(by) ? this.files.hashOf([by]) : ''));
    return this.once(file, () => this.files.hashOf(tests.filter((test) => this.files.closure(test).has(file))));
  }

  private once(name: string, compute: () => string): string {
    const hash = this.hashes.get(name) ?? compute();
    this.hashes.set(name, hash);
    return hash;
  }
}

/** Files that the proofs read and do not import. */
const DATA = ['package-lock.json', 'proofs/bounds', 'proofs/managed-policies'];

/** A line that was cut when the run was stopped is as if it were not there. */
function read(line: string): readonly Kept[] {
  try {
    return [JSON.parse(line) as Kept];
  } catch {
    return [];
  }
}
