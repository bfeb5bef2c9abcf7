import { DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { DescribeFlowLogsCommand, DescribeVpcEndpointsCommand, DescribeVpcsCommand } from '@aws-sdk/client-ec2';
import { ListRulesCommand } from '@aws-sdk/client-eventbridge';
import { ListPoliciesCommand, ListRolesCommand } from '@aws-sdk/client-iam';
import { DescribeKeyCommand, ListKeysCommand } from '@aws-sdk/client-kms';
import { ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { ListBucketsCommand } from '@aws-sdk/client-s3';
import { ListStateMachinesCommand } from '@aws-sdk/client-sfn';
import type { Clients } from './clients';

/** What the CDK's bootstrap makes once for an account, and what an account has from the beginning. */
const NOT_OURS = /^(CDKToolkit$|cdk-)/;

/** Whatever is still there after everything was destroyed, asked of each service and not of CloudFormation alone. */
export async function leftovers(clients: Clients): Promise<string[]> {
  const found = await Promise.all([
    stacks(clients),
    keys(clients),
    buckets(clients),
    network(clients),
    identities(clients),
    functions(clients),
    logGroups(clients),
    workflows(clients),
    rules(clients),
  ]);
  return found.flat().sort();
}

const named = (type: string, names: readonly (string | undefined)[]) =>
  names.filter((name = '') => !NOT_OURS.test(name)).map((name) => `${type} ${name}`);

async function stacks({ cloudformation }: Clients): Promise<string[]> {
  const { Stacks = [] } = await cloudformation.send(new DescribeStacksCommand({}));
  return named(
    'AWS::CloudFormation::Stack',
    Stacks.map(({ StackName }) => StackName),
  );
}

async function keys({ kms }: Clients): Promise<string[]> {
  const { Keys = [] } = await kms.send(new ListKeysCommand({}));
  const described = await Promise.all(Keys.map(({ KeyId }) => kms.send(new DescribeKeyCommand({ KeyId }))));
  const enabled = described.filter(({ KeyMetadata }) => KeyMetadata?.KeyState !== 'PendingDeletion');
  return named(
    'AWS::KMS::Key',
    enabled.map(({ KeyMetadata }) => KeyMetadata?.KeyId),
  );
}

async function buckets({ s3 }: Clients): Promise<string[]> {
  const { Buckets = [] } = await s3.send(new ListBucketsCommand({}));
  return named(
    'AWS::S3::Bucket',
    Buckets.map(({ Name }) => Name),
  );
}

async function network({ ec2 }: Clients): Promise<string[]> {
  const [{ Vpcs = [] }, { VpcEndpoints = [] }, { FlowLogs = [] }] = await Promise.all([
    ec2.send(new DescribeVpcsCommand({})),
    ec2.send(new DescribeVpcEndpointsCommand({})),
    ec2.send(new DescribeFlowLogsCommand({})),
  ]);
  return [
    ...named(
      'AWS::EC2::VPC',
      Vpcs.filter(({ IsDefault }) => !IsDefault).map(({ VpcId }) => VpcId),
    ),
    ...named(
      'AWS::EC2::VPCEndpoint',
      VpcEndpoints.map(({ VpcEndpointId }) => VpcEndpointId),
    ),
    ...named(
      'AWS::EC2::FlowLog',
      FlowLogs.map(({ FlowLogId }) => FlowLogId),
    ),
  ];
}

async function identities({ iam }: Clients): Promise<string[]> {
  const [{ Roles = [] }, { Policies = [] }] = await Promise.all([
    iam.send(new ListRolesCommand({})),
    iam.send(new ListPoliciesCommand({ Scope: 'Local' })),
  ]);
  return [
    ...named(
      'AWS::IAM::Role',
      Roles.map(({ RoleName }) => RoleName),
    ),
    ...named(
      'AWS::IAM::ManagedPolicy',
      Policies.map(({ PolicyName }) => PolicyName),
    ),
  ];
}

async function functions({ lambda }: Clients): Promise<string[]> {
  const { Functions = [] } = await lambda.send(new ListFunctionsCommand({}));
  return named(
    'AWS::Lambda::Function',
    Functions.map(({ FunctionName }) => FunctionName),
  );
}

async function logGroups({ logs }: Clients): Promise<string[]> {
  const { logGroups: groups = [] } = await logs.send(new DescribeLogGroupsCommand({}));
  return named(
    'AWS::Logs::LogGroup',
    groups.map(({ logGroupName }) => logGroupName),
  );
}

async function workflows({ sfn }: Clients): Promise<string[]> {
  const { stateMachines = [] } = await sfn.send(new ListStateMachinesCommand({}));
  return named(
    'AWS::StepFunctions::StateMachine',
    stateMachines.map(({ name }) => name),
  );
}

async function rules({ eventbridge }: Clients): Promise<string[]> {
  const { Rules = [] } = await eventbridge.send(new ListRulesCommand({}));
  return named(
    'AWS::Events::Rule',
    Rules.map(({ Name }) => Name),
  );
}
