import type { TemplateResource } from '../../../domain/template/template';
import { withResources } from '../edit';
import type { Operator } from '../mutant';
import { OTHER_ACCOUNT_ROOT } from '../others';

/** Permissions that nobody of the deployment needs, under no name that anybody looks for. */
const innocent = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: ['kms:PutKeyPolicy', 's3:PutBucketPolicy'], Resource: '*' }],
};

const document = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };

/** An operator that adds something of which no construct here knows, to the first stack. */
const newcomer = (kind: string, Type: string, Properties: Readonly<Record<string, unknown>> = {}): Operator => ({
  kind,
  changes: ({ templates }) => {
    const [stack] = Object.keys(templates.stacks);
    if (stack === undefined) return [];
    const Newcomer: TemplateResource = { Type, Properties };
    return [{ what: Type, at: `${stack}/Newcomer`, templates: withResources(templates, stack, { Newcomer }) }];
  },
});

/** Few: no sentence speaks of them, and all that a proof can do is refuse to read on. */
export const NEWCOMERS: readonly Operator[] = [
  newcomer('user added', 'AWS::IAM::User', { Policies: [{ PolicyName: 'All', PolicyDocument: document }] }),
  newcomer('access key added', 'AWS::IAM::AccessKey', { UserName: 'somebody' }),
  newcomer('policy beside the roles added', 'AWS::IAM::Policy', {
    PolicyName: 'All',
    PolicyDocument: document,
    Roles: ['private-bedrock-Access'],
  }),
  newcomer('policy for a role beside the deployment', 'AWS::IAM::ManagedPolicy', {
    PolicyDocument: innocent,
    Roles: ['ci'],
  }),
  newcomer('policy for a role, inline', 'AWS::IAM::RolePolicy', {
    PolicyDocument: innocent,
    PolicyName: 'More',
    RoleName: 'ci',
  }),
  newcomer('policy for a group', 'AWS::IAM::GroupPolicy', {
    PolicyDocument: innocent,
    PolicyName: 'More',
    GroupName: 'developers',
  }),
  newcomer('policy for a user', 'AWS::IAM::UserPolicy', {
    PolicyDocument: innocent,
    PolicyName: 'More',
    UserName: 'alice',
  }),
  newcomer('policy that nobody holds yet', 'AWS::IAM::ManagedPolicy', { PolicyDocument: innocent }),
  newcomer('permission set added', 'AWS::SSO::PermissionSet', { Name: 'Developers', InlinePolicy: innocent }),
  newcomer('resource shared by Bedrock', 'AWS::Bedrock::ResourcePolicy', {
    ResourceArn: 'arn:aws:bedrock:us-east-1:111122223333:custom-model-deployment/abcdefghijkl',
    PolicyDocument: {
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Principal: { AWS: OTHER_ACCOUNT_ROOT }, Action: 'bedrock:InvokeModel', Resource: '*' },
      ],
    },
  }),
  newcomer('agent added', 'AWS::Bedrock::Agent', { AgentName: 'agent' }),
  newcomer('notebook added', 'AWS::SageMaker::NotebookInstance', {
    InstanceType: 'ml.t3.medium',
    DirectInternetAccess: 'Enabled',
    RoleArn: 'arn:aws:iam::111122223333:role/Admin',
  }),
  newcomer('another key added', 'AWS::KMS::Key', { KeyPolicy: document }),
  newcomer('another bucket added', 'AWS::S3::Bucket'),
  newcomer('another log group added', 'AWS::Logs::LogGroup'),
];
