import type { FineTuning } from './fine-tuning';
import { endOfLifeOf } from './lifecycle';
import { MODELS } from './models';

/** Foundation model as a base of fine-tuning, with the training data that it takes. */
export interface BaseModel extends FineTuning {
  readonly id: string;
  readonly lifecycle: BaseLifecycle;
}

type BaseLifecycle =
  | { readonly status: 'active' }
  | { readonly status: 'legacy' | 'ended'; readonly endOfLife: string; readonly replacement: string };

/** Takes the place of a base model that takes no new jobs. */
const DEFAULT_BASE_MODEL = 'amazon.nova-lite-v1:0';

/** Models of the catalogue whose text generation can be fine-tuned in Bedrock, or could be until their end of life. */
export const BASE_MODELS: readonly BaseModel[] = MODELS.flatMap(({ id, lifecycle, fineTuning }): BaseModel[] => {
  if (!fineTuning) return [];
  if (lifecycle.status === 'active') return [{ id, lifecycle, ...fineTuning }];
  const endOfLife = endOfLifeOf(lifecycle) ?? 'an unpublished day';
  return [{ id, lifecycle: { status: lifecycle.status, endOfLife, replacement: DEFAULT_BASE_MODEL }, ...fineTuning }];
});

/** Returns the model with this id or base model identifier; undefined if it cannot be fine-tuned. */
export function findBaseModel(id: string): BaseModel | undefined {
  return BASE_MODELS.find((model) => model.id === id || model.baseModelIdentifier === id);
}
