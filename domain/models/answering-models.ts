import type { Kind } from './catalogue-model';
import type { ModelCatalogue } from './model-catalogue';
import type { ModelReference } from './model-reference';

/** Id under which a request names a model. */
export const modelIdOf = (reference: ModelReference): string =>
  typeof reference === 'string' ? reference : reference.applicationProfileArn;

/** Kind of the model behind a reference. Undefined if the reference does not say it: the ARN of a custom model. */
export const kindOf = (reference: ModelReference, catalogue: ModelCatalogue): Kind | undefined =>
  catalogue.parse(typeof reference === 'string' ? reference : reference.copyFrom)?.model.kind;

/** Returns the models that can answer a question: those for text, and those whose kind the reference does not say. */
export const answeringModels = (models: readonly ModelReference[], catalogue: ModelCatalogue): ModelReference[] =>
  models.filter((reference) => (kindOf(reference, catalogue) ?? 'text') === 'text');
