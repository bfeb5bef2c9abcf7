import { Stack } from 'aws-cdk-lib';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';
import { lengthOfPolicy } from './rendered-policy';

/** IAM User Guide, "IAM and AWS STS quotas". */
const MANAGED_POLICY = 6_144;

/** AWS PrivateLink Guide, "Endpoint policies". */
const ENDPOINT_POLICY = 20_480;

/**
 * Fails synthesis when the policy is longer than IAM accepts, which would else be found out by a deployment.
 *
 * @param remedy what to do about it, as an instruction
 */
export function limitSize(policy: iam.ManagedPolicy, remedy: string): void {
  limit(policy, policy.document, MANAGED_POLICY, remedy);
}

/** The same for the policy of an interface endpoint. */
export function limitEndpointPolicySize(endpoint: ec2.InterfaceVpcEndpoint, remedy: string): void {
  const { policyDocument } = endpoint.node.defaultChild as ec2.CfnVPCEndpoint;
  limit(endpoint, policyDocument, ENDPOINT_POLICY, remedy);
}

/** Validations run after all statements have been added; the CDK puts the construct's path before the message. */
function limit(construct: IConstruct, document: unknown, most: number, remedy: string): void {
  construct.node.addValidation({
    validate: () => {
      const resolved = Stack.of(construct).resolve(document);
      // Without one there is nothing too long; that there has to be one is for the rule packs to say.
      if (resolved === undefined) return [];
      const length = lengthOfPolicy(resolved);
      return length <= most ? [] : [message(length, most, remedy)];
    },
  });
}

const message = (length: number, most: number, remedy: string) =>
  `The policy has ${grouped(length)} characters without white space, and AWS accepts ${grouped(most)}: ${remedy}.`;

const grouped = (count: number) => count.toLocaleString('en-US');
