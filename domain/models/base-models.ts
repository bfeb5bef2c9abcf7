import lifecycles from './data/lifecycles.json';
import type { FineTuning } from './fine-tuning';
import { FINE_TUNING } from './fine-tuning-table';
import { endOfLifeOf, type Lifecycle } from './lifecycle';

/** Foundation model as a base of fine-tuning, with the training data that it takes. */
export interface BaseModel extends FineTuning {
  readonly id: string;
  readonly lifecycle: BaseLifecycle;
}

type BaseLifecycle =
  | { readonly status: 'active' }
  | { readonly status: 'legacy' | 'ended'; readonly endOfLife: string; readonly replacement: string };

/** Replacement of a base model that accepts no new jobs. */
const DEFAULT_BASE_MODEL = 'amazon.nova-lite-v1:0';

const LIFECYCLES = lifecycles as Readonly<Record<string, Lifecycle>>;

/**
 * Models of the catalogue whose text generation can be fine-tuned in Bedrock, or could be until their end of life. Made
 * without the catalogue, which the function that validates datasets must not carry.
 */
export const BASE_MODELS: readonly BaseModel[] = Object.entries(FINE_TUNING).map(([id, fineTuning]): BaseModel => {
  const lifecycle = LIFECYCLES[id] ?? { status: 'active' };
  if (lifecycle.status === 'active') return { id, lifecycle, ...fineTuning };
  const endOfLife = endOfLifeOf(lifecycle) ?? 'an unpublished day';
  return { id, lifecycle: { status: lifecycle.status, endOfLife, replacement: DEFAULT_BASE_MODEL }, ...fineTuning };
});

const FOUNDATION_MODEL_ARN = /^arn:aws[\w-]*:bedrock:[\w-]+::foundation-model\//;

/** Returns the model with this id, ARN or base model identifier; undefined if it cannot be fine-tuned. */
export function findBaseModel(idOrArn: string): BaseModel | undefined {
  const id = idOrArn.replace(FOUNDATION_MODEL_ARN, '');
  return BASE_MODELS.find((model) => model.id === id || model.baseModelIdentifier === id);
}
