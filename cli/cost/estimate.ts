import { BEDROCK_PLANES } from '../../domain/models/planes';
import type { Assembly } from '../../domain/template/assembly';
import { type Located, References } from '../../domain/template/references';
import { HOURS_A_MONTH } from './assumptions';
import { type CostLine, costLine, type ResourceCost } from './resources/cost-line';
import type { Costing } from './resources/costing';
import { serviceOf } from './resources/endpoint-cost';
import { FREE_TYPES, type Free } from './resources/free-types';
import { modelUses } from './resources/model-use';
import { RESOURCE_COSTS } from './resources/resource-costs';

/** The monthly price of one assembly. No sum holds what `unpriced` names. */
export interface Estimate {
  readonly deployments: readonly string[];
  readonly regions: readonly string[];
  readonly lines: readonly CostLine[];
  /** What each plane of Bedrock that has no interface endpoint would add by the hour. */
  readonly optional: readonly { readonly plane: string; readonly formula: string; readonly usd: number }[];
  /** Every model that may be asked: tokens of a thousand requests; without a sum where no price is known. */
  readonly models: readonly { readonly model: string; readonly usdPerThousand?: number }[];
  readonly unpriced: readonly Unpriced[];
  readonly free: readonly (Free & { readonly type: string; readonly count: number })[];
}

export interface Unpriced {
  readonly stack: string;
  readonly resource: string;
  readonly type: string;
  readonly what: string;
}

export function estimate(assembly: Assembly, settings: Omit<Costing, 'references'>): Estimate {
  const references = new References(assembly);
  const costing = { ...settings, references };
  const costs = references.resources.map((of) => ({ of, cost: costOf(of, costing) }));
  return {
    deployments: distinct(assembly.stacks.map(({ id }) => id.split('/')[0] ?? id)),
    regions: distinct(assembly.stacks.map(({ region }) => region)),
    lines: costs.flatMap(({ cost }) => cost.lines ?? []),
    optional: optionalPlanes(costing),
    models: modelUses(costing).map(({ model, input, output }) => {
      const [ofInput, ofOutput] = [costing.prices[`${model} input`], costing.prices[`${model} output`]];
      if (!(ofInput && ofOutput)) return { model };
      return {
        model,
        usdPerThousand: 1000 * ((input * ofInput.usd) / ofInput.per + (output * ofOutput.usd) / ofOutput.per),
      };
    }),
    unpriced: costs.flatMap(({ of, cost }) =>
      (cost.unpriced ?? []).map((what) => ({
        stack: of.stack.id,
        resource: of.logicalId,
        type: of.resource.Type,
        what,
      })),
    ),
    free: freeTypes(costs),
  };
}

export const sum = (lines: readonly { readonly usd: number }[]): number =>
  lines.reduce((total, { usd }) => total + usd, 0);

function costOf(of: Located, costing: Costing): ResourceCost {
  const { Type } = of.resource;
  const rule = RESOURCE_COSTS[Type];
  if (rule) return rule(of, costing);
  const free = FREE_TYPES[Type];
  return free ? { free } : { unpriced: ['a type that nothing here has a price for'] };
}

function freeTypes(costs: readonly { readonly of: Located; readonly cost: ResourceCost }[]): Estimate['free'] {
  const byType = new Map<string, Estimate['free'][number]>();
  for (const { of, cost } of costs) {
    if (!cost.free) continue;
    const type = of.resource.Type;
    byType.set(type, { type, count: (byType.get(type)?.count ?? 0) + 1, ...cost.free });
  }
  return [...byType.values()].sort((a, b) => a.type.localeCompare(b.type));
}

/** In as many zones as the endpoints that there are. */
function optionalPlanes({ references, prices }: Costing): Estimate['optional'] {
  const endpoints = references.resources.filter(
    ({ resource }) => resource.Type === 'AWS::EC2::VPCEndpoint' && resource.Properties?.VpcEndpointType === 'Interface',
  );
  const [first] = endpoints;
  if (!first) return [];
  const zones = Math.max(...endpoints.map(({ resource }) => [resource.Properties?.SubnetIds ?? []].flat().length));
  const present = endpoints.map((endpoint) => serviceOf(endpoint, references));
  return BEDROCK_PLANES.filter((plane) => !present.includes(plane)).map((plane) => {
    const { formula, usd } = costLine(
      {
        of: first,
        feature: 'private endpoints',
        what: plane,
        kind: 'fixed',
        factors: [
          [zones, 'zones'],
          [HOURS_A_MONTH, 'hours'],
        ],
        price: 'endpoint-hour',
      },
      prices,
    );
    return { plane, formula, usd };
  });
}

const distinct = (values: readonly string[]) => [...new Set(values)];
