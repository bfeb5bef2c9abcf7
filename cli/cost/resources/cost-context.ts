import type { Prices } from '../../../domain/prices/price';
import type { Located, References } from '../../../domain/template/references';
import type { Assumptions } from '../assumptions';
import type { ResourceCost } from './cost-line';

/** Input of every cost rule. */
export interface CostContext {
  readonly references: References;
  readonly assumptions: Assumptions;
  readonly prices: Prices;
}

/** Prices a resource of one type. */
export type CostRule = (located: Located, context: CostContext) => ResourceCost;

/** Returns a property that is a number in the template. Undefined if it is absent, or an intrinsic function. */
export function numberProperty({ resource }: Located, property: string): number | undefined {
  const value = resource.Properties?.[property];
  return typeof value === 'number' ? value : undefined;
}

/** Returns a property that is an object, or an empty object. */
export function objectProperty({ resource }: Located, property: string): Readonly<Record<string, unknown>> {
  return asRecord(resource.Properties?.[property]);
}

export const asRecord = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
