import type { Prices } from '../../../domain/prices/price';
import type { Located, References } from '../../../domain/template/references';
import type { Assumptions } from '../assumptions';
import type { ResourceCost } from './cost-line';

/** What every rule may look at. */
export interface Costing {
  readonly references: References;
  readonly assumptions: Assumptions;
  readonly prices: Prices;
}

/** What a resource of one type costs. */
export type CostRule = (of: Located, costing: Costing) => ResourceCost;

/** A property that is a number in the template itself; undefined if it is absent or known at deployment only. */
export function numberOf({ resource }: Located, property: string): number | undefined {
  const value = resource.Properties?.[property];
  return typeof value === 'number' ? value : undefined;
}

/** A nested property, as far as it is an object. */
export function partOf({ resource }: Located, property: string): Readonly<Record<string, unknown>> {
  return recordOf(resource.Properties?.[property]);
}

export const recordOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
