import { nearest } from '../../../domain/deployment/checker/nearest';
import type { BaseModel } from '../../../domain/models/base-model';
import { BASE_MODELS, findBaseModel } from '../../../domain/models/base-models';
import { EXIT, OperatorError } from '../../../domain/operator-error';

/** @throws OperatorError when the model is none that takes new customization jobs, or does not take these epochs */
export function chosenModel(id: string, epochs: number | undefined): BaseModel {
  const model = findBaseModel(id);
  if (!model) {
    const [like] = nearest(id, alive(), 1);
    throw refusal(`${id} is no base model that Bedrock fine-tunes.`, like ? `Did you mean ${like}?` : oneOf());
  }
  const { lifecycle } = model;
  if (lifecycle.status === 'ended') {
    throw refusal(`${model.id} ended on ${lifecycle.endOfLife}.`, `Take ${lifecycle.replacement}.`);
  }
  if (lifecycle.status === 'legacy') {
    const until = `it ends on ${lifecycle.endOfLife}`;
    throw refusal(`${model.id} takes no new customization jobs: ${until}.`, `Take ${lifecycle.replacement}.`);
  }
  const range = model.hyperparameters?.epochCount;
  if (range && epochs !== undefined && (epochs < range.min || epochs > range.max)) {
    throw refusal(`${model.id} does not take ${epochs} epochs.`, `Give --epochs from ${range.min} to ${range.max}.`);
  }
  return model;
}

const alive = () => BASE_MODELS.filter(({ lifecycle }) => lifecycle.status === 'active').map(({ id }) => id);

const oneOf = () => `Take one of ${alive().join(', ')}.`;

const refusal = (what: string, remedy: string) =>
  new OperatorError('PB-VALIDATE-001', what, remedy, { exit: EXIT.usage });
