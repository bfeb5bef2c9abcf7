import { Match, Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import { CustomerManagedKey } from '../../lib/encryption/customer-managed-key';
import { grantKeyThrough } from '../../lib/encryption/key-grant';
import { testStack } from '../support/synth';

const key = (keepData?: boolean) => {
  const stack = testStack();
  return new CustomerManagedKey(stack, 'Key', { alias: 'alias/a', logGroupPrefix: '/private-bedrock/a', keepData });
};

interface Statement {
  readonly Sid: string;
  readonly Action: string | string[];
  readonly Principal: Record<string, unknown>;
  readonly Condition?: Record<string, Record<string, unknown>>;
}

function statementsOf(template: Template): Statement[] {
  const [resource] = Object.values(template.findResources('AWS::KMS::Key'));
  return resource?.Properties.KeyPolicy.Statement;
}

describe('customer managed key', () => {
  test('rotates, waits thirty days before deletion, and has an alias', () => {
    const template = Template.fromStack(key().stack);
    template.hasResource('AWS::KMS::Key', {
      Properties: { EnableKeyRotation: true, PendingWindowInDays: 30 },
      DeletionPolicy: 'Delete',
    });
    template.hasResourceProperties('AWS::KMS::Alias', { AliasName: 'alias/a' });
  });

  test('outlives its stack where data is kept', () => {
    Template.fromStack(key(true).stack).hasResource('AWS::KMS::Key', {
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
    });
  });

  test('gives kms:* to account root and to nobody else', () => {
    const wide = statementsOf(Template.fromStack(key().stack)).filter(({ Action }) =>
      [Action].flat().includes('kms:*'),
    );
    expect(wide.map(({ Sid }) => Sid)).toEqual(['AccountAdministers']);
    expect(JSON.stringify(wide[0]?.Principal)).toMatch(/arn:aws:iam::.*:root/);
  });

  test('admits a service only under conditions that name this account', () => {
    const services = statementsOf(Template.fromStack(key().stack)).filter(({ Principal }) => 'Service' in Principal);
    expect(services.map(({ Principal }) => Principal.Service)).toEqual(['logs.us-east-1.amazonaws.com']);
    for (const { Condition } of services) expect(JSON.stringify(Condition)).toContain('AWS::AccountId');
  });

  test('lets CloudWatch Logs encrypt the log groups of this deployment alone', () => {
    Template.fromStack(key().stack).hasResourceProperties('AWS::KMS::Key', {
      KeyPolicy: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Principal: { Service: 'logs.us-east-1.amazonaws.com' },
            Condition: {
              ArnLike: {
                'kms:EncryptionContext:aws:logs:arn': {
                  'Fn::Join': [
                    '',
                    ['arn:aws:logs:us-east-1:', { Ref: 'AWS::AccountId' }, ':log-group:/private-bedrock/a/*'],
                  ],
                },
              },
            },
          }),
        ]),
      },
    });
  });

  test('is granted through one service, in the identity policy', () => {
    const granted = key();
    const role = new iam.Role(granted.stack, 'Role', { assumedBy: new iam.ServicePrincipal('x.amazonaws.com') });
    grantKeyThrough(granted, 's3', role, 'kms:Decrypt');
    const template = Template.fromStack(granted.stack);
    template.hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: [
          {
            Effect: 'Allow',
            Action: 'kms:Decrypt',
            Resource: { 'Fn::GetAtt': [Match.anyValue(), 'Arn'] },
            Condition: { StringEquals: { 'kms:ViaService': 's3.us-east-1.amazonaws.com' } },
          },
        ],
      },
    });
    expect(statementsOf(template)).toHaveLength(2);
  });
});
