import type { Prices } from '../../../domain/prices/price';
import type { Assembly } from '../../../domain/template/assembly';
import type { Located } from '../../../domain/template/references';
import type { CostContext, CostRule } from './cost-context';
import { costLine, type LineParts, type ResourceCost } from './cost-line';

/** Executions of the scribing workflow that somebody stops, and the states of the one that then purges. */
const STOPPED = { share: 0.01, states: 16 } as const;

/** Prices the workflow that purges what executions of the scribing workflow have left. */
export function purgingCost(located: Located, { assumptions, prices }: CostContext): ResourceCost {
  const stopped = [
    [assumptions.consultations, 'consultations'],
    [STOPPED.share, 'stopped'],
  ] as const;
  const line = (parts: Pick<LineParts, 'what' | 'factors' | 'price'>) =>
    costLine({ located, feature: 'consultations', kind: 'usage', ...parts }, prices);
  return {
    lines: [
      line({
        what: 'states of the workflow',
        factors: [...stopped, [STOPPED.states, 'states']],
        price: 'state-transition',
      }),
      line({ what: 'events about the end', factors: [...stopped, [1, 'event']], price: 'event' }),
    ],
  };
}

/** Prices `AWS::CloudTrail::Trail` of data events. Management events would be free only for the first trail. */
export const trailCost: CostRule = (located, { assumptions, prices }) => {
  const selectors = located.resource.Properties?.AdvancedEventSelectors;
  const isOfData = Array.isArray(selectors) && selectors.length > 0 && JSON.stringify(selectors).includes('"Data"');
  if (!isOfData) return { unpriced: ['a trail of other events than data events'] };
  return {
    lines: [
      costLine(
        {
          ...{ located, what: 'data events', kind: 'usage', price: 'data-event' },
          ...(JSON.stringify(selectors).includes('"AWS::Bedrock::')
            ? {
                feature: 'account settings',
                factors: [
                  [assumptions.requests, 'requests'],
                  [1, 'event'],
                ],
              }
            : {
                feature: 'consultations',
                factors: [
                  [assumptions.consultations, 'consultations'],
                  [assumptions.consultationEvents, 'events'],
                ],
              }),
        },
        prices,
      ),
    ],
  };
};

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
export function scribingCost(located: Located, { assumptions, prices }: CostContext): ResourceCost {
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
      // Only a draft, and an end that the clinician does not know about, is told by the topic.
      line({
        what: 'notices of the topic',
        factors: [consultations, [2, 'notices']],
        price: 'notice',
        note: 'e-mails are free for the first thousand a month',
      }),
    ],
    unpriced: [
      ...(prices[audio]
        ? []
        : ['minutes of audio: their price could not be verified, set healthScribe.pricePerMinute of the row']),
    ],
  };
}
