import type { TemplateResource } from '../../../domain/template/template';
import { ec2Id } from '../../model/physical-ids';
import type { Placed } from '../../model/templates';
import { type Json, withResource, withResources } from '../edit';
import type { Operator } from '../mutant';
import { ALLOW_EVERYTHING } from '../others';
import { onResources, resourcesOf } from '../resources';
import { many } from '../statements';
import { valueWords } from '../words';

const ENDPOINT = 'AWS::EC2::VPCEndpoint';

const each = (kind: string, edits: (properties: Json) => readonly { path: string[]; to?: unknown; what?: string }[]) =>
  onResources(kind, ENDPOINT, edits);

/** Items of a list that are taken out of it, one at a time. */
const lessOne = (list: string) => (properties: Json) =>
  many(properties[list]).map((item, _, all) => ({
    what: valueWords(item),
    path: [list],
    to: all.filter((other) => other !== item),
  }));

/** Another endpoint like the first of its sort. */
const added = (kind: string, sort: 'Interface' | 'Gateway', properties: Json): Operator => ({
  kind,
  changes: (subject) => {
    const [first] = resourcesOf(subject, ENDPOINT).filter(
      ({ resource }) => resource.Properties?.VpcEndpointType === sort,
    );
    if (!first) return [];
    const resource: TemplateResource = { Type: ENDPOINT, Properties: { ...first.resource.Properties, ...properties } };
    const at = `${first.stack}/Another`;
    return [{ what: '', at, templates: withResources(subject.templates, first.stack, { Another: resource }) }];
  },
});

export const ENDPOINTS: readonly Operator[] = [
  each('endpoint policy removed', () => [{ path: ['PolicyDocument'] }]),
  each('endpoint with full access', () => [
    { path: ['PolicyDocument'], to: { Statement: [{ ...ALLOW_EVERYTHING, Principal: '*' }] } },
  ]),
  each('endpoint policy with an action of no role', ({ PolicyDocument, VpcEndpointType }) => {
    const { Statement } = PolicyDocument as { readonly Statement: readonly Json[] };
    const idle =
      VpcEndpointType === 'Gateway'
        ? ['s3:GetBucketLocation', 's3:ListBucketMultipartUploads']
        : ['bedrock:GenerateQuery', 'bedrock:InvokeAgent', 'bedrock:InvokeFlow', 'bedrock:StartFlowExecution'];
    return idle.map((action) => ({
      what: action,
      path: ['PolicyDocument', 'Statement'],
      to: Statement.map((one, index) => (index === 0 ? { ...one, Action: [...many(one.Action), action] } : one)),
    }));
  }),
  each('private DNS off', ({ PrivateDnsEnabled }) =>
    PrivateDnsEnabled === undefined
      ? []
      : [
          { path: ['PrivateDnsEnabled'], to: false },
          { what: 'unsaid', path: ['PrivateDnsEnabled'] },
        ],
  ),
  each('endpoint in another security group', ({ SecurityGroupIds }) =>
    SecurityGroupIds === undefined
      ? []
      : [
          { path: ['SecurityGroupIds'], to: [ec2Id('sg', 'somebody else')] },
          {
            what: 'one more',
            path: ['SecurityGroupIds'],
            to: [...many(SecurityGroupIds), ec2Id('sg', 'somebody else')],
          },
          { what: 'the default', path: ['SecurityGroupIds'] },
        ],
  ),
  each('endpoint out of a subnet', lessOne('SubnetIds')),
  each('endpoint out of a route table', lessOne('RouteTableIds')),
  each('endpoint in another VPC', () => [{ path: ['VpcId'], to: ec2Id('vpc', 'somebody else') }]),
  each('endpoint to another service', ({ VpcEndpointType }) => [
    {
      path: ['ServiceName'],
      to:
        VpcEndpointType === 'Gateway'
          ? 'com.amazonaws.us-east-1.dynamodb'
          : 'com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0',
    },
  ]),
  {
    kind: 'endpoint removed',
    changes: (subject) =>
      resourcesOf(subject, ENDPOINT).map(({ at, stack, logicalId }: Placed) => ({
        what: '',
        at,
        templates: withResource(subject.templates, stack, logicalId),
      })),
  },
  added('endpoint that nobody uses', 'Interface', { ServiceName: 'com.amazonaws.us-east-1.sagemaker.api' }),
  added('endpoint for another service of AWS', 'Interface', { ServiceName: 'com.amazonaws.us-east-1.sts' }),
  added('endpoint of somebody else', 'Interface', {
    ServiceName: 'com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0',
    PrivateDnsEnabled: false,
  }),
  added('gateway endpoint that nobody uses', 'Gateway', { ServiceName: 'com.amazonaws.us-east-1.dynamodb' }),
];
