import { OperatorError } from '../../../domain/operator-error';
import type { Price, Prices } from '../../../domain/prices/price';
import type { Located } from '../../../domain/template/references';
import type { Free } from './free-types';

/** One item of the bill. */
export interface CostLine {
  readonly stack: string;
  /** Logical id in its template. */
  readonly resource: string;
  readonly type: string;
  readonly feature: Feature;
  readonly what: string;
  /** `fixed` is paid by the hour, used or not. */
  readonly kind: 'fixed' | 'usage';
  readonly price: string;
  /** How `usd` comes about, to be read and checked: `2 zones × 730 hours × 0.01 USD per hours in a zone`. */
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
  | 'telemetry'
  | 'storage';

/** What a resource costs: lines, a reason why nothing, or what of it has no price. */
export interface ResourceCost {
  readonly lines?: readonly CostLine[];
  readonly free?: Free;
  /** What is left out of every sum, and why. */
  readonly unpriced?: readonly string[];
}

export interface LineParts extends Pick<CostLine, 'feature' | 'what' | 'kind'> {
  readonly of: Located;
  /** Their product is the quantity. */
  readonly factors: readonly (readonly [value: number, unit: string])[];
  readonly price: string;
  readonly note?: string | undefined;
}

/** A line whose sum and whose formula are made from the same factors. */
export function costLine({ of, factors, price: name, note, ...rest }: LineParts, prices: Prices): CostLine {
  const price = prices[name];
  if (!price)
    throw new OperatorError('PB-COST-003', `There is no price ${name}.`, 'Add it to domain/prices/prices.ts.');
  const quantity = factors.reduce((product, [value]) => product * value, 1);
  return {
    stack: of.stack.id,
    resource: of.logicalId,
    type: of.resource.Type,
    ...rest,
    price: name,
    formula: [...factors.map(([value, unit]) => `${figure(value)} ${unit}`), rate(price)].join(' × '),
    usd: (quantity * price.usd) / price.per,
    ...(note && { note }),
  };
}

/** `0.03 USD per 10,000 requests` */
export const rate = ({ usd, per, unit }: Price): string =>
  `${plain(usd)} USD per ${per === 1 ? unit.replace(/s\b/, '') : `${per.toLocaleString('en-US')} ${unit}`}`;

const figure = (value: number) => value.toLocaleString('en-US', { maximumFractionDigits: 4 });

/** Without the exponent that JavaScript gives small numbers. */
const plain = (usd: number) => usd.toLocaleString('en-US', { maximumFractionDigits: 12 });
