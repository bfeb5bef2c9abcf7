import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Content of a results file. */
interface Kept {
  /** Hash of all inputs: results of other inputs are ignored. */
  readonly inputs: string;
  /** Hash of `results`: a file that was cut or edited is ignored. */
  readonly digest: string;
  readonly results: Readonly<Record<string, unknown>>;
}

/**
 * Results of an earlier run for the same inputs, kept in a file below build/, which is never
 * committed. Whatever cannot be trusted in it, it is as if it were not there.
 */
export class KeptResults {
  /** Number of results that were taken from the file. */
  taken = 0;
  private readonly results: Record<string, unknown> = {};

  private constructor(
    private readonly file: string,
    private readonly inputs: string,
    private readonly earlier: Kept['results'],
  ) {}

  /** @param options.ignoresEarlier computes every result again; it is kept for the next run all the same */
  static open(file: string, inputs: string, { ignoresEarlier = false } = {}): KeptResults {
    return new KeptResults(file, inputs, ignoresEarlier ? {} : read(file, inputs));
  }

  /** Returns the result of this name, computed unless it is known. It must survive JSON. */
  of<T>(name: string, compute: () => T): T {
    return this.known(name) ? this.take(name) : this.put(name, compute());
  }

  /** The same for what is computed asynchronously. */
  async ofPromise<T>(name: string, compute: () => Promise<T>): Promise<T> {
    return this.known(name) ? this.take(name) : this.put(name, await compute());
  }

  private known(name: string): boolean {
    return Object.hasOwn(this.earlier, name);
  }

  private take<T>(name: string): T {
    this.taken += 1;
    return this.put(name, this.earlier[name] as T);
  }

  private put<T>(name: string, result: T): T {
    this.results[name] = result;
    return result;
  }

  /** Number of results of this run, taken or computed. */
  get count(): number {
    return Object.keys(this.results).length;
  }

  /** Writes all results of this run, and none of another. */
  save(): void {
    const kept: Kept = { inputs: this.inputs, digest: sha256(JSON.stringify(this.results)), results: this.results };
    mkdirSync(dirname(this.file), { recursive: true });
    // At once, since another run may read it.
    const written = `${this.file}.${process.pid}`;
    writeFileSync(written, JSON.stringify(kept));
    renameSync(written, this.file);
  }
}

function read(file: string, inputs: string): Kept['results'] {
  try {
    const kept = JSON.parse(readFileSync(file, 'utf8')) as Kept;
    const isOurs = kept.inputs === inputs && kept.digest === sha256(JSON.stringify(kept.results));
    return isOurs ? kept.results : {};
  } catch {
    return {};
  }
}

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Hash of the content of files and of all files in folders, and of their names. */
export const hashOfFiles = (paths: readonly string[]): string => sha256(paths.flatMap(hashesOf).join('\n'));

const hashesOf = (path: string): readonly string[] =>
  statSync(path).isDirectory()
    ? readdirSync(path)
        .sort()
        .flatMap((name) => hashesOf(join(path, name)))
    : [`${path} ${sha256(readFileSync(path, 'base64'))}`];
