import type { Located, References } from '../../../domain/template/references';
import { HOURS_A_MONTH } from '../assumptions';
import { costLine } from './cost-line';
import type { CostRule } from './costing';
import { FREE_GATEWAY_ENDPOINT } from './free-types';

/** `AWS::EC2::VPCEndpoint`: by the hour in each zone, used or not, and by the GB. A gateway endpoint is free. */
export const endpointCost: CostRule = (of, { references, assumptions, prices }) => {
  const { VpcEndpointType: type = 'Gateway', SubnetIds: subnets } = of.resource.Properties ?? {};
  if (type === 'Gateway') return { free: FREE_GATEWAY_ENDPOINT };
  if (type !== 'Interface') return { unpriced: [`an endpoint of type ${JSON.stringify(type)}`] };
  if (!Array.isArray(subnets)) return { unpriced: ['an interface endpoint whose subnets only the deployment knows'] };
  const name = `${serviceOf(of, references)} endpoint`;
  return {
    lines: [
      costLine(
        {
          of,
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
          of,
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

/** `com.amazonaws.us-east-1.bedrock-runtime` → `bedrock-runtime` */
export const serviceOf = (of: Located, references: References): string =>
  references
    .text(of.resource.Properties?.ServiceName ?? '', of.stack)
    .split('.')
    .slice(3)
    .join('.');
