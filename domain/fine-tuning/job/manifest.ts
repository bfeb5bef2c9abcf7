import type { BaseModel } from '../../models/base-models';
import { findBaseModel } from '../../models/base-models';
import type { Hyperparameter } from '../../models/fine-tuning';
import { PREFIXES } from '../prefixes';

/** Request for a tuning job, uploaded as `datasets/…/manifest.json`. */
export interface Manifest {
  readonly model: BaseModel;
  /** Key of the training set, below `datasets/`. */
  readonly training: string;
  readonly validation?: string;
  /** Hyperparameters by the names of the API. */
  readonly hyperParameters: Readonly<Record<string, number>>;
  /** Highest final loss for a deployment: that on the validation set, if any. */
  readonly maxLoss?: number;
  /** Increase it to train the same again, for example after a failed job. @default 1 */
  readonly attempt: number;
}

/** Error in a manifest. It names the field and what the field takes, and quotes nothing else of the manifest. */
export class ManifestError extends Error {
  override readonly name = 'ManifestError';
}

const FIELDS = ['model', 'training', 'validation', 'hyperParameters', 'maxLoss', 'attempt'] as const;

type Json = Readonly<Record<string, unknown>>;

/**
 * @param baseModels ids that this deployment tunes
 * @throws ManifestError
 */
export function parseManifest(text: string, baseModels: readonly string[]): Manifest {
  const json = parsed(text);
  const strange = Object.keys(json).filter((field) => !(FIELDS as readonly string[]).includes(field));
  if (strange.length > 0) throw new ManifestError(`the manifest has other fields than ${FIELDS.join(', ')}`);
  const model = baseModel(json.model, baseModels);
  const { validation, maxLoss } = json;
  return {
    model,
    training: datasetKey('training', json.training),
    ...(validation !== undefined && { validation: datasetKey('validation', validation) }),
    hyperParameters: hyperParameters(json.hyperParameters ?? {}, model),
    ...(maxLoss !== undefined && { maxLoss: number('maxLoss', maxLoss, { min: 0, max: 100 }) }),
    attempt: number('attempt', json.attempt ?? 1, { min: 1, max: 1000, whole: true }),
  };
}

function parsed(text: string): Json {
  try {
    const json: unknown = JSON.parse(text);
    if (json !== null && typeof json === 'object' && !Array.isArray(json)) return json as Json;
  } catch {
    // The message of the parser would quote the file.
  }
  throw new ManifestError('the manifest is not a JSON object');
}

function baseModel(id: unknown, allowed: readonly string[]): BaseModel {
  const model = typeof id === 'string' && allowed.includes(id) ? findBaseModel(id) : undefined;
  if (!model) throw new ManifestError(`model is not a base model of this deployment: ${allowed.join(', ')}`);
  if (model.lifecycle.status !== 'active') {
    const { endOfLife, replacement } = model.lifecycle;
    throw new ManifestError(`${model.id} takes no new jobs, since it ends on ${endOfLife}: use ${replacement}`);
  }
  return model;
}

function datasetKey(field: string, key: unknown): string {
  const { datasets } = PREFIXES;
  if (typeof key === 'string' && key.startsWith(datasets) && key.length > datasets.length) return key;
  throw new ManifestError(`${field} is not the key of an object below ${datasets}`);
}

function hyperParameters(values: unknown, model: BaseModel): Record<string, number> {
  if (values === null || typeof values !== 'object' || Array.isArray(values)) {
    throw new ManifestError('hyperParameters is not an object');
  }
  const known = model.hyperparameters;
  if (!known) {
    if (Object.keys(values).length === 0) return {};
    throw new ManifestError(`AWS documents no hyperparameters of ${model.id}: omit them`);
  }
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const range = Object.hasOwn(known, name) ? known[name] : undefined;
      if (!range)
        throw new ManifestError(
          `hyperParameters has another than those of ${model.id}: ${Object.keys(known).join(', ')}`,
        );
      return [name, number(name, value, range)];
    }),
  );
}

function number(field: string, value: unknown, { min, max, whole }: Omit<Hyperparameter, 'default'>): number {
  const isOne = typeof value === 'number' && value >= min && value <= max && (!whole || Number.isInteger(value));
  if (isOne) return value;
  throw new ManifestError(`${field} is not a ${whole ? 'whole ' : ''}number from ${min} to ${max}`);
}
