import type { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { DeploymentConfig } from '../../domain/deployment/deployment';
import { embeddingModelsIn } from '../../domain/knowledge/embedding-models';
import { CATALOGUE } from '../../domain/models/model-catalogue';
import type { ModelReference } from '../../domain/models/model-reference';
import { MODELS } from '../../domain/models/models';
import { countPolicyCharacters, limitEndpointPolicySize, limitPolicySize } from '../../lib/checks/policy-size';
import { DEPLOYMENTS } from '../../lib/config/deployments';
import { RolePolicy } from '../../lib/iam/role-policy';
import { Deployment, resourcesOf, testStack } from '../support/synth';

interface PolicyProperties {
  readonly PolicyDocument: { readonly Statement: readonly { readonly Sid?: string }[] };
}

interface RoleProperties {
  readonly ManagedPolicyArns?: readonly unknown[];
}

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
      'Validation failed with the following errors:\n  [Test/Policy] PB-SIZE-001 Test/Policy: the policy has 6,145 characters without white ' +
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
  [
    200,
    /\[Test\/Vpc\/Runtime\] PB-SIZE-001 Test\/Vpc\/Runtime: the policy has 2\d,\d{3} characters without white space, and AWS accepts 20,480: x\./,
  ],
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
  const row: DeploymentConfig = DEPLOYMENTS.production;
  const withModels = (more: readonly ModelReference[], of = row) => {
    const config = { ...of, models: [...row.models, ...more] } as DeploymentConfig;
    return complaint(new Deployment('production', config).app);
  };
  const two = ['us.anthropic.claude-sonnet-4-5-20250929-v1:0', 'us.amazon.nova-pro-v1:0'];
  const three = [
    'us.amazon.nova-micro-v1:0',
    'us.anthropic.claude-opus-4-1-20250805-v1:0',
    'us.meta.llama3-3-70b-instruct-v1:0',
  ] as const;

  test('have room for two more profiles', () => {
    expect(withModels(two)).toBe('');
  });

  test('the boundary has room for six profiles beside the model in its Region, and for eight without a knowledge base', () => {
    const listsApart = (more: readonly ModelReference[], of: DeploymentConfig) => {
      const config = { ...of, models: [...row.models, ...more] } as DeploymentConfig;
      return Object.keys(new Deployment('production', config).template('Foundation').toJSON().Resources).filter((id) =>
        id.startsWith('BoundaryModels'),
      ).length;
    };
    const { knowledge, ...others } = row;
    expect(listsApart([...two, three[0]], row)).toBe(0);
    expect(listsApart([...two, ...three], others)).toBe(0);
    expect(listsApart([...two, ...three], row)).toBe(1);
  });

  test('are refused by name when they are too long', () => {
    const named: readonly unknown[] = DEPLOYMENTS.production.models;
    const others = MODELS.filter(({ kind }) => kind === 'text' || kind === 'embedding')
      .flatMap((model) => CATALOGUE.idsInRegion(model, 'us-east-1'))
      .filter((id) => !named.includes(id));
    const said = withModels(others);
    // The list of models is one statement; the policies of a role are split.
    expect(said).toContain('PB-SIZE-001 production/Foundation/Boundary/Models: the policy has ');
    expect(said).not.toContain('Foundation/Boundary:');
    expect(said).not.toContain('ModelsPolicy');
  });
});

