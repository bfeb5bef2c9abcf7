import { Match, type Template } from 'aws-cdk-lib/assertions';
import type { DeploymentConfig } from '../../domain/deployment/deployment';
import { METADATA_READ_ACTIONS } from '../../lib/bedrock/metadata-actions';
import { DEPLOYMENTS } from '../../lib/config/deployments';
import { Deployment, deployment, resourcesOf } from '../support/synth';

interface Role {
  readonly AssumeRolePolicyDocument: { readonly Statement: readonly TrustStatement[] };
  readonly PermissionsBoundary?: unknown;
  readonly MaxSessionDuration?: number;
  readonly ManagedPolicyArns?: readonly unknown[];
}

interface TrustStatement {
  readonly Principal: Record<string, unknown>;
  readonly Condition?: Record<string, Record<string, unknown>>;
}

const PERSONAS = ['Administrator', 'Reader', 'Invoker', 'Tuner'];
const ACCOUNT = { Ref: 'AWS::AccountId' };
const ssoRole = (name: string) => ({
  'Fn::Join': ['', ['arn:aws:iam::', ACCOUNT, `:role/aws-reserved/sso.amazonaws.com/${name}`]],
});

const roles = (deployed: Deployment) => resourcesOf<Role>(deployed, 'AWS::IAM::Role');
const personas = (deployed: Deployment) => roles(deployed).filter(({ id }) => /^Access\/|\/BreakGlass/.test(id));

const hasPolicy = (template: Template, description: string, statements: unknown) =>
  template.hasResourceProperties('AWS::IAM::ManagedPolicy', {
    Description: description,
    PolicyDocument: { Statement: statements },
  });

/** Services that assume a role, once for each role. */
const SERVICES = {
  sandbox: ['bedrock', 'events', 'lambda', 'lambda', 'states', 'vpc-flow-logs'],
  production: [
    ...['bedrock', 'bedrock', 'events', 'events', 'lambda', 'lambda', 'lambda', 'lambda'],
    ...['pipes', 'states', 'states', 'vpc-flow-logs'],
  ],
};

describe.each(['sandbox', 'production'] as const)('every role of %s', (name) => {
  const deployed = deployment(name);

  test('stands under the permissions boundary', () => {
    expect(roles(deployed).length).toBeGreaterThanOrEqual(7);
    expect(roles(deployed).filter(({ Properties }) => Properties.PermissionsBoundary === undefined)).toEqual([]);
  });

  test('that a service assumes is bound to this account', () => {
    const statements = roles(deployed)
      .flatMap(({ Properties }) => Properties.AssumeRolePolicyDocument.Statement)
      .filter(({ Principal }) => 'Service' in Principal);
    expect(statements.map(({ Principal }) => Principal.Service).sort()).toEqual(
      SERVICES[name].map((service) => `${service}.amazonaws.com`),
    );
    for (const { Condition } of statements) {
      const { StringEquals, StringEqualsIfExists, ArnLike, ArnLikeIfExists } = Condition ?? {};
      expect({ ...StringEquals, ...StringEqualsIfExists }['aws:SourceAccount']).toEqual(ACCOUNT);
      expect({ ...ArnLike, ...ArnLikeIfExists }['aws:SourceArn']).toBeDefined();
    }
  });

  test('that a person assumes requires MFA or Identity Center, an hour at most, and no root user', () => {
    for (const { Properties } of personas(deployed)) {
      expect(Properties.MaxSessionDuration).toBe(3600);
      expect(Properties.AssumeRolePolicyDocument.Statement).toEqual([
        expect.objectContaining({
          Action: 'sts:AssumeRole',
          Principal: { AWS: { 'Fn::Join': ['', ['arn:aws:iam::', ACCOUNT, ':root']] } },
          Condition: {
            ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:root' },
            Bool: { 'aws:MultiFactorAuthPresent': 'true' },
          },
        }),
        expect.objectContaining({
          Action: 'sts:AssumeRole',
          Principal: { AWS: { 'Fn::Join': ['', ['arn:aws:iam::', ACCOUNT, ':root']] } },
          Condition: { ArnLike: { 'aws:PrincipalArn': [ssoRole('*')] } },
        }),
      ]);
    }
  });

  test('has no inline policy', () => {
    expect(resourcesOf(deployed, 'AWS::IAM::Policy')).toEqual([]);
    expect(roles(deployed).filter(({ Properties }) => 'Policies' in Properties)).toEqual([]);
  });
});

test('stacks that hold data are protected from deletion where data is kept, and only there', () => {
  const protectedUnits = (name: 'production' | 'sandbox') =>
    deployment(name).units.filter((unit) => deployment(name).stack(unit).terminationProtection);
  expect(protectedUnits('production')).toEqual(['Foundation', 'Storage', 'Knowledge']);
  expect(protectedUnits('sandbox')).toEqual([]);
});

