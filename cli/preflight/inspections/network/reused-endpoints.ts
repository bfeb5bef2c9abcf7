import { DescribeVpcEndpointsCommand, type VpcEndpoint } from '@aws-sdk/client-ec2';
import type { ExistingNetwork } from '../../../../domain/deployment/config/existing-network';
import { type EndpointService, neededEndpoints, reusedEndpoint } from '../../../../domain/deployment/endpoints';
import {
  decideEndpointPolicy,
  type EndpointDecision,
  type EndpointRequest,
} from '../../../../domain/network/endpoint-policy';
import { findInAws } from '../../../aws/call-aws';
import { inspectEach } from '../../inspect-each';
import type { Inspection, PreflightContext } from '../../inspection';
import { fail, type InspectionResult, notApplicable, pass, skip, warn } from '../../inspection-result';
import { requestsOf } from './endpoint-requests';

/** Inspects the endpoints that the row reuses: the proofs know nothing of their policies. */
export const REUSED_ENDPOINTS_INSPECTION: Inspection = {
  id: 'reused-endpoints',
  title: 'existing endpoints',
  inspect: (context) => {
    const { network } = context.config;
    const reused = neededEndpoints(context.config).flatMap((service) => {
      const id = reusedEndpoint(context.config, service);
      return id === undefined ? [] : [{ service, id }];
    });
    if (!('vpcId' in network) || reused.length === 0) return Promise.resolve([notApplicable('the row reuses none')]);
    return inspectEach(reused, ({ service, id }) => inspectEndpoint(service, id, network, context));
  },
};

async function inspectEndpoint(
  service: EndpointService,
  id: string,
  network: ExistingNetwork,
  context: PreflightContext,
): Promise<readonly InspectionResult[]> {
  const { region } = context.config;
  const answer = await findInAws(
    'ec2:DescribeVpcEndpoints',
    () => context.clients.ec2.send(new DescribeVpcEndpointsCommand({ VpcEndpointIds: [id] })),
    ['InvalidVpcEndpointId.NotFound'],
  );
  const endpoint = answer?.VpcEndpoints?.find(({ VpcEndpointId }) => VpcEndpointId === id);
  if (!endpoint) {
    return [
      skip(`${id} for ${service} is not visible in this account: its policy is not inspected`, {
        say: 'Check the id. If it belongs to another account, ask its owner for the policy and the private DNS name.',
        run: `aws ec2 describe-vpc-endpoints --region ${region} --vpc-endpoint-ids ${id}`,
      }),
    ];
  }
  return [...asInRow(service, id, endpoint, network, region), ...policyResults(service, id, endpoint, context)];
}

function asInRow(
  service: EndpointService,
  id: string,
  { IpAddressType, ServiceName, State, VpcId, PrivateDnsEnabled, RouteTableIds = [] }: VpcEndpoint,
  network: ExistingNetwork,
  region: string,
): readonly InspectionResult[] {
  const wrong = (text: string, say: string) => [fail(`${id}: ${text}`, { say })];
  const name = `com.amazonaws.${region}.${service}`;
  if (ServiceName === `${name}-fips` || IpAddressType === 'ipv6')
    return wrong(
      'functions call ordinary endpoints by IPv4 only',
      'Name another: docs/decisions/0017-fips-and-dual-stack.md.',
    );
  if (ServiceName !== name) return wrong(`it leads to ${ServiceName}, not to ${name}`, 'Correct the id in the row.');
  if (State?.toLowerCase() !== 'available') return wrong(`its state is ${State}`, 'Wait until it is available.');
  if (service === 's3') {
    const lacking = network.subnets.map((one) => one.routeTableId).filter((table) => !RouteTableIds.includes(table));
    return lacking.length === 0
      ? []
      : wrong(`it has no route in ${[...new Set(lacking)].join(', ')}`, 'Add these route tables to the endpoint.');
  }
  if (VpcId === network.vpcId)
    return PrivateDnsEnabled ? [] : wrong('its private DNS name is off', 'Turn on its private DNS name.');
  return [
    warn(`${id} is in ${VpcId}: the name of ${service} must lead there from ${network.vpcId}`, {
      say: 'Associate the private hosted zone, or the Route 53 profile, with the VPC of the row.',
      run: `aws route53 list-hosted-zones-by-vpc --vpc-id ${network.vpcId} --vpc-region ${region}`,
    }),
  ];
}

/** Decides the sentences of the proofs about an endpoint on its real policy. */
function policyResults(
  service: EndpointService,
  id: string,
  { PolicyDocument }: VpcEndpoint,
  context: PreflightContext,
): readonly InspectionResult[] {
  const { needed, refused } = requestsOf(service, id, context);
  const that = (decision: EndpointDecision, requests: readonly EndpointRequest[]) =>
    requests.filter((request) => decideEndpointPolicy(PolicyDocument, request) === decision);
  const denied = that('denied', needed);
  // The roles of people use the other planes; functions need every action of these two.
  const isNeeded = service === 'bedrock-runtime' || service === 's3' || denied.length === needed.length;
  const ask = { say: 'Ask the owner of the endpoint to allow it.' };
  const text = `the policy of ${id} denies ${wordsOf(denied)}`;
  const results = [
    ...(denied.length > 0 ? [isNeeded ? fail(text, ask) : warn(text, ask)] : []),
    ...(that('unknown', needed).length > 0
      ? [
          skip(`the policy of ${id} has conditions whose values are not known here`, {
            say: 'Compare them with this account: a condition on aws:PrincipalOrgID, for example.',
          }),
        ]
      : []),
    ...refused.flatMap(({ what, requests }) => {
      const passing = that('allowed', requests);
      if (passing.length === 0) return [];
      return [
        warn(`the policy of ${id} lets ${what} pass: ${wordsOf(passing)}`, {
          say: 'Narrow it as docs/hub-and-spoke.md shows. The roles of this deployment cannot use it; others in the network can.',
        }),
      ];
    }),
  ];
  return results.length > 0
    ? results
    : [pass(`the policy of ${id} allows what the row needs of ${service}, and no other of the requests tried`)];
}

/** Such as `bedrock:InvokeModel, bedrock:InvokeAgent and 3 more on *`. */
function wordsOf(requests: readonly EndpointRequest[]): string {
  const byResource = new Map<string, string[]>();
  for (const { action, resource } of requests) byResource.set(resource, [...(byResource.get(resource) ?? []), action]);
  return [...byResource]
    .map(([resource, actions]) => {
      const more = actions.length > FEW ? ` and ${actions.length - FEW} more` : '';
      return `${actions.slice(0, FEW).join(', ')}${more} on ${resource}`;
    })
    .join('; ');
}

const FEW = 4;
