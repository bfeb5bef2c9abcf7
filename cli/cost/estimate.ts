import { reusedEndpoint } from '../../domain/deployment/endpoints';
import { BEDROCK_PLANES, type BedrockPlane } from '../../domain/models/planes';
import type { Assembly } from '../../domain/template/assembly';
import { type Located, References } from '../../domain/template/references';
import { HOURS_A_MONTH } from './assumptions';
import { audioPrices } from './resources/consultation-cost';
import type { CostContext } from './resources/cost-context';
import { type CostLine, costLine, type ResourceCost } from './resources/cost-line';
import { serviceOf } from './resources/endpoint-cost';
import { FREE_TYPES, type FreeOfCharge } from './resources/free-types';
import { modelUses } from './resources/model-use';
import { RESOURCE_COSTS } from './resources/resource-costs';

/** Monthly price of one assembly. No sum includes the items in `unpriced`. */
export interface Estimate {
  readonly deployments: readonly string[];
  readonly regions: readonly string[];
  readonly lines: readonly CostLine[];
  /** Hourly cost that an endpoint for each absent plane of Bedrock would add. */
  readonly optional: readonly { readonly plane: string; readonly formula: string; readonly usd: number }[];
  /** Token price of a thousand requests, for each model that has a price. */
  readonly models: readonly { readonly model: string; readonly usdPerThousand?: number }[];
  readonly unpriced: readonly Unpriced[];
  readonly free: readonly (FreeOfCharge & { readonly type: string; readonly count: number })[];
}

export interface Unpriced {
  readonly stack: string;
  readonly resource: string;
  readonly type: string;
  readonly what: string;
}

export function estimate(assembly: Assembly, settings: Omit<CostContext, 'references'>): Estimate {
  const references = new References(assembly);
  const context = { ...settings, references, prices: { ...settings.prices, ...audioPrices(assembly) } };
  const costs = references.resources.map((located) => ({ located, cost: costOf(located, context) }));
  return {
    deployments: distinct(assembly.stacks.map(({ id }) => id.split('/')[0] ?? id)),
    regions: distinct(assembly.stacks.map(({ region }) => region)),
    lines: costs.flatMap(({ cost }) => cost.lines ?? []),
    optional: optionalPlanes(context, assembly),
    models: modelUses(context).map(({ model, input, output }) => {
      const [ofInput, ofOutput] = [context.prices[`${model} input`], context.prices[`${model} output`]];
      if (!(ofInput && ofOutput)) return { model };
      return {
        model,
        usdPerThousand: 1000 * ((input * ofInput.usd) / ofInput.per + (output * ofOutput.usd) / ofOutput.per),
      };
    }),
    unpriced: costs.flatMap(({ located, cost }) =>
      (cost.unpriced ?? []).map((what) => ({
        stack: located.stack.id,
        resource: located.logicalId,
        type: located.resource.Type,
        what,
      })),
    ),
    free: freeTypes(costs),
  };
}

export const sum = (lines: readonly { readonly usd: number }[]): number =>
  lines.reduce((total, { usd }) => total + usd, 0);

function costOf(located: Located, context: CostContext): ResourceCost {
  const { Type } = located.resource;
  const rule = RESOURCE_COSTS[Type];
  if (rule) return rule(located, context);
  const free = FREE_TYPES[Type];
  return free ? { free } : { unpriced: ['a resource type without a price in this command'] };
}

function freeTypes(costs: readonly { readonly located: Located; readonly cost: ResourceCost }[]): Estimate['free'] {
  const byType = new Map<string, Estimate['free'][number]>();
  for (const { located, cost } of costs) {
    if (!cost.free) continue;
    const type = located.resource.Type;
    byType.set(type, { type, count: (byType.get(type)?.count ?? 0) + 1, ...cost.free });
  }
  return [...byType.values()].sort((a, b) => a.type.localeCompare(b.type));
}

/** Uses the number of zones of the created endpoints. A plane whose endpoint exists already needs none. */
function optionalPlanes({ references, prices }: CostContext, { deployments }: Assembly): Estimate['optional'] {
  const endpoints = references.resources.filter(
    ({ resource }) => resource.Type === 'AWS::EC2::VPCEndpoint' && resource.Properties?.VpcEndpointType === 'Interface',
  );
  const [first] = endpoints;
  if (!first) return [];
  const zones = Math.max(...endpoints.map(({ resource }) => [resource.Properties?.SubnetIds ?? []].flat().length));
  const present = endpoints.map((endpoint) => serviceOf(endpoint, references));
  const reused = (plane: BedrockPlane) => deployments.some(({ config }) => reusedEndpoint(config, plane) !== undefined);
  return BEDROCK_PLANES.filter((plane) => !present.includes(plane) && !reused(plane)).map((plane) => {
    const { formula, usd } = costLine(
      {
        located: first,
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
