import type { Located } from '../../../domain/template/references';
import { costLine } from './cost-line';
import { type Costing, type CostRule, numberOf, partOf } from './costing';
import { type FunctionUse, functionUse } from './function-use';

const DAYS_A_MONTH = 365 / 12;
const KB_A_GB = 1_000_000;

/** `AWS::EC2::FlowLog`: charged as vended logs. */
export const flowLogCost: CostRule = (of, { assumptions, prices }) => {
  const { LogDestinationType: destination = 'cloud-watch-logs' } = of.resource.Properties ?? {};
  if (destination !== 'cloud-watch-logs') return { unpriced: [`flow logs to ${JSON.stringify(destination)}`] };
  const factors = [[assumptions.flowLogGb, 'GB']] as const;
  return {
    lines: [
      costLine(
        { of, feature: 'telemetry', what: 'VPC flow logs', kind: 'usage', factors, price: 'vended-log-gb' },
        prices,
      ),
    ],
  };
};

/** `AWS::Logs::LogGroup`: what is written into it, and what it holds once the oldest entries expire. */
export const logGroupCost: CostRule = (of, costing) => {
  const { assumptions, prices } = costing;
  const writer = writerOf(of, costing);
  const { LogGroupClass: group = 'STANDARD' } = of.resource.Properties ?? {};
  if (!writer || group !== 'STANDARD') return { unpriced: ['a log group whose use no flag describes'] };
  const gb = writer === 'flow log' ? assumptions.flowLogGb : (writer.requests * assumptions.logKb) / KB_A_GB;
  const days = numberOf(of, 'RetentionInDays');
  const stored = costLine(
    {
      of,
      feature: 'telemetry',
      what: 'log kept',
      kind: 'usage',
      factors: [
        [gb, 'GB'],
        [(days ?? 0) / DAYS_A_MONTH, `months (${days} days)`],
      ],
      price: 'log-stored-gb',
      note: 'once the oldest entries expire; uncompressed, so rather too much',
    },
    prices,
  );
  return {
    lines: [
      ...(writer !== 'flow log'
        ? [
            costLine(
              { of, feature: 'telemetry', what: 'log', kind: 'usage', factors: [[gb, 'GB']], price: 'log-ingested-gb' },
              prices,
            ),
          ]
        : []),
      ...(days === undefined ? [] : [stored]),
    ],
    unpriced: days === undefined ? ['a log that never expires: it costs more each month'] : [],
  };
};

function writerOf(group: Located, { references, assumptions }: Costing): FunctionUse | 'flow log' | undefined {
  const isGroup = (value: unknown, { stack }: Located) => references.target(value, stack)?.key === group.key;
  for (const of of references.resources) {
    const use = functionUse(of, assumptions);
    if (use && isGroup(partOf(of, 'LoggingConfig').LogGroup, of)) return use;
    if (of.resource.Type === 'AWS::EC2::FlowLog' && isGroup(of.resource.Properties?.LogGroupName, of))
      return 'flow log';
  }
  return undefined;
}