describe('a role whose permissions are longer than one policy', () => {
  const offered = (prefix: string) =>
    CATALOGUE.ids().filter((id) => id.startsWith(prefix) && CATALOGUE.isOffered(id, 'eu-central-1'));
  const EU = [...new Set([...offered('eu.anthropic.'), ...offered('eu.')])];
  const row = (count: number): DeploymentConfig => ({
    region: 'eu-central-1',
    models: EU.slice(0, count) as unknown as DeploymentConfig['models'],
    network: { cidr: '10.0.0.0/24' },
    guardrail: {},
    invokerCallsModels: true,
  });

  test.each([1, 5, 6, 9, 10])('%i profiles of Europe with a guardrail fit', (count) => {
    const deployed = new Deployment('acme', row(count));
    expect(complaint(deployed.app)).toBe('');
    const policies = Object.values(deployed.template('Inference').findResources('AWS::IAM::ManagedPolicy'));
    for (const { Properties } of policies) expect(Properties.Roles).toEqual(policies[0]?.Properties.Roles);
    expect(policies).toHaveLength(count > 5 ? 4 : 3);
  });

  /** Longest names, an application profile for each of the longest ids, and a guardrail that judges in other Regions. */
  const REGIONS = ['us-east-1', 'us-west-2', 'eu-central-1', 'ap-northeast-1', 'ap-southeast-7'];
  const WITH_KNOWLEDGE = REGIONS.filter((region) => embeddingModelsIn(region).length > 0);
  const audiences = { board: ['board'] };
  const delegated = { retrieveAndGenerate: true, agentAlias: { agentId: 'AGENT00001', aliasId: 'ALIAS00001' } };
  test.each([
    ...REGIONS.map((region) => [region, 'no knowledge base', {}] as const),
    ...WITH_KNOWLEDGE.flatMap((region) => [
      [region, 'a knowledge base', { knowledge: { vpcOnly: true } }] as const,
      [region, 'audiences', { knowledge: { audiences } }] as const,
      [region, 'audiences and answers by Bedrock', { knowledge: { audiences, ...delegated } }] as const,
    ]),
  ])('eight models fit in %s with %s, whatever their kinds and whatever else the row has', (region, _, more) => {
    const deployed = longestRow(region, 8, more);
    expect(complaint(deployed.app)).toBe('');
  });

  /** A row with the longest name and the models of the longest ids. */
  function longestRow(region: string, count: number, more: Partial<DeploymentConfig>): Deployment {
    const ids = CATALOGUE.ids().filter((id) => /^(us|eu|jp|apac|global)\./.test(id) && CATALOGUE.isOffered(id, region));
    const longest = ids.sort((one, other) => other.length - one.length).slice(0, count);
    return new Deployment('x'.repeat(19), {
      region,
      models: longest.map((copyFrom, index) => ({
        applicationProfileArn: `arn:aws:bedrock:${region}:111122223333:application-inference-profile/abcdefghijk${index}`,
        copyFrom,
      })) as unknown as DeploymentConfig['models'],
      network: { cidr: '10.0.0.0/24', s3PrefixListId: 'pl-00000000' },
      guardrail: { tier: 'standard' },
      invokerCallsModels: true,
      ...(region === 'us-east-1' && { fineTuning: { baseModels: ['amazon.nova-lite-v1:0'], vpcOnly: true } }),
      ...more,
    });
  }

  test('the list of models stands apart from the boundary only without room in it, and is then on every role', () => {
    const shapes = [
      [1, {}],
      [8, { knowledge: { audiences, ...delegated } }],
    ] as const;
    const [inside, apart] = shapes.map(([count, more]) => {
      const deployed = longestRow('us-east-1', count, more);
      const sids = resourcesOf<PolicyProperties>(deployed, 'AWS::IAM::ManagedPolicy').flatMap(({ id, Properties }) =>
        Properties.PolicyDocument.Statement.flatMap(({ Sid }) =>
          ['DenyOtherModels', 'DenyAroundProfiles'].includes(Sid ?? '') && id.startsWith('Foundation') ? [id] : [],
        ),
      );
      const roles = resourcesOf<RoleProperties>(deployed, 'AWS::IAM::Role').map(({ Properties }) => Properties);
      const limited = roles.filter(({ ManagedPolicyArns }) =>
        JSON.stringify(ManagedPolicyArns ?? []).includes('Models'),
      );
      return {
        sids: sids.map((id) => id.replace(/[0-9A-F]{8}$/, '')),
        isOnAll: limited.length === roles.length,
        on: limited.length,
      };
    });
    expect(inside).toEqual({ sids: ['Foundation/Boundary', 'Foundation/Boundary'], isOnAll: false, on: 0 });
    expect(apart).toEqual({
      sids: ['Foundation/BoundaryModels', 'Foundation/BoundaryModels'],
      isOnAll: true,
      on: expect.any(Number),
    });
  });

  test('sixteen profiles of Europe keep within the ten policies of a role and the endpoint policy', () => {
    expect(complaint(new Deployment('acme', row(16)).app)).toBe('');
  });

  test('all statements are in one of the policies, and a statement of many resources is split', () => {
    const stack = testStack();
    const role = new iam.Role(stack, 'Role', { assumedBy: new iam.AccountRootPrincipal() });
    const policy = new RolePolicy(stack, 'Policy', { role, description: 'Reads' });
    const names = Array.from({ length: 400 }, (_, index) => `arn:aws:s3:::${index}`.padEnd(40, 'x'));
    policy.addStatements(
      new iam.PolicyStatement({ sid: 'Read', actions: ['s3:GetObject'], resources: names.slice(0, 300) }),
      ...names.slice(300).map((name) => statement(name)),
    );
    expect(complaint(stack.node.root as App)).toBe('');
    const documents = Object.values(Template.fromStack(stack).findResources('AWS::IAM::ManagedPolicy')).map(
      ({ Properties }) => Properties.PolicyDocument,
    );
    expect(documents.length).toBeGreaterThan(2);
    for (const document of documents) expect(countPolicyCharacters(document)).toBeLessThanOrEqual(6144);
    const granted = documents.flatMap(({ Statement }) =>
      Statement.flatMap(({ Resource }: { Resource: string[] }) => Resource),
    );
    expect([...granted].sort()).toEqual([...names].sort());
  });
});
