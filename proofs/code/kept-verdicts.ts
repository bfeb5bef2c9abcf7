import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { hashOfFiles, sha256 } from '../kept-results';
import type { CodeMutant } from './operators';
import type { SourceFiles } from './source-files';
import { ROWS_JUDGE, type Target, testsOf } from './targets';
import { type CodeAnswer, NO_EFFECT, type Verdict } from './verdict';

interface Kept {
  readonly mutant: string;
  readonly inputs: string;
  readonly verdict: Verdict;
}

/**
 * Verdicts of earlier runs and of one that was stopped, a line each. What a proof or a test saw counts as long as the
 * attacked file, all that it loads, and the test are the same; what nothing saw, as long as all code and all judges are.
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
    if (killer !== undefined && killer !== NO_EFFECT) {
      const own = this.once(file, () => this.files.hashOf([file]));
      return by?.startsWith('test/') ? `${own} ${this.hashOf(by)}` : own;
    }
    return this.once(`judges of ${file}`, () => {
      const judges = new Set([...testsOf(target), ROWS_JUDGE]);
      const users = [...judges].filter((judge) => this.files.closure(judge).has(file));
      return `${this.files.hashOf(users)} ${this.once('data', () => hashOfFiles(DATA))}`;
    });
  }

  /** A test that is no longer there has seen nothing. */
  private hashOf(test: string): string {
    return existsSync(test) ? this.files.of(test).hash : '';
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
