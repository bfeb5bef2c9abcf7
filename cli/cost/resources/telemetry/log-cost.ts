import type { Located } from '../../../../domain/template/references';
import { type CostContext, type CostRule, numberProperty, objectProperty } from '../cost-context';
import { costLine } from '../cost-line';
import { type FunctionUse, functionUse } from '../function-use';

const DAYS_A_MONTH = 365 / 12;
const KB_A_GB = 1_000_000;

/** Prices `AWS::EC2::FlowLog` as vended logs. */
export const flowLogCost: CostRule = (located, { assumptions, prices }) => {
  const { LogDestinationType: destination = 'cloud-watch-logs' } = located.resource.Properties ?? {};
  if (destination !== 'cloud-watch-logs') return { unpriced: [`flow logs to ${JSON.stringify(destination)}`] };
  const factors = [[assumptions.flowLogGb, 'GB']] as const;
  return {
    lines: [
      costLine(
        { located, feature: 'telemetry', what: 'VPC flow logs', kind: 'usage', factors, price: 'vended-log-gb' },
        prices,
      ),
    ],
  };
};

/** Prices `AWS::Logs::LogGroup`: ingestion, and storage once the oldest entries expire. */
export const logGroupCost: CostRule = (located, context) => {
  const { assumptions, prices } = context;
  const writer = writerOf(located, context);
  const { LogGroupClass: group = 'STANDARD' } = located.resource.Properties ?? {};
  if (group !== 'STANDARD') return { unpriced: [`a log group of class ${JSON.stringify(group)}`] };
  if (!writer) return { unpriced: ['a log group without a flag for its use'] };
  const gb = writer === 'flow log' ? assumptions.flowLogGb : (writer.requests * assumptions.logKb) / KB_A_GB;
  const days = numberProperty(located, 'RetentionInDays');
  const stored = costLine(
    {
      located,
      feature: 'telemetry',
      what: 'log storage',
      kind: 'usage',
      factors: [
        [gb, 'GB'],
        [(days ?? 0) / DAYS_A_MONTH, `months (${days} days)`],
      ],
      price: 'log-stored-gb',
      note: 'once the oldest entries expire; without compression, so an upper limit',
    },
    prices,
  );
  return {
    lines: [
      ...(writer !== 'flow log'
        ? [
            costLine(
              {
                located,
                feature: 'telemetry',
                what: 'log',
                kind: 'usage',
                factors: [[gb, 'GB']],
                price: 'log-ingested-gb',
              },
              prices,
            ),
          ]
        : []),
      ...(days === undefined ? [] : [stored]),
    ],
    unpriced: days === undefined ? ['a log without a retention in days: its storage grows each month'] : [],
  };
};

function writerOf(group: Located, { references, assumptions }: CostContext): FunctionUse | 'flow log' | undefined {
  const isGroup = (value: unknown, { stack }: Located) => references.target(value, stack)?.key === group.key;
  for (const located of references.resources) {
    const use = functionUse(located, assumptions);
    if (use && isGroup(objectProperty(located, 'LoggingConfig').LogGroup, located)) return use;
    if (located.resource.Type === 'AWS::EC2::FlowLog' && isGroup(located.resource.Properties?.LogGroupName, located))
      return 'flow log';
  }
  return undefined;
}
