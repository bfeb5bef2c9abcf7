import { type CostRule, objectProperty } from './cost-context';
import { costLine, type LineParts } from './cost-line';

/** Prices `AWS::StepFunctions::StateMachine` of type STANDARD: each state of an execution, including retries. */
export const workflowCost: CostRule = (located, { assumptions, prices }) => {
  const { StateMachineType: type = 'STANDARD' } = located.resource.Properties ?? {};
  if (type !== 'STANDARD') return { unpriced: [`a workflow of type ${JSON.stringify(type)}`] };
  const sets = [assumptions.trainingSets, 'training sets'] as const;
  const line = (parts: Pick<LineParts, 'what' | 'factors' | 'price' | 'note' | 'feature'>) =>
    costLine({ located, kind: 'usage', ...parts }, prices);
  return {
    lines: [
      line({
        feature: 'fine-tuning',
        what: 'states of the workflow',
        factors: [sets, [assumptions.trainingSetSteps, 'states']],
        price: 'state-transition',
        note: 'without training, storage of custom models and their tokens',
      }),
      line({
        feature: 'fine-tuning',
        what: 'events about the end',
        factors: [sets, [1, 'event']],
        price: 'event',
      }),
      ...(objectProperty(located, 'TracingConfiguration').Enabled === true
        ? [
            line({
              feature: 'telemetry',
              what: 'X-Ray traces',
              factors: [sets, [assumptions.tracePercent / 100, 'traced']],
              price: 'trace',
            }),
          ]
        : []),
    ],
  };
};
