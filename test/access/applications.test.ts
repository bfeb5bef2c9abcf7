import { Match, type Template } from 'aws-cdk-lib/assertions';
import type { DeploymentConfig } from '../../domain/deployment/deployment';
import { DEPLOYMENTS } from '../../lib/config/deployments';
import { Deployment, deployment } from '../support/synth';

const ACCOUNT = { Ref: 'AWS::AccountId' };

const hasPolicy = (template: Template, description: string, statements: unknown) =>
  template.hasResourceProperties('AWS::IAM::ManagedPolicy', {
    Description: description,
    PolicyDocument: { Statement: statements },
  });

describe('applications', () => {
  const withApplications = (applications: DeploymentConfig['applications']) =>
    new Deployment('apps', { ...DEPLOYMENTS.sandbox, applications });
  const WEB = 'arn:aws:iam::111122223333:role/web';

  test('there is no role for them by default', () => {
    deployment('sandbox').template('Access').resourceCountIs('AWS::IAM::Role', 4);
  });

  test('assume a role that invokes the function and has no MFA; services only for their resource', () => {
    const sourceArn = 'arn:aws:ecs:us-east-1:111122223333:*';
    const access = withApplications({
      principals: [WEB],
      services: [{ service: 'ecs-tasks.amazonaws.com', sourceArn }],
    }).template('Access');
    access.hasResourceProperties('AWS::IAM::Role', {
      Description: 'Calls the inference function for applications',
      AssumeRolePolicyDocument: {
        Statement: [
          { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: WEB } },
          {
            Effect: 'Allow',
            Action: 'sts:AssumeRole',
            Principal: { Service: 'ecs-tasks.amazonaws.com' },
            Condition: { StringEquals: { 'aws:SourceAccount': ACCOUNT }, ArnLike: { 'aws:SourceArn': sourceArn } },
          },
        ],
      },
    });
    hasPolicy(access, 'Calls the inference function for applications', [
      { Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: Match.anyValue() },
    ]);
    access.hasOutput('applicationRoleArn', {});
  });

  test('call models directly only if the row says so', () => {
    hasPolicy(
      withApplications({ principals: [WEB], callModels: true }).template('Access'),
      'Calls the inference function for applications',
      Match.arrayWith([Match.objectLike({ Action: ['bedrock:InvokeModel', 'bedrock:InvokeModelWithResponseStream'] })]),
    );
  });
});
