import * as core from 'aws-cdk-lib';
import { App, PERMISSIONS_BOUNDARY_CONTEXT_KEY, Stage } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import { PLACEHOLDERS } from '../../domain/deployment/config/organization-boundary';
import type { PermissionsBoundaryConfig } from '../../domain/deployment/config/permissions-boundary-config';
import type { DeploymentConfig } from '../../domain/deployment/deployment';
import { PrivateBedrock } from '../../lib/private-bedrock';
import { EXISTING, row } from '../deployment/rows';
import { context } from '../support/synth';

const { account, partition, qualifier, region } = PLACEHOLDERS;
const ROW = row({ network: EXISTING, applications: { principals: ['arn:aws:iam::111122223333:role/web'] } });
const LIMITS: PermissionsBoundaryConfig = { name: 'Limits' };
const OF_ACCOUNT = ['arn:aws:iam::', { Ref: 'AWS::AccountId' }] as const;

const appWith = (more: Readonly<Record<string, unknown>> = {}) =>
  new App({ context: { ...context, ...more }, analyticsReporting: false, builtinCloudFormationValidation: false });

const inContext = (boundary: unknown) => appWith({ [PERMISSIONS_BOUNDARY_CONTEXT_KEY]: boundary });

/** Roles of a deployment as its templates have them. */
function rolesOf(deployment: PrivateBedrock) {
  const assembly = (Stage.of(deployment) as Stage).synth();
  return assembly.stacks
    .flatMap(({ template }) => Object.values<{ Type: string; Properties: Record<string, unknown> }>(template.Resources))
    .filter(({ Type }) => Type === 'AWS::IAM::Role')
    .map(({ Properties }) => Properties);
}

const codes = (make: () => unknown): readonly string[] => {
  try {
    make();
    return [];
  } catch (error) {
    return (error as { readonly problems: readonly { readonly code: string }[] }).problems.map(({ code }) => code);
  }
};

describe('a boundary of the organization is set on each role', () => {
  test.each<[PermissionsBoundaryConfig, unknown]>([
    [LIMITS, { 'Fn::Join': ['', [...OF_ACCOUNT, ':policy/Limits']] }],
    [
      { name: `team/cdk-${qualifier}-${region}` },
      { 'Fn::Join': ['', [...OF_ACCOUNT, ':policy/team/cdk-acme-us-east-1']] },
    ],
    [{ name: `x-${account}` }, { 'Fn::Join': ['', [...OF_ACCOUNT, ':policy/x-', { Ref: 'AWS::AccountId' }]] }],
    [{ arn: 'arn:aws:iam::111122223333:policy/Limits' }, 'arn:aws:iam::111122223333:policy/Limits'],
    [{ arn: `arn:${partition}:iam::aws:policy/PowerUserAccess` }, 'arn:aws:iam::aws:policy/PowerUserAccess'],
    [{ arn: `arn:aws:iam::${account}:policy/${qualifier}` }, { 'Fn::Join': ['', [...OF_ACCOUNT, ':policy/acme']] }],
  ])('%j, from the row or the context', (permissionsBoundary, expected) => {
    const more = { '@aws-cdk/core:bootstrapQualifier': 'acme' };
    const apps = [
      new PrivateBedrock(appWith(more), 'acme', { ...ROW, permissionsBoundary }),
      new PrivateBedrock(appWith({ ...more, [PERMISSIONS_BOUNDARY_CONTEXT_KEY]: permissionsBoundary }), 'acme', ROW),
    ];
    for (const deployment of apps) {
      const roles = rolesOf(deployment);
      expect(roles.length).toBeGreaterThan(4);
      expect(
        roles.filter(({ PermissionsBoundary }) => JSON.stringify(PermissionsBoundary) !== JSON.stringify(expected)),
      ).toEqual([]);
      expect(deployment.config.permissionsBoundary).toEqual(permissionsBoundary);
    }
  });

  test('from a stage', () => {
    const stage = new Stage(appWith(), 'Stage', { permissionsBoundary: core.PermissionsBoundary.fromName('Limits') });
    const deployment = new PrivateBedrock(stage, 'acme', ROW);
    for (const { PermissionsBoundary } of rolesOf(deployment))
      expect(JSON.stringify(PermissionsBoundary)).toContain(':policy/Limits');
    expect(deployment.config.permissionsBoundary).toEqual(LIMITS);
  });

  test('from row and context, if both name the same policy', () => {
    const same = { arn: `arn:${partition}:iam::${account}:policy/Limits` };
    expect(codes(() => new PrivateBedrock(inContext(same), 'acme', { ...ROW, permissionsBoundary: LIMITS }))).toEqual(
      [],
    );
  });

  test('together with every policy of the limits', () => {
    const deployment = new PrivateBedrock(appWith(), 'acme', { ...ROW, permissionsBoundary: LIMITS });
    for (const { ManagedPolicyArns } of rolesOf(deployment)) {
      expect(JSON.stringify(ManagedPolicyArns)).toContain('BoundaryDenies1');
    }
  });

  test('and the synthesis says what is then not claimed', () => {
    const foundation = new PrivateBedrock(inContext(LIMITS), 'acme', ROW).node.findChild('Foundation') as core.Stack;
    const notes = Annotations.fromStack(foundation).findInfo('*', Match.stringLikeRegexp('Not claimed'));
    expect(notes.map(({ entry }) => entry.data)).toEqual([
      expect.stringContaining('iam:DetachRolePolicy'),
      expect.stringContaining('Each role has the permissions boundary Limits.'),
    ]);
  });
});

describe('a boundary is never dropped', () => {
  test.each<[string, DeploymentConfig, unknown, string]>([
    ['that differs from the row', { ...ROW, permissionsBoundary: LIMITS }, { name: 'Others' }, 'PB-CONFIG-098'],
    ['as text, as the command line passes it', ROW, '{"name":"Limits"}', 'PB-CONFIG-002'],
    ['with an unknown placeholder', ROW, { name: '$'.concat('{AWS::StackName}') }, 'PB-CONFIG-095'],
    ['without a name', ROW, {}, 'PB-CONFIG-097'],
  ])('in the context, %s, is refused', (_, config, boundary, code) => {
    expect(codes(() => new PrivateBedrock(inContext(boundary), 'acme', config))).toEqual([code]);
  });

  test.each<[string, DeploymentConfig]>([
    ['without one in the row', ROW],
    ['with another in the row', { ...ROW, permissionsBoundary: LIMITS }],
  ])('that an aspect of the app sets, %s, is refused', (_, config) => {
    const app = appWith();
    iam.PermissionsBoundary.of(app).apply(
      iam.ManagedPolicy.fromManagedPolicyArn(app, 'B', 'arn:aws:iam::111122223333:policy/B'),
    );
    new PrivateBedrock(app, 'acme', config);
    expect(codes(() => app.synth())).toEqual(['PB-CONFIG-094']);
  });

  test('that an aspect sets in the words of the row is kept', () => {
    const app = appWith();
    const arn = 'arn:aws:iam::111122223333:policy/B';
    iam.PermissionsBoundary.of(app).apply(iam.ManagedPolicy.fromManagedPolicyArn(app, 'B', arn));
    const deployment = new PrivateBedrock(app, 'acme', { ...ROW, permissionsBoundary: { arn } });
    for (const { PermissionsBoundary } of rolesOf(deployment)) expect(PermissionsBoundary).toBe(arn);
  });
});
