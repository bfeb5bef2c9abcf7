import type { App } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { DeploymentConfig } from '../../domain/deployment/deployment';
import { CATALOGUE } from '../../domain/models/model-catalogue';
import type { ModelReference } from '../../domain/models/model-reference';
import { MODELS } from '../../domain/models/models';
import { limitEndpointPolicySize, limitPolicySize } from '../../lib/checks/policy-size';
import { DEPLOYMENTS } from '../../lib/config/deployments';
import { Deployment, testStack } from '../support/synth';

/** Error of the synthesis; undefined if it succeeds. */
function complaint(app: { synth(): unknown }): string {
  try {
    app.synth();
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

const statement = (...resources: string[]) => new iam.PolicyStatement({ actions: ['s3:GetObject'], resources });

/** A policy whose document has exactly so many characters. */
const managedPolicy = (length: number) => {
  const stack = testStack();
  const policy = new iam.ManagedPolicy(stack, 'Policy');
  limitPolicySize(policy, 'remove models from the row');
  const frame = '{"Statement":{"Action":"s3:GetObject","Effect":"Allow","Resource":""},"Version":"2012-10-17"}'.length;
  policy.addStatements(statement('arn:aws:s3:::'.padEnd(length - frame - 2, 'x')));
  return stack;
};

describe('limitPolicySize', () => {
  test('fails synthesis with path, length, limit and remedy', () => {
    expect(complaint(managedPolicy(6145).node.root as App)).toBe(
      'Validation failed with the following errors:\n  [Test/Policy] The policy has 6,145 characters without white ' +
        'space, and AWS accepts 6,144: remove models from the row.',
    );
  });

  test('is content with the limit itself', () => {
    expect(complaint(managedPolicy(6144).node.root as App)).toBe('');
  });

  test('counts references as what they become', () => {
    const stack = testStack();
    const policy = new iam.ManagedPolicy(stack, 'Policy');
    limitPolicySize(policy, 'x');
    const { roleArn } = new iam.Role(stack, 'Role', { assumedBy: new iam.AccountRootPrincipal() });
    policy.addStatements(statement(...Array.from({ length: 80 }, (_, n) => `${roleArn}/${n}`)));
    expect(complaint(stack.node.root as App)).toMatch(/has \d,\d{3} characters/);
  });
});

test.each([
  [0, ''],
  [190, ''],
  [200, /\[Test\/Vpc\/Runtime\] The policy has 2\d,\d{3} characters without white space, and AWS accepts 20,480: x\./],
])('limitEndpointPolicySize of an endpoint with %i long resources', (count, expected) => {
  const stack = testStack();
  const service = ec2.InterfaceVpcEndpointAwsService.BEDROCK_RUNTIME;
  const endpoint = new ec2.Vpc(stack, 'Vpc').addInterfaceEndpoint('Runtime', { service });
  limitEndpointPolicySize(endpoint, 'x');
  const resources = Array.from({ length: count }, (_, n) => `arn:aws:s3:::${n}`.padEnd(102, 'x'));
  const principals = [new iam.StarPrincipal()];
  // With none, the endpoint has no policy at all.
  if (count > 0) endpoint.addToPolicy(new iam.PolicyStatement({ principals, actions: ['s3:GetObject'], resources }));
  const said = complaint(stack.node.root as App);
  if (typeof expected === 'string') expect(said).toBe(expected);
  else expect(said).toMatch(expected);
});

describe('the policies of production, guardrail and all', () => {
  const withModels = (...more: readonly ModelReference[]) => {
    const config: DeploymentConfig = {
      ...DEPLOYMENTS.production,
      models: [...DEPLOYMENTS.production.models, ...more],
    };
    return complaint(new Deployment('production', config).app);
  };
  const two = ['us.anthropic.claude-sonnet-4-5-20250929-v1:0', 'us.amazon.nova-pro-v1:0'];
  const three = [
    'us.amazon.nova-micro-v1:0',
    'us.anthropic.claude-opus-4-1-20250805-v1:0',
    'us.meta.llama3-3-70b-instruct-v1:0',
  ];

  test('have room for two more profiles', () => {
    expect(withModels(...two)).toBe('');
  });

  test('the boundary has room for eight profiles beside the model in its Region', () => {
    expect(withModels(...two, ...three)).not.toContain('Boundary');
  });

  test('are refused, each by name, when they are too long', () => {
    const named: readonly unknown[] = DEPLOYMENTS.production.models;
    const others = MODELS.filter(({ kind }) => kind === 'text' || kind === 'embedding')
      .flatMap((model) => CATALOGUE.idsInRegion(model, 'us-east-1'))
      .filter((id) => !named.includes(id));
    const said = withModels(...others);
    for (const path of ['Foundation/Boundary', 'Inference/Inference/Role/ModelsPolicy']) {
      expect(said).toContain(`[production/${path}] The policy has `);
    }
  });
});
