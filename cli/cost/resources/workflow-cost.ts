import { costLine, type LineParts } from './cost-line';
import { type CostRule, partOf } from './costing';

/** `AWS::StepFunctions::StateMachine` of the standard type: each state of an execution is paid for, retries too. */
export const workflowCost: CostRule = (of, { assumptions, prices }) => {
  if (of.resource.Properties?.StateMachineType === 'EXPRESS') {
    return { unpriced: ['a workflow of the express type'] };
  }
  const sets = [assumptions.trainingSets, 'training sets'] as const;
  const line = (parts: Pick<LineParts, 'what' | 'factors' | 'price' | 'note' | 'feature'>) =>
    costLine({ of, kind: 'usage', ...parts }, prices);
  return {
    lines: [
      line({
        feature: 'fine-tuning',
        what: 'states of the workflow',
        factors: [sets, [assumptions.trainingSetSteps, 'states']],
        price: 'state-transition',
        note: 'training itself, the storage of custom models and their tokens are not in this estimate',
      }),
      line({
        feature: 'fine-tuning',
        what: 'events that tell how it ended',
        factors: [sets, [1, 'event']],
        price: 'event',
      }),
      ...(partOf(of, 'TracingConfiguration').Enabled === true
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
