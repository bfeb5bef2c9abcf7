import { Match } from 'aws-cdk-lib/assertions';
import type { DeploymentConfig } from '../../domain/deployment/deployment';
import { ENV } from '../../lambda/inference/contract';
import { DEPLOYMENTS } from '../../lib/config/deployments';
import { Deployment, deployment } from '../support/synth';

describe('inference function', () => {
  const sandbox = deployment('sandbox').template('Inference');
  const production = deployment('production').template('Inference');

  test('runs on the newest Node.js, on arm64, in the isolated subnets, with reserved concurrency and traces', () => {
    sandbox.hasResourceProperties('AWS::Lambda::Function', {
      FunctionName: 'private-bedrock-sandbox-inference',
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Handler: 'index.handler',
      ReservedConcurrentExecutions: 10,
      TracingConfig: { Mode: 'Active' },
      VpcConfig: { SubnetIds: Match.anyValue(), SecurityGroupIds: Match.anyValue() },
      Timeout: 120,
    });
  });

  test('knows its models, the first one being the default, and every variable of the contract', () => {
    sandbox.hasResourceProperties('AWS::Lambda::Function', {
      Environment: {
        Variables: {
          [ENV.allowedModels]: JSON.stringify(DEPLOYMENTS.sandbox.models),
          [ENV.maxRequestBytes]: String(4 * 1024 * 1024),
          [ENV.deployment]: 'sandbox',
          [ENV.guardrailId]: Match.absent(),
          [ENV.guardrailVersion]: Match.absent(),
          [ENV.teams]: Match.absent(),
        },
      },
    });
    // The proofs read those of a row with teams.
    const withoutTeams = Object.values(ENV).filter((name) => name !== ENV.teams);
    production.hasResourceProperties('AWS::Lambda::Function', {
      Environment: { Variables: Object.fromEntries(withoutTeams.map((name) => [name, Match.anyValue()])) },
    });
  });

  test('writes to an encrypted log group of its own that does not live for ever', () => {
    sandbox.hasResource('AWS::Logs::LogGroup', {
      Properties: {
        LogGroupName: '/private-bedrock/sandbox/inference',
        RetentionInDays: 30,
        KmsKeyId: Match.anyValue(),
      },
      DeletionPolicy: 'Delete',
    });
    production.hasResource('AWS::Logs::LogGroup', { DeletionPolicy: 'RetainExceptOnCreate' });
  });

  test('is made after the policy that lets Lambda place its interfaces, and deleted before it', () => {
    sandbox.hasResource('AWS::Lambda::Function', {
      DependsOn: Match.arrayWith([Match.stringLikeRegexp('NetworkPolicy')]),
    });
  });

  test('may place interfaces as a service, and not as code', () => {
    sandbox.hasResourceProperties('AWS::IAM::ManagedPolicy', {
      PolicyDocument: {
        Statement: [
          Match.objectLike({ Sid: 'PlaceInterfaces', Effect: 'Allow' }),
          Match.objectLike({
            Sid: 'NotFromTheCode',
            Effect: 'Deny',
            Resource: '*',
            Condition: {
              ArnEquals: {
                'lambda:SourceFunctionArn': {
                  'Fn::Join': [
                    '',
                    [
                      'arn:aws:lambda:us-east-1:',
                      { Ref: 'AWS::AccountId' },
                      ':function:private-bedrock-sandbox-inference',
                    ],
                  ],
                },
              },
            },
          }),
        ],
      },
    });
  });

  test('may invoke exactly its models; with a guardrail, not without it', () => {
    sandbox.hasResourceProperties('AWS::IAM::ManagedPolicy', {
      Description: 'Invoke the allowed models',
      PolicyDocument: {
        Statement: [
          {
            Sid: 'InvokeModels',
            Effect: 'Allow',
            Action: ['bedrock:InvokeModel', 'bedrock:InvokeModelWithResponseStream'],
            Resource: DEPLOYMENTS.sandbox.models.map((id) => `arn:aws:bedrock:us-east-1::foundation-model/${id}`),
          },
        ],
      },
    });
    production.hasResourceProperties('AWS::IAM::ManagedPolicy', {
      Description: 'Invoke the allowed models',
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Effect: 'Deny',
            Resource: '*',
            Condition: { ArnNotLike: { 'bedrock:GuardrailIdentifier': Match.anyValue() } },
          }),
        ]),
      },
    });
  });

  test('writes to its own log group and to no other', () => {
    sandbox.hasResourceProperties('AWS::IAM::ManagedPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Sid: 'WriteLog',
            Resource: { 'Fn::GetAtt': [Match.stringLikeRegexp('LogGroup'), 'Arn'] },
          }),
        ]),
      },
    });
  });

  test('decrypts custom models through Bedrock where it may invoke one', () => {
    const arn = 'arn:aws:bedrock:us-east-1:111122223333:custom-model-deployment/abcdef123456';
    const custom = new Deployment('custom', { ...DEPLOYMENTS.sandbox, models: [arn] }).template('Inference');
    custom.hasResourceProperties('AWS::IAM::ManagedPolicy', {
      PolicyDocument: {
        Statement: [
          Match.objectLike({ Sid: 'InvokeModels', Resource: arn }),
          Match.objectLike({
            Action: 'kms:Decrypt',
            Condition: { StringEquals: { 'kms:ViaService': 'bedrock.us-east-1.amazonaws.com' } },
          }),
        ],
      },
    });
    expect(JSON.stringify(sandbox.toJSON())).not.toContain('kms:Decrypt');
  });

  test('is tried once when it is invoked without waiting', () => {
    sandbox.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
      MaximumRetryAttempts: 0,
      MaximumEventAgeInSeconds: 60,
    });
  });

  test('reserves nothing in an account that has nothing to reserve', () => {
    const config: DeploymentConfig = { ...DEPLOYMENTS.sandbox, inference: { reservedConcurrency: false } };
    new Deployment('small', config).template('Inference').hasResourceProperties('AWS::Lambda::Function', {
      ReservedConcurrentExecutions: Match.absent(),
    });
  });

  test('takes a new version of a changed guardrail in this very stack, so that no export has to change', () => {
    production.resourceCountIs('AWS::Bedrock::GuardrailVersion', 1);
    const { Outputs } = deployment('production').template('Foundation').toJSON();
    expect(JSON.stringify(Outputs)).not.toContain('Version');
  });

  test('has no function URL and no permission for anybody to invoke it from outside the account', () => {
    sandbox.resourceCountIs('AWS::Lambda::Url', 0);
    sandbox.resourceCountIs('AWS::Lambda::Permission', 0);
  });
});
