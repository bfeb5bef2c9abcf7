import type { Located } from '../../../domain/template/references';
import { purgingCost, scribingCost } from './consultation-cost';
import { type CostContext, type CostRule, objectProperty } from './cost-context';
import { costLine, type LineParts } from './cost-line';
import { functionUse } from './function-use';

/** Prices `AWS::StepFunctions::StateMachine` of type STANDARD: each state of an execution, including retries. */
export const workflowCost: CostRule = (located, context) => {
  const { assumptions, prices } = context;
  const { StateMachineType: type = 'STANDARD' } = located.resource.Properties ?? {};
  if (type !== 'STANDARD') return { unpriced: [`a workflow of type ${JSON.stringify(type)}`] };
  if (calls(':startMedicalScribeJob', located, context)) return scribingCost(located, context);
  if (calls(':deleteMedicalScribeJob', located, context)) return purgingCost(located, context);
  if (SETTINGS.some((call) => calls(call, located, context))) return settingsCost(located, context);
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

/** Calls of the workflow of account settings. */
const SETTINGS = [':putModelInvocationLoggingConfiguration', ':putAccountDataRetention'];

/** Prices the workflow of account settings: a person starts it, about once a month at most. */
const settingsCost: CostRule = (located, { prices }) => ({
  lines: [
    costLine(
      {
        ...{ located, feature: 'account settings', what: 'states of the workflow', kind: 'usage' },
        factors: [
          [1, 'change by a person'],
          [12, 'states'],
        ],
        price: 'state-transition',
      },
      prices,
    ),
  ],
});

/** Tells whether the states of a workflow invoke the ingestion function. */
const isIngestion = ({ resource, stack }: Located, { references, assumptions }: CostContext): boolean =>
  references
    .mentioned(references.text(resource.Properties?.DefinitionString ?? '', stack))
    .some((located) => functionUse(located, assumptions)?.feature === 'ingestion');

/** Tells whether a state of a workflow calls an operation of AWS. */
const calls = (operation: string, { resource, stack }: Located, { references }: CostContext): boolean =>
  references.text(resource.Properties?.DefinitionString ?? '', stack).includes(operation);
