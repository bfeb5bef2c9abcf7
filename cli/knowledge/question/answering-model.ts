import type { DeploymentConfig } from '../../../domain/deployment/deployment';
import { either } from '../../../domain/deployment/validation';
import { answeringModels, kindOf, modelIdOf } from '../../../domain/models/answering-models';
import { catalogueOf } from '../../../domain/models/declared-model';
import { usageError } from '../../command';

/**
 * Returns the model that answers: the given one, or the first of the row that can.
 *
 * @throws OperatorError for a model that is not of the row, or that answers no question
 */
export function answeringModel(model: string | undefined, config: DeploymentConfig): string | undefined {
  const catalogue = catalogueOf(config);
  const answering = answeringModels(config.models, catalogue).map(modelIdOf);
  if (model === undefined || answering.includes(model)) return model ?? answering[0];
  const own = config.models.find((reference) => modelIdOf(reference) === model);
  const kind = own && kindOf(own, catalogue);
  throw usageError(
    'PB-KNOWLEDGE-022',
    `--model ${model} is ${kind ? `of the kind '${kind}', which answers no question` : 'not a model of the row'}.`,
    `Use ${either(answering)}${kind ? '' : ', or add yours to models of the row and deploy'}.`,
  );
}
