import type { App } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { DeploymentConfig } from '../../domain/deployment/deployment';
import { assertDeployments } from '../../domain/deployment/validate-deployments';
import { invocableModel } from '../../domain/models/invocable-model';
import { countPolicyCharacters } from '../../lib/checks/policy-size';
import { PrivateEndpoints } from '../../lib/network/private-endpoints';
import { Deployment, resourcesOf, testStack } from '../support/synth';

const LIMIT = 20_480;

/** Rows whose endpoint policies are as long as rows of this kind get. */
const LARGE: readonly (readonly [string, DeploymentConfig])[] = [
  [
    'six profiles with a cross-Region guardrail, fine-tuning and applications',
    {
      region: 'us-east-1',
      models: [
        'us.amazon.nova-2-lite-v1:0',
        'us.anthropic.claude-haiku-4-5-20251001-v1:0',
        'us.anthropic.claude-sonnet-4-5-20250929-v1:0',
        'us.anthropic.claude-sonnet-4-6',
        'global.anthropic.claude-haiku-4-5-20251001-v1:0',
        'global.amazon.nova-2-lite-v1:0',
      ],
      network: { cidr: '10.0.0.0/24' },
      planes: ['bedrock', 'bedrock-agent', 'bedrock-agent-runtime', 'bedrock-runtime'],
      guardrail: { tier: 'standard' },
      fineTuning: { baseModels: ['amazon.nova-lite-v1:0', 'amazon.nova-micro-v1:0'], vpcOnly: true },
      applications: { principals: ['arn:aws:iam::111122223333:role/web'], callModels: true },
      invokerCallsModels: true,
    },
  ],
  [
    'six profiles with many destinations in Europe, with a cross-Region guardrail',
    {
      region: 'eu-central-1',
      models: [
        'eu.amazon.nova-2-lite-v1:0',
        'eu.anthropic.claude-haiku-4-5-20251001-v1:0',
        'eu.anthropic.claude-haiku-5-5',
        'eu.anthropic.claude-opus-4-6-v1',
        'eu.anthropic.claude-sonnet-4-6',
        'eu.anthropic.claude-sonnet-5',
      ],
      network: { cidr: '10.0.0.0/24' },
      guardrail: { tier: 'standard' },
      applications: { principals: ['arn:aws:iam::111122223333:role/web'], callModels: true },
    },
  ],
];

test.each(LARGE)('%s: every endpoint policy is accepted by AWS', (_, row) => {
  assertDeployments({ large: row }, new Date('2026-11-27'));
  const lengths = resourcesOf<{ PolicyDocument: unknown }>(new Deployment('large', row), 'AWS::EC2::VPCEndpoint').map(
    ({ Properties }) => countPolicyCharacters(Properties.PolicyDocument),
  );
  expect(lengths.length).toBeGreaterThan(0);
  // Half of the limit, so that a row has room to grow.
  expect(Math.max(...lengths)).toBeLessThan(LIMIT / 2);
});

/** Endpoints of so many provisioned models, with so many buckets. */
function endpointsOf(modelCount: number, bucketCount: number): () => unknown {
  const stack = testStack();
  const vpc = new ec2.Vpc(stack, 'Vpc', { natGateways: 0, restrictDefaultSecurityGroup: false });
  const place = { region: 'us-east-1', account: '111122223333', partition: 'aws' };
  new PrivateEndpoints(stack, 'Endpoints', {
    vpc,
    subnets: { subnetType: ec2.SubnetType.PUBLIC },
    securityGroup: new ec2.SecurityGroup(stack, 'Group', { vpc }),
    planes: ['bedrock-runtime'],
    models: Array.from({ length: modelCount }, (_, index) =>
      invocableModel(`arn:aws:bedrock:us-east-1:111122223333:provisioned-model/${100_000_000_000 + index}`, place),
    ),
    bucketArns: Array.from({ length: bucketCount }, (_, index) => `arn:aws:s3:::bucket-${index}`),
  });
  return () => (stack.node.root as App).synth();
}

test.each([
  ['models', 300, 1, /Endpoints\/BedrockRuntime.* AWS accepts 20,480: remove models from the row/s],
  ['buckets', 1, 800, /Endpoints\/S3.* AWS accepts 20,480: name fewer buckets/s],
])('too many %s fail at synthesis, with the endpoint and what to do', (_, models, buckets, message) => {
  expect(endpointsOf(models, buckets)).toThrow(message);
});

test('as many as fit are synthesized', () => {
  expect(endpointsOf(200, 100)).not.toThrow();
});
