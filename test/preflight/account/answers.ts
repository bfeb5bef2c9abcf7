import { ACCOUNT, availability, endpointService, foundationModel, member, REGION, ZONES } from './ready-account';
import type { Answers } from './scripted-account';
import { answered, type Call, type Reply, refused } from './wire';

export const HAIKU = 'anthropic.claude-haiku-4-5-20251001-v1:0';
export const NOVA_2 = 'us.amazon.nova-2-lite-v1:0';

/** Answers so for one id, and as a ready account for the others. */
export const only =
  (id: string, reply: Reply, otherwise: (call: Call) => Reply) =>
  (call: Call): Reply =>
    call.id === id ? reply : otherwise(call);
export const model = (id: string, changes: object): Answers => ({
  'bedrock:GetFoundationModel': only(id, foundationModel(id, changes), (call) => foundationModel(call.id)),
});
export const access = (id: string, changes: object): Answers => ({
  'bedrock:GetFoundationModelAvailability': only(id, availability(id, changes), (call) => availability(call.id)),
});
export const quotas = (...list: object[]): Answers => ({
  'servicequotas:ListServiceQuotas': answered({ Quotas: list }),
});
export const executions = (all: number, free: number): Answers => ({
  'lambda:GetAccountSettings': answered({
    AccountLimit: { ConcurrentExecutions: all, UnreservedConcurrentExecutions: free },
  }),
});
export const services = (...list: string[]): Answers => ({
  'ec2:DescribeVpcEndpointServices': answered(member('serviceDetailSet', list.join(''))),
});
export const service = (name: string, ...rest: [zones?: string[], type?: string, policy?: boolean]) =>
  endpointService(`com.amazonaws.${REGION}.${name}`, rest[0] ?? ZONES, rest[1], rest[2]);
export const S3 = service('s3', ZONES, 'Gateway');
export const OTHER_PLANES = ['bedrock', 'bedrock-agent', 'bedrock-agent-runtime'].map((plane) => service(plane));
export const buckets = (...names: string[]): Answers => ({
  's3:HeadBucket': refused('AccessDenied', 403),
  's3:ListAllMyBuckets': answered(
    member('ListAllMyBucketsResult', member('Buckets', names.map((n) => member('Bucket', member('Name', n))).join(''))),
  ),
});
export const BUCKET = `private-bedrock-production-${ACCOUNT}-${REGION}`;
export const DOCUMENTS = BUCKET.replace('private-bedrock', 'pb-documents');
export const lacking = { agreementAvailability: { status: 'NOT_AVAILABLE' } };
