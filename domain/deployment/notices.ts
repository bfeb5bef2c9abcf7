import { kindOf } from '../models/answering-models';
import { catalogueOf, differencesFromCatalogue } from '../models/declared-model';
import { endOfLifeOf, isNearEnd } from '../models/lifecycle';
import type { ModelCatalogue } from '../models/model-catalogue';
import type { ModelReference } from '../models/model-reference';
import type { Problem } from './config-error';
import type { DeploymentConfig } from './deployment';
import { priceNotices } from './row/spend/price-notices';

/**
 * Something about a valid row that changes with the day or with this project's data, so that it is no mistake of the row:
 * a warning, or an error that only its deployment stops at. Commands that list, compare, delete or inspect go on.
 */
export interface Notice extends Problem {
  readonly level: 'warning' | 'error';
}

/**
 * Returns the notices of one valid row: models near or past their end of life, a default model that cannot converse, and
 * declared models that this project knows by now.
 *
 * @param today ISO day
 */
export function noticesOf(deployment: string, config: DeploymentConfig, today: string): readonly Notice[] {
  const catalogue = catalogueOf(config);
  return [
    ...defaultNotices(deployment, config, catalogue),
    ...config.models.flatMap((reference, index) =>
      lifecycleNotices(idOf(reference), { deployment, path: `${deployment}.models[${index}]` }, catalogue, today),
    ),
    ...(config.fineTuning?.baseModels ?? []).flatMap((id, index) =>
      lifecycleNotices(id, { deployment, path: `${deployment}.fineTuning.baseModels[${index}]` }, catalogue, today),
    ),
    ...priceNotices(deployment, config, today),
    ...(config.declaredModels ?? []).flatMap((declared, index): Notice[] => {
      const differences = differencesFromCatalogue(declared);
      if (!differences) return [];
      const message =
        differences.length === 0
          ? 'is known to this project by now, with the same properties'
          : `is known to this project by now, with other values of ${differences.join(', ')}. The declaration counts`;
      return [
        {
          level: 'warning',
          code: 'PB-CONFIG-116',
          deployment,
          path: `${deployment}.declaredModels[${index}]`,
          value: `'${declared.id}'`,
          message,
          remedy: `Compare with \`private-bedrock models --region ${config.region} --model ${declared.id}\`, then remove the declaration.`,
        },
      ];
    }),
  ];
}

/** Kinds of models that Converse refuses; InvokeModel takes them. */
const WITHOUT_CONVERSATION: readonly string[] = ['embedding', 'rerank', 'image'];

/** Reports a default model that cannot converse, in a row that has one that can. */
function defaultNotices(
  deployment: string,
  { models }: DeploymentConfig,
  catalogue: ModelCatalogue,
): readonly Notice[] {
  const kinds = models.map((reference) => kindOf(reference, catalogue));
  const [first] = models;
  const [kind] = kinds;
  if (kind === undefined || !WITHOUT_CONVERSATION.includes(kind) || !kinds.includes('text')) return [];
  return [
    {
      level: 'warning',
      code: 'PB-CONFIG-046',
      deployment,
      path: `${deployment}.models[0]`,
      value: `'${idOf(first)}'`,
      message: `is the default of requests without modelId, and the kind '${kind}' cannot converse`,
      remedy: `Put '${idOf(models[kinds.indexOf('text')] ?? first)}' first.`,
    },
  ];
}

const idOf = (reference: ModelReference): string => (typeof reference === 'string' ? reference : reference.copyFrom);

type PlaceOfModel = Pick<Problem, 'deployment' | 'path'>;

function lifecycleNotices(
  id: string,
  place: PlaceOfModel,
  catalogue: ModelCatalogue,
  today: string,
): readonly Notice[] {
  const lifecycle = catalogue.parse(id)?.model.lifecycle;
  const end = lifecycle && endOfLifeOf(lifecycle);
  if (end === undefined || !isNearEnd(lifecycle, today)) return [];
  const remedy = 'Replace it: `private-bedrock models` lists what the Region offers. Its prompts may need changes.';
  const notice = { ...place, value: `'${id}'`, remedy };
  return end <= today
    ? [{ ...notice, level: 'error', code: 'PB-CONFIG-045', message: `reached its end of life on ${end}` }]
    : [{ ...notice, level: 'warning', code: 'PB-CONFIG-032', message: `is a legacy model that ends on ${end}` }];
}