describe('personas', () => {
  const access = deployment('sandbox').template('Access');

  test('are four, and each has an output with its ARN', () => {
    expect(personas(deployment('sandbox')).map(({ id }) => id.replace(/Access\/(\D+)[\dA-F]{8}$/, '$1'))).toEqual(
      PERSONAS,
    );
    expect(Object.keys(access.findOutputs('*'))).toEqual(
      expect.arrayContaining(['administratorRoleArn', 'readerRoleArn', 'invokerRoleArn', 'tunerRoleArn']),
    );
  });

  test.each([
    ['administrator', 'AmazonBedrockFullAccess'],
    ['reader', 'AmazonBedrockReadOnly'],
  ])('the %s has %s', (_, policy) => {
    access.hasResourceProperties('AWS::IAM::Role', {
      ManagedPolicyArns: [{ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:iam::aws:policy/${policy}`]] }],
    });
  });

  test('the reader reads metadata, and nothing else', () => {
    hasPolicy(access, 'Denies everything except reads of metadata', [
      { Sid: 'OnlyMetadata', Effect: 'Deny', NotAction: [...METADATA_READ_ACTIONS], Resource: '*' },
    ]);
  });

  test('the administrator opens the key for the guardrail where there is one', () => {
    hasPolicy(
      deployment('production').template('Access'),
      'Keys of Bedrock administration',
      Match.arrayWith([
        Match.objectLike({ Action: 'kms:Decrypt', Condition: Match.objectLike({ Null: Match.anyValue() }) }),
      ]),
    );
    expect(JSON.stringify(access.toJSON())).not.toContain('Keys of Bedrock administration');
  });

  test('the invoker may call the function, and no model', () => {
    hasPolicy(access, 'Calls the inference function', [
      {
        Effect: 'Allow',
        Action: 'lambda:InvokeFunction',
        Resource: { 'Fn::ImportValue': Match.stringLikeRegexp('inference:.*FunctionArn|Arn') },
      },
    ]);
  });

  test('the invoker may call the allowed models too, where the deployment says so', () => {
    const config: DeploymentConfig = { ...DEPLOYMENTS.sandbox, invokerCallsModels: true };
    hasPolicy(
      new Deployment('direct', config).template('Access'),
      'Calls the inference function',
      Match.arrayWith([
        Match.objectLike({
          Action: ['bedrock:InvokeModel', 'bedrock:InvokeModelWithResponseStream'],
          Resource: DEPLOYMENTS.sandbox.models.map((id) => `arn:aws:bedrock:us-east-1::foundation-model/${id}`),
        }),
      ]),
    );
  });

  test('the tuner starts the workflow and no job, and stops those of its deployment', () => {
    hasPolicy(
      access,
      'Uploads datasets, starts the tuning workflow, follows its jobs',
      Match.arrayWith([
        Match.objectLike({
          Sid: 'StopJobs',
          Condition: { StringEquals: { 'aws:ResourceTag/private-bedrock:deployment': 'sandbox' } },
        }),
      ]),
    );
    const { Resources } = access.toJSON() as { Resources: Record<string, { Properties: unknown }> };
    const policies = Object.entries(Resources).filter(([id]) => !id.startsWith('AdministratorLimits'));
    expect(policies.some(([id]) => id.startsWith('TunerPolicy'))).toBe(true);
    expect(JSON.stringify(policies)).not.toMatch(/PassRole|CreateModelCustomizationJob|CreateGrant/);
  });

  test('there is no tuner, bucket or customization role without fine-tuning', () => {
    const { fineTuning: _, ...config } = DEPLOYMENTS.sandbox;
    const bare = new Deployment('bare', config);
    expect(bare.units).toEqual(['Foundation', 'Network', 'Endpoints', 'Inference', 'Access']);
    expect(personas(bare)).toHaveLength(3);
  });

  test('are assumed by the configured principals alone', () => {
    const config: DeploymentConfig = {
      ...DEPLOYMENTS.sandbox,
      sessionHours: 4,
      trustedPrincipals: {
        principals: ['arn:aws:iam::111122223333:role/Sso', '444455556666'],
        mfa: false,
        externalId: 'partner-1',
      },
    };
    for (const { Properties } of personas(new Deployment('trusted', config))) {
      expect(Properties.MaxSessionDuration).toBe(4 * 3600);
      expect(Properties.AssumeRolePolicyDocument.Statement).toEqual([
        expect.objectContaining({
          Principal: { AWS: ['arn:aws:iam::111122223333:role/Sso', 'arn:aws:iam::444455556666:root'] },
          Condition: {
            ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:root' },
            StringEquals: { 'sts:ExternalId': 'partner-1' },
          },
        }),
      ]);
    }
  });

  test('have principals and sessions of their own, if the row says so', () => {
    const config: DeploymentConfig = {
      ...DEPLOYMENTS.sandbox,
      personas: {
        administrator: { trustedPrincipals: { permissionSets: ['BedrockAdmin'] } },
        reader: { sessionHours: 8 },
      },
    };
    const [administrator, reader, ...others] = personas(new Deployment('own', config)).map(
      ({ Properties }) => Properties,
    );
    expect(administrator?.AssumeRolePolicyDocument.Statement).toEqual([
      expect.objectContaining({
        Condition: {
          ArnLike: {
            'aws:PrincipalArn': [
              ssoRole(`AWSReservedSSO_BedrockAdmin_${'?'.repeat(16)}`),
              ssoRole(`*/AWSReservedSSO_BedrockAdmin_${'?'.repeat(16)}`),
            ],
          },
        },
      }),
    ]);
    expect(reader?.MaxSessionDuration).toBe(8 * 3600);
    for (const { AssumeRolePolicyDocument, MaxSessionDuration } of others) {
      expect(AssumeRolePolicyDocument).toEqual(reader?.AssumeRolePolicyDocument);
      expect(MaxSessionDuration).toBe(3600);
    }
  });
});
