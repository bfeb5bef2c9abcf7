import { createHash } from 'node:crypto';
import { PREFIXES } from '../prefixes';
import type { Manifest } from './manifest';

/**
 * Inputs of a job as one SHA-256: the bytes of the training set, those of the validation set, base model,
 * hyperparameters and attempt. The same examples and the same request give the same digest, on every machine.
 */
export class JobDigest {
  private readonly hash = createHash('sha256');

  /** Adds bytes of the files, the training set first. */
  update(chunk: Buffer): void {
    this.hash.update(chunk);
  }

  /** @param trainingBytes length of the training set */
  of({ model, hyperParameters, attempt }: Omit<Manifest, 'training'>, trainingBytes: number): string {
    // A default that is written out trains the same as one that is omitted.
    const differing = Object.entries(hyperParameters).filter(
      ([name, value]) => value !== model.hyperparameters?.[name]?.default,
    );
    const parts = [model.id, differing.sort(), trainingBytes, attempt];
    return this.hash.update(JSON.stringify(parts)).digest('hex');
  }
}

/** Keys of the checked files that the job reads. Only this function and the job can write them. */
export const inputsOf = ({ output }: Job) => ({
  training: `${output}training.jsonl`,
  validation: `${output}validation.jsonl`,
});

/** Names of a job, made of its inputs, so that the same is never trained twice. */
export interface Job {
  /** Name of job, custom model and deployment: `<deployment>-<digest>`. */
  readonly name: string;
  /** Hexadecimal. */
  readonly digest: string;
  /** Key below which the job writes, such as `artifacts/<name>/`. */
  readonly output: string;
}

export function jobOf(digest: string, deployment: string): Job {
  const name = `${deployment}-${digest.slice(0, 20)}`;
  return { name, digest, output: `${PREFIXES.artifacts}${name}/` };
}
