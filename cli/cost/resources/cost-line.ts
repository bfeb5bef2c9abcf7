import { OperatorError } from '../../../domain/operator-error';
import type { Price, Prices } from '../../../domain/prices/price';
import type { Located } from '../../../domain/template/references';
import type { FreeOfCharge } from './free-types';

/** One item of the bill. */
export interface CostLine {
  readonly stack: string;
  /** Logical id in its template. */
  readonly resource: string;
  readonly type: string;
  readonly feature: Feature;
  readonly what: string;
  /** `fixed` is charged per hour, with or without use. */
  readonly kind: 'fixed' | 'usage';
  readonly price: string;
  /** Formula of `usd`: `2 zones × 730 hours × 0.01 USD per hours in a zone`. */
  readonly formula: string;
  readonly usd: number;
  readonly note?: string;
}

export type Feature =
  | 'private endpoints'
  | 'encryption'
  | 'fine-tuning'
  | 'inference'
  | 'guardrail'
  | 'knowledge'
  | 'ingestion'
  | 'account settings'
  | 'consultations'
  | 'telemetry'
  | 'storage'
  | 'workbench';

/** Cost of a resource: its lines, the reason why it is free, or its parts without a price. */
export interface ResourceCost {
  readonly lines?: readonly CostLine[];
  readonly free?: FreeOfCharge;
  /** Parts that no sum includes, with the reason. */
  readonly unpriced?: readonly string[];
}

export interface LineParts extends Pick<CostLine, 'feature' | 'what' | 'kind'> {
  readonly located: Located;
  /** Their product is the quantity. */
  readonly factors: readonly (readonly [value: number, unit: string])[];
  readonly price: string;
  readonly note?: string | undefined;
}

/** Returns a line with amount and formula computed from the same factors. */
export function costLine({ located, factors, price: name, note, ...rest }: LineParts, prices: Prices): CostLine {
  const price = prices[name];
  if (!price)
    throw new OperatorError(
      'PB-COST-003',
      `The price table has no price ${name}.`,
      'Add it to domain/prices/prices.ts.',
    );
  const quantity = factors.reduce((product, [value]) => product * value, 1);
  return {
    stack: located.stack.id,
    resource: located.logicalId,
    type: located.resource.Type,
    ...rest,
    price: name,
    formula: [...factors.map(([value, unit]) => `${figure(value)} ${unit}`), rate(price)].join(' × '),
    usd: (quantity * price.usd) / price.per,
    ...(note && { note }),
  };
}

/** Returns for example `0.03 USD per 10,000 requests`. */
export const rate = ({ usd, per, unit }: Price): string =>
  `${plain(usd)} USD per ${per === 1 ? unit.replace(/s\b/, '') : `${per.toLocaleString('en-US')} ${unit}`}`;

const figure = (value: number) => value.toLocaleString('en-US', { maximumFractionDigits: 4 });

/** Formats without the exponent that JavaScript gives small numbers. */
const plain = (usd: number) => usd.toLocaleString('en-US', { maximumFractionDigits: 12 });
