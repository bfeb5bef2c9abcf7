import type { Located, References } from '../../../domain/template/references';
import { HOURS_A_MONTH } from '../assumptions';
import type { CostRule } from './cost-context';
import { costLine } from './cost-line';
import { FREE_GATEWAY_ENDPOINT } from './free-types';

/** Prices `AWS::EC2::VPCEndpoint`: per hour and zone, and per GB. A gateway endpoint is free. */
export const endpointCost: CostRule = (located, { references, assumptions, prices }) => {
  const { VpcEndpointType: type = 'Gateway', SubnetIds: subnets } = located.resource.Properties ?? {};
  if (type === 'Gateway') return { free: FREE_GATEWAY_ENDPOINT };
  if (type !== 'Interface') return { unpriced: [`an endpoint of type ${JSON.stringify(type)}`] };
  if (!Array.isArray(subnets))
    return { unpriced: ['an interface endpoint with subnets that only the deployment resolves'] };
  const name = `${serviceOf(located, references)} endpoint`;
  return {
    lines: [
      costLine(
        {
          located,
          feature: 'private endpoints',
          what: name,
          kind: 'fixed',
          factors: [
            [subnets.length, 'zones'],
            [HOURS_A_MONTH, 'hours'],
          ],
          price: 'endpoint-hour',
        },
        prices,
      ),
      costLine(
        {
          located,
          feature: 'private endpoints',
          what: `${name}: data`,
          kind: 'usage',
          factors: [[assumptions.endpointGb, 'GB']],
          price: 'endpoint-gb',
        },
        prices,
      ),
    ],
  };
};

/** Returns `bedrock-runtime` for `com.amazonaws.us-east-1.bedrock-runtime`. */
export const serviceOf = (located: Located, references: References): string =>
  references
    .text(located.resource.Properties?.ServiceName ?? '', located.stack)
    .split('.')
    .slice(3)
    .join('.');
