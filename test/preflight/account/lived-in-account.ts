import { ACCOUNT, availability, REGION } from './ready-account';
import type { Answers } from './scripted-account';
import { answered, refused } from './wire';

const BUCKETS = ['private-bedrock', 'pb-documents'].map((prefix) => `${prefix}-production-${ACCOUNT}-${REGION}`);

/**
 * The row `production` is deployed here, and its VPC was the last that there was room for; the agreement on one model
 * is still being made. Everything that preflight can ask of a row without ARNs is asked here.
 */
export const LIVED_IN: Answers = {
  'bedrock:GetFoundationModelAvailability': ({ id }) =>
    availability(id, id.startsWith('anthropic.') ? { agreementAvailability: { status: 'PENDING' } } : {}),
  'cloudformation:DescribeStacks': ({ id }) =>
    answered(
      `<Stacks><member><StackName>${id}</StackName><StackStatus>UPDATE_COMPLETE</StackStatus></member></Stacks>`,
    ),
  'ec2:DescribeVpcs': () => answered(`<vpcSet>${'<item><vpcId>vpc-1</vpcId></item>'.repeat(5)}</vpcSet>`),
  'ec2:DescribeSubnets': () => answered('<subnetSet/>'),
  'lambda:GetAccountSettings': () =>
    answered({ AccountLimit: { ConcurrentExecutions: 150, UnreservedConcurrentExecutions: 100 } }),
  'lambda:GetFunctionConcurrency': () => answered({ ReservedConcurrentExecutions: 50 }),
  's3:HeadBucket': () => refused('AccessDenied', 403),
  's3:ListAllMyBuckets': () =>
    answered(
      `<ListAllMyBucketsResult><Buckets>${BUCKETS.map((name) => `<Bucket><Name>${name}</Name></Bucket>`).join('')}</Buckets></ListAllMyBucketsResult>`,
    ),
  'servicequotas:GetServiceQuota': () => refused('NoSuchResourceException', 400),
};
