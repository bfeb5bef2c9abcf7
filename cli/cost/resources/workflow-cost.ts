import type { Prices } from '../../../domain/prices/price';
import type { Assembly } from '../../../domain/template/assembly';
import type { Located } from '../../../domain/template/references';
import { type CostContext, type CostRule, objectProperty } from './cost-context';
import { costLine, type LineParts, type ResourceCost } from './cost-line';
import { functionUse } from './function-use';

/** Prices `AWS::StepFunctions::StateMachine` of type STANDARD: each state of an execution, including retries. */
export const workflowCost: CostRule = (located, context) => {
  const { assumptions, prices } = context;
  const { StateMachineType: type = 'STANDARD' } = located.resource.Properties ?? {};
  if (type !== 'STANDARD') return { unpriced: [`a workflow of type ${JSON.stringify(type)}`] };
  if (runsHealthScribe(located, context)) return scribingCost(located, context);
  const { feature, executions, steps, note } = isIngestion(located, context)
    ? {
        feature: 'ingestion' as const,
        executions: [assumptions.syncs, 'syncs'] as const,
        steps: assumptions.syncSteps,
        note: 'without the tokens of the embedding model',
      }
    : {
        feature: 'fine-tuning' as const,
        executions: [assumptions.trainingSets, 'training sets'] as const,
        steps: assumptions.trainingSetSteps,
        note: 'without training, storage of custom models and their tokens',
      };
  const line = (parts: Pick<LineParts, 'what' | 'factors' | 'price' | 'note' | 'feature'>) =>
    costLine({ located, kind: 'usage', ...parts }, prices);
  return {
    lines: [
      line({
        feature,
        what: 'states of the workflow',
        factors: [executions, [steps, 'states']],
        price: 'state-transition',
        note,
      }),
      line({
        feature,
        what: 'events about the end',
        factors: [executions, [1, 'event']],
        price: 'event',
      }),
      ...(objectProperty(located, 'TracingConfiguration').Enabled === true
        ? [
            line({
              feature: 'telemetry',
              what: 'X-Ray traces',
              factors: [executions, [assumptions.tracePercent / 100, 'traced']],
              price: 'trace',
            }),
          ]
        : []),
    ],
  };
};

/** Tells whether the states of a workflow invoke the ingestion function. */
const isIngestion = ({ resource, stack }: Located, { references, assumptions }: CostContext): boolean =>
  references
    .mentioned(references.text(resource.Properties?.DefinitionString ?? '', stack))
    .some((located) => functionUse(located, assumptions)?.feature === 'ingestion');

/** Tells whether a workflow runs jobs of HealthScribe. */
const runsHealthScribe = ({ resource, stack }: Located, { references }: CostContext): boolean =>
  references.text(resource.Properties?.DefinitionString ?? '', stack).includes(':startMedicalScribeJob');

const priceName = (deployment: string) => `${deployment} minutes of audio`;

/** Returns what the rows say of a minute of audio: AWS's own price could not be verified, so that the table has none. */
export const audioPrices = ({ deployments }: Pick<Assembly, 'deployments'>): Prices =>
  Object.fromEntries(
    deployments.flatMap(({ path, config: { healthScribe } }) =>
      healthScribe?.pricePerMinute === undefined
        ? []
        : [
            [
              priceName(path),
              {
                ...{ usd: healthScribe.pricePerMinute, per: 1, unit: 'minutes', confidence: 'yours' as const },
                ...{ source: 'healthScribe.pricePerMinute of the row', read: 'with the row' },
              },
            ],
          ],
    ),
  );

/** Prices the workflow that makes draft notes: its states, its events, and the audio if the row says what a minute costs. */
function scribingCost(located: Located, { assumptions, prices }: CostContext): ResourceCost {
  const consultations = [assumptions.consultations, 'consultations'] as const;
  const line = (parts: Pick<LineParts, 'what' | 'factors' | 'price' | 'note'>) =>
    costLine({ located, feature: 'consultations', kind: 'usage', ...parts }, prices);
  const audio = priceName(located.stack.id.split('/').slice(0, -1).join('/'));
  const minutes = [assumptions.consultationMinutes, 'minutes'] as const;
  return {
    lines: [
      ...(prices[audio] ? [line({ what: 'minutes of audio', factors: [consultations, minutes], price: audio })] : []),
      line({
        what: 'states of the workflow',
        factors: [consultations, [assumptions.consultationSteps, 'states']],
        price: 'state-transition',
      }),
      line({ what: 'events about draft and end', factors: [consultations, [2, 'events']], price: 'event' }),
    ],
    unpriced: [
      ...(prices[audio]
        ? []
        : ['minutes of audio: their price could not be verified, set healthScribe.pricePerMinute of the row']),
      'notices of the topic',
    ],
  };
}
