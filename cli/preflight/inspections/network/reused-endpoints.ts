import { DescribeVpcEndpointsCommand, type VpcEndpoint } from '@aws-sdk/client-ec2';
import type { ExistingNetwork } from '../../../../domain/deployment/config/existing-network';
import { type EndpointService, neededEndpoints, reusedEndpoint } from '../../../../domain/deployment/endpoints';
import { bucketName } from '../../../../domain/deployment/names';
import { catalogueOf } from '../../../../domain/models/declared-model';
import { invocableModel } from '../../../../domain/models/invocable-model';
import { decideEndpointPolicy, type EndpointRequest } from '../../../../domain/network/endpoint-policy';
import { findInAws } from '../../../aws/call-aws';
import { inspectEach } from '../../inspect-each';
import type { Inspection, PreflightContext } from '../../inspection';
import { fail, type InspectionResult, notApplicable, pass, skip, warn } from '../../inspection-result';

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
  { ServiceName, State, VpcId, PrivateDnsEnabled, RouteTableIds = [] }: VpcEndpoint,
  network: ExistingNetwork,
  region: string,
): readonly InspectionResult[] {
  const wrong = (text: string, say: string) => [fail(`${id}: ${text}`, { say })];
  const name = `com.amazonaws.${region}.${service}`;
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

/** Requests of this deployment, and others that our own endpoint policy would deny. */
function policyResults(
  service: EndpointService,
  id: string,
  { PolicyDocument }: VpcEndpoint,
  context: PreflightContext,
): readonly InspectionResult[] {
  const decide = (request: EndpointRequest) => decideEndpointPolicy(PolicyDocument, request);
  const ours = requestsOf(service, id, context);
  const denied = ours.filter((request) => decide(request) === 'denied');
  const open = ours.some((request) => decide(request) === 'unknown');
  const strangers = ours.filter((request) => decide(asStranger(request)) === 'allowed');
  const others = othersOf(service, ours).filter((request) => decide(request) === 'allowed');
  const results = [
    ...denied.map(({ action, resource }) =>
      fail(`the policy of ${id} denies ${action} on ${resource}`, {
        say: 'Ask the owner of the endpoint to allow it.',
      }),
    ),
    ...(open
      ? [
          skip(`the policy of ${id} has conditions whose values are not known here`, {
            say: 'Compare them with this account: a condition on aws:PrincipalOrgID, for example.',
          }),
        ]
      : []),
    ...(strangers.length > 0
      ? [warn(`the policy of ${id} lets principals of other accounts pass`, { say: 'Require aws:PrincipalAccount.' })]
      : []),
    ...(others.length > 0
      ? [
          warn(
            `the policy of ${id} lets ${others.map(({ resource }) => resource).join(', ')} pass, not only what the row has`,
            {
              say: 'The roles of this deployment cannot use it. Others in the network can.',
            },
          ),
        ]
      : []),
  ];
  return results.length > 0
    ? results
    : [
        pass(
          `the policy of ${id} allows what the row needs of ${service}; nothing wider was found in the requests tried`,
        ),
      ];
}

const STRANGER = '000000000000';

const asStranger = (request: EndpointRequest): EndpointRequest => ({
  ...request,
  account: STRANGER,
  context: { ...request.context, 'aws:PrincipalAccount': STRANGER },
});

function requestsOf(service: EndpointService, id: string, context: PreflightContext): readonly EndpointRequest[] {
  const { config, names, caller } = context;
  const { region } = config;
  const { account } = caller;
  const from = { 'aws:PrincipalAccount': account, 'aws:SourceVpce': id };
  const of = (action: string, resource: string, more: EndpointRequest['context'] = {}): EndpointRequest => ({
    account,
    action,
    resource,
    context: { ...from, 'aws:RequestedRegion': region, ...more },
  });
  if (service === 's3') {
    const bucket = `arn:aws:s3:::${bucketName(names.fineTuningBucket, account, region)}`;
    const owner = { 'aws:ResourceAccount': account };
    return [
      of('s3:ListBucket', bucket, owner),
      of('s3:GetObject', `${bucket}/datasets/x`, owner),
      of('s3:PutObject', `${bucket}/artifacts/x`, owner),
    ];
  }
  if (service !== 'bedrock-runtime') return [of(SAMPLES[service], '*', { 'aws:ResourceAccount': account })];
  const guardrail = config.guardrail ? {} : { 'bedrock:GuardrailIdentifier': undefined };
  return config.models.flatMap((model) =>
    invocableModel(model, { region, account, partition: 'aws' }, catalogueOf(config)).targets.flatMap((target) =>
      ['bedrock:InvokeModel', 'bedrock:InvokeModelWithResponseStream'].map((action) => {
        const { 'aws:RequestedRegion': _, ...request } = of(action, target.arn).context;
        const context = { ...request, ...guardrail, 'bedrock:InferenceProfileArn': target.throughProfile };
        return { account, action, resource: target.arn, context };
      }),
    ),
  );
}

/** An action on any resource that each plane is for. */
const SAMPLES = {
  bedrock: 'bedrock:ListFoundationModels',
  'bedrock-agent': 'bedrock:ListKnowledgeBases',
  'bedrock-agent-runtime': 'bedrock:Retrieve',
} as const;

/** A resource of the same kind that is not of the row, under the same conditions. */
function othersOf(service: EndpointService, [first]: readonly EndpointRequest[]): readonly EndpointRequest[] {
  if (!first) return [];
  if (service === 's3') return [{ ...first, resource: 'arn:aws:s3:::another-bucket' }];
  if (service !== 'bedrock-runtime') return [];
  const resource = first.resource.replace(/[^:/]+(:\d+)?$/, 'another-model');
  return [{ ...first, resource: resource.replace(/:inference-profile\/.*/, ':inference-profile/another-model') }];
}
