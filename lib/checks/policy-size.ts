import { Stack } from 'aws-cdk-lib';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';
import { Intrinsics } from '../../domain/template/intrinsics';

/** Characters. Source: IAM User Guide, "IAM and AWS STS quotas". */
export const MAX_MANAGED_POLICY = 6_144;

/** Characters of a policy document without statements. */
export const EMPTY_POLICY = '{"Statement":[],"Version":"2012-10-17"}'.length;

/** Characters. Source: AWS PrivateLink Guide, "Endpoint policies". */
const MAX_ENDPOINT_POLICY = 20_480;

/**
 * Fails synthesis when the policy is longer than IAM accepts, instead of the deployment.
 *
 * @param remedy instruction for that case
 */
export function limitPolicySize(policy: iam.ManagedPolicy, remedy: string): void {
  limitSize(policy, policy.document, MAX_MANAGED_POLICY, remedy);
}

/** Fails synthesis when the policy of an endpoint is longer than AWS accepts. */
export function limitEndpointPolicySize(endpoint: ec2.VpcEndpoint, remedy: string): void {
  const { policyDocument } = endpoint.node.defaultChild as ec2.CfnVPCEndpoint;
  limitSize(endpoint, policyDocument, MAX_ENDPOINT_POLICY, remedy);
}

/** Counts the characters of a resolved policy document as AWS does, which ignores white space. */
export function countPolicyCharacters(document: unknown): number {
  return JSON.stringify(RENDERED.value(document, '')).length;
}

/** ARN of a KMS key, the longest that this project refers to. */
const LONGEST_ARN = 'arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555';

/** Turns every reference into text as long as its value. */
const RENDERED = new Intrinsics({
  parameter: (name) => (name === 'AWS::AccountId' ? '123456789012' : LONGEST_ARN),
  resource: () => LONGEST_ARN,
  exported: () => ({ stack: '', value: LONGEST_ARN }),
  condition: () => undefined,
  isKnown: () => true,
});

/** Validations run after all statements have been added; the CDK puts the path of the construct before the message. */
function limitSize(construct: IConstruct, document: unknown, max: number, remedy: string): void {
  construct.node.addValidation({
    validate: () => {
      const resolved = Stack.of(construct).resolve(document);
      // A missing policy is not too long; the rule packs report that it is missing.
      if (resolved === undefined) return [];
      const length = countPolicyCharacters(resolved);
      const size = `the policy has ${group(length)} characters without white space, and AWS accepts ${group(max)}`;
      return length <= max ? [] : [tooLarge('PB-SIZE-001', `${construct.node.path}: ${size}`, remedy)];
    },
  });
}

/** Formats an error of the synthesis: code, place with the name of the row, size and limit, remedy. */
export const tooLarge = (code: string, message: string, remedy: string): string => `${code} ${message}: ${remedy}.`;

export const group = (count: number): string => count.toLocaleString('en-US');
