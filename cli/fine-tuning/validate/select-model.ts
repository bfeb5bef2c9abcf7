import type { BaseModel } from '../../../domain/models/base-models';
import { BASE_MODELS, findBaseModel } from '../../../domain/models/base-models';
import { nearest } from '../../../domain/nearest';
import { EXIT, OperatorError } from '../../../domain/operator-error';

/** @throws OperatorError when the model takes no new customization jobs, or not this number of epochs */
export function selectModel(id: string, epochs: number | undefined): BaseModel {
  const model = findBaseModel(id);
  if (!model) {
    // Also of a profile, or of a custom model, whose ids contain that of the base model.
    const similar = activeIds().find((active) => id.includes(active)) ?? nearest(id, activeIds(), 1)[0];
    throw refusal(`${id} is not a base model for fine-tuning.`, similar ? `Did you mean ${similar}?` : useOneOf());
  }
  const { lifecycle } = model;
  if (lifecycle.status === 'ended') {
    throw refusal(`${model.id} ended on ${lifecycle.endOfLife}.`, `Use ${lifecycle.replacement}.`);
  }
  if (lifecycle.status === 'legacy') {
    const end = `it ends on ${lifecycle.endOfLife}`;
    throw refusal(`${model.id} takes no new customization jobs: ${end}.`, `Use ${lifecycle.replacement}.`);
  }
  const range = model.hyperparameters?.epochCount;
  if (range && epochs !== undefined && (epochs < range.min || epochs > range.max)) {
    throw refusal(`${model.id} does not take ${epochs} epochs.`, `Use --epochs from ${range.min} to ${range.max}.`);
  }
  return model;
}

const activeIds = () => BASE_MODELS.filter(({ lifecycle }) => lifecycle.status === 'active').map(({ id }) => id);

const useOneOf = () => `Use one of ${activeIds().join(', ')}.`;

const refusal = (message: string, remedy: string) =>
  new OperatorError('PB-VALIDATE-001', message, remedy, { exit: EXIT.usage });
