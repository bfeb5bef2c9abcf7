import { paginateListKnowledgeBases } from '@aws-sdk/client-bedrock-agent';
import { paginateDescribeStacks } from '@aws-sdk/client-cloudformation';
import { paginateDescribeLogGroups } from '@aws-sdk/client-cloudwatch-logs';
import { paginateDescribeFlowLogs, paginateDescribeVpcEndpoints, paginateDescribeVpcs } from '@aws-sdk/client-ec2';
import { ListRulesCommand } from '@aws-sdk/client-eventbridge';
import { paginateListPolicies, paginateListRoles } from '@aws-sdk/client-iam';
import { DescribeKeyCommand, paginateListKeys } from '@aws-sdk/client-kms';
import { paginateListFunctions } from '@aws-sdk/client-lambda';
import { paginateListPipes } from '@aws-sdk/client-pipes';
import { paginateListBuckets } from '@aws-sdk/client-s3';
import { paginateListVectorBuckets } from '@aws-sdk/client-s3vectors';
import { paginateListStateMachines } from '@aws-sdk/client-sfn';
import { paginateListQueues } from '@aws-sdk/client-sqs';
import type { Clients } from './clients';

/** Names of the CDK's bootstrap, which all deployments of an account share. */
const BOOTSTRAP = /^(CDKToolkit$|cdk-)/;

/** Lists the resources that still exist after `cdk destroy`. Asks each service, not only CloudFormation. */
export async function leftovers(clients: Clients): Promise<string[]> {
  const found = await Promise.all(
    Object.entries(NAMES).map(async ([type, namesOf]) =>
      (await namesOf(clients)).filter((name = '') => !BOOTSTRAP.test(name)).map((name) => `${type} ${name}`),
    ),
  );
  return found.flat().sort();
}

type Names = readonly (string | undefined)[];

/** Lists the names of all resources of a type. */
const NAMES: Readonly<Record<string, (clients: Clients) => Promise<Names>>> = {
  'AWS::Bedrock::KnowledgeBase': ({ bedrockAgent: client }) =>
    all(paginateListKnowledgeBases({ client }, {}), (page) => page.knowledgeBaseSummaries?.map(({ name }) => name)),
  'AWS::CloudFormation::Stack': ({ cloudformation: client }) =>
    all(paginateDescribeStacks({ client }, {}), ({ Stacks }) => Stacks?.map(({ StackName }) => StackName)),
  'AWS::EC2::FlowLog': ({ ec2: client }) =>
    all(paginateDescribeFlowLogs({ client }, {}), ({ FlowLogs }) => FlowLogs?.map(({ FlowLogId }) => FlowLogId)),
  'AWS::EC2::VPC': ({ ec2: client }) =>
    all(paginateDescribeVpcs({ client }, {}), ({ Vpcs }) =>
      Vpcs?.filter(({ IsDefault }) => !IsDefault).map(({ VpcId }) => VpcId),
    ),
  'AWS::EC2::VPCEndpoint': ({ ec2: client }) =>
    all(paginateDescribeVpcEndpoints({ client }, {}), ({ VpcEndpoints }) =>
      VpcEndpoints?.map(({ VpcEndpointId }) => VpcEndpointId),
    ),
  // EventBridge has no paginator; its first page has 100 rules.
  'AWS::Events::Rule': async ({ eventbridge }) =>
    (await eventbridge.send(new ListRulesCommand({}))).Rules?.map(({ Name }) => Name) ?? [],
  'AWS::IAM::ManagedPolicy': ({ iam: client }) =>
    all(paginateListPolicies({ client }, { Scope: 'Local' }), ({ Policies }) =>
      Policies?.map(({ PolicyName }) => PolicyName),
    ),
  'AWS::IAM::Role': ({ iam: client }) =>
    all(paginateListRoles({ client }, {}), ({ Roles }) => Roles?.map(({ RoleName }) => RoleName)),
  'AWS::KMS::Key': async ({ kms: client }) => {
    const ids = await all(paginateListKeys({ client }, {}), ({ Keys }) => Keys?.map(({ KeyId }) => KeyId));
    const keys = await Promise.all(ids.map((KeyId) => client.send(new DescribeKeyCommand({ KeyId }))));
    return keys.flatMap(({ KeyMetadata }) => (KeyMetadata?.KeyState === 'PendingDeletion' ? [] : KeyMetadata?.KeyId));
  },
  'AWS::Lambda::Function': ({ lambda: client }) =>
    all(paginateListFunctions({ client }, {}), ({ Functions }) => Functions?.map(({ FunctionName }) => FunctionName)),
  'AWS::Logs::LogGroup': ({ logs: client }) =>
    all(paginateDescribeLogGroups({ client }, {}), ({ logGroups }) => logGroups?.map((group) => group.logGroupName)),
  'AWS::Pipes::Pipe': ({ pipes: client }) =>
    all(paginateListPipes({ client }, {}), ({ Pipes }) => Pipes?.map(({ Name }) => Name)),
  'AWS::S3::Bucket': ({ s3: client }) =>
    all(paginateListBuckets({ client }, {}), ({ Buckets }) => Buckets?.map(({ Name }) => Name)),
  'AWS::S3Vectors::VectorBucket': ({ s3vectors: client }) =>
    all(paginateListVectorBuckets({ client }, {}), (page) => page.vectorBuckets?.map((one) => one.vectorBucketName)),
  'AWS::SQS::Queue': ({ sqs: client }) => all(paginateListQueues({ client }, {}), ({ QueueUrls }) => QueueUrls ?? []),
  'AWS::StepFunctions::StateMachine': ({ sfn: client }) =>
    all(paginateListStateMachines({ client }, {}), ({ stateMachines }) => stateMachines?.map(({ name }) => name)),
};

async function all<Page>(pages: AsyncIterable<Page>, namesOn: (page: Page) => Names | undefined): Promise<Names> {
  const names: (string | undefined)[] = [];
  for await (const page of pages) names.push(...(namesOn(page) ?? []));
  return names;
}
