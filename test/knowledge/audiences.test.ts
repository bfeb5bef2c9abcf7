import { Tags } from 'aws-cdk-lib';
import type { DeploymentConfig } from '../../domain/deployment/deployment';
import { knowledgeSettings } from '../../domain/deployment/knowledge-settings';
import { Deployment, resourcesOf } from '../support/synth';

const ROW: DeploymentConfig = {
  region: 'us-east-1',
  models: ['amazon.nova-lite-v1:0'],
  network: { cidr: '10.0.0.0/24' },
  knowledge: { audiences: { board: ['board', 'finance'], people: ['people'] } },
  applications: { principals: ['arn:aws:iam::111122223333:role/web'] },
};

const row = (knowledge: DeploymentConfig['knowledge'], more: Partial<DeploymentConfig> = {}): DeploymentConfig => ({
  ...ROW,
  ...(knowledge && { knowledge }),
  ...more,
});

interface Statement {
  readonly Sid?: string;
  readonly Action: unknown;
  readonly Condition?: Readonly<Record<string, unknown>>;
}

const deployed = (config: DeploymentConfig = ROW, name = 'library') => new Deployment(name, config);
const versionsOf = (deployment: Deployment) => resourcesOf(deployment, 'AWS::Lambda::Version').map(({ id }) => id);

test('each audience is an alias of one version of the knowledge function, and no call of it is made twice', () => {
  const deployment = deployed();
  const [version, ...others] = versionsOf(deployment);
  expect(others).toEqual([]);
  const aliases = resourcesOf(deployment, 'AWS::Lambda::Alias').map(({ Properties }) => Properties);
  const leadsTo = { 'Fn::GetAtt': [version?.split('/').at(-1), 'Version'] };
  expect(aliases).toEqual([
    expect.objectContaining({ Name: 'board', FunctionVersion: leadsTo }),
    expect.objectContaining({ Name: 'people', FunctionVersion: leadsTo }),
  ]);
  const waiting = resourcesOf(deployment, 'AWS::Lambda::EventInvokeConfig').filter(({ id }) =>
    id.includes('Audiences'),
  );
  expect(waiting).toHaveLength(2);
  for (const { Properties } of waiting) {
    expect(Properties).toMatchObject({ MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: 60 });
  }
});

test('a change of groups, models or limits publishes another version; one of tags, roles or nothing does not', () => {
  const version = versionsOf(deployed());
  expect(versionsOf(deployed())).toEqual(version);
  const tagged = deployed();
  Tags.of(tagged.app).add('team', 'search');
  expect(versionsOf(tagged)).toEqual(version);
  expect(versionsOf(deployed(row(ROW.knowledge, { sessionHours: 2 })))).toEqual(version);
  for (const changed of [
    row({ audiences: { board: ['board'], people: ['people'] } }),
    row({ ...ROW.knowledge, results: 7 }),
    row(ROW.knowledge, { models: ['amazon.nova-pro-v1:0'] }),
    row(ROW.knowledge, { guardrail: {} }),
  ]) {
    expect(versionsOf(deployed(changed))).not.toEqual(version);
  }
});

test('no stack imports an alias or a version, which CloudFormation could then not delete', () => {
  const access = JSON.stringify(deployed().template('Access').toJSON());
  expect(access).toContain(':board');
  expect(access).not.toMatch(/ImportValue[^}]+(Alias|Audiences|CurrentVersion)/);
});

const statementsOf = (deployment: Deployment, id: string, property: string) =>
  resourcesOf<Record<string, { Statement: Statement[] }>>(deployment, 'AWS::IAM::Role')
    .filter((resource) => resource.id.startsWith(`Access/${id}`))
    .flatMap(({ Properties }) => Properties[property]?.Statement ?? []);

test.each(['Invoker', 'Application'])(
  'callers of the role of the %s hand on their own audience and no other tag',
  (id) => {
    expect(statementsOf(deployed(), id, 'AssumeRolePolicyDocument').at(-1)).toMatchObject({
      Sid: 'HandOnAudience',
      Action: 'sts:TagSession',
      Condition: {
        StringEquals: {
          'aws:RequestTag/private-bedrock:audience': `\${aws:PrincipalTag/private-bedrock:audience}`,
        },
        'ForAllValues:StringEquals': { 'aws:TagKeys': 'private-bedrock:audience' },
      },
    });
  },
);

test.each(['Administrator', 'Reader', 'Curator'])('no session of the %s carries a tag', (id) => {
  const actions = statementsOf(deployed(), id, 'AssumeRolePolicyDocument').map(({ Action }) => Action);
  expect(new Set(actions)).toEqual(new Set(['sts:AssumeRole']));
});

test('a row without audiences has neither alias nor version, and no session carries a tag', () => {
  for (const knowledge of [{}, { audiences: {} }]) {
    const deployment = deployed(row(knowledge));
    expect([versionsOf(deployment), resourcesOf(deployment, 'AWS::Lambda::Alias')]).toEqual([[], []]);
    const trust = JSON.stringify(resourcesOf(deployment, 'AWS::IAM::Role'));
    expect(trust).not.toContain('sts:TagSession');
  }
  expect(knowledgeSettings({}).audiences).toEqual({});
});

test('an application that only a service assumes has no tag to hand on', () => {
  const services = [{ service: 'ecs-tasks.amazonaws.com', sourceArn: 'arn:aws:ecs:us-east-1:111122223333:*' }];
  const deployment = deployed(row(ROW.knowledge, { applications: { services } }));
  const actions = statementsOf(deployment, 'Application', 'AssumeRolePolicyDocument').map(({ Action }) => Action);
  expect(actions).toEqual(['sts:AssumeRole']);
});
